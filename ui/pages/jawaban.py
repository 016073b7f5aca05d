"""Balasan of the district: what every village is told, made for all of them in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from jamsos_desktop.desk import Desk, RepliesMade, ReplyRow
from jamsos_desktop.jobs import Progress
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import drives
from ui.pages.jawaban_list import RepliesCard
from ui.pages.jawaban_panel import ReplyPanel
from ui.pages.jawaban_rows import ReplyTable
from ui.pages.jawaban_target import TargetCard
from ui.pages.jawaban_village import VillageTalk
from ui.pages.page import Page
from ui.pages.pin_sheet import ask_pin
from ui.widgets import Button, NoteStrip, ProgressStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import District
    from ui.window import Shell

PANEL = 320
WHY_PIN = "Balasan ini keluar atas nama DPMD. PIN Anda menyetujuinya."


class JawabanPage(Page):
    """Left the villages with their ticks, right the chosen one."""

    title = "Balasan"
    help = "dpmd-balasan"
    keys = [("↑ ↓", "Pindah"), ("Spasi", "Pilih"), ("Enter", "Buka rincian"), ("F8", "Yang tertahan"),
            ("Ctrl+E", "Buat balasan"), ("Esc", "Batalkan proses"), ("F1", "Bantuan")]
    needs = dict.fromkeys(("make_button", "panel.match", "panel.message"), Right.TULIS)

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district: District = desk.district
        self.find_drives: drives.Finder = drives.removable
        self.rows = ReplyTable()
        self.talk = VillageTalk(desk, window, self)
        self._running = False
        self._build()
        self._connect()

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.make_button = Button("Buat balasan", "primary", "reply", tip="Ctrl+E")
        head.addWidget(self.make_button)
        self.target = TargetCard(self.desk.folder.outbox, self)
        self.strip = ProgressStrip("Membuat", parent=self, unit="balasan")
        self.strip.cancel_button.setText(" &Batalkan")
        self.note = NoteStrip("ok", "", parent=self)
        for widget in (self.target, self.strip, self.note):
            body.addWidget(widget)
        self.strip.hide()
        self.note.hide()
        self.list, self.panel = RepliesCard(self.rows, self), ReplyPanel(self)
        self.panel.setFixedWidth(PANEL)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addWidget(self.panel)
        body.addLayout(row, 1)

    def _connect(self) -> None:
        self.make_button.clicked.connect(self.send)
        self.target.folder_wanted.connect(self._pick_folder)
        self.target.scan_wanted.connect(self.scan)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.panel.focus_first())
        self.list.ticks_changed.connect(self._show_ticks)
        for signal, act in ((self.panel.copy_wanted, self.talk.copy), (self.panel.message_wanted, self.talk.write),
                            (self.panel.people_wanted, self.talk.people), (self.panel.match_wanted, self.talk.match)):
            signal.connect(self._with_row(act))
        self.talk.changed.connect(lambda kode: self._load(self.rows.ticked | {kode}))

    # What the shell asks

    def works(self, key: str) -> bool:
        if key == "Spasi":
            rows, at = self.rows.rows, self.list.current()
            return self.list.view.hasFocus() and 0 <= at < len(rows) and not rows[at].halangan
        return self._running if key == "Esc" else super().works(key)

    def list_shown(self) -> QAbstractItemView:
        return self.list.view

    def opened(self, **args: Any) -> None:
        if self._running:
            return
        self.talk.made = {}
        self.rows.mark_made(())
        self.note.hide()
        self._load(None)
        self.scan()
        if self.rows.rowCount():
            self.list.view.setFocus()
        else:
            self.make_button.setFocus()

    def refresh(self) -> None:
        if not self._running:
            self._load(self.rows.ticked)

    def back(self) -> bool:
        return self.strip.cancel() if self._running else False

    def next_problem(self, step: int) -> bool:
        """F8: the next village that cannot be answered."""
        rows, here = self.rows.rows, self.list.current()
        order = ((here + step * away) % len(rows) for away in range(1, len(rows) + 1))
        row = next((row for row in order if rows[row].halangan), -1) if rows else -1
        if row < 0:
            self.shell.toast("Tidak ada desa yang tertahan.")
        else:
            self.list.go_to(row)
            self.list.view.setFocus()
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.target.combo, self.list.view, self.panel]
        here = self.focusWidget()
        at = next((n for n, panel in enumerate(panels) if here and (panel is here or panel.isAncestorOf(here))), 0)
        to = panels[(at + step) % len(panels)]
        if to is self.panel:
            self.panel.focus_first()
        else:
            to.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # Rows

    def _load(self, ticked: set[str] | None) -> None:
        """Read what each village would hear; ``ticked`` None chooses those with something new."""
        here = self.list.current()
        rows = self.district.replies()
        chosen = {row.kode for row in rows if row.baru} if ticked is None else set(ticked)
        self.rows.set_rows(rows, chosen)
        self.list.go_to(here)
        self._show_ticks()
        self._show_wish()
        self._choose(self.list.current())

    def _show_ticks(self) -> None:
        many = len(self.rows.ticked)
        self.list.show_counts()
        self.make_button.set_text(f"Buat balasan untuk {number(many)} desa" if many else "Buat balasan")
        self.make_button.setEnabled(many > 0 and not self._running)
        news = sum(row.baru and not row.halangan for row in self.rows.rows)
        words = f"{number(news)} desa punya kabar baru" if news else "Tidak ada kabar baru"
        self.sub.setText(words if self.rows.rows else "")

    def _current(self) -> ReplyRow | None:
        row = self.list.current()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def _choose(self, _: int) -> None:
        row = self._current()
        self.panel.show_row(row, bool(row and row.kode in self.rows.made))

    # Where to, and with which numbers

    def scan(self) -> None:
        """Look again for flash drives."""
        find = self.find_drives
        self.shell.run(lambda: drives.scan_job(find), self.target.show_drives)

    def _pick_folder(self) -> None:
        folder = drives.pick_folder(self)
        if folder is not None:
            self.target.add_folder(drives.folder_as_drive(folder))

    def _show_wish(self) -> None:
        """Ticked when all chosen villages get KPJ numbers, half when some do."""
        wished, ticked = self.district.kpj_wished(), self.rows.ticked
        held = len(ticked) if wished is None else len(ticked & wished)
        full = wished is None or (held > 0 and held == len(ticked))
        self.target.numbers.setTristate(0 < held < len(ticked))
        self.target.numbers.setCheckState(Qt.CheckState.Checked if full else Qt.CheckState.PartiallyChecked if held
                                          else Qt.CheckState.Unchecked)

    def _keep_wish(self) -> None:
        """Note for the chosen villages what the box says; half ticked leaves every village as it was."""
        state, wished, ticked = self.target.numbers.checkState(), self.district.kpj_wished(), self.rows.ticked
        everyone = {row.kode for row in self.rows.rows}
        before = everyone if wished is None else set(wished)
        after = before if state == Qt.CheckState.PartiallyChecked else \
            before | ticked if state == Qt.CheckState.Checked else before - ticked
        if after != before:
            self.district.set_kpj_wished(after)

    # The job

    def send(self) -> bool:
        """Ctrl+E: make the replies of the chosen villages."""
        if self._running:
            return True
        kodes = [row.kode for row in self.rows.rows if row.kode in self.rows.ticked]
        if not kodes:
            self.shell.toast("Pilih dulu desanya dengan Spasi.")
            return True
        folder, drive = self.target.target
        if drive is not None:
            try:
                drives.check_there(drive)
            except Problem as problem:
                self.shell.problem(problem)
                return True
        if not ask_pin(self.desk, WHY_PIN, self.shell):
            return True
        self._keep_wish()
        out = folder if drive is not None else None
        self._running = True
        self._set_busy(True)
        worker = self.shell.run(lambda: self.district.reply_job(out, kodes), self._done, self._progress, self._failed,
                                self._cancelled)
        worker.ended.connect(self._surely_ended)
        self.strip.run(worker, "Membuat", _stays(0))
        self.strip.cancel_button.setFocus()
        return True

    def _progress(self, progress: Progress) -> None:
        if self._running:
            self.strip.stays.setText(_stays(progress.done))

    def _done(self, made: RepliesMade) -> None:
        self.talk.made = {one.kode: one.message for one in made.balasan}
        self._stop()
        self.rows.mark_made(self.talk.made)
        role, words = result_words(made)
        self._say(role, f"{words} Tersimpan di {made.folder}." if made.balasan else words)
        self._choose(self.list.current())

    def _cancelled(self) -> None:
        self._stop()
        self._say("warn", "Dibatalkan. Balasan yang sudah jadi tetap tersimpan. Sisanya belum dibuat.")

    def _failed(self, problem: Problem) -> None:
        self._stop()
        self.shell.problem(problem)

    def _surely_ended(self) -> None:
        """After a fault of ours nothing was answered; the page must not stay locked."""
        if self._running:
            self._stop()

    def _stop(self) -> None:
        self._running = False
        self._set_busy(False)
        self._load(None)
        self.shell.refresh_counts()
        self.shell.saved()
        self.list.view.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self.strip.setVisible(busy)
        self.note.hide()
        self.target.setVisible(not busy)
        self.make_button.setEnabled(not busy and bool(self.rows.ticked))
        self.list.setEnabled(not busy)

    def _say(self, role: str, words: str) -> None:
        self.note.set(role, words)
        self.note.show()

    def _with_row(self, act: Callable[[ReplyRow], object]) -> Callable[[], None]:
        """``act`` on the village with the keyboard."""
        def run() -> None:
            if (row := self._current()) is not None:
                act(row)
        return run


def _stays(done: int) -> str:
    if not done:
        return "Bila dibatalkan, belum ada balasan yang dibuat."
    return f"Bila dibatalkan, {number(done)} balasan yang sudah jadi tetap tersimpan."


def result_words(made: RepliesMade) -> tuple[str, str]:
    """Role and sentence: "Balasan untuk 203 desa jadi. 12 belum: kuncinya belum dicocokkan."."""
    parts = [f"Balasan untuk {number(len(made.balasan))} desa jadi." if made.balasan else "Tidak ada balasan baru."]
    causes = Counter(one.sebab.rstrip(".") for one in made.dilewati)
    parts += [f"{number(many)} belum: {cause[:1].lower()}{cause[1:]}." for cause, many in causes.most_common()]
    if made.sama:
        parts.append(f"{number(made.sama)} desa tidak punya kabar baru.")
    return "warn" if made.dilewati or not made.balasan else "ok", " ".join(parts)
