"""The continuation sheet: values too long for their field, and heirs beyond the third, whole."""

from __future__ import annotations

from dataclasses import dataclass

from jamsos_desktop.paper.document import MM, Document
from jamsos_desktop.paper.form import Form, lines_of
from jamsos_desktop.paper.ink import GREYS, Ink
from jamsos_desktop.paper.layout import MARGINS, WIDTH, body_end, load
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.slots import Values

BOTTOM = 38.0  # mm kept free for the initials and the foot
LINE = 4.2  # mm from line to line of a value
CELL = 3.4  # mm from line to line in a table
PAD = 1.3


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled value, or a table (``heads``, column ``widths`` in mm, ``rows`` of texts)."""

    label: str
    text: str
    heads: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Lampiran:
    """Makes continuation pages; its layout is compiled when the first one is needed."""

    def __init__(self, doc: Document, ctx: PrintContext, static: dict[str, str]) -> None:
        self._doc, self._ctx, self._static = doc, ctx, static
        self._form: Form | None = None

    def form(self) -> Form:
        """The letterhead, title and foot of a continuation page."""
        if self._form is None:
            self._form = Form(self._doc, "lampiran", self._ctx.kertas, self._static, self._ctx.unit.lambang)
        return self._form

    def make(self, parts: list[Part], values: Values) -> list[str]:
        """The bodies of the pages, as operators. Raises Problem for a letter the font lacks."""
        self.form()
        pages = _Pages(self._doc, self._ctx.kertas)
        for part in parts:
            if part.rows:
                pages.table(part)
            else:
                pages.value(part)
        return pages.done()

    def add(self, bodies: list[str], values: dict[str, str]) -> None:
        """Append the pages of one person; page numbers begin at 2."""
        for i, body in enumerate(bodies, 2):
            made = self.form().make(values | {"cetak.halaman": str(i)})
            self._doc.page((self.form().name,), made.operators + "\n" + body)


class _Pages:
    """A cursor that goes down the page and takes a new one when it is full."""

    def __init__(self, doc: Document, kertas: str) -> None:
        self._doc, self._kertas = doc, kertas
        self._top = body_end(load("lampiran"), kertas) + 4
        self._low = doc.height / MM - BOTTOM
        self._bodies: list[str] = []
        self._ink, self._y = self._fresh()

    def _fresh(self) -> tuple[Ink, float]:
        return Ink(self._doc.height, MARGINS[self._kertas][0]), self._top

    def _room(self, tall: float) -> bool:
        """Take a new page when ``tall`` mm do not fit below; says whether it did."""
        if self._y + tall <= self._low:
            return False
        self._bodies.append(self._ink.operators())
        self._ink, self._y = self._fresh()
        return True

    def value(self, part: Part) -> None:
        """A label, and under it the whole value in as many lines as it takes."""
        face = self._doc.faces["semibold"]
        lines = lines_of(face, part.text, 9, (WIDTH - 2) * MM, part.label)
        self._room(LINE * 2 + 4)
        self._ink.text(self._doc.faces["regular"], 8.25, 0, self._y, part.label)
        self._y += LINE + 0.4
        for line in lines:
            self._room(LINE)
            self._ink.text(face, 9, 1, self._y, line)
            self._y += LINE
        self._ink.line(0, self._y - 1.4, WIDTH, self._y - 1.4, line=0.6, grey=GREYS["rule"])
        self._y += 2.6

    def table(self, part: Part) -> None:
        """A title and a ruled table whose rows are as high as their texts; heads repeat on every page."""
        self._room(20)
        self._ink.text(self._doc.faces["bold"], 8.25, 0, self._y, part.label)
        self._y += 3.2
        self._row(part.heads, part.widths, head=True)
        for row in part.rows:
            self._row(row, part.widths, part=part)

    def _row(self, texts: tuple[str, ...], widths: tuple[float, ...], head: bool = False,
             part: Part | None = None) -> None:
        face = self._doc.faces["semibold" if head else "regular"]
        size = 7.5 if head else 7.9
        folded = [lines_of(face, text, size, (w - 2 * PAD) * MM, "keluarga")
                  for text, w in zip(texts, widths, strict=True)]
        tall = max(1, *map(len, folded)) * CELL + 1.3
        if self._room(tall) and part:
            self._row(part.heads, part.widths, head=True)
        x = 0.0
        for lines, w in zip(folded, widths, strict=True):
            self._ink.rect(x, self._y, w, tall, grey=0.2, fill=GREYS["head"] if head else None)
            for i, line in enumerate(lines):
                middle = self._y + tall / 2 + (i - (len(lines) - 1) / 2) * CELL
                self._ink.text(face, size, x + PAD, middle, line)
            x += w
        self._y += tall

    def done(self) -> list[str]:
        """The finished bodies, the last page included."""
        return [*self._bodies, self._ink.operators()]
