"""Workbooks of Excel and LibreOffice: .xlsx, .xlsm, .xlsb, .xls and .ods."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jamsos_desktop.workbook import oddities, refusals
from jamsos_desktop.workbook.cells import line
from jamsos_desktop.workbook.limits import Limits
from jamsos_desktop.workbook.opening import OLE, Ranges
from jamsos_desktop.workbook.packed import Packed
from jamsos_desktop.workbook.pipe import Line

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

# The stream that holds a password-protected workbook inside an OLE file, as its directory spells it.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# Names of parts that only a workbook has (.xlsx and .xlsb, .ods, .xls): broken, if it cannot be opened.
_WORKBOOK_PARTS = (b"xl/workbook.", b"content.xml", "Workbook".encode("utf-16-le"))


class Excel:
    """``opening.Book`` around the parser; what is packed is unpacked and checked before it sees anything."""

    sandi = ""

    def __init__(self, name: str, content: bytes, limits: Limits) -> None:
        self._name = name
        self._packed = Packed(name, content, limits) if content.startswith(b"PK") else None
        self._book = _open(name, content, self._packed)
        self._seen = oddities.seen(self._packed) if self._packed else oddities.Seen(oddities.starts_in_1904(content))
        self.names = tuple(self._book.sheet_names)
        self._held: tuple[int, CalamineSheet | None] = (-1, None)

    @property
    def tahun_1904(self) -> bool:
        return self._seen.tahun_1904

    def _sheet(self, index: int) -> CalamineSheet | None:
        """None for a sheet of charts or macros. The last one is held: what is counted is often what is asked for."""
        from python_calamine import CalamineError, SheetTypeEnum

        if self._held[0] != index:
            kind = self._book.sheets_metadata[index].typ
            try:
                sheet = self._book.get_sheet_by_index(index) if kind == SheetTypeEnum.WorkSheet else None
            except (CalamineError, OSError, ValueError):
                raise refusals.damaged(self._name) from None
            self._held = (index, sheet)
        return self._held[1]

    def height(self, index: int) -> int:
        """How many rows there are down to the last that holds anything."""
        sheet = self._sheet(index)
        return sheet.end[0] + 1 if sheet and sheet.end else 0

    def merged(self, index: int) -> Ranges:
        """The joined cells of a sheet; rows count from 1, columns from 0."""
        sheet = self._sheet(index)
        ranges = (sheet.merged_cell_ranges if sheet else None) or ()
        return tuple((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)

    def _odd(self, index: int) -> dict[int, Mapping[int, str]]:
        part = self._seen.odd.get(index)
        return dict(oddities.odd_cells(self._packed.read(part))) if part and self._packed else {}

    def lines(self, index: int) -> Iterator[Line]:
        """The rows that hold anything, with the errors and formulas that the parser itself leaves empty."""
        sheet = self._sheet(index)
        odd = self._odd(index)
        if sheet is not None and sheet.start is not None:
            # iter_rows begins at row 1 of the sheet, but at the first column that holds anything.
            left = [""] * sheet.start[1]
            for nomor, row in enumerate(sheet.iter_rows(), start=1):
                if odd or left:
                    row = _with_odd(left + row, odd.pop(nomor, None))
                if found := line(nomor, row):
                    yield found
        for nomor in sorted(odd):
            if found := line(nomor, _with_odd([], odd[nomor])):
                yield found


def _with_odd(row: list[Any], odd: Mapping[int, str] | None) -> list[Any]:
    """``odd``: cells that the parser left empty though they hold an error or a formula without a value."""
    if odd:
        row = row + [""] * (max(odd) + 1 - len(row))
        for column, text in odd.items():
            row[column] = text
    return row


def _open(name: str, content: bytes, packed: Packed | None) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(packed.plain() if packed else io.BytesIO(content))
    except PasswordError:
        raise refusals.protected(name) from None
    except (CalamineError, OSError, ValueError):
        if content.startswith(OLE) and _LOCKED in content:
            raise refusals.protected(name) from None
        broken = any(part in content for part in _WORKBOOK_PARTS)
        raise (refusals.damaged(name) if broken else refusals.not_a_workbook(name)) from None
