"""What became of rows of a workbook, as a table: number, name, outcome as a chip, and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import ImportedRow
from jamsos_desktop.texts import title_name
from ui.widgets import CHIP_ROLE, LinesTable

TITLES = ("Baris", "Nama", "Hasil", "Sebabnya")
WIDTHS = (64, 190, 120, 260)
RESULT, REASON = 2, 3
LOOKS = {
    "siap": ("check-lg", "Siap", "ok"),
    "perlu_dilengkapi": ("exclamation-triangle-fill", "Perlu dilengkapi", "warn"),
    "ditahan": ("x-octagon-fill", "Ditahan", "error"),
    "dilewati": ("dash-circle", "Dilewati", "neutral"),
}
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ImportRows(LinesTable[ImportedRow]):
    """Rows of a report in the order they are given."""

    titles = TITLES

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.lines[index.row()], index.column()
        if role == Role.DisplayRole:
            return (str(row.baris), title_name(row.nama), LOOKS[row.hasil][1], row.pesan)[column]
        if role == Role.ToolTipRole and column == REASON:
            return row.pesan or None
        if role == CHIP_ROLE and column == RESULT:
            return LOOKS[row.hasil]
        return None
