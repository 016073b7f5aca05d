"""What page Iuran looks like: head, the year in a bar, two tables at the left, two cards at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from ui import theme
from ui.pages import iuran_bills, iuran_months
from ui.pages.iuran_bar import YearBar
from ui.pages.iuran_base import BaseCard
from ui.pages.iuran_bills import BillTable
from ui.pages.iuran_cover import CoverCard
from ui.pages.iuran_months import MonthTable, SumRows
from ui.pages.page import Page
from ui.widgets import Button, Card, ColumnFit, EmptyState, Label, StatusChipDelegate, set_up_table

SIDE = 312
NARROW = 860  # px of the page below which the words beside the title of the months make way
BILL_ROWS, BILL_ROWS_LOW, LOW = 4, 3, 480  # rows of bills that always keep their room; px of a low window
ROUNDED = "Rp. Sen dihitung, pembulatan hanya di layar"


class _Parts(QWidget):
    """Both columns. They scroll inside: the height of their words asks for nothing of the page."""

    def hasHeightForWidth(self) -> bool:
        return False


class IuranFrame(Page):
    """The parts; what they show and do is the page's own."""

    title = "Iuran"
    help = "iuran"

    def build(self) -> None:
        """Lay everything out."""
        self._head, body = self.frame("Iuran")
        self.print_button = Button("Cetak lampiran APBDes", icon="printer")
        self.pay_button = Button("Catat pembayaran", icon="receipt")
        self.extend_button = Button("Ajukan perpanjangan", "primary", "arrow-repeat")
        for button in (self.print_button, self.pay_button, self.extend_button):
            self._head.addWidget(button)
        body.setSpacing(10)
        self.year = YearBar(self)
        body.addWidget(self.year)
        self.middle = QStackedWidget(self)
        self.middle.addWidget(self._filled())
        self.first_button = Button("Buka Peserta", "primary", "people")
        self.second_button = Button("Buka anggaran", icon="cash-stack")
        self.nobody = EmptyState("wallet2", "Belum ada orang yang iurannya bisa dihitung.",
                                 "Iuran dihitung dari data peserta. Catat orangnya dulu, lalu buka halaman ini lagi.",
                                 self.first_button, self.second_button, self.middle)
        self.middle.addWidget(self.nobody)
        body.addWidget(self.middle, 1)
        self._sub_words: tuple[str, ...] = ("",)
        self._bill_words: tuple[str, ...] = ("",)

    def _filled(self) -> QWidget:
        parts = _Parts(self.middle)
        row = QHBoxLayout(parts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._month_card(parts), 1000)
        left.addWidget(self._bill_card(parts), 1)
        row.addLayout(left, 1)
        self.side = QWidget(parts)
        right = QVBoxLayout(self.side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        self.cover, self.base = CoverCard(self.side), BaseCard(self.side)
        right.addWidget(self.cover, 0)
        right.addWidget(self.base, 1)
        row.addWidget(self.side)
        return parts

    def _month_card(self, parts: QWidget) -> Card:
        self.rounded = Label(ROUNDED, "caption", wrap=False)
        self.rounded.setMinimumWidth(1)  # shown where there is room for it, else the page would be wider for it
        self.month_card = Card("Iuran per bulan dan sumber dana", self.rounded, parts, margins=(1, 0, 1, 1))
        self.months = MonthTable()
        self.month_view = _table(self.months, "Iuran per bulan dan sumber dana", iuran_months.WIDTHS,
                                 iuran_months.LABEL, iuran_months.GIVING, self.month_card)
        self.month_view.setItemDelegate(SumRows(self.month_view))
        self.month_card.body.addWidget(self.month_view)
        return self.month_card

    def _bill_card(self, parts: QWidget) -> Card:
        self.bill_words = Label("", "caption", wrap=False)
        self.bill_card = Card("Tagihan dan kode bayar", self.bill_words, parts, margins=(1, 0, 1, 1))
        self.make_button = Button("Buat tagihan", icon="plus-lg", small=True)
        self.copy_button = Button("Salin kode", icon="copy", small=True)
        assert self.bill_card.head is not None
        self.bill_card.head.addWidget(self.make_button)
        self.bill_card.head.addWidget(self.copy_button)
        self.bills = BillTable()
        self.bill_stack = QStackedWidget(self.bill_card)
        self.bill_view = _table(self.bills, "Tagihan dan kode bayar", iuran_bills.WIDTHS, iuran_bills.SOURCE,
                                iuran_bills.GIVING, self.bill_stack)
        self.bill_view.setItemDelegateForColumn(iuran_bills.STATE, StatusChipDelegate(self.bill_view))
        self.bill_stack.addWidget(self.bill_view)
        self.first_bill_button = Button("Buat tagihan", icon="plus-lg")
        self.no_bills = EmptyState("receipt", "Belum ada tagihan.",
                                   "Tagihan dibuat untuk orang yang sudah dikirim ke DPMD.", self.first_bill_button,
                                   parent=self.bill_stack, bare=True)
        self.bill_stack.addWidget(self.no_bills)
        self.bill_card.body.addWidget(self.bill_stack)
        return self.bill_card

    def set_words(self, sub: Sequence[str], bills: Sequence[str]) -> None:
        """The words behind the title and in the head of the bills, the longest first; the first that fits is shown."""
        self._sub_words, self._bill_words = (*sub, ""), (*bills, "")
        self._fit_words()

    def fit_months(self) -> None:
        """The upper table as high as its rows where there is room, so that the lower one gets the rest."""
        head, line = theme.px(30), theme.px(28)
        height = head + self.months.rowCount() * line
        below = BILL_ROWS if self.middle.height() > LOW else BILL_ROWS_LOW
        self.month_view.setMinimumHeight(min(height, head + 3 * line))
        self.month_card.setMaximumHeight(38 + height + 2)
        self.bill_stack.setMinimumHeight(head + below * line)
        self.cover.view.fit(self.middle.height() < LOW)
        self.base.set_low(self.middle.height() < LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(theme.px(SIDE))
        self.rounded.setVisible(self.width() >= theme.px(NARROW))
        self._fit_words()
        self.fit_months()

    def _fit_words(self) -> None:
        buttons = (self.print_button, self.pay_button, self.extend_button)
        taken = self.heading.sizeHint().width() + sum(b.sizeHint().width() for b in buttons) + 5 * 12 + 32
        _show_first_fitting(self.sub, self._sub_words, self.width() - taken)
        assert self.bill_card.title is not None
        taken = self.bill_card.title.sizeHint().width() + 48
        taken += sum(b.sizeHint().width() + 8 for b in (self.make_button, self.copy_button) if not b.isHidden())
        room = self.width() - 44 - theme.px(SIDE) - taken
        _show_first_fitting(self.bill_words, self._bill_words, room)


def _show_first_fitting(label: Label, forms: Sequence[str], room: int) -> None:
    metrics = label.fontMetrics()
    label.setText(next(words for words in forms if not words or metrics.horizontalAdvance(words) + 4 <= room))
    label.setToolTip(forms[0])


def _table(model: MonthTable | BillTable, name: str, widths: tuple[int, ...], wide: int, giving: tuple[int, ...],
           parent: QWidget) -> QTableView:
    view = QTableView(parent)
    set_up_table(view)
    view.setProperty("bare", True)
    view.setModel(model)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setAccessibleName(name)
    ColumnFit(view, widths, wide, giving)
    return view
