"""The table "Tagihan dan kode bayar": bills made, and what is still to be asked for, with how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.iuran_bar import plain
from ui.widgets import CHIP_ROLE

TITLES = ("Sumber", "Masa", "Orang", "Jumlah (Rp)", "Kode bayar", "Jatuh tempo", "Keadaan")
WIDTHS = (122, 76, 58, 92, 126, 97, 172)
SOURCE, PERIOD, PEOPLE, MONEY, CODE, DUE, STATE = range(7)
GIVING = (PEOPLE, PERIOD, DUE)  # told again by Enter; how many days are left stands in the state
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Look = tuple[str, str, str]
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BillLine(NamedTuple):
    """One row: a bill (``id``), or what is not billed yet (``usulan``: its place in ``Desk.proposals``).

    ``tempo``: words of the due date or of the day cover ends; ``look``: icon, words, colour role;
    ``soal``: F8 stops here; ``kode`` as people copy it, ``kode_ada`` False where words stand for it."""

    id: str
    usulan: int
    sumber: str
    masa: str
    orang: int
    jumlah_sen: int
    kode: str
    kode_ada: bool
    tempo: str
    look: Look
    soal: bool


def short_day(day: date) -> str:
    """19/11."""
    return f"{day:%d/%m}"


class BillTable(QAbstractTableModel):
    """Rows in the order they are given."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[BillLine, ...] = ()

    def show_lines(self, lines: Sequence[BillLine]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def texts(self, line: BillLine) -> tuple[str, ...]:
        """What a row says, column by column."""
        return (line.sumber, line.masa, number(line.orang), plain(line.jumlah_sen), line.kode, line.tempo, line.look[1])

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.texts(line)[column]
        if role == Role.AccessibleTextRole:
            return f"{TITLES[column]}: {self.texts(line)[column]}"
        if role == CHIP_ROLE and column == STATE:
            return line.look
        if role == Role.FontRole and column == SOURCE:
            return theme.font("table", 600)
        if role == Role.ForegroundRole and column == CODE and not line.kode_ada:
            return theme.qcolor("text_2")
        if role == Role.TextAlignmentRole and column in (PEOPLE, MONEY):
            return RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section in (PEOPLE, MONEY):
            return RIGHT
        return TITLES[section] if role == Role.DisplayRole else None
