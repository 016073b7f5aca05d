"""Cells that come one after another, put where they stand: some leave room for others, or reach over several."""

from __future__ import annotations

from jamsos_desktop.workbook import refusals
from jamsos_desktop.workbook.limits import Limits
from jamsos_desktop.workbook.pipe import Line


class Placing:
    """A sheet that grows row by row. ``lines``: its rows that hold anything; ``merged``: as in ``pipe.Opened``."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._row, self._column, self._size = 0, 0, 0
        self._texts: list[str] = []
        self._angka: list[int] = []
        self._tanggal: list[int] = []
        self._taken: dict[int, int] = {}  # column -> last row that a cell from above reaches
        self.lines: list[Line] = []
        self.merged: list[tuple[int, int, int, int]] = []

    def next_row(self, nomor: int = 0) -> None:
        """The row is full; ``nomor``: the next one's number where it is not the one below."""
        self.end()
        self._row = max(nomor, self._row + 1)

    def at(self, column: int) -> None:
        """The next cell stands in this column."""
        self._column = max(self._column, column)

    def put(self, text: str, wide: int = 1, high: int = 1, *, angka: bool = False, tanggal: bool = False) -> None:
        """A cell in the next free column. Raises ``Problem`` where it is too much."""
        if not self._row:
            self._row = 1
        while self._taken.get(self._column, 0) >= self._row:
            self._column += 1
        column, limits = self._column, self._limits
        self._size += len(text)
        if column >= limits.columns and text:
            raise refusals.too_wide(self._name, self._row, limits.columns)
        if self._size > limits.text or len(text) > limits.cell or len(self.merged) > limits.rows:
            raise refusals.too_large(self._name)
        wide = min(max(wide, 1), limits.columns)
        if wide > 1 or high > 1:
            if text:
                self.merged.append((self._row, column, self._row + max(high, 1) - 1, column + wide - 1))
            self._taken.update((column + n, self._row + max(high, 1) - 1) for n in range(wide))
        if text:
            self._texts += [""] * (column + 1 - len(self._texts))
            self._texts[column] = text
            if angka:
                self._angka.append(column)
            if tanggal:
                self._tanggal.append(column)
        self._column = column + wide

    def end(self) -> None:
        """Nothing more comes in this row."""
        if self._texts:
            self.lines.append(Line(self._row, tuple(self._texts), tuple(self._angka), tuple(self._tanggal)))
            if len(self.lines) > self._limits.rows:
                raise refusals.too_large(self._name)
        self._texts, self._angka, self._tanggal, self._column = [], [], [], 0
