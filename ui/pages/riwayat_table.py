"""The history as a table: numbers in SQL order, rows read in blocks when they are painted."""

from __future__ import annotations

from array import array
from collections import OrderedDict

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jamsos_desktop.desk import Desk, TrailQuery, TrailRow
from jamsos_desktop.texts import clock, number, screen_date

BLOCK = 128
KEEP_BLOCKS = 32
NUMBER, WHEN, WHO, WHAT, ABOUT, CHANGED, WHY = range(7)
HEADS = ("No", "Waktu", "Oleh", "Yang dilakukan", "Tentang", "Isian yang berubah", "Alasan")
WIDTHS = (54, 118, 120, 184, 138, 150, 130)
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


def when(row: TrailRow) -> str:
    """20/11/2026 10.42."""
    return f"{screen_date(row.waktu.date())} {clock(row.waktu)}"


class TrailTable(QAbstractTableModel):
    """Entries that match a query, newest first."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._numbers: array[int] = array("q")
        self._blocks: OrderedDict[int, dict[int, TrailRow]] = OrderedDict()

    def set_query(self, query: TrailQuery) -> None:
        """List what matches ``query``."""
        numbers = self._desk.trail_numbers(query)
        self.beginResetModel()
        self._numbers = numbers
        self._blocks.clear()
        self.endResetModel()

    def row_at(self, line: int) -> TrailRow | None:
        """The entry in a line of the table."""
        if not 0 <= line < len(self._numbers):
            return None
        at = line // BLOCK
        block = self._blocks.get(at)
        if block is None:
            block = self._blocks[at] = self._desk.trail_rows(self._numbers[at * BLOCK:(at + 1) * BLOCK])
            if len(self._blocks) > KEEP_BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(at)
        return block.get(self._numbers[line])

    def line_of(self, n: int) -> int:
        """Where entry ``n`` stands, or -1."""
        return self._numbers.index(n) if n in self._numbers else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        if role == Role.TextAlignmentRole and section == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Role.TextAlignmentRole and index.column() == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        text = (number(row.n), when(row), row.oleh, row.apa, row.tentang, ", ".join(row.kolom),
                row.alasan)[index.column()]
        return f"{HEADS[index.column()]}: {text}" if role == Role.AccessibleTextRole else text
