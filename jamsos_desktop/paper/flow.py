"""Setting things down a page one under the other, onto a new page when it is full.

For what a layout cannot say beforehand: continuation sheets and lists as long as the people are many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jamsos_desktop.paper.document import MM, Document
from jamsos_desktop.paper.form import lines_of
from jamsos_desktop.paper.ink import Ink
from jamsos_desktop.paper.layout import MARGINS

PAD = 1.3  # mm between a rule and the text beside it
HEAD_PAD = 0.7  # mm, in the narrow heads
LEADING = 1.24  # line distance in sizes


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of one weight; it folds to the width of its cell and is never cut. ``key`` names it in a Problem."""

    text: str
    weight: str = "regular"
    size: float = 7.9
    key: str = "nama"


@dataclass(frozen=True, slots=True)
class Cell:
    """A ruled cell ``w`` mm wide: pieces under one another, or a drawn ``tick``."""

    w: float
    pieces: tuple[Piece, ...] = ()
    align: str = "left"
    tick: bool = False
    head: bool = False


class Flow:
    """A cursor ``y`` (mm from the top) over the bodies of pages; ``heads`` is called at each new page."""

    def __init__(self, doc: Document, kertas: str, top: float, next_top: float, low: float) -> None:
        self._doc, self._kertas, self._next_top = doc, kertas, next_top
        self.low, self.y = low, top
        self._bodies: list[str] = []
        self.ink = self._fresh()

    def _fresh(self) -> Ink:
        return Ink(self._doc.height, MARGINS[self._kertas][0])

    def room(self, tall: float, again: Callable[[], None] | None = None) -> None:
        """Take a new page when ``tall`` mm do not fit; ``again`` then sets what repeats."""
        if self.y + tall <= self.low:
            return
        self._bodies.append(self.ink.operators())
        self.ink, self.y = self._fresh(), self._next_top
        if again:
            again()

    def line(self, piece: Piece, x: float = 0.0, align: str = "left") -> None:
        """One line with the middle of its capitals at ``y``; the caller moves on."""
        self.ink.text(self._doc.faces[piece.weight], piece.size, x, self.y, piece.text, align=align)

    def fold(self, piece: Piece, width: float) -> list[str]:
        """The lines of a piece in ``width`` mm; raises Problem for a letter the font lacks."""
        return lines_of(self._doc.faces[piece.weight], piece.text, piece.size, width * MM, piece.key)

    def row(self, cells: Sequence[Cell], least: float, again: Callable[[], None] | None = None) -> None:
        """A ruled row as high as its fullest cell (at least ``least`` mm)."""
        folded = [self._folded(cell) for cell in cells]
        tall = max([least, *(sum(high for _, _, high in lines) + 1.3 for lines in folded)])
        self.room(tall, again)
        x = 0.0
        for cell, lines in zip(cells, folded, strict=True):
            self.ink.rect(x, self.y, cell.w, tall, grey=0.2, fill="head" if cell.head else "")
            if cell.tick:
                self.ink.paths.append(self.ink.tick(x + cell.w / 2 - 1.5, self.y + tall / 2 - 1.5, 3))
            self._lines(cell, lines, x, tall)
            x += cell.w
        self.y += tall

    def _folded(self, cell: Cell) -> list[tuple[Piece, str, float]]:
        width = cell.w - 2 * (HEAD_PAD if cell.head else PAD)
        return [(piece, line, piece.size * LEADING / MM)
                for piece in cell.pieces if piece.text for line in self.fold(piece, width)]

    def _lines(self, cell: Cell, lines: list[tuple[Piece, str, float]], x: float, tall: float) -> None:
        at = {"left": x + PAD, "center": x + cell.w / 2, "right": x + cell.w - PAD}[cell.align]
        y = self.y + (tall - sum(high for _, _, high in lines)) / 2
        for piece, text, high in lines:
            self.ink.text(self._doc.faces[piece.weight], piece.size, at, y + high / 2, text, align=cell.align)
            y += high

    def done(self) -> list[str]:
        """The operators of every page's body."""
        return [*self._bodies, self.ink.operators()]
