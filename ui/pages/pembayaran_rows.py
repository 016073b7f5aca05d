"""Bills, and who lapses when, as tables; the quota of each fund as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import Bill, Lapse
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.texts import MONTHS, number, rupiah_of_sen, screen_date
from ui import theme
from ui.pages.bpjs_rows import grouped_code
from ui.widgets import CHIP_ROLE

NONE = "–"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Look = tuple[str, str, str]


def fund_name(code: str) -> str:
    """The payer in words."""
    return code_label("sumber_dana", code) if code else "Belum diisi"


def money(sen: int) -> str:
    """Rupiah without the sign, for a column that says it."""
    return rupiah_of_sen(sen).removeprefix("Rp ")


class _Lines(QAbstractTableModel):
    """Rows of texts with a chip in one column."""

    titles: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    chip = -1
    strong = -1

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.items: list[Any] = []

    def show_items(self, items: Sequence[Any]) -> None:
        """These from now on."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def texts(self, item: Any) -> tuple[str, ...]:
        raise NotImplementedError

    def look(self, item: Any) -> Look:
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        item, column = self.items[index.row()], index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.texts(item)[column]
        if role == CHIP_ROLE and column == self.chip:
            return self.look(item)
        if role == Role.FontRole and column == self.strong:
            return theme.font("table", 600)
        if role == Role.TextAlignmentRole and column in self.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section in self.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self.titles[section] if role == Role.DisplayRole else None


class BillTable(_Lines):
    """Bills in the order of the desk: overdue first, paid last."""

    titles = ("Batch", "Untuk", "Dibayar oleh", "Orang", "Jumlah (Rp)", "Kode bayar", "Tempo", "Keadaan", "Bukti")
    widths = (62, 150, 124, 60, 100, 134, 92, 150, 110)
    giving = (8, 3, 2)  # proof, people, who pays: told by the sheets and the batch
    right = (3, 4)
    chip, strong = 7, 0

    def texts(self, item: Bill) -> tuple[str, ...]:
        return (item.batch, item.nama, fund_name(item.sumber_dana), number(item.orang), money(item.jumlah_sen),
                grouped_code(item.kode_bayar) or NONE, screen_date(item.tempo) if item.tempo else NONE,
                self.look(item)[1], item.bukti or NONE)

    def look(self, item: Bill) -> Look:
        if item.dibayar:
            return ("check-circle-fill", f"Dibayar {screen_date(item.dibayar)}", "ok")
        if item.tempo and item.tempo < self.today:
            return ("exclamation-triangle-fill", "Lewat tempo", "error")
        if item.kode_bayar:
            return ("clock", "Menunggu bayar", "warn")
        return ("circle", "Menunggu kode", "neutral")


class LapseTable(_Lines):
    """Per month and payer, the nearest month first."""

    titles = ("Iuran berakhir", "Dibayar oleh", "Orang", "Rp / bulan", "Keadaan")
    widths = (130, 160, 70, 100, 170)
    giving = (3,)
    right = (2, 3)
    chip, strong = 4, 0

    def texts(self, item: Lapse) -> tuple[str, ...]:
        return (f"{MONTHS[item.bulan.month - 1]} {item.bulan.year}", fund_name(item.sumber_dana), number(item.orang),
                money(item.sebulan_sen), self.look(item)[1])

    def look(self, item: Lapse) -> Look:
        if item.lewat:
            return ("exclamation-triangle-fill", "Lewat masa", "error")
        if (item.bulan.year, item.bulan.month) == (self.today.year, self.today.month):
            return ("clock", "Berakhir bulan ini", "warn")
        return ("calendar-check", "Berlaku", "neutral")
