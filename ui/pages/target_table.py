"""Targets as a table to type in: units under their kecamatan, four groups, sums that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from jamsos_desktop.desk import UnitInfo
from jamsos_desktop.model.codes import code_list, fold
from jamsos_desktop.texts import number
from ui import theme
from ui.keys import edit_too
from ui.widgets import ColumnFit, set_up_table

GROUPS = tuple(code_list("kelompok"))
NAME, FIRST, SUM, PEOPLE = 0, 1, 1 + len(GROUPS), 2 + len(GROUPS)
TITLES = ("Kecamatan / unit", *code_list("kelompok").values(), "Jumlah", "Tercatat")
WIDTHS = (130, 118, 114, 84, 112, 84, 84)
OPD = "Perangkat daerah"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Write = Callable[[Mapping[str, Mapping[str, int | None]]], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A unit, or the head of a kecamatan (``unit`` None) with the units below it."""

    name: str
    unit: UnitInfo | None
    members: tuple[str, ...]
LONGEST_SHOWN = 40  # letters of a refused text that are said again


def lines_of(units: Sequence[UnitInfo], wanted: str = "") -> list[Line]:
    """Kecamatan by name with their units; ``wanted``: only those whose name or kecamatan holds it."""
    areas: dict[str, list[UnitInfo]] = {}
    for unit in units:
        area = unit.kecamatan if unit.kode_kecamatan else OPD
        if not wanted or fold(wanted) in fold(f"{unit.nama} {area} {unit.kode}") or wanted in unit.kode:
            areas.setdefault(area, []).append(unit)
    found: list[Line] = []
    for area in sorted(areas, key=lambda name: (name == OPD, name)):
        members = sorted(areas[area], key=lambda unit: unit.nama)
        found.append(Line(area, None, tuple(unit.kode for unit in members)))
        found += [Line(unit.sebutan, unit, (unit.kode,)) for unit in members]
    return found


def people_typed(text: str) -> int | None:
    """"1.250" as a number; raises ValueError for what is none, None for an emptied cell."""
    plain = text.strip().replace(".", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 6:
        raise ValueError(text)
    return int(plain)


class TargetTable(QAbstractTableModel):
    """``write(figures)`` keeps what was typed and says whether that was possible; ``refused(text)``: no number."""

    refused = Signal(str)

    def __init__(self, write: Write) -> None:
        super().__init__()
        self._write = write
        self.lines: list[Line] = []
        self._figures: dict[str, dict[str, int]] = {}

    def show(self, lines: Sequence[Line], figures: Mapping[str, Mapping[str, int]]) -> None:
        """Other lines and figures."""
        self.beginResetModel()
        self.lines = list(lines)
        self._figures = {kode: dict(values) for kode, values in figures.items()}
        self.endResetModel()

    def figure(self, line: Line, group: str) -> int | None:
        """Of a unit, or summed over a kecamatan; None where nothing was ever set."""
        found = [value for kode in line.members if (value := self._figures.get(kode, {}).get(group)) is not None]
        return sum(found) if found else None

    def total(self, line: Line) -> int | None:
        """The sum of a line's four groups, None while none of them has a figure."""
        found = [value for group in GROUPS if (value := self.figure(line, group)) is not None]
        return sum(found) if found else None

    # The model as Qt asks for it.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        editable = index.isValid() and self.lines[index.row()].unit is not None and FIRST <= index.column() < SUM
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Role.DisplayRole, Role.EditRole, Role.AccessibleTextRole):
            text = self._text(line, column, role == Role.EditRole)
            return f"{line.name}, {TITLES[column]}: {text or 'belum diisi'}" if role == Role.AccessibleTextRole \
                else text
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Role.FontRole and (line.unit is None or column == SUM):
            return theme.font("table", 600)
        if role == Role.BackgroundRole and line.unit is None:
            return theme.qcolor("surface_sunken")
        if role == Role.ToolTipRole and line.unit is not None and not column:
            return line.unit.kode
        return None

    def _text(self, line: Line, column: int, editing: bool) -> str:
        if column == NAME:
            return f"    {line.name}" if line.unit else f"{line.name} ({len(line.members)})"
        if column == PEOPLE:
            return number(line.unit.orang) if line.unit else number(
                sum(other.unit.orang for other in self.lines if other.unit and other.unit.kode in line.members))
        value = self.total(line) if column == SUM else self.figure(line, GROUPS[column - FIRST])
        return "" if value is None else str(value) if editing else number(value)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        unit = self.lines[index.row()].unit if index.isValid() else None
        if role != Role.EditRole or unit is None:
            return False
        return self.put([(index.row(), index.column(), str(value))])

    def put(self, cells: Sequence[tuple[int, int, str]]) -> bool:
        """Keep (row, column, text)s together; a text that is no number keeps nothing and is said."""
        wanted: dict[str, dict[str, int | None]] = {}
        for row, column, text in cells:
            line = self.lines[row]
            if line.unit is None or not FIRST <= column < SUM:
                continue
            try:
                wanted.setdefault(line.unit.kode, {})[GROUPS[column - FIRST]] = people_typed(text)
            except ValueError:
                self.refused.emit(text[:LONGEST_SHOWN])
                return False
        if not wanted or not self._write(wanted):
            return False
        for kode, figures in wanted.items():
            held = self._figures.setdefault(kode, {})
            for group, people in figures.items():
                if people is None:
                    held.pop(group, None)
                else:
                    held[group] = people
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(TITLES) - 1))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return TITLES[section]
        if role == Role.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class TargetView(QTableView):
    """Typing begins to edit, Enter goes on to the next unit below, Del empties, Ctrl+V takes in copied cells."""

    def __init__(self, model: TargetTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up_table(self, "rapat")
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
                             | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setModel(model)
        self._table = model
        self.setAccessibleName("Sasaran per unit")
        edit_too(self)
        ColumnFit(self, WIDTHS, NAME, (PEOPLE, SUM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._table.put([(index.row(), index.column(), "") for index in self.selectedIndexes()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: object, hint: object) -> None:
        super().closeEditor(editor, hint)
        at = self.currentIndex()
        row = at.row() + 1
        while row < len(self._table.lines) and self._table.lines[row].unit is None:
            row += 1
        if hint == self.hint_submit and row < len(self._table.lines):
            self.setCurrentIndex(self._table.index(row, at.column()))

    @property
    def hint_submit(self) -> object:
        """How an editor ends that was closed with Enter."""
        from PySide6.QtWidgets import QAbstractItemDelegate

        return QAbstractItemDelegate.EndEditHint.SubmitModelCache

    def paste(self, text: str) -> bool:
        """Copied cells go in from the current one on, over the heads of kecamatan."""
        at = self.currentIndex()
        rows = [row for row in range(at.row(), len(self._table.lines)) if self._table.lines[row].unit is not None]
        cells = [(row, at.column() + shift, cell) for row, line in zip(rows, text.splitlines(), strict=False)
                 for shift, cell in enumerate(line.split("\t", SUM))]
        return self._table.put(cells)
