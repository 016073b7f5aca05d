"""Impor Excel: choose a workbook, see what would become of every row, then bring it in whole (after mock-up 05).

Columns are recognised by their titles; matching them by hand is still to come.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, Imported, ImportPlan
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui.pages.impor_rows import RESULT, WIDTHS, ImportRows
from ui.pages.page import Page
from ui.widgets import (
    Button,
    Card,
    Combo,
    EmptyState,
    IconLabel,
    Label,
    NoteStrip,
    StatusChipDelegate,
    Stepper,
    set_up_table,
)
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.window import Shell

KINDS = "Lembar kerja (*.xlsx *.xls *.csv)"
ENDINGS = (".xlsx", ".xls", ".csv")
SHEETS = 20  # more sheets than this are a workbook nobody keeps by hand
SAFE = "Belum ada data yang berubah."


class ImporPage(Page):
    """Step 1 choose, 2 look, 3 in. Until "Masukkan" nothing is written."""

    title = "Impor Excel"
    keys = [("F8", "Masalah berikut"), ("Ctrl+Enter", "Masukkan"), ("Esc", "Batal")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.path: Path | None = None
        self.report: Imported | None = None
        self.worker: Worker | None = None
        self._writing = False
        self.rows = ImportRows()
        self.setAcceptDrops(True)
        head, body = self.frame(self.title)
        self.stepper = Stepper(("Pilih Excel", "Periksa", "Masukkan"))
        head.addWidget(self.stepper)
        head.addStrut(32)
        self.middle = QStackedWidget()
        self.choose_button = Button("Pilih Excel...", "primary", "folder2-open")
        self.choose_button.clicked.connect(self.choose)
        self.middle.addWidget(EmptyState(
            "file-earmark-spreadsheet", "Belum ada Excel yang dipilih",
            "Ambil daftar yang sudah ada di desa. Setiap baris diperiksa dulu, tidak ada yang hilang.",
            self.choose_button))
        self.middle.addWidget(self._look())
        body.addWidget(self.middle, 1)

    # Building

    def _look(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._file_card())
        self.note = NoteStrip("info", "")
        column.addWidget(self.note)
        column.addWidget(self._table(), 1)
        column.addWidget(self._result_bar())
        return part

    def _file_card(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(10)
        self.file_name, self.file_rows = Label("", "strong", wrap=False), Label("", "soft", wrap=False)
        self.sheet = Combo(choices={str(n): str(n) for n in range(1, SHEETS + 1)})
        self.sheet.set_text("1")
        self.sheet.setAccessibleName("Lembar ke")
        self.sheet.setFixedWidth(64)
        self.group = Combo(choices=code_list("kelompok"))
        self.group.set_text("pekerja_rentan")
        self.group.setAccessibleName("Masuk sebagai")
        self.group.setMinimumWidth(176)
        self.other_button = Button("Ganti Excel...")
        for widget in (IconLabel("file-earmark-spreadsheet", "accent", 18), self.file_name, self.file_rows):
            row.addWidget(widget)
        row.addStretch()
        for widget in (Label("Lembar ke", "soft", wrap=False), self.sheet, Label("Masuk sebagai", "soft", wrap=False),
                       self.group, self.other_button):
            row.addWidget(widget)
        card.body.addLayout(row)
        self.other_button.clicked.connect(self.choose)
        self.sheet.activated.connect(lambda _: self._look_again())
        self.group.activated.connect(lambda _: self._look_again())
        return card

    def _table(self) -> QTableView:
        self.view = QTableView()
        self.view.setModel(self.rows)
        set_up_table(self.view)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setItemDelegateForColumn(RESULT, StatusChipDelegate(self.view))
        for at, wide in enumerate(WIDTHS):
            self.view.setColumnWidth(at, wide)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.setAccessibleName("Hasil setiap baris")
        return self.view

    def _result_bar(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(10)
        self.sum_text, self.detail = Label("", "strong", wrap=False), Label("", "soft", wrap=True)
        self.list_button = Button("Simpan daftar masalah", icon="download")
        self.cancel_button = Button("Batal")
        self.in_button = Button("Masukkan", "primary")
        row.addWidget(self.sum_text)
        row.addWidget(self.detail, 1)
        for button in (self.list_button, self.cancel_button, self.in_button):
            row.addWidget(button)
        card.body.addLayout(row)
        self.list_button.clicked.connect(self.save_list)
        self.cancel_button.clicked.connect(self.back)
        self.in_button.clicked.connect(self.finish)
        return card

    # Choosing a file

    def opened(self, **args: Any) -> None:
        if self.worker is None and self.report is not None and not self.report.coba:
            self.back()  # that workbook is in; the next visit begins afresh
        elif self.path is None:
            self.choose_button.setFocus()

    def choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih Excel", str(Path.home()), KINDS)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Look at a workbook: a trial run of the first sheet."""
        if self.worker is None:
            self.path = path
            self.sheet.set_text("1")
            self._run(dry_run=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].toLocalFile().lower().endswith(ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))

    def _look_again(self) -> None:
        if self.path is not None and self.worker is None:
            self._run(dry_run=True)

    # The job

    def _run(self, *, dry_run: bool) -> None:
        assert self.path is not None
        self._writing = not dry_run
        job = partial(self._job, self.path, int(self.sheet.text()), ImportPlan(kelompok=self.group.text()), dry_run)
        self.middle.setCurrentIndex(1)
        self.stepper.set_step(1 if dry_run else 2)
        self.file_name.setText(self.path.name)
        self.file_rows.setText("")
        self.rows.set_rows(())
        self.note.hide()
        self._set_busy(True)
        self.sum_text.setText("Membaca Excel" if dry_run else "Memasukkan")
        self.detail.setText(SAFE)
        self.worker = self.shell.run(job, self._done, self._progress, self._failed, self._stopped)

    def _job(self, path: Path, sheet: int, plan: ImportPlan, dry_run: bool) -> Job[Imported]:
        self.source = yield from self.desk.read_sheet_job(path, sheet)
        return (yield from (self.desk.look_job if dry_run else self.desk.import_job)(self.source, plan))

    def _progress(self, progress: Progress) -> None:
        self.detail.setText(f"{progress.note}, {number(progress.done)} dari {number(progress.total)}.")

    def _done(self, report: Imported) -> None:
        self.worker, self.report = None, report
        self.rows.set_rows(report.rows)
        total = report.totals()
        self.file_rows.setText(f"{number(total['baris'])} baris")
        words = (f"{number(total['siap'])} siap, {number(total['perlu_dilengkapi'])} perlu dilengkapi, "
                 f"{number(total['ditahan'])} ditahan, {number(total['dilewati'])} dilewati.")
        self._set_busy(False)
        if report.coba:
            self.sum_text.setText(f"{number(total['masuk'])} dari {number(total['baris'])} baris akan masuk")
            self.detail.setText(f"{words} {SAFE}")
            self.in_button.set_text(f"Masukkan {number(total['masuk'])} baris")
            self.in_button.setEnabled(total["masuk"] > 0)
        else:
            self._is_in(total, words)
        self.list_button.setEnabled(any(row.pesan for row in report.rows))

    def _is_in(self, total: dict[str, int], words: str) -> None:
        self.stepper.set_step(3)
        self.sum_text.setText(f"{number(total['masuk'])} dari {number(total['baris'])} baris masuk")
        self.detail.setText(words)
        self.in_button.set_text("Lihat peserta")
        self.in_button.setEnabled(True)
        self.cancel_button.set_text("Excel lain")
        self.shell.refresh_counts()

    def _failed(self, problem: Problem) -> None:
        self._nothing()
        self.note.set("error", str(problem))
        self.note.show()

    def _stopped(self) -> None:
        self._nothing()
        self.note.set("info", f"Dibatalkan. {SAFE}")
        self.note.show()

    def _nothing(self) -> None:
        self.worker, self.report = None, None
        self._set_busy(False)
        self.sum_text.setText("Tidak ada yang dimasukkan")
        self.detail.setText(SAFE)
        self.in_button.set_text("Masukkan")
        self.in_button.setEnabled(False)
        self.list_button.setEnabled(False)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.sheet, self.group, self.other_button, self.in_button, self.list_button):
            widget.setEnabled(not busy)
        self.cancel_button.set_text("Batal")

    # Keys

    def finish(self) -> bool:
        """Ctrl+Enter: bring in what was looked at; after that, go and see."""
        if self.worker is not None or self.report is None:
            return True
        if not self.report.coba:
            self.shell.go("peserta")
        elif self.report.masuk:
            self._run(dry_run=False)
        return True

    def back(self) -> bool:
        """Esc: stop reading, else put the file away."""
        if self.worker is not None:
            self.worker.cancel()
            return True
        if self.path is None:
            return False
        self.path, self.report = None, None
        self.rows.set_rows(())
        self.stepper.set_step(0)
        self.middle.setCurrentIndex(0)
        self.choose_button.setFocus()
        return True

    def closing(self) -> bool:
        """A look may be cut short; what is being brought in is finished first."""
        if self.worker is not None and self._writing:
            self.shell.toast("Tunggu sebentar, baris sedang dimasukkan.")
            return False
        if self.worker is not None:
            self.worker.cancel()
        return True

    def next_problem(self, step: int) -> bool:
        here = self.view.currentIndex().row()
        line = self.rows.next_line(here if here >= 0 or step > 0 else 0, step) if self.rows.rowCount() else -1
        if line >= 0:
            self.view.setCurrentIndex(self.rows.index(line, 0))
            self.view.setFocus()
        return True

    def save_list(self) -> None:
        """The rows with something to mend, as a workbook beside the data the village already has."""
        assert self.report is not None
        assert self.path is not None
        usual = self.path.with_name(f"{self.path.stem} - daftar masalah.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, "Simpan daftar masalah", str(usual), "Excel (*.xlsx)")
        if name:
            self.write_list(Path(name))

    def write_list(self, path: Path) -> None:
        assert self.report is not None
        try:
            kept = self.desk.write_import_problems(self.source, self.report, path)
        except Problem as problem:
            self.shell.problem(problem)
        else:
            self.shell.toast(f"Daftar masalah disimpan: {kept.name}.")

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.path is None:
            self.choose()
        else:
            super().keyPressEvent(event)
