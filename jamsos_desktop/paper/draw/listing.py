"""Ruled lists as long as they need to be, in the frame of letters and lists.

Title, heads again on every page, rows that fold and are never cut, group headings, totals, sentences. What a list
cannot say is set by hand on its ``flow``.

A row whose texts all fit on one line is one format (``list_rows.py``); only the others are folded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.fit import fit
from jamsos_desktop.paper.draw.flow import PAD, Cell, Flow, Piece
from jamsos_desktop.paper.draw.frame import AIR, Frame
from jamsos_desktop.paper.draw.ink import n
from jamsos_desktop.paper.draw.list_heads import ListHeads
from jamsos_desktop.paper.draw.list_rows import BOX, TICK, ListColumn, RowPlan
from jamsos_desktop.paper.draw.words import plain_text
from jamsos_desktop.paper.sheets import Sheet

__all__ = ["BOX", "TICK", "ListColumn", "ListWriter"]

TITLE, UNDER, WORDS, SMALL = 10.9, 8.25, 8.25, 7.5  # pt
TITLE_LEAD, LEAD = 5.3, 4.2  # mm
ROW = 5.0  # mm, least height
WORDS_AIR, WORDS_LIFT = 4.0, 1.2  # mm: above a sentence; what its last line takes less
LEAST = 6.0  # pt, of a number that must not be broken
TOGETHER = 2  # rows that stay with the heads or the heading above them
LABEL = 36.0  # mm from the left edge to the value of a fact
GREY = 0.2


class ListWriter:
    """Writes a list down a frame. ``row``: the least height of a row in mm (10 or so where people sign). ``flow``: of
    another writer on the same frame, to go on below it with other columns.
    """

    def __init__(self, frame: Frame, columns: Sequence[ListColumn], size: float = 7.9, air: float = AIR,
                 row: float = ROW, flow: Flow | None = None) -> None:
        self.frame, self.columns, self.size, self.row_height = frame, tuple(columns), size, row
        if flow is not None:
            flow.leaving()
        self.flow = flow or frame.flow(air)
        self.flow.leaving = self._close
        self._plan = RowPlan(frame.doc, self.columns, size, self.flow.ink.left, self.flow.width)
        self._heads = ListHeads(self.flow, self.columns, self._plan.widths)
        self._open = False  # the heads stand on this page, rows may follow
        self._rules: list[float] = []  # mm from the top: upper edge of the first row of a run, lower edges of all
        self._written = 0
        self._named = ""  # a heading that waits for its first row

    # What stands above, between and below.

    def title(self, text: str, *under: str) -> None:
        """The name of the paper in the middle, and lines below it."""
        self._close()
        lines = ((text, "bold", TITLE, TITLE_LEAD), *((line, "regular", UNDER, LEAD) for line in under))
        for words, weight, size, lead in lines:
            for line in self.flow.fold(Piece(plain_text(words), weight, size), self.flow.width):
                self.flow.line(Piece(line, weight, size), self.flow.width / 2, "center")
                self.flow.y += lead

    def facts(self, *facts: tuple[str, str]) -> None:
        """Lines "label : value"; a long value is folded."""
        self._close()
        self.flow.y += 1.4
        for label, value in facts:
            found = self.flow.fold(Piece(plain_text(value), "semibold", WORDS), self.flow.width - LABEL)
            for nth, line in enumerate(found or [""]):
                self.flow.room(LEAD)
                if not nth:
                    self.flow.line(Piece(label, size=WORDS))
                    self.flow.line(Piece(":", size=WORDS), LABEL - 2.2)
                self.flow.line(Piece(line, "semibold", WORDS), LABEL)
                self.flow.y += LEAD

    def words(self, text: str, weight: str = "regular", size: float = WORDS) -> None:
        """A sentence over the whole width, folded. Rows after it have their heads again."""
        self._close()
        self.flow.y += WORDS_AIR
        for line in self.flow.fold(Piece(plain_text(text), weight, size), self.flow.width):
            self.flow.room(LEAD)
            self.flow.line(Piece(line, weight, size))
            self.flow.y += LEAD
        self.flow.y -= WORDS_LIFT

    def room(self, tall: float) -> None:
        """End the list; a new page when ``tall`` mm do not fit on this one."""
        self._close()
        self.flow.room(tall)

    def add(self, sheet: Sheet, judul: str, kaki: str, unsure: str = "") -> int:
        """Add the pages to the document: ``judul`` heads the further ones, ``kaki`` is their foot, ``unsure`` as of
        ``Frame.add``. Says how many."""
        return self.frame.add(self.flow.done(), self.frame.marks(sheet, judul, kaki), unsure)

    # The list.

    def row(self, texts: Sequence[str]) -> None:
        """A row, one text a column. A text may be TICK or BOX; lines of it after the first (line breaks) are small.

        Raises Problem HURUF_TIDAK_ADA, naming row and column.
        """
        self._written += 1
        cells, flow, tall = self._plan.cells(texts, self._written), self.flow, self.row_height
        if self._named:
            self._head_of(tall if cells is not None else flow.tall(self._cells(texts), tall))
        if cells is None:
            self._folded(texts)
            return
        if not self._open or flow.y + tall > flow.low:
            self._begin(tall)
        if not self._rules:
            self._rules.append(flow.y)
        flow.ink.texts.append(self._plan.set(cells, flow.ink.y(flow.y + tall / 2)))
        flow.ink.note("\t".join(texts))
        flow.y += tall
        self._rules.append(flow.y)

    def heading(self, text: str) -> None:
        """A line over all columns that names what follows; its first row stays with it, however high, and one more."""
        self._named = text

    def rows(self, texts: Iterable[Sequence[str]], tall: float) -> None:
        """All rows of a part. Its last two are on the page of the ``tall`` mm of sums and signatures that follow,
        unless that is more than a page: nobody signs on a page without people."""
        held: deque[Sequence[str]] = deque()
        for row in texts:
            held.append(row)
            if len(held) > TOGETHER:
                self.row(held.popleft())
        high = self._heads.tall + (self._heading_tall() if self._named else 0.0) + sum(
            self._row_tall(row, nth) for nth, row in enumerate(held, self._written + 1))
        if self.flow.y + high + tall - self._heads.tall * self._open > self.flow.low and high + tall <= self.flow.whole:
            self._close()
            self.flow.turn()
        for row in held:
            self.row(row)

    def _row_tall(self, texts: Sequence[str], nth: int) -> float:
        if self._plan.cells(texts, nth) is not None:
            return self.row_height
        return self.flow.tall(self._cells(texts), self.row_height)

    def words_tall(self, text: str, weight: str = "regular", size: float = WORDS) -> float:
        """How many mm ``words`` takes."""
        lines = self.flow.fold(Piece(plain_text(text), weight, size), self.flow.width)
        return WORDS_AIR + LEAD * len(lines) - WORDS_LIFT

    def _heading_cells(self) -> list[Cell]:
        return [Cell(self.flow.width, (Piece(plain_text(self._named), "semibold", self.size),), head=True)]

    def _heading_tall(self) -> float:
        return self.flow.tall(self._heading_cells(), min(self.row_height, ROW + 1))

    def _head_of(self, first: float) -> None:
        """Set the heading that waits, above a row ``first`` mm high and another one."""
        cells, tall = self._heading_cells(), self._heading_tall()
        self._named = ""
        self._begin(tall + first + (TOGETHER - 1) * self.row_height)
        self._end_run()
        self.flow.row(cells, tall)

    def total(self, texts: Sequence[str]) -> None:
        """Sums, one text a column: empty cells at the front are one with the first text ("Jumlah")."""
        if self._named:
            self._head_of(self.row_height)
        first = next((i for i, text in enumerate(texts) if text), 0)
        widths = [self._plan.edges[first + 1], *self._plan.widths[first + 1:]]
        aligns = ["right" if first else self.columns[0].align, *(column.align for column in self.columns[first + 1:])]
        self._begin(self.row_height)
        self._end_run()
        self.flow.row([Cell(wide, (self._shrunk(Piece(plain_text(text), "semibold", self.size), wide),), align)
                       for wide, align, text in zip(widths, aligns, texts[first:], strict=True)],
                      self.row_height, self._again)

    def _folded(self, texts: Sequence[str]) -> None:
        """A row with cells of several lines or with marks."""
        if not self._open:
            self._begin(self.row_height)
        self._end_run()
        self.flow.row(self._cells(texts), self.row_height, self._again)

    def _cells(self, texts: Sequence[str]) -> list[Cell]:
        return [Cell(wide, self._pieces(text, column.weight, wide), column.align, text == TICK, box=text == BOX)
                for wide, column, text in zip(self._plan.widths, self.columns, texts, strict=True)]

    def _pieces(self, text: str, weight: str, wide: float) -> tuple[Piece, ...]:
        if text in (TICK, BOX):
            return ()
        first, *more = text.split("\n")
        small = min(SMALL, self.size)
        return (self._shrunk(Piece(plain_text(first), weight, self.size), wide),
                *(Piece(plain_text(line), size=small) for line in more))

    def _shrunk(self, piece: Piece, wide: float) -> Piece:
        """A number or a single word is set smaller rather than broken; a text that is hardly too long, too."""
        least = LEAST if " " not in piece.text else self.size - 0.4
        size = fit(self.frame.doc.faces[piece.weight], piece.text, self.size, (wide - 2 * PAD) * MM, 1, least)
        return replace(piece, size=size.size) if size else piece

    def _begin(self, tall: float) -> None:
        """Room for ``tall`` mm of rows, with heads above them where they do not stand yet."""
        heads = 0.0 if self._open else self._heads.tall + (TOGETHER - 1) * self.row_height
        self.flow.room(heads + tall)
        if not self._open:
            self._again()

    def _again(self) -> None:
        """The heads, at the start of the list and of every page."""
        self._heads.draw()
        self._open = True

    def _end_run(self) -> None:
        """Draw the rules of the rows since the last heading, total, folded row or page."""
        if not self._rules:
            return
        ink, (top, *_, low) = self.flow.ink, self._rules
        left, right = n(ink.x(0)), n(ink.x(self._plan.edges[-1]))
        lines = [f"{left} {y:.2f} m {right} {y:.2f} l" for y in map(ink.y, self._rules)]
        upper, lower = n(ink.y(top)), n(ink.y(low))
        lines += [f"{x} {upper} m {x} {lower} l" for x in (n(ink.x(edge)) for edge in self._plan.edges)]
        ink.paths.append(f"{GREY} G 0.75 w {' '.join(lines)} S")
        self._rules.clear()

    def _close(self) -> None:
        """End the list here: its rules are drawn, rows that follow have heads again."""
        self._end_run()
        self._open = False
