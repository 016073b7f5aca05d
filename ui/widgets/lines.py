"""Records shown one per row, as a list or a table: the models, and a view the keyboard walks; what a row says is the
page's own business."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QListView, QWidget

from ui import theme
from ui.widgets.tables import CHIP_ROLE

Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LinesModel(QAbstractListModel, Generic[Line]):
    """``lines`` in their order; subclasses answer ``data``."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)


class LinesTable(QAbstractTableModel, Generic[Line]):
    """``lines`` in their order under ``titles``. Subclasses answer ``texts`` (and ``look`` of the column ``chip``), or
    ``data`` where a cell is more than that. ``right``: columns of figures; ``strong``: the column that names the row.
    """

    titles: Sequence[str] = ()
    right: Collection[int] = ()
    chip = -1
    strong = -1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """What stands in a row, None outside."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def texts(self, line: Line) -> Sequence[str]:
        """What a row says, column by column."""
        raise NotImplementedError

    def look(self, line: Line) -> tuple[str, str, str] | None:
        """Icon, words and colour role of the chip of a row."""
        raise NotImplementedError

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.texts(line)[column]
        if role == Role.AccessibleTextRole:
            return f"{self.titles[column]}: {self.texts(line)[column]}"
        if role == CHIP_ROLE:
            return self.look(line) if column == self.chip else None
        if role == Role.FontRole and column == self.strong:
            return theme.font("table", 600)
        if role == Role.TextAlignmentRole and column in self.right:
            return RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section in self.right:
            return RIGHT
        return self.titles[section] if role == Role.DisplayRole else None


class LinesView(QListView):
    """``moved(row)``: the keyboard stands on another line; ``entered_row``: Enter on it, or to the right."""

    moved = Signal(int)
    entered_row = Signal()

    def __init__(self, model: LinesModel[Line], cells: type[QAbstractItemDelegate], name: str,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(cells(self))
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)
