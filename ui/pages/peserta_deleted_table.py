"""People who were deleted, as a table: who, when, by whom, and how long they can still be brought back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import DeletedPerson
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.texts import clock, screen_date, title_name
from ui import sight
from ui.widgets import LinesTable

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


class DeletedTable(LinesTable[DeletedPerson]):
    """The last deleted first."""

    titles = tuple(column.title for column in COLUMNS)

    def texts(self, line: DeletedPerson) -> tuple[str, ...]:
        return tuple(column.text(line) for column in COLUMNS)
