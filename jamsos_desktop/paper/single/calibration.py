"""The calibration sheet of a printer: rulers in millimetres from two edges, and crosses to measure how far it is off.

It is printed at its true size on plain paper; what the ruler of a pen case then reads beside it is the offset.
"""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.ink import Ink

CROSSES = 30.0  # mm from the edges of the paper
_ARM = 8.0
_WORDS = (
    "Lembar uji printer",
    "1. Cetak lembar ini di kertas kosong dengan ukuran 100%, tanpa disesuaikan ke kertas.",
    "2. Ukur dengan penggaris dari tepi kiri kertas ke tengah silang kiri atas. Seharusnya 30 mm.",
    "3. Ukur dari tepi atas kertas ke tengah silang yang sama. Seharusnya 30 mm.",
    "4. Kurang dari 30 mm: isi selisihnya di Geser ke kanan atau Geser ke bawah.",
    "5. Lebih dari 30 mm: isi selisihnya dengan tanda kurang, misalnya -1,5.",
    "6. Cetak lembar ini sekali lagi. Kedua ukuran seharusnya 30 mm.",
)


def calibration_sheet(kertas: str, printer: str = "", right: float = 0.0, down: float = 0.0) -> bytes:
    """The sheet as a PDF of one page on ``kertas`` (A4, F4); the offset in use (mm) is written on it, not applied."""
    doc = Document(kertas, "Lembar uji printer")
    ink = Ink(doc.height)
    wide, high = doc.width / MM, doc.height / MM
    _ruler(doc, ink, wide, across=True)
    _ruler(doc, ink, high, across=False)
    for x in (CROSSES, wide - CROSSES):
        for y in (CROSSES, high - CROSSES):
            ink.line(x - _ARM, y, x + _ARM, y, line=0.4)
            ink.line(x, y - _ARM, x, y + _ARM, line=0.4)
    ink.text(doc.faces["regular"], 8, CROSSES + 3, CROSSES + 5, "30 mm dari kiri, 30 mm dari atas")
    moved = f"Geser yang dipakai: {_mm(right)} mm ke kanan, {_mm(down)} mm ke bawah."
    _words(doc, ink, (*_WORDS, f"Kertas {kertas}. {moved}", *([f"Printer: {printer}"] if printer else [])), high)
    doc.page((), ink.operators())
    return doc.bytes()


def _ruler(doc: Document, ink: Ink, length: float, *, across: bool) -> None:
    """Ticks each millimetre from the edge of the paper, longer each five, numbered each ten."""
    for at in range(20, int(length) - 4):
        tall = 5.0 if at % 10 == 0 else 3.5 if at % 5 == 0 else 2.0
        ends = (at, 12.0, at, 12.0 + tall) if across else (12.0, at, 12.0 + tall, at)
        ink.line(*ends, line=0.3)
        if at % 10 == 0:
            x, y = (at, 19.5) if across else (20.0, at)
            ink.text(doc.faces["regular"], 6, x, y, str(at), align="center")


def _words(doc: Document, ink: Ink, lines: Sequence[str], high: float) -> None:
    top = high / 3
    for at, line in enumerate(lines):
        ink.text(doc.faces["bold" if at == 0 else "regular"], 14 if at == 0 else 9.5, CROSSES + 5, top + at * 7.5, line)


def _mm(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
