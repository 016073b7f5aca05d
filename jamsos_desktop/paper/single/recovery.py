"""Lembar pemulihan: the twelve words that open the data when the PIN or the laptop is gone; one sheet, never kept.

The layout is that of an A5 sheet standing upright, counted in 412ths of its width as the screen shows it; A4 and F4
carry the same sheet larger. Without words it is the twin for the screen: dots, and no QR code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jamsos_desktop.paper.draw.document import MM, SIZES, Document
from jamsos_desktop.paper.draw.faces import Face, MissingLetter
from jamsos_desktop.paper.draw.ink import Ink, n
from jamsos_desktop.paper.draw.words import DOT, capitals, plain_text
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import clock, paper_date

WIDE = 412.0  # the unit all places below are counted in
LEFT, RIGHT = 21.0, 391.0
QR = (307.0, 19.0, 84.0)  # x, y, side
CELLS = (115.0, 28.0)  # top of the first row, height of a row
COLUMNS, DOTS = 3, 6
_QUIET = 2  # modules left white inside the corner; the sheet itself is white around it
_USE = ("**Cara pakai.** Di layar PIN pilih **Lupa PIN**, ketik 12 kata sesuai nomor,",
        "lalu buat PIN baru. Urutan kata tidak boleh tertukar.")
_BELOW = ("Pemindai boleh membaca kode di atas saat kolom kata pertama dipilih.",
          "Jangan difoto, dikirim lewat HP, atau disimpan bersama laptop.",
          "DPMD dan pembuat aplikasi tidak menyimpan salinan lembar ini.",
          "Bila lembar ini hilang, buat lembar baru di menu Pengaturan.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryInfo:
    """What stands on one sheet. ``tempat``: the office in words; ``nomor``: which sheet of this office it is;
    ``pembuat``, ``penyimpan``: who sign it; ``kata``: the twelve words and ``qr``: how a scanner reads them, both empty
    for the twin on the screen."""

    tempat: str
    kode: str
    dibuat: datetime
    nomor: int
    pembuat: str
    penyimpan: str = ""
    kata: Sequence[str] = ()
    qr: str = ""


def recovery_sheet(info: RecoveryInfo, kertas: str = "A5") -> bytes:
    """The sheet as a PDF of one page on A5 (upright), A4 or F4. Raises Problem for a letter the font lacks."""
    doc = Document(kertas, "Lembar pemulihan")
    if kertas == "A5":
        wide, high = sorted(SIZES["A5"])
        doc = doc.sized(wide * MM, high * MM)
    sheet = _Sheet(doc)
    try:
        _draw(sheet, info)
    except MissingLetter as missing:
        raise Problem("HURUF_TIDAK_ADA", f"Huruf {missing.letter} tidak bisa dicetak di lembar pemulihan.",
                      "Lembar yang lama tetap berlaku.", "Perbaiki nama di Pengaturan, lalu cetak lagi.") from None
    doc.page((), sheet.operators())
    return doc.bytes()


class _Sheet:
    """Draws in 412ths of the width of the paper; y is the middle of a line of capitals."""

    def __init__(self, doc: Document) -> None:
        self.doc, self.ink = doc, Ink(doc.height)
        self.mm = doc.width / MM / WIDE  # of one unit
        self.pt = doc.width / WIDE
        self.codes: list[str] = []

    def text(self, weight: str, size: float, x: float, y: float, text: str, align: str = "left") -> float:
        """One line; its width in units."""
        face = self.doc.faces[weight]
        self.ink.text(face, size * self.pt, x * self.mm, y * self.mm, text, align=align)
        return face.width(text, size)

    def box(self, x: float, y: float, w: float, h: float, *, dashed: bool = False) -> None:
        self.ink.rect(x * self.mm, y * self.mm, w * self.mm, h * self.mm, line=0.75 * self.pt, dashed=dashed, grey=0.2)

    def rule(self, x1: float, x2: float, y: float) -> None:
        self.ink.line(x1 * self.mm, y * self.mm, x2 * self.mm, y * self.mm, line=0.75 * self.pt)

    def code(self, text: str) -> None:
        """A QR code of ``text`` in capitals, which the code packs closest."""
        import segno

        x, y, side = QR
        modules = tuple(segno.make(text.upper(), error="m", micro=False).matrix)
        step = side / (len(modules) + 2 * _QUIET) * self.mm
        left, top = self.ink.x(x * self.mm + _QUIET * step), self.ink.y(y * self.mm + _QUIET * step)
        dark = [f"{n(left + at * step * MM)} {n(top - (row + 1) * step * MM)} {n(step * MM)} {n(step * MM)} re"
                for row, line in enumerate(modules) for at, module in enumerate(line) if module]
        self.codes.append("0 g " + "\n".join(dark) + " f")

    def operators(self) -> str:
        return "\n".join([*self.codes, self.ink.operators()])


def _draw(sheet: _Sheet, info: RecoveryInfo) -> None:
    sheet.text("bold", 14, LEFT, 29, "LEMBAR PEMULIHAN")
    made = f"Dibuat {paper_date(info.dibuat.date())} {clock(info.dibuat)} \u00b7 Lembar ke-{info.nomor}"
    wide = QR[0] - LEFT - 12
    for at, line in enumerate((f"Jamsos Desa \u00b7 {plain_text(info.tempat)}", f"Kode wilayah {info.kode}", made)):
        sheet.text("regular", _fit(sheet.doc.faces["regular"], 10.5, line, wide), LEFT, 46.5 + 15 * at, line)
    if info.qr:
        sheet.code(info.qr)
    else:
        sheet.box(*QR, QR[2], dashed=True)
        for at, line in enumerate(("QR hanya", "di kertas")):
            sheet.text("regular", 9, QR[0] + QR[2] / 2, QR[1] + 37 + 12 * at, line, "center")
    _draw_words(sheet, info.kata)
    sheet.box(LEFT, 239, RIGHT - LEFT, 44)
    for at, line in enumerate(_USE):
        _emphasised(sheet, 10.5, LEFT + 10, 253.5 + 15 * at, line)
    sheet.text("regular", 10.5, LEFT, 298.5, "Membuat lembar baru membuat lembar ini tidak berlaku.")
    _signatures(sheet, info)
    for at, line in enumerate(_BELOW):
        sheet.text("regular", 9, LEFT, 440 + 15 * at, line)


def _draw_words(sheet: _Sheet, words: Sequence[str]) -> None:
    top, high = CELLS
    wide = (RIGHT - LEFT) / COLUMNS
    for at in range(12):
        x, y = LEFT + at % COLUMNS * wide, top + at // COLUMNS * high
        sheet.box(x, y, wide, high)
        behind = sheet.text("regular", 10, x + 9, y + high / 2, str(at + 1))
        sheet.text("bold", 12, x + 16 + behind, y + high / 2, words[at] if words else DOT * DOTS)


def _signatures(sheet: _Sheet, info: RecoveryInfo) -> None:
    for left, role, name in ((LEFT, "Dibuat oleh", info.pembuat), (RIGHT - 150, "Disimpan oleh", info.penyimpan)):
        sheet.text("regular", 10.5, left + 75, 329.5, role, "center")
        sheet.rule(left, left + 150, 375)
        shown = capitals(name)
        sheet.text("bold", _fit(sheet.doc.faces["bold"], 10.5, shown, 150), left + 75, 384, shown, "center")


def _emphasised(sheet: _Sheet, size: float, x: float, y: float, line: str) -> None:
    """A line whose ``**words**`` are bold."""
    for at, part in enumerate(line.split("**")):
        x += sheet.text("bold" if at % 2 else "regular", size, x, y, part)


def _fit(face: Face, size: float, text: str, wide: float) -> float:
    """The size at which a text is no wider than ``wide``, at most ``size``."""
    return min(size, size * wide / max(face.width(text, size), 1e-6))
