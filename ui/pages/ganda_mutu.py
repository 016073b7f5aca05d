"""People whose data looks odd: what is odd, and in which village it can be mended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget

from jamsos_desktop.desk import QualityPerson, QualityTab
from jamsos_desktop.texts import number
from ui import theme
from ui.widgets import Card, EmptyState, Label, LinesTable, StatusChipDelegate, set_up_table

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
TITLES = ("Nama", "NIK", "Desa", "Kecamatan", "Kelompok", "Tanda", "Status")
WIDTHS = (170, 140, 110, 110, 110, 250, 168)
MARK, GIVE_WAY = 5, (3, 4)
WORDS = "Tanda ini tidak menolak siapa pun. Desa membetulkan datanya, lalu mengirim lagi."


class PeopleModel(LinesTable[QualityPerson]):
    """Rows of one tab."""

    titles, chip = TITLES, MARK

    def texts(self, line: QualityPerson) -> tuple[str, ...]:
        return line.nama, line.nik, line.desa, line.kecamatan, line.kelompok, line.tanda, line.status

    def look(self, line: QualityPerson) -> tuple[str, str, str]:
        return "exclamation-triangle-fill", line.tanda, "warn"


class QualityCard(Card):
    """The table of one tab, or that there is nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        self.model = PeopleModel()
        self.middle = QStackedWidget(self)
        self.view = QTableView(self.middle)
        self.view.setModel(self.model)
        set_up_table(self.view)
        self.view.setProperty("bare", True)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setItemDelegateForColumn(MARK, StatusChipDelegate(self.view))
        self.empty = EmptyState("check-circle-fill", "Tidak ada orang dengan tanda ini", "", parent=self.middle,
                                bare=True)
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.empty)
        self.body.addWidget(self.middle, 1)
        self.foot = Label("", "caption")
        self.foot.setContentsMargins(12, 8, 12, 8)
        self.body.addWidget(self.foot)

    def show_tab(self, tab: QualityTab, people: Sequence[QualityPerson]) -> None:
        """Another tab; what is not listed is counted below."""
        self.model.set_lines(people)
        self.view.setAccessibleName(tab.judul)
        self.middle.setCurrentWidget(self.view if people else self.empty)
        more = f" {number(len(people))} pertama dari {number(tab.orang)} orang." if tab.orang > len(people) else ""
        self.foot.setText(WORDS + more)
        if people:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is left of the width goes to the mark; where it is short, kecamatan and kelompok give way."""
        rest = self.view.viewport().width()
        narrow = rest < sum(map(theme.px, WIDTHS))
        for at, wide in enumerate(WIDTHS):
            self.view.setColumnHidden(at, narrow and at in GIVE_WAY)
            if at != MARK and not self.view.isColumnHidden(at):
                self.view.setColumnWidth(at, theme.px(wide))
                rest -= theme.px(wide)
        self.view.setColumnWidth(MARK, max(rest, theme.px(180)))
