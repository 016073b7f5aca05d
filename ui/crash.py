"""Faults of ours in the window: noted by kind and place, told once in a window, never with anybody's data."""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from jamsos_desktop import __version__, faults
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from datetime import datetime

    from ui.crash_window import CrashWindow

KODE = "GALAT_PROGRAM"


def fault_problem(error: BaseException) -> Problem:
    """What a page is told when a job of its broke off by a fault of ours: it lets go and says nothing itself."""
    return Problem(f"{KODE} {type(error).__name__}", "Ada kesalahan di aplikasi.", "Data yang sudah tersimpan aman.",
                   "Ulangi langkah tadi.")


def install(folder: DataFolder) -> Crashes:
    """From now on an uncaught fault, of any thread, is noted and told, and the window stays open. Call ``watch`` of
    what is returned once this is known to be the only window."""
    crashes = Crashes(folder, QApplication.instance())
    faults.hook(crashes.caught)
    faults.recent = lambda: faults.last_lines(folder)
    return crashes


class Crashes(QObject):
    """Tells faults one window at a time, each kind at each place once; those that come again are counted.

    A fault may come from a thread, or from within painting: it is told later, by the window's own loop.
    """

    _came = Signal(object)

    def __init__(self, folder: DataFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.window: CrashWindow | None = None
        self._over = False
        self._times: Counter[str] = Counter()
        self._waiting: list[tuple[str, str]] = []  # (what tells it from others, what is told)
        self._handle, self._before = -1, (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._came.connect(self._told, Qt.ConnectionType.QueuedConnection)

    # The process itself dies.

    def watch(self) -> None:
        """Let the interpreter write down where it stood if the process dies; what the last one wrote is told now."""
        left = self._left_over()
        if self.folder.keys.exists():
            try:
                self._handle = os.open(self.folder.fatal, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            except OSError:
                return  # a folder that cannot be written to says so when it is opened
            import faulthandler

            faulthandler.enable(self._handle)
            faults.note(self.folder, _now(), f"mulai {__version__}")
        if left:
            faults.note(self.folder, _now(), f"berhenti mendadak {left.splitlines()[-1].strip()}")
            self._waiting.append(("berhenti", left))
            QTimer.singleShot(0, self, self._next)

    def _left_over(self) -> str:
        try:
            return faults.fatal(self.folder.fatal.read_text("utf-8", "replace"))
        except OSError:
            return ""

    def leave(self) -> None:
        """Stop watching and telling: whatever told faults before tells them again."""
        self._over = True
        self._waiting.clear()
        if self.window is not None:
            self.window.close()
        faults.recent = str
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self._handle >= 0:
            import faulthandler

            faulthandler.enable(sys.__stderr__ or sys.stderr)
            os.close(self._handle)
            self._handle = -1

    # A fault.

    def caught(self, error: BaseException) -> None:
        """Any thread: note the fault, and let the window's loop tell it."""
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, Problem):
            faults.note(self.folder, _now(), f"galat {faults.briefly(error)}")
            sys.stderr.write(faults.told(error) + "\n")
        if QApplication.instance() is not None:
            self._came.emit(error)

    def _told(self, error: BaseException) -> None:
        if self._over:
            return
        if isinstance(error, Problem):
            from ui import ask

            ask.tell(QApplication.activeWindow(), error)
            return
        which = faults.same_as(error)
        self._times[which] += 1
        if self._times[which] > 1:
            self._again(which)
            return
        self._waiting.append((which, faults.told(error)))
        self._next()

    def _again(self, which: str) -> None:
        """The same fault once more (while painting it may come with every frame): counted, told in a line."""
        times = self._times[which]
        if self.window is not None:
            self.window.count(sum(self._times.values()))
        elif times <= 3 and (shell := _shell()) is not None:
            shell.toast(f"Kesalahan yang sama terjadi lagi, {times} kali.")

    def _next(self) -> None:
        if self.window is not None or not self._waiting:
            return
        from ui.crash_window import CrashWindow

        which, what = self._waiting.pop(0)
        self.window = CrashWindow(self.folder, what, dead=which == "berhenti")
        self.window.finished.connect(self._closed)
        self.window.show()

    def _closed(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
        QTimer.singleShot(0, self, self._next)


def _shell() -> object | None:
    return next((window for window in QApplication.topLevelWidgets()
                 if window.isVisible() and hasattr(window, "toast")), None)


def _now() -> datetime:
    from datetime import datetime

    return datetime.now().astimezone()
