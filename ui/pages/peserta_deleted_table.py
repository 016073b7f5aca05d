"""People who were deleted, as a table: who, when, by whom, and how long they can still be brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import DeletedPerson
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.texts import clock, screen_date, title_name
from ui import sight

NONE = "–"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class Column(NamedTuple):
    """``width``: px at normal letters; the first column takes what is left."""

    title: str
    width: int
    text: Callable[[DeletedPerson], str]


def left_words(days: int) -> str:
    """"Sampai hari ini", "1 hari", "29 hari"."""
    return f"{days} hari" if days else "Sampai hari ini"


COLUMNS = (
    Column("Nama", 190, lambda row: title_name(row.nama) or "Belum bernama"),
    Column("NIK", 150, lambda row: sight.nik(row.nik) or NONE),
    Column("Kelompok", 126, lambda row: code_label("kelompok", row.kelompok)),
    Column("Dusun", 76, lambda row: row.dusun or NONE),
    Column("Dihapus", 130, lambda row: f"{screen_date(row.waktu.date())} {clock(row.waktu)}"),
    Column("Oleh", 150, lambda row: title_name(row.oleh) or NONE),
    Column("Bisa dipulihkan", 130, lambda row: left_words(row.sisa)),
)


class DeletedTable(QAbstractTableModel):
    """``rows``: the last deleted first."""

    rows: Sequence[DeletedPerson] = ()

    def show_rows(self, rows: Sequence[DeletedPerson]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        column = COLUMNS[index.column()]
        text = column.text(self.rows[index.row()])
        return f"{column.title}: {text}" if role == Role.AccessibleTextRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        return COLUMNS[section].title if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole else None
