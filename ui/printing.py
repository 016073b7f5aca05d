"""Putting a finished PDF on a printer: its pages as pictures, drawn in the worker's thread.

Qt allows one thread at a time to paint on a QPrinter, so drawing is a job like any other and the
window stays free. The pages come from a desk job; this module never opens a PDF itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.problems import Problem

PAGES_PER_INCH = 300  # digit boxes and the QR stay sharp; a page is then 35 MB, one at a time
PageJob = Callable[[int, float], Job[Any]]  # (page from 0, pixels per point) -> Job[PreviewPage]


def printers_job() -> Job[tuple[str, ...]]:
    """Names of the printers; asking the system may take seconds, so it is a job."""
    yield Progress(0, 1)
    return tuple(QPrinterInfo.availablePrinterNames())


def no_printer() -> Problem:
    """What is said when there is none."""
    return Problem("PRINTER_TIDAK_ADA", "Tidak ada printer yang terpasang.", "File PDF sudah jadi dan tersimpan.",
                   "Nyalakan dan sambungkan printer, atau cetak PDF itu di komputer lain.")


def choose_printer(parent: QWidget, title: str) -> QPrinter | None:
    """The system's print dialog; None when it is closed without printing."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Cetak")
    return printer if dialog.exec() else None


def print_pages_job(printer: QPrinter, pages: int, page_job: PageJob) -> Job[int]:
    """Draw ``pages`` pages on the printer, each filling the paper; returns how many.

    Stopping between pages ends the print after the pages already drawn.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise Problem("PRINTER_GAGAL", "Printer tidak menerima lembar.", "File PDF tetap tersimpan.",
                      "Periksa kabel, kertas dan tinta, lalu cetak lagi.")
    try:
        for page in range(pages):
            yield Progress(page, pages, f"Halaman {page + 1}")
            if page:
                printer.newPage()
            _draw(painter, printer, run_to_end(page_job(page, _scale(printer))))
    finally:
        painter.end()
    return pages


def _scale(printer: QPrinter) -> float:
    return float(min(PAGES_PER_INCH, printer.resolution())) / 72


def _draw(painter: QPainter, printer: QPrinter, page: Any) -> None:
    """The whole page on the whole sheet, keeping its shape (F4 on A4 paper gets smaller, never cut)."""
    picture = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    ratio = min(sheet.width() / page.width, sheet.height() / page.height)
    width, height = round(page.width * ratio), round(page.height * ratio)
    painter.drawImage(QRect((sheet.width() - width) // 2, (sheet.height() - height) // 2, width, height), picture)
