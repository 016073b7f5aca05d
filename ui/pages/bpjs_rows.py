"""Batches as a table, and the five figures above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.desk import BatchRow
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date
from ui import theme
from ui.widgets import CHIP_ROLE, Card, IconLabel, Label

TITLES = ("Batch", "Wadah", "NPP", "Desa", "Orang", "Rp / bulan", "Keadaan", "Kode bayar", "Tempo, hasil")
WIDTHS = (60, 150, 72, 52, 58, 86, 134, 132, 100)
BATCH, WADAH, NPP, VILLAGES, PEOPLE, MONEY, STATE, CODE, DUE = range(9)
RIGHT = (VILLAGES, PEOPLE, MONEY)
NONE = "–"
LOOKS = {
    "siap": ("file-earmark-check", "Siap diserahkan", "neutral"),
    "diserahkan": ("box-arrow-up", "Diserahkan", "info"),
    "menunggu_bayar": ("clock", "Menunggu bayar", "warn"),
    "dibayar": ("cash-coin", "Dibayar", "info"),
    "hasil": ("patch-check-fill", "Hasil masuk", "ok"),
}
LATE = ("exclamation-triangle-fill", "Lewat tempo", "error")
FIGURES = {
    "siap": ("file-earmark-check", "neutral", "Siap diserahkan"),
    "diserahkan": ("box-arrow-up", "info", "Diserahkan"),
    "menunggu_bayar": ("clock", "warn", "Menunggu bayar"),
    "dibayar": ("cash-coin", "info", "Dibayar, tunggu hasil"),
    "hasil": ("patch-check-fill", "ok", "Hasil masuk"),
}
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


def short_date(day: date) -> str:
    """27/11."""
    return f"{day:%d/%m}"


def grouped_code(code: str) -> str:
    """A kode bayar as people copy it: 8807 4020 1128 11. Other words stay."""
    if not code.isdigit():
        return code
    return " ".join(code[at:at + 4] for at in range(0, len(code), 4))


class BatchTable(QAbstractTableModel):
    """One row a batch, newest first."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._rows: tuple[BatchRow, ...] = ()
        self._today = today

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """These batches from now on."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, at: int) -> BatchRow | None:
        """The batch of a row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def at(self, nomor: str) -> int:
        """The row of a batch, -1 when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.nomor == nomor), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._texts(row)[column]
        if role == CHIP_ROLE and column == STATE:
            return self._look(row)
        if role == Role.FontRole and column == BATCH:
            return theme.font("table", 600)
        if role == Role.ForegroundRole and column == CODE and not row.kode_bayar:
            return theme.qcolor("text_3")
        if role == Role.TextAlignmentRole and column in RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _look(self, row: BatchRow) -> tuple[str, str, str]:
        late = row.keadaan == "menunggu_bayar" and row.tempo is not None and row.tempo < self._today
        return LATE if late else LOOKS[row.keadaan]

    def _texts(self, row: BatchRow) -> tuple[str, ...]:
        code = grouped_code(row.kode_bayar) or ("belum diserahkan" if row.keadaan == "siap" else NONE)
        return (row.nomor, row.wadah, row.npp or NONE, number(row.desa), number(row.orang),
                rupiah_of_sen(row.sebulan_sen).removeprefix("Rp ") if row.bulan else NONE, self._look(row)[1], code,
                _last(row))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section in RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return TITLES[section] if role == Role.DisplayRole else None


def _last(row: BatchRow) -> str:
    """When it is due, was paid, or how many were accepted and refused."""
    if row.keadaan == "menunggu_bayar" and row.tempo:
        return screen_date(row.tempo)
    if row.keadaan == "hasil" or row.ok + row.ditolak:
        return f"{number(row.ok)} / {number(row.ditolak)}"
    return f"dibayar {short_date(row.lunas)}" if row.lunas else NONE


class Figure(Card):
    """People in one state, and how many batches hold them."""

    def __init__(self, state: str) -> None:
        super().__init__(margins=(12, 6, 12, 6))
        icon, role, words = FIGURES[state]
        self.state = state
        self.figure, self.words = Label("0", "title"), Label("", "caption", wrap=False)
        head, row = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel(icon, role, 13))
        self.name = Label(words, "caption", wrap=False)
        head.addWidget(self.name)
        head.addStretch(1)
        row.setSpacing(8)
        row.addWidget(self.figure)
        row.addWidget(self.words)
        row.addStretch(1)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addLayout(row)

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """Sum up the batches of this state."""
        mine = [row for row in rows if row.keadaan == self.state]
        many = sum(row.orang for row in mine)
        due = min((row.tempo for row in mine if row.tempo), default=None)
        words = f"{len(mine)} batch" + (f", tempo {short_date(due)}" if due and self.state == "menunggu_bayar" else "")
        if self.state == "hasil":
            many, words = sum(row.ok for row in mine), f"{number(sum(row.ditolak for row in mine))} ditolak"
        self.figure.setText(number(many))
        self.words.setText(words)
        self.setAccessibleName(f"{self.name.text()}: {number(many)} orang, {words}")


class FigureRow(QWidget):
    """The five figures side by side."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.cards = [Figure(state) for state in FIGURES]
        for card in self.cards:
            row.addWidget(card, 1)

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """All batches, whatever the table is filtered by."""
        for card in self.cards:
            card.show_rows(rows)
