"""Peserta: find, judge and process many people fast (mock-up 03)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from jamsos_desktop.desk import Counts, Desk, Query, Row
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date, title_name
from ui.pages.page import Page
from ui.pages.peserta_bar import BulkBar, FootLine, draft_words
from ui.pages.peserta_columns import ColumnChoice
from ui.pages.peserta_filters import FilterButton, StatusTabs
from ui.pages.peserta_list import PersonView
from ui.pages.peserta_search import SearchEdit
from ui.pages.peserta_work import BulkWork
from ui.person_table import PersonTable
from ui.widgets import Button, Card, EmptyState

if TYPE_CHECKING:
    from ui.window import Shell

SEARCH_ROOM = 240  # px for the search field with the margins of the page
NARROW = 1080  # px of page width below which captions and pictures give way
TAB_LABELS = {"semua": "Semua", "perlu_dilengkapi": "Perlu dilengkapi", "ditolak": "Ditolak",
              "siap_cetak": "Siap cetak", "tercetak": "Tercetak", "dalam_kiriman": "Dalam kiriman",
              "terdaftar": "Terdaftar", "lewat_masa": "Lewat masa", "keluar": "Keluar",
              "meninggal": "Meninggal"}
FILTERS = {"kelompok": "Kelompok", "dusun": "Dusun", "program": "Program", "masalah": "Masalah",
           "sumber_dana": "Sumber dana", "sampai": "Aktif sampai"}
UNTIL = {"lewat": "Lewat masa", "berakhir": "Segera berakhir", "belum_mulai": "Belum mulai", "belum": "Belum terdaftar"}


class PesertaPage(Page):
    """The list of a village's people. Arguments of ``opened``: any field of ``Query``, to arrive filtered."""

    title = "Peserta"
    keys = [("↑ ↓", "Pindah"), ("Spasi", "Pilih"), ("Enter", "Buka"), ("F3", "Cari"), ("Ctrl+N", "Tambah"),
            ("Ctrl+P", "Cetak"), ("F8", "Masalah berikut"), ("Del", "Hapus")]

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
        self.import_button = Button("Impor Excel", icon="file-earmark-spreadsheet")
        self.add_button = Button("Tambah peserta", "primary", "person-plus")
        self.claims_button = Button("Klaim", icon="shield-check", tip="Klaim kematian dan kecelakaan kerja")
        self.claims_button.hide()
        self.claims_button.clicked.connect(lambda: self.shell.go("klaim"))
        head.addWidget(self.claims_button)
        head.addWidget(self.import_button)
        head.addWidget(self.add_button)
        body.setSpacing(10)
        body.addLayout(self._filter_row())
        self.tabs = StatusTabs(TAB_LABELS)
        body.addWidget(self.tabs)
        body.addWidget(self._table_card(), 1)
        self.add_menu = QMenu(self)
        for kode, label in code_list("kelompok").items():
            self.add_menu.addAction(label, partial(self._add, kode))

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = SearchEdit("Cari nama, NIK, pekerjaan, dusun")
        row.addWidget(self.search, 1)
        self.filters = {key: FilterButton(label) for key, label in FILTERS.items()}
        for button in self.filters.values():
            row.addWidget(button)
        self.columns_button = Button("Kolom", "flat", "columns-gap", tip="Pilih kolom yang tampil")
        row.addWidget(self.columns_button)
        return row

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
        self.add_button.clicked.connect(self.new_person)
        self.first_button.clicked.connect(lambda: self._pop(self.add_menu, self.first_button))
        self.columns_button.clicked.connect(lambda: self._pop(self.columns.menu(), self.columns_button))
        self.clear_filters.clicked.connect(self.drop_filters)
        self.search.textChanged.connect(lambda text: self._ask(text=text))
        self.search.went_down.connect(self.enter_table)
        for key, button in self.filters.items():
            button.changed.connect(lambda key=key: self._ask(**{key: self.filters[key].value}))
        self.tabs.chosen.connect(lambda key: self._ask(tab=key))
        self.view.opened.connect(self.open_line)
        self.view.deleted.connect(lambda: self.work.delete_rows(self.chosen_rows()))
        self.view.left_top.connect(self.search.setFocus)
        self.view.scrolled.connect(self._show_range)
        self.people.modelReset.connect(self._listed)
        self.people.dataChanged.connect(lambda *_: self._show_ticks())
        self.bar.print_wanted.connect(self.print_now)
        self.bar.delete_wanted.connect(lambda: self.work.delete_rows(self.people.ticked_rows()))
        self.bar.go_on.clicked.connect(self._go_on)
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
        offered = self.desk.choices()
        self.filters["kelompok"].set_choices(code_list("kelompok"))
        self.filters["program"].set_choices({code: f"{code}, {label}" for code, label in code_list("program").items()})
        self.filters["sumber_dana"].set_choices(code_list("sumber_dana"))
        self.filters["sampai"].set_choices(UNTIL | _day_words(self.query.sampai))
        for key in ("dusun", "masalah"):
            self.filters[key].set_choices({value: value for value in offered[key]})
        self._show_query()
        self.people.set_query(self.query)
        self.people.refresh_ticks()
        if (line := self.people.line_of(here)) >= 0:
            self.view.go_to(line)
        self._show_ticks()
        self._show_drafts()
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
        if self.search.text() != self.query.text:
            self.search.blockSignals(True)
            self.search.setText(self.query.text)
            self.search.blockSignals(False)
        for key, button in self.filters.items():
            if button.value != getattr(self.query, key):
                button.set_value(getattr(self.query, key))
        self.filters["sampai"].setVisible(bool(self.query.sampai))  # only page Iuran asks by it
        self._fit_filters()
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
        words = [f"cari \u201c{self.query.text}\u201d"] if self.query.text.strip() else []
        words += [f"{button.name} {button.value_label}" for button in self.filters.values() if button.value]
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

    def _show_drafts(self) -> None:
        self._drafts = self.desk.drafts()
        names = [title_name(str(draft.isi.get("nama", ""))) for draft in self._drafts]
        self.bar.show_drafts(draft_words(names))

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

    def _go_on(self) -> None:
        """Open the unsaved form; with several of them, ask which."""
        if len(self._drafts) == 1:
            self.shell.go("editor", uid=self._drafts[0].kunci)
            return
        menu = QMenu(self)
        for draft in self._drafts[:20]:
            name = title_name(str(draft.isi.get("nama", ""))) or "Tanpa nama"
            menu.addAction(f"{name}, {draft.waktu[8:10]}/{draft.waktu[5:7]} {draft.waktu[11:16].replace(':', '.')}",
                           partial(self.shell.go, "editor", uid=draft.kunci))
        self._pop(menu, self.bar.go_on)

    # Small matters of the widget

    def _pop(self, menu: QMenu, under: QWidget) -> None:
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.tabs, self.bar):
            part.set_compact(self.width() < NARROW)
        self._fit_filters()

    def _fit_filters(self) -> None:
        """Filters that hold nothing back are short where the search would have too little room."""
        shown = [button for button in self.filters.values() if not button.isHidden()]
        room = self.width() - SEARCH_ROOM - self.columns_button.sizeHint().width()
        for compact in (False, True):
            for button in self.filters.values():
                button.set_compact(compact)
            if sum(button.sizeHint().width() + 8 for button in shown) <= room:
                break

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.people.ticked:
            self.work.delete_rows(self.people.ticked_rows())
        else:
            super().keyPressEvent(event)


def _day_words(sampai: str) -> dict[str, str]:
    """The day a list is narrowed to, for its button; nothing for other narrowings."""
    try:
        return {sampai: screen_date(date.fromisoformat(sampai))}
    except ValueError:
        return {}
