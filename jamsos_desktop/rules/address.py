"""Rules on where somebody lives: an address a letter finds, in the parts a form prints apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.dusun import dusun_number
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules.kinds import PERIKSA, Hit, Known, rule

SHORTEST = 5  # letters and digits; "Jl. A" finds nobody
_WITH_VILLAGE = ("desa", "kelurahan")  # units whose name the form prints behind the address


@rule("ALAMAT", PERIKSA, "alamat", apa="Alamat berisi jalan atau patokan, bukan titik-titik saja.",
      cara="Salin dari KTP, misalnya nama jalan, lorong atau patokan.", sumber="simpulan: kolom diisi asal terisi")
def alamat(p: Peserta, known: Known) -> Iterator[Hit]:
    if not p.alamat:
        return
    written = sum(c.isalnum() for c in p.alamat)
    if not written:
        yield Hit(f"Alamat terisi \u201c{p.alamat}\u201d, tanpa huruf.", "Alamat salah")
    elif written < SHORTEST:
        yield Hit(f"Alamat \u201c{p.alamat}\u201d terlalu pendek.", "Alamat pendek")


@rule("ALAMAT_DESA", PERIKSA, "alamat", apa="Nama desa tidak ditulis lagi di alamat.",
      cara="Hapus nama desa dari alamat. Formulir mencetaknya sendiri.", sumber="Formulir 1a: kolom desa terpisah")
def alamat_desa(p: Peserta, known: Known) -> Iterator[Hit]:
    unit = known.unit
    if unit.jenis not in _WITH_VILLAGE or not unit.nama or not (found := _village(unit.nama)).search(p.alamat):
        return
    plain = " ".join(found.sub(" ", p.alamat).split())
    mends = (Mend(f"Pakai {plain}", "alamat", plain),) if sum(c.isalnum() for c in plain) >= SHORTEST else ()
    yield Hit(f"Alamat memuat nama desa {unit.nama}.", "Nama desa ganda", mends=mends)


@cache
def _village(name: str) -> re.Pattern[str]:
    """Where an address names the village, with the word before it and the marks around it."""
    words = r"\W+".join(re.escape(word) for word in fold(name).split())
    return re.compile(rf"[\s,.-]*\b((desa|ds|kelurahan|kel)\b\W*)?\b{words}\b[\s,.]*", re.IGNORECASE)


@rule("RT_RW", PERIKSA, "rt rw", apa="RT dan RW berupa angka.", cara="Salin dari KTP, paling banyak 3 angka.",
      sumber="KTP-el: RT/RW tiga angka")
def rt_rw(p: Peserta, known: Known) -> Iterator[Hit]:
    for key, text in (("rt", p.rt), ("rw", p.rw)):
        if text and not re.fullmatch("[0-9]{1,3}", text):
            yield Hit(f"{key.upper()} terisi \u201c{text}\u201d.", f"{key.upper()} salah", (key,))


@rule("DUSUN", PERIKSA, "dusun", apa="Dusun ada di desa ini.",
      cara="Lihat KTP, tulis angka dusunnya saja.", sumber="profil desa: jumlah dusun")
def dusun(p: Peserta, known: Known) -> Iterator[Hit]:
    count = known.unit.jumlah_dusun
    number = dusun_number(p.dusun)
    if known.unit.jenis == "desa" and number is not None and not 1 <= number <= count:
        yield Hit(f"Dusun {p.dusun} tertulis, desa ini punya {count} dusun.", "Dusun tidak ada")

