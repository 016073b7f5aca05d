"""A question in the window itself: a strip above the page with its answers, where no window needs to come up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button, drop
from ui.widgets.moves import focus_next_field

Act = Callable[[], object]


class AskStrip(QWidget):
    """Hidden while nothing is asked; one question at a time, the newer one in the place of the older. Its first button
    takes the keyboard, Esc is the other one; then the keyboard goes back, or into the page ``below`` where that was
    drawn anew meanwhile. ``over``: it was answered or put away."""

    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 0)
        self._note: NoteStrip | None = None
        self._here: QWidget | None = None
        self._keep: Act = self.put_away
        self.below: Callable[[], QWidget | None] = lambda: None
        self.hide()

    @property
    def text(self) -> str:
        return self._note.words.text() if self._note else ""

    @property
    def buttons(self) -> list[Button]:
        """What does it, and what leaves it."""
        return self._note.findChildren(Button) if self._note else []

    def ask(self, words: str, verb: str, act: Act, keep: str, otherwise: Act | None = None) -> None:
        """``verb`` does ``act``; ``keep`` puts the question away and does ``otherwise`` where that is something."""
        self.put_away()
        self._here = QApplication.focusWidget() or self.window().focusWidget()  # not in front yet at the start
        self._keep = lambda: self._answer(otherwise)
        do = Button(verb, "primary", small=True)
        do.clicked.connect(lambda: self._answer(act))
        self._note = NoteStrip("info", words, do)
        leave = Button(keep, small=True)
        leave.clicked.connect(lambda: self._keep())
        self._note.layout().addWidget(leave)
        self._column.addWidget(self._note)
        do.setAccessibleName(f"{do.text().replace('&', '').strip()}. {words}")
        self.show()
        do.setFocus(Qt.FocusReason.OtherFocusReason)
        # Asked as a window above this one closes: it gives the keyboard back to where it was.
        QTimer.singleShot(0, do, lambda: do.setFocus(Qt.FocusReason.OtherFocusReason))

    def put_away(self) -> None:
        """Nothing is asked any more, and nothing was done."""
        if self._note is None:
            return
        had, here = self.isAncestorOf(QApplication.focusWidget()), self._here
        note, self._note, self._here = self._note, None, None
        self.hide()
        drop(note)
        if had:
            self._give_back(here)
        self.over.emit()

    def _give_back(self, here: QWidget | None) -> None:
        if here is not None and isValid(here):
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (page := self.below()) is not None:
            focus_next_field(page)

    def _answer(self, act: Act | None) -> None:
        self.put_away()
        if act is not None:
            act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._keep()
        else:
            super().keyPressEvent(event)
