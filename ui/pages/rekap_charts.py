"""The cards of Rekap: ranked bars at the left, groups, months and silent villages at the right, each with its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import Recap
from jamsos_desktop.texts import number, percent
from ui import theme
from ui.pages.rekap_parts import Legend
from ui.pages.rekap_tables import BARS, GROUPS, MONTHS, SILENT, Cells, RecapTable, recap_view
from ui.widgets import Button, Card, Label, UnsureMark
from ui.widgets.group_bars import GroupBars
from ui.widgets.rank_bars import RankBars
from ui.widgets.trend_bars import TrendBars

Chart = TypeVar("Chart", bound=QWidget)
SIDE = 394
FREE = 16_777_215  # no bound: the most Qt lets a widget be


def pair_of(kind: type[Chart], columns: Sequence[Cells], name: str, card: Card,
            ) -> tuple[QStackedWidget, Chart, QTableView, RecapTable]:
    """A chart and its table in one place of a card."""
    pair = QStackedWidget(card)
    chart = kind(pair)
    table, model = recap_view(columns, name, pair)
    pair.addWidget(chart)
    pair.addWidget(table)
    return pair, chart, table, model


def aim_of(recap: Recap) -> float | None:
    """The target percent for the line, None where no target is in force or no sasaran is set."""
    return float(recap.target) if recap.target is not None and recap.sasaran else None


class RankCard(Card):
    """Coverage per kecamatan, or per desa of one. ``opened(kode)``: Enter on a bar or a line of the table."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cakupan per kecamatan", parent=parent, margins=(0, 6, 0, 4))
        self.body.setSpacing(2)
        self.reached = Label("", "caption", wrap=False)
        self.reached.setMinimumWidth(1)  # shown where there is room for it, else the card would be wider for it
        self.legend = Legend()
        self.mark = UnsureMark(parent=self)
        self.head.insertWidget(1, self.reached)
        self.head.addWidget(self.legend)
        self.head.addWidget(self.mark)
        self._long, self._short = self.title.text(), False
        self.stack, self.bars, self.table, self.model = pair_of(RankBars, BARS, "Cakupan, tabel", self)
        self.body.addWidget(self.stack, 1)
        self.bars.opened.connect(self.opened)
        self.table.activated.connect(lambda index: self.opened.emit(self.model.lines[index.row()].kode))

    def show_recap(self, recap: Recap, mark: str) -> None:
        """Other figures; ``mark``: code of the bar to stand on."""
        inside = recap.tingkat == "kecamatan"
        self._long = f"Cakupan per desa, {recap.nama}" if inside else "Cakupan per kecamatan"
        self._say_title()
        aim = aim_of(recap)
        self.legend.set_target(f"target {percent(recap.target, 0)}" if aim is not None else "")
        self.reached.setText(f"{recap.mencapai} dari {len(recap.bars)} mencapai target" if aim is not None
                             else "Isi target di menu Target")
        self.bars.show_bars(recap.bars, aim, "Desa" if inside else "Kecamatan", mark)
        self.bars.setAccessibleName(self._long)
        self.model.set_lines(recap.bars)
        self._fit_head()

    def set_short(self, short: bool) -> None:
        """Fewer words in the head, where the window is too small for all of them."""
        self._short = short
        self._say_title()

    def _say_title(self) -> None:
        rest = self._long.removeprefix("Cakupan ")
        self.title.setText(rest[:1].upper() + rest[1:] if self._short else self._long)

    def show_table(self, table: bool) -> None:
        """The table instead of the chart, or back; the same line stays marked."""
        if table and self.model.lines:
            self.table.selectRow(self.bars.at)
        elif not table and self.table.currentIndex().isValid():
            self.bars.stand_on(self.table.currentIndex().row())
        self.stack.setCurrentIndex(int(table))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        parts = [part for part in (self.title, self.reached, self.legend, self.mark)
                 if part is self.reached or not part.isHidden()]
        need = sum(part.sizeHint().width() for part in parts) + 8 * (len(parts) + 1) + 26
        self.reached.setVisible(need <= self.width())


class SideCards(QScrollArea):
    """Groups, months, silent villages; scrolls where the screen is low. ``listed()``: print the silent ones,
    ``copied()``: copy words about them."""

    listed = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain = QWidget(self.viewport(), objectName="plain")
        self._column = QVBoxLayout(plain)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._groups(plain)
        self._months(plain)
        self._silent(plain)
        self.setWidget(plain)
        self.set_below(False)

    def set_below(self, below: bool) -> None:
        """Under the bars: as wide as the page and as high as all cards; else a column of its own that scrolls."""
        self.setMinimumWidth(0 if below else theme.px(SIDE))
        self.setMaximumWidth(FREE if below else theme.px(SIDE))
        self.setMinimumHeight(self.widget().sizeHint().height() if below else 0)

    def _groups(self, plain: QWidget) -> None:
        card = Card("Per kelompok", parent=plain, margins=(12, 8, 12, 6))
        self.group_stack, self.groups, self.group_table, self.group_model = pair_of(
            GroupBars, GROUPS, "Per kelompok, tabel", card)
        self.group_table.setFixedHeight(theme.px(30 + 4 * 26 + 4))
        card.body.addWidget(self.group_stack)
        self._column.addWidget(card)

    def _months(self, plain: QWidget) -> None:
        self.month_card = Card("Terdaftar", parent=plain, margins=(12, 4, 12, 4))
        self.grown = Label("", "strong")
        self.month_card.head.addWidget(self.grown)
        self.month_card.head.addWidget(Label("bulan ini", "caption", wrap=False))
        self.month_stack, self.trend, self.month_table, self.month_model = pair_of(
            TrendBars, MONTHS, "Terdaftar per bulan, tabel", self.month_card)
        self.month_table.setMinimumHeight(theme.px(100))
        self.month_card.body.addWidget(self.month_stack)
        self._column.addWidget(self.month_card, 3)

    def _silent(self, plain: QWidget) -> None:
        card = Card("Desa belum melapor", parent=plain, margins=(0, 0, 0, 0))
        self.silent_many = Label("", "caption", wrap=False)
        self.copy = Button("", icon="chat-dots", small=True, tip="Salin pesan WhatsApp untuk camat")
        self.print_silent = Button("Cetak daftar", small=True)  # no icon: the card fits beside a scroll bar too
        self.copy.clicked.connect(self.copied)
        self.print_silent.clicked.connect(self.listed)
        self.silent_mark = UnsureMark(parent=card, short=True)
        card.head.setSpacing(4)  # all five fit beside the title at the design size
        for widget in (self.silent_many, self.silent_mark, self.copy, self.print_silent):
            card.head.addWidget(widget)
        self.silent_view, self.silent_model = recap_view(SILENT, "Desa belum melapor", card, head=False)
        self.silent_view.setMinimumHeight(theme.px(26 * 3 + 2))
        card.body.addWidget(self.silent_view, 1)
        self._column.addWidget(card, 2)

    def show_recap(self, recap: Recap) -> None:
        """Other figures."""
        aim = aim_of(recap)
        self.groups.show_bars(recap.kelompok_bars, aim)
        self.group_model.set_lines(recap.kelompok_bars)
        self.month_card.title.setText(f"Terdaftar, kumulatif {recap.hari.year}")
        self.grown.setText(f"{recap.tambah_bulan_ini:+,}".replace(",", "."))
        people = round(recap.sasaran * aim / 100) if aim is not None else None
        words = f"target {percent(recap.target, 0)} ({number(people)})" if people is not None else ""
        self.trend.show_months(recap.bulan, people, words)
        self.month_model.set_lines(recap.bulan)
        self.silent_many.setText(f"{number(len(recap.diam))} desa")
        self.silent_model.set_lines(recap.diam)
        for button in (self.copy, self.print_silent):
            button.setEnabled(bool(recap.diam))

    def show_tables(self, tables: bool) -> None:
        """Tables instead of charts."""
        for stack in (self.group_stack, self.month_stack):
            stack.setCurrentIndex(int(tables))
