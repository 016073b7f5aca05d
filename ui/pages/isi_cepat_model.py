"""People who lack a value as a table: what tells them apart, and one or two columns to type into.

The rows of a column are read once and stay until it is left; filters only choose among them, so that what was typed
stays in sight with its tick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from jamsos_desktop.desk import FillColumn, Filled, FillRow
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.texts import title_name
from ui import sight

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MARK, NAME, NIK, DUSUN, KK, BORN, VALUE = range(7)  # from VALUE on: the columns that are typed
TITLES = ("", "Nama", "NIK", "Dusun", "Nomor KK", "Lahir")
GONE_BY = {"nama": NAME, "nik": NIK, "dusun": DUSUN, "no_kk": KK, "tanggal_lahir": BORN}  # field -> its fact
NONE = "–"
DONE = ("terisi", "periksa")
TROUBLE = ("salah", "periksa", "berubah", "tertunda", "hilang")
LATE = "tertunda"  # typed, and could not be written yet
HELD = ("berubah", LATE)  # the cell holds a typed text that is not stored
GONE = "hilang"
# State -> (icon, colour role, word); the worst of a row's cells stands in front of it.
LOOKS = {"terisi": ("check-circle-fill", "ok", "Terisi"), "kosong": ("", "text_2", "Kosong"),
         "periksa": ("exclamation-triangle-fill", "warn", "Terisi, perlu diperiksa"),
         "salah": ("x-octagon-fill", "error", "Tidak terbaca"),
         "berubah": ("arrow-left-right", "warn", "Berubah dari tempat lain"),
         LATE: ("clock", "warn", "Belum tersimpan"), "hilang": ("x-octagon-fill", "error", "Sudah dihapus")}
_WORST = ("hilang", LATE, "berubah", "salah", "periksa", "kosong", "terisi")


@dataclass(slots=True)
class Cell:
    """What stands in a typed column of somebody, and what is said of it."""

    text: str = ""
    state: str = "kosong"
    pesan: str = ""
    cara: str = ""
    mends: tuple[Mend, ...] = ()


@dataclass(slots=True)
class Line:
    """Somebody with the cells that are typed. ``revisi`` moves on with every value saved."""

    row: FillRow
    revisi: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The worst of its cells."""
        return min((cell.state for cell in self.cells), key=_WORST.index)

    @property
    def told(self) -> Cell | None:
        """The first cell of which something is to be said."""
        return next((cell for cell in self.cells if cell.pesan), None)


def line_of(row: FillRow) -> Line:
    """A row as read: what cannot be read is told at once."""
    cells = [Cell(text, "salah" if why else "terisi" if text else "kosong", why)
             for text, why in zip(row.teks, row.pesan, strict=True)]
    return Line(row, row.revisi, cells)


class FillTable(QAbstractTableModel):
    """``typed(line, which, text)``: a cell was left with another text. Who changes cells says so to the page."""

    typed = Signal(object, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[FillColumn, ...] = ()
        self.lines: list[Line] = []
        self.shown: list[Line] = []
        self._place: dict[str, int] = {}
        self._everybody: dict[str, Line] = {}

    # What is listed.

    def show_rows(self, columns: Sequence[FillColumn], lines: list[Line], keep: Callable[[Line], bool]) -> None:
        """Other columns or rows; ``keep`` filters them."""
        self.beginResetModel()
        self.columns, self.lines = tuple(columns), lines
        self._everybody = {line.row.uid: line for line in lines}
        self._choose(keep)
        self.endResetModel()

    def filter_by(self, keep: Callable[[Line], bool]) -> None:
        """Show those that ``keep`` lets through."""
        self.beginResetModel()
        self._choose(keep)
        self.endResetModel()

    def _choose(self, keep: Callable[[Line], bool]) -> None:
        self.shown = [line for line in self.lines if keep(line)]
        self._place = {line.row.uid: at for at, line in enumerate(self.shown)}

    def place_of(self, uid: str) -> int:
        """Where somebody is shown, -1 when nowhere."""
        return self._place.get(uid, -1)

    def line_at(self, at: int) -> Line | None:
        """The line shown there, None when there is none."""
        return self.shown[at] if 0 <= at < len(self.shown) else None

    def column_of(self, key: str) -> int:
        """Which of the typed columns that is, -1 when it is not shown."""
        return next((at for at, column in enumerate(self.columns) if column.key == key), -1)

    def find(self, uid: str) -> Line | None:
        """Somebody of this column, shown or not."""
        return self._everybody.get(uid)

    def progress(self) -> tuple[int, int]:
        """(people shown whose cells are filled, all shown); who was deleted meanwhile counts no more."""
        here = [line for line in self.shown if line.state != GONE]
        return sum(all(cell.state in DONE for cell in line.cells) for line in here), len(here)

    def lacking(self) -> int:
        """How many of the column, shown or not, still lack something."""
        return sum(any(cell.state not in DONE for cell in line.cells) for line in self.lines if line.state != GONE)

    def left(self, which: int) -> int:
        """How many of the column, shown or not, still lack it."""
        return sum(line.cells[which].state not in DONE for line in self.lines if line.state != GONE)

    def targets(self, rows: Sequence[Sequence[str]], start: int, first: int) -> list[tuple[Line, int, str]]:
        """The cells that copied rows fall on from row ``start``, column ``first`` on; empty ones change nothing."""
        return [(line, first + n, text) for line, row in zip(self.shown[start:], rows, strict=False)
                for n, text in enumerate(row[:len(self.columns) - first]) if text]

    def next_trouble(self, start: int, step: int) -> int:
        """The next row after ``start`` of which something is said, going round; -1 when there is none."""
        many = len(self.shown)
        turns = ((start + step * away) % many for away in range(1, many + 1))
        return next((at for at in turns if self.shown[at].state in TROUBLE), -1)

    def next_empty(self, start: int, which: int) -> int:
        """The next row from ``start`` on whose cell is empty, going round; -1 when all are filled."""
        many = len(self.shown)
        return next((at % many for at in range(start, start + many)
                     if self.shown[at % many].cells[which].state == "kosong"), -1) if many else -1

    # What became of what was typed.

    def take(self, result: Filled) -> None:
        """Show what the desk says of a value."""
        line = self.find(result.uid)
        which = self.column_of(result.key)
        if line is None:
            return
        if result.revisi:
            line.revisi = result.revisi
        if which < 0:
            return
        line.cells[which] = Cell(result.teks, result.hasil, result.pesan, result.cara, result.mends)
        self._touched(line)

    def renew(self, row: FillRow) -> None:
        """Show somebody as read again, but for typed texts that are not stored."""
        line = self.find(row.uid)
        if line is not None:
            fresh = line_of(row)
            line.row, line.revisi = row, row.revisi
            line.cells = [cell if cell.state in HELD else new
                          for cell, new in zip(line.cells, fresh.cells, strict=True)]
            self._touched(line)

    def hold(self, line: Line, which: int, text: str, state: str, pesan: str, cara: str = "") -> None:
        """Keep a typed text in its cell that is not stored, and say why."""
        line.cells[which] = Cell(text, state, pesan, cara)
        self._touched(line)

    def _touched(self, line: Line) -> None:
        """Paint a row anew."""
        at = self.place_of(line.row.uid)
        if at >= 0:
            self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    # The model as Qt asks for it.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else VALUE + max(1, len(self.columns))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() >= VALUE else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role in (Role.DisplayRole, Role.EditRole):
            return self._text(line, index.column())
        if role == Role.ToolTipRole:
            return self._tip(line, index.column()) or None
        if role == Role.AccessibleTextRole:
            return self._spoken(line, index.column())
        return None

    def _text(self, line: Line, column: int) -> str:
        if column >= VALUE:
            return line.cells[column - VALUE].text if column - VALUE < len(line.cells) else ""
        row = line.row
        return ("", title_name(row.nama) or "Belum bernama", sight.nik(row.nik) or NONE, row.dusun or NONE,
                sight.nik(row.no_kk, "no_kk") or NONE, row.lahir[:4] or NONE)[column]

    def _tip(self, line: Line, column: int) -> str:
        if column >= VALUE and column - VALUE < len(line.cells):
            cell = line.cells[column - VALUE]
            return " ".join(part for part in (cell.pesan, cell.cara) if part)
        row = line.row
        house = f"RT {row.rt or NONE} RW {row.rw or NONE}"
        return f"{row.nomor}, {house}" if column in (NAME, DUSUN, MARK) else ""

    def _spoken(self, line: Line, column: int) -> str:
        if column == MARK:
            return LOOKS[line.state][2]
        said = self._text(line, column) or "kosong"
        return ". ".join(part for part in (f"{self.title(column)}: {said}", self._tip(line, column)
                                           if column >= VALUE else "") if part)

    def title(self, column: int) -> str:
        """The words of a header."""
        if column < VALUE:
            return TITLES[column]
        return self.columns[column - VALUE].label if column - VALUE < len(self.columns) else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        return self.title(section) or ("Keadaan" if role == Role.AccessibleTextRole else "")

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        line = self.line_at(index.row())
        if role != Role.EditRole or line is None or index.column() < VALUE:
            return False
        which, text = index.column() - VALUE, str(value)
        if text == line.cells[which].text:
            return False
        self.typed.emit(line, which, text)
        return True
