"""Reading a table of targets (sasaran): which row speaks of which unit, and what each row brings. Pure.

A dinas keeps such tables by code or by name, with a title above and a sum below. Every row of the sheet gets
one line of the report; what is not certain is held back, and an empty cell never erases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jamsos_desktop.model.codes import code_list, fold, synonyms

HASIL = ("masuk", "sama", "dilewati", "ditahan")
MOST = 1_000_000  # people; no unit of a kabupaten is larger, so a longer figure is a slip
_NAMES = {"kode": ("kode", "kode desa", "kode wilayah", "kode unit"),
          "nama": ("nama", "desa", "kelurahan", "nama desa", "desa kelurahan", "nama desa kelurahan", "unit"),
          "kecamatan": ("kecamatan", "kec", "nama kecamatan")}
_SUMS = ("jumlah", "total", "jumlah total")

Figures = Mapping[str, int]  # kelompok -> people


class Known(NamedTuple):
    """A unit as the register knows it."""

    kode: str
    nama: str
    kecamatan: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of the sheet: its number in Excel, the unit ("" none), ``hasil`` of HASIL, why, and its figures."""

    nomor: int
    kode: str
    nama: str
    hasil: str
    pesan: str
    angka: Figures


class Columns(NamedTuple):
    """Header row (index) and column of each name; -1 where the table has none."""

    row: int
    kode: int
    nama: int
    kecamatan: int
    groups: Mapping[str, int]


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The header: the first row that names a unit and at least one kelompok; None when there is none."""
    group_words = synonyms("kelompok")
    for at, row in enumerate(rows[:30]):
        names, groups = dict.fromkeys(_NAMES, -1), dict[str, int]()
        for column, text in enumerate(row):
            word = fold(text)
            for name, spellings in _NAMES.items():
                if word in spellings and names[name] < 0:
                    names[name] = column
            if word in group_words:
                groups.setdefault(group_words[word], column)
        if groups and (names["kode"] >= 0 or names["nama"] >= 0):
            return Columns(at, names["kode"], names["nama"], names["kecamatan"], groups)
    return None


def read_rows(rows: Sequence[tuple[int, Sequence[str]]], columns: Columns, known: Iterable[Known],
              held: Mapping[str, Figures]) -> list[RowResult]:
    """What each (number, cells) row brings, in order; ``held``: what stands now, unit -> figures."""
    finder, taken, found = _Finder(known), dict[str, int](), []
    for at, (nomor, cells) in enumerate(rows):
        if at <= columns.row:
            found.append(RowResult(nomor, "", "", "dilewati", "Judul tabel.", {}))
            continue
        line = _row(nomor, cells, columns, finder, held)
        if line.hasil in ("masuk", "sama") and line.kode in taken:
            line = RowResult(nomor, line.kode, line.nama, "ditahan",
                             f"Unit ini sudah ada di baris {taken[line.kode]}. Sisakan satu baris.", {})
        elif line.kode:
            taken.setdefault(line.kode, nomor)
        found.append(line)
    return found


def _row(nomor: int, cells: Sequence[str], columns: Columns, finder: _Finder, held: Mapping[str, Figures]) \
        -> RowResult:
    kode, nama, kecamatan = (_cell(cells, at) for at in (columns.kode, columns.nama, columns.kecamatan))
    texts = {group: _cell(cells, at) for group, at in columns.groups.items()}
    if fold(nama) in _SUMS or fold(kode) in _SUMS or (not (kode or nama) and fold(" ".join(cells)).startswith(_SUMS)):
        return RowResult(nomor, "", nama or kode, "dilewati", "Baris jumlah.", {})
    if not any(texts.values()):
        return RowResult(nomor, "", nama or kode, "dilewati", "Tidak ada angka.", {})
    unit, why = finder.find(kode, nama, kecamatan)
    if unit is None:
        return RowResult(nomor, "", nama or kode, "ditahan", why, {})
    figures: dict[str, int] = {}
    for group, text in texts.items():
        number = people_of(text)
        if text and number is None:
            return RowResult(nomor, unit.kode, unit.nama, "ditahan",
                             f"{code_list('kelompok')[group]} berisi {text[:20]}. Tulis jumlah orang dengan angka.", {})
        if number is not None:
            figures[group] = number
    before = held.get(unit.kode, {})
    changed = {group: number for group, number in figures.items() if before.get(group) != number}
    if not changed:
        return RowResult(nomor, unit.kode, unit.nama, "sama", "Angkanya sudah tercatat.", {})
    return RowResult(nomor, unit.kode, unit.nama, "masuk", "", changed)


def people_of(text: str) -> int | None:
    """"1.250" or " 40 " as a number of people; None for empty, and for what is none (a fraction, a sign, words)."""
    plain = text.strip().replace(" ", "")
    parts = plain.split(".")
    if len(parts) > 1 and not all(len(part) == 3 for part in parts[1:]):
        return None
    plain = "".join(parts)
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(MOST)) or int(plain) > MOST:
        return None
    return int(plain)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if 0 <= at < len(cells) else ""


class _Finder:
    """Units by code, else by name and kecamatan, else by a name that only one has."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_code: dict[str, Known] = {}
        self._by_name: dict[str, list[Known]] = {}
        for unit in known:
            self._by_code[_plain(unit.kode)] = unit
            self._by_name.setdefault(fold(unit.nama), []).append(unit)

    def find(self, kode: str, nama: str, kecamatan: str) -> tuple[Known | None, str]:
        if kode:
            unit = self._by_code.get(_plain(kode))
            return unit, "" if unit else f"Kode {kode[:24]} tidak ada di daftar unit. Periksa kodenya."
        named = self._by_name.get(_without_kind(nama), []) or self._by_name.get(fold(nama), [])
        if kecamatan:
            named = [unit for unit in named if fold(unit.kecamatan) == _without_kind(kecamatan)]
        if len(named) == 1:
            return named[0], ""
        if named:
            return None, f"Ada {len(named)} unit bernama {nama[:40]}. Isi kode atau kecamatannya."
        return None, f"{nama[:40] or 'Baris ini'} tidak ada di daftar unit. Periksa ejaan atau isi kodenya."


def _plain(kode: str) -> str:
    return kode.replace(".", "").replace(" ", "").casefold()


def _without_kind(name: str) -> str:
    first, _, rest = fold(name).partition(" ")
    return rest if rest and first in ("desa", "kelurahan", "kecamatan", "kec") else fold(name)
