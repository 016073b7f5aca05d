"""What became of each row of a workbook, as a table: number, name, outcome as a chip, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import ImportedRow
from jamsos_desktop.texts import title_name
from ui.widgets import CHIP_ROLE

TITLES = ("Baris", "Nama", "Hasil", "Yang perlu dibenahi")
WIDTHS = (64, 210, 150, 400)
RESULT, REASON = 2, 3
LOOKS = {
    "siap": ("check-lg", "Siap", "ok"),
    "perlu_dilengkapi": ("exclamation-triangle-fill", "Perlu dilengkapi", "warn"),
    "ditahan": ("x-octagon-fill", "Ditahan", "error"),
    "dilewati": ("dash-circle", "Dilewati", "neutral"),
}
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ImportRows(QAbstractTableModel):
    """The rows of one report in the order of the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ImportedRow] = ()

    def set_rows(self, rows: Sequence[ImportedRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def next_line(self, start: int, step: int) -> int:
        """The next line after ``start`` with something to mend, going round; -1 when there is none."""
        total = len(self._rows)
        lines = ((start + step * away) % total for away in range(1, total + 1))
        return next((line for line in lines if self._rows[line].hasil in ("perlu_dilengkapi", "ditahan")), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Role.DisplayRole:
            return (str(row.baris), title_name(row.nama), LOOKS[row.hasil][1], row.pesan)[column]
        if role == Role.ToolTipRole and column == REASON:
            return row.pesan or None
        if role == CHIP_ROLE and column == RESULT:
            return LOOKS[row.hasil]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return TITLES[section]
        return None
