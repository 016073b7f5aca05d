"""Bahan rapat: one A4 page that can be read across a table and photocopied in black and white."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jamsos_desktop.model.report import BriefBar, Briefing
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.single.report import figures
from jamsos_desktop.paper.single.report_page import Pages
from jamsos_desktop.paper.single.report_table import bar
from jamsos_desktop.texts import number

LEFT, GAP, RIGHT = 114.0, 8.0, 62.0  # mm: ranked bars, space, the rest
CHARTS = 138.0  # mm high
ROW = 4.9  # mm of one bar, less where there are many kecamatan
TREND = 30.0  # mm
BLANK = " " + "." * 168  # a line to write on


def briefing_pdf(brief: Briefing, ctx: PrintContext) -> bytes:
    """The page; always one."""
    ctx = replace(ctx, kertas="A4")
    doc = Document("A4", brief.laporan.judul)
    pages = Pages(doc, ctx, brief.laporan)
    pages.head()
    figures(pages, brief.laporan)
    page = _Page(pages, brief)
    top = pages.y + 4.0
    page.ranking(top)
    at = page.groups(top)
    at = page.road(at + 4.5)
    at = page.trend(at + 4.5)
    page.silence(at + 4.5)
    page.decisions(top + CHARTS + 5)
    pages.done()
    return doc.bytes()


class _Page:
    """Draws the parts; each gets the y it starts at (mm)."""

    def __init__(self, pages: Pages, brief: Briefing) -> None:
        self._pages, self._brief = pages, brief

    def _title(self, x: float, y: float, width: float, title: str, words: str = "") -> None:
        pages = self._pages
        pages.text("bold", 9.5, x, y, title)
        pages.fitted("regular", 7.5, x + width, y, width * 0.52, words, "right")
        pages.ink.line(x, y + 2.6, x + width, y + 2.6, line=0.75)

    def ranking(self, top: float) -> None:
        """Kecamatan by coverage; dark: target reached, grey: below, a rule at the target."""
        pages, brief = self._pages, self._brief
        aim = f"hitam: target {brief.target}% tercapai" if brief.target is not None else ""
        self._title(0, top, LEFT, "Cakupan per kecamatan", aim)
        row = min(ROW, (CHARTS - 6) / max(1, len(brief.batang)))
        size = min(8.0, row * 1.78)
        for nth, one in enumerate(brief.batang):
            self._ranked(one, top + 6.0 + nth * row, size)
        if brief.terlewat:
            pages.text("regular", 7, 0, top + CHARTS - 1, f"{brief.terlewat} kecamatan di tengah tidak dimuat di sini.")

    def _ranked(self, one: BriefBar, y: float, size: float) -> None:
        pages = self._pages
        pages.fitted("regular", size, 0, y, 31, one.nama)
        bar(pages, 32, y, 38, one.persen, self._brief.target)
        pages.text("bold", size, 81, y, _percent(one.persen), "right")
        pages.fitted("regular", size, 103, y, 21, f"{number(one.nyata)} / {number(one.sasaran)}", "right")
        pages.text("regular", size, LEFT, y, one.lapor, "right")

    def groups(self, y: float) -> float:
        """The four groups; returns where the next part may begin."""
        pages, x = self._pages, LEFT + GAP
        self._title(x, y, RIGHT, "Per kelompok")
        y += 6.0
        for one in self._brief.kelompok:
            pages.text("regular", 8, x, y, one.nama)
            pages.text("bold", 8, x + 35, y, _percent(one.persen), "right")
            pages.text("regular", 7.5, x + RIGHT, y, f"{number(one.nyata)} / {number(one.sasaran)}", "right")
            bar(pages, x, y + 3.4, RIGHT, one.persen, self._brief.target)
            y += 7.6
        return y - 2.0

    def road(self, y: float) -> float:
        """The road of the villages: a bar of the share of desa in each stage."""
        pages, x = self._pages, LEFT + GAP
        whole = sum(many for _, many in self._brief.tahap)
        self._title(x, y, RIGHT, f"Perjalanan {number(whole)} desa")
        y += 6.0
        for name, many in self._brief.tahap:
            pages.text("regular", 8, x, y, name)
            bar(pages, x + 33, y, 20, Decimal(100 * many) / whole if whole else None, None)
            pages.text("bold", 8, x + RIGHT, y, number(many), "right")
            y += 4.3
        return y - 1.0

    def trend(self, y: float) -> float:
        """People covered at the end of each month, and the target as a dashed height."""
        pages, brief, x = self._pages, self._brief, LEFT + GAP
        aim = int(brief.sasaran * brief.target / 100) if brief.target is not None else 0
        self._title(x, y, RIGHT, "Terdaftar per bulan", f"garis: target {number(aim)}" if aim else "")
        top, foot = y + 5.0, y + TREND - 4.0
        most = max(aim, *(many for _, many in brief.bulan), 1)
        wide = RIGHT / 12
        for nth, (name, many) in enumerate(brief.bulan):
            tall = (foot - top) * many / most
            last = nth == len(brief.bulan) - 1
            pages.ink.rect(x + nth * wide + 0.8, foot - tall, wide - 1.6, tall, line=0, fill="full" if last else "half")
            pages.text("bold" if last else "regular", 6, x + nth * wide + wide / 2, foot + 2.2, name, "center")
        if aim:
            at = foot - (foot - top) * aim / most
            pages.ink.line(x, at, x + RIGHT, at, line=0.6)
        pages.ink.line(x, foot, x + RIGHT, foot, line=0.5)
        return y + TREND

    def silence(self, y: float) -> None:
        """How many villages are silent and where most of them are."""
        pages, brief, x = self._pages, self._brief, LEFT + GAP
        self._title(x, y, RIGHT, "Desa yang diam", f"{brief.belum_pernah} belum pernah, {brief.lama_diam} lama diam")
        y += 6.0
        for name, many in brief.diam[:4]:
            pages.text("regular", 8, x, y, name)
            pages.text("bold", 8, x + RIGHT, y, f"{many} desa", "right")
            y += 4.2
        if not brief.diam:
            pages.text("regular", 8, x, y, "Tidak ada.")

    def decisions(self, y: float) -> None:
        """Points to decide, each with a line to write on."""
        pages = self._pages
        self._title(0, y, pages.width, "Yang perlu diputuskan")
        pages.y = y + 4.5
        for nth, (what, decide) in enumerate(self._brief.putusan, 1):
            pages.text("bold", 9, 0, pages.y + 1.9, f"{nth}.")
            pages.paragraph("semibold", 8.5, 5, pages.width - 5, what, 3.9)
            pages.paragraph("regular", 8.5, 5, pages.width - 5, decide, 3.9)
            pages.text("regular", 8.5, 5, pages.y + 3.0, "Keputusan:" + BLANK)
            pages.y += 7.5
        for line in self._brief.laporan.catatan:
            pages.paragraph("regular", 6.8, 0, pages.width, line, 3.0)


def _percent(value: Decimal | None) -> str:
    return "\u2013" if value is None else f"{value}%".replace(".", ",")
