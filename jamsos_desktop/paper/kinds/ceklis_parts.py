"""What the sheets that are ticked by hand have in common: titles, bars, heads, ticks, boxes for a pen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jamsos_desktop.paper.draw.flow import PAD, Cell, Flow, Piece
from jamsos_desktop.paper.draw.words import DAGGER, DASH, plain_text

HEAD, ROW, BAR = 5.2, 5.6, 4.7  # mm, least heights
BODY, SMALL = 7.9, 7.5  # pt
OWN_LAYOUT = "Tata letak desa, bukan formulir resmi BPJS"
UNSURE_HINT = f"{DAGGER} Syarat atau petunjuk ini belum dikonfirmasi DPMD atau BPJS Ketenagakerjaan."
UNSURE = f"{DAGGER} Syarat ini belum dikonfirmasi DPMD atau BPJS Ketenagakerjaan."


@dataclass(frozen=True, slots=True)
class Col:
    """A column ``w`` mm wide under its head."""

    head: str
    w: float
    align: str = "left"
    weight: str = "semibold"


def title(flow: Flow, text: str, *under: str, gap: float = 4.2) -> None:
    """The name of the sheet in the middle, and lines below it; long ones shrink, then fold."""
    lines = ((Piece(text, "bold", 10.9), 5.3), *((Piece(plain_text(line), size=8.25), 4.2) for line in under))
    for piece, lead in lines:
        for line in flow.fitted(piece, flow.width, 2, SMALL):
            flow.line(line, flow.width / 2, "center")
            flow.y += lead
    flow.y += gap - 4.2


def bar(flow: Flow, text: str, keep: float = 14.0) -> None:
    """A grey bar that opens a part; ``keep`` mm of the part stay with it on the page."""
    lines = flow.fitted(Piece(plain_text(text), "bold", 8.25), flow.width - 4, 1, 6)
    flow.room(BAR * len(lines) + keep)
    flow.ink.rect(0, flow.y, flow.width, BAR * len(lines), fill="bar")
    for line in lines:
        flow.y += BAR / 2
        flow.line(line, 1.8)
        flow.y += BAR / 2
    flow.y += 1.2


def heads(flow: Flow, columns: Sequence[Col]) -> Callable[[], None]:
    """Set the heads of a table; the answer sets them again on a new page."""

    def again() -> None:
        flow.row([Cell(c.w, (Piece(c.head, c.weight, SMALL),), c.align, head=True) for c in columns], HEAD)

    again()
    return again


def said(w: float, text: str, weight: str = "regular", *, size: float = BODY, align: str = "left",
         key: str = "nama") -> Cell:
    """A cell with one text."""
    return Cell(w, (Piece(plain_text(text), weight, size, key),), align)


def numbered(flow: Flow, w: float, at: int) -> Cell:
    """The cell of a row's number, smaller rather than broken."""
    return Cell(w, tuple(flow.fitted(Piece(str(at), size=BODY), w - 2 * PAD, 1, 4.5)), "center")


def required(w: float, there: bool) -> Cell:
    """A tick, or BELUM in words (they survive a photocopy)."""
    return Cell(w, align="center", tick=True) if there else Cell(w, (Piece("BELUM", "bold", SMALL),), "center")


def state(w: float, kept: str) -> Cell:
    """A paper by its state: as a required one, or a dash where it is not needed."""
    return Cell(w, (Piece(DASH),), "center") if kept == "tidak_perlu" else required(w, kept == "ada")


def paragraph(flow: Flow, text: str, *, size: float = SMALL, lead: float = 3.6, weight: str = "regular",
              key: str = "berkas") -> None:
    """A folded sentence across the page."""
    piece = Piece(plain_text(text), weight, size, key)
    for line in flow.fold(piece, flow.width):
        flow.room(lead)
        flow.line(replace(piece, text=line))
        flow.y += lead


def facts(flow: Flow, pairs: Sequence[tuple[str, str]]) -> None:
    """Names and values in two columns, as a form has them: "Nama  WA ODE SALMA"."""
    half, label = flow.width / 2, 26.0
    for at in range(0, len(pairs), 2):
        made = [(x, name, _value(flow, text, half - label - 3))
                for x, (name, text) in zip((0.0, half), pairs[at:at + 2], strict=False)]
        tall = max(len(lines) for _, _, lines in made) * 3.6 + 1.2
        flow.room(tall)
        top = flow.y
        for x, name, lines in made:
            flow.y = top
            flow.line(Piece(name, size=BODY), x)
            for line in lines:
                flow.line(line, x + label)
                flow.y += 3.6
        flow.y = top + tall


def _value(flow: Flow, text: str, wide: float) -> list[Piece]:
    return flow.fitted(Piece(plain_text(text) or DASH, "semibold", 8.4), wide, 2, 6.5)


def tick_box(flow: Flow, x: float, side: float = 4.0) -> None:
    """An empty box for a pen, its middle at the cursor."""
    flow.ink.rect(x, flow.y - side / 2, side, side)
