"""The quick card: one sheet for the wall beside the desk, with the keys and the work of a month.

What stands on it is data (``resources/laporan/kartu_cepat.toml``). A4 and F4 stand upright, A5 lies on its side.
"""

from __future__ import annotations

import tomllib
from typing import Any

from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.ink import Ink
from jamsos_desktop.paths import resource

MARGIN, GAP = 12.0, 8.0  # mm
KEY = 37.0  # mm, the column of keys in letters of 10 points


def quick_card(kertas: str, mode: str, lapor: str, place: str = "") -> bytes:
    """The card as a PDF of one page on ``kertas`` (A4, F4, A5) for a desk of ``mode`` ("desa", "dpmd"); ``lapor``:
    within what time an accident is reported; ``place``: whose desk it is. Raises Problem for a letter the font
    lacks."""
    doc = Document(kertas, "Kartu cepat Jamsos Desa")
    ink = Ink(doc.height)
    wide, high = doc.width / MM, doc.height / MM
    small = kertas == "A5"
    size, step = (7.5, 4.7) if small else (10.5, 9.6)
    bold, regular = doc.faces["bold"], doc.faces["regular"]
    ink.text(bold, 12 if small else 17, MARGIN, MARGIN + 2, "Kartu cepat Jamsos Desa")
    ink.text(regular, size, wide - MARGIN, MARGIN + 2, place, align="right")
    ink.line(MARGIN, MARGIN + 6.5, wide - MARGIN, MARGIN + 6.5, line=0.75)
    parts, month = _of(mode)
    column = (wide - 2 * MARGIN - GAP) / 2
    top = MARGIN + (11.0 if small else 15.0)
    ends = [_keys(doc, ink, part, MARGIN + at * (column + GAP), top, column, size, step)
            for at, part in enumerate(parts)]
    month["langkah"] = [words.replace("{lapor}", lapor) for words in month["langkah"]]
    at = _month(doc, ink, month, max(ends) + (3.0 if small else 8.0), wide, size, step)
    words = "Tombol sesudah kata atau sama gunanya, tanpa menekan Fn. F1 menjelaskan halaman yang terbuka."
    ink.text(regular, size - 1, MARGIN, min(at + 2.0, high - 8), words, colour="note")
    doc.page((), ink.operators())
    return doc.bytes()


def _of(mode: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    table = tomllib.loads(resource("laporan", "kartu_cepat.toml").read_text("utf-8"))
    return ([part for part in table["bagian"] if part["siapa"] in ("", mode)],
            next(part for part in table["bulan"] if part["siapa"] == mode))


def _keys(doc: Document, ink: Ink, part: dict[str, Any], x: float, y: float, wide: float, size: float,
          step: float) -> float:
    """One column of keys under its heading; returns where it ends (mm)."""
    bold, regular = doc.faces["bold"], doc.faces["regular"]
    ink.rect(x, y - step / 2, wide, step, line=0, fill="bar")
    ink.text(bold, size, x + 2, y, part["judul"])
    for first, other, words in part["baris"]:
        y += step
        ink.text(bold, size, x + 2, y, first)
        if other:
            ink.text(regular, size, x + 4 + bold.width(first, size) / MM, y, f"atau {other}")
        ink.text(regular, size, x + 2 + KEY * size / 10, y, words)
        ink.line(x, y + step / 2, x + wide, y + step / 2, line=0.3)
    return y + step / 2


def _month(doc: Document, ink: Ink, part: dict[str, Any], y: float, wide: float, size: float, step: float) -> float:
    """The work of a month over the whole width, a box for the pen before each line."""
    bold, regular = doc.faces["bold"], doc.faces["regular"]
    y += step / 2
    ink.rect(MARGIN, y - step / 2, wide - 2 * MARGIN, step, line=0, fill="bar")
    ink.text(bold, size, MARGIN + 2, y, part["judul"])
    side = step * 0.5
    for at, words in enumerate(part["langkah"], 1):
        y += step
        ink.rect(MARGIN + 2, y - side / 2, side, side, line=0.5)
        ink.text(regular, size, MARGIN + 4 + side, y, f"{at}. {words}")
    return y + step
