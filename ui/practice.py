"""Starting a practice: its village is made behind a progress window and opened by a second process of this program."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import clock_from_environment, discard_practice, make_practice_job
from jamsos_desktop.paths import window_command
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui import ask, busy
from ui.worker import Cancelled

Launch = Callable[[Sequence[str]], bool]


def launch(command: Sequence[str]) -> bool:
    """Start a program that lives on by itself; False when the system refuses."""
    started: tuple[bool, int] = QProcess.startDetached(command[0], list(command[1:]))
    return started[0]


def start_practice(parent: QWidget, start: Launch = launch) -> bool:
    """Make a practice and open its window beside this one; True when it was started."""
    try:
        village = busy.run(parent, "Menyiapkan latihan", lambda: make_practice_job(clock_from_environment()))
        if not start([*window_command(), "--data", str(village.root)]):
            discard_practice(village)
            raise Problem("LATIHAN_GAGAL", "Jendela latihan tidak bisa dibuka.", TIDAK_BERUBAH,
                          "Tutup program lain, lalu coba lagi.")
    except Cancelled:
        return False
    except Problem as problem:
        ask.tell(parent, problem)
        return False
    return True
