"""The paper beside the form: drawn again a moment after the last key, in a worker; the last good picture stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.records import Peserta
from ui import theme
from ui.widgets.basic import Button, Card, Chip, Label
from ui.widgets.preview import PagePreview

if TYPE_CHECKING:
    from ui.window import Shell

QUIET_MS = 400
AGAIN_MS = 60  # a picture is being drawn: ask again after this long
TITLE, SHORT_TITLE = "Pratinjau formulir", "Pratinjau"
LEAST = 300  # px


class Box(NamedTuple):
    """A field box of the paper in pixels of its picture, as ``PagePreview`` reads it."""

    key: str
    x: float
    y: float
    w: float
    h: float


class PreviewPane(Card):
    """``clicked(key)``: a box of the paper was pressed."""

    clicked = Signal(str)
    drawn = Signal()

    def __init__(self, desk: Desk, window: Shell, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent, margins=(1, 0, 1, 1))
        self._desk, self._window = desk, window
        self._wanted: Peserta | None = None
        self._page = 0
        self._running = False
        self._scale = 1.0
        self.setMinimumWidth(theme.px(LEAST))
        self.body.setSpacing(0)
        self._heads()
        self.paper = PagePreview()
        self.paper.clicked.connect(self.clicked)
        self.paper.zoomed.connect(lambda _: self._zoomed())
        self.body.addWidget(self.paper)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._draw)
        self._shown = ""  # whose paper is seen
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(QUIET_MS)
        self._slow.timeout.connect(self._drop_other)

    def _heads(self) -> None:
        self.chip = Chip("exclamation-triangle-fill", "Draf", "warn")
        self.words = Label("", "caption", wrap=False)
        self.before = Button("", "flat", "chevron-left", small=True, tip="Halaman sebelumnya")
        self.after = Button("", "flat", "chevron-right", small=True, tip="Halaman berikutnya")
        self.smaller = Button("", "flat", "zoom-out", small=True, tip="Perkecil (Ctrl+-)")
        self.percent = Label("", "caption", wrap=False)
        self.larger = Button("", "flat", "zoom-in", small=True, tip="Perbesar (Ctrl++)")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(lambda: self.paper.zoom_out())
        self.larger.clicked.connect(lambda: self.paper.zoom_in())
        if self.head is not None:
            for part in (self.chip, self.before, self.words, self.after, self.smaller, self.percent, self.larger):
                self.head.addWidget(part)
        self.before.hide()
        self.after.hide()

    def show_person(self, person: Peserta, draft: bool, other: bool = False) -> None:
        """Ask for the paper of this person. ``draft``: it would be printed with the mark DRAF."""
        self.chip.setVisible(draft)
        if other:
            self._page = 0
            self._slow.start()
        if person == self._wanted and not other:
            return
        self._wanted = person
        if self.isVisible():
            self._timer.start(0 if other else QUIET_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """A narrow pane has the short title; the paper below is the same."""
        if self.title is None or self.head is None:
            return
        parts = [self.head.itemAt(at).widget() for at in range(self.head.count())]
        others = [w for w in parts if w is not None and w is not self.title and not w.isHidden()]
        wide = self.title.fontMetrics().horizontalAdvance(TITLE)
        room = self.width() - 24 - sum(w.sizeHint().width() + self.head.spacing() for w in others)
        self.title.setText(TITLE if wide + self.head.spacing() <= room else SHORT_TITLE)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._wanted is not None:
            self._timer.start(0)

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Field key -> "warn" or "error"."""
        self.paper.set_marks(marks)

    def set_here(self, key: str) -> None:
        """Outline the field in hand on the paper, and bring it into view there."""
        self.paper.set_here(key)

    def turn(self, step: int) -> None:
        """Another page of a form that runs on."""
        self._page = max(0, self._page + step)
        self._timer.start(0)

    def stop(self) -> None:
        """Nothing more to draw (the page is left)."""
        self._timer.stop()

    def _zoomed(self) -> None:
        self._say()
        self._timer.start(QUIET_MS)

    def _draw(self) -> None:
        """Start a worker, or leave a note that the picture is old already."""
        if self._wanted is None:
            return
        if self._running:
            self._timer.start(AGAIN_MS)
            return
        person, page, scale = self._wanted, self._page, max(0.5, min(self.paper.wanted_scale(), 4.0))
        self._running, self._scale = True, scale
        worker = self._window.run(lambda: self._desk.preview_job(person, self._desk.unit.kertas, page, scale),
                                  lambda made: self._done(person.uid, made), on_error=self._failed)
        worker.ended.connect(self._idle)

    def _idle(self) -> None:
        """However it ended, the next picture may be asked for."""
        self._running = False

    def _drop_other(self) -> None:
        """The paper of somebody else does not stay beside this person's form."""
        if self._wanted is not None and self._shown != self._wanted.uid:
            self.paper.clear()
            self.words.setText("")
            self.percent.setText("")

    def _done(self, uid: str, page: Any) -> None:
        if self._wanted is None or uid != self._wanted.uid:
            return  # somebody else came meanwhile; theirs is on its way
        self._shown = uid
        self.paper.set_page(replace(page, boxes=tuple(Box(*box) for box in page.boxes)), self._scale)
        self._page = page.page
        self.before.setVisible(page.pages > 1)
        self.after.setVisible(page.pages > 1)
        self.before.setEnabled(page.page > 0)
        self.after.setEnabled(page.page + 1 < page.pages)
        self._say()
        self.drawn.emit()

    def _failed(self, error: BaseException) -> None:
        """The last good picture of this person stays; what went wrong is said in the head, not in a window."""
        self._drop_other()
        self.words.setText("Pratinjau belum bisa dibuat")
        self.words.setToolTip(str(error))
        self.drawn.emit()

    def _say(self) -> None:
        if self.paper.page is None:
            return
        paper = self.paper.page
        self.words.setText(f"{self._desk.unit.kertas}, hal. {paper.page + 1}/{paper.pages}")
        self.words.setToolTip("")
        self.percent.setText(f"{self.paper.zoom:.0%}")
        self._fit_title()
