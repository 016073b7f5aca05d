"""The figures of Rekap as tables: for screen readers, for those who rather read numbers, and the silent villages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from jamsos_desktop.desk import SilentUnit
from jamsos_desktop.texts import number, percent
from ui import theme
from ui.widgets import CHIP_ROLE, LinesTable, StatusChipDelegate, set_up_table
from ui.widgets.rank_bars import heard
from ui.widgets.trend_bars import month_name

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class Cells(NamedTuple):
    """One column: title, what a row says, whether it is a number, width, and icon and colour where it is a state."""

    title: str
    text: Callable[[Any], str]
    right: bool = False
    width: int = 80
    chip: Callable[[Any], tuple[str, str, str]] | None = None


BARS = (Cells("Nama", lambda bar: bar.nama, width=150),
        Cells("Cakupan", lambda bar: percent(bar.persen), True, 78),
        Cells("Terdaftar", lambda bar: number(bar.nyata), True, 78),
        Cells("Sasaran", lambda bar: number(bar.sasaran) if bar.sasaran else "–", True, 72),
        Cells("Lapor", heard, True, 58),
        Cells("Lewat masa", lambda bar: number(bar.lewat), True, 92),
        Cells("Menunggu", lambda bar: number(bar.tunda), True, 90))
GROUPS = (Cells("Kelompok", lambda bar: bar.nama, width=120),
          Cells("Cakupan", lambda bar: percent(bar.persen), True, 78),
          Cells("Terdaftar", lambda bar: number(bar.nyata), True, 78),
          Cells("Sasaran", lambda bar: number(bar.sasaran) if bar.sasaran else "–", True, 78))
MONTHS = (Cells("Bulan", lambda one: month_name(one.bulan, short=False), width=150),
          Cells("Terdaftar", lambda one: number(one.aktif), True, 100))


def silence(unit: SilentUnit) -> tuple[str, str, str]:
    """Icon, words and colour role of how long a village is silent."""
    if unit.hari is None:
        return "x-octagon-fill", "Belum pernah", "error"
    return "clock", f"{unit.hari} hari", "warn"


SILENT = (Cells("Desa", lambda unit: unit.nama, width=118), Cells("Kecamatan", lambda unit: unit.kecamatan, width=112),
          Cells("Kabar", lambda unit: silence(unit)[1], width=120, chip=silence))


class RecapTable(LinesTable[Any]):
    """Rows of one kind (bars, months, silent units) under fixed columns; nothing is counted here."""

    strong = 0

    def __init__(self, columns: Sequence[Cells]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.titles = tuple(column.title for column in columns)
        self.right = tuple(at for at, column in enumerate(columns) if column.right)

    def texts(self, line: Any) -> tuple[str, ...]:
        return tuple(column.text(line) for column in self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if role == CHIP_ROLE and index.isValid():
            chip = self.columns[index.column()].chip
            return chip(self.lines[index.row()]) if chip else None
        return super().data(index, role)


class RecapView(QTableView):
    """Such a table; who comes to it by keyboard stands on its first line."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.selectRow(0)


def recap_view(columns: Sequence[Cells], name: str, *, head: bool = True) -> tuple[QTableView, RecapTable]:
    """A table over such rows; the first column takes what width is left."""
    model, view = RecapTable(columns), RecapView()
    set_up_table(view, "rapat")
    view.setProperty("bare", True)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    header = view.horizontalHeader()
    header.setVisible(head)
    for at, column in enumerate(columns):
        view.setColumnWidth(at, theme.px(column.width))
        if column.chip:
            plain = StatusChipDelegate(view)
            plain.filled = False
            view.setItemDelegateForColumn(at, plain)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return view, model
