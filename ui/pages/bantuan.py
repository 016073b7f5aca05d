"""Bantuan: the guide, offline. Opened from the menu, or by F1 over the page one stands on, which stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from jamsos_desktop import __version__
from jamsos_desktop.desk import CARD_PAPERS, GUIDE_PAPERS
from ui import keys
from ui.guide_view import GuideView, doubts_html
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.widgets import Button, Label, ProgressStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

FIRST = {"desa": "memulai", "dpmd": "dpmd-memulai"}


class BantuanPage(Page):
    """Contents, chapter, and what help leads to: the guide and the quick card on paper, the practice village."""

    title = "Bantuan"
    help = "papan-ketik"
    keys = [("F3", "Cari di panduan"), ("F6", "Panel berikut"), ("Ctrl+P", "Kartu cepat"), ("Alt+←", "Bab sebelumnya"),
            ("Esc", "Kembali")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        head, body = self.frame("Bantuan")
        self.practice = Button("Coba dulu dengan data contoh", "flat", "window", small=True)
        if desk.district is not None or desk.folder.maybe_practice:
            self.practice.hide()  # never shown by hand here: without a parent it would be a window of its own
        self.practice.clicked.connect(self._practise)
        self.card = Button("Kartu cepat...", "flat", "printer", small=True, tip="Ctrl+P")
        self.card.clicked.connect(self.print_now)
        self.papers = _papers(self.card, CARD_PAPERS, self.make_card)
        self.whole = Button("Cetak panduan...", "flat", "printer", small=True)
        self.whole_papers = _papers(self.whole, GUIDE_PAPERS, self.make_book)
        self.whole.clicked.connect(lambda: _choose(self.whole, self.whole_papers))
        self.paper = PaperOut(desk, window, self)
        self.leave = Button("Kembali", "primary", "arrow-left", tip="Esc")
        self.leave.clicked.connect(self.back)
        self.ask = Button("Yang perlu dikonfirmasi...", "flat", "question-circle", small=True)
        self.ask.clicked.connect(lambda: self.shell.go("konfirmasi", dari="bantuan"))
        head.addWidget(self.leave)
        self.strip = ProgressStrip("Menyusun panduan", parent=self, unit="bab")
        self.strip.hide()
        body.addWidget(self.strip)
        self.view = GuideView(desk.mode, self)
        for button in (self.practice, self.ask, self.card, self.whole):
            self.view.below.addWidget(button)
        version = Label(f"Versi {__version__}", "caption")
        version.setContentsMargins(10, 2, 0, 0)  # below the words of the buttons
        self.view.below.addWidget(version)
        for first, second in pairwise((self.view.list, self.practice, self.ask, self.card, self.whole, self.view.text)):
            self.setTabOrder(first, second)  # down the left column, then the chapter
        self.view.shown.connect(self.sub.setText)
        body.addWidget(self.view, 1)
        keys.bind(self, "Alt+Left", self.view.back, keys.INSIDE)

    # Shown.

    def works(self, key: str) -> bool:
        return self.view.has_back if key == "Alt+←" else super().works(key)

    def opened(self, **args: Any) -> None:
        """From the menu: the chapter read last, or the first; the keyboard stands in the contents."""
        self._show_leave()
        if args.get("place") or not self.view.text.chapter:
            self.view.start(args.get("place") or FIRST[self.desk.mode])
        self.view.list.setFocus()

    def show_over(self, page: Page) -> None:
        """The chapter of a page that stays underneath, with what is not confirmed there above it."""
        self._show_leave(page.title)
        self.view.start(page.help, doubts_html(page.doubts()))
        self.view.text.setFocus()

    def _show_leave(self, title: str = "") -> None:
        self.leave.set_text(f"Kembali ke {title}" if title else "Ke layar awal")

    # Keys.

    def search_focus(self) -> bool:
        self.view.search.setFocus()
        self.view.search.selectAll()
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels = (self.view.search, self.view.list, self.view.text)
        here = next((at for at, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(here + step) % len(panels)].setFocus()
        return True

    def back(self) -> bool:
        if not self.strip.cancel():
            self.shell.leave_help()
        return True

    # What help leads to.

    def print_now(self) -> bool:
        """Which paper; the card then comes as a PDF, to be printed or opened."""
        _choose(self.card, self.papers)
        return True

    def make_card(self, kertas: str) -> None:
        """The quick card on this paper."""
        from jamsos_desktop.desk import quick_card_job

        unit, folder = self.desk.unit, self._outbox()
        hours = self.desk.policy.klaim.report_hours(self.desk.today)
        self.paper.start(lambda: quick_card_job(self.desk.mode, unit.sebutan or unit.nama, folder, kertas, hours),
                         "Kartu cepat")

    def make_book(self, kertas: str) -> None:
        """The whole guide on this paper."""
        from jamsos_desktop.desk import guide_book_job

        folder = self._outbox()
        worker = self.paper.start(lambda: guide_book_job(self.desk.mode, folder, kertas, self.desk.today), "Panduan")
        if worker is not None:
            self.strip.show()
            self.strip.run(worker, stays="Bila dibatalkan, tidak ada file yang ditulis.")
            worker.ended.connect(self.strip.hide)

    def _outbox(self) -> Path:
        folder = self.desk.folder.outbox
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _practise(self) -> None:
        from ui.practice import start_practice

        start_practice(self.shell)


def _papers(button: Button, papers: Iterable[str], chosen: Callable[[str], None]) -> QMenu:
    menu = QMenu(button)
    for kertas in papers:
        menu.addAction(f"Kertas {kertas}", lambda kertas=kertas: chosen(kertas))
    return menu


def _choose(button: Button, menu: QMenu) -> None:
    """Open the menu below its button, the keyboard on the first paper."""
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    if not menu.activeAction():
        menu.setActiveAction(menu.actions()[0])
