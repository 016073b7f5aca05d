"""Peserta: find, judge and process many people fast (mock-up 03)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from jamsos_desktop.desk import Counts, Desk, Likeness, Query
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.texts import number, rupiah_of_sen
from ui import busy
from ui.keys import INSIDE, bind
from ui.pages.peserta_filter_row import FILTERS
from ui.pages.peserta_filters import DELETED
from ui.pages.peserta_frame import TAB_LABELS, PesertaFrame
from ui.pages.peserta_marks import marks_of

if TYPE_CHECKING:
    from ui.window import Shell

KEYS_DELETED = [("↑ ↓", "Pindah"), ("Shift+↓", "Pilih beberapa"), ("Ctrl+A", "Pilih semua"), ("Enter", "Pulihkan"),
                ("F3", "Cari"), ("F6", "Panel berikut")]
QUICK_MS = 0  # what a search needs is read when the page has been painted


class PesertaPage(PesertaFrame):
    """The list of a village's people. Arguments of ``opened``: any field of ``Query``, to arrive filtered."""

    help = "peserta"
    keys = [("↑ ↓", "Pindah"), ("Spasi", "Pilih"), ("Enter", "Buka"), ("F3", "Cari"), ("Ctrl+N", "Tambah"),
            ("Ctrl+P", "Cetak"), ("F8", "Masalah berikut"), ("Ctrl+I", "Isi cepat"), ("Del", "Hapus")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._everybody = -1  # in the village, whatever is listed; -1: not counted yet
        self.query = Query(sort=self.columns.state.sort, desc=self.columns.state.desc)
        self._begun = False
        self._connect()

    def _connect(self) -> None:
        self.claims_button.clicked.connect(lambda: self.shell.go("klaim"))
        self.import_button.clicked.connect(lambda: self.shell.go("impor"))
        self.fill_button.clicked.connect(self.fill_columns)
        bind(self, "Ctrl+I", self.fill_columns, INSIDE)
        self.add_button.clicked.connect(self.new_person)
        self.columns_button.clicked.connect(lambda: self._pop(self.columns.menu(), self.columns_button))
        self.row.asked.connect(self._narrow)
        self.search.went_down.connect(self.enter_table)
        self.tabs.chosen.connect(self.choose_tab)
        self.views.wanted.connect(self.show_view)
        self.columns.changed.connect(lambda: self.views.show(self.query))
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

    def works(self, key: str) -> bool:
        """The list is reached from the search field by the arrows, its other keys work inside."""
        table = self.deleted.table if self.deleted_shown else self.view
        if key in ("Spasi", "Enter", "Del", "Ctrl+A", "Shift+↓"):
            return table.hasFocus() and table.currentIndex().isValid()
        if key == "F3":
            return not self.search.hasFocus()
        return table.model().rowCount() > 0 if key in ("↑ ↓", "F8") else super().works(key)

    def opened(self, **args: Any) -> None:
        fields = {key: value for key, value in args.items() if key in Query.__dataclass_fields__}
        if fields:
            self.query = replace(Query(sort=self.query.sort, desc=self.query.desc), **fields)
        elif not self._begun:
            self.query = self.views.begin(self.query)
        self._begun = True
        self._show_deleted(False)
        self.refresh()
        QTimer.singleShot(QUICK_MS, self, self._make_ready)
        (self.view if self.current_row() and not fields else self.search).setFocus()

    def _make_ready(self) -> None:
        if self.shell.current is self:
            with busy.moment():  # a slow laptop needs more than a blink for 10,000 people
                self.desk.make_search_ready()

    def refresh(self) -> None:
        """List again after a change; the line with the keyboard stays with its person."""
        here = self.current_row()
        self._everybody = -1
        self.row.offer(self.desk.choices, self.query)
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
        if self.deleted_made:
            self.deleted.stop()
        self.columns.keep()
        self.views.keep()
        return True

    def next_problem(self, step: int) -> bool:
        if self.deleted_shown:
            return False
        here = self.view.current_line()
        line = self.people.next_line(here if here >= 0 or step > 0 else 0, step)
        if line < 0:
            self.shell.toast("Tidak ada masalah di daftar ini.")
        else:
            self.view.go_to(line)
            self.view.setFocus()
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
        elif self.deleted_made and self.deleted.running:
            self.deleted.stop()
        elif self.bar.naming_view:
            self.bar.naming.end()
            self.enter_table()
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

    def _narrow(self, key: str, value: str) -> None:
        """Searched or filtered; among the deleted only the words count."""
        if self.deleted_shown and key == "text":
            self.query = replace(self.query, text=value)
            self.deleted.look(value)
        else:
            self._show_deleted(False)
            self._ask(**{key: value})

    def choose_tab(self, key: str) -> None:
        """Show a step of the pipeline, or those who were deleted."""
        self._show_deleted(key == DELETED)
        if key == DELETED:
            self.deleted.look(self.query.text)
        else:
            self._ask(tab=key)

    def _show_deleted(self, shown: bool) -> None:
        if shown != self.deleted_shown:
            self.shell.set_keys(KEYS_DELETED if shown else self.keys)
        self.cards.setCurrentWidget(self.deleted if shown else self.card)
        self.tabs.show_tab(DELETED if shown else self.query.tab)

    def show_view(self, query: Query) -> None:
        """Ask as a saved view does."""
        self._show_deleted(False)
        self.query = query
        self.refresh()
        self.enter_table()

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
        self.tabs.show_tab(DELETED if self.deleted_shown else self.query.tab)

    def _listed(self) -> None:
        """The model has listed anew (by a filter, a search or a header)."""
        self.query = self.people.query
        self.view.cells.marks = marks_of(self.query.text)
        self.columns.keep_order(self.query)
        counts = self.desk.counts(self.query)
        self.tabs.set_counts(counts.tabs | {DELETED: self.desk.deleted_count()})
        self.views.show(self.query)
        self.bar.show_near(near_words(self.desk.likeness(self.query)))
        self._show_head(counts)
        total = self.people.rowCount()
        self.bar.hint_text.setVisible(total > 0)
        if total:
            self.middle.setCurrentWidget(self.view)
            self.view.scrollToTop()
        else:
            self._show_empty()
        self._show_range()

    def _show_head(self, counts: Counts) -> None:
        filtered = self.filter_words(with_tab=False)
        if self._everybody < 0:
            self._everybody = self.desk.counts().total if filtered else counts.total
        of = f" dari {number(self._everybody)}" if filtered else ""
        left = sum(counts.status.get(status, 0) for status in LEFT) if self.query.text.strip() else 0
        gone = f", {number(left)} keluar atau meninggal" if left else ""
        self.sub.setText(f"{number(counts.total)}{of} orang{gone} · {rupiah_of_sen(counts.iuran_sen)} per bulan")

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
        total = self.people.rowCount()
        self.foot.show_range(*self.view.shown_lines(), total, filtered=not total and bool(self.filter_words()))

    def _show_ticks(self) -> None:
        ticked = self.people.ticked
        self.bar.show_ticked(len(ticked), sum(tick.iuran_sen for tick in ticked.values()))

    def _data_changed(self) -> None:
        here = self.view.current_line()
        self.refresh()
        if here >= 0 > self.view.current_line() and (last := self.people.rowCount() - 1) >= 0:
            self.view.go_to(min(here, last))  # whoever stood there is gone: on with the next one
        if self.deleted_shown:
            self.deleted.look(self.query.text)
        self.shell.refresh_counts()

    def open_line(self, line: int) -> None:
        """Open the form of somebody in the list."""
        row = self.people.row_at(line)
        if row is not None:
            self.shell.go("editor", uid=row.uid, query=self.query)

    def _add(self, kelompok: str) -> None:
        self.shell.go("editor", kelompok=kelompok)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.people.ticked and not self.deleted_shown:
            self.work.delete_rows(self.people.ticked_rows())
        else:
            super().keyPressEvent(event)


def near_words(like: Likeness) -> str:
    """What is said where a list holds people who only come near what was searched for; "" where it does not."""
    if not like.mirip:
        return ""
    return f"{number(like.persis)} orang persis. Lainnya hanya mirip." if like.persis \
        else "Tidak ada yang persis. Ini yang mirip."
