"""The sheet in the middle of page Cetak: paging, zoom, and the picture made by the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from jamsos_desktop.jobs import Job
from jamsos_desktop.texts import number
from ui.widgets import Button, Card, EmptyState, Label, PagePreview
from ui.worker import Worker

QUIET_MS = 120  # paging quickly through sheets renders only the one it stops at
HEAD_GAPS = 2 * 12 + 7 * 8  # px of the head that nothing stands on
BLUR = 0.08  # a picture this far from the wanted size is made again; a scroll bar that comes or goes is less
MakeJob = Callable[[float], Job[Any]]  # pixels per point -> Job[PreviewPage]
PageOf = Callable[[float, int], Job[Any]]  # pixels per point, page from 0 -> Job[PreviewPage]
Run = Callable[..., Worker]  # Shell.run


class PreviewCard(Card):
    """Shows one sheet of a plan. ``stepped(-1 | 1)``: the sheet before or after is wanted."""

    stepped = Signal(int)

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__("Pratinjau", None, parent, margins=(0, 0, 0, 0))
        self._run, self._make, self._busy, self._stale = run, None, False, False
        self._worker: Worker | None = None
        self._page_of: PageOf | None = None
        self._page, self._pages, self._at, self._total = 0, 1, 0, 0
        self.before = Button(icon="chevron-left", small=True, tip="Lembar sebelumnya (PgUp)")
        self.after = Button(icon="chevron-right", small=True, tip="Lembar berikutnya (PgDn)")
        self.where = Label("", "soft", wrap=False)
        self.smaller = Button(kind="flat", icon="zoom-out", small=True, tip="Perkecil (Ctrl+-)")
        self.fit = Button("Pas lebar", kind="flat", small=True, tip="Selebar kotak")
        self.larger = Button(kind="flat", icon="zoom-in", small=True, tip="Perbesar (Ctrl++)")
        for widget in (self.before, self.where, self.after, self.smaller, self.fit, self.larger):
            self.head.addWidget(widget)
        self.stack = QStackedWidget(self)
        self.view = PagePreview(self.stack)
        self.empty = EmptyState("printer", "Belum ada lembar", "Pilih orang dan dokumen di sebelah kiri.",
                                parent=self.stack, bare=True)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self.body.addWidget(self.stack)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._render)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.fit.clicked.connect(self.view.fit_width)
        self.view.zoomed.connect(lambda _: self.again())

    def show_sheet(self, at: int, total: int, make: MakeJob | None) -> None:
        """Show sheet ``at`` of ``total``; the last good picture stays until the new one is there."""
        self._make, self._page_of, self._pages, self._page = make, None, 1, 0
        self._at, self._total = at, total
        self._tell_where()
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at + 1 < total)
        for button in (self.smaller, self.fit, self.larger):
            button.setEnabled(total > 0)
        if make is None:
            self._timer.stop()
            self.view.clear()
            self.stack.setCurrentWidget(self.empty)
        else:
            self._timer.start()

    def show_pages(self, at: int, total: int, page_of: PageOf) -> None:
        """Show the first page of sheet ``at`` of ``total``; ``turn`` goes through its other pages."""
        self.show_sheet(at, total, lambda scale: page_of(scale, 0))
        self._page_of = page_of

    def turn(self, step: int) -> bool:
        """Another page of the same sheet; False when it has none on that side."""
        if self._page_of is None or not 0 <= self._page + step < self._pages:
            return False
        self.turn_to(self._page + step)
        return True

    def turn_to(self, page: int) -> None:
        """A page of the sheet, from 0; one beyond the end is the last."""
        page_of = self._page_of
        if page_of is not None:
            self._page = page
            self._make = lambda scale: page_of(scale, page)
            self._timer.start()

    def again(self) -> None:
        """The same sheet at another size."""
        if self._make is not None:
            self._timer.start()

    def _render(self) -> None:
        if self._busy:
            self._stale = True
            return
        if self._make is None or not self.isVisible():
            return
        make = self._make
        scale = self._scale()
        self._busy, self._stale = True, False
        worker = self._run(lambda: make(scale), lambda page: self._show(make, page, scale), on_error=self._failed)
        self._worker = worker
        worker.ended.connect(lambda: self._free(worker))

    def _free(self, worker: Worker) -> None:
        """Also after a fault of ours, which nobody answers; else no sheet would ever show again."""
        if worker is self._worker:
            self._busy = False

    def _show(self, make: MakeJob, page: Any, scale: float) -> None:
        self._busy = False
        if make is self._make:
            self._tell_page(page)
            self.view.set_page(replace(page, boxes=()), scale)  # nothing to click at: editing is the editor's
            self.stack.setCurrentWidget(self.view)
        blurred = abs(self._scale() / scale - 1) > BLUR  # the page before was of another width, upright or lying
        if self._stale or make is not self._make or blurred:
            self._render()

    def _scale(self) -> float:
        return max(0.5, min(4.0, self.view.wanted_scale()))

    def _tell_page(self, page: Any) -> None:
        """Which page of the sheet is shown, where it has more than one."""
        self._page, self._pages = page.page, page.pages
        self._tell_where()
        if self._several:
            self.before.setEnabled(self._at > 0 or page.page > 0)
            self.after.setEnabled(self._at + 1 < self._total or page.page + 1 < page.pages)

    @property
    def _several(self) -> bool:
        return self._page_of is not None and self._pages > 1

    def _tell_where(self) -> None:
        """Which sheet and page, in as many words as the head has room for; its title goes before words are cut."""
        if self.title is None or self.head is None:
            return
        sheet, of = number(self._at + 1), number(self._total)
        page = f", hal. {number(self._page + 1)}/{number(self._pages)}" if self._several else ""
        long = f"Lembar {sheet} dari {of}{page}" if self._total else "Tidak ada lembar"
        short = f"{sheet}/{of}{page}" if self._total else "Tidak ada"
        taken = [widget.sizeHint().width() for widget in (self.before, self.after, self.smaller, self.fit, self.larger)]
        room = self.width() - sum(taken) - HEAD_GAPS
        title, wide = self.title.sizeHint().width() + 8, self.where.fontMetrics().horizontalAdvance
        words, titled = next(((words, titled) for words, titled in ((long, True), (long, False), (short, True))
                              if wide(words) + title * titled <= room), (short, False))
        self.title.setVisible(titled)
        self.where.setText(words)
        self.where.setToolTip("" if words == long else long)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_where()

    def _failed(self, error: BaseException) -> None:
        """A sheet that cannot be drawn says so in its place; printing it will name the reason too."""
        self._busy = False
        self.empty.set("exclamation-triangle-fill", "Lembar ini belum bisa ditampilkan", str(error))
        self.stack.setCurrentWidget(self.empty)
