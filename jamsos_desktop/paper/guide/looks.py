"""How the printed guide looks: its letters, its colours, the styles of its paragraphs and tables."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import TableStyle

from jamsos_desktop.paper.draw.faces import FILES, font_of

REGULAR, SEMIBOLD, BOLD = FILES["regular"], FILES["semibold"], FILES["bold"]
INK, QUIET, GREEN = HexColor("#1A231F"), HexColor("#5A6661"), HexColor("#17573E")
RULE, SHADE, AMBER = HexColor("#B9C4BE"), HexColor("#EDF2EF"), HexColor("#A65A00")
SIZE, LEADING = 10.3, 14.5
PAD = 4.0  # points inside the cells of a table


class Looks(NamedTuple):
    """The styles by what they are for."""

    words: ParagraphStyle
    item: ParagraphStyle
    cell: ParagraphStyle
    head: ParagraphStyle
    code: ParagraphStyle
    box: ParagraphStyle
    headings: tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]


@cache
def looks() -> Looks:
    """Registers the letters, once a process."""
    for weight in ("regular", "semibold", "bold"):
        font_of(weight)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=REGULAR, boldItalic=SEMIBOLD)
    words = _style("kata", spaceAfter=6)
    cell = _style("sel", fontSize=9.5, leading=12.8)
    return Looks(
        words=words, cell=cell,
        item=_style("butir", leftIndent=18, bulletIndent=2, bulletFontSize=SIZE,
                    spaceAfter=3),
        head=_style("kepala", fontName=SEMIBOLD, fontSize=9.5, leading=12.8),
        code=_style("ketik", fontSize=9.5, leading=13.5, backColor=SHADE, borderPadding=5, leftIndent=5,
                    rightIndent=5, spaceBefore=6, spaceAfter=10),
        box=_style("kotak", spaceAfter=0),
        headings=(_heading("bab", 21, 27, 34, 10), _heading("bagian", 14, 19, 13, 5), _heading("anak", 11.5, 16, 9, 3)))


def _style(name: str, **changes: Any) -> ParagraphStyle:
    return ParagraphStyle(name, **{"fontName": REGULAR, "fontSize": SIZE, "leading": LEADING, "textColor": INK,
                                   "bulletFontName": SEMIBOLD,
                                   "allowWidows": 0, "allowOrphans": 0, **changes})


def _heading(name: str, size: float, leading: float, before: float, after: float) -> ParagraphStyle:
    return _style(name, fontName=BOLD, fontSize=size, leading=leading, spaceBefore=before, spaceAfter=after,
                  keepWithNext=1, textColor=GREEN)


def table_style() -> TableStyle:
    """Thin lines between rows, the head shaded."""
    return TableStyle([
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, RULE), ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), PAD), ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5)])


def box_style(warning: bool) -> TableStyle:
    """A bar at the left, amber where something may go wrong."""
    return TableStyle([
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("BACKGROUND", (0, 0), (-1, -1), HexColor("#FFF4E3") if warning else SHADE),
        ("LINEBEFORE", (0, 0), (0, -1), 3, AMBER if warning else GREEN),
        ("LEFTPADDING", (0, 0), (-1, -1), 10), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 7)])
