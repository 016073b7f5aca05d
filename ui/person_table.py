"""The people of a village as a table model: ids in SQL order, rows read in blocks when they are painted.

Sorting, filtering and searching are SQL (``desk.find``); nothing here walks the whole list except
where the clerk ticks everybody.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jamsos_desktop.desk import Desk, Mark, Query, Row
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date, title_name
from ui import sight

BLOCK = 128
KEEP_BLOCKS = 32
NONE = "–"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``sort``: the key ``desk.find`` sorts by; ``stretch``: takes what width is left."""

    key: str
    title: str
    width: int
    sort: str = ""
    right: bool = False
    shown: bool = True
    fixed: bool = False
    stretch: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("tick", "", 36, fixed=True),
    Column("nama", "Nama", 154, "nama", fixed=True),
    Column("nik", "NIK", 132, "nik"),
    Column("kelompok", "Kelompok", 104, "kelompok"),
    Column("pekerjaan", "Jabatan / pekerjaan", 136, "pekerjaan"),
    Column("dusun", "Dusun", 61, "dusun"),
    Column("program", "Program", 82, "program"),
    Column("iuran", "Iuran (Rp)", 80, "iuran", right=True),
    Column("berkas", "Berkas", 64, "berkas"),
    Column("masalah", "Masalah", 158, "masalah"),
    Column("status", "Status", 142, "status", stretch=True),
    Column("nomor", "Nomor", 92, "nomor", shown=False),
    Column("kpj", "KPJ", 104, shown=False),
    Column("sumber_dana", "Sumber dana", 124, "sumber_dana", shown=False),
    Column("aktif_sampai", "Berlaku sampai", 108, "aktif_sampai", shown=False),
    Column("diubah", "Diubah", 88, "diubah", shown=False),
)
TICK = 0
PLAIN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
TICKABLE = PLAIN | Qt.ItemFlag.ItemIsUserCheckable
COLUMN_AT = {column.key: n for n, column in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the bulk bar needs of a ticked person without reading the row again."""

    id: int
    iuran_sen: int


def cell_text(row: Row, key: str) -> str:
    """What a cell says (also to a screen reader); the empty text for the tick."""
    return _TEXTS[key](row)


def screen_day(iso: str) -> str:
    """20/11/2026 of an ISO date or moment."""
    return screen_date(date.fromisoformat(iso[:10])) if iso else NONE


def has_problem(row: Row) -> bool:
    """Whether F8 stops here; an ``info`` finding marks nothing."""
    return bool(row.masalah) and row.tingkat != "info"


def problem_text(row: Row) -> str:
    """The worst problem in at most three words, and how many more: "Ahli waris kosong +2"."""
    if not has_problem(row):
        return NONE
    more = row.masalah_n - 1
    return f"{row.masalah} +{more}" if more > 0 else row.masalah


def problem_list(row: Row) -> str:
    """Every problem of a person on lines of its own (the tooltip)."""
    return "\n".join(row.masalah_semua)


_TEXTS = {
    "tick": lambda row: "",
    "nama": lambda row: title_name(row.nama) or "Belum bernama",
    "nik": lambda row: sight.nik(row.nik) or NONE,
    "kelompok": lambda row: code_label("kelompok", row.kelompok),
    "pekerjaan": lambda row: row.pekerjaan or NONE,
    "dusun": lambda row: row.dusun or NONE,
    "program": lambda row: row.program or NONE,
    "iuran": lambda row: rupiah_of_sen(row.iuran_sen).removeprefix("Rp ") if row.iuran_sen else NONE,
    "berkas": lambda row: f"{number(row.berkas_ada)}/{number(row.berkas_perlu)}",
    "masalah": problem_text,
    "status": lambda row: code_label("status", row.status),
    "nomor": lambda row: row.nomor or NONE,
    "kpj": lambda row: row.kpj or NONE,
    "sumber_dana": lambda row: code_label("sumber_dana", row.sumber_dana) or NONE,
    "aktif_sampai": lambda row: screen_day(row.aktif_sampai),
    "diubah": lambda row: screen_day(row.diubah),
}


class PersonTable(QAbstractTableModel):
    """People that match a query. Ticks are kept by uid and survive sorting, filtering and saving."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._query = Query()
        self._ids: array[int] = array("q")
        self._blocks: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._ticks: dict[str, Ticked] = {}

    # What is listed

    @property
    def query(self) -> Query:
        return self._query

    def set_query(self, query: Query) -> None:
        """List what matches ``query``, in its order."""
        self.beginResetModel()
        self._query = query
        self._ids = self._desk.find(query)
        self._blocks.clear()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if key := COLUMNS[column].sort:
            self.set_query(replace(self._query, sort=key, desc=order == Qt.SortOrder.DescendingOrder))

    def refresh_ticks(self) -> None:
        """Read the ticked people again after a save; those who are gone fall away."""
        if self._ticks:
            marks = self._desk.marks([tick.id for tick in self._ticks.values()])
            self._ticks = {mark.uid: Ticked(mark.id, mark.iuran_sen) for mark in marks}

    def row_at(self, row: int) -> Row | None:
        """The person in a line of the table; None when deleted since the search."""
        number_ = row // BLOCK
        block = self._blocks.get(number_)
        if block is None:
            block = self._desk.rows(self._ids[number_ * BLOCK:(number_ + 1) * BLOCK])
            self._blocks[number_] = block
            if len(self._blocks) > KEEP_BLOCKS:
                self._blocks.popitem(last=False)
        elif len(self._blocks) > 1:
            self._blocks.move_to_end(number_)
        return block.get(self._ids[row])

    def line_of(self, row: Row | None) -> int:
        """Where a person stands now, or -1."""
        return self._ids.index(row.id) if row is not None and row.id in self._ids else -1

    def next_line(self, start: int, step: int) -> int:
        """The next line after ``start`` whose person has a problem, going round; -1 when there is none."""
        total, troubled = len(self._ids), self._desk.troubled(self._query)
        lines = ((start + step * away) % total for away in range(1, total + 1))
        return next((line for line in lines if self._ids[line] in troubled), -1) if troubled else -1

    def line_of_name(self, start: str, after: int = 0) -> int:
        """The first line whose name begins with ``start``; -1 when none does. Halving where sorted by name alone."""
        start = start.upper()
        if self._query.sort == "nama" and not self._query.desc and not self._query.text.strip():
            line = bisect_left(range(len(self._ids)), start, key=self._name_at)
            return line if self._begins(line, start) else -1
        total = len(self._ids)
        return next((n % total for n in range(after, after + total) if self._begins(n % total, start)), -1)

    def _name_at(self, line: int) -> str:
        row = self.row_at(line)
        return row.nama.upper() if row else ""

    def _begins(self, line: int, start: str) -> bool:
        return line < len(self._ids) and self._name_at(line).startswith(start)

    # Ticks

    @property
    def ticked(self) -> dict[str, Ticked]:
        return self._ticks

    def is_ticked(self, uid: str) -> bool:
        """Whether somebody is ticked, shown or not."""
        return uid in self._ticks

    def set_ticks(self, lines: Iterable[int], on: bool) -> None:
        """Tick or untick the people in these lines."""
        found = [row for line in lines if (row := self.row_at(line)) is not None]
        self._mark(found, on)

    def toggle(self, lines: Sequence[int]) -> None:
        """Tick these lines, or untick them when every one of them is ticked."""
        found = [row for line in lines if (row := self.row_at(line)) is not None]
        self._mark(found, not all(row.uid in self._ticks for row in found))

    def tick_all(self) -> None:
        """Tick everybody the filters let through, without reading their rows."""
        self._mark(self._desk.marks(self._ids), True)

    def clear_ticks(self) -> None:
        """Take every tick away."""
        self._ticks.clear()
        self._repaint_ticks()

    def all_ticked(self) -> Qt.CheckState:
        """How the box in the header stands, told without reading a row."""
        if not self._ticks:
            return Qt.CheckState.Unchecked
        ids = {tick.id for tick in self._ticks.values()}
        whole = len(ids) >= len(self._ids) > 0 and all(one in ids for one in self._ids)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def ticked_rows(self) -> list[Row]:
        """The ticked people, in the order they were ticked."""
        return list(self._rows_of(array("q", (tick.id for tick in self._ticks.values()))))

    def _rows_of(self, ids: array[int]) -> Iterator[Row]:
        for at in range(0, len(ids), BLOCK):
            part = ids[at:at + BLOCK]
            rows = self._desk.rows(part)
            yield from (rows[one] for one in part if one in rows)

    def _mark(self, rows: Iterable[Row | Mark], on: bool) -> None:
        for row in rows:
            if on:
                self._ticks[row.uid] = Ticked(row.id, row.iuran_sen)
            else:
                self._ticks.pop(row.uid, None)
        self._repaint_ticks()

    def _repaint_ticks(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(COLUMNS) - 1),
                                  [Role.CheckStateRole, Role.BackgroundRole])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, TICK, TICK)

    # The model as Qt asks for it

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return TICKABLE if index.column() == TICK else PLAIN

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = COLUMNS[index.column()]
        if role == Role.DisplayRole:
            return cell_text(row, column.key)
        if role == Role.CheckStateRole and index.column() == TICK:
            return Qt.CheckState.Checked if row.uid in self._ticks else Qt.CheckState.Unchecked
        if role == Role.TextAlignmentRole:
            return (Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft) \
                | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ToolTipRole and column.key == "masalah":
            return problem_list(row) or None
        if role == Role.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def _spoken(self, row: Row, column: Column) -> str:
        if column.key == "tick":
            return "Dipilih" if row.uid in self._ticks else "Belum dipilih"
        return f"{column.title}: {cell_text(row, column.key)}"

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != TICK:
            return False
        self.set_ticks([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Role.DisplayRole:
            return COLUMNS[section].title
        if role == Role.AccessibleTextRole and section == TICK:
            return "Pilih semua"
        return None
