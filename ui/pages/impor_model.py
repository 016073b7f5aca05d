"""The sheet of a workbook as a table: cells as they stand in Excel, with what the report says of them laid over.

Nothing is copied: rows are looked up when they are painted, so that 10,000 of them open as fast as ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from jamsos_desktop.desk import CellMark, Imported, ImportedRow, ImportPlan, ImportSource
from jamsos_desktop.texts import column_letters

SKIPPED, HELD, CHECK, REPLACED = "dilewati", "ditahan", "periksa", "diganti"
LOOKS = {  # what a row's state looks like: icon, colour role, words
    "siap": ("check-lg", "ok", "Siap"), "draf": ("pencil", "text_2", "Masuk sebagai draf"),
    CHECK: ("exclamation-triangle-fill", "warn", "Masuk, ada yang perlu diperiksa"),
    HELD: ("x-octagon-fill", "error", "Ditahan"), SKIPPED: ("dash-circle", "text_3", "Dilewati"),
}
NO_MARK = CellMark("")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class Cell(NamedTuple):
    """What a cell shows. ``level``: a level of ``CellMark`` or ""; ``typed``: somebody typed over it."""

    text: str
    level: str
    typed: bool
    faded: bool


class SheetModel(QAbstractTableModel):
    """The rows below the header. ``typed(row number, column, text)``: somebody typed over a cell."""

    typed = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.source: ImportSource | None = None
        self.report: Imported | None = None
        self._plan = ImportPlan()
        self._first = self._columns = 0
        self._results: Mapping[int, ImportedRow] = {}
        self._noted: frozenset[int] = frozenset()
        self._lines: Mapping[int, int] = {}

    def show_report(self, source: ImportSource, plan: ImportPlan, report: Imported) -> None:
        """Lay a report over its sheet; the same sheet under the same header stays where it is scrolled to."""
        layout = report.layout
        same = self.source is source and self._first == layout.isi and self.report is not None
        if not same:
            self.beginResetModel()
        self.source, self._plan, self.report, self._first = source, plan, report, layout.isi
        self._results = {row.baris: row for row in report.rows}
        self._noted = frozenset(p.baris for p in report.problems if p.tingkat in (CHECK, "tanya"))
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self._columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, self.rowCount() - 1))
            return
        rows = source.sheet.rows[layout.isi:]
        self._lines = {row.nomor: line for line, row in enumerate(rows)}
        widest = max((len(row.texts) for row in rows), default=0)
        self._columns = max([widest, *(column.at + 1 for column in layout.columns)])
        self.endResetModel()

    def put_away(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.source = self.report = None
        self._results, self._lines, self._columns = {}, {}, 0
        self.endResetModel()

    # What pages and views ask

    def number(self, line: int) -> int:
        """The row number in Excel of a line of the table."""
        assert self.source is not None
        return self.source.sheet.rows[self._first + line].nomor

    def line(self, number: int) -> int:
        """The line of the table of a row number, -1 when it is not there."""
        return self._lines.get(number, -1)

    def result(self, line: int) -> ImportedRow | None:
        """What the report says of a line's row, None when nothing."""
        return self._results.get(self.number(line))

    def state(self, line: int) -> str:
        """A key of ``LOOKS``, "" for a row that nothing is said of."""
        row = self.result(line)
        if row is None:
            return ""
        if row.hasil == "perlu_dilengkapi":
            return CHECK if row.baris in self._noted else "draf"
        return row.hasil

    def raw(self, line: int, column: int) -> str:
        """The cell's own text, or what somebody typed over it."""
        assert self.source is not None
        row = self.source.sheet.rows[self._first + line]
        return self._plan.isi.get((row.nomor, column), row.text(column))

    def original(self, line: int, column: int) -> str:
        """The text as it stands in the file."""
        assert self.source is not None
        return self.source.sheet.rows[self._first + line].text(column)

    def cell(self, line: int, column: int) -> Cell:
        """Everything its painting needs; Excel too keeps the apostrophe of a text to itself."""
        assert self.report is not None
        number = self.number(line)
        mark, row = self._mark(number, column), self._results.get(number)
        text = mark.teks or self.raw(line, column)
        return Cell(text.removeprefix("'"), mark.tingkat, (number, column) in self._plan.isi,
                    row is not None and row.hasil == SKIPPED)

    def _mark(self, number: int, column: int) -> CellMark:
        """What the report says of a cell. A text that somebody typed is no standard term that stands for another."""
        assert self.report is not None
        mark = self.report.marks.get((number, column), NO_MARK)
        own = mark.tingkat == REPLACED and mark.teks in ("", self._plan.isi.get((number, column)))
        return NO_MARK if own else mark

    def samples(self, column: int, many: int) -> Sequence[str]:
        """The first texts of a column as they are shown, to measure them."""
        return [self.cell(line, column).text for line in range(min(many, self.rowCount()))]

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.isValid() else usual

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or self.report is None:
            return None
        if role == Role.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Role.EditRole:
            return self.raw(index.row(), index.column())
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            return self._tip(index.row(), index.column()) or None
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        text = str(value).strip()
        if role != Role.EditRole or not index.isValid() or text == self.raw(index.row(), index.column()):
            return False
        self.typed.emit(self.number(index.row()), index.column(), text)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if self.report is None or role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_letters(section) if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return str(self.number(section))
        row, state = self.result(section), self.state(section)
        if row is None or not state:
            return None
        return f"{LOOKS[state][2]}. {row.pesan}".removesuffix(" ")

    def _tip(self, line: int, column: int) -> str:
        number = self.number(line)
        mark = self._mark(number, column)
        said = [f"{mark.teks}. Di Excel tertulis \u201c{mark.asal}\u201d." if mark.tingkat == REPLACED else mark.asal] \
            if mark.asal else []
        if (number, column) in self._plan.isi:
            said.append(f"Anda mengubahnya dari \u201c{self.original(line, column)}\u201d.")
        return " ".join(said)
