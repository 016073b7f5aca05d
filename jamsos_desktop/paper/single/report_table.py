"""A table of a report on paper: heads repeated on each page, numbers at the right, percentages as bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jamsos_desktop.model.report import Cell, Form, ReportTable
from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.fit import wrap
from jamsos_desktop.paper.draw.words import plain_text
from jamsos_desktop.paper.single.report_page import Pages, drawable
from jamsos_desktop.texts import number, paper_date

SIZE, HEAD_SIZE = 8.0, 7.5  # pt
LEAD = 3.5  # mm between two lines of a cell
PAD, SLIM = 1.2, 0.7  # mm; slim beside the long sums of twelve months
ROW = 4.7  # mm, least height
BAR = 2.7  # mm, height of a bar
TOGETHER = 90.0  # mm: a table up to this is not split over two pages
FIGURE = 13.0  # mm kept for the percentage at the right of its bar


def said(value: Cell, form: Form) -> str:
    """A cell as paper says it: 54,3%, 1.053, 314.915,36, 20-11-2026; a dash for a percentage of nothing and no sum."""
    match value:
        case None:
            return "\u2013" if form in (Form.BAR, Form.SEN) else ""
        case int() if form is Form.SEN:
            return f"{number(value // 100)},{value % 100:02}"
        case Decimal():
            return f"{value}%".replace(".", ",")
        case date():
            return paper_date(value)
        case int():
            return number(value)
        case _:
            return plain_text(value)


class TableDrawer:
    """Draws one table down the pages."""

    def __init__(self, pages: Pages, table: ReportTable) -> None:
        self._pages, self._table = pages, table
        scale = pages.width / sum(column.lebar for column in table.kolom)
        self._widths = [column.lebar * scale for column in table.kolom]

    def draw(self) -> None:
        """Title, heads, rows, sums; a heading never stands alone at the foot of a page."""
        pages, table = self._pages, self._table
        heads, whole = 8 + self._height(self._head_lines()), (len(table.baris) + 1) * ROW
        pages.room(heads + (whole if whole <= TOGETHER else 2 * ROW))
        if table.judul:
            pages.y += 4.5
            pages.text("bold", 9.5, 0, pages.y, table.judul)
            pages.y += 3.0
        self._heads()
        for row in table.baris:
            self._row(row, "regular")
        if not table.baris:
            pages.text("regular", SIZE, PAD, pages.y + ROW / 2, table.kosong, "left")
            pages.y += ROW
        if table.jumlah:
            self._row(table.jumlah, "bold")
        pages.y += 2.0

    def _head_lines(self) -> list[list[str]]:
        face = self._pages.face("semibold")
        return [wrap(face, column.judul, HEAD_SIZE, (width - 2 * PAD) * MM)
                for column, width in zip(self._table.kolom, self._widths, strict=True)]

    @staticmethod
    def _height(lines: Sequence[Sequence[str]]) -> float:
        return max(ROW, max((len(one) for one in lines), default=1) * LEAD + 1.2)

    def _heads(self) -> None:
        pages, lines = self._pages, self._head_lines()
        tall = self._height(lines)
        pages.ink.rect(0, pages.y, pages.width, tall, fill="bar", line=0)
        self._set(lines, tall, "semibold", HEAD_SIZE)
        pages.ink.line(0, pages.y + tall, pages.width, pages.y + tall, line=0.75)
        pages.y += tall

    def _row(self, row: Sequence[Cell], weight: str) -> None:
        pages, face = self._pages, self._pages.face(weight)
        lines = [[said(value, column.bentuk)] if column.bentuk is Form.SEN
                 else wrap(face, drawable(face, said(value, column.bentuk)), SIZE, (width - 2 * PAD) * MM)
                 for column, value, width in zip(self._table.kolom, row, self._widths, strict=True)]
        tall = self._height(lines)
        if pages.room(tall):
            self._heads()
        if weight == "bold":
            pages.ink.line(0, pages.y, pages.width, pages.y, line=0.75)
        x = 0.0
        for column, value, width in zip(self._table.kolom, row, self._widths, strict=True):
            if column.bentuk is Form.BAR:
                bar(pages, x + PAD, pages.y + tall / 2, width - 2 * PAD - FIGURE, value, self._table.garis)
            x += width
        self._set(lines, tall, weight, SIZE)
        pages.ink.line(0, pages.y + tall, pages.width, pages.y + tall, line=0.3, grey=0.6)
        pages.y += tall

    def _set(self, lines: Sequence[Sequence[str]], tall: float, weight: str, size: float) -> None:
        pages, x = self._pages, 0.0
        for column, width, cell in zip(self._table.kolom, self._widths, lines, strict=True):
            align = "left" if column.bentuk is Form.TEXT else "right"
            pad = SLIM if column.bentuk is Form.SEN else PAD
            at = x + pad if align == "left" else x + width - pad
            y = pages.y + (tall - len(cell) * LEAD) / 2 + LEAD / 2
            for nth, line in enumerate(cell):
                if column.bentuk is Form.SEN:
                    pages.fitted(weight, size, at, y, width - 2 * pad, line, align)
                else:
                    pages.text(weight, size, at, y + nth * LEAD, line, align)
            x += width


def bar(pages: Pages, x: float, middle: float, width: float, value: Cell, target: Decimal | None) -> None:
    """A bar of 0 to 100 percent, dark where the target is reached and hatched grey below it; the target as a rule."""
    share = min(Decimal(100), value) if isinstance(value, Decimal) else Decimal(0)
    pages.ink.rect(x, middle - BAR / 2, width, BAR, line=0, fill="bar")
    reached = isinstance(value, Decimal) and target is not None and value >= target
    if share:
        pages.ink.rect(x, middle - BAR / 2, width * float(share) / 100, BAR, line=0,
                       fill="full" if reached else "half")
    if target is not None:
        at = x + width * float(target) / 100
        pages.ink.line(at, middle - BAR / 2 - 0.7, at, middle + BAR / 2 + 0.7, line=1.1)
