"""Riwayat: who did what and when, about whom; whether all of it is still as it was; the recap of a day on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, TrailCheck, TrailRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import theme
from ui.pages import riwayat_table as columns
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.pages.riwayat_filters import TrailFilters
from ui.pages.riwayat_panel import CheckCard, EntryCard
from ui.pages.riwayat_sheets import DaySheet, PaperCodeSheet
from ui.widgets import Button, Card, ColumnFit, EmptyState, ProgressStrip, set_up_table

if TYPE_CHECKING:
    from ui.window import Shell

QUIET_MS = 300  # what is done sooner shows no bar
SIDE, SIDE_NARROW, NARROW_BELOW = 340, 280, 1080


class RiwayatPage(Page):
    """Left every entry, right the chosen one and the check. ``opened(uid=, name=)``: about one person."""

    title = "Riwayat"
    help = "riwayat"
    keys = [("\u2191 \u2193", "Pindah"), ("Enter", "Buka orangnya"), ("Ctrl+P", "Rekap harian"), ("F3", "Saring"),
            ("F6", "Panel berikut"), ("Esc", "Layar awal")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.model = columns.TrailTable(desk, self)
        self.paper = PaperOut(desk, window, self)
        self._from = ""  # whose form it was opened from: Esc goes back there
        self._build()
        self.filters.changed.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.table.activated.connect(lambda _: self.open_person())
        self.entry.person.clicked.connect(self.open_person)
        self.check.paper.clicked.connect(self.ask_paper)

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.recap = Button("Rekap harian...", icon="printer", tip="Ctrl+P")
        self.verify = Button("Periksa riwayat", "primary", "shield-check")
        self.recap.clicked.connect(self.print_now)
        self.verify.clicked.connect(lambda: self.run_check())
        head.addWidget(self.recap)
        head.addWidget(self.verify)
        self.filters = TrailFilters(self)
        body.addWidget(self.filters)
        self.strip = ProgressStrip("Memeriksa riwayat", parent=self, unit="catatan")
        self.strip.hide()
        body.addWidget(self.strip)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._list(), 1)
        self.side = QWidget(self)
        self.entry, self.check = EntryCard(self.side), CheckCard(self.side)
        right = QVBoxLayout(self.side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.entry, 1)
        right.addWidget(self.check)
        row.addWidget(self.side)
        body.addLayout(row, 1)

    def _list(self) -> QWidget:
        self.middle = QStackedWidget(self)
        card = Card(parent=self.middle, margins=(0, 0, 0, 0))
        self.table = QTableView(card)
        set_up_table(self.table)
        self.table.setProperty("bare", True)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("Riwayat")
        ColumnFit(self.table, columns.WIDTHS, columns.WHAT, (columns.WHY, columns.CHANGED, columns.NUMBER))
        card.body.addWidget(self.table)
        self.show_all = Button("Hapus saringan", icon="x-lg")
        self.show_all.clicked.connect(self.filters.clear)
        self.middle.addWidget(card)
        self.middle.addWidget(EmptyState("clock", "Tidak ada catatan di saringan ini",
                                         "Pilih orang, bagian atau tanggal lain.", self.show_all,
                                         parent=self.middle))
        return self.middle

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(theme.px(SIDE_NARROW if self.width() < NARROW_BELOW else SIDE))

    # What the shell asks.

    def works(self, key: str) -> bool:
        return self.entry.person.isVisibleTo(self) if key == "Enter" else super().works(key)

    def opened(self, uid: str = "", name: str = "", **_: Any) -> None:
        self._from = uid
        if uid or self.filters.person[0]:
            self.filters.show_person(uid, name)
        self.filters.set_actors(self.desk.trail_actors())
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read again; the chosen entry stays chosen."""
        kept = self.chosen
        self.model.set_query(self.filters.query())
        many = self.model.rowCount()
        about = f" tentang {self.filters.person[1]}" if self.filters.person[0] else ""
        self.sub.setText(f"{number(many)} catatan{about}")
        self.filters.clear_button.setVisible(self.filters.filtered)
        self.middle.setCurrentIndex(0 if many else 1)
        if many:
            self.table.selectRow(max(0, self.model.line_of(kept.n)) if kept else 0)
        else:
            self._show()

    @property
    def chosen(self) -> TrailRow | None:
        """The entry the keyboard stands on."""
        return self.model.row_at(self.table.currentIndex().row())

    def _show(self) -> None:
        self.entry.show_row(self.chosen, self.desk.district is None)

    def open_person(self) -> None:
        """Enter: the form of whom the entry is about, while they are here."""
        row = self.chosen
        if row and row.uid and self.desk.district is None:
            self.shell.go("editor", uid=row.uid, back_to="riwayat")

    # The check.

    def run_check(self, printed: tuple[tuple[int, str], ...] = ()) -> None:
        """Hold every entry against the chain, packages, backups and ``printed`` codes."""
        if not self.verify.isEnabled():
            return
        self._busy(True)
        self.check.working()
        worker = self.shell.run(lambda: self.desk.verify_trail_job(printed), self._checked, on_error=self._failed,
                                on_cancel=lambda: self._ended("Pemeriksaan dihentikan. Tidak ada yang berubah."))
        self.strip.run(worker)
        QTimer.singleShot(QUIET_MS, self, lambda: self.strip.setVisible(self.strip.running))

    def _checked(self, check: TrailCheck) -> None:
        self._busy(False)
        self.check.show_check(check)
        broken = next(iter(check.putus), None)
        line = self.model.line_of(broken.n) if broken else -1
        if line >= 0:
            self.table.selectRow(line)

    def _failed(self, problem: Problem) -> None:
        self._ended("Belum diperiksa.")
        self.shell.problem(problem)

    def _ended(self, words: str) -> None:
        self._busy(False)
        self.check.told.set("neutral", words)

    def _busy(self, busy: bool) -> None:
        for button in (self.verify, self.check.paper):
            button.setEnabled(not busy)
        if not busy:
            self.strip.hide()

    def ask_paper(self) -> None:
        """Type the code of a printed recap and check against it too."""
        sheet = PaperCodeSheet(self)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            self.run_check((sheet.value,))

    def print_now(self) -> bool:
        """Ctrl+P: the recap of a day."""
        sheet = DaySheet(self, self.desk.today)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            day, size = sheet.value
            self.paper.start(lambda: self.desk.recap_paper_job(day, size), "Rekap harian")
        return True

    def search_focus(self) -> bool:
        self.filters.who.setFocus()
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.filters.who, self.table, self.verify]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1 if step > 0 else 0)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def back(self) -> bool:
        if self.strip.cancel():
            return True
        if self._from:
            self.shell.go("editor", uid=self._from)
        else:
            self.shell.go(self.shell.plan.home)
        return True
