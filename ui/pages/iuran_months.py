"""The table "Iuran per bulan dan sumber dana": what the months around today cost, and what everybody would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from jamsos_desktop.texts import MONTHS, number
from ui import theme
from ui.pages.iuran_bar import plain

NONE = "–"
LABEL, PROGRAM, PEOPLE, FIRST = range(4)  # then the months, the year, everybody
SHOWN_MONTHS = 4
YEAR, ALL = FIRST + SHOWN_MONTHS, FIRST + SHOWN_MONTHS + 1
WIDTHS = (152, 74, 58, 70, 74, 74, 76, 92, 110)
GIVING = (FIRST, PROGRAM, FIRST + 1, FIRST + 2)  # the oldest month first; PU or BPU follows from the group
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MonthLine(NamedTuple):
    """One row; ``bulan``: sen of each month shown, ``tahun`` of the year, ``semua`` of one month when everybody
    listed were a member. ``jumlah``: a row of sums."""

    label: str
    program: str
    orang: int
    bulan: tuple[int, ...]
    tahun: int
    semua: int
    jumlah: bool = False


def month_before(day: date, back: int) -> date:
    """The first of the month ``back`` months before that of ``day`` (negative: after)."""
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(year, month + 1, 1)


def shown_months(today: date) -> tuple[date, ...]:
    """Two months back, this one, and the next: what is asked about in a village office."""
    return tuple(month_before(today, back) for back in (2, 1, 0, -1))


def summed(label: str, lines: Sequence[MonthLine]) -> MonthLine:
    """The sum of rows that are no sums themselves."""
    own = [line for line in lines if not line.jumlah]
    months = tuple(sum(line.bulan[at] for line in own) for at in range(SHOWN_MONTHS))
    return MonthLine(label, "", sum(line.orang for line in own), months, sum(line.tahun for line in own),
                     sum(line.semua for line in own), True)


class SumRows(QStyledItemDelegate):
    """Rows of sums stand on a ground of their own; the style would leave it out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = index.data(Role.BackgroundRole)
        if ground is not None and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)


class MonthTable(QAbstractTableModel):
    """Rows as they are given; nothing is counted here."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[MonthLine, ...] = ()
        self.months: tuple[date, ...] = ()
        self._everybody, self._year = 0, 0

    def show_lines(self, lines: Sequence[MonthLine], months: Sequence[date], tahun: int, everybody: int) -> None:
        """Other rows; ``everybody``: how many people the last column is about."""
        self.beginResetModel()
        self.lines, self.months = tuple(lines), tuple(months)
        self._year, self._everybody = tahun, everybody
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(WIDTHS)

    def texts(self, line: MonthLine) -> tuple[str, ...]:
        """What a row says, column by column."""
        sums = (*line.bulan, line.tahun, line.semua)
        return (line.label, line.program, number(line.orang), *(plain(sen) if sen else NONE for sen in sums))

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Role.DisplayRole:
            return self.texts(line)[column]
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return f"{line.label}, {self.title(column)}: {self.texts(line)[column]}"
        if role == Role.TextAlignmentRole and column >= PEOPLE:
            return RIGHT
        if role == Role.FontRole and line.jumlah and column != PEOPLE:
            return theme.font("table", 600)
        if role == Role.BackgroundRole and line.jumlah:
            return theme.qcolor("surface_sunken")
        if role == Role.ForegroundRole and (column == PROGRAM or self.texts(line)[column] == NONE):
            return theme.qcolor("text_2" if column == PROGRAM else "text_3")
        return None

    def title(self, column: int) -> str:
        """The head of a column."""
        if FIRST <= column < YEAR:
            return MONTHS[self.months[column - FIRST].month - 1][:3] if self.months else ""
        return {LABEL: "Kelompok", PROGRAM: "Program", PEOPLE: "Orang", YEAR: f"Tahun {self._year}",
                ALL: f"Bila {number(self._everybody)} orang"}[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section >= PEOPLE:
            return RIGHT
        if role == Role.ToolTipRole and FIRST <= section < YEAR and self.months:
            month = self.months[section - FIRST]
            return f"{MONTHS[month.month - 1]} {month.year}"
        return self.title(section) if role == Role.DisplayRole else None
