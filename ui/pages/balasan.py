"""Balasan DPMD: what became of each person, and the refused mended one after the other (mock-up 08)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from jamsos_desktop.desk import Desk, FreedSeat, Query, ReplyInfo
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, title_name
from ui import ask, theme
from ui.pages.balasan_box import ReplyBox, reply_line
from ui.pages.balasan_detail import ReplyDetail
from ui.pages.balasan_refused import RefusedLine
from ui.pages.balasan_taking import Taking
from ui.pages.keluar import Leaver, LeaveSheet, done_words
from ui.pages.kpj_shown import kpj_of
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.widgets import Button, EmptyState

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 1080  # px of page width below which the box of replies gets smaller
BOX, BOX_NARROW = 272, 256


class BalasanPage(Page):
    """Left the replies, right the chosen one. ``opened(no)`` goes to that reply."""

    title = "Balasan DPMD"
    help = "balasan"
    keys = [("Enter", "Perbaiki"), ("↑ ↓", "Pindah"), ("F8", "Ditolak berikut"), ("Ctrl+Tab", "Ganti tab"),
            ("F5", "Ambil balasan"), ("Ctrl+P", "Cetak"), ("F1", "Bantuan")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._replies: list[ReplyInfo] = []
        self._no = 0  # the reply shown
        self._mending, self._row = "", 0  # whom the editor was opened for, and their row then
        self.taking = Taking(desk, window, self)
        self.paper = PaperOut(desk, window, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.take_button = Button("Ambil balasan dari flashdisk...", "primary", "usb-drive", tip="F5")
        head.addWidget(self.take_button)
        self.middle = QStackedWidget(self)
        both = QWidget(self.middle)
        self.box, self.detail = ReplyBox(both), ReplyDetail(both)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.box)
        row.addWidget(self.detail, 1)
        self.first_button = Button("Ambil balasan dari flashdisk...", "primary", "usb-drive")
        self.empty = EmptyState("inbox", "Belum ada balasan", "", self.first_button, parent=self.middle)
        self.middle.addWidget(both)
        self.middle.addWidget(self.empty)
        body.addWidget(self.middle, 1)

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.take_in)
        self.first_button.clicked.connect(self.take_in)
        self.taking.taken.connect(self._taken)
        self.box.chosen.connect(self._choose)
        self.box.entered.connect(self.detail.focus_first)
        self.detail.acted.connect(self.act)
        self.detail.opened.connect(lambda uid: self._edit(uid, ""))
        self.detail.answered.connect(self._answer)
        self.detail.numbers_wanted.connect(self._show_numbers)
        self.detail.print_wanted.connect(self.print_now)
        self.detail.visit_wanted.connect(self._print_visits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.box.setFixedWidth(theme.px(BOX_NARROW if self.width() < theme.px(NARROW) else BOX))

    # What the shell asks

    def works(self, key: str) -> bool:
        return self.detail.tabs.several if key == "Ctrl+Tab" else super().works(key)

    def opened(self, no: int = 0, **args: Any) -> None:
        self._load(no or self._no)
        if self.middle.currentWidget() is self.empty:
            self.first_button.setFocus()
        elif self._mending:
            mended, self._mending = self._mending, ""
            self.detail.go_after(mended, self._row)
        elif self.detail.panels():
            self.detail.focus_first()
        else:
            self.box.view.setFocus()

    def refresh(self) -> None:
        self._load(self._no)

    def closing(self) -> bool:
        self.detail.hide_numbers()
        return True

    def take_in(self) -> bool:
        """F5: take a reply from a flash drive or a file."""
        self.taking.start()
        return True

    def next_problem(self, step: int) -> bool:
        if not self.detail.next_refused(step):
            self.shell.toast("Tidak ada lagi yang ditolak dalam balasan ini.")
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.box.view, *self.detail.panels()]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def print_now(self) -> bool:
        """Ctrl+P: this reply on paper; KPJ numbers stay hidden there too."""
        if self._no:
            no = self._no
            self.paper.start(lambda: self.desk.reply_paper_job(no), f"Balasan no. {no}")
        return bool(self._no)

    def _print_visits(self) -> None:
        no = self._no
        self.paper.start(lambda: self.desk.visit_list_job(no), "Daftar kunjungan")

    # Replies

    def _load(self, no: int) -> None:
        """Read all replies anew and show number ``no``, or the newest."""
        self._replies = list(self.desk.replies())
        awaited = self.desk.awaited()
        waiting = f"Menunggu balasan kiriman no. {awaited.seq}. Bawa flashdisk saat ke kantor DPMD." if awaited else ""
        days = "hari ini" if awaited and not awaited.hari else f"{awaited.hari} hari" if awaited else ""
        self.sub.setText(f"Kiriman no. {awaited.seq} ({number(awaited.orang)} orang) masih menunggu, {days}"
                         if awaited else "")
        if not self._replies:
            self._no = 0
            self.empty.set("inbox", "Belum ada balasan", waiting or "Sesudah kiriman diperiksa, DPMD memberi balasan"
                           " di flashdisk.")
            self.middle.setCurrentWidget(self.empty)
            self.take_button.setVisible(False)
            return
        self.middle.setCurrentIndex(0)
        self.take_button.setVisible(True)
        self.box.view.blockSignals(True)
        self.box.show_lines([reply_line(info) for info in self._replies], waiting)
        row = next((at for at, info in enumerate(self._replies) if info.no == no), 0)
        self.box.go_to(row)
        self.box.view.blockSignals(False)
        self._choose(row)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._replies):
            self._no = self._replies[row].no
            self.detail.show_reply(self.desk.reply(self._no))

    def _taken(self, no: int) -> None:
        self._load(no)
        self.detail.focus_first()

    # One person

    def act(self, line: RefusedLine) -> None:
        """The button of a refused person, by what DPMD says is to be done."""
        self._row = self.detail.refused_view.currentIndex().row()
        if line.done or line.tindakan == "perbaiki":
            self._edit(line.uid, line.kolom)
        elif line.tindakan == "ganti_orang":
            self._replace(line)
        elif line.tindakan == "keluarkan":
            self._leave(line.uid, title_name(line.nama))
        else:
            self._edit(line.uid, "catatan")

    def _edit(self, uid: str, field: str) -> None:
        self._mending = uid
        self.shell.go("editor", uid=uid, field=field, query=Query(tab="ditolak"), back_to="balasan")

    def _leave(self, uid: str, name: str) -> None:
        """Somebody who is not to be enrolled: when and why they leave."""
        sheet = LeaveSheet(self.shell, self.desk, [Leaver(uid, name)])
        if sheet.exec() != LeaveSheet.DialogCode.Accepted:
            return
        self.shell.toast(done_words(sheet.left), undo=lambda: self._back_in(uid))
        self._written()
        self.detail.go_after(uid, self._row)

    def _back_in(self, uid: str) -> None:
        try:
            self.desk.take_back_leave(uid)
        except Problem as problem:
            self.shell.problem(problem)
        self._written()

    def _written(self) -> None:
        self.shell.saved()
        self.shell.refresh_counts()
        self._load(self._no)

    def _replace(self, line: RefusedLine) -> None:
        """Somebody else for the place of a person who cannot be enrolled here."""
        from ui.pages.rentan_replace import free_seat

        kelompok = self.desk.read(line.uid).kelompok
        name = title_name(line.nama)
        free = free_seat(self.desk, line.uid) if kelompok == "pekerja_rentan" else None
        reserve = (("cadangan", "&Pakai cadangan", "primary"),) if free else ()
        heir = f" Cadangan pertama SK: {free.pengganti_nama}." if free else ""
        chosen = ask.choose(self.shell, f"Ganti {name} dengan orang lain", (
            *reserve, ("baru", "&Isi orang pengganti", "" if free else "primary"),
            ("keluar", "&Keluarkan" if free else f"&Keluarkan {name}", ""), ("", "&Batal", "")),
            f"{line.words}{heir} Isi dulu orang penggantinya. Sesudah itu keluarkan {name} dari daftar desa; datanya"
            " tetap tersimpan.")
        if chosen == "keluar":
            self._leave(line.uid, name)
        elif chosen == "cadangan" and free:
            self._from_reserve(free, line)
        elif chosen == "baru":
            self._mending = line.uid
            self.shell.go("editor", kelompok=kelompok, back_to="balasan")

    def _from_reserve(self, free: FreedSeat, line: RefusedLine) -> None:
        """The seat of an SK goes to the first of its reserve, or to whom the clerk names."""
        from ui.pages.rentan_replace import give_to_reserve

        if undo := give_to_reserve(self.shell, self.desk, free, f"Ditolak: {line.label.lower()}"):
            self.shell.saved()
            self.shell.refresh_counts()
            self._load(self._no)
            self.shell.toast(f"Kursi {title_name(line.nama)} diberikan kepada cadangan.",
                             lambda: self._take_back(undo))

    def _take_back(self, undo: str) -> None:
        try:
            self.desk.undo_selection(undo)
        except Problem as problem:
            self.shell.problem(problem)
        self._load(self._no)

    def _answer(self, uid: str, use: bool) -> None:
        try:
            self.desk.answer_question(uid, self._no, use)
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.shell.toast("Keputusan DPMD dipakai." if use else "Data Anda tetap dan ikut kiriman berikut.")
        self._written()
        if not self.detail.questions.model.lines:
            self.detail.go_tab("semua")

    def _show_numbers(self) -> None:
        view = self.detail.view
        uids = [row.uid for row in view.terdaftar if row.kpj] if view else []
        if kpj_of(self.shell, uids, f"balasan no. {self._no}"):
            self.detail.show_numbers()
