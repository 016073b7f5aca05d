"""Ketentuan: which settings of the district are in force, what the last ones changed, and the way back.

A village takes packs in; the district makes them. Everybody is judged again after a change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Desk, PackOrder, PolicyInfo, write_whole
from jamsos_desktop.jobs import Progress
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from ui.keys import INSIDE, bind
from ui.pages.ketentuan_list import Changes, ListView, Versions
from ui.pages.ketentuan_make import MakeCard
from ui.pages.ketentuan_now import NowCard, WorkCard
from ui.pages.page import Page
from ui.widgets import Button, Card, Label, ProgressStrip

if TYPE_CHECKING:
    from ui.window import Shell

SAME = "Tidak ada tabel yang berubah."
FIRST = "Bawaan program, tidak ada versi sebelumnya."
NARROW = 1100


class KetentuanPage(Page):
    """Left the version in force and what can be done, right all versions and what each changes."""

    title = "Ketentuan"
    help = "ketentuan"
    keys = [("↑ ↓", "Pilih versi"), ("Enter", "Pakai versi ini"), ("Ctrl+O", "Ambil ketentuan"), ("F6", "Panel lain"),
            ("Esc", "Kembali")]
    needs = dict.fromkeys(("take", "make", "use", "make_card.make"), Right.KETENTUAN)

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._rows: list[PolicyInfo] = []
        self._busy = False
        head, body = self.frame("Ketentuan")
        head.addStrut(32)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.left = QWidget(self)
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        self.now, self.work = NowCard(self.left), WorkCard(self.desk.district is not None, self.left)
        self.take, self.make, self.hand = self.work.take, self.work.make, self.work.hand
        left.addWidget(self.now)
        left.addWidget(self.work, 1)
        row.addWidget(self.left)
        self.right = QStackedWidget(self)
        self.right.addWidget(self._versions())
        self.make_card = MakeCard(self.right)
        self.right.addWidget(self.make_card)
        row.addWidget(self.right, 1)
        body.addLayout(row, 1)
        self.strip = Recount("Menghitung lagi status dan iuran", parent=self)
        self.strip.hide()
        body.addWidget(self.strip)
        self._connect()

    # What is on the page

    def _versions(self) -> QWidget:
        whole = QWidget(self.right)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.versions, self.changes = Versions(self), Changes(self)
        card = Card("Semua versi", parent=whole, margins=(1, 0, 1, 1))
        self.use = Button("Pakai versi ini", small=True)
        card.head.addWidget(self.use)
        self.list = ListView(self.versions, (150, 92, 92, 0, 124), "Semua versi ketentuan", card)
        card.body.addWidget(self.list)
        column.addWidget(card, 1)
        self.changed = Card("Yang berubah", parent=whole, margins=(1, 0, 1, 1))
        self.none = Label(SAME, "soft")
        self.none.setContentsMargins(12, 10, 12, 10)
        self.diff = ListView(self.changes, (150, 52, 70, 60, 0), "Tabel yang berubah", self.changed)
        self.changed.body.addWidget(self.none)
        self.changed.body.addWidget(self.diff, 1)
        column.addWidget(self.changed, 1)
        return whole

    def _connect(self) -> None:
        self.take.clicked.connect(self._pick)
        self.make.clicked.connect(self.show_make)
        self.hand.clicked.connect(self._pick_target)
        self.work.doubts.clicked.connect(lambda: self.shell.go("konfirmasi", dari="ketentuan"))
        self.use.clicked.connect(lambda: self.go_back_to(self.list.currentIndex().row()))
        self.list.moved.connect(self._show_changes)
        self.list.opened.connect(self.go_back_to)
        self.make_card.left.connect(self.show_versions)
        self.make_card.wanted.connect(self.make_pack)
        self.make_card.tables_wanted.connect(self._pick_tables)
        bind(self, "Ctrl+O", self._pick, INSIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.left.setFixedWidth(330 if self.width() < NARROW else 380)

    # What the shell asks

    def works(self, key: str) -> bool:
        return self.use.isEnabled() if key == "Enter" else super().works(key)

    def opened(self, **args: Any) -> None:
        self._use_policy()  # the day of a waiting version may have come while the program stood open
        self.show_versions()

    def refresh(self) -> None:
        self._load()

    def back(self) -> bool:
        if self.strip.cancel():
            return True
        if self.right.currentWidget() is self.make_card:
            self.show_versions()
            return True
        self.shell.go(self.shell.plan.home if self.desk.district else "pengaturan")
        return True

    def finish(self) -> bool:
        if self.right.currentWidget() is not self.make_card:
            return False
        self.make_card.finish()
        return True

    def next_panel(self, step: int = 1) -> bool:
        first = self.make if self.desk.district else self.take
        panels = [first, self.make_card.tables if self.right.currentWidget() is self.make_card else self.list]
        here = self.focusWidget()
        inside = here is not None and self.right.isAncestorOf(here)
        panels[0 if inside else 1].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # State

    def _load(self) -> None:
        self._rows = self.desk.policies()
        self.versions.set_lines(self._rows)
        now = next(row for row in self._rows if row.keadaan == "berlaku")
        self.sub.setText(f"versi {now.versi}")
        self.now.show_version(now, len(self.desk.unconfirmed()))
        self.work.say_waiting(self._rows)
        self.hand.setEnabled(any(row.urut for row in self._rows))
        self.list.go_to(self._rows.index(now))

    def _show_changes(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            return
        row = self._rows[at]
        found = self.desk.policy_changes(row.versi) if row.keadaan != "rusak" else ()
        self.changes.set_lines(found)
        self.changed.title.setText(f"Yang berubah di versi {row.versi}")
        self.none.setText(SAME if row.urut else FIRST)
        self.none.setVisible(not found)
        self.diff.setVisible(bool(found))
        self.use.setEnabled(row.keadaan in ("digantikan", "disisihkan") and not self._busy)

    def show_versions(self) -> None:
        """Back to all versions, read anew."""
        self.right.setCurrentIndex(0)
        self._load()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Doing

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih file ketentuan", "", "Ketentuan (JP-*.jdx);;Semua file (*)")
        if name:
            self.take_pack(Path(name))

    def take_pack(self, path: Path) -> None:
        """Take in a pack and judge everybody again."""
        self._run(lambda: self.desk.take_pack_job(path), self._taken)

    def _taken(self, taken: PolicyInfo) -> None:
        if taken.keadaan == "menunggu":
            words = f"Versi {taken.versi} disimpan dan mulai berlaku {texts.long_date(taken.berlaku_mulai)}."
        elif taken.keadaan == "berlaku":
            words = f"Ketentuan versi {taken.versi} berlaku mulai sekarang."
        elif taken.keadaan == "habis":
            words = f"Versi {taken.versi} disimpan, tetapi masa berlakunya sudah lewat."
        else:
            words = f"Versi {taken.versi} sudah ada di sini, tidak ada yang berubah."
        self._done(words)

    def go_back_to(self, at: int) -> None:
        """Use another version, after a question: statuses and dues of everybody follow."""
        if self._busy or not 0 <= at < len(self._rows) or self._rows[at].keadaan not in ("digantikan", "disisihkan"):
            return
        row = self._rows[at]
        later = [one.versi for one in self._rows if one.urut > row.urut and one.keadaan in ("berlaku", "digantikan")]
        why = (f"Versi {', '.join(later)} disisihkan, tidak dihapus. " if later else "") + \
            "Status dan iuran semua orang dihitung lagi."
        self.shell.offer(f"Pakai ketentuan versi {row.versi}? {why}", f"Pakai versi {row.versi}", lambda: self._run(
            lambda: self.desk.roll_back_job(row.versi),
            lambda _: self._done(f"Ketentuan versi {row.versi} berlaku lagi.")))

    def _use_policy(self) -> None:
        if self.shell.use_policy():  # whoever was saved under the old one meanwhile is judged again
            self.shell.run(self.desk.recompute_job, lambda _: self.shell.refresh_counts())

    def _run(self, job: Any, done: Any) -> None:
        self._busy = True
        self.use.setEnabled(False)
        self.strip.run(self.shell.run(job, done, on_error=self._failed, on_cancel=self._cancelled),
                       stays="Dibatalkan: ketentuan lama tetap berlaku.")
        self.strip.show()

    def _ended(self) -> None:
        self._busy = False
        self.strip.hide()

    def _cancelled(self) -> None:
        self._ended()
        self._load()
        self.shell.toast("Dibatalkan. Ketentuan yang lama tetap berlaku.")

    def _failed(self, problem: Problem) -> None:
        self._ended()
        self._load()
        self.shell.problem(problem)

    def _done(self, words: str) -> None:
        self._ended()
        self._use_policy()
        self.show_versions()
        self.shell.refresh_counts()
        self.shell.toast(words)

    # DPMD

    def show_make(self) -> None:
        """The card for a new version."""
        self.right.setCurrentWidget(self.make_card)
        self.make_card.start(self.desk.today, self.desk.policy.versi)

    def make_pack(self, order: PackOrder) -> None:
        """Make a new version; it stays with the desk and can be handed out at once."""
        try:
            self.desk.make_pack(order)
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.show_versions()
        self.list.go_to(0)
        self.shell.refresh_counts()
        self.shell.toast(f"Ketentuan versi {order.versi} jadi. Simpan untuk desa, lalu bagikan bersama balasan.")
        self.hand.setFocus()

    def _pick_tables(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Simpan tabel di folder mana")
        if chosen:
            self.save_tables(Path(chosen))

    def save_tables(self, folder: Path) -> None:
        """Write the tables in force for editing, and take that folder as the one to be read back."""
        try:
            written = self.desk.export_policy(folder)
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.make_card.set_folder(written)
        self.shell.toast(f"Tabel disimpan di {written}. Ubah di sana, lalu kembali ke layar ini.")

    def _pick_target(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Simpan ketentuan di folder mana")
        if chosen:
            self.hand_out(Path(chosen))

    def hand_out(self, folder: Path) -> None:
        """Write the chosen version (or the newest) as a file for the villages."""
        at = self.list.currentIndex().row()
        row = self._rows[at] if 0 <= at < len(self._rows) and self._rows[at].urut else self._rows[0]
        try:
            name, data = self.desk.pack_file(row.versi)
            write_whole(data, folder / name)
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.shell.toast(f"{name} disimpan di {folder} dan dibaca ulang: sama persis.")


class Recount(ProgressStrip):
    """Everybody is judged again; the job itself says of how many ("3.200 dari 10.000 orang")."""

    def show_progress(self, progress: Progress) -> None:
        super().show_progress(progress)
        if not self._worker or not self._worker.stopping:
            self.title_label.setText(self._title)
