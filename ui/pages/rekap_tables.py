"""The figures of Rekap as tables: for screen readers, for those who rather read numbers, and the silent villages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop.desk import SilentUnit
from jamsos_desktop.texts import number, percent
from ui import theme
from ui.widgets import CHIP_ROLE, LinesTable, StatusChipDelegate, set_up_table
from ui.widgets.rank_bars import heard
from ui.widgets.trend_bars import month_name

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
BESIDE = 17  # px of a cell or a head that are padding and line


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
    """Such a table; who comes to it by keyboard stands on its first line. The first column names the row and takes what
    width is left; where that cuts a name the others give what stands empty beside their words, then they scroll."""

    def __init__(self, table: RecapTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._needs = table, dict[int, int]()
        self.setModel(table)
        table.modelReset.connect(self._fit_anew)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.selectRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit_anew(self) -> None:
        self._needs.clear()
        self._fit()

    def _fit(self) -> None:
        wishes = [theme.px(column.width) for column in self._table.columns[1:]]
        room = self.viewport().width()
        if (lacking := sum(wishes) + self._need(0) - room) > 0:
            least = [min(wish, self._need(at)) for at, wish in enumerate(wishes, 1)]
            spare = sum(wishes) - sum(least)
            part = min(1.0, lacking / spare) if spare else 0.0
            wishes = [int(wish - part * (wish - need)) for wish, need in zip(wishes, least, strict=True)]
        for at, wide in enumerate((self._first(room, wishes), *wishes)):
            self.setColumnWidth(at, wide)

    def _first(self, room: int, others: Sequence[int]) -> int:
        """px of the first column: what the others leave. Where they do not fit, as many as do end at the edge: a figure
        that is half in sight reads as another figure."""
        for many in range(len(others), 0, -1):
            if self._need(0) + sum(others[:many]) <= room:
                return room - sum(others[:many])
        return self._need(0)

    def _need(self, at: int) -> int:
        """px a column must have for its head and every cell of it; a chip needs what it was given."""
        if at not in self._needs:
            column, head = self._table.columns[at], self.horizontalHeader()
            words = QFontMetrics(theme.font("table", 600 if at == self._table.strong else 0))
            font = QFont(head.font())
            font.setWeight(QFont.Weight.DemiBold)
            most = [words.horizontalAdvance(column.text(line)) for line in self._table.lines]
            if not head.isHidden():
                most.append(QFontMetrics(font).horizontalAdvance(column.title))
            self._needs[at] = theme.px(column.width) if column.chip else max(most, default=0) + BESIDE
        return self._needs[at]


def recap_view(columns: Sequence[Cells], name: str, parent: QWidget | None = None, *, head: bool = True,
               ) -> tuple[QTableView, RecapTable]:
    """A table over such rows."""
    model = RecapTable(columns)
    view = RecapView(model, parent)
    set_up_table(view, "rapat")
    view.setProperty("bare", True)
    view.setAccessibleName(name)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    view.horizontalHeader().setVisible(head)
    for at, column in enumerate(columns):
        if column.chip:
            plain = StatusChipDelegate(view)
            plain.filled = False
            view.setItemDelegateForColumn(at, plain)
    return view, model
