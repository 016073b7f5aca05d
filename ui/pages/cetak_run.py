"""The strip at the foot of page Cetak: start, progress, cancel, and what to do with the finished PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from jamsos_desktop.desk import Desk, Printed, PrintOrder
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import printing
from ui.drives import Drive, kept_on, removable
from ui.pages.cetak_files import open_pdf
from ui.pages.cetak_preview import PageOf
from ui.pages.cetak_printer import OffsetSheet
from ui.widgets import Button, ProgressStrip

if TYPE_CHECKING:
    from ui.window import Shell

NEXT = "Minta tanda tangan, lalu centang ceklis."
NEXT_BLANK = "Bagikan untuk diisi dengan pena."


class PrintRun(ProgressStrip):
    """Runs ``desk.print_job`` and then, when asked, the printer.

    ``at_sheet(n)``: n sheets are made. ``ended(n, {row: why})``: the bundle is finished or was cancelled,
    the first n sheets were dealt with and those rows left out; -1 means that nothing was made.
    """

    at_sheet = Signal(int)
    ended = Signal(int, object)

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__("Membuat", parent=parent)
        self._desk, self._shell = desk, shell
        self.path: Path | None = None
        self.bundel = ""
        self._pages = self._total = 0
        self._exact: frozenset[int] = frozenset()
        self._starts: dict[int, int] = {}  # row -> its first page in the PDF
        self._next = NEXT
        self._busy = False
        self._before: tuple[str, int] = ("", 0)
        self._order: PrintOrder | None = None
        self.place: Drive | None = None  # where a chosen folder was when it was chosen
        self.kertas, self._smaller = "", False
        self.start_button = Button("Mulai cetak", "primary", "printer")
        self.start_button.setToolTip("Ctrl+P")
        self.paper_button = Button("Cetak", icon="printer")
        self.paper_button.setToolTip("Ctrl+P")
        self.open_button = Button("Buka PDF", icon="file-earmark-pdf")
        self.buttons = (self.start_button, self.paper_button, self.open_button)
        for button in self.buttons:
            self.right.addWidget(button)
        self.paper_button.clicked.connect(self.to_printer)
        self.open_button.clicked.connect(lambda: self.open_pdf(self.path))
        self.cancel_button.setText(" &Batalkan")
        self.forget()

    @property
    def running(self) -> bool:
        """Whether sheets are being made or printed now."""
        return self._busy

    @property
    def finished(self) -> bool:
        """Whether a PDF stands here, ready to be opened or printed."""
        return self.path is not None

    def first_button(self) -> Button:
        """The button Enter should find: cancel, print or start."""
        if self._busy:
            return self.cancel_button
        return self.open_button if self.finished else self.start_button

    def forget(self) -> None:
        """Another choice was made: the last PDF is in its folder, the strip starts anew."""
        if self._busy:
            return
        self.path, self.bundel = None, ""
        self._show_buttons()

    def offer(self, sheets: int, bundel: str = "") -> None:
        """Say how many sheets would be made; ``bundel``: the number they get once more."""
        if sheets:
            self.idle(f"{number(sheets)} lembar siap dibuat", f"Nomornya tetap {bundel}." if bundel
                      else "Nomor bundel diberikan saat dibuat.")
        else:
            self.idle("Tidak ada lembar", "Pilih orang yang boleh dicetak dan centang dokumennya.")
        self.start_button.setEnabled(sheets > 0)

    def tell_fit(self, role: str, words: str, tip: str) -> None:
        """What will stand smaller or on two lines (``role`` info), with the people in the tool tip."""
        if role == "info" and not self._busy and not self.finished:
            self.note_label.setText(words)
        self.note_label.setToolTip(tip)

    # Making

    def start(self, order: PrintOrder, names: Sequence[str], print_after: bool) -> None:
        """Make the bundle of ``order``; ``names`` are its sheets in order."""
        if self._busy or not names:
            return
        place = self.place
        if self._desk.space().level == "penuh":
            roomy = self._room(order)
            if roomy is None:
                return
            order, place = roomy
        self._order, self._busy, self._print_after = order, True, print_after
        self._total, self.kertas, self._exact = len(names), order.kertas, frozenset()
        self._next = NEXT if order.uids else NEXT_BLANK
        self._starts = starts = {}
        self._before = self._newest()[0]
        worker = self._shell.run(lambda: kept_on(place, lambda: self._desk.print_job(order, starts)), self._made,
                                 self._progress, self._failed, self._cancelled)
        worker.ended.connect(self._surely_ended)
        self.run(worker, "Membuat", _kept(0))
        self._show_buttons()

    def _room(self, order: PrintOrder) -> tuple[PrintOrder, Drive | None] | None:
        """The order once there is room for it, to a flash drive where that was chosen; None when it is to wait."""
        from ui.care_space import STICK, make_room

        stick = next((drive for drive in removable() if drive.writable), None)
        answer = make_room(self._desk, "mencetak", self, stick)
        if answer == STICK and stick is not None:
            return replace(order, out=stick.target), stick
        return (order, self.place) if answer else None

    def show_progress(self, progress: Progress) -> None:
        """The sheet being made is the one after those done."""
        super().show_progress(progress)
        if self._worker is not None and not self._worker.stopping:
            at = min(progress.done + 1, progress.total)
            self.title_label.setText(f"{self._title} lembar {number(at)} dari {number(progress.total)}")

    def _progress(self, progress: Progress) -> None:
        self.stays.setText(_kept(progress.done))
        self.at_sheet.emit(progress.done)

    def _surely_ended(self) -> None:
        """After a fault of ours nothing was answered; the page must not stay locked."""
        if self._busy and self._order is not None:
            self._busy = False
            self._finish("Lembar belum dibuat.", "")
            self.ended.emit(-1, {})

    def _made(self, printed: Printed) -> None:
        self._busy = False
        self.path, self.bundel, self._pages = printed.path, printed.bundel, printed.pages
        self._exact = printed.pracetak
        made = len(printed.made)
        left_out = f" {number(len(printed.skipped))} dilewati, alasannya di urutan lembar." if printed.skipped else ""
        ke = self._newest()[0][1]
        again = f", cetak ke-{number(ke)}" if ke > 1 else ""
        self._finish(f"{number(made)} lembar jadi. {self._next}", f"Bundel {printed.bundel}{again}.{left_out}", None)
        self.ended.emit(self._total, dict(printed.left_out))
        if self._print_after:
            self.to_printer()

    def _cancelled(self) -> None:
        """The job ended between two sheets: what was finished is in the PDF and noted."""
        self._busy = False
        made, (newest, note) = 0, self._newest()
        if newest != self._before:
            self.bundel, self._pages, self._exact = newest[0], note["halaman"], note["pracetak"]
            made, self.path = sum(note["lembar"].values()), Path(note["berkas"])
        if made:
            self._finish(f"Dibatalkan. {number(made)} lembar yang sudah jadi tetap tersimpan.",
                         f"Bundel {self.bundel}.", made, self._total)
        else:
            self._finish("Dibatalkan. Belum ada lembar yang jadi.", "Tidak ada data yang berubah.")
        self.ended.emit(made or -1, {})

    def _failed(self, problem: Problem) -> None:
        self._busy = False
        self._finish("Lembar belum dibuat.", problem.apa)
        self.ended.emit(-1, {})
        self._shell.problem(problem)

    def _finish(self, title: str, note: str, made: int | None = 0, total: int = 1) -> None:
        """Say what came of it; ``made`` of ``total`` sheets fill the bar (None: all)."""
        self.idle(title, note)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(total if made is None else made)
        self._show_buttons()
        self.first_button().setFocus()

    def _show_buttons(self) -> None:
        self.cancel_button.setVisible(self._busy)
        self.start_button.setVisible(not self._busy and not self.finished)
        self.paper_button.setVisible(self.finished and not self._busy)
        self.open_button.setVisible(self.finished or self._busy)
        self.open_button.setEnabled(self.finished and not self._busy)
        self.open_button.set_kind("primary" if self.finished and not self._busy else "")
        self.stays.setVisible(self._busy)

    # The finished file

    def open_pdf(self, path: Path | None) -> None:
        """Show a PDF in the program the system uses for it."""
        if path is not None:
            open_pdf(self._shell, path)

    def pages_of(self, row: int) -> PageOf | None:
        """Sheet ``row`` as it stands in the finished PDF, for the preview; None where it is not in it."""
        path, first = self.path, self._starts.get(row)
        if path is None or first is None:
            return None
        many = min((start for start in self._starts.values() if start > first), default=self._pages) - first
        return lambda scale, page: self._desk.made_sheet_job(path, first, many, page, scale)

    def to_printer(self) -> None:
        """Look for printers, ask which one, and put the pages on paper."""
        if not self._busy and self.path is not None:
            self._shell.run(printing.printers_job, self._choose)

    def _choose(self, names: Sequence[str]) -> None:
        if not names:
            self._shell.problem(printing.no_printer())
            return
        printer = printing.choose_printer(self, f"Bundel {self.bundel}", self._pages, self.kertas)
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Put the finished pages on a printer, page by page; those for pre-printed paper moved as it needs."""
        path, pages, placing = self.path, self._pages, printing.Placing(self._exact)
        assert path is not None
        if self._exact.intersection(printing.wanted_pages(printer, pages)):
            asked = OffsetSheet(self, self._shell.settings, printer.printerName(), len(self._exact))
            if asked.exec() != QDialog.DialogCode.Accepted:
                return
            placing = printing.Placing(self._exact, *asked.value)
        self._busy = True
        self._smaller = not printing.fits_true_size(printer, self.kertas)

        def page_job(page: int, scale: float) -> Job[Any]:
            return self._desk.page_job(path, page, scale)

        worker = self._shell.run(lambda: printing.print_pages_job(printer, pages, page_job, placing), self._printed,
                                 on_error=self._print_failed, on_cancel=lambda: self._printed(-1))
        self.run(worker, "Mencetak", "Bila dibatalkan, halaman yang sudah terkirim tetap keluar dari printer.")
        self._show_buttons()

    def _printed(self, pages: int) -> None:
        self._busy = False
        done = f"{number(pages)} halaman dikirim ke printer." if pages >= 0 else "Cetak ke printer dibatalkan."
        size = f" Kertas printer lebih kecil dari {self.kertas}, halaman diperkecil." if self._smaller else ""
        self._finish(f"{done} {self._next}" if pages >= 0 else done, f"Bundel {self.bundel}.{size}", None)

    def _print_failed(self, problem: Problem) -> None:
        self._busy = False
        self._finish(problem.apa, f"Bundel {self.bundel} tersimpan sebagai PDF.")
        self._shell.problem(problem)

    def _newest(self) -> tuple[tuple[str, int], dict[str, Any]]:
        """(number, which printing of it) of the last bundle, and its note."""
        for note in self._desk.bundles(1):
            return (note["bundel"], note["ke"]), note
        return ("", 0), {}


def _kept(done: int) -> str:
    if not done:
        return "Bila dibatalkan, tidak ada yang berubah."
    return f"Bila dibatalkan, {number(done)} lembar yang sudah jadi tetap tersimpan."
