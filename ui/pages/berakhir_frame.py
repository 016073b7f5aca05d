"""What page Berakhir looks like: tabs and filters above, the table, its sums below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from jamsos_desktop.desk import EndingRow
from jamsos_desktop.texts import number, rupiah_of_sen
from ui import theme
from ui.pages.balasan_tabs import TabSpec, TextTabs
from ui.pages.berakhir_rows import EndingTable
from ui.pages.berakhir_view import EndingView
from ui.pages.page import Page
from ui.pages.peserta_filters import FilterButton
from ui.pages.peserta_strip import Strip
from ui.widgets import Button, Card, EmptyState, Label

LAPSED, ENDING, ALL = "lewat", "berakhir", "semua"
NARROW = 1080  # px of page width below which the filters lose their words and the title its first half
WHOLE_TITLE = "Lewat masa dan berakhir"


class BerakhirFrame(Page):
    """The parts; what they show and do is the page's own."""

    title = "Berakhir"
    help = "iuran#lewat-masa-dan-berakhir"

    def build(self, days: int) -> None:
        """Lay everything out; ``days``: until when an end is near."""
        head, body = self.frame(WHOLE_TITLE)
        self.excel_button = Button("Simpan Excel", icon="file-earmark-spreadsheet")
        self.print_button = Button("Cetak daftar", icon="printer")
        self.leave_button = Button("Catat keluar...", icon="person-x")
        self.extend_button = Button("Ajukan perpanjangan", "primary", "arrow-repeat")
        for button in (self.excel_button, self.print_button, self.leave_button, self.extend_button):
            head.addWidget(button)
        body.setSpacing(10)
        self.tabs = TextTabs((TabSpec(LAPSED, "Lewat masa", "clock", "error"),
                              TabSpec(ENDING, f"Berakhir {number(days)} hari", "clock", "warn"),
                              TabSpec(ALL, "Semua tanggal")), self)
        self.payer, self.until = FilterButton("Dibayar oleh"), FilterButton("Sampai")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.payer)
        row.addWidget(self.until)
        body.addLayout(row)
        body.addWidget(self._table_card(days), 1)

    def _table_card(self, days: int) -> QWidget:
        card = Card(parent=self, margins=(1, 1, 1, 1))
        card.body.setSpacing(0)
        self.table = EndingTable(days)
        self.middle = QStackedWidget(card)
        self.view = EndingView(self.table, self.middle)
        self.empty_button = Button("Kembali ke Iuran")
        self.empty = EmptyState("calendar-check", "", "", self.empty_button, parent=self.middle, bare=True)
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.empty)
        card.body.addWidget(self.middle, 1)
        self.foot = Strip("surface_alt", "border", above=True, parent=card)
        self.foot.setFixedHeight(theme.px(34))
        self.foot.row.setSpacing(16)
        self.sums, self.ticks = Label("", "strong", wrap=False), Label("", "caption", wrap=False)
        self.foot.row.addWidget(self.sums)
        self.foot.row.addStretch(1)
        self.foot.row.addWidget(self.ticks)
        card.body.addWidget(self.foot)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        for button in (self.payer, self.until):
            button.set_compact(narrow)
        self.sub.setVisible(not narrow)
        self.heading.setText(self.title if narrow else WHOLE_TITLE)


def sum_words(rows: Sequence[EndingRow], held: int | None) -> str:
    """"12 orang · wajib dilunasi Rp 13.104 · 3 terhalang"; ``held`` None while nobody looked."""
    owed = sum(row.tunggakan_sen for row in rows)
    parts = [f"{number(len(rows))} orang"]
    if owed or any(row.hari < 0 for row in rows):
        parts.append(f"wajib dilunasi {rupiah_of_sen(owed)}")
    parts.append("memeriksa halangan..." if held is None else f"{number(held)} terhalang")
    return " · ".join(parts)
