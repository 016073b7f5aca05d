"""What goes wrong in the cells of a list, and what must become of the row: every damage returns the changed row."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from odd_people import EPOCH, NO_NIK, Person, Style, Writing

HOSTILE = ("=HYPERLINK(\"x\",\"y\")", "'; DROP TABLE orang;--", "<script>alert(1)</script>", "%s%n{0}", "+62cmd|calc",
           "@SUM(A1)", "\u202eterbalik", "a" * 700, "\U0001f600 gembira", "#REF!", "#N/A", "NULL", "NaN",
           "\ufffd\ufffd", "Ã©", "-1", "1e400", "\u0410\u0411", "٣٤", "TRUE")
IN, HELD, PASSED = "masuk", "ditahan", "dilewati"


@dataclass(frozen=True)
class Row:
    """One person of a list: ``cells`` by the name of their column, and what must become of the row.

    ``hasil`` names the outcomes that are right; ``bekas`` what was done to it.
    """

    orang: Person
    cells: Mapping[str, Writing]
    hasil: tuple[str, ...] = (IN,)
    bekas: tuple[str, ...] = ()

    def changed(self, what: str, hasil: tuple[str, ...] | None = None, **cells: Writing) -> Row:
        return replace(self, cells={**self.cells, **cells}, hasil=hasil or self.hasil, bekas=(*self.bekas, what))


def _nik_number(style: Style, row: Row) -> Row:
    value: Any = "7,40211E+15" if style.teks else int(row.orang.nik)
    return row.changed("NIK sebagai angka", (HELD,), nik=Writing(value))


def _nik_short(style: Style, row: Row) -> Row:
    cut = style.rng.randint(1, 15)
    return row.changed("NIK kurang angka", (HELD,), nik=Writing(row.orang.nik[:cut] if cut > 2 else row.orang.nik[:3]))


def _nik_none(style: Style, row: Row) -> Row:
    return row.changed("tanpa NIK", nik=Writing(style.rng.choice(NO_NIK)))


def _nik_letter(style: Style, row: Row) -> Row:
    place = max(row.orang.nik.rfind("0"), 12)
    wrong = row.orang.nik[:place] + style.rng.choice("OolI") + row.orang.nik[place + 1:]
    return row.changed("huruf di NIK", (IN, HELD), nik=Writing(wrong, {}, {"nik": ()}))


def _nik_scientific(style: Style, row: Row) -> Row:
    return row.changed("NIK ilmiah", (HELD,), nik=Writing(style.rng.choice(("7,40211E+15", "7.40211E+15", "7.4E15"))))


def _nik_same_as_kk(style: Style, row: Row) -> Row:
    return row.changed("NIK = KK", no_kk=Writing(row.orang.nik, {}, {"no_kk": (row.orang.nik,)}))


def _no_name(style: Style, row: Row) -> Row:
    return row.changed("tanpa nama", (HELD,), nama=Writing(style.rng.choice(("", "  "))))


def _kk_number(style: Style, row: Row) -> Row:
    value: Any = "7,40211E+15" if style.teks else int(row.orang.no_kk)
    return row.changed("KK sebagai angka", no_kk=Writing(value))


def _wrong_day(style: Style, row: Row) -> Row:
    text = style.rng.choice(("31/02/1980", "00-00-1970", "99/99/9999", "besok", "14-13-1984", "12/1980"))
    return row.changed("tanggal salah", tanggal_lahir=Writing(text))


def _short_year(style: Style, row: Row) -> Row:
    born = row.orang.tanggal_lahir
    return row.changed("tahun dua angka", tanggal_lahir=Writing(f"{born:%d-%m-%y}", {}, {"tanggal_lahir": (born,)}))


def _serial_day(style: Style, row: Row) -> Row:
    born = row.orang.tanggal_lahir
    serial: Any = (born - EPOCH).days
    return row.changed("tanggal serial", tanggal_lahir=Writing(str(serial) if style.teks else serial, {},
                                                               {"tanggal_lahir": (born,)}))


def _other_day(style: Style, row: Row) -> Row:
    born = date(1971, 3, 4)
    return row.changed("tanggal beda dengan NIK",
                       tanggal_lahir=Writing("04-03-1971" if style.tanggal != "mm/dd/yyyy" else "03/04/1971", {},
                                             {"tanggal_lahir": (born, date(1971, 4, 3), row.orang.tanggal_lahir)}))


def _word(key: str, *words: str, allowed: tuple[Any, ...] = ()) -> Callable[[Style, Row], Row]:
    def damage(style: Style, row: Row) -> Row:
        written = Writing(style.rng.choice(words), {}, {key: allowed} if allowed else {})
        return row.changed(f"{key} tak dikenal", **{key: written})
    return damage


def _income(style: Style, row: Row) -> Row:
    million = round(row.orang.penghasilan / 1_000_000, 2)
    text = f"{million:g} jt".replace(".", ",")
    return row.changed("penghasilan juta",
                       penghasilan=Writing(text, {}, {"penghasilan": (round(million * 1_000_000),)}))


def _hostile(style: Style, row: Row) -> Row:
    key = style.rng.choice([k for k in row.cells if k not in ("nik", "nama")] or ["alamat"])
    text = style.rng.choice(HOSTILE)
    return row.changed(f"{key} berbahaya", **{key: Writing(text, {}, {"*": (text,)})})


def _hostile_name(style: Style, row: Row) -> Row:
    text = style.rng.choice(("=1+1", "<b>X</b>", "La Ode \U0001f600 Hasan", "L\u0410 ODE", "(alm) LA ODE", "A" * 300,
                             "LA ODE / WA ODE", "Robert'); DROP", "H. LA ODE, S.Pd"))
    return row.changed("nama aneh", nama=Writing(text, {}, {"*": (text,)}))


DAMAGES: tuple[tuple[str, Callable[[Style, Row], Row]], ...] = (
    ("nik", _nik_number), ("nik", _nik_short), ("nik", _nik_none), ("nik", _nik_letter), ("nik", _nik_scientific),
    ("no_kk", _nik_same_as_kk), ("nama", _no_name), ("no_kk", _kk_number), ("tanggal_lahir", _wrong_day),
    ("tanggal_lahir", _short_year), ("tanggal_lahir", _serial_day), ("tanggal_lahir", _other_day),
    ("jenis_kelamin", _word("jenis_kelamin", "X", "entah", "3x", "banci")),
    ("status_kawin", _word("status_kawin", "lajang tua", "zzz")),
    ("pekerjaan", _word("pekerjaan", "Juru kunci makam tua", "xyzzy", "Peternak jangkrik emas")),
    ("penghasilan", _income), ("penghasilan", _word("penghasilan", "seadanya", "tidak tentu", "1.5.0")),
    ("hp", _word("hp", "tidak ada nomor", "081299001234 / 081299005678", "abc")),
    ("alamat", _hostile), ("nama", _hostile_name),
)


def damaged(rng: random.Random, style: Style, row: Row) -> Row:
    """One damage among those for which the row has the column."""
    fitting = [damage for key, damage in DAMAGES if key in row.cells]
    return rng.choice(fitting)(style, row) if fitting else row
