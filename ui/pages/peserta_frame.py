"""What page Peserta consists of: head, search and filters, tabs, the table in its card, and what was deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from jamsos_desktop.desk import Desk, Row
from jamsos_desktop.model.codes import code_list
from ui import theme
from ui.pages.page import Page
from ui.pages.peserta_bar import BulkBar
from ui.pages.peserta_columns import ColumnChoice
from ui.pages.peserta_deleted import DeletedCard
from ui.pages.peserta_filter_row import FilterRow
from ui.pages.peserta_filters import DELETED, StatusTabs
from ui.pages.peserta_foot import FootLine
from ui.pages.peserta_list import PersonView
from ui.pages.peserta_views import SavedViews
from ui.pages.peserta_work import BulkWork
from ui.person_table import PersonTable
from ui.widgets import Button, Card, EmptyState

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 1080  # px of page width below which captions and pictures give way
TAB_LABELS = {"semua": "Semua", "perlu_dilengkapi": "Perlu dilengkapi", "ditolak": "Ditolak",
              "siap_cetak": "Siap cetak", "tercetak": "Tercetak", "dalam_kiriman": "Dalam kiriman",
              "terdaftar": "Terdaftar", "lewat_masa": "Lewat masa", "keluar": "Keluar",
              "meninggal": "Meninggal", DELETED: "Terhapus"}


class PesertaFrame(Page):
    """What ``PesertaPage`` stands on: its parts, put together."""

    title = "Peserta"

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.people = PersonTable(desk, self)
        self.view = PersonView(self.people)
        self.bar = BulkBar()
        self.foot = FootLine()
        self.deleted = DeletedCard(desk, window)
        self.work = BulkWork(desk, window, self.people, self.bar)
        self.columns = ColumnChoice(window.settings, self.people, self.view, self.foot, desk.ctx.user_id)
        self.views = SavedViews(desk, window, self.columns, self.foot, self.bar)
        self._build()

    def _add(self, kelompok: str) -> None:
        raise NotImplementedError

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.fill_button = Button("Isi cepat", icon="columns-gap", tip="Isi satu kolom ke bawah (Ctrl+I)")
        self.import_button = Button("Impor Excel", icon="file-earmark-spreadsheet")
        self.add_button = Button("Tambah peserta", "primary", "person-plus")
        self.claims_button = Button("Klaim", icon="shield-check", tip="Klaim kematian dan kecelakaan kerja")
        self.claims_button.hide()
        for button in (self.claims_button, self.fill_button, self.import_button, self.add_button):
            head.addWidget(button)
        body.setSpacing(10)
        self.row = FilterRow()
        self.search, self.filters, self.columns_button = self.row.search, self.row.filters, self.row.columns
        body.addLayout(self.row)
        self.tabs = StatusTabs(TAB_LABELS)
        body.addWidget(self.tabs)
        self.cards = QStackedWidget()
        self.cards.addWidget(self._table_card())
        self.cards.addWidget(self.deleted)
        body.addWidget(self.cards, 1)
        self.add_menu = QMenu(self)
        for kode, label in code_list("kelompok").items():
            self.add_menu.addAction(label, partial(self._add, kode))

    def _table_card(self) -> QWidget:
        card = Card(margins=(0, 0, 0, 0))
        card.body.setSpacing(0)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.view)
        self.clear_filters = Button("Hapus saringan")
        self.first_button = Button("Tambah peserta", "primary", "person-plus")
        self.no_match = EmptyState("search", "Tidak ada yang cocok", "", self.clear_filters, bare=True)
        self.nobody = EmptyState("people", "Belum ada peserta",
                                 "Tambah satu orang dari KTP dan KK, atau ambil dari Excel lewat Impor Excel.",
                                 self.first_button, bare=True)
        self.middle.addWidget(self.no_match)
        self.middle.addWidget(self.nobody)
        card.body.addWidget(self.bar)
        card.body.addWidget(self.middle, 1)
        card.body.addWidget(self.foot)
        return card

    # Where the keyboard goes, and on whom it acts

    @property
    def deleted_shown(self) -> bool:
        return self.cards.currentWidget() is self.deleted

    def search_focus(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def next_panel(self, step: int = 1) -> bool:
        table = self.deleted.table if self.deleted_shown else self.view
        panels: list[QWidget] = [self.search, self.tabs.chosen_tab(), table, *self._below()]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def _below(self) -> list[QWidget]:
        """What of the foot can be reached by F6."""
        return [] if self.deleted_shown else [self.foot.density]

    def current_row(self) -> Row | None:
        """The person the keyboard stands on, None when on nobody."""
        line = self.view.current_line()
        return self.people.row_at(line) if 0 <= line < self.people.rowCount() else None

    def chosen_rows(self) -> list[Row]:
        """Whom a key acts on: the ticked people, else the range."""
        if self.people.ticked:
            return self.people.ticked_rows()
        return [row for line in self.view.chosen_lines() if (row := self.people.row_at(line))]

    def enter_table(self) -> None:
        """Put the keyboard into the list, or into the deleted people while those are shown."""
        if self.deleted_shown:
            self.deleted.enter()
        elif self.people.rowCount():
            self.view.go_to(max(0, self.view.current_line()))
            self.view.setFocus()

    def _pop(self, menu: QMenu, under: QWidget) -> None:
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])  # Enter takes the first one at once

    def minimumSizeHint(self) -> QSize:
        """What the rows need in their short forms: they take them by themselves where there is no room."""
        least = max(self.row.least(), self.tabs.minimumSizeHint().width(), self.bar.least())
        return QSize(least + 2 * theme.px(16) + 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.set_compact(self.width() < theme.px(NARROW), self.width() - 2 * theme.px(16) - 22)
        self.row.fit(self.width())
