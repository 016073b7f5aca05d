"""Everybody of the district as a table model: ids in SQL order, rows read in blocks when they are painted."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from jamsos_desktop.desk import District, PeopleQuery, PersonRow
from jamsos_desktop.texts import screen_date
from ui.widgets import CHIP_ROLE

BLOCK = 128
KEEP_BLOCKS = 32
NONE = "–"
LOOKS = {"masuk": ("inbox", "info"), "diterima": ("check-circle-fill", "info"), "ditolak": ("x-octagon-fill", "error"),
         "di_bpjs": ("building", "info"), "menunggu_bayar": ("hourglass-split", "info"),
         "aktif": ("patch-check-fill", "ok"), "lewat_masa": ("clock", "error"), "keluar": ("circle", "neutral"),
         "meninggal": ("person-x", "neutral")}
OPEN = ("exclamation-triangle-fill", "warn")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``sort`` is a key of the list, ``width`` px (the first column takes what is left)."""

    title: str
    sort: str
    width: int
    text: Callable[[PersonRow], str]
    right: bool = False


COLUMNS = (
    Column("Nama", "nama", 136, lambda row: row.nama or "Belum bernama"),
    Column("NIK", "nik", 112, lambda row: row.nik or NONE),
    Column("Usia", "usia", 46, lambda row: NONE if row.usia is None else str(row.usia), right=True),
    Column("Desa", "desa", 104, lambda row: row.desa or NONE),
    Column("Kelompok", "kelompok", 112, lambda row: row.nama_kelompok or NONE),
    Column("Berlaku sampai", "aktif_sampai", 120, lambda row: screen_date(row.aktif_sampai) if row.aktif_sampai
           else NONE),
    Column("Keadaan", "keadaan", 160, lambda row: row.kata),
)
STANDING = len(COLUMNS) - 1


def look_of(row: PersonRow) -> tuple[str, str, str]:
    """Icon, words and colour role of how far somebody is."""
    icon, role = OPEN if row.tunda else LOOKS.get(row.keadaan, ("circle", "neutral"))
    return icon, row.kata, role


class PeopleTable(QAbstractTableModel):
    """People that match a query."""

    def __init__(self, district: District, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._district = district
        self.query = PeopleQuery()
        self._ids: array[int] = array("q")
        self._blocks: OrderedDict[int, dict[int, PersonRow]] = OrderedDict()

    def set_query(self, query: PeopleQuery) -> None:
        """List what matches ``query``, in its order."""
        self.beginResetModel()
        self.query = query
        self._ids = self._district.find_people(query)
        self._blocks.clear()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.set_query(replace(self.query, sort=COLUMNS[column].sort, desc=order == Qt.SortOrder.DescendingOrder))

    def row_at(self, line: int) -> PersonRow | None:
        """The person in a line of the table; None when gone since the search."""
        at = line // BLOCK
        block = self._blocks.get(at)
        if block is None:
            block = self._district.people_rows(self._ids[at * BLOCK:(at + 1) * BLOCK])
            self._blocks[at] = block
            if len(self._blocks) > KEEP_BLOCKS:
                self._blocks.popitem(last=False)
        elif len(self._blocks) > 1:
            self._blocks.move_to_end(at)
        return block.get(self._ids[line])

    def uids_at(self, lines: Iterable[int]) -> list[str]:
        """The uids in these lines."""
        return self._district.uids_of([self._ids[line] for line in lines])

    def id_at(self, line: int) -> int:
        """What ``line_of`` finds again after a change."""
        return self._ids[line]

    def line_of(self, one: int) -> int:
        """Where an id stands now, or -1."""
        return self._ids.index(one) if one in self._ids else -1

    # The model as Qt asks for it.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = COLUMNS[index.column()]
        if role == Role.TextAlignmentRole:
            return (Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft) \
                | Qt.AlignmentFlag.AlignVCenter
        if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, CHIP_ROLE):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == CHIP_ROLE:
            return look_of(row) if index.column() == STANDING else None
        text = column.text(row)
        return f"{column.title}: {text}" if role == Role.AccessibleTextRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return COLUMNS[section].title
        if role == Role.TextAlignmentRole and COLUMNS[section].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
