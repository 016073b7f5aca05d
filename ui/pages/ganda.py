"""Ganda dan mutu: people enrolled twice are decided once, with a reason, and both villages hear of it (mock-up 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from jamsos_desktop.desk import Desk, DoublesReport, PairRow
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, title_name
from ui import ask, theme
from ui.keys import INSIDE, bind
from ui.pages.balasan_tabs import TabSpec, TextTabs
from ui.pages.ganda_list import DECIDED, OPEN, PairsCard
from ui.pages.ganda_mutu import QualityCard
from ui.pages.ganda_pair import PairCard
from ui.pages.page import Page
from ui.widgets import Button, EmptyState, Label, NoteStrip, ProgressStrip, UnsureMark, doubts_of

if TYPE_CHECKING:
    from jamsos_desktop.desk import District
    from ui.window import Shell

NARROW = 1080  # px of page width below which the list gets smaller and decisions take two lines
DOUBLES = "ganda"
EMPTY = {
    "": ("Ganda belum pernah dicari", "Cari orang yang didaftarkan lebih dari satu kali, di desa yang sama pun."),
    OPEN: ("Semua pasangan sudah diputuskan", "Cari lagi setelah kiriman baru diterima."),
    DECIDED: ("Belum ada yang diputuskan", "Pasangan yang sudah diputuskan bisa dilihat dan diurungkan di sini."),
}
NO_MATCH = ("Tidak ada pasangan jenis ini", "Pilih Paling yakin untuk melihat semuanya.")


class GandaPage(Page):
    """Left the pairs, right the chosen one side by side with four decisions; other tabs list people with marks."""

    title = "Ganda dan mutu data"
    help = "dpmd-ganda"
    keys = [("1–4", "Pilih keputusan"), ("Enter", "Simpan, lanjut"), ("↑ ↓", "Ganti pasangan"),
            ("Ctrl+Z", "Urungkan"), ("F6", "Pindah panel"), ("F1", "Bantuan")]
    needs = dict.fromkeys(("search", "list.empty.button", "pair.choices.save"), Right.TULIS)

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district: District = desk.district
        self._decided: list[int] = []  # what was decided here, for Ctrl+Z
        self._rows: list[PairRow] = []
        self._build()
        self._connect()

    # What is on the page

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.done_words = Label("", "caption", wrap=False)
        self.done = QProgressBar()
        self.done.setTextVisible(False)
        self.done.setFixedWidth(theme.px(120))
        self.search = Button("Cari ganda", icon="search")
        self.mark = UnsureMark(doubts_of(self.desk.doubts("parameter.csv:ambang_mirip", "kemiripan/bobot.csv")), self)
        for part in (self.mark, self.done_words, self.done, self.search):
            head.addWidget(part)
        tabs = self.district.quality_tabs()
        self.tabs = TextTabs([TabSpec(DOUBLES, "Ganda", "files", "text_2"),
                              *(TabSpec(tab.kode, tab.judul, tab.icon, "text_2") for tab in tabs)], self)
        body.setSpacing(10)
        body.addWidget(self.tabs)
        self.strip = ProgressStrip("Mencari ganda", parent=self, unit="orang")
        self.strip.hide()
        self.note = NoteStrip("info", "Ada data baru sejak pencarian terakhir.", parent=self)
        self.note.hide()
        body.addWidget(self.strip)
        body.addWidget(self.note)
        self.middle = QStackedWidget(self)
        doubles = QWidget(self.middle)
        self.list, self.right = PairsCard(doubles), QStackedWidget(doubles)
        self.pair, self.quality = PairCard(self.right), QualityCard(self.middle)
        self.nothing = EmptyState("files", "Tidak ada pasangan yang dipilih", "", parent=self.right)
        self.right.addWidget(self.pair)
        self.right.addWidget(self.nothing)
        row = QHBoxLayout(doubles)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(self.right, 1)
        self.middle.addWidget(doubles)
        self.middle.addWidget(self.quality)
        body.addWidget(self.middle, 1)

    def _connect(self) -> None:
        self.search.clicked.connect(self.find)
        self.list.search_wanted.connect(self.find)
        self.list.chosen.connect(self._show_pair)
        self.list.entered.connect(self.decide)
        self.list.wanted.connect(self._list_pairs)
        self.tabs.chosen.connect(self._show_tab)
        self.pair.choices.saved.connect(self.decide)
        self.pair.choices.undone.connect(self._undo_shown)
        for nomor in (1, 2, 3, 4):
            self._key(str(nomor), lambda n=nomor: self.choose(n))
        self._key("Ctrl+Tab", lambda: self.tabs.step(1))
        self._key("Ctrl+Shift+Tab", lambda: self.tabs.step(-1))
        for keys, by in (("Up", -1), ("Down", 1)):
            self._key(keys, lambda by=by: self.list.step(by), self.pair.choices)

    def _key(self, keys: str, act: Any, where: QWidget | None = None) -> None:
        bind(where or self, keys, act, INSIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = min(self.width(), self.shell.width() - self.shell.nav.width()) < theme.px(NARROW)
        self.sub.setVisible(not narrow)
        self.tabs.show_icons(not narrow)
        self.list.setFixedWidth(theme.px(248 if narrow else 276))
        self.pair.choices.set_narrow(narrow)
        self.done.setVisible(not narrow and bool(self.done_words.text()))

    # What the shell asks

    def works(self, key: str) -> bool:
        if key in ("1–4", "Enter"):
            return self.pair.view is not None
        if key == "F6":
            return len(self._stops()) > 1
        return super().works(key)

    def list_shown(self) -> QAbstractItemView:
        return self.list.view

    def undoable(self) -> bool:
        return bool(self._decided)

    def opened(self, **args: Any) -> None:
        self.refresh()
        self.list.view.setFocus()

    def refresh(self) -> None:
        """Read the pairs and the marks anew, standing where one stood."""
        here = self.list.current()
        self._rows = self.district.pairs()
        self._list_pairs(here.id if here else 0)
        for tab in self.district.quality_tabs():
            self.tabs.set_tab(tab.kode, tab.orang)
        if self.tabs.current != DOUBLES:
            self._show_tab(self.tabs.current)

    def toast_above(self) -> QWidget | None:
        return self.pair.choices

    def back(self) -> bool:
        return self.strip.cancel()

    def _stops(self) -> list[QWidget]:
        """Where F6 stops."""
        panels: list[QWidget] = [self.list.view, self.pair.table, self.pair.choices, self.pair.choices.note]
        if self.tabs.current != DOUBLES:
            panels = [self.tabs.tabs[self.tabs.current], self.quality.view]
        return [panel for panel in panels if panel.isVisible()]

    def next_panel(self, step: int = 1) -> bool:
        choices, here, there = self.pair.choices, self.focusWidget(), self._stops()
        if here in choices.buttons.values():
            here = choices  # whichever of the four
        at = there.index(here) if here in there else -1 if step > 0 else 0
        if there:
            chosen = there[(at + step) % len(there)]
            (choices.buttons[choices.chosen or 1] if chosen is choices else chosen).setFocus(
                Qt.FocusReason.TabFocusReason)
        return bool(there)

    def undo(self) -> bool:
        """Ctrl+Z: take back the newest decision made on this page, then the one before it."""
        if not self._decided:
            return False
        self._take_back(self._decided[-1])
        return True

    # Pairs

    def _list_pairs(self, keep: int = 0) -> None:
        counts = self.district.pair_counts()
        self.sub.setText(f"{number(counts.orang)} catatan dari {number(counts.unit)} desa")
        self.done_words.setText(f"{number(counts.diputuskan)} dari {number(counts.semua)} pasangan sudah diputuskan"
                                if counts.semua else "")
        self.done.setVisible(counts.semua > 0 and self.width() >= NARROW)
        self.done.setRange(0, max(counts.semua, 1))
        self.done.setValue(counts.diputuskan)
        self.done.setAccessibleName(self.done_words.text())
        self.tabs.set_tab(DOUBLES, counts.terbuka)
        self.note.setVisible(counts.usang and not self.strip.running)
        shown = self.list.shown
        words = EMPTY[""] if not counts.dicari and shown != DECIDED else EMPTY.get(shown, NO_MATCH)
        self.list.show_pairs(self._rows, keep, words)

    def _show_pair(self, row: PairRow | None) -> None:
        if row is None:
            self.right.setCurrentWidget(self.nothing)
            return
        try:
            self.pair.show_view(self.district.pair(row.id))
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.right.setCurrentWidget(self.pair)

    def choose(self, nomor: int) -> None:
        """A digit chooses a decision; one that is not possible says why."""
        if self.tabs.current != DOUBLES or self.pair.view is None or self.list.current() is None:
            return
        if not self.pair.choices.choose(nomor) and not self.pair.view.row.keputusan:
            self.shell.toast(f"{self.pair.view.pilihan[nomor].akibat}.")

    def decide(self) -> None:
        """Write the chosen decision and go to the next pair; ending a membership is asked once more."""
        row, view, choices = self.list.current(), self.pair.view, self.pair.choices
        if row is None or view is None or row.keputusan:
            return
        if not choices.chosen:
            self.shell.toast("Pilih keputusan 1 sampai 4 dulu.")
            return
        choice = view.pilihan[choices.chosen]
        if choice.mengakhiri and not ask.confirm(
                self, f"{choice.mengakhiri} akan berakhir. Lanjutkan?", "Akhiri kepesertaan",
                "Bila orangnya pindah desa, pilih 3: KPJ dan masa iurannya ikut.", danger=True):
            return
        try:
            number_of = self.district.decide_pair(row.id, choice.nomor, choices.note.text(),
                                                  akhiri_aktif=bool(choice.mengakhiri), arah=view.arah)
        except Problem as problem:
            self.shell.problem(problem)
            self.refresh()
            return
        self._decided.append(number_of)
        self._changed()
        words = choice.judul[:1].lower() + choice.judul[1:]
        self.shell.toast(f"{title_name(row.nama)}: {words}.", lambda: self._take_back(number_of))
        self.list.view.setFocus()

    def _undo_shown(self) -> None:
        if self.pair.view is not None and self.pair.view.row.putusan:
            self._take_back(self.pair.view.row.putusan)

    def _take_back(self, putusan: int) -> None:
        if putusan in self._decided:
            self._decided.remove(putusan)
        try:
            pair_id = self.district.undo_pair(putusan)
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.list.show_part(OPEN)
        self._changed(pair_id)
        self.shell.toast("Keputusan diurungkan, pasangannya terbuka lagi.")

    def _changed(self, keep: int = 0) -> None:
        self._rows = self.district.pairs()
        self._list_pairs(keep)
        self.shell.saved()
        self.shell.refresh_counts()

    # The search

    def find(self) -> None:
        """Compare everybody; Esc stops it and nothing has changed."""
        if self.strip.running:
            return
        self.search.setEnabled(False)
        self.note.hide()
        self.strip.show()
        worker = self.shell.run(self.district.find_doubles_job, self._found, on_cancel=self._not_found,
                                on_error=self._failed)
        worker.ended.connect(self._ended)
        self.strip.run(worker, "Mencari ganda", "Bila dibatalkan, tidak ada yang berubah.")

    def _found(self, report: DoublesReport) -> None:
        self.list.show_part(OPEN)
        self._changed()
        new = f", {number(report.baru)} baru" if report.baru else ""
        again = f", {number(report.ditanya_lagi)} ditanya lagi" if report.ditanya_lagi else ""
        self.shell.toast(f"{number(report.orang)} orang dibandingkan: {number(report.terbuka)} pasangan{new}{again}.")

    def _not_found(self) -> None:
        self.shell.toast("Pencarian dibatalkan. Tidak ada yang berubah.")

    def _failed(self, problem: Problem) -> None:
        self.shell.problem(problem)

    def _ended(self) -> None:
        self.strip.hide()
        self.search.setEnabled(True)
        self.list.view.setFocus()

    # Marks

    def _show_tab(self, key: str) -> None:
        self.middle.setCurrentIndex(0 if key == DOUBLES else 1)
        if key == DOUBLES:
            self.list.view.setFocus()
            return
        tab = next(tab for tab in self.district.quality_tabs() if tab.kode == key)
        self.quality.show_tab(tab, self.district.quality_people(key))
        self.quality.view.setFocus()
