"""Page Cadangan: the desk's own backups, what each holds, and going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from jamsos_desktop import texts
from jamsos_desktop.desk import WHY, BackupState, Comparison, LocalBackup, newer_words
from jamsos_desktop.problems import Problem
from ui import ask, theme
from ui.widgets import Button, Card, Chip, Label, NoteStrip, set_up_table

if TYPE_CHECKING:
    from ui.window import Shell
    from ui.worker import Worker

HEADS = ("Dibuat", "Orang", "Kiriman", "Dibuat karena")
WIDTHS = (170, 70, 80, 220)
NONE = "Belum ada. Aplikasi membuatnya sendiri setelah 20 isian dan saat ditutup."
SAME = "Cadangan di laptop ini menolong bila file data rusak. Bila laptop hilang, hanya flashdisk yang menolong."
KEPT = "Data sekarang disimpan dulu sebagai cadangan baru, jadi bisa dikembalikan lagi."
PICK = "Pilih satu cadangan untuk melihat bedanya dengan data sekarang."


class LocalCard(Card):
    """How many own backups there are and how old the newest is; ``list_wanted``: all of them."""

    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cadangan otomatis", parent=parent)
        self.chip = Chip()
        self.head.addWidget(self.chip)
        self.words = Label("", "body", wrap=True)
        self.body.addWidget(self.words)
        self.failed = NoteStrip("warn", "", parent=self)
        self.failed.hide()
        self.body.addWidget(self.failed)
        self.show_all = Button("Lihat cadangan otomatis...", icon="clock")
        self.show_all.clicked.connect(self.list_wanted)
        self.body.addWidget(self.show_all)

    def show_state(self, state: BackupState, today: date) -> None:
        """The newest, and what went wrong."""
        last = state.di_sini
        if last is None:
            self.chip.set("clock", "Belum ada", "neutral")
            self.words.setText(NONE)
        else:
            days = max(0, (today - last.dibuat.date()).days)
            when = "Hari ini" if not days else "Kemarin" if days == 1 else f"{days} hari lalu"
            self.chip.set("check-circle-fill", when, "ok")
            self.words.setText(f"{texts.number(state.jumlah)} cadangan di laptop ini. Terbaru {when.lower()} "
                               f"{texts.clock(last.dibuat)}, {texts.number(last.orang)} orang.")
        self.show_all.setEnabled(last is not None)
        self.failed.setVisible(state.gagal is not None)
        if state.gagal is not None:
            self.chip.set("exclamation-triangle-fill", "Belum jadi", "warn")
            self.failed.set("warn", f"{state.gagal.apa} {state.gagal.cara}")


class LocalSheet(QDialog):
    """The list, what is newer now than the one chosen, and the way back to it. ``chosen`` after ``exec``."""

    def __init__(self, shell: Shell, found: Sequence[LocalBackup], why_not: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jamsos Desa")
        self.resize(theme.px(620), theme.px(460))
        self._shell, self._found, self._why_not = shell, list(found), why_not
        self._worker: Worker | None = None
        self.chosen: LocalBackup | None = None
        outer, column = ask.surface(self, 10)
        column.addWidget(Label("Cadangan otomatis di laptop ini", "section"))
        column.addWidget(Label(SAME, "soft", wrap=True))
        column.addWidget(self._table(), 1)
        self.note = NoteStrip("info", PICK)
        column.addWidget(self.note)
        outer.addWidget(self._foot())
        self.table.selectRow(0)
        self.table.setFocus()

    def _table(self) -> QTableWidget:
        self.table = QTableWidget(len(self._found), len(HEADS))
        set_up_table(self.table)
        self.table.setHorizontalHeaderLabels(HEADS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(WIDTHS):
            self.table.setColumnWidth(at, theme.px(width))
        for at, one in enumerate(self._found):
            cells = (f"{texts.screen_date(one.dibuat.date())} {texts.clock(one.dibuat)}", texts.number(one.orang),
                     texts.number(one.kiriman), WHY.get(one.sebab, one.sebab))
            for nth, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if nth in (1, 2):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(at, nth, item)
        self.table.itemSelectionChanged.connect(self._compare)
        return self.table

    def _foot(self) -> QFrame:
        foot = QFrame(objectName="dialogfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        row.addStretch(1)
        self.leave, self.go = Button("&Tutup"), Button("Kembali ke cadangan ini...", "primary")
        self.leave.clicked.connect(self.reject)
        self.go.clicked.connect(self._ask)
        self.go.setEnabled(False)
        if self._why_not:
            self.go.setToolTip(self._why_not)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return foot

    def _compare(self) -> None:
        """Look into the chosen one behind the window; one that was chosen meanwhile is looked into instead."""
        self.go.setEnabled(False)
        if self._worker is not None:
            return
        one = self._found[self.table.currentRow()]
        self.note.set("info", "Membuka cadangan...")
        self._worker = self._shell.run(lambda: self._shell.desk.compare_local_job(one.path),
                                       lambda held: self._compared(one, held),
                                       on_error=lambda problem: self._refused(one, problem),
                                       on_cancel=self._stopped)

    def _stopped(self) -> None:
        self._worker = None

    def _again(self, one: LocalBackup) -> bool:
        self._worker = None
        if self._found[self.table.currentRow()] is one:
            return False
        self._compare()
        return True

    def _compared(self, one: LocalBackup, held: Comparison) -> None:
        if self._again(one):
            return
        counts = (f"Cadangan ini {texts.number(held.orang)} orang, data sekarang {texts.number(held.orang_kini)} "
                  f"orang. {newer_words(held.beda)}")
        self.note.set("warn" if held.beda.dimusnahkan else "info", counts)
        self.go.setEnabled(not self._why_not)

    def _refused(self, one: LocalBackup, problem: Problem) -> None:
        if not self._again(one):
            self.note.set("error", str(problem))

    def _ask(self) -> None:
        one = self._found[self.table.currentRow()]
        when = f"{texts.long_date(one.dibuat.date())}, {texts.clock(one.dibuat)}"
        if ask.confirm(self, f"Kembali ke data {when}?", "Kembalikan data", f"{self.note.words.text()} {KEPT}"):
            self.chosen = one
            self.accept()

    def done(self, result: int) -> None:
        if self._worker is not None:
            self._worker.cancel()
        super().done(result)
