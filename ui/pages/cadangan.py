"""Cadangan: the data a second time, in a place that is not this laptop, and the way to another laptop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import BackupInfo, BackupMade, Desk, LocalRestored, newer_words
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from ui import drives
from ui.drives import Drive
from ui.keys import INSIDE, bind
from ui.pages.cadangan_cards import LastCard, MoveCard, TryCard, told
from ui.pages.cadangan_local import LocalCard, LocalSheet
from ui.pages.cadangan_places import Places
from ui.pages.cadangan_sheets import CancelSheet, MoveSheet, WordsSheet
from ui.pages.page import Page
from ui.widgets import Button, Card, Label, NoteStrip, ProgressStrip, TallArea

if TYPE_CHECKING:
    from ui.window import Shell

NARROW = 960
WHY = ("Satu file terkunci berisi semua data dan kuncinya. Tanpa lembar pemulihan tidak ada yang bisa membukanya. "
       "Simpan flashdisk terpisah dari laptop.")
SAFE = "Data di laptop ini tidak berubah."


class CadanganPage(Page):
    """Left the last backup and trying one, right the flash drives and moving to another laptop."""

    title = "Cadangan"
    help = "cadangan"
    keys = [("Ctrl+B", "Cadangkan ke flashdisk"), ("F5", "Cari flashdisk"), ("F6", "Panel lain"), ("Esc", "Kembali")]
    needs = dict.fromkeys(("settle", "trying.restore", "moving.move_button"), Right.PINDAH)

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.find_drives: drives.Finder = drives.removable
        self._found: tuple[Drive, ...] = ()
        self._busy = False
        self._looked_through: Path | None = None
        head, body = self.frame("Cadangan")
        head.addStrut(32)
        self.settle = Button("", small=True)
        self.settle.clicked.connect(self._settle)
        self.notice = NoteStrip("warn", "", self.settle, self)
        self.notice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.notice.hide()
        body.addWidget(self.notice)
        area = TallArea(parent=self)
        whole = QWidget(area.viewport())
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.left, self.right = QWidget(whole), QWidget(whole)
        self.last, self.own, self.trying = LastCard(self.left), LocalCard(self.left), TryCard(self.left)
        self.backing, self.moving = self._backup_card(self.right), MoveCard(self.right)
        sides = ((self.left, (self.last, self.own, self.trying)), (self.right, (self.backing, self.moving)))
        for side, parts in sides:
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
            for part in parts:
                column.addWidget(part, 1 if part in (self.trying, self.backing) else 0)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)
        area.hold(whole)
        body.addWidget(area, 1)
        self._connect()

    def _backup_card(self, side: QWidget) -> Card:
        card = Card("Cadangkan ke flashdisk", parent=side, margins=(12, 10, 12, 12))
        card.body.addWidget(Label(WHY, "soft", wrap=True))
        self.places = Places(card)
        card.body.addWidget(self.places)
        self.strip = ProgressStrip("Membuat cadangan", parent=card, unit="")
        self.strip.setProperty("card", False)
        self.strip.body.setContentsMargins(0, 0, 0, 0)
        self.strip.hide()
        card.body.addWidget(self.strip)
        self.result = NoteStrip("ok", "", parent=card)
        self.result.hide()
        card.body.addWidget(self.result)
        card.body.addStretch(1)
        return card

    def _connect(self) -> None:
        self.places.wanted.connect(lambda drive: self.back_up(drive.target, drive=drive))
        self.places.folder_wanted.connect(self._pick_folder)
        self.places.scan_wanted.connect(self.scan_asked)
        self.trying.try_wanted.connect(self._pick_backup)
        self.trying.words_wanted.connect(self.try_words)
        self.trying.restore_wanted.connect(self._ask_restore)
        self.moving.move_wanted.connect(self._pick_move)
        self.last.days_wanted.connect(self._remind_after)
        self.own.list_wanted.connect(self._show_own)
        for key, act in (("F5", self.scan_asked), ("Ctrl+B", self.back_up_first)):
            bind(self, key, act, INSIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.left.setFixedWidth(340 if self.width() < NARROW else 440)

    # What the shell asks

    def opened(self, **args: Any) -> None:
        self._load()
        self.scan()
        (self.settle if self.desk.moved else self.places.folder).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._load()

    def back(self) -> bool:
        if self._busy:
            return self.strip.cancel()
        self.shell.go(self.shell.plan.home)
        return True

    def next_panel(self, step: int = 1) -> bool:
        sticks = [row.button for row in self.places.rows]
        panels = [self.own.show_all, self.trying.test, self.trying.words, *sticks, self.places.folder,
                  self.moving.move_button]
        panels = [button for button in panels if button.isVisible() and button.isEnabled()]
        here = self.focusWidget()
        at = panels.index(here) if here in panels else -1
        panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # State

    def _load(self) -> None:
        state = self.desk.backup_state()
        self.last.show_last(state.luar, self.desk.today, state.batas_hari, state.kata_lama)
        self.last.show_days(state.batas_hari, self.desk.may(Right.TULIS))
        self.own.show_state(state, self.desk.today)
        self.trying.show_yearly(state)
        notice = next(iter(self.desk.notices()), None)
        self.notice.setVisible(notice is not None)
        if notice:
            self.notice.set(notice.tingkat, notice.teks)
            self.settle.setText(notice.tindakan or "Batal pindah...")
        self._set_busy(self._busy)

    def _set_busy(self, busy: bool) -> None:
        ended, self._busy = self._busy and not busy, busy
        shut = busy or self.desk.moved
        self.places.set_busy(shut)
        self.moving.move_button.setEnabled(not shut)
        self.own.setEnabled(not busy)
        self.trying.test.setEnabled(not busy)
        self.trying.words.setEnabled(not busy)
        self.trying.restore.setEnabled(not busy)
        self.strip.setVisible(busy)
        here = self.window().focusWidget()
        if ended and self.isVisible() and not (here and self.isAncestorOf(here)):  # its button was off meanwhile,
            self.places.folder.setFocus(Qt.FocusReason.OtherFocusReason)  # and Enter would be the menu's

    def scan(self) -> None:
        """F5: look again for flash drives."""
        self.shell.run(lambda: drives.scan_job(self.find_drives), self._scanned)

    def scan_asked(self) -> None:
        """The same for somebody who waits for an answer."""
        self.shell.run(lambda: drives.scan_job(self.find_drives), self._scanned_for)

    def _scanned_for(self, found: Sequence[Drive]) -> None:
        self._scanned(found)
        self.shell.toast(drives.found_words(found))

    def _scanned(self, found: Sequence[Drive]) -> None:
        self._found = tuple(found)
        self.places.show_places(self._found, {drive.root: self._before(drive) for drive in found})
        self._set_busy(self._busy)

    def _before(self, drive: Drive) -> str:
        """What is said of a stick that was backed up to before."""
        last = self.desk.last_backup_on(drive.target)
        if last is None:
            return ""
        days = max(0, (self.desk.today - last.date()).days)
        return f"Cadangan terakhir di sini {'hari ini' if not days else f'{days} hari lalu'}."

    def _remind_after(self, days: int) -> None:
        self.desk.set_backup_days(days)
        self._load()

    # Back up

    def _pick_folder(self) -> None:
        if folder := drives.pick_folder(self):
            self.back_up(folder, drive=drives.folder_as_drive(folder))

    def back_up_first(self) -> None:
        """Ctrl+B: to the first drive that can be written, else ask for a folder."""
        if self._busy or self.desk.moved:
            return
        drive = next((drive for drive in self._found if not drive.refusal(1)), None)
        if drive is None:
            self._pick_folder()
        else:
            self.back_up(drive.target, drive=drive)

    def back_up(self, target: Path, pindah: bool = False, ke: str = "", drive: Drive | None = None) -> None:
        """Make a backup there and read it back; with ``pindah`` this laptop then only reads. ``drive``: what the
        folder was chosen on."""
        from ui.care_space import make_room

        if self._busy or not make_room(self.desk, "mencadangkan", self):
            return
        self.result.hide()
        self._set_busy(True)
        worker = self.shell.run(lambda: drives.kept_on(
            drive, lambda: self.desk.backup_job(target, pindah, ke)), self._made,
                                on_error=self._failed, on_cancel=self._cancelled)
        self.strip.run(worker, "Membuat cadangan", SAFE)

    def _made(self, made: BackupMade) -> None:
        self._set_busy(False)
        self.desk.reread()
        words = (f"{made.path.name} tersimpan di {made.path.parent} dan dibaca ulang: sama persis. "
                 f"Kode periksa {made.info.kode_periksa}.")
        if made.berita_acara:
            words += f" Cetak {made.berita_acara.name}, lalu lanjutkan di laptop baru."
        self.result.set("ok", words)
        self.result.show()
        self._load()
        self.scan()

    def _failed(self, problem: Problem) -> None:
        self._set_busy(False)
        self.result.set("error", str(problem))
        self.result.show()
        self._load()

    def _cancelled(self) -> None:
        self._set_busy(False)
        self.result.set("info", f"Cadangan dibatalkan, tidak ada yang tertinggal. {SAFE}")
        self.result.show()

    # Move

    def _pick_move(self) -> None:
        drive = next((drive for drive in self._found if not drive.refusal(1)), None)
        if drive is None and (folder := drives.pick_folder(self)):
            drive = drives.folder_as_drive(folder)
        if drive is not None:
            self.move_desk(drive.target, drive)

    def move_desk(self, target: Path, drive: Drive | None = None) -> None:
        """Explain, let the word be typed, then make the backup that hands the desk over."""
        sheet = MoveSheet(str(target), self)
        if sheet.exec():
            self.back_up(target, pindah=True, ke=sheet.receiver, drive=drive)

    def _settle(self) -> None:
        if not self.desk.moved:
            self.desk.old_laptop_retired()
            self.shell.toast("Dicatat. Kiriman berikutnya menyebut laptop lama sudah diganti.")
            self._load()
            return
        sheet = CancelSheet(self)
        if sheet.exec():
            self.desk.cancel_move(sheet.text)
            self._load()
            self.shell.toast("Laptop ini bisa dipakai mengisi lagi.")

    # Try and restore

    def _pick_backup(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih cadangan", "", "Cadangan (*.jdc);;Semua file (*)")
        if name:
            self.try_backup(Path(name))

    def try_backup(self, path: Path, words: Sequence[str] = ()) -> None:
        """Look a backup through without changing anything; ``words``: whether these twelve open it."""
        self._set_busy(True)
        worker = self.shell.run(lambda: self.desk.check_backup_job(path, words),
                                lambda info: self._tried(info, bool(words)), on_error=self._not_whole,
                                on_cancel=lambda: self._set_busy(False))
        self.strip.run(worker, "Menguji cadangan", SAFE)

    def _tried(self, info: BackupInfo, kata: bool = False) -> None:
        self._set_busy(False)
        self._looked_through = info.path
        self.trying.show_result(*told(info, kata), opened=info.teruji)
        self._load()

    def try_words(self) -> None:
        """Try the twelve words on the backup looked through last."""
        sheet = WordsSheet(self)
        if self._looked_through is not None and sheet.exec():
            self.try_backup(self._looked_through, sheet.words)
        sheet.grid.clear()

    def _not_whole(self, problem: Problem) -> None:
        self._set_busy(False)
        self.trying.show_result("error", str(problem), opened=problem.kode.startswith("KATA"))

    # The desk's own

    def _show_own(self) -> None:
        sheet = LocalSheet(self.shell, self.desk.local_backups(), self.desk.why_not(Right.PINDAH), self)
        if sheet.exec() and sheet.chosen is not None:
            self.go_back_to(sheet.chosen.path)

    def go_back_to(self, path: Path) -> None:
        """Put a backup of this desk in place of its data, which is kept as a backup first."""
        self.result.hide()
        self._set_busy(True)
        worker = self.shell.run(lambda: self.desk.restore_local_job(path), self._back, on_error=self._failed,
                                on_cancel=self._not_back)
        self.strip.run(worker, "Mengembalikan data", SAFE)

    def _back(self, done: LocalRestored) -> None:
        self.desk.take_restored()
        self._set_busy(False)
        self.shell.use_policy()
        self.shell.posts_changed()
        self.shell.refresh_counts()
        self.result.set("ok", f"Data {texts.long_date(done.dibuat.date())}, {texts.clock(done.dibuat)} sudah kembali: "
                              f"{texts.number(done.orang)} orang. {newer_words(done.beda)} "
                              f"Data sebelumnya tersimpan sebagai {done.sebelumnya.path.name}.")
        self.result.show()
        self._load()

    def _not_back(self) -> None:
        self._set_busy(False)
        self.result.set("info", f"Tidak jadi dikembalikan. {SAFE}")
        self.result.show()

    def _ask_restore(self) -> None:
        self.shell.offer("Pulihkan data dari cadangan? Jendela ini ditutup dulu. Data di laptop ini disisihkan, tidak"
                         " dihapus.", "Buka layar pemulihan", self.shell.restore_asked.emit)
