"""The posts of a group, and the people of one, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop.desk import PostGroup, PostPerson
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.pages.peserta_cells import PROBLEM_ELSE, PROBLEM_LOOK, STATUS_ELSE, STATUS_LOOK
from ui.widgets import ColumnFit, LinesTable, StatusChipDelegate, set_up_table

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NONE = "–"
WANTING = ("draf", "perlu_dilengkapi", "ditolak", "lewat_masa")


class Table(LinesTable[Any]):
    """Rows named by their first column; without people they are not strong."""

    widths: tuple[int, ...] = ()

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if role == Role.FontRole and index.column() == 0:
            return theme.font("table", 600 if getattr(self.lines[index.row()], "orang", True) else 400)
        return super().data(index, role)


class PostTable(Table):
    """One row a post."""

    titles = ("Jabatan", "Unsur", "Orang", "Segmen", "Kelengkapan")
    widths = (190, 104, 56, 74, 150)
    right = (2,)
    chip = 4

    def texts(self, line: PostGroup) -> tuple[str, ...]:
        look = self.look(line)
        segment = line.segmen or NONE
        own = " (diubah)" if line.segmen and line.segmen_asal not in ("PU/BPU", line.segmen) else ""
        return (line.label, line.unsur or NONE, number(len(line.orang)), segment + own, look[2] if look else NONE)

    def look(self, line: PostGroup) -> tuple[str, str, str] | None:
        wanting = sum(person.status in WANTING for person in line.orang)
        if not line.orang:
            return None
        if wanting:
            return "exclamation-triangle-fill", f"{wanting} perlu dilengkapi", "warn"
        return "check-circle-fill", "Lengkap", "ok"


class PeopleTable(Table):
    """The people of a post."""

    titles = ("Nama", "Nomor", "Dusun", "SK berakhir", "Keadaan")
    widths = (160, 88, 64, 92, 150)
    chip = 4

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def texts(self, line: PostPerson) -> tuple[str, ...]:
        return (line.nama or "Tanpa nama", line.nomor, line.dusun or NONE,
                screen_date(line.sk_berakhir) if line.sk_berakhir else NONE, self.look(line)[2])

    def look(self, line: PostPerson) -> tuple[str, str, str]:
        if line.status in WANTING and line.masalah:
            icon, role = PROBLEM_LOOK.get(line.tingkat, PROBLEM_ELSE)
            return icon, line.masalah, role
        icon, role = STATUS_LOOK.get(line.status, STATUS_ELSE)
        return icon, self._desk.label("status", line.status), role


def table_view(model: Table, name: str, giving: tuple[int, ...], parent: QWidget) -> QTableView:
    """A bare table whose first column takes what is left; ``giving``: columns hidden first where room is short."""
    view = QTableView(parent)
    set_up_table(view)
    view.setProperty("bare", True)
    view.setModel(model)
    view.setItemDelegateForColumn(model.chip, StatusChipDelegate(view))
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setAccessibleName(name)
    ColumnFit(view, model.widths, 0, giving)
    return view
