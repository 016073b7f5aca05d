"""What a workbook is once read: rows of text cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

NONE: frozenset[int] = frozenset()


class SheetRow(NamedTuple):
    """One row that is not blank: its number as Excel shows it, and which columns held a number or a real date."""

    nomor: int
    texts: tuple[str, ...]
    angka: frozenset[int] = NONE
    tanggal: frozenset[int] = NONE

    def text(self, column: int) -> str:
        """The text of one column; rows may be shorter than the header."""
        return self.texts[column] if column < len(self.texts) else ""


class Merged(NamedTuple):
    """A range of cells merged into one, by row numbers as Excel shows them and column indexes from 0, ends included."""

    baris: int
    kolom: int
    sampai_baris: int
    sampai_kolom: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``nomor``: which of the workbook's sheets this is, from 1; ``lembar``: the names of all of them.

    ``orang``: of each sheet how many rows look like people, () where nobody counted. ``tahun_1904``: days are counted
    from 1904. ``sandi``: the encoding of a text file, "" of a workbook. ``sha``: SHA-256 of the bytes that were read.
    """

    nama: str
    lembar: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    nomor: int = 1
    orang: tuple[int, ...] = ()
    gabung: tuple[Merged, ...] = ()
    tahun_1904: bool = False
    sandi: str = ""
    sha: str = ""
