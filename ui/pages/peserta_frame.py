"""What page Peserta consists of: head, search and filters, tabs, the table in its card, and what was deleted."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

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
        # In the order of Tab, and from the outside in: Qt dresses anew whatever moves into something else.
        head, body = self.frame(self.title)
        self._fill_head(head)
        self.row = FilterRow(self)
        self.search, self.filters, self.columns_button = self.row.search, self.row.filters, self.row.columns
        self.tabs = StatusTabs(TAB_LABELS, self)
        self.cards = QStackedWidget(self)
        self.card = Card(parent=self.cards, margins=(0, 0, 0, 0))
        self.bar = BulkBar(self.card)
        self.middle = QStackedWidget(self.card)
        self.people = PersonTable(desk, self)
        self.view = PersonView(self.people, self.middle)
        self.foot = FootLine(self.card)
        self._lay_out(body)
        self.work = BulkWork(desk, window, self.people, self.bar)
        self.columns = ColumnChoice(window.settings, self.people, self.view, self.foot, desk.ctx.user_id)
        self.views = SavedViews(desk, window, self.columns, self.foot, self.bar)

    def _add(self, kelompok: str) -> None:
        raise NotImplementedError

    def _data_changed(self) -> None:
        raise NotImplementedError

    def drop_filters(self) -> None:
        """Show everybody again, in the same order."""
        raise NotImplementedError

    def _fill_head(self, head: QHBoxLayout) -> None:
        self.claims_button = Button("Klaim", "", "shield-check", self, tip="Klaim kematian dan kecelakaan kerja")
        self.claims_button.hide()
        self.fill_button = Button("Isi cepat", "", "columns-gap", self, tip="Isi satu kolom ke bawah (Ctrl+I)")
        self.import_button = Button("Impor Excel", "", "file-earmark-spreadsheet", self)
        self.add_button = Button("Tambah peserta", "primary", "person-plus", self)
        for button in (self.claims_button, self.fill_button, self.import_button, self.add_button):
            head.addWidget(button)

    def _lay_out(self, body: QVBoxLayout) -> None:
        body.setSpacing(10)
        body.addLayout(self.row)
        body.addWidget(self.tabs)
        self.card.body.setSpacing(0)
        for part, stretch in ((self.bar, 0), (self.middle, 1), (self.foot, 0)):
            self.card.body.addWidget(part, stretch)
        self.middle.addWidget(self.view)
        self.cards.addWidget(self.card)
        body.addWidget(self.cards, 1)

    # What is seldom seen is made when it is

    @cached_property
    def deleted(self) -> DeletedCard:
        """Those who can be brought back, in place of the list."""
        card = DeletedCard(self.desk, self.shell, self.cards)
        card.changed.connect(self._data_changed)
        card.left_top.connect(self.search.setFocus)
        self.cards.addWidget(card)
        return card

    @property
    def deleted_made(self) -> bool:
        """Whether somebody has looked at the deleted yet."""
        return "deleted" in self.__dict__

    @cached_property
    def no_match(self) -> EmptyState:
        """In place of the list: the filters let nobody through."""
        button = Button("Hapus saringan", parent=self.middle)
        button.clicked.connect(self.drop_filters)
        self.setTabOrder(self.bar.clear_button, button)
        state = EmptyState("search", "Tidak ada yang cocok", "", button, parent=self.middle, bare=True)
        self.middle.addWidget(state)
        return state

    @cached_property
    def nobody(self) -> EmptyState:
        """In place of the list: there is nobody yet."""
        button = Button("Tambah peserta", "primary", "person-plus", self.middle)
        button.clicked.connect(lambda: self._pop(self.add_menu, button))
        self.setTabOrder(self.bar.clear_button, button)
        state = EmptyState("people", "Belum ada peserta",
                           "Tambah satu orang dari KTP dan KK, atau ambil dari Excel lewat Impor Excel.",
                           button, parent=self.middle, bare=True)
        self.middle.addWidget(state)
        return state

    @cached_property
    def add_menu(self) -> QMenu:
        """The groups somebody can be added to."""
        menu = QMenu(self)
        for kode, label in code_list("kelompok").items():
            menu.addAction(label, partial(self._add, kode))
        return menu

    # Where the keyboard goes, and on whom it acts

    @property
    def deleted_shown(self) -> bool:
        return self.cards.currentWidget() is not self.card

    def search_focus(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.search, self.tabs.chosen_tab(), *self._middle(), *self._below()]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def _middle(self) -> list[QWidget]:
        """The list, or the way out of what stands in its place."""
        if self.deleted_shown:
            return [self.deleted.table] if self.deleted.table.isVisible() else []
        shown = self.middle.currentWidget()
        return [shown.button if isinstance(shown, EmptyState) else self.view]

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
