"""What a workbook is once read: rows of text cells, the limits of reading, and the lines of the pipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """How much a workbook may ask for (security.md, section 4). Sizes in bytes, time in seconds."""

    file: int = 50 * MIB
    unpacked: int = 50 * MIB
    part: int = 20 * MIB
    ratio: int = 200  # unpacked to packed, asked only of parts above 1 MiB
    parts: int = 2_000
    rows: int = 100_000
    columns: int = 200
    text: int = 64 * MIB
    memory: int = 2048 * MIB
    seconds: float = 60.0


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
    """One sheet. ``kepala``: index in ``rows`` of the likely header.

    ``nomor``: which of the workbook's sheets this is, from 1; ``lembar``: the names of all of them; ``orang``: of each
    how many rows look like people, () where nobody counted. ``tahun_1904``: days are counted from 1904.
    ``sandi``: the encoding of a text file, "" of a workbook.
    """

    nama: str
    lembar: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    kepala: int | None
    nomor: int = 1
    orang: tuple[int, ...] = ()
    gabung: tuple[Merged, ...] = ()
    tahun_1904: bool = False
    sandi: str = ""


class Opened(msgspec.Struct, array_like=True, tag="buka"):
    """First line of the pipe."""

    nama: str
    lembar: tuple[str, ...]
    tinggi: int


class Line(msgspec.Struct, array_like=True, tag="b"):
    """One row; ``angka`` are the indexes of cells that were numbers."""

    nomor: int
    texts: tuple[str, ...]
    angka: tuple[int, ...] = ()


class Done(msgspec.Struct, array_like=True, tag="selesai"):
    """Last line: how many rows were sent. A pipe that ends without it ends in a ``Problem``."""

    rows: int


class Refused(msgspec.Struct, array_like=True, tag="masalah"):
    """Last line instead of ``Done``: the parts of a ``Problem``."""

    kode: str
    apa: str
    aman: str
    cara: str


Message = Opened | Line | Done | Refused
