"""People by the end of their cover as rows: ticked, days left, what it means, what holds an extension up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from jamsos_desktop.desk import EndingRow
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.texts import screen_date
from ui import theme
from ui.widgets import CHIP_ROLE

TICK, NAME, GROUP, DUSUN, PAYER, UNTIL, DAYS, NOTE, HELD = range(9)
TITLES = ("", "Nama", "Kelompok", "Dusun", "Dibayar oleh", "Sampai", "Hari", "Keterangan", "Halangan")
NO_FUND, LOOKING, UNSURE, NONE = "Belum diisi", "Memeriksa...", "belum dikonfirmasi", "–"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Look = tuple[str, str, str]


def payer_words(row: EndingRow) -> str:
    """Who pays, by the name of the fund."""
    return code_label("sumber_dana", row.sumber_dana) if row.sumber_dana else NO_FUND


class EndingTable(QAbstractTableModel):
    """Rows in the order given or sorted by a column; ``soon``: days up to which an end is near. Ticks are kept by uid
    of those shown."""

    ticks_changed = Signal()

    def __init__(self, soon: int) -> None:
        super().__init__()
        self.rows: tuple[EndingRow, ...] = ()
        self.ticked: set[str] = set()
        self._soon = soon
        self._held: Mapping[str, str] | None = None
        self._order: tuple[int, bool] = (UNTIL, False)

    def show_rows(self, rows: Sequence[EndingRow]) -> None:
        """These from now on; who is not among them is no longer ticked."""
        self.beginResetModel()
        self.rows = self._sorted(rows)
        self.ticked &= {row.uid for row in self.rows}
        self.endResetModel()
        self.ticks_changed.emit()

    def show_held(self, held: Mapping[str, str] | None) -> None:
        """What holds each of them up; None and absent: not looked at yet."""
        self._held = held
        if self.rows:
            self.dataChanged.emit(self.index(0, HELD), self.index(len(self.rows) - 1, HELD))

    def held(self, row: EndingRow) -> str | None:
        """What holds somebody up, "" nothing, None while nobody looked."""
        return None if self._held is None else self._held.get(row.uid)

    def line_of(self, uid: str) -> int:
        """Where somebody stands, -1 when nowhere."""
        return next((at for at, row in enumerate(self.rows) if row.uid == uid), -1)

    def next_held(self, start: int, step: int) -> int:
        """The next line from ``start`` on, round and round, of somebody held up; -1 for nobody."""
        many = len(self.rows)
        places = ((start + step * turn) % many for turn in range(1, many + 1))
        return next((at for at in places if self.held(self.rows[at])), -1)

    # Ticks

    def toggle(self, lines: Iterable[int]) -> None:
        """Tick these lines, or untick them when all of them are ticked."""
        uids = {self.rows[at].uid for at in lines}
        self.ticked = self.ticked - uids if uids <= self.ticked else self.ticked | uids
        self._repaint()

    def toggle_all(self) -> None:
        """Ctrl+A."""
        self.toggle(range(len(self.rows)))

    def clear_ticks(self) -> None:
        """Nobody is ticked any more."""
        self.ticked = set()
        self._repaint()

    @property
    def chosen(self) -> list[EndingRow]:
        """The ticked, in the order shown."""
        return [row for row in self.rows if row.uid in self.ticked]

    @property
    def all_ticked(self) -> Qt.CheckState:
        """How the box in the head stands."""
        if not self.ticked:
            return Qt.CheckState.Unchecked
        whole = len(self.ticked) == len(self.rows)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def _repaint(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self.rows) - 1, TICK))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, TICK, TICK)
        self.ticks_changed.emit()

    # The model as Qt asks for it

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column in _SORTS:
            self._order = column, order == Qt.SortOrder.DescendingOrder
            self.beginResetModel()
            self.rows = self._sorted(self.rows)
            self.endResetModel()

    def _sorted(self, rows: Iterable[EndingRow]) -> tuple[EndingRow, ...]:
        column, down = self._order
        return tuple(sorted(rows, key=_SORTS[column], reverse=down))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def text(self, row: EndingRow, column: int) -> str:
        """What a cell says."""
        if column == HELD:
            held = self.held(row)
            return LOOKING if held is None else held or NONE
        return _TEXTS[column](row)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Role.CheckStateRole:
            return self._tick(row) if column == TICK else None
        if role == Role.DisplayRole:
            return self.text(row, column)
        if role == Role.ToolTipRole:
            return note_tip(row) if column in (NOTE, DAYS) else self.text(row, column)
        if role == Role.AccessibleTextRole:
            return self._spoken(row, column)
        if role == CHIP_ROLE:
            return self._look(row) if column == DAYS else None
        if role == Role.FontRole and column == NAME:
            return theme.font("table", 600)
        if column == HELD and role in (Role.DecorationRole, Role.ForegroundRole):
            return self._held_look(row, role)
        return None

    def _held_look(self, row: EndingRow, role: int) -> object:
        if role == Role.DecorationRole:
            return theme.pixmap("exclamation-triangle-fill", "warn", 12) if self.held(row) else None
        return None if self.held(row) else theme.qcolor("text_2")

    def _tick(self, row: EndingRow) -> Qt.CheckState:
        return Qt.CheckState.Checked if row.uid in self.ticked else Qt.CheckState.Unchecked

    def _spoken(self, row: EndingRow, column: int) -> str:
        if column == TICK:
            return "Dicentang" if row.uid in self.ticked else "Tidak dicentang"
        said = self.text(row, column).replace(NONE, "") or "tidak ada"
        return f"{TITLES[column]}: {said}" + (f", {UNSURE}" if column == NOTE and unsure(row) else "")

    def _look(self, row: EndingRow) -> Look:
        if row.hari < 0:
            return "clock", row.hari_kata, "error"
        near = row.hari <= self._soon
        return ("clock" if near else "check-circle-fill"), row.hari_kata, "warn" if near else "ok"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        return TITLES[section] if role == Role.DisplayRole else None


_TEXTS: Mapping[int, Callable[[EndingRow], str]] = {
    TICK: lambda row: "",
    NAME: lambda row: row.nama or "Tanpa nama",
    GROUP: lambda row: code_label("kelompok", row.kelompok),
    DUSUN: lambda row: row.dusun,
    PAYER: payer_words,
    UNTIL: lambda row: screen_date(row.sampai),
    DAYS: lambda row: row.hari_kata,
    NOTE: lambda row: row.ringkas or NONE,
}
_SORTS: Mapping[int, Callable[[EndingRow], tuple[object, ...]]] = {
    NAME: lambda row: (row.nama, row.sampai, row.uid),
    GROUP: lambda row: (code_label("kelompok", row.kelompok), row.sampai, row.nama, row.uid),
    DUSUN: lambda row: (row.dusun, row.sampai, row.nama, row.uid),
    PAYER: lambda row: (payer_words(row), row.sampai, row.nama, row.uid),
    UNTIL: lambda row: (row.sampai, row.nama, row.uid),
    DAYS: lambda row: (row.sampai, row.nama, row.uid),
    NOTE: lambda row: (row.tunggakan_sen, row.tunggakan_bulan, row.nama, row.uid),
}


def unsure(row: EndingRow) -> bool:
    """Whether the note of somebody rests on what nobody confirmed."""
    return row.belum_dikonfirmasi and bool(row.ringkas)


def note_tip(row: EndingRow) -> str:
    """The note whole, and where it comes from."""
    source = f"Sumber: {row.sumber}." if row.sumber else ""
    mark = f"{UNSURE.capitalize()} BPJS." if unsure(row) else ""
    return "\n".join(part for part in (row.kata, source, mark) if part)
