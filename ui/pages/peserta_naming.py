"""The strip in which a view of the list is given its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.pages.peserta_strip import Strip
from ui.widgets.basic import Button, Label

LONGEST_NAME = 40


class NamingStrip(Strip):
    """``ended``: a name was given, or nobody wants one any more."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("accent_soft", "accent_line", parent=parent)
        self.asking = False
        self._answer: Callable[[str], None] | None = None
        label = Label("Nama tampilan", "strong", self, wrap=False)
        self.name = QLineEdit(self)
        self.name.setAccessibleName("Nama tampilan, misalnya Dusun II belum lengkap")
        self.name.setPlaceholderText("misalnya: Dusun II belum lengkap")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setFixedWidth(theme.px(280))
        self.keep = Button("Simpan tampilan", "primary", parent=self, small=True)
        self.stop = Button("Batal", parent=self, small=True)
        self.row.addWidget(label)
        self.row.addWidget(self.name)
        self.row.addWidget(self.keep)
        self.row.addWidget(self.stop)
        self.row.addStretch()
        self.name.textEdited.connect(lambda _: self._may_keep())
        self.name.returnPressed.connect(self._given)
        self.keep.clicked.connect(self._given)
        self.stop.clicked.connect(self.end)

    def ask(self, name: str, answer: Callable[[str], None]) -> None:
        """Ask for a name; ``name``: what it is called so far."""
        self._answer, self.asking = answer, True
        self.name.setText(name)
        self._may_keep()
        self.name.setFocus()
        self.name.selectAll()

    def end(self) -> None:
        """Ask no more."""
        self._answer, self.asking = None, False
        self.ended.emit()

    def _may_keep(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()))

    def _given(self) -> None:
        answer, name = self._answer, " ".join(self.name.text().split())
        if answer is None or not name:
            return
        self.end()
        answer(name)
