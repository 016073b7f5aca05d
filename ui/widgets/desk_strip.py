"""The strip above the pages: what must be known about this laptop, on every page until it is settled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button

HOME = "cadangan"  # the page that says it itself and settles it


class DeskStrip(QWidget):
    """Hidden while there is nothing to say. ``wanted``: the page where it can be settled."""

    wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._strip: NoteStrip | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 0)
        self.hide()

    @property
    def text(self) -> str:
        return self._strip.words.text() if self._strip else ""

    def show_on(self, page: str) -> None:
        """Look again, and say it unless ``page`` does."""
        try:
            notice = next(iter(self._desk.notices()), None)
        except Problem:
            return  # the store is busy for a moment; the next page looks again
        if notice is not None:
            self._say(notice.tingkat, notice.teks, settled=True)
            self.setVisible(page != HOME)
        elif not self._desk.role.may(Right.TULIS):
            label = self._desk.role.label.lower()
            self._say("info", f"Anda masuk sebagai {label}: hanya melihat. Yang mengubah data di sini petugas.",
                      settled=False)
            self.show()
        else:
            self.hide()

    def _say(self, role: str, text: str, *, settled: bool) -> None:
        """Built when first needed: nearly no window ever shows it. ``settled``: page Cadangan settles it."""
        strip = self._made()
        strip.set(role, text)
        assert strip.button is not None
        strip.button.setVisible(settled)

    def _made(self) -> NoteStrip:
        if self._strip is None:
            button = Button("Buka Cadangan", small=True)
            button.clicked.connect(self.wanted)
            self._strip = NoteStrip("warn", "", button)
            self._strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self._column.addWidget(self._strip)
        return self._strip
