"""Klaim: what the families of the dead and the injured are to be helped with, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget

from jamsos_desktop.desk import Desk, EventRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.klaim_detail import EventDetail
from ui.pages.klaim_list import EventBox
from ui.pages.klaim_papers import paper_doubts
from ui.pages.klaim_sheets import ReportSheet, ResultSheet, SubmitSheet
from ui.pages.kpj_shown import kpj_of
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.widgets import Button, Doubt, EmptyState

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 1080  # px of page width below which the list gets smaller
BOX, BOX_NARROW = 280, 264
MINUTE = 60_000  # ms between two looks at the clock


class KlaimPage(Page):
    """Left the claims, right the chosen one. ``opened(id)`` goes to that claim."""

    title = "Klaim"
    help = "keluar-dan-klaim#halaman-klaim"
    keys = [("↑ ↓", "Pindah"), ("Spasi", "Centang berkas"), ("F6", "Panel berikut"), ("F8", "Klaim berikut"),
            ("Ctrl+P", "Cetak daftar"), ("Esc", "Ke Peserta")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._id = ""
        self._rows: list[EventRow] = []
        self.paper = PaperOut(desk, window, self)
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self._tick)

    def doubts(self) -> list[Doubt]:
        """Also the papers marked in the table."""
        return [*super().doubts(), *paper_doubts(self.detail.model.papers)]

    def _build(self) -> None:
        _, body = self.frame(self.title)
        self.middle = QStackedWidget(self)
        both = QWidget(self.middle)
        self.box, self.detail = EventBox(both), EventDetail(both)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.box)
        row.addWidget(self.detail, 1)
        self.to_people = Button("Buka Peserta", "primary", "people")
        self.empty = EmptyState("shield-check", "Tidak ada klaim yang terbuka",
                                "Kematian dan kecelakaan kerja dicatat di data orangnya, tombol Catat keluar.",
                                self.to_people, parent=self.middle)
        self.middle.addWidget(both)
        self.middle.addWidget(self.empty)
        body.addWidget(self.middle, 1)
        self.to_people.clicked.connect(self.back)
        self.box.chosen.connect(self._choose)
        self.box.entered.connect(self.detail.view.setFocus)
        self.box.closed.clicked.connect(self.refresh)
        self.detail.ticked.connect(self._tick_paper)
        self.detail.print_wanted.connect(self.print_now)
        self.detail.person_wanted.connect(self._open_person)
        self.detail.report_wanted.connect(lambda: self._ask(ReportSheet, self.desk.now(), "Laporan dicatat."))
        self.detail.submit_wanted.connect(lambda: self._ask(SubmitSheet, self.desk.today, "Pengajuan dicatat."))
        self.detail.result_wanted.connect(self._result)
        self.detail.number_wanted.connect(self._show_number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.box.setFixedWidth(theme.px(BOX_NARROW if self.width() < NARROW else BOX))

    # What the shell asks

    def works(self, key: str) -> bool:
        if key == "Spasi":
            return self.detail.view.hasFocus()
        if key == "F8":
            return sum(row.terbuka for row in self._rows) > 1
        return bool(self._id) if key in ("Ctrl+P", "F6") else super().works(key)

    def opened(self, id: str = "", **_: Any) -> None:
        self._load(id or self._id)
        self._clock.start()
        (self.to_people if self.middle.currentWidget() is self.empty else self.box.view).setFocus()

    def closing(self) -> bool:
        self._clock.stop()
        return True

    def refresh(self) -> None:
        self._load(self._id)

    def next_problem(self, step: int) -> bool:
        """F8: the next open claim, round and round."""
        still = [at for at, row in enumerate(self._rows) if row.terbuka]
        if not still:
            self.shell.toast("Tidak ada klaim yang terbuka.")
            return True
        here = self._place()
        ahead = [at for at in still if (at > here if step > 0 else at < here)]
        self.box.go_to((ahead or still)[0 if step > 0 else -1])
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.box.view, self.detail.view, self.detail.submitted.button]
        shown = [panel for panel in panels if panel.isVisibleTo(self)]
        at = next((n for n, panel in enumerate(shown) if panel.hasFocus()), -1)
        if shown:
            shown[(at + step) % len(shown)].setFocus()
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the checklist of this claim on one page."""
        event = self._id
        if event:
            self.paper.start(lambda: self.desk.event_paper_job(event), "Daftar berkas klaim")
        return bool(event)

    def back(self) -> bool:
        self.shell.go("peserta")
        return True

    # Claims

    def _load(self, id: str) -> None:
        """Read all anew and show claim ``id``, or the first."""
        everything = self.desk.events(open_only=False)
        closed = sum(not row.terbuka for row in everything)
        wanted = next((row for row in everything if row.id == id), None)
        if wanted is not None and not wanted.terbuka:
            self.box.closed.setChecked(True)
        self._rows = [row for row in everything if row.terbuka or self.box.closed.isChecked()]
        open_ = len(everything) - closed
        late = sum(row.lewat for row in everything)
        self.sub.setText(f"{number(open_)} terbuka" + (f", {number(late)} lewat tenggat lapor" if late else ""))
        self.middle.setCurrentIndex(0 if self._rows or closed else 1)
        self.box.view.blockSignals(True)
        self.box.show_rows(self._rows, closed)
        at = next((n for n, row in enumerate(self._rows) if row.id == id), 0)
        self.box.go_to(at)
        self.box.view.blockSignals(False)
        self.detail.setVisible(bool(self._rows))
        self._choose(at)

    def _place(self) -> int:
        return next((at for at, row in enumerate(self._rows) if row.id == self._id), -1)

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            self._id = ""
            return
        self._id = self._rows[at].id
        self.detail.show_event(self.desk.event(self._id))

    def _show_number(self) -> None:
        uid = self._rows[self._place()].uid
        if found := kpj_of(self.shell, [uid], "klaim"):
            self.detail.show_kpj(found[uid])

    def _tick(self) -> None:
        """The hours run on while the page is shown."""
        if self.isVisible():
            self.refresh()

    # One claim

    def _tick_paper(self, kode: str, there: bool) -> None:
        self._do(lambda: self.desk.set_event_paper(self._id, kode, "ada" if there else "tidak_ada"), "")

    def _ask(self, kind: Any, when: Any, done: str) -> None:
        sheet = kind(self.shell, self.desk, self._rows[self._place()], when)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            self._written(done)

    def _result(self) -> None:
        row = self._rows[self._place()]
        if not row.terbuka:
            self._do(lambda: self.desk.reopen_event(row.id), "Klaim dibuka lagi.")
            return
        sheet = ResultSheet(self.shell, self.desk, row, self.desk.today)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            self._id = sheet.follows or self._id
            self.box.closed.setChecked(True)
            self._written("Hasil dicatat. Klaim JKM dibuka sebagai gantinya." if sheet.follows else "Hasil dicatat.")

    def _do(self, act: Any, done: str) -> None:
        try:
            act()
        except Problem as problem:
            self.shell.problem(problem)
            self.refresh()
            return
        self._written(done)

    def _written(self, done: str) -> None:
        self.refresh()
        self.shell.saved()
        self.shell.refresh_counts()
        if done:
            self.shell.toast(done)

    def _open_person(self) -> None:
        row = self._rows[self._place()]
        self.shell.go("editor", uid=row.uid, back_to="klaim")
