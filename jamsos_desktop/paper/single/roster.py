"""A titled list on as many pages as it takes: what it is, ruled tables with their heads again on each page,
closing lines, two signatures. For lists whose columns are known only to who asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.fit import fit
from jamsos_desktop.paper.draw.flow import Cell, Flow, Piece
from jamsos_desktop.paper.draw.frame import foot_line
from jamsos_desktop.paper.draw.ink import Ink
from jamsos_desktop.paper.draw.layout import MARGINS, WIDTH
from jamsos_desktop.paper.draw.marks import trace
from jamsos_desktop.paper.draw.words import DAGGER, plain_text
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.unit import area_of

TOP, NEXT_TOP = 12.0, 14.0  # mm from the paper's upper edge
FOOT, SIGNATURES = 12.0, 30.0  # mm kept free at the foot, and for the signatures
ROW, HEAD = 5.4, 6.0  # mm, least heights


@dataclass(frozen=True, slots=True)
class Column:
    """One column, ``w`` mm wide; the columns of a table add up to ``layout.WIDTH``."""

    head: str
    w: float
    align: str = "left"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A table under a heading of its own ("" none). Each row has as many texts as there are columns; a text may
    have several lines."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The whole paper. ``under``: lines below the title; ``signers``: who signs left and right (() nobody);
    ``unsure``: what a dagger means, for the foot of the pages that carry one and do not say so."""

    title: str
    under: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    closing: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    unsure: str = f"{DAGGER} Belum dikonfirmasi."


def roster(sheet: Roster, ctx: PrintContext) -> bytes:
    """The list as a PDF on ``ctx.kertas``. Raises Problem for a letter the font lacks."""
    doc = Document(ctx.kertas, sheet.title)
    flow = Flow(doc, ctx.kertas, TOP, NEXT_TOP, doc.height / MM - FOOT)
    _title(flow, sheet, ctx)
    for part in sheet.parts:
        _table(flow, part)
    _closing(flow, sheet)
    bodies = flow.done()
    for at, body in enumerate(bodies, 1):
        foot = foot_line(sheet.title, body, f"\u00b7 {sheet.unsure}")
        doc.page((), f"{body}\n{_foot(doc, foot, ctx, at, len(bodies))}")
    return doc.bytes()


def _title(flow: Flow, sheet: Roster, ctx: PrintContext) -> None:
    flow.line(Piece(sheet.title, "bold", 13))
    flow.y += 6.4
    area = area_of(ctx.unit)
    place = ", ".join(part for part in area if part) if ctx.unit.kecamatan else area[0]
    for words in (place, *sheet.under):
        for line in flow.fold(Piece(plain_text(words), size=9), WIDTH):
            flow.line(Piece(line, size=9))
            flow.y += 4.8
    flow.y += 1.2


def _table(flow: Flow, part: Part) -> None:
    def heads() -> None:
        flow.row([Cell(column.w, (Piece(column.head, "semibold", 7.5),), column.align, head=True)
                  for column in part.columns], HEAD)

    flow.room(HEAD + 3 * ROW)
    if part.title:
        flow.y += 3.0
        flow.line(Piece(plain_text(part.title), "bold", 9))
        flow.y += 3.4
    heads()
    for row in part.rows:
        flow.row([Cell(column.w, _pieces(text, column.strong), column.align)
                  for column, text in zip(part.columns, row, strict=True)], ROW, heads)
    flow.y += 2.4


def _pieces(text: str, strong: bool) -> tuple[Piece, ...]:
    """The first line of a cell as the column wants it, further ones small below it."""
    first, *more = text.split("\n")
    return (Piece(plain_text(first), "semibold" if strong else "regular"),
            *(Piece(plain_text(line), size=7.5) for line in more))


def _closing(flow: Flow, sheet: Roster) -> None:
    lines = [line for words in sheet.closing for line in flow.fold(Piece(words, size=8.25), WIDTH)]
    flow.room(len(lines) * 4.4 + (SIGNATURES if sheet.signers else 0) + 4)
    flow.y += 2.6
    for line in lines:
        flow.line(Piece(line, size=8.25))
        flow.y += 4.4
    if not sheet.signers:
        return
    flow.y += 4.0
    wide = WIDTH / len(sheet.signers)
    for at, words in enumerate(sheet.signers):
        middle = wide * at + wide / 2
        flow.line(Piece(words, size=9), x=middle, align="center")
        flow.ink.line(middle - 30, flow.y + 22, middle + 30, flow.y + 22, line=0.6)


def _foot(doc: Document, said: str, ctx: PrintContext, at: int, of: int) -> str:
    ink = Ink(doc.height, MARGINS[ctx.kertas][0])
    y = doc.height / MM - 8
    face = doc.faces["regular"]
    for line, words in enumerate((said, trace(ctx))):
        found = fit(face, words, 7.0, (WIDTH - 30) * MM, 1, least=5.0)
        ink.text(face, found.size if found else 5.0, 0, y + line * 3.0, words, colour="note")
    ink.text(face, 7.5, WIDTH, y, f"Halaman {at} dari {of}", align="right", colour="note")
    return ink.operators()
