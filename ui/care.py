"""What start-up care did (picture 11, A): from when the data are, what came back, what is still to be typed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from jamsos_desktop.desk import care_told
from ui import theme
from ui.ask import Sheet, details_of, fact_table, tell
from ui.keys import pressed
from ui.widgets import Button, IconLabel, Label, NoteStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import Cared, Desk

WIDTH, HEIGHT = 418, 502  # of the picture, without the title bar
DETAILS = 112  # six lines; more of them scroll
_GOOD, _OPEN = ("check-circle-fill", "ok"), ("exclamation-triangle-fill", "warn")


class CareSheet(Sheet):
    """One restoration in words. ``district``: said to the DPMD itself, which nobody need show it to."""

    answers_f1 = True

    def __init__(self, cared: Cared, parent: QWidget | None = None, *, district: bool = False) -> None:
        self.words = care_told(cared)
        icon = ("key", "ok") if cared.sebab == "kunci" else ("database-check", "ok")
        super().__init__(parent, icon, self.words.title)
        self._kode = f"PULIH_{cared.sebab.upper()}"
        self.setMinimumHeight(theme.px(HEIGHT))
        self.column.addWidget(Label(self.words.body, "body", wrap=True))
        self.column.addWidget(fact_table(self.words.facts))
        if self.words.good or self.words.open:
            self.column.addSpacing(4)
            self.column.addWidget(Label(self.words.since, "strong"))
        for mark, lines in ((_GOOD, self.words.good), (_OPEN, self.words.open)):
            for line in lines:
                self.column.addLayout(_line(*mark, line))
        if self.words.folder:
            self.column.addSpacing(4)
            self.column.addWidget(_kept(self.words.folder, district=district))
        self.details = Label("", "caption")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._unfolded = QScrollArea()
        self._unfolded.setWidget(self.details)
        self._unfolded.setWidgetResizable(True)
        self._unfolded.setFrameShape(QFrame.Shape.NoFrame)
        self._unfolded.setFixedHeight(theme.px(DETAILS))
        self._unfolded.hide()
        self.column.addWidget(self._unfolded)
        self.column.addStretch(1)
        self.more = Button("Lihat rincian")
        self.more.clicked.connect(self.show_details)
        self.foot.addWidget(self.more)
        self.go_on = self.add_button("lanjut", "&Lanjut bekerja", "primary")
        self.fit(theme.px(WIDTH), theme.px(HEIGHT))

    def show_details(self) -> None:
        """Unfold everybody by name, the code and the version."""
        self.details.setText("\n".join((*self.words.details, details_of(self._kode))))
        self._unfolded.show()
        self.more.setEnabled(False)
        self.fit(self.width(), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed(event, "F1"):
            self.show_details()
        else:
            super().keyPressEvent(event)


def _line(icon: str, role: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, role, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "body", wrap=True), 1)
    return row


def _kept(folder: str, *, district: bool) -> NoteStrip:
    strip = NoteStrip("info")
    whom = "bila perlu diperiksa" if district else "untuk diperiksa DPMD bila perlu"
    strip.words.set_role("caption")
    strip.words.setTextFormat(Qt.TextFormat.RichText)
    strip.words.setText("Data yang rusak tidak dihapus. Disimpan di folder "
                        f"<b>{escape(folder)}</b> {whom}.")
    return strip


def greet(desk: Desk, parent: QWidget | None = None) -> None:
    """Before the first page: what start-up care did, once, and a clock that cannot be right."""
    cared = desk.cared()
    if cared is not None:
        CareSheet(cared, parent, district=desk.district is not None).exec()
        desk.care_seen()
    doubt = desk.clock_doubt()
    if doubt is not None:
        tell(parent, doubt, (("lanjut", "&Lanjut bekerja", "primary"),))
