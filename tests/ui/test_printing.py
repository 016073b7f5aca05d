"""Pages on a printer: each in its own shape and true size, the pages and copies asked for, and what an empty tray says.

The printer is Qt's own that writes a PDF; what stands in it is measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from jamsos_desktop.desk import PreviewPage
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.problems import Problem
from ui import printing

A4, LYING, F4 = (210, 297), (297, 210), (215, 330)
POINTS = 72 / 25.4


def pages(*sizes: tuple[int, int]) -> printing.PageJob:
    """Black pages of these sizes in mm."""
    def job(page: int, scale: float) -> Job[PreviewPage]:
        yield Progress(page, len(sizes))
        width, height = (round(side * POINTS * scale) for side in sizes[page])
        return PreviewPage(bytes(4 * width * height), width, height, 4 * width, page, len(sizes), ())

    return job


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    found = QPrinter()
    found.setResolution(60)
    found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    found.setOutputFileName(str(tmp_path / "cetak.pdf"))
    found.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return found


def measured(printer: QPrinter) -> list[tuple[tuple[int, int], tuple[int, int, int, int]]]:
    """(sheet, left top right bottom of what is black on it) of every page, in whole mm."""
    found = []
    with pypdfium2.PdfDocument(printer.outputFileName()) as document:
        for page in document:
            size = tuple(round(side / POINTS) for side in page.get_size())
            picture = page.render(scale=1 / POINTS, grayscale=True).to_pil()  # one dot a mm
            box = picture.point(lambda grey: 255 if grey < 128 else 0).getbbox()
            found.append((size, box))
    return found


def close(box: tuple[int, int, int, int], wanted: tuple[int, int, int, int]) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(box, wanted, strict=True))


def test_a_lying_page_lies_and_the_next_one_stands_again(printer: QPrinter) -> None:
    assert run_to_end(printing.print_pages_job(printer, 3, pages(A4, LYING, A4))) == 3
    sheets = measured(printer)
    assert [sheet for sheet, _ in sheets] == [A4, LYING, A4]
    assert all(close(box, (0, 0, *sheet)) for sheet, box in sheets)


def test_f4_is_given_by_measure_and_keeps_its_true_size(printer: QPrinter) -> None:
    printing.set_paper(printer, "F4")
    assert printing.fits_true_size(printer, "F4")
    run_to_end(printing.print_pages_job(printer, 2, pages(F4, F4[::-1])))
    assert [sheet for sheet, _ in measured(printer)] == [F4, F4[::-1]]


def test_a_page_is_made_smaller_on_smaller_paper_and_never_larger(printer: QPrinter) -> None:
    assert not printing.fits_true_size(printer, "F4")
    run_to_end(printing.print_pages_job(printer, 2, pages(F4, (100, 150))))
    (_, whole), (_, small) = measured(printer)
    assert close(whole, (8, 0, 202, 297))  # 297/330 of 215 mm, in the middle
    assert close(small, (55, 74, 155, 224))


def test_a_pracetak_page_starts_at_the_corner_moved_by_the_printers_offset(printer: QPrinter) -> None:
    placing = printing.Placing(frozenset({1}), right=5.0, down=12.0)
    run_to_end(printing.print_pages_job(printer, 2, pages((100, 150), (100, 150)), placing))
    (_, usual), (_, exact) = measured(printer)
    assert close(usual, (55, 74, 155, 224))
    assert close(exact, (5, 12, 105, 162))


def test_only_the_pages_asked_for_and_as_many_copies(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    rounds = 1 if printer.supportsMultipleCopies() else 2
    assert run_to_end(printing.print_pages_job(printer, 4, pages(A4, LYING, A4, A4))) == 2 * rounds
    assert [sheet for sheet, _ in measured(printer)] == [LYING, A4] * rounds
    printer.setFromTo(3, 9)
    assert list(printing.wanted_pages(printer, 4)) == [2, 3]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_says_what_to_look_at(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "tidak ada" / "cetak.pdf"))
    with pytest.raises(Problem) as told:
        run_to_end(printing.print_pages_job(printer, 1, pages(A4)))
    assert told.value.kode == "PRINTER_GAGAL"
    assert "halaman 3" in str(printing.stopped(2))


def test_stopping_ends_after_the_pages_already_drawn(printer: QPrinter) -> None:
    job: Any = printing.print_pages_job(printer, 3, pages(A4, A4, A4))
    next(job)
    next(job)
    job.close()
    assert len(measured(printer)) == 1


def test_an_odd_paper_is_measured_not_named(printer: QPrinter) -> None:
    printer.setPageSize(QPageSize(QSizeF(216, 331), QPageSize.Unit.Millimeter, "Folio",
                                  QPageSize.SizeMatchPolicy.ExactMatch))
    assert printing.fits_true_size(printer, "F4")
