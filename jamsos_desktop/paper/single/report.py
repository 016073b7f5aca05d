"""A report of the district as a PDF: head figures, tables, legal basis, notes, room for a signature."""

from __future__ import annotations

from jamsos_desktop.model.report import PRIVATE, Report
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.single.report_page import Pages
from jamsos_desktop.paper.single.report_table import TableDrawer
from jamsos_desktop.paper.unit import place_of

SIGN = 32.0  # mm for place, title and name


def report_pdf(report: Report, ctx: PrintContext) -> bytes:
    """The whole report; letters that the font lacks are replaced, never refused."""
    doc = Document(ctx.kertas, report.judul)
    pages = Pages(doc, ctx, report)
    pages.head()
    if any(table.pribadi and table.di_kertas for table in report.tabel):
        pages.text("semibold", 8, 0, pages.y, PRIVATE)
        pages.y += 4.0
    figures(pages, report)
    for table in report.tabel:
        if table.di_kertas:
            TableDrawer(pages, table).draw()
    _sentences(pages, report)
    pages.notes("Dasar", report.dasar)
    pages.notes("Catatan", report.catatan)
    if report.tanda_tangan:
        _signature(pages, report, ctx)
    if report.penanda_tangan:
        _signatures(pages, report, ctx)
    pages.done()
    return doc.bytes()


def figures(pages: Pages, report: Report) -> None:
    """The head figures in boxes side by side."""
    if not report.angka:
        return
    gap, tall = 3.0, 16.0
    wide = (pages.width - gap * (len(report.angka) - 1)) / len(report.angka)
    for nth, (label, figure, words) in enumerate(report.angka):
        x = nth * (wide + gap)
        pages.ink.rect(x, pages.y, wide, tall, line=0.6, grey=0.35)
        pages.fitted("regular", 8, x + 2, pages.y + 3.2, wide - 4, label)
        pages.fitted("bold", 14, x + 2, pages.y + 8.2, wide - 4, figure)
        pages.fitted("regular", 7.5, x + 2, pages.y + 13.2, wide - 4, words)
    pages.y += tall + 2.0


def _sentences(pages: Pages, report: Report) -> None:
    """What the paper says in words below its tables (sums spelt out), never parted from each other by a page."""
    if not report.kalimat:
        return
    pages.room(6.0 + 9.0 * len(report.kalimat))
    pages.y += 2.0
    for sentence in report.kalimat:
        pages.paragraph("semibold", 9, 0, pages.width, sentence, 4.4)
        pages.y += 0.8


def _signatures(pages: Pages, report: Report, ctx: PrintContext) -> None:
    """Two who sign side by side; place and day, left open, above the one at the right."""
    pages.room(SIGN)
    pages.y += 5
    at = (pages.width * 0.08, pages.width * 0.62)
    wide = pages.width * 0.34
    pages.text("regular", 9, at[1], pages.y, f"{place_of(ctx.unit)}, ............................ {report.hari.year}")
    pages.y += 5
    for x, (title, _) in zip(at, report.penanda_tangan, strict=True):
        pages.fitted("regular", 9, x, pages.y, wide, title)
    pages.y += 18
    for x, (_, name) in zip(at, report.penanda_tangan, strict=True):
        pages.fitted("bold", 9, x, pages.y - 2.5, wide, name)
        pages.ink.line(x, pages.y, x + 62, pages.y, line=0.5)
    pages.y += 4


def _signature(pages: Pages, report: Report, ctx: PrintContext) -> None:
    """Place, day left open, title and a line for the name at the right."""
    pages.room(SIGN)
    x = pages.width * 0.58
    pages.y += 5
    pages.text("regular", 9, x, pages.y, f"{place_of(ctx.unit)}, ............................ {report.hari.year}")
    pages.y += 5
    pages.fitted("regular", 9, x, pages.y, pages.width - x, report.tanda_tangan)
    pages.y += 17
    pages.ink.line(x, pages.y, x + 62, pages.y, line=0.5)
    pages.text("regular", 8, x, pages.y + 3, "NIP")
    pages.y += 6
