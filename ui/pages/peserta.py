"""Peserta: find, judge and process many people fast (mock-up 03)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from jamsos_desktop.desk import Counts, Desk, Query, Row
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.texts import number, rupiah_of_sen
from ui.pages.page import Page
from ui.pages.peserta_bar import BulkBar, FootLine
from ui.pages.peserta_columns import ColumnChoice
from ui.pages.peserta_filter_row import FILTERS, FilterRow
from ui.pages.peserta_filters import StatusTabs
from ui.pages.peserta_list import PersonView
from ui.pages.peserta_work import BulkWork
from ui.person_table import PersonTable
from ui.widgets import Button, Card, EmptyState

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 1080  # px of page width below which captions and pictures give way
TAB_LABELS = {"semua": "Semua", "perlu_dilengkapi": "Perlu dilengkapi", "ditolak": "Ditolak",
              "siap_cetak": "Siap cetak", "tercetak": "Tercetak", "dalam_kiriman": "Dalam kiriman",
              "terdaftar": "Terdaftar", "lewat_masa": "Lewat masa", "keluar": "Keluar",
              "meninggal": "Meninggal"}


class PesertaPage(Page):
    """The list of a village's people. Arguments of ``opened``: any field of ``Query``, to arrive filtered."""

    title = "Peserta"
    keys = [("↑ ↓", "Pindah"), ("Spasi", "Pilih"), ("Enter", "Buka"), ("F3", "Cari"), ("Ctrl+N", "Tambah"),
            ("Ctrl+P", "Cetak"), ("F8", "Masalah berikut"), ("Ctrl+I", "Isi cepat"), ("Del", "Hapus")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.people = PersonTable(desk, self)
        self.view = PersonView(self.people)
        self.bar = BulkBar()
        self.foot = FootLine()
        self.work = BulkWork(desk, window, self.people, self.bar)
        self.columns = ColumnChoice(window.settings, self.people, self.view, self.foot)
        self.query = Query(sort=self.columns.state.sort, desc=self.columns.state.desc)
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.fill_button = Button("Isi cepat", icon="columns-gap", tip="Isi satu kolom ke bawah (Ctrl+I)")
        self.import_button = Button("Impor Excel", icon="file-earmark-spreadsheet")
        self.add_button = Button("Tambah peserta", "primary", "person-plus")
        self.claims_button = Button("Klaim", icon="shield-check", tip="Klaim kematian dan kecelakaan kerja")
        self.claims_button.hide()
        self.claims_button.clicked.connect(lambda: self.shell.go("klaim"))
        head.addWidget(self.claims_button)
        head.addWidget(self.fill_button)
        head.addWidget(self.import_button)
        head.addWidget(self.add_button)
        body.setSpacing(10)
        self.row = FilterRow()
        self.search, self.filters, self.columns_button = self.row.search, self.row.filters, self.row.columns
        body.addLayout(self.row)
        self.tabs = StatusTabs(TAB_LABELS)
        body.addWidget(self.tabs)
        body.addWidget(self._table_card(), 1)
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

    def _connect(self) -> None:
        self.import_button.clicked.connect(lambda: self.shell.go("impor"))
        self.fill_button.clicked.connect(self.fill_columns)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+I"), self, self.fill_columns, context=here)
        self.add_button.clicked.connect(self.new_person)
        self.first_button.clicked.connect(lambda: self._pop(self.add_menu, self.first_button))
        self.columns_button.clicked.connect(lambda: self._pop(self.columns.menu(), self.columns_button))
        self.clear_filters.clicked.connect(self.drop_filters)
        self.row.asked.connect(lambda key, value: self._ask(**{key: value}))
        self.search.went_down.connect(self.enter_table)
        self.tabs.chosen.connect(lambda key: self._ask(tab=key))
        self.view.opened.connect(self.open_line)
        self.view.deleted.connect(lambda: self.work.delete_rows(self.chosen_rows()))
        self.view.left_top.connect(self.search.setFocus)
        self.view.scrolled.connect(self._show_range)
        self.people.modelReset.connect(self._listed)
        self.people.dataChanged.connect(lambda *_: self._show_ticks())
        self.bar.print_wanted.connect(self.print_now)
        self.bar.delete_wanted.connect(lambda: self.work.delete_rows(self.people.ticked_rows()))
        self.bar.draft_wanted.connect(lambda uid: self.shell.go("editor", uid=uid))
        self.work.changed.connect(self._data_changed)

    # What the shell asks

    def opened(self, **args: Any) -> None:
        fields = {key: value for key, value in args.items() if key in Query.__dataclass_fields__}
        if fields:
            self.query = replace(Query(sort=self.query.sort, desc=self.query.desc), **fields)
        self.refresh()
        (self.view if self.current_row() and not fields else self.search).setFocus()

    def refresh(self) -> None:
        """List again after a change; the line with the keyboard stays with its person."""
        here = self.current_row()
        self.row.offer(self.desk.choices(), self.query)
        self._show_query()
        self.people.set_query(self.query)
        self.people.refresh_ticks()
        if (line := self.people.line_of(here)) >= 0:
            self.view.go_to(line)
        self._show_ticks()
        self.bar.show_drafts(self.desk.drafts())
        claims = self.desk.events()
        self.claims_button.setVisible(bool(claims) or self.query.tab == "meninggal")
        self.claims_button.set_text(f"Klaim ({number(len(claims))})" if claims else "Klaim")

    def closing(self) -> bool:
        self.work.stop()
        self.columns.keep()
        return True

    def search_focus(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def next_problem(self, step: int) -> bool:
        here = self.view.current_line()
        line = self.people.next_line(here if here >= 0 or step > 0 else 0, step)
        if line < 0:
            self.shell.toast("Tidak ada masalah di daftar ini.")
        else:
            self.view.go_to(line)
            self.view.setFocus()
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.search, self.tabs.chosen_tab(), self.view]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def new_person(self) -> bool:
        self._pop(self.add_menu, self.add_button)
        return True

    def fill_columns(self) -> None:
        """Ctrl+I: one column downwards, for the dusun and kelompok that are listed."""
        self.shell.go("isi_cepat", dusun=self.query.dusun, kelompok=self.query.kelompok)

    def print_now(self) -> bool:
        self.work.print_rows(self.people.ticked_rows())
        return True

    def undo(self) -> bool:
        return self.work.undo()

    def back(self) -> bool:
        """Esc: stop what runs, then the question, then the ticks, then the search."""
        if self.work.running:
            self.work.stop()
        elif self.bar.asking:
            self.bar.stop_asking()
        elif self.people.ticked:
            self.people.clear_ticks()
        elif self.search.text():
            self.search.clear()
        else:
            return False
        return True

    # Listing

    def _ask(self, **changes: str) -> None:
        """List with one thing changed; the keyboard goes back to the top."""
        query = replace(self.query, **changes)
        if query != self.query:
            self.query = query
            self._show_query()
            self.people.set_query(query)

    def _show_query(self) -> None:
        """Let the search, filters and tabs say what is asked, without asking again."""
        self.row.show_query(self.query)
        self.row.fit(self.width())
        self.tabs.show_tab(self.query.tab)

    def _listed(self) -> None:
        """The model has listed anew (by a filter, a search or a header)."""
        self.query = self.people.query
        self.columns.keep_order(self.query)
        counts = self.desk.counts(self.query)
        self.tabs.set_counts(counts.tabs)
        self._show_head(counts)
        total = self.people.rowCount()
        if total:
            self.middle.setCurrentWidget(self.view)
            self.view.scrollToTop()
        else:
            self._show_empty()
        self._show_range()

    def _show_head(self, counts: Counts) -> None:
        filtered = self.filter_words(with_tab=False)
        of = f" dari {number(self.desk.counts(Query()).total)}" if filtered else ""
        self.sub.setText(f"{number(counts.total)}{of} orang · {rupiah_of_sen(counts.iuran_sen)} per bulan")

    def _show_empty(self) -> None:
        words = self.filter_words()
        if words:
            self.no_match.set("search", "Tidak ada yang cocok", f"Saringan: {', '.join(words)}.")
            self.middle.setCurrentWidget(self.no_match)
        else:
            self.middle.setCurrentWidget(self.nobody)

    def filter_words(self, with_tab: bool = True) -> list[str]:
        """What holds people back now, for the empty state: "cari “rano”", "Dusun II"."""
        words = self.row.words(self.query)
        if with_tab and self.query.tab != "semua":
            words.append(f"status {TAB_LABELS[self.query.tab]}")
        return words

    def drop_filters(self) -> None:
        """Show everybody again, in the same order."""
        self._ask(**{key: getattr(Query(), key) for key in ("text", "tab", *FILTERS)})
        self.search.setFocus()

    def _show_range(self) -> None:
        self.foot.show_range(*self.view.shown_lines(), self.people.rowCount())

    def _show_ticks(self) -> None:
        ticked = self.people.ticked
        self.bar.show_ticked(len(ticked), sum(tick.iuran_sen for tick in ticked.values()))

    def _data_changed(self) -> None:
        self.refresh()
        self.shell.refresh_counts()

    # Lines

    def current_row(self) -> Row | None:
        line = self.view.current_line()
        return self.people.row_at(line) if 0 <= line < self.people.rowCount() else None

    def chosen_rows(self) -> list[Row]:
        """Whom a key acts on: the ticked people, else the range."""
        if self.people.ticked:
            return self.people.ticked_rows()
        return [row for line in self.view.chosen_lines() if (row := self.people.row_at(line))]

    def enter_table(self) -> None:
        if self.people.rowCount():
            self.view.go_to(max(0, self.view.current_line()))
            self.view.setFocus()

    def open_line(self, line: int) -> None:
        row = self.people.row_at(line)
        if row is not None:
            self.shell.go("editor", uid=row.uid, query=self.query)

    def _add(self, kelompok: str) -> None:
        self.shell.go("editor", kelompok=kelompok)

    # Small matters of the widget

    def _pop(self, menu: QMenu, under: QWidget) -> None:
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.tabs, self.bar):
            part.set_compact(self.width() < NARROW)
        self.row.fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.people.ticked:
            self.work.delete_rows(self.people.ticked_rows())
        else:
            super().keyPressEvent(event)
