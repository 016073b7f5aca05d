"""The heads of a list: one tier, or two where neighbouring columns share a head over them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.flow import LEADING, Cell, Flow, Piece
from jamsos_desktop.paper.draw.list_rows import ListColumn
from jamsos_desktop.paper.draw.words import plain_text

SIZE = 7.5  # pt
LEAST, AIR = 5.4, 1.8  # mm
LINE = SIZE * LEADING / MM


class _Head(NamedTuple):
    cell: Cell
    x: float
    upper: bool  # whether it begins at the top
    lower: bool  # whether it ends at the bottom


class ListHeads:
    """The heads of one list, measured once; ``tall`` mm high."""

    def __init__(self, flow: Flow, columns: Sequence[ListColumn], widths: Sequence[float]) -> None:
        self._flow = flow
        self._heads: list[_Head] = []
        x = 0.0
        for group, members in groupby(zip(columns, widths, strict=True), lambda one: one[0].group):
            own = list(members)
            if group:
                self._heads.append(_Head(_cell(group, sum(wide for _, wide in own), "center"), x, True, False))
            for column, wide in own:
                self._heads.append(_Head(_cell(column.head, wide, column.align), x, not group, True))
                x += wide
        self._upper = self._tallest(upper=True, lower=False)
        self.tall = max(self._upper + self._tallest(upper=False, lower=True), self._tallest(upper=True, lower=True))

    def _tallest(self, *, upper: bool, lower: bool) -> float:
        """mm for the fullest of the heads that span these tiers."""
        lines = [sum(len(self._flow.fold(piece, self._flow.inside(head.cell))) for piece in head.cell.pieces)
                 for head in self._heads if (head.upper, head.lower) == (upper, lower)]
        return max(LEAST, max(lines) * LINE + AIR) if lines else 0.0

    def draw(self) -> None:
        """Set the heads at the cursor and move below them."""
        for head in self._heads:
            top = 0.0 if head.upper else self._upper
            low = self.tall if head.lower else self._upper
            self._flow.cell(head.cell, head.x, self._flow.y + top, low - top)
        self._flow.y += self.tall


def _cell(text: str, wide: float, align: str) -> Cell:
    pieces = tuple(Piece(plain_text(line), "semibold", SIZE) for line in text.split("\n"))
    return Cell(wide, pieces, align, head=True)
