"""Perbarui: a newer program from a flash drive; and what going back to the one before would cost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, Offer, Ready
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from ui import drives
from ui.drives import Drive
from ui.keys import INSIDE, bind
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.pages.perbarui_cards import BackCard, VersionCard
from ui.pages.perbarui_offers import OfferDetail, OfferList
from ui.widgets import Button, Card, Label, NoteStrip, ProgressStrip, TallArea

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 960
SAFE = "Program dan data belum berubah."
WHY = "Versi baru datang sebagai file JR-….jdx di flashdisk dari DPMD. File itu ditandatangani pembuat Jamsos Desa."


class UpgradeStrip(ProgressStrip):
    """The progress of an upgrade: its shares are parts of different things, so none of them is counted out."""

    def show_progress(self, progress: Progress) -> None:
        super().show_progress(progress)
        if self.cancel_button.isEnabled():
            self.title_label.setText(self._title)


class PerbaruiPage(Page):
    """Left the program of now and the way back, right what was found and the upgrade itself."""

    title = "Perbarui aplikasi"
    help = "memperbarui"
    keys = [("F10", "Perbarui"), ("F5", "Cari flashdisk"), ("Ctrl+P", "Cetak langkah kembali"),
            ("F6", "Panel lain"), ("Esc", "Kembali")]
    needs = {"detail.go": Right.PERBARUI}

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.find_drives: drives.Finder = drives.removable
        self._offers: dict[Path, Offer] = {}
        self._sticks, self._busy = False, False
        self._wanted: Path | None = None
        self.paper = PaperOut(desk, window, self)
        state = desk.upgrade_state()
        _, body = self.frame(self.title)
        self.notice = NoteStrip("info", "", parent=self)
        self.notice.hide()
        body.addWidget(self.notice)
        area = TallArea(parent=self)
        whole = QWidget(area.viewport())
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.left, right = QWidget(whole), QWidget(whole)
        self.version, self.way_back = VersionCard(self.left), BackCard(self.left)
        course = self._course(right)
        self.detail = OfferDetail(state.program.jenis, right)
        sides: tuple[tuple[QWidget, tuple[QWidget, ...]], ...] = (
            (self.left, (self.version, self.way_back)),
            (right, (*course, self.detail, self._finding(right))))
        for side, parts in sides:
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        row.addWidget(self.left)
        row.addWidget(right, 1)
        area.hold(whole)
        body.addWidget(area, 1)
        self._connect()

    def _finding(self, side: QWidget) -> Card:
        card = Card("Perbarui dari flashdisk", parent=side, margins=(12, 10, 12, 12))
        card.body.addWidget(Label(WHY, "soft", wrap=True))
        self.offers = OfferList(card)
        card.body.addWidget(self.offers)
        foot = QHBoxLayout()
        self.pick = Button("Pilih file...", kind="flat", icon="folder2-open", small=True)
        self.look = Button("Cari flashdisk lagi", kind="flat", icon="arrow-clockwise", small=True)
        self.look.setToolTip("F5")
        foot.addWidget(self.pick)
        foot.addWidget(self.look)
        foot.addStretch(1)
        card.body.addLayout(foot)
        return card

    def _course(self, side: QWidget) -> tuple[QWidget, QWidget]:
        """How far it is, and what came of it: on top, where it is seen on a small screen too."""
        self.strip, self.result = UpgradeStrip("Memperbarui", parent=side), NoteStrip("ok", "", parent=side)
        for part in (self.strip, self.result):
            part.hide()
        return self.strip, self.result

    def _connect(self) -> None:
        self.pick.clicked.connect(self._pick)
        self.look.clicked.connect(self.scan_asked)
        self.offers.wanted.connect(self._choose)
        self.detail.wanted.connect(self.upgrade)
        self.way_back.sheet_wanted.connect(self.print_now)
        bind(self, "F5", self.scan_asked, INSIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.left.setFixedWidth(320 if self.width() < NARROW else 420)

    # What the shell asks.

    def opened(self, **args: Any) -> None:
        self.refresh()
        self.scan()
        self.look.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """What stands here, from the beginning."""
        state = self.desk.upgrade_state()
        self.version.show_state(state)
        self.way_back.show_back(self.desk.step_back())
        self.notice.setVisible(state.halangan is not None)
        if state.halangan is not None:
            self.notice.set("info", str(state.halangan))
        self._set_busy(self._busy)

    def works(self, key: str) -> bool:
        button = {"Ctrl+P": self.way_back.print, "F10": self.detail.go}.get(key)
        return super().works(key) if button is None else button.isVisible() and button.isEnabled()

    def back(self) -> bool:
        if self._busy:
            return self.strip.cancel()
        self.shell.go("pengaturan")
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels = [self.detail.go, *(row.button for row in self.offers.rows), self.pick, self.look,
                  self.way_back.print]
        panels = [button for button in panels if button.isVisible() and button.isEnabled()]
        here = self.focusWidget()
        if panels:
            at = panels.index(here) if here in panels else -1  # type: ignore[arg-type]
            panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(panels)

    def finish(self) -> bool:
        """F10: what the green button does."""
        if self.works("F10") and self.detail.path is not None:
            self.upgrade(self.detail.path)
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the steps back on paper, or as a PDF."""
        if self.way_back.print.isVisible():
            self.paper.start(lambda: self.desk.step_back_sheet_job(), "Langkah kembali ke versi lama")
        return True

    # Finding.

    def scan(self) -> None:
        """Look for flash drives and what lies on them."""
        self.shell.run(self._look_job, lambda found: self._found(*found), on_error=self._failed)

    def scan_asked(self) -> None:
        """The same for somebody who waits for an answer."""
        self.result.hide()
        self.shell.run(self._look_job, lambda found: self._found_for(*found), on_error=self._failed)

    def _look_job(self) -> Job[tuple[Sequence[Drive], Sequence[Offer]]]:
        found = yield from drives.scan_job(self.find_drives)
        try:
            return found, (yield from self.desk.releases_job([drive.root for drive in found]))
        except Problem as problem:
            if problem.kode != "RILIS_TANPA_KUNCI":  # said above already
                raise
            return found, ()

    def _found_for(self, found: Sequence[Drive], offers: Sequence[Offer]) -> None:
        self._found(found, offers)
        many = len([offer for offer in offers if offer.tolak is None])
        self.shell.toast(f"{many} versi lebih baru ditemukan." if many else
                         "Tidak ada versi yang lebih baru." if found else drives.found_words(found))

    def _found(self, found: Sequence[Drive], offers: Sequence[Offer]) -> None:
        picked = [offer for path, offer in self._offers.items() if path == self._wanted]
        self._offers = {offer.path: offer for offer in (*picked, *offers)}
        self._sticks = bool(found)
        self._show()

    def _show(self) -> None:
        every = list(self._offers.values())
        self.offers.show_offers(every, sticks=self._sticks)
        if not self._busy:
            chosen = self._offers.get(self._wanted) if self._wanted else None
            self._choose(chosen or next((offer for offer in every if offer.tolak is None), None))
        self._set_busy(self._busy)

    def _choose(self, offer: Offer | None) -> None:
        self.detail.show_offer(offer)
        self._set_busy(self._busy)

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih file pembaruan", "", "File pembaruan (JR-*.jdx);;Semua (*)")
        if name:
            self.take_release(Path(name))

    def take_release(self, path: Path) -> None:
        """A file that was picked or double-clicked: every byte of it is checked, then it is shown."""
        if self._busy:
            return
        self.result.hide()
        self._set_busy(True)
        worker = self.shell.run(lambda: self.desk.check_release_job(path), self.show_checked, on_error=self._failed,
                                on_cancel=self._stopped)
        self.strip.run(worker, "Memeriksa file", SAFE)

    def show_checked(self, offer: Offer) -> None:
        """A release that was looked through; it stays in the list."""
        self._wanted = offer.path
        self._offers = {offer.path: offer, **self._offers}
        self._set_busy(False)
        self._show()

    # Upgrading.

    def upgrade(self, path: Path) -> None:
        """Back up, check and try; then the window closes and the newer program opens."""
        if self._busy:
            return
        if self.shell.awaited:
            self._failed(Problem("PEKERJAAN_BERJALAN", "Pekerjaan lain masih berjalan.", SAFE,
                                 "Tunggu sampai selesai, lalu coba lagi."))
            return
        self.result.hide()
        self._set_busy(True)
        worker = self.shell.run(lambda: self.desk.upgrade_job(path), self._ready, on_error=self._failed,
                                on_cancel=self._stopped)
        self.strip.run(worker, "Memperbarui", SAFE)

    def _ready(self, ready: Ready) -> None:
        self._set_busy(False)
        self.result.set("ok", f"Versi {ready.versi} siap. Versi baru terbuka sesudah jendela ini ditutup.")
        self.result.show()
        self.shell.upgrade_ready.emit(ready)

    def _failed(self, problem: Problem) -> None:
        self._set_busy(False)
        self.result.set("error", str(problem))
        self.result.show()

    def _stopped(self) -> None:
        self._set_busy(False)
        self.result.set("info", f"Dibatalkan. {SAFE}")
        self.result.show()

    def _set_busy(self, busy: bool) -> None:
        ended, self._busy = self._busy and not busy, busy
        stopped = self.notice.isVisibleTo(self)
        self.strip.setVisible(busy)
        for button in (self.pick, self.look):
            button.setEnabled(not busy)
        for row in self.offers.rows:
            row.button.setEnabled(not busy)
        self.detail.go.setEnabled(not busy and not stopped)
        self.shell.fit_keys_soon()
        here = self.window().focusWidget()
        if ended and self.isVisible() and not (here and self.isAncestorOf(here)):
            self.look.setFocus(Qt.FocusReason.OtherFocusReason)
