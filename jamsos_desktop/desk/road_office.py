"""The profile of the office: NPP, NPWP, address, how to reach it, bendahara, and what Formulir 1 asks of an employer.

Checked at the door, kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from jamsos_desktop.desk import road_signers
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.opening import FIRST_USER
from jamsos_desktop.model.parse import digits
from jamsos_desktop.model.records import Pejabat, Unit
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import office, staff, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.key_file import VaultUser
from jamsos_desktop.store.staff import User

# No source gives the length of an NPP; those seen have eight or nine; wide on purpose.
NPP_LETTERS = (6, 12)
NPWP_DIGITS = (15, 16)  # PER-04/PJ/2020: 15 digits; PMK 112/2022: 16
MOST_LETTERS = 120  # of a free text in the profile, as much as its line on Formulir 1 takes on two lines


def checked_npp(text: str) -> str:
    """An NPP as it is kept: capitals and digits, "" for none. Problem NPP_SALAH."""
    npp = re.sub(r"[\s.\-]", "", text).upper()
    if npp and not (re.fullmatch(r"[A-Z0-9]+", npp) and any(c.isdigit() for c in npp)):
        raise Problem("NPP_SALAH", f"NPP {text.strip()} memuat tanda lain.", TIDAK_BERUBAH,
                      "NPP hanya huruf dan angka. Salin dari surat BPJS Ketenagakerjaan.")
    if npp and not NPP_LETTERS[0] <= len(npp) <= NPP_LETTERS[1]:
        raise Problem("NPP_SALAH", f"NPP biasanya {NPP_LETTERS[0]} sampai {NPP_LETTERS[1]} huruf dan angka, "
                      f"terisi {len(npp)}.", TIDAK_BERUBAH, "Salin dari surat BPJS Ketenagakerjaan.")
    return npp


def checked_npwp(text: str) -> str:
    """An NPWP as it is kept: digits alone, "" for none. Problem NPWP_SALAH."""
    if re.search(r"[^\d\s.\-]", text):
        raise Problem("NPWP_SALAH", "NPWP bendahara memuat huruf atau tanda lain.", TIDAK_BERUBAH,
                      "Salin angkanya dari kartu NPWP bendahara.")
    npwp = digits(text)
    if npwp and len(npwp) not in NPWP_DIGITS:
        raise Problem("NPWP_SALAH", f"NPWP bendahara harus 15 atau 16 angka, terisi {len(npwp)}.", TIDAK_BERUBAH,
                      "Salin angkanya dari kartu NPWP bendahara.")
    return npwp


def _postcode(text: str) -> str:
    code = digits(text)
    if text.strip() and len(code) != 5:
        raise Problem("KODE_POS_SALAH", f"Kode pos harus 5 angka, terisi {len(code)}.", TIDAK_BERUBAH,
                      "Misalnya 93351. Boleh dikosongkan.")
    return code


def _phone(text: str) -> str:
    phone = re.sub(r"[\s.\-()]", "", text)
    if phone and not re.fullmatch(r"\+?\d{6,15}", phone):
        raise Problem("TELEPON_SALAH", f"Nomor telepon {text.strip()} tidak terbaca.", TIDAK_BERUBAH,
                      "Tulis 6 sampai 15 angka. Boleh dikosongkan.")
    return phone


def _email(text: str) -> str:
    mail = text.strip()
    if mail and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", mail):
        raise Problem("EMAIL_SALAH", f"Alamat e-mail {mail} tidak terbaca.", TIDAK_BERUBAH,
                      "Misalnya desa@contoh.desa.id. Boleh dikosongkan.")
    return mail


def _words(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > MOST_LETTERS:
        raise Problem("PROFIL_PANJANG", f"Isian {words[:30]}... lebih dari {MOST_LETTERS} huruf.", TIDAK_BERUBAH,
                      "Tulis lebih pendek.")
    return words


_CHECKED: Mapping[str, Callable[[str], str]] = {
    "npp": checked_npp, "npwp": checked_npwp, "alamat": str.strip, "kode_pos": _postcode, "telepon": _phone,
    "email": _email, "bentuk": _words, "dasar": _words, "rekening": _words, "pic_nama": _words,
    "pic_jabatan": _words, "pic_hp": _phone, "pic_email": _email}


def changed(unit: Unit, given: Mapping[str, str]) -> Unit:
    """The unit with the given texts in it, each checked; ``bendahara`` is the name of that official, those who sign
    see ``road_signers.KEYS``."""
    if unknown := set(given) - {*_CHECKED, *road_signers.KEYS, "bendahara"}:
        raise TypeError(f"the profile has no {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {key: _CHECKED[key](text) for key, text in given.items() if key in _CHECKED}
    unit = road_signers.changed(replace(unit, **values), given)
    return _with_treasurer(unit, " ".join(given["bendahara"].split())) if "bendahara" in given else unit


def _with_treasurer(unit: Unit, name: str) -> Unit:
    old = unit.pejabat_untuk("bendahara")
    if name.casefold() == old.nama.casefold():
        return unit
    others = tuple(p for p in unit.pejabat if p.jabatan != "bendahara")
    return replace(unit, pejabat=(*others, Pejabat(jabatan="bendahara", nama=name)) if name else others)


def keep(ctx: Context, db: Database, unit: Unit) -> Context:
    """Write a changed profile; nothing is written when nothing changed. Whoever works here under the name of the
    secretary goes on under the new one: on papers, in the history and on the lock page. Problem HAK_TIDAK_CUKUP."""
    if unit == ctx.unit:
        return ctx
    ctx.must(Right.KANTOR)
    renamed = _renamed(ctx, db, unit)
    with db.write():
        office.put_unit(db, ctx.actor(), unit)
        for one in renamed:
            staff.put(db, ctx.actor(), one, "pengguna.ubah", ("nama",))
            if one.id == FIRST_USER:
                office.put_setting(db, "pengguna", one.nama)  # who restores from a backup speaks by this name
    for one in renamed:
        vault.rename_user(ctx.folder, VaultUser(one.id, one.nama))
    mine = next((one.nama for one in renamed if one.id == ctx.user_id), ctx.user)
    return replace(ctx, unit=unit, user=mine)


def _renamed(ctx: Context, db: Database, unit: Unit) -> list[User]:
    """Those who work here under the old name of the secretary, with the new one."""
    old, new = (one.pejabat_untuk("sekretaris").nama for one in (ctx.unit, unit))
    if not old or not new or old == new:
        return []
    return [replace(one, nama=new) for one in staff.every(db) if one.aktif and one.nama == old]
