"""Asks the PIN once more before something sensitive is shown; where a laptop has none, nothing is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.problems import Problem
from ui import busy, theme
from ui.pages.lock_boxes import PinBoxes
from ui.widgets import Button, Label, Message


class PinSheet(QDialog):
    """``exec`` is true once the PIN was right; ``given`` is that PIN, for what asks it once more."""

    def __init__(self, desk: Desk, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.given = desk, ""
        self.setWindowTitle("Jamsos Desa")
        self.setMinimumWidth(theme.px(380))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(10)
        column.addWidget(Label("Ketik PIN 6 angka", "section"))
        column.addWidget(Label(why, "body", wrap=True))
        self.pin = PinBoxes()
        self.pin.filled.connect(self._try)
        self.pin.typed.connect(lambda: self.message.set(""))
        column.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignHCenter)
        self.message = Message(3)
        column.addWidget(self.message)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = Button("&Batal")
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        column.addLayout(foot)
        self.pin.setFocus()

    def _try(self, pin: str) -> None:
        problem: Problem | None = None
        with busy.moment():
            try:
                self._desk.check_pin(pin)
            except Problem as found:
                problem = found
        self.pin.clear(wrong=problem is not None)
        if problem is None:
            self.given = pin
            self.accept()
            return
        wrong = problem.kode == "PIN_SALAH"  # the sheet of words is no matter in an open desk
        self.message.set(f"{problem.apa} Coba lagi." if wrong else str(problem), "x-octagon-fill", "error")
        self.pin.setFocus()


def ask_pin(desk: Desk, why: str, parent: QWidget) -> bool:
    """True when the PIN was given, or when this laptop opens without one."""
    return desk.device_only or bool(PinSheet(desk, why, parent).exec())
