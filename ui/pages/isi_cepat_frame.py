"""The parts of page Isi cepat and where they stand: columns at the left, the table with its filters at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
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

NO_SECOND = "Tidak ada"
NO_DUSUN = "\u00a0"  # the value of a filter for people without a dusun


class FootStrip(Strip):
    """Below the table: where the value is found, or the ways out of what is said of the row; at the right a stop."""

    def __init__(self) -> None:
        super().__init__("surface_alt", "border", above=True)
        self.setFixedHeight(theme.px(38))
        self.icon = IconLabel("info-circle", "text_2", 14)
        self.words = Label("", "caption", wrap=False)
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
        self.words.setText(words)
        clear_layout(self.mends)
        buttons = [Button(mend.label, small=True) for mend in mends]
        for button in buttons:
            self.mends.addWidget(button)
        return buttons


class FillFrame:
    """Everything page Isi cepat shows; the page itself knows what it does."""

    def __init__(self, table: FillTable) -> None:
        self.columns = ColumnList()
        self.view = FillView(table)
        self.search = SearchEdit("Cari nama atau NIK")
        self.dusun, self.group = FilterButton("Dusun"), FilterButton("Kelompok")
        self.second = Combo()
        self.second.setAccessibleName("Kolom di sampingnya")
        self.second.setFixedWidth(theme.px(158))
        self.foot = FootStrip()
        self.hint = Label("", "caption", wrap=False)
        self.done = Label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(110))
        self.nothing_left = Button("Lihat peserta")
        self.drop_filters = Button("Hapus saringan")
        self.whole = EmptyState("check-circle-fill", "Semua isian sudah terisi.",
                                "Tidak ada kolom yang kosong pada peserta desa ini.", self.nothing_left, bare=True)
        self.no_match = EmptyState("search", "Tidak ada yang cocok", "", self.drop_filters, bare=True)

    def build(self, body: QVBoxLayout) -> None:
        """Put the parts into the body of the page."""
        self.outer = QStackedWidget()
        self.outer.addWidget(self._work())
        empty = Card(margins=(0, 0, 0, 0))
        empty.body.addWidget(self.whole)
        self.outer.addWidget(empty)
        body.addWidget(self.outer, 1)

    def _work(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.side = Card("Kolom yang kosong", margins=(0, 4, 0, 4))
        self.side.body.addWidget(self.columns)
        row.addWidget(self.side)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(self._filters())
        right.addWidget(self._card(), 1)
        row.addLayout(right, 1)
        return whole

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

    def _card(self) -> Card:
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.done)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self.card = Card("Kolom", right, margins=(0, 0, 0, 0))
        assert self.card.head is not None
        self.card.head.insertWidget(1, self.hint)
        self.card.body.setSpacing(0)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.no_match)
        self.card.body.addWidget(self.middle, 1)
        self.card.body.addWidget(self.foot)
        return self.card

    def fit(self, width: int) -> None:
        """``width``: px of the page; a narrow one gives the room to the table."""
        narrow = width < theme.px(1120)
        self.side.setFixedWidth(theme.px(200 if narrow else 246))
        self.beside.setVisible(not narrow)
        self.hint.setVisible(not narrow)
        self.second.setToolTip("Kolom di sampingnya")

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
