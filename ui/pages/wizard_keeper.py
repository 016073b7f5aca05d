"""Where the recovery sheet is kept, and by whom: two fields that share a row as far as both are read whole there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStyle, QStyleOptionComboBox, QStyleOptionFrame, QWidget

from ui.widgets import FieldRow, enter_moves
from ui.widgets.edits import Combo

CURSOR = 4  # px of a line beside its letters
Side = QBoxLayout.Direction


class KeeperRow(QWidget):
    """``place`` and ``keeper`` take half a row each, as picture 01d has it. A long name takes more of it, and where too
    little would be left for the place, the two stand one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = FieldRow("Disimpan di", placeholder="misalnya lemari arsip", reserve=0)
        self.keeper = FieldRow("Penanggung jawab", choices={}, reserve=0)
        self._row = QBoxLayout(Side.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        for field in (self.place, self.keeper):
            enter_moves(field.edit)
            self._row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    def offer(self, place: str, people: Sequence[str]) -> None:
        """What is proposed: this place, and the first of these people."""
        self.place.set_text(place)
        self.keeper.set_choices({name: name for name in people})
        self.keeper.set_text(people[0])
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share()

    def _share(self) -> None:
        place, keeper, room = self._needs(self.place), self._needs(self.keeper), self.width() - self._row.spacing()
        self._row.setDirection(Side.LeftToRight if place + keeper <= room else Side.TopToBottom)
        left = max(place, min(room // 2, room - keeper))
        for at, width in enumerate((left, room - left)):
            self._row.setStretch(at, max(1, width))

    @staticmethod
    def _needs(field: FieldRow) -> int:
        """The width in which whatever can be chosen, or stands in the line, is read whole."""
        edit = field.edit
        if isinstance(edit, Combo):
            words = [edit.itemText(at) for at in range(edit.count())]
            box = QStyleOptionComboBox()
            edit.initStyleOption(box)
            inside = edit.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, box,
                                                 QStyle.SubControl.SC_ComboBoxEditField, edit).width()
        else:
            words, frame = [edit.text()], QStyleOptionFrame()
            edit.initStyleOption(frame)
            inside = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, edit).width() - CURSOR
        return max((edit.fontMetrics().horizontalAdvance(one) for one in words), default=0) + edit.width() - inside
