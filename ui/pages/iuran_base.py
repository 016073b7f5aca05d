"""The card "Dasar upah dan tarif": what dues are computed from, what is not confirmed yet, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Button, Card, IconLabel, Label, Line, TallArea, clear_layout
from ui.widgets.tables import FocusRing

UNSURE = "belum dikonfirmasi"


class BaseLine(NamedTuple):
    """Name and value; ``sumber`` shown as tooltip, ``ragu``: the quiet mark stands behind the value."""

    nama: str
    nilai: str
    sumber: str
    ragu: bool = False


class UnsureMark(Button):
    """The quiet mark. Enter, a click or F1 on it asks for the source; its spoken words hold the source whole."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(UNSURE, "link", "info-circle")
        self.setFont(theme.font("caption"))
        self.setProperty("quiet", True)
        self.clicked.connect(self.asked)

    def _tint(self) -> None:
        self.setIconSize(QSize(12, 12))
        self.setIcon(theme.icon("info-circle", "text_2", 12))

    def set_source(self, words: str) -> None:
        """Where the figures come from and what is doubtful."""
        self.setToolTip(words)
        self.setAccessibleName(f"Belum dikonfirmasi. {words}")
        self.setAccessibleDescription(words)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_F1:  # type: ignore[attr-defined]
            event.accept()  # here F1 explains the mark, everywhere else it opens the help
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class BaseCard(Card):
    """``change_wanted``, ``confirm_wanted``, ``source_wanted``: the buttons and the mark."""

    change_wanted = Signal()
    confirm_wanted = Signal()
    source_wanted = Signal()

    def __init__(self) -> None:
        self.mark, self._low = UnsureMark(), False
        super().__init__("Dasar upah dan tarif", self.mark, margins=(1, 2, 1, 1))
        inside = QWidget(objectName="plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(11, 4, 11, 4)
        column.setSpacing(0)
        self._bases, self._rates = QVBoxLayout(), QVBoxLayout()
        for part in (self._bases, self._rates):
            part.setSpacing(0)
        column.addLayout(self._bases)
        self._line = Line()
        column.addSpacing(5)
        column.addWidget(self._line)
        column.addSpacing(5)
        column.addLayout(self._rates)
        column.addStretch(1)
        self.body.setSpacing(0)
        self.area = TallArea(inside)
        self.area.setAccessibleName("Dasar upah dan tarif")
        FocusRing(self.area)
        self.body.addWidget(self.area, 1)
        foot = QVBoxLayout()  # always in reach, however many rows there are
        foot.setContentsMargins(11, 2, 11, 8)
        foot.setSpacing(8)
        foot.addLayout(self._note())
        foot.addLayout(self._buttons())
        self.body.addLayout(foot)
        self.mark.asked.connect(self.source_wanted)

    def _note(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        self.note_icon, self.note = IconLabel("info-circle", "text_2", 12), Label("", "caption")
        row.addWidget(self.note_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.change = Button("Ubah...", small=True)
        self.confirm = Button("Tandai sudah dikonfirmasi", small=True)
        self.change.clicked.connect(self.change_wanted)
        self.confirm.clicked.connect(self.confirm_wanted)
        row.addWidget(self.change)
        row.addWidget(self.confirm)
        row.addStretch(1)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_focus()

    def set_low(self, low: bool) -> None:
        """In a low window the note gives way to the rows; the mark tells it all the same."""
        if low != self._low:
            self._low = low
            self._show_note()

    def _show_note(self) -> None:
        shown = bool(self.note.text()) and not self._low
        self.note.setVisible(shown)
        self.note_icon.setVisible(shown)

    def _fit_focus(self) -> None:
        """Rows that must be scrolled can be reached by keys."""
        bar = self.area.verticalScrollBar()
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus if bar.maximum() > 0 else Qt.FocusPolicy.NoFocus)

    def show_lines(self, bases: Sequence[BaseLine], rates: Sequence[BaseLine], note: str, source: str, *,
                   unsure: bool, may_confirm: bool) -> None:
        """Other figures; ``note`` in the card, ``source`` behind the mark."""
        for column, lines in ((self._bases, bases), (self._rates, rates)):
            clear_layout(column)
            for line in lines:
                column.addWidget(_row(line))
        self._line.setVisible(bool(bases and rates))
        self.note.setText(note)
        self._show_note()
        self.mark.setVisible(unsure)
        self.mark.set_source(source)
        self.confirm.setVisible(may_confirm)
        self._fit_focus()


def _row(line: BaseLine) -> QWidget:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(8)
    inside.addWidget(Label(line.nama))
    inside.addStretch(1)
    inside.addWidget(Label(line.nilai))
    if line.ragu:
        mark = IconLabel("info-circle", "text_2", 12)
        mark.setAccessibleName(UNSURE)
        inside.addWidget(mark)
    row.setMinimumHeight(theme.px(22))
    row.setToolTip(line.sumber)
    row.setAccessibleName(f"{line.nama}: {line.nilai}{', ' + UNSURE if line.ragu else ''}. {line.sumber}")
    return row
