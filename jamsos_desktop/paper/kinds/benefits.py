"""Lembar manfaat: one page about what the programmes give, in plain words, with the village's own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.flow import Flow, Piece
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.words import DAGGER, DASH, plain_text
from jamsos_desktop.paper.kinds.ceklis_parts import OWN_LAYOUT, ROW, Col, bar, heads, paragraph, said, title
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.texts import number

GAP, PAD = 2.6, 2.2  # mm between the boxes, and inside them
TITLE, LARGE, NAME, TEXT = 10.9, 15.0, 8.2, 9.0  # pt
LEAD, LINE_GAP = 4.0, 1.3  # mm: from line to line, between points
BULLET = "\u2022"


@dataclass(frozen=True, slots=True)
class Benefit:
    """One programme: "Celaka saat bekerja", its name, when it pays, points. ``angka``: a figure set large and what it
    is, () none."""

    judul: str
    nama: str
    contoh: str
    angka: tuple[str, ...]
    baris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """A kelompok of this village. ``seorang``, ``sebulan``: dues of one and of all, as texts ("" unknown)."""

    kelompok: str
    terlindungi: int
    orang: int
    seorang: str
    sebulan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """Everything on the page, figures filled in. ``catatan``: what the dagger means; ``sumber``: where the figures
    come from; ``kontak``: (what, whom) to call."""

    judul: str
    bawah: str
    program: tuple[Benefit, ...]
    iuran: str
    groups: tuple[GroupFigures, ...]
    iuran_baris: tuple[str, ...]
    langkah: str
    langkah_baris: tuple[str, ...]
    hubungi: str
    kontak: tuple[str, ...]
    catatan: str
    sumber: str


class Manfaat:
    """Makes the leaflet."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc, ctx)

    def add(self, sheet: Sheet) -> int:
        """Add it; raises Problem with nothing added."""
        leaf, flow = sheet.content(Leaflet), self._frame.flow()
        title(flow, leaf.judul, leaf.bawah, gap=6.0)
        _boxes(flow, [_benefit(flow, one, _wide(flow, len(leaf.program))) for one in leaf.program])
        flow.y += 3.0
        bar(flow, leaf.iuran, keep=30)
        _figures(flow, leaf.groups)
        for line in leaf.iuran_baris:
            paragraph(flow, f"{BULLET} {line}", size=TEXT, lead=4.4)
        flow.y += 2.4
        wide = _wide(flow, 2)
        _boxes(flow, [_points(flow, leaf.langkah, leaf.langkah_baris, wide, counted=True),
                      _points(flow, leaf.hubungi, leaf.kontak, wide)])
        flow.y += 3.4
        told = f"{DAGGER} {leaf.catatan}"
        if flow.unsaid:
            paragraph(flow, told, size=6.8, lead=3.1)
        paragraph(flow, f"Sumber angka: {leaf.sumber}.", size=6.8, lead=3.1)
        foot = f"Lembar manfaat \u00b7 {self._ctx.unit.words(OWN_LAYOUT)}. Angka dapat berubah menurut aturan."
        return self._frame.add(flow.done(), self._frame.marks(sheet, "LEMBAR MANFAAT", foot), told)


def _wide(flow: Flow, many: int) -> float:
    return (flow.width - GAP * (many - 1)) / many


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a box: its text, ``lead`` mm to the next, ``x`` mm from the left edge; ``mark`` stands before it."""

    piece: Piece
    lead: float
    x: float = 0.0
    mark: str = ""


def _benefit(flow: Flow, one: Benefit, wide: float) -> list[_Line]:
    head = [_Line(piece, 4.4) for piece in flow.fitted(Piece(one.judul, "bold", TITLE), wide - 2 * PAD, 1)]
    head += [_Line(piece, LEAD) for piece in flow.fitted(Piece(one.nama, "semibold", NAME), wide - 2 * PAD, 2)]
    head += _folded(flow, one.contoh, wide, size=NAME)
    if one.angka:
        large, *small = one.angka
        lift = [_Line(Piece(""), 2.2)]
        head += lift + [_Line(piece, 5.6) for piece in flow.fitted(Piece(large, "bold", LARGE), wide - 2 * PAD, 1)]
        head += [line for text in small for line in _folded(flow, text, wide, size=NAME)]
    return [*head, *(line for text in one.baris for line in _point(flow, text, wide, BULLET))]


def _points(flow: Flow, judul: str, texts: Sequence[str], wide: float, *, counted: bool = False) -> list[_Line]:
    head = [_Line(piece, 4.6) for piece in flow.fitted(Piece(plain_text(judul), "bold", 9.4), wide - 2 * PAD, 1)]
    return head + [line for nth, text in enumerate(texts, 1)
                   for line in _point(flow, text, wide, f"{nth}." if counted else BULLET)]


def _point(flow: Flow, text: str, wide: float, mark: str) -> list[_Line]:
    lines = _folded(flow, text, wide - 3.6)
    return [replace(line, x=3.6, mark=mark if not nth else "") for nth, line in enumerate(lines)]


def _folded(flow: Flow, text: str, wide: float, size: float = TEXT) -> list[_Line]:
    piece = Piece(plain_text(text), size=size, key="berkas")
    lines = [_Line(replace(piece, text=line), LEAD) for line in flow.fold(piece, wide - 2 * PAD)]
    return [*lines[:-1], replace(lines[-1], lead=LEAD + LINE_GAP)] if lines else []


def _boxes(flow: Flow, boxes: Sequence[Sequence[_Line]]) -> None:
    """Boxes beside one another, as high as the fullest."""
    wide = _wide(flow, len(boxes))
    tall = max(sum(line.lead for line in box) for box in boxes) + 2 * PAD
    flow.room(tall)
    top = flow.y
    for nth, box in enumerate(boxes):
        left = nth * (wide + GAP)
        flow.ink.rect(left, top, wide, tall)
        flow.y = top + PAD + LEAD / 2
        for line in box:
            if line.mark:
                flow.line(Piece(line.mark, "semibold", line.piece.size), left + PAD)
            if line.piece.text:
                flow.line(line.piece, left + PAD + line.x)
            flow.y += line.lead
    flow.y = top + tall


def _figures(flow: Flow, groups: Sequence[GroupFigures]) -> None:
    columns = (Col("Kelompok", 46), Col("Sudah terlindungi", 38, "center"), Col("Iuran seorang sebulan", 52, "right"),
               Col("Iuran semua sebulan", 48, "right"))
    again = heads(flow, columns)
    for one in groups:
        covered = f"{number(one.terlindungi)} dari {number(one.orang)} orang"
        texts = (one.kelompok, covered, one.seorang or DASH, one.sebulan or DASH)
        flow.row([said(c.w, text, "semibold" if not nth else "regular", align=c.align)
                  for nth, (c, text) in enumerate(zip(columns, texts, strict=True))], ROW, again)
    flow.y += 4.0
