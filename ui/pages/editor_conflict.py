"""When the record changed under a draft: both versions side by side, and the clerk chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from jamsos_desktop.model.fields import Place, label
from jamsos_desktop.model.privacy import shown
from ui import ask
from ui.widgets.basic import Button, IconLabel, Label

from .editor_session import Difference

MINE, SAVED = "punya_saya", "tersimpan"


class ConflictDialog(QDialog):
    """``chosen``: MINE keeps what was typed here, SAVED drops it, "" goes back to the form."""

    def __init__(self, found: Sequence[Difference], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.setWindowTitle("Data ini diubah")
        self.setMinimumWidth(560)
        outer, column = ask.surface(self)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("arrow-left-right", "warn", 28))
        head.addWidget(Label("Data ini diubah sejak Anda membukanya", "section", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(Label("Kedua isian masih ada. Pilih yang dipakai.", "body", wrap=True))
        column.addWidget(self._table(found), 1)
        outer.addWidget(self._foot())

    def _table(self, found: Sequence[Difference]) -> QScrollArea:
        frame = QFrame()
        frame.setProperty("list", True)
        grid = QGridLayout(frame)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, words in enumerate(("Isian", "Yang Anda ketik", "Yang tersimpan")):
            grid.addWidget(Label(words, "label"), 0, column)
            grid.setColumnStretch(column, 1)
        for row, one in enumerate(found, 1):
            for column, words in enumerate((label(one.key), *(shown(one.key, text, Place.PENYUNTING)
                                                           for text in (one.mine, one.saved)))):
                grid.addWidget(Label(words, "soft" if not column else "body", wrap=True), row, column)
        grid.setRowStretch(len(found) + 1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(frame)
        scroll.setMinimumHeight(min(300, 70 + 28 * len(found)))
        return scroll

    def _foot(self) -> QFrame:
        foot = QFrame(objectName="dialogfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        row.addStretch(1)
        for chosen, words, kind in (("", "&Kembali", ""), (SAVED, "Pakai yang &tersimpan", ""),
                                    (MINE, "Pakai yang &saya ketik", "primary")):
            button = Button(words, kind)
            button.clicked.connect(lambda _=False, chosen=chosen: self._end(chosen))
            row.addWidget(button)
        return foot

    def _end(self, chosen: str) -> None:
        self.chosen = chosen
        self.accept()
