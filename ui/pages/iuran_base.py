"""The card "Dasar upah dan tarif": what dues are computed from, what is not confirmed yet, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import UNSURE, Button, Card, Doubt, IconLabel, Label, Line, TallArea, UnsureMark, clear_layout
from ui.widgets.tables import FocusRing


class BaseLine(NamedTuple):
    """Name and value; ``sumber`` shown as tooltip, ``ragu``: the quiet mark stands behind the value."""

    nama: str
    nilai: str
    sumber: str
    ragu: bool = False


class BaseCard(Card):
    """``change_wanted``, ``confirm_wanted``: the buttons."""

    change_wanted = Signal()
    confirm_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.mark, self._low = UnsureMark(), False
        super().__init__("Dasar upah dan tarif", self.mark, parent, margins=(1, 2, 1, 1))
        self.area = TallArea(parent=self)
        inside = QWidget(self.area.viewport(), objectName="plain")
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
        self.area.hold(inside)
        self.area.setAccessibleName("Dasar upah dan tarif")
        FocusRing(self.area)
        self.body.addWidget(self.area, 1)
        foot = QVBoxLayout()  # always in reach, however many rows there are
        foot.setContentsMargins(11, 2, 11, 8)
        foot.setSpacing(8)
        foot.addLayout(self._note())
        foot.addLayout(self._buttons())
        self.body.addLayout(foot)

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

    def show_lines(self, bases: Sequence[BaseLine], rates: Sequence[BaseLine], note: str, doubts: Sequence[Doubt], *,
                   may_confirm: bool) -> None:
        """Other figures; ``note`` in the card, ``doubts`` behind the mark."""
        for column, lines in ((self._bases, bases), (self._rates, rates)):
            clear_layout(column)
            for line in lines:
                column.addWidget(_row(line, self.area.widget()))
        self._line.setVisible(bool(bases and rates))
        self.note.setText(note)
        self._show_note()
        self.mark.set_doubts(doubts)
        self.confirm.setVisible(may_confirm)
        self._fit_focus()


def _row(line: BaseLine, parent: QWidget) -> QWidget:
    row = QWidget(parent)
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(8)
    inside.addWidget(Label(line.nama))
    inside.addStretch(1)
    inside.addWidget(Label(line.nilai))
    if line.ragu:
        inside.addWidget(UnsureMark([Doubt(f"{line.nama}: {line.nilai}", line.sumber)], row, short=True))
    row.setMinimumHeight(theme.px(22))
    row.setToolTip(line.sumber)
    row.setAccessibleName(f"{line.nama}: {line.nilai}{', ' + UNSURE if line.ragu else ''}. {line.sumber}")
    return row
