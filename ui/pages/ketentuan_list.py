"""Page Ketentuan: the versions held here, and what one of them changes, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop.desk import PolicyInfo, TableChange
from jamsos_desktop.texts import screen_date
from ui import theme
from ui.widgets import LinesTable, StatusChipDelegate, set_up_table

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
STATES = {
    "berlaku": ("check-circle-fill", "Berlaku", "ok"), "menunggu": ("clock", "Menunggu", "info"),
    "habis": ("hourglass-split", "Habis", "neutral"), "digantikan": ("arrow-repeat", "Digantikan", "neutral"),
    "disisihkan": ("dash-circle", "Disisihkan", "warn"), "rusak": ("x-octagon-fill", "Tidak terbaca", "error"),
}
DISPLAY = Qt.ItemDataRole.DisplayRole


class Versions(LinesTable[PolicyInfo]):
    """Every version; the state as a chip in the last column."""

    titles = ("Versi", "Mulai", "Sampai", "Dari", "Keadaan")
    chip = 4

    def texts(self, line: PolicyInfo) -> tuple[str, ...]:
        until = screen_date(line.berlaku_sampai) if line.berlaku_sampai else "seterusnya"
        return line.versi, screen_date(line.berlaku_mulai), until, line.dari, STATES[line.keadaan][1]

    def look(self, line: PolicyInfo) -> tuple[str, str, str]:
        return STATES[line.keadaan]


class Changes(LinesTable[TableChange]):
    """What a version changes, table by table."""

    titles = ("Tabel", "Baru", "Berubah", "Hilang", "Antara lain")

    def texts(self, line: TableChange) -> tuple[str, ...]:
        counts = (str(n) if n else "" for n in (line.tambah, line.ubah, line.hapus))
        return line.label, *counts, ", ".join(name.replace("_", " ") for name in line.contoh)


class ListView(QTableView):
    """A quiet table; ``moved(row)`` as the keyboard goes, ``opened(row)`` on Enter. ``wide``: px, 0 takes the rest."""

    moved = Signal(int)
    opened = Signal(int)

    def __init__(self, model: LinesTable[Any], wide: Sequence[int], name: str, parent: QWidget | None = None) -> None:
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
