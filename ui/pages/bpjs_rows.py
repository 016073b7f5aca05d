"""Batches as a table, and the five figures above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.desk import BatchRow
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date
from ui import theme
from ui.widgets import Card, IconLabel, Label, LinesTable

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


class BatchTable(LinesTable[BatchRow]):
    """One row a batch, newest first."""

    titles, right, chip, strong = TITLES, RIGHT, STATE, BATCH

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def at(self, nomor: str) -> int:
        """The row of a batch, -1 when it is not shown."""
        return next((at for at, row in enumerate(self.lines) if row.nomor == nomor), -1)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if role == Role.ForegroundRole and index.column() == CODE and not self.lines[index.row()].kode_bayar:
            return theme.qcolor("text_3")
        return super().data(index, role)

    def look(self, line: BatchRow) -> tuple[str, str, str]:
        late = line.keadaan == "menunggu_bayar" and line.tempo is not None and line.tempo < self._today
        return LATE if late else LOOKS[line.keadaan]

    def texts(self, line: BatchRow) -> tuple[str, ...]:
        code = grouped_code(line.kode_bayar) or ("belum diserahkan" if line.keadaan == "siap" else NONE)
        return (line.nomor, line.wadah, line.npp or NONE, number(line.desa), number(line.orang),
                rupiah_of_sen(line.sebulan_sen).removeprefix("Rp ") if line.bulan else NONE, self.look(line)[1], code,
                _last(line))


def _last(row: BatchRow) -> str:
    """When it is due, was paid, or how many were accepted and refused."""
    if row.keadaan == "menunggu_bayar" and row.tempo:
        return screen_date(row.tempo)
    if row.keadaan == "hasil" or row.ok + row.ditolak:
        return f"{number(row.ok)} / {number(row.ditolak)}"
    return f"dibayar {short_date(row.lunas)}" if row.lunas else NONE


class Figure(Card):
    """People in one state, and how many batches hold them."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(12, 6, 12, 6))
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.cards = [Figure(state, self) for state in FIGURES]
        for card in self.cards:
            row.addWidget(card, 1)

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """All batches, whatever the table is filtered by."""
        for card in self.cards:
            card.show_rows(rows)
