"""What a file is, told by its content and never by its name: a workbook of Excel or LibreOffice, or a table as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from jamsos_desktop.workbook.limits import Limits

if TYPE_CHECKING:
    from jamsos_desktop.workbook.pipe import Line

OLE = bytes.fromhex("D0CF11E0A1B11AE1")

Ranges = tuple[tuple[int, int, int, int], ...]


class Book(Protocol):
    """A workbook that is open. Sheets are named by their index from 0; lines are rows that hold anything."""

    @property
    def names(self) -> tuple[str, ...]: ...

    @property
    def tahun_1904(self) -> bool: ...

    @property
    def sandi(self) -> str: ...

    def lines(self, index: int) -> Iterator[Line]:
        """The rows of a sheet that hold anything, from the top."""

    def merged(self, index: int) -> Ranges:
        """Joined cells: (top, left, bottom, right), rows from 1, columns from 0, both ends included."""

    def height(self, index: int) -> int:
        """About how many rows a sheet has, for how far the reading is."""


def book(name: str, content: bytes, limits: Limits) -> Book:
    """Raises ``Problem`` for what is no table, or must not be opened."""
    if content.startswith((b"PK", OLE)):
        from jamsos_desktop.workbook.excel import Excel

        return Excel(name, content, limits)
    from jamsos_desktop.workbook.written import written

    return written(name, content, limits)
