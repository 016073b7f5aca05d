"""Desa dan kunci: what came last from each unit, and whether its key was compared with the printed receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from jamsos_desktop.desk import District, UnitInfo
from jamsos_desktop.model.codes import fold
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import screen_date
from ui import ask, theme
from ui.pages.target_key_panel import KeyPanel
from ui.pages.target_sheets import UnitSheet
from ui.widgets import CHIP_ROLE, StatusChipDelegate, set_up_table

if TYPE_CHECKING:
    from ui.window import Shell

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TITLES = ("Unit", "Kecamatan", "Kiriman terakhir", "Laptop", "Sidik kunci", "Kunci")
WIDTHS = (150, 112, 152, 68, 154, 156)
STATE = len(TITLES) - 1
RETIRING = ("Kiriman dengan kunci ini tidak diterima lagi. Kiriman berikut dengan kunci lain dianggap kiriman pertama, "
            "lalu Anda cocokkan. Data yang sudah ada tetap utuh.")


def state_of(unit: UnitInfo) -> tuple[str, str, str]:
    """Icon, words and colour role of a unit's key."""
    if not unit.sidik:
        return ("key", "Menunggu kunci baru", "warn") if unit.minta_penuh and unit.seq else (
            "circle", "Belum ada kiriman", "neutral")
    if unit.dicocokkan:
        return "check-circle-fill", "Sudah dicocokkan", "ok"
    return "exclamation-triangle-fill", "Belum dicocokkan", "warn"


def last_heard(unit: UnitInfo) -> str:
    """"no. 5, 12/11/2026", or that nothing came."""
    return f"no. {unit.seq}, {screen_date(date.fromisoformat(unit.diambil[:10]))}" if unit.seq and unit.diambil \
        else "Belum pernah"


class UnitTable(QAbstractTableModel):
    """Units: those whose key waits for comparing first, then by code."""

    def __init__(self) -> None:
        super().__init__()
        self.units: list[UnitInfo] = []

    def show(self, units: Sequence[UnitInfo], wanted: str) -> None:
        """Other units; ``wanted`` filters by name, kecamatan or code."""
        self.beginResetModel()
        found = [unit for unit in units
                 if not wanted or fold(wanted) in fold(f"{unit.nama} {unit.kecamatan} {unit.kode}")]
        self.units = sorted(found, key=lambda unit: (not unit.sidik or bool(unit.dicocokkan), unit.kode))
        self.endResetModel()

    def line_of(self, kode: str) -> int:
        """Where a unit stands, or -1."""
        return next((at for at, unit in enumerate(self.units) if unit.kode == kode), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        unit, column = self.units[index.row()], index.column()
        if role == CHIP_ROLE:
            return state_of(unit) if column == STATE else None
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            text = (unit.sebutan, unit.kecamatan or "–", last_heard(unit), str(unit.perangkat or "–"),
                    unit.sidik or "–", state_of(unit)[1])[column]
            return f"{TITLES[column]}: {text}" if role == Role.AccessibleTextRole else text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        return TITLES[section] if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole else None


class KeysPart(QWidget):
    """The units and, beside them, the key of the chosen one. ``changed()``: a key or unit is another now."""

    changed = Signal()

    def __init__(self, district: District, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._district, self._shell = district, shell
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.model, self.table = UnitTable(), QTableView(self)
        set_up_table(self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName("Unit dan kuncinya")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for at, wide in enumerate(WIDTHS):
            self.table.setColumnWidth(at, theme.px(wide))
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setItemDelegateForColumn(STATE, StatusChipDelegate(self.table))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.table.activated.connect(lambda _: self.panel.typed.edit.setFocus())
        self.panel = KeyPanel(self)
        self.panel.matched.connect(self.match)
        self.panel.retired.connect(self.retire)
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)

    def show_units(self, units: Sequence[UnitInfo], wanted: str) -> None:
        """Other units; the chosen one stays chosen."""
        kept = self.unit.kode if self.unit else ""
        self.model.show(units, wanted)
        if self.model.units:
            self.table.selectRow(max(0, self.model.line_of(kept)))
        else:
            self.panel.show_unit(None, ())

    @property
    def unit(self) -> UnitInfo | None:
        """The unit chosen."""
        line = self.table.currentIndex().row()
        return self.model.units[line] if 0 <= line < len(self.model.units) else None

    def choose(self, kode: str) -> None:
        """Mark a unit."""
        if (line := self.model.line_of(kode)) >= 0:
            self.table.selectRow(line)

    # Deciding.

    def match(self, kode: str, sidik: str) -> None:
        """The fingerprint was compared."""
        try:
            unit = self._district.match_key(kode, sidik)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self.changed.emit()
        self._shell.toast(f"Kunci {unit.sebutan} sudah dicocokkan.")

    def retire(self, kode: str) -> None:
        """Ask, then accept nothing more from the unit's present key."""
        unit = self._district.unit(kode)
        if not ask.confirm(self._shell, f"Cabut kunci {unit.sebutan}?", "Cabut kunci", RETIRING, danger=True):
            return
        try:
            self._district.retire_key(kode)
            came = len(self._district.release_held(kode))
        except Problem as problem:
            self._shell.problem(problem)
            return
        self.changed.emit()
        more = f" {came} kiriman yang ditahan ikut masuk." if came else ""
        self._shell.toast(f"Kunci {unit.sebutan} dicabut.{more}")

    def add(self) -> None:
        """Ask for a new unit and enter it."""
        taken = {unit.kode for unit in self._district.units()}
        sheet = UnitSheet(f"{self._shell.desk.unit.kode}.", taken, self._shell)
        sheet.exec()
        if sheet.chosen != "tambah":
            return
        try:
            unit = self._district.add_unit(sheet.kode, sheet.nama)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self.changed.emit()
        self.choose(unit.kode)
        self._shell.toast(f"{unit.nama} ditambahkan dengan kode {unit.kode}.")

    def _chosen(self) -> None:
        unit = self.unit
        self.panel.show_unit(unit, self._district.keys_of(unit.kode) if unit else ())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(1080)
        for column in (1, 3):
            self.table.setColumnHidden(column, narrow)
