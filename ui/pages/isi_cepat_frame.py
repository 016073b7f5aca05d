"""The parts of page Isi cepat and where they stand: columns at the left, the table with its filters at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop.desk import FillColumn
from jamsos_desktop.model.findings import Mend
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.isi_cepat_columns import ColumnList
from ui.pages.isi_cepat_model import FillTable
from ui.pages.isi_cepat_view import FillView
from ui.pages.peserta_filters import FilterButton
from ui.pages.peserta_search import SearchEdit
from ui.pages.peserta_strip import Strip
from ui.widgets import Button, Card, Combo, EmptyState, IconLabel, Label, clear_layout

SEARCH_ROOM = 180  # px of the search below which the filters beside it are short
BETWEEN = 60  # px that stand empty between all of them
NO_SECOND = "Tidak ada"
NO_DUSUN = "\u00a0"  # the value of a filter for people without a dusun


class FootStrip(Strip):
    """Below the table: where the value is found, or the ways out of what is said of the row; at the right a stop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface_alt", "border", above=True, parent=parent)
        self.setFixedHeight(theme.px(38))
        self.icon = IconLabel("info-circle", "text_2", 14)
        self.words = Label("", "caption", wrap=False)
        self._whole = ""
        self.mends = QHBoxLayout()
        self.mends.setSpacing(8)
        self.stop = Button("Hentikan", small=True)
        self.stop.hide()
        self.row.addWidget(self.icon)
        self.row.addWidget(self.words)
        self.row.addLayout(self.mends)
        self.row.addStretch(1)
        self.row.addWidget(self.stop)

    def say(self, icon: str, role: str, words: str, mends: Sequence[Mend] = ()) -> list[Button]:
        """Other words; gives a button for each way out."""
        self.icon.set_icon(icon, role)
        self._whole = words
        self.words.setToolTip(words)
        self.words.setMinimumWidth(0 if mends else 1)  # a name stays whole, sentences give way
        clear_layout(self.mends)
        buttons = [Button(mend.label, small=True) for mend in mends]
        for button in buttons:
            self.mends.addWidget(button)
        self._fit()
        return buttons

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many sentences as there is room for; all of them stand in the tool tip."""
        room = self.width() - self.icon.width() - 48 - (0 if self.stop.isHidden() else self.stop.sizeHint().width())
        words = self._whole
        while words.endswith(".") and ". " in words and self.words.fontMetrics().horizontalAdvance(words) > room:
            words = words.rpartition(". ")[0] + "."
        self.words.setText(words)


class FillFrame:
    """Everything page Isi cepat shows; the page itself knows what it does."""

    def __init__(self, table: FillTable, page: QWidget) -> None:
        # From the outside in, and in the order of Tab: Qt dresses anew whatever moves into something else.
        self.outer = QStackedWidget(page)
        whole = QWidget(self.outer)
        self.side = Card("Kolom yang kosong", parent=whole, margins=(0, 4, 0, 4))
        self.columns = ColumnList(self.side)
        self.search = SearchEdit("Cari nama atau NIK", whole)
        self.dusun, self.group = FilterButton("Dusun", whole), FilterButton("Kelompok", whole)
        self.second = Combo(whole)
        self.second.setAccessibleName("Kolom di sampingnya")
        self.second.setFixedWidth(theme.px(158))
        self.hint = Label("", "caption", wrap=False)
        self.done = Label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(110))
        self.card = self._table_card(whole)
        self.middle = QStackedWidget(self.card)
        self.view = FillView(table, self.middle)
        self.nothing_left = Button("Lihat peserta")
        self.drop_filters = Button("Hapus saringan")
        self.no_match = EmptyState("search", "Tidak ada yang cocok", "", self.drop_filters, parent=self.middle,
                                   bare=True)
        self.foot = FootStrip(self.card)
        empty = Card(parent=self.outer, margins=(0, 0, 0, 0))
        self.whole = EmptyState("check-circle-fill", "Semua isian sudah terisi.",
                                "Tidak ada kolom yang kosong pada peserta desa ini.", self.nothing_left, parent=empty,
                                bare=True)
        empty.body.addWidget(self.whole)
        self._lay_out(whole)
        self.outer.addWidget(whole)
        self.outer.addWidget(empty)

    def _lay_out(self, whole: QWidget) -> None:
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.side.body.addWidget(self.columns)
        row.addWidget(self.side)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(self._filters())
        right.addWidget(self.card, 1)
        row.addLayout(right, 1)
        self.card.body.setSpacing(0)
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.no_match)
        self.card.body.addWidget(self.middle, 1)
        self.card.body.addWidget(self.foot)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.dusun)
        row.addWidget(self.group)
        row.addSpacing(8)
        self.beside = Label("Kolom di sampingnya", "soft")
        self.beside.setBuddy(self.second)
        row.addWidget(self.beside)
        row.addWidget(self.second)
        return row

    def _table_card(self, whole: QWidget) -> Card:
        right = QWidget(whole)
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.done)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        card = Card("Kolom", right, whole, margins=(0, 0, 0, 0))
        assert card.head is not None
        card.head.insertWidget(1, self.hint)
        return card

    def fit(self, width: int) -> None:
        """``width``: px of the page; a narrow one gives the room to the table, but no column its name."""
        narrow = width < theme.px(1120)
        self.side.setFixedWidth(max(theme.px(200 if narrow else 246), self.columns.needed))
        self.beside.setVisible(not narrow)
        self._fit_filters(width)
        self.hint.setVisible(not narrow)
        self.second.setToolTip("Kolom di sampingnya")

    def _fit_filters(self, width: int) -> None:
        """Filters that hold nothing back are short where the search would have too little room."""
        filters = (self.dusun, self.group)
        taken = self.side.width() + self.second.minimumWidth() + sum(button.width_in(False) + 8 for button in filters)
        taken += 0 if self.beside.isHidden() else self.beside.sizeHint().width() + 8
        for button in filters:
            button.set_compact(width - taken < theme.px(SEARCH_ROOM) + BETWEEN)

    def offer_second(self, columns: Sequence[FillColumn], first: str, chosen: str) -> None:
        """What may stand beside the column: any other that somebody lacks."""
        choices = {"-": NO_SECOND} | {one.key: one.pendek for one in columns if one.key != first and one.kurang}
        self.second.blockSignals(True)
        self.second.set_choices({})
        self.second.set_choices(choices)
        self.second.set_text(chosen if chosen in choices else "-")
        self.second.blockSignals(False)

    def show_progress(self, done: int, many: int) -> None:
        """How far the column is."""
        self.done.setText(f"{number(done)} dari {number(many)} terisi")
        self.bar.setRange(0, max(1, many))
        self.bar.setValue(done)
        self.bar.setAccessibleName(self.done.text())
