"""Reading the rows of a policy folder, each value checked, every fault named by file and row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Generic, NoReturn, TypeVar

from jamsos_desktop.policy.records import KEYAKINAN, Dated
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

T = TypeVar("T")
Files = Mapping[str, bytes]  # the files of a policy by name
MOST_DIGITS = 15
YEARS = range(1900, 2201)  # a slip of the pen beyond these; sums of days stay far from what a date can hold
MAY_BE_EMPTY = ("diskon.csv", "kuota.csv", "sasaran.csv", "siltap.csv", "tenggat.csv")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


def damaged(file: str, row: int, why: str) -> NoReturn:
    """Refuse a policy: ``row`` counts as a spreadsheet does (the header is 1; 0 is the whole file)."""
    where = f"{file} baris {row}" if row else file
    raise Problem("KETENTUAN_RUSAK", f"Ketentuan tidak dapat dipakai, {where}: {why}.", TIDAK_BERUBAH,
                  "Minta berkas ketentuan yang utuh dari DPMD.")


class Row:
    """One row of a policy file; every reading method refuses by name what it cannot accept."""

    def __init__(self, file: str, number: int, cells: Mapping[str, str]) -> None:
        self.file, self.number, self._cells = file, number, cells

    @property
    def cells(self) -> Mapping[str, str]:
        """The row as written, by column."""
        return self._cells

    def bad(self, why: str) -> NoReturn:
        """Refuse the whole policy; the Problem (KETENTUAN_RUSAK) names file, row and ``why``."""
        damaged(self.file, self.number, why)

    def text(self, column: str, *, required: bool = False) -> str:
        """The cell without blanks around it; an empty one is refused only when ``required``."""
        value = self._cells[column].strip()
        if required and not value:
            self.bad(f"kolom {column} kosong")
        return value

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """A word of ``allowed``."""
        value = self.text(column)
        if value not in allowed:
            self.bad(f"kolom {column} tidak mengenal \u201c{value}\u201d")
        return value

    def many_of(self, column: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Words separated by blanks, each of ``allowed``; () of an empty cell."""
        words = tuple(self.text(column).split())
        for word in words:
            if word not in allowed:
                self.bad(f"kolom {column} tidak mengenal \u201c{word}\u201d")
        return words

    def whole(self, column: str) -> int:
        """A whole number from 0, of digits alone."""
        value = self.text(column)
        if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
            self.bad(f"kolom {column} bukan bilangan bulat: \u201c{value}\u201d")
        return int(value)

    def whole_or_none(self, column: str) -> int | None:
        """The same, None of an empty cell."""
        return self.whole(column) if self.text(column) else None

    def percent(self, column: str) -> Decimal:
        """A number from 0 to 100 with a decimal point, exact."""
        value = self.text(column)
        try:
            number = Decimal(value)
        except InvalidOperation:
            self.bad(f"kolom {column} bukan angka: \u201c{value}\u201d")
        if not (number.is_finite() and 0 <= number <= 100):
            self.bad(f"kolom {column} di luar 0 sampai 100: \u201c{value}\u201d")
        if not _PERCENT.fullmatch(value):  # 1e1, 1_0 and other ways of writing that people do not read alike
            self.bad(f"kolom {column} bukan angka biasa: \u201c{value}\u201d")
        return number

    def yes(self, column: str) -> bool:
        """``ya`` is True, ``tidak`` False."""
        return self.one_of(column, ("ya", "tidak")) == "ya"

    def day(self, column: str) -> date:
        """An ISO date in one of ``YEARS``."""
        value = self.text(column)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.bad(f"kolom {column} bukan tanggal: \u201c{value}\u201d")
        if day.year not in YEARS:
            self.bad(f"tahun di kolom {column} tidak masuk akal: \u201c{value}\u201d")
        return day

    def sureness(self) -> str:
        """The column ``keyakinan``, one of ``KEYAKINAN``."""
        return self.one_of("keyakinan", KEYAKINAN)

    def span(self) -> tuple[date, date | None]:
        """``berlaku_mulai`` and ``berlaku_sampai``; an end before its start is refused."""
        start = self.day("berlaku_mulai")
        end = self.day("berlaku_sampai") if self.text("berlaku_sampai") else None
        if end is not None and end < start:
            self.bad("masa berlaku berakhir sebelum mulai")
        return start, end

    def dated(self, value: T) -> Dated[T]:
        """A value with the span of this row."""
        return Dated(*self.span(), value)


def read_rows(files: Files, file: str, columns: str) -> Iterator[Row]:
    """The rows of ``file``; ``columns`` (separated by blanks) must all be there.

    A table emptied by mistake would make everything allowed, so only ``MAY_BE_EMPTY`` are taken without rows.
    """
    if file not in files:
        damaged(file, 0, "berkas tidak ada")
    number = 1
    try:
        reader = csv.DictReader(io.StringIO(files[file].decode("utf-8"), newline=""), strict=True)
        missing = [c for c in columns.split() if c not in (reader.fieldnames or ())]
        if missing:
            damaged(file, 1, f"kolom {missing[0]} tidak ada")
        for number, cells in enumerate(reader, start=2):
            if None in cells or None in cells.values():
                damaged(file, number, "banyaknya kolom tidak sama dengan judul")
            yield Row(file, number, cells)
    except (UnicodeDecodeError, csv.Error):
        damaged(file, 0, "isinya tidak terbaca")
    if number == 1 and file not in MAY_BE_EMPTY:
        damaged(file, 0, "tabel ini kosong")


def unique(rows: Iterator[Row], make: Callable[[Row], T]) -> dict[str, T]:
    """Rows by ``kode``; a code that comes twice is refused."""
    made: dict[str, T] = {}
    for row in rows:
        code = row.text("kode", required=True)
        if code in made:
            row.bad(f"kode {code} ditulis dua kali")
        made[code] = make(row)
    return made


class Timeline(dict[tuple[str, ...], tuple[Dated[T], ...]], Generic[T]):
    """Key -> values by date. Periods of one key must follow each other without gap or overlap."""

    def put(self, row: Row, key: tuple[str, ...], value: T) -> None:
        """Add a row's value after those of its key; a gap or an overlap is refused."""
        new = row.dated(value)
        before = self.get(key, ())
        if before:
            last = before[-1].sampai
            if last is None or new.mulai <= last:
                row.bad("masa berlaku bertumpuk dengan baris sebelumnya")
            if new.mulai != last + timedelta(days=1):
                row.bad("masa berlaku terputus dari baris sebelumnya")
        self[key] = (*before, new)
