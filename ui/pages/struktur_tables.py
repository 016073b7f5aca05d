"""The posts of a group, and the people of one, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from jamsos_desktop.desk import PostGroup, PostPerson
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.pages.peserta_cells import PROBLEM_ELSE, PROBLEM_LOOK, STATUS_ELSE, STATUS_LOOK
from ui.widgets import CHIP_ROLE, ColumnFit, StatusChipDelegate, set_up_table

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NONE = "–"
WANTING = ("draf", "perlu_dilengkapi", "ditolak", "lewat_masa")


class Table(QAbstractTableModel):
    """Rows of texts; ``chip`` is the column painted as icon and word."""

    titles: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    chip = -1

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Any] = []

    def show_items(self, items: list[Any]) -> None:
        """These from now on."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def texts(self, item: Any) -> tuple[str, ...]:
        raise NotImplementedError

    def look(self, item: Any) -> tuple[str, str, str] | None:
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        item, column = self.items[index.row()], index.column()
        if role == CHIP_ROLE:
            return self.look(item) if column == self.chip else None
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            text = self.texts(item)[column]
            return f"{self.titles[column]}: {text}" if role == Role.AccessibleTextRole else text
        if role == Role.TextAlignmentRole and column in self.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.FontRole and column == 0:
            return theme.font("table", 600 if getattr(item, "orang", True) else 400)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section in self.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self.titles[section] if role == Role.DisplayRole else None


class PostTable(Table):
    """One row a post."""

    titles = ("Jabatan", "Unsur", "Orang", "Segmen", "Kelengkapan")
    widths = (190, 104, 56, 74, 150)
    right = (2,)
    chip = 4

    def texts(self, item: PostGroup) -> tuple[str, ...]:
        look = self.look(item)
        segment = item.segmen or NONE
        own = " (diubah)" if item.segmen and item.segmen_asal not in ("PU/BPU", item.segmen) else ""
        return (item.label, item.unsur or NONE, number(len(item.orang)), segment + own, look[2] if look else NONE)

    def look(self, item: PostGroup) -> tuple[str, str, str] | None:
        wanting = sum(person.status in WANTING for person in item.orang)
        if not item.orang:
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

    def texts(self, item: PostPerson) -> tuple[str, ...]:
        return (item.nama or "Tanpa nama", item.nomor, item.dusun or NONE,
                screen_date(item.sk_berakhir) if item.sk_berakhir else NONE, self.look(item)[2])

    def look(self, item: PostPerson) -> tuple[str, str, str]:
        if item.status in WANTING and item.masalah:
            icon, role = PROBLEM_LOOK.get(item.tingkat, PROBLEM_ELSE)
            return icon, item.masalah, role
        icon, role = STATUS_LOOK.get(item.status, STATUS_ELSE)
        return icon, self._desk.label("status", item.status), role


def table_view(model: Table, name: str, giving: tuple[int, ...]) -> QTableView:
    """A bare table whose first column takes what is left; ``giving``: columns hidden first where room is short."""
    view = QTableView()
    set_up_table(view)
    view.setProperty("bare", True)
    view.setModel(model)
    view.setItemDelegateForColumn(model.chip, StatusChipDelegate(view))
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setAccessibleName(name)
    ColumnFit(view, model.widths, 0, giving)
    return view
