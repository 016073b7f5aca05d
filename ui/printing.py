"""Putting a finished PDF on a printer: its pages as pictures, drawn in the worker's thread.

Qt allows one thread at a time to paint on a QPrinter, so drawing is a job like any other and the
window stays free. The pages come from a desk job; this module never opens a PDF itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.problems import Problem

PAGES_PER_INCH = 300  # digit boxes and the QR stay sharp; a page is then 35 MB, one at a time
SAME_MM = 2.0  # sheets that differ less are the same paper
MM = 25.4
PAPERS_MM = {"A4": (210.0, 297.0), "F4": (215.0, 330.0), "A5": (148.0, 210.0)}
PageJob = Callable[[int, float], Job[Any]]  # (page from 0, pixels per point) -> Job[PreviewPage]
Size = tuple[float, float]


@dataclass(frozen=True)
class Placing:
    """How pages lie on the sheets of a printer. ``exact``: pages (from 0) for pre-printed paper, never made smaller
    and moved by ``right`` and ``down`` (mm)."""

    exact: Collection[int] = field(default_factory=frozenset)
    right: float = 0.0
    down: float = 0.0


def printers_job() -> Job[tuple[str, ...]]:
    """Names of the printers; asking the system may take seconds, so it is a job."""
    yield Progress(0, 1)
    return tuple(QPrinterInfo.availablePrinterNames())


def no_printer() -> Problem:
    """What is said when there is none."""
    return Problem("PRINTER_TIDAK_ADA", "Tidak ada printer yang terpasang.", "File PDF sudah jadi dan tersimpan.",
                   "Nyalakan dan sambungkan printer, atau cetak PDF itu di komputer lain.")


def choose_printer(parent: QWidget, title: str, pages: int = 0, kertas: str = "") -> QPrinter | None:
    """The system's print dialog, with copies and a range of ``pages``; None when it is closed without printing."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if kertas:
        set_paper(printer, kertas)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Cetak")
    if pages:
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, pages)
    if not dialog.exec():
        return None
    if kertas:
        set_paper(printer, kertas)  # another printer was chosen perhaps, with papers of its own
    return printer


def set_paper(printer: QPrinter, kertas: str) -> None:
    """A4, A5 or F4 on this printer. F4 has no name in Qt: the printer's own sheet of that size, else 215 x 330 mm given
    by measure; a printer that refuses keeps its paper, and the pages are made smaller."""
    wanted = PAPERS_MM[kertas]
    if kertas != "F4":
        printer.setPageSize(QPageSize(QPageSize.PageSizeId[kertas]))
        return
    offered = QPrinterInfo(printer).supportedPageSizes() if printer.printerName() else []
    own = next((size for size in offered if _same(_mm(size.size(QPageSize.Unit.Millimeter)), wanted)), None)
    printer.setPageSize(own or QPageSize(QSizeF(*wanted), QPageSize.Unit.Millimeter, kertas,
                                         QPageSize.SizeMatchPolicy.ExactMatch))


def wanted_pages(printer: QPrinter, pages: int) -> range:
    """Pages (from 0) the dialog asked for."""
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        return range(max(1, printer.fromPage()) - 1, min(pages, printer.toPage() or pages))
    return range(pages)


def print_pages_job(printer: QPrinter, pages: int, page_job: PageJob, placing: Placing | None = None) -> Job[int]:
    """Draw the wanted ones of ``pages`` on the printer, each on a sheet of its own shape; returns how many.

    A page keeps its true size; on a smaller sheet it is made smaller, never cut. Copies the printer cannot make by
    itself are drawn one after the other. Stopping ends the print after the pages already drawn.
    """
    placing = placing or Placing()
    wanted = [page for _ in range(_rounds(printer)) for page in wanted_pages(printer, pages)]
    printer.setFullPage(True)
    upright = printer.pageLayout().orientation()
    painter = QPainter()
    try:
        for at, page in enumerate(wanted):
            yield Progress(at, len(wanted), f"Halaman {page + 1}")
            picture = run_to_end(page_job(page, _scale(printer)))
            _turn(printer, picture)
            if not (printer.newPage() if at else painter.begin(printer)):
                raise stopped(at)
            _draw(painter, printer, picture, placing, page)
            if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
                raise stopped(at)
    finally:
        if painter.isActive():
            painter.end()
        printer.setPageOrientation(upright)
    return len(wanted)


def stopped(done: int) -> Problem:
    """What is said when a printer takes no more pages."""
    if not done:
        return Problem("PRINTER_GAGAL", "Printer tidak menerima lembar.", "File PDF tetap tersimpan.",
                       "Periksa kabel, kertas dan tinta, lalu cetak lagi.")
    return Problem("PRINTER_BERHENTI", f"Printer berhenti sesudah {done} halaman.", "File PDF tetap tersimpan.",
                   f"Periksa kertas dan tinta, lalu cetak lagi mulai halaman {done + 1}.")


def fits_true_size(printer: QPrinter, kertas: str) -> bool:
    """Whether a page of this paper keeps its true size on the sheets of the printer."""
    sheet = _mm(printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size())
    return all(have > want - SAME_MM for have, want in zip(sorted(sheet), PAPERS_MM[kertas], strict=True))


def _rounds(printer: QPrinter) -> int:
    return 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())


def _turn(printer: QPrinter, page: Any) -> None:
    """The next sheet upright or lying, as the page is; Qt takes this up with the new page."""
    lying = page.width > page.height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)


def _scale(printer: QPrinter) -> float:
    return float(min(PAGES_PER_INCH, printer.resolution())) / 72


def _draw(painter: QPainter, printer: QPrinter, page: Any, placing: Placing, at: int) -> None:
    """The page at its true size in the middle of the sheet; smaller only where it would not fit. One for pre-printed
    paper starts at the corner, moved by what this printer needs."""
    picture = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    dots = printer.resolution() / (_scale(printer) * 72)  # printer's dots of one pixel
    per_mm = printer.resolution() / MM
    width, height = page.width * dots, page.height * dots
    if (page.width > page.height) != (sheet.width() > sheet.height()):  # a driver that will not turn its paper
        painter.save()
        painter.translate(sheet.width(), 0)
        painter.rotate(90)
        sheet = sheet.transposed()
        _place(painter, picture, sheet, (width, height), placing, at, per_mm)
        painter.restore()
        return
    _place(painter, picture, sheet, (width, height), placing, at, per_mm)


def _place(painter: QPainter, picture: QImage, sheet: QRectF, size: Size, placing: Placing, at: int, per_mm: float,
           ) -> None:
    width, height = size
    if at in placing.exact:
        painter.drawImage(QRectF(placing.right * per_mm, placing.down * per_mm, width, height), picture)
        return
    room = SAME_MM * per_mm
    if width > sheet.width() + room or height > sheet.height() + room:
        ratio = min(sheet.width() / width, sheet.height() / height)
        width, height = width * ratio, height * ratio
    left, top = (sheet.width() - width) / 2, (sheet.height() - height) / 2
    painter.drawImage(QRectF(left, top, width, height), picture)


def _mm(size: QSizeF) -> Size:
    return size.width(), size.height()


def _same(one: Size, other: Size) -> bool:
    return all(abs(a - b) < SAME_MM for a, b in zip(one, other, strict=True))
