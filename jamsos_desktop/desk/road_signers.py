"""Who signs for the office, and its crest: names, titles, NIP and state of the officials, each checked at the door."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.records import Pejabat, Unit
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

NIP_DIGITS = 18  # birth 8, appointment 6, sex 1, serial 3
MOST_LETTERS = 120  # of a name or title, as of a free text in the profile
# Key of the profile -> (official, what of them).
KEYS: Mapping[str, tuple[str, str]] = {
    "kepala": ("kepala_desa", "nama"), "gelar_kepala": ("kepala_desa", "gelar"), "nik_kepala": ("kepala_desa", "nik"),
    "nip_kepala": ("kepala_desa", "nip"), "status_kepala": ("kepala_desa", "status"),
    "sekretaris": ("sekretaris", "nama"), "gelar_sekretaris": ("sekretaris", "gelar")}


def changed(unit: Unit, given: Mapping[str, str]) -> Unit:
    """The unit with its officials as given, each text checked. A new name is a new person: what is not given with it
    (NIK, NIP, title, state, term) was of who signed before and goes.

    Problems: NAMA_PEJABAT_SALAH, GELAR_SALAH, NIK_PEJABAT_SALAH, NIP_SALAH, STATUS_PEJABAT_SALAH."""
    for jabatan in ("kepala_desa", "sekretaris"):
        told = {part: _CHECKED[part](given[key]) for key, (post, part) in KEYS.items()
                if post == jabatan and key in given}
        if told:
            unit = _with(unit, _official(unit.pejabat_untuk(jabatan), told))
    return unit


def named(unit: Unit) -> Unit:
    """The unit with the names of its officials as papers can carry them. Problem NAMA_PEJABAT_SALAH."""
    return replace(unit, pejabat=tuple(replace(one, nama=_name(one.nama)) if clean(one.nama) else replace(one, nama="")
                                       for one in unit.pejabat))


def _official(old: Pejabat, told: Mapping[str, str]) -> Pejabat:
    name = told.get("nama", old.nama)
    # Cleaned: an older version kept a name as it was pasted, and whoever types the same one is nobody new.
    kept = old if name.casefold() == clean(old.nama).casefold() else Pejabat(jabatan=old.jabatan)
    return replace(kept, **told)  # type: ignore[arg-type]  # texts alone


def _with(unit: Unit, official: Pejabat) -> Unit:
    """In the place of who held the post before."""
    if not any(p.jabatan == official.jabatan for p in unit.pejabat):
        return replace(unit, pejabat=(*unit.pejabat, official))
    return replace(unit, pejabat=tuple(official if p.jabatan == official.jabatan else p for p in unit.pejabat))


def with_crest(unit: Unit, picture: bytes) -> Unit:
    """The unit with this crest, small and encoded anew; none for b"". Problem GAMBAR_SALAH."""
    from jamsos_desktop.paper.draw.crest import small

    crest = small(picture)
    if picture and not crest:
        raise Problem("GAMBAR_SALAH", "Lambang itu bukan gambar PNG atau JPEG yang utuh.", TIDAK_BERUBAH,
                      "Pilih gambar lambang lain. Lambang boleh dikosongkan.")
    return replace(unit, lambang=crest)


def _name(text: str) -> str:
    name = clean(text)
    if not name or len(name) > MOST_LETTERS or not re.fullmatch(r"[^\W\d_](?:[^\d\n]*)", name):
        raise Problem("NAMA_PEJABAT_SALAH", f"Nama pejabat {name[:30]} tidak bisa dipakai." if name
                      else "Nama pejabat kosong.", TIDAK_BERUBAH, "Tulis namanya sesuai KTP.")
    return name


def _title(text: str) -> str:
    title = " ".join(text.split())
    if len(title) > MOST_LETTERS:
        raise Problem("GELAR_SALAH", f"Gelar lebih dari {MOST_LETTERS} huruf.", TIDAK_BERUBAH, "Tulis lebih pendek.")
    return title


def _number(digits: int, code: str, what: str) -> Callable[[str], str]:
    def checked(text: str) -> str:
        number = re.sub(r"[\s.\-]", "", text)
        if number and not (number.isascii() and number.isdigit() and len(number) == digits):
            raise Problem(code, f"{what} pimpinan harus {digits} angka, terisi {len(number)}.", TIDAK_BERUBAH,
                          "Salin angkanya dari kartu atau SK. Boleh dikosongkan.")
        return number

    return checked


def _status(text: str) -> str:
    if text not in code_list("status_pejabat"):
        raise Problem("STATUS_PEJABAT_SALAH", f"Status jabatan {text} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(code_list('status_pejabat'))}.")
    return text


_CHECKED: Mapping[str, Callable[[str], str]] = {
    "nama": _name, "gelar": _title, "status": _status, "nik": _number(16, "NIK_PEJABAT_SALAH", "NIK"),
    "nip": _number(NIP_DIGITS, "NIP_SALAH", "NIP")}
