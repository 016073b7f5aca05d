"""The card with the kiriman: sums above, the table, and the promise below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTableView, QWidget

from ui import theme
from ui.pages.terima_counts import CountLine
from ui.pages.terima_lines import KECAMATAN, RESULT, TITLES, WIDTHS, KirimanLines
from ui.widgets import Card, EmptyState, IconLabel, Label, StatusChipDelegate, set_up_table

FOOT = "Tidak ada kiriman yang dihapus dari folder. Yang ditolak tidak mengubah data apa pun."


class LinesView(QTableView):
    """``moved(row)``: the keyboard stands on another row. ``opened``: Enter or a double click."""

    moved = Signal(int)
    opened = Signal(int)

    def __init__(self, model: KirimanLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        set_up_table(self)
        self.setProperty("bare", True)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(RESULT, StatusChipDelegate(self))
        self.setAccessibleName("Kiriman dan hasilnya")
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """What is left of the width goes to the remark."""
        rest = self.viewport().width()
        for at, wide in enumerate(WIDTHS[:-1]):
            if not self.isColumnHidden(at):
                self.setColumnWidth(at, theme.px(wide))
                rest -= theme.px(wide)
        self.setColumnWidth(len(TITLES) - 1, max(theme.px(90), rest))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class LinesCard(Card):
    """``chosen(row)`` and ``opened(row)`` of the table."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, model: KirimanLines, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        self.counts = CountLine(self)
        self.middle = QStackedWidget(self)
        self.view = LinesView(model, self.middle)
        self.empty = EmptyState("inbox", "Belum ada kiriman", "Colok flashdisk dari desa, lalu ambil di sebelah kanan.",
                                parent=self.middle, bare=True)
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.empty)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.middle, 1)
        self.body.addWidget(_foot(self))
        self.view.moved.connect(self.chosen)
        self.view.opened.connect(self.opened)

    def current(self) -> int:
        """The row with the keyboard, -1 when there is none."""
        return self.view.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Put the keyboard on a row, or on the first when that one is gone."""
        rows = self.view.model().rowCount()
        if rows:
            self.view.setCurrentIndex(self.view.model().index(row if 0 <= row < rows else 0, 0))

    def show_empty(self, empty: bool) -> None:
        """Show in place of the table that nothing came yet, or the table."""
        self.middle.setCurrentWidget(self.empty if empty else self.view)

    def set_narrow(self, narrow: bool) -> None:
        """The kecamatan stands in the panel too, so it gives way first."""
        self.view.setColumnHidden(KECAMATAN, narrow)
        self.view.fit()


def _foot(parent: QWidget) -> QFrame:
    foot = QFrame(parent, objectName="foot")
    row = QHBoxLayout(foot)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(8)
    row.addWidget(IconLabel("info-circle-fill", "info", 13))
    row.addWidget(Label(FOOT, "caption", wrap=True), 1)
    return foot
