"""Ceklis klaim JKM and JKK: everything of one claim on one page, or an empty one for the wall and for a family.

The page is set at the largest of a few densities at which it is one page; nothing is left out to get there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jamsos_desktop.paper.draw.document import MM, Body, Document
from jamsos_desktop.paper.draw.flow import LEADING, PAD, Cell, Flow, Piece
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.signing import Signer, clerk_signs, signatures
from jamsos_desktop.paper.draw.words import DAGGER, DASH, phone, plain_text
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.texts import long_date

# Of all heights and sizes: roomy first. The last one is what a photocopy can still be read at.
DENSITIES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72, 0.68, 0.62)
LEAST = 5.4  # pt; only what is very long gets that small
TITLE, LINE, HEAD = 10.9, 8.25, 7.5  # pt
ROW, HEAD_ROW, BAR, LEAD = 5.4, 4.6, 5.0, 4.3  # mm
FACT, LABEL, HALF = 5.6, 27.0, 96.0  # mm: a fact's line, its label, where the box of the right begins
PEN = 14.0  # mm for signatures
BLANK_HEIRS = 4


@dataclass(frozen=True, slots=True)
class ClaimPaper:
    """A paper of the claim. ``keadaan``: ada, tidak_ada, tidak_perlu, "" on an empty checklist; ``bila``: when it is
    asked for, in words, "" always."""

    label: str
    wajib: bool
    keadaan: str = ""
    unsure: bool = False
    bila: str = ""


@dataclass(frozen=True, slots=True)
class ClaimHeir:
    """An heir as paper says them; ``umur``, ``wali`` and ``hp`` may be ""."""

    nama: str
    hubungan: str
    umur: str = ""
    wali: str = ""
    hp: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A step (``nilai``: the day it was done) or a benefit (``nilai``: its sum), in words."""

    label: str
    nilai: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The whole checklist. ``fakta``: (label, value), "" leaves a line for the pen; ``hak`` and ``alasan``: what is
    known of the right, in words; ``urutan``: the order of heirs by law. ``heirs`` None: the claim is not about a death.
    ``kosong``: nobody's claim. ``penyerah``: who hands it in. ``sumber``: where the rules come from; ``catatan``: what
    the dagger means."""

    judul: str
    fakta: tuple[tuple[str, str], ...]
    hak: str
    alasan: str
    papers: tuple[ClaimPaper, ...]
    heirs: tuple[ClaimHeir, ...] | None
    urutan: str
    steps: tuple[ClaimLine, ...]
    sums: tuple[ClaimLine, ...]
    sumber: str
    catatan: str
    kosong: bool = False
    penyerah: str = "Ahli waris"


class ClaimChecklist:
    """Makes the checklists of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._frame, self._ctx = Frame(doc, ctx), ctx

    def add(self, sheet: Sheet) -> int:
        """Add the page of one claim; raises Problem with nothing added."""
        claim = sheet.content(Claim)
        bodies = next((made for scale in DENSITIES if len(made := self._bodies(claim, scale)) == 1), None)
        name = PAPERS[sheet.jenis].nama
        foot = f"{name} \u00b7 {self._ctx.unit.words('Tata letak desa')}, bukan formulir resmi BPJS."
        return self._frame.add(bodies or self._bodies(claim, DENSITIES[-1]), self._frame.marks(sheet, name, foot),
                               f"{DAGGER} {claim.catatan}")

    def _bodies(self, claim: Claim, scale: float) -> list[Body]:
        flow = self._frame.flow(air=5.6 * scale)
        _Page(self._frame.doc, flow, self._ctx, claim, scale).draw()
        return flow.done()


class _Page:
    """Draws the parts down the page, all heights and sizes times ``scale``."""

    def __init__(self, doc: Document, flow: Flow, ctx: PrintContext, claim: Claim, scale: float) -> None:
        self._doc, self._flow, self._ctx, self._claim, self._scale = doc, flow, ctx, claim, scale

    def draw(self) -> None:
        flow, claim = self._flow, self._claim
        self._title()
        self._facts()
        self._papers()
        letter = "B"
        if claim.heirs is not None:
            self._heirs(claim.heirs)
            letter = "C"
        self._pair(letter)
        self._notes()
        signatures(flow, self._signers(), pen=PEN * (1.0 if self._scale > 0.9 else self._scale))

    def _size(self, points: float) -> float:
        return max(LEAST, round(points * self._scale, 2))

    def _mm(self, tall: float) -> float:
        return tall * self._scale

    def _piece(self, text: str, key: str = "nama", weight: str = "regular", points: float = 7.9) -> Piece:
        return Piece(plain_text(text), weight, self._size(points), key)

    def _title(self) -> None:
        flow, middle = self._flow, self._flow.width / 2
        flow.line(Piece(self._claim.judul.upper(), "bold", TITLE), middle, "center")
        flow.y += 5.0
        flow.line(self._piece("Satu lembar untuk satu kejadian. Simpan di depan map klaim."), middle, "center")
        flow.y += self._mm(4.4)

    # Who and what, at the left; the right, in a box at the right.

    def _facts(self) -> None:
        flow, top = self._flow, self._flow.y
        boxed = self._right_lines()
        for label, value in self._claim.fakta:
            self._fact(label, value)
        end, tall = flow.y, len(boxed) * self._mm(LEAD) + self._mm(3.4)
        flow.ink.rect(HALF, top, flow.width - HALF, max(tall, end - top - 0.6))
        flow.y = top + self._mm(3.6)
        for line in boxed:
            flow.line(line, HALF + 2.0)
            flow.y += self._mm(LEAD)
        flow.y = max(end, top + tall) + self._mm(2.2)

    def _fact(self, label: str, value: str) -> None:
        """A label and its value on a ruled line; a long value takes the lines it needs, closer together."""
        flow, wide, lead = self._flow, HALF - LABEL - 5.0, self._mm(3.6)
        lines = flow.fitted(self._piece(value, label.lower(), "semibold", LINE), wide - 1.0, 2, LEAST) if value else []
        flow.y += self._mm(FACT) / 2
        flow.line(self._piece(label, points=LINE))
        for line in lines:
            flow.line(line, LABEL + 1.0)
            flow.y += lead
        flow.y += self._mm(FACT) / 2 - (lead if lines else 0.0)
        flow.ink.line(LABEL, flow.y - 0.8, LABEL + wide, flow.y - 0.8, line=0.6, grey=0.47)

    def _right_lines(self) -> list[Piece]:
        wide, made = self._flow.width - HALF - 4.0, []
        words = ((self._claim.hak, "semibold", LINE), (self._claim.alasan, "regular", 7.5),
                 ("Keputusan ada di BPJS Ketenagakerjaan.", "regular", 7.5))
        for text, weight, points in words:
            if text:
                piece = self._piece(text, "hak", weight, points)
                made += [Piece(line, weight, piece.size) for line in self._flow.fold(piece, wide)]
        return made

    # Tables.

    def _bar(self, text: str, note: str = "", x: float = 0.0, wide: float = 0.0) -> None:
        flow, tall = self._flow, self._mm(BAR)
        flow.ink.rect(x, flow.y, wide or flow.width, tall, fill="bar")
        flow.y += tall / 2
        title = self._piece(text, weight="bold", points=LINE)
        flow.line(title, x + 1.6)
        if note:
            width = self._doc.faces[title.weight].width(title.text, title.size) / MM
            flow.line(self._piece(f"({note})", points=LINE), x + 1.6 + width + 1.2)
        flow.y += tall / 2

    def _heads(self, heads: Sequence[tuple[str, float, str]]) -> None:
        self._flow.row([Cell(w, (self._piece(text, weight="semibold", points=HEAD),), align, head=True)
                        for text, w, align in heads], self._mm(HEAD_ROW))

    def _papers(self) -> None:
        claim, flow = self._claim, self._flow
        heads = (("No", 7.0, "center"), ("Berkas", 95.0, "left"), ("Ada", 16.0, "center"), ("DPMD", 14.0, "center"),
                 ("BPJS", 14.0, "center"), ("Catatan", flow.width - 146.0, "left"))
        self._bar("A. BERKAS", "semua harus ada, kecuali yang bertulis bila di kolom Catatan")
        self._heads(heads)
        for nth, paper in enumerate(claim.papers, 1):
            note = paper.bila or ("" if paper.wajib else "bila perlu")
            flow.row([Cell(7.0, (self._piece(str(nth)),), "center"),
                      Cell(95.0, (self._piece(paper.label + (DAGGER if paper.unsure else ""), "berkas"),)),
                      self._state(16.0, paper), Cell(14.0), Cell(14.0),
                      Cell(heads[-1][1], (self._piece(note, points=7.5),))], self._mm(ROW))
        flow.y += self._mm(2.2)

    def _state(self, w: float, paper: ClaimPaper) -> Cell:
        """A tick, BELUM in words, a dash; empty for the pen."""
        if paper.keadaan == "ada":
            return Cell(w, align="center", tick=True)
        if paper.keadaan == "tidak_ada":
            return Cell(w, (self._piece("BELUM" if paper.wajib else DASH, weight="bold", points=7.5),), "center")
        return Cell(w, (self._piece(DASH if paper.keadaan else ""),), "center")

    def _heirs(self, heirs: Sequence[ClaimHeir]) -> None:
        flow = self._flow
        heads = (("No", 7.0, "center"), ("Nama", flow.width - 107.0, "left"), ("Hubungan", 26.0, "left"),
                 ("Umur", 12.0, "center"), ("Wali, bila belum dewasa", 36.0, "left"), ("Nomor HP", 26.0, "left"))
        self._bar("B. AHLI WARIS", "sesuai urutan")
        self._heads(heads)
        rows: Sequence[ClaimHeir] = heirs or [ClaimHeir("", "")] * BLANK_HEIRS
        for nth, heir in enumerate(rows, 1):
            texts = (str(nth), heir.nama.upper(), heir.hubungan, heir.umur, heir.wali, phone(heir.hp))
            flow.row([Cell(w, tuple(self._fitted(text, w, head)), align)
                      for text, (head, w, align) in zip(texts, heads, strict=True)], self._mm(ROW))
        if self._claim.urutan:
            self._sentence(f"Urutan menurut aturan: {self._claim.urutan}.", before=2.6)
        flow.y += self._mm(2.2)

    def _fitted(self, text: str, w: float, key: str) -> list[Piece]:
        """A text smaller where it is a little too long, folded where it is more."""
        return self._flow.fitted(self._piece(text, key.lower()), w - 2.7, 2, LEAST) if text else []

    # Steps at the left, benefits at the right.

    def _pair(self, letter: str) -> None:
        flow, claim, gap = self._flow, self._claim, 3.0
        left, right = 112.0, flow.width - 112.0 - gap
        flow.room(self._mm(BAR + HEAD_ROW) + sum(self._step_tall(line, left - 24.0) for line in claim.steps))
        top = flow.y
        self._side(f"{letter}. LANGKAH", 0.0, left, ("Langkah", "Tanggal"), 24.0, claim.steps, numbered=True)
        low, flow.y = flow.y, top
        self._side(f"{chr(ord(letter) + 1)}. MANFAAT", left + gap, right, ("Manfaat", "Rupiah"), 23.0, claim.sums)
        flow.y = max(low, flow.y) + self._mm(1.0)

    def _side(self, bar: str, x: float, wide: float, heads: tuple[str, str], last: float,
              lines: Sequence[ClaimLine], *, numbered: bool = False) -> None:
        first = wide - last
        self._bar(bar, x=x, wide=wide)
        put: Callable[[Sequence[Cell], float], None] = self._at(x)
        put([Cell(w, (self._piece(text, weight="semibold", points=HEAD),), align, head=True)
             for text, w, align in ((heads[0], first, "left"), (heads[1], last, "center" if numbered else "right"))],
            HEAD_ROW)
        for nth, line in enumerate(lines, 1):
            text = (f"{nth}. " if numbered else "") + line.label + (DAGGER if line.unsure else "")
            put([Cell(first, (self._piece(text, "langkah"),)),
                 Cell(last, (self._piece(line.nilai),), "center" if numbered else "right")], ROW)

    def _step_tall(self, line: ClaimLine, wide: float) -> float:
        """About the height of a step's row, so that both sides stay on one page."""
        piece = self._piece(f"0. {line.label}{DAGGER}", "langkah")
        return max(self._mm(ROW), len(self._flow.fold(piece, wide - 2 * PAD)) * piece.size * LEADING / MM + 1.3)

    def _at(self, x: float) -> Callable[[Sequence[Cell], float], None]:
        """Rows that begin ``x`` mm from the left edge."""
        def put(cells: Sequence[Cell], least: float) -> None:
            ink = self._flow.ink
            ink.left += x
            self._flow.row(cells, self._mm(least))
            ink.left -= x

        return put

    # Below.

    def _sentence(self, text: str, before: float = 0.0) -> None:
        flow = self._flow
        flow.y += self._mm(before)
        for line in flow.fold(self._piece(text, points=7.0), flow.width):
            flow.room(self._mm(3.4))
            flow.line(self._piece(line, points=7.0))
            flow.y += self._mm(3.4)

    def _notes(self) -> None:
        claim = self._claim
        self._flow.y += self._mm(1.8)
        if any(paper.unsure for paper in claim.papers) or any(one.unsure for one in (*claim.steps, *claim.sums)):
            self._sentence(f"{DAGGER} {claim.catatan}")
        if claim.sumber:
            self._sentence(f"Sumber aturan: {claim.sumber}.")

    def _signers(self) -> tuple[Signer, ...]:
        day = "" if self._claim.kosong else f", {long_date(self._ctx.hari)}"
        clerk = clerk_signs(self._ctx.unit, f"Disusun{day}" if day else "Disusun oleh,")
        family = Signer(("Menyerahkan,", self._claim.penyerah))
        return clerk, family, Signer(("Diterima BPJS, tgl ....... / ....... / ..........", "Petugas penerima"))
