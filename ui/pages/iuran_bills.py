"""The table "Tagihan dan kode bayar": bills made, and what is still to be asked for, with how each stands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.iuran_bar import plain
from ui.widgets import LinesTable

TITLES = ("Sumber", "Masa", "Orang", "Jumlah (Rp)", "Kode bayar", "Jatuh tempo", "Keadaan")
WIDTHS = (126, 76, 58, 92, 126, 97, 172)
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


class BillTable(LinesTable[BillLine]):
    """Rows in the order they are given."""

    titles, right, chip, strong = TITLES, (PEOPLE, MONEY), STATE, SOURCE

    def texts(self, line: BillLine) -> tuple[str, ...]:
        return (line.sumber, line.masa, number(line.orang), plain(line.jumlah_sen), line.kode, line.tempo, line.look[1])

    def look(self, line: BillLine) -> tuple[str, str, str]:
        return line.look

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if role == Role.ForegroundRole and index.column() == CODE and not self.lines[index.row()].kode_ada:
            return theme.qcolor("text_2")
        return super().data(index, role)
