"""The continuation sheet: values too long for their field, and heirs beyond the third, whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.flow import Cell, Flow, Piece
from jamsos_desktop.paper.draw.form import Form
from jamsos_desktop.paper.draw.ink import GREYS
from jamsos_desktop.paper.draw.layout import WIDTH, body_end
from jamsos_desktop.paper.draw.marks import static_values
from jamsos_desktop.paper.sheets import PrintContext

NAME = "lampiran"


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled value, or a table (``heads``, ``columns`` by the names of their widths in the layout, ``rows``)."""

    label: str
    text: str
    key: str
    heads: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Lampiran:
    """Makes continuation pages; its layout is compiled when the first one is needed."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx

    def form(self) -> Form:
        """The letterhead, title and foot of a continuation page, once for all kinds of paper that go on."""
        place = (NAME, self._ctx.kertas)
        found: Form | None = self._doc.compiled.get(place)
        if found is None:
            found = Form(self._doc, *place, static_values(self._ctx), self._ctx.unit.lambang)
            self._doc.compiled[place] = found
        return found

    def make(self, parts: list[Part], values: dict[str, str], before: int = 1) -> list[str]:
        """The pages' operators, numbered on from those ``before``. Raises Problem for a letter the font lacks."""
        layout = self._doc.layout(NAME)
        sizes = layout.sizes
        top = body_end(layout, self._ctx.kertas) + sizes["below"]
        flow = Flow(self._doc, self._ctx.kertas, top, top, self._doc.height / MM - sizes["foot"])
        for part in parts:
            if part.rows:
                _table(flow, part, sizes)
            else:
                _value(flow, part, sizes["line"])
        bodies = flow.done()
        numbered = values | {"cetak.dari": str(before + len(bodies))}
        return [f"{self.form().make(numbered | {'cetak.halaman': str(i)}).operators}\n{body}"
                for i, body in enumerate(bodies, before + 1)]

    def add(self, pages: list[str]) -> None:
        """Append pages that ``make`` made."""
        for page in pages:
            self._doc.page((self.form().name,), page)


def _value(flow: Flow, part: Part, step: float) -> None:
    """A label, and under it the whole value in as many lines as it takes."""
    lines = flow.fold(Piece(part.text, "semibold", 9, part.key), WIDTH - 2)
    flow.room(step * 2 + 4)
    flow.line(Piece(part.label, size=8.25))
    flow.y += step + 0.4
    for line in lines:
        flow.room(step)
        flow.line(Piece(line, "semibold", 9), x=1)
        flow.y += step
    flow.ink.line(0, flow.y - 1.4, WIDTH, flow.y - 1.4, line=0.6, grey=GREYS["rule"])
    flow.y += 2.6


def _table(flow: Flow, part: Part, sizes: Mapping[str, float]) -> None:
    """A title and a ruled table; its heads stand again on every page."""

    widths, least = [sizes[column] for column in part.columns], sizes["row"]

    def heads() -> None:
        flow.row([Cell(w, (Piece(head, "semibold", 7.5),), head=True)
                  for head, w in zip(part.heads, widths, strict=True)], least)

    flow.room(20)
    flow.line(Piece(part.label, "bold", 8.25))
    flow.y += 3.2
    heads()
    for row in part.rows:
        flow.row([Cell(w, (Piece(text, key=part.key),)) for text, w in zip(row, widths, strict=True)], least, heads)
