"""Page Ketentuan: the versions held here, and what one of them changes, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import PolicyInfo, TableChange
from ui import theme
from ui.widgets import CHIP_ROLE, StatusChipDelegate, set_up_table

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
STATES = {
    "berlaku": ("check-circle-fill", "Berlaku", "ok"), "menunggu": ("clock", "Menunggu", "info"),
    "habis": ("hourglass-split", "Habis", "neutral"), "digantikan": ("arrow-repeat", "Digantikan", "neutral"),
    "disisihkan": ("dash-circle", "Disisihkan", "warn"), "rusak": ("x-octagon-fill", "Tidak terbaca", "error"),
}
DISPLAY = Qt.ItemDataRole.DisplayRole


class _Rows(QAbstractTableModel):
    """Rows of a fixed table: titles and how each row is written."""

    titles: tuple[str, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Any, ...] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == DISPLAY:
            return self.titles[section]
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            return self.cells(self.rows[index.row()])[index.column()]
        return None

    def cells(self, row: Any) -> tuple[str, ...]:
        """The words of one row."""
        raise NotImplementedError


class Versions(_Rows):
    """Every version; the state as a chip in the last column."""

    titles = ("Versi", "Mulai", "Sampai", "Dari", "Keadaan")

    def cells(self, row: PolicyInfo) -> tuple[str, ...]:
        until = texts.screen_date(row.berlaku_sampai) if row.berlaku_sampai else "seterusnya"
        return row.versi, texts.screen_date(row.berlaku_mulai), until, row.dari, STATES[row.keadaan][1]

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == CHIP_ROLE and index.column() == len(self.titles) - 1:
            return STATES[self.rows[index.row()].keadaan]
        return super().data(index, role)


class Changes(_Rows):
    """What a version changes, table by table."""

    titles = ("Tabel", "Baru", "Berubah", "Hilang", "Antara lain")

    def cells(self, row: TableChange) -> tuple[str, ...]:
        counts = (str(n) if n else "" for n in (row.tambah, row.ubah, row.hapus))
        return row.label, *counts, ", ".join(name.replace("_", " ") for name in row.contoh)


class ListView(QTableView):
    """A quiet table; ``moved(row)`` as the keyboard goes, ``opened(row)`` on Enter. ``wide``: px, 0 takes the rest."""

    moved = Signal(int)
    opened = Signal(int)

    def __init__(self, model: _Rows, wide: Sequence[int], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = tuple(wide)
        self.setModel(model)
        set_up_table(self)
        self.setProperty("bare", True)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        if isinstance(model, Versions):
            self.setItemDelegateForColumn(len(model.titles) - 1, StatusChipDelegate(self))

    def go_to(self, row: int) -> None:
        """Put the keyboard on a row."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rest = self.viewport().width() - sum(theme.px(wide) for wide in self._wide)
        for at, wide in enumerate(self._wide):
            self.setColumnWidth(at, theme.px(wide) if wide else max(theme.px(90), rest))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
