"""The desk backs itself up: behind the page once enough was saved, and with the wait cursor when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui import ask, busy

if TYPE_CHECKING:
    from ui.window import Shell

LOOK_MS = 30_000
AGAIN_LOOKS = 20  # after a failure it is tried again at every twentieth look


class AutoBackup(QObject):
    """Belongs to the window of a desk and goes with it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._told: set[str] = set()
        self._pause = 0
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        shell.desk.closing = self.keep_at_end
        if self.remind() and shell.desk.district is not None:  # a village reads it on Beranda
            shell.toast(f"{self.remind()} Buka Cadangan.")

    def remind(self) -> str:
        """What only a person can do, a flash drive or a test, marks the entry of the menu; gives it in words."""
        try:
            words = self._shell.desk.backup_reminder()
        except Problem:
            return ""  # the store is busy for a moment; the next look asks again
        self._shell.nav.set_badge("cadangan", "1" if words else "", "warn")
        return words

    def look(self) -> None:
        """Start a backup when one is due and nothing else is at work."""
        self.remind()
        self._pause = max(0, self._pause - 1)
        if self._shell.busy or self._pause:
            return
        try:
            due = self._shell.desk.backup_due()
        except Problem:
            return  # the store is busy for a moment; the next look asks again
        if due:
            self._shell.run(lambda: self._shell.desk.auto_backup_job("hitung"), on_error=self._failed, own=True)

    def _failed(self, problem: Problem) -> None:
        """Said once in a few words; page Cadangan and Beranda keep saying it."""
        self._pause = AGAIN_LOOKS
        if problem.kode not in self._told:
            self._told.add(problem.kode)
            self._shell.toast(f"Cadangan otomatis belum jadi. {problem.apa}")

    def keep_at_end(self) -> None:
        """What was saved since the last backup is backed up before the desk closes; a failure is told, not twice."""
        self.timer.stop()
        try:
            with busy.moment():
                self._shell.desk.closing_backup()
        except Problem as problem:
            if problem.kode not in self._told:
                told = Problem(problem.kode, f"Cadangan otomatis belum jadi. {problem.apa}",
                               "Semua isian sudah tersimpan." if problem.aman == TIDAK_BERUBAH else problem.aman,
                               problem.cara)
                ask.tell(None, told, (("tutup", "&Tutup aplikasi", "primary"),))
