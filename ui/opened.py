"""An open desk and its shell: what happens around its first page, and what damage that is found then leads to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import DAMAGE, clock_from_environment, open_desk
from jamsos_desktop.problems import Problem
from ui import busy, last_place
from ui.window import Shell

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from jamsos_desktop.paths import DataFolder
    from jamsos_desktop.settings import Settings

BEHIND_MS = 60  # what can wait until the first page is seen waits this long
SWEEP_MS = 5_000  # what a killed practice left is thrown away when nobody waits for anything
AGAIN_MS = 50  # a window over the shell is asked to go, and looked for again


class OpenedDesk(QObject):
    """One desk after the other, each with its shell. ``furnished(shell)``: it is to be shown now; ``gone()``: the one
    that was shown is closed already."""

    furnished = Signal(object)
    gone = Signal()
    restore_asked = Signal()
    upgrade_ready = Signal(object)

    def __init__(self, folder: DataFolder, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._settings = folder, settings
        self._desk: Desk | None = None

    def open(self, pin: str | None, user: str = "") -> None:
        """Open the desk and its shell; raises the Problem that says why it cannot be opened."""
        self._furnish(open_desk(self._folder, pin, clock_from_environment(), recompute=False, user=user,
                                at_a_glance=True))

    def _furnish(self, desk: Desk) -> None:
        """A shell for an open desk; what goes wrong closes the desk."""
        desk.sign_of_waiting(_moment)
        shell: Shell | None = None
        try:
            _greet(desk)
            shell = Shell(desk, self._settings)
            shell.go_first()
        except BaseException as error:
            if shell is not None:  # nobody saw it, but its page may have set work going
                shell.stop_work()
                shell.deleteLater()
            if isinstance(error, Problem) and desk.unchecked and error.kode in DAMAGE:
                self._furnish(desk.cared_for())
                return
            desk.close()
            raise
        self._desk = desk
        shell.closed.connect(self._close_desk)
        shell.restore_asked.connect(self.restore_asked)
        shell.upgrade_ready.connect(self.upgrade_ready)
        shell.damage_met.connect(lambda: QTimer.singleShot(0, shell, lambda: self._care_for(shell)))
        if self._folder.maybe_practice:
            from ui import tour

            tour.attach(shell)
        self.furnished.emit(shell)
        QTimer.singleShot(0, shell, lambda: self._after_first_paint(shell))
        QTimer.singleShot(BEHIND_MS, shell, lambda: shell.desk is self._desk and _back_up_by_itself(shell))

    # Behind the first page.

    def _after_first_paint(self, shell: Shell) -> None:
        """The look at the data file, before anything is written to it, and what follows."""
        if shell.desk is not self._desk:
            return  # damage was met before: care has put another window in its place
        shell.run(shell.desk.health_job, lambda fault: self._looked_at(shell, fault), own=True)
        if shell.desk.district is not None:
            return  # a district has no form that a power cut can cut short
        try:
            last_place.come_back(shell)
        except Problem as problem:
            shell.problem(problem)

    def _looked_at(self, shell: Shell, fault: str) -> None:
        """Judge everybody for the new day, once the file they stand in is known to be whole."""
        if fault:
            self._care_for(shell)
        elif shell.desk.district is None:  # a district judges nobody of its own
            shell.run(shell.desk.recompute_job, lambda changed: _judged(shell) if changed else None, own=True)

    def _care_for(self, shell: Shell) -> None:
        """The file behind this window is damaged: what start-up care made of it comes in a window of its own. Never
        over a locked screen, nor under a window that waits for an answer: that one is asked to go first."""
        if shell.desk is not self._desk:
            return  # cared for already
        if shell.holding:
            shell.answered(lambda: self._care_for(shell))
            return
        if (waiting := QApplication.activeModalWidget()) is not None:
            waiting.close()
            QTimer.singleShot(AGAIN_MS, shell, lambda: self._care_for(shell))
            return
        shell.stop_work()
        self._desk = None
        try:
            with busy.moment():
                desk = shell.desk.cared_for()
        except Problem as problem:  # nothing good anywhere: the file stays as it is
            from ui import ask

            ask.tell(shell, problem, (("tutup", "&Tutup aplikasi", "primary"),))
            QApplication.exit(1)
            return
        shell.hide()
        shell.deleteLater()
        self.gone.emit()
        self._furnish(desk)

    def _close_desk(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            last_place.end(desk)
            desk.close()


@contextmanager
def _moment() -> Iterator[None]:
    """The wait sign for a write that waits for the look at the file; in the thread of a job its page shows one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with busy.moment():
        yield


def _greet(desk: Desk) -> None:
    """What start-up care has to say comes before the first page."""
    if desk.cared() is not None or desk.clock_doubt() is not None:
        from ui import care

        care.greet(desk)


def _judged(shell: Shell) -> None:
    """What is shown was drawn with yesterday's statuses."""
    shell.refresh_counts()
    if shell.current is not None:
        shell.current.refresh()


def _back_up_by_itself(shell: Shell) -> None:
    """From now on the desk backs itself up: behind the page once enough was saved, and when it is closed."""
    from ui.backing import AutoBackup

    AutoBackup(shell)
    if shell.desk.folder.installers.is_dir():
        from ui.upgrading import tell_news

        tell_news(shell)
    QTimer.singleShot(SWEEP_MS, shell, lambda: _sweep(shell))


def _sweep(shell: Shell) -> None:
    from jamsos_desktop.desk import sweep_practices_job

    shell.run(sweep_practices_job, own=True)
