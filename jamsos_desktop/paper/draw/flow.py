"""Setting things down a page one under the other, onto a new page when it is full.

For what a layout cannot say beforehand: continuation sheets and lists as long as the people are many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from jamsos_desktop.paper.draw.document import MM, Body, Document
from jamsos_desktop.paper.draw.faces import MissingLetter
from jamsos_desktop.paper.draw.fit import fit
from jamsos_desktop.paper.draw.form import letter_problem, lines_of
from jamsos_desktop.paper.draw.ink import Ink
from jamsos_desktop.paper.draw.layout import MARGINS, content_width

PAD = 1.3  # mm between a rule and the text beside it
HEAD_PAD = 0.7  # mm, in the narrow heads
LEADING = 1.24  # line distance in sizes
A_LITTLE = 0.92  # of its size: nobody sees the difference
AIR = 1.3  # mm above and below the lines of a cell together
MARK = 3.0  # mm, side of a tick or a box in a cell
HEADS = 24.0  # mm left to the heads that stand again above a row that takes pages


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of one weight; it folds to the width of its cell and is never cut. ``key`` names it in a Problem."""

    text: str
    weight: str = "regular"
    size: float = 7.9
    key: str = "nama"


@dataclass(frozen=True, slots=True)
class Cell:
    """A ruled cell ``w`` mm wide: pieces under one another, or a drawn ``tick`` or empty ``box``."""

    w: float
    pieces: tuple[Piece, ...] = ()
    align: str = "left"
    tick: bool = False
    head: bool = False
    box: bool = False


_Lines = list[tuple[Piece, str, float]]  # of a cell: whose, the words, how high (mm)


class Flow:
    """A cursor ``y`` (mm from the top) over the bodies of pages, which end at ``low``.

    ``leaving`` is called before a page is left: who draws down a page closes their rules there.
    """

    def __init__(self, doc: Document, kertas: str, top: float, next_top: float, low: float) -> None:
        self._doc, self._kertas, self._next_top = doc, kertas, next_top
        self.low, self.y = low, top
        self.leaving: Callable[[], None] = _nothing
        self._bodies: list[Body] = []
        self.ink = self._fresh()

    @property
    def width(self) -> float:
        """mm from the left edge of the content to the right one."""
        return content_width(self._kertas)

    @property
    def whole(self) -> float:
        """mm from the top of a further page to its foot."""
        return self.low - self._next_top

    @property
    def unsaid(self) -> bool:
        """Whether a page so far carries a dagger and no line on it says what it means."""
        return self.ink.unsaid or any(body.unsaid for body in self._bodies)

    def _fresh(self) -> Ink:
        return Ink(self._doc.height, MARGINS[self._kertas][0])

    def room(self, tall: float, again: Callable[[], None] | None = None) -> None:
        """Take a new page when ``tall`` mm do not fit; ``again`` then sets what repeats."""
        if self.y + tall <= self.low:
            return
        self.turn()
        if again:
            again()

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self.leaving()
        self._bodies.append(Body(self.ink.operators(), self.ink.unsaid))
        self.ink, self.y = self._fresh(), self._next_top

    def line(self, piece: Piece, x: float = 0.0, align: str = "left") -> None:
        """One line with the middle of its capitals at ``y``; the caller moves on."""
        self.ink.text(self._doc.faces[piece.weight], piece.size, x, self.y, piece.text, align=align)

    def fold(self, piece: Piece, width: float) -> list[str]:
        """The lines of a piece in ``width`` mm; raises Problem for a letter the font lacks."""
        return lines_of(self._doc.faces[piece.weight], piece.text, piece.size, width * MM, piece.key)

    def fitted(self, piece: Piece, width: float, lines: int = 1, least: float = 6.0) -> list[Piece]:
        """A piece in ``width`` mm: smaller when it is long, then on ``lines``, and on more at ``least`` points."""
        try:
            found = fit(self._doc.faces[piece.weight], piece.text, piece.size, width * MM, lines, least)
        except MissingLetter as missing:
            raise letter_problem(piece.key, missing.letter) from None
        size, texts = found or (least, self.fold(replace(piece, size=least), width))
        return [replace(piece, text=text, size=size) for text in texts]

    def folded(self, piece: Piece, width: float, lines: int, least: float = 6.0) -> list[Piece]:
        """A piece in ``width`` mm at its own size, as letters have it; smaller only where a little brings it onto one
        line, or when ``lines`` do not hold it."""
        texts = self.fold(piece, width)
        if len(texts) == 2 and len(one := self.fitted(piece, width, 1, piece.size * A_LITTLE)) == 1:
            return one
        return [replace(piece, text=text) for text in texts] if len(texts) <= lines \
            else self.fitted(piece, width, lines, least)

    def row(self, cells: Sequence[Cell], least: float, again: Callable[[], None] | None = None) -> None:
        """A ruled row as high as its fullest cell (``least`` mm at least); longer than a page, it goes on behind it."""
        for folded in _in_parts([self._folded(cell) for cell in cells], self.whole - HEADS):
            tall = _fullest(folded, least)
            self.room(tall, again)
            x = 0.0
            for cell, lines in zip(cells, folded, strict=True):
                self._set(cell, lines, x, self.y, tall)
                x += cell.w
            self.y += tall

    def tall(self, cells: Sequence[Cell], least: float) -> float:
        """How high a row will be (mm)."""
        return _fullest([self._folded(cell) for cell in cells], least)

    def cell(self, cell: Cell, x: float, y: float, tall: float) -> None:
        """One ruled cell ``tall`` mm high with its upper left corner at x, y; the cursor stays."""
        self._set(cell, self._folded(cell), x, y, tall)

    def _set(self, cell: Cell, lines: _Lines, x: float, y: float, tall: float) -> None:
        ink, middle = self.ink, (x + (cell.w - MARK) / 2, y + (tall - MARK) / 2)
        ink.rect(x, y, cell.w, tall, grey=0.2, fill="head" if cell.head else "")
        if cell.tick:
            ink.paths.append(ink.tick(*middle, MARK))
        if cell.box:
            ink.rect(*middle, MARK, MARK)
        self._lines(cell, lines, x, y, tall)

    @staticmethod
    def inside(cell: Cell) -> float:
        """mm between the pads of a cell."""
        return cell.w - 2 * (HEAD_PAD if cell.head else PAD)

    def _folded(self, cell: Cell) -> _Lines:
        width = self.inside(cell)
        return [(piece, line, piece.size * LEADING / MM)
                for piece in cell.pieces if piece.text for line in self.fold(piece, width)]

    def _lines(self, cell: Cell, lines: _Lines, x: float, y: float, tall: float) -> None:
        at = {"left": x + PAD, "center": x + cell.w / 2, "right": x + cell.w - PAD}[cell.align]
        y += (tall - sum(high for _, _, high in lines)) / 2
        for piece, text, high in lines:
            self.ink.text(self._doc.faces[piece.weight], piece.size, at, y + high / 2, text, align=cell.align)
            y += high

    def done(self) -> list[Body]:
        """Every page's body."""
        self.leaving()
        return [*self._bodies, Body(self.ink.operators(), self.ink.unsaid)]


def _fullest(folded: Sequence[_Lines], least: float) -> float:
    return max([least, *(sum(high for _, _, high in lines) + AIR for lines in folded)])


def _in_parts(folded: list[_Lines], most: float) -> Iterator[list[_Lines]]:
    """The lines of a row's cells in parts of at most ``most`` mm; nearly always there is one."""
    while any(folded) and _fullest(folded, 0.0) > most:
        cuts = [_holds(lines, most - AIR) for lines in folded]
        yield [lines[:cut] for lines, cut in zip(folded, cuts, strict=True)]
        folded = [lines[cut:] for lines, cut in zip(folded, cuts, strict=True)]
    yield folded


def _holds(lines: _Lines, most: float) -> int:
    """How many of these lines stand in ``most`` mm, at least one."""
    ends = accumulate(high for _, _, high in lines)
    return max(1, sum(1 for end in ends if end <= most))


def _nothing() -> None:
    """What happens before a page is left, where nobody asked for more."""
