"""The work behind page Impor: reading a sheet, looking what would become of it, bringing it in, one at a time.

A newer wish replaces one that is still being looked at; what is being brought in is never replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from jamsos_desktop.desk import Desk, Imported, ImportPlan, ImportSource
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.window import Shell

READ, LOOK, STORE = "baca", "periksa", "masukkan"
Make = Callable[[], Job[Any]]


class ImportRun(QObject):
    """Signals: ``started(what)``; ``read(ImportSource)``, ``looked(Imported)``, ``stored(Imported)``;
    ``failed(what, Problem)``, ``stopped(what)``: nothing changed."""

    started = Signal(str)
    read = Signal(object)
    looked = Signal(object)
    stored = Signal(object)
    failed = Signal(str, object)
    stopped = Signal(str)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self.worker: Worker | None = None
        self.what = ""
        self._next: tuple[str, Make] | None = None

    @property
    def running(self) -> bool:
        return self.worker is not None

    @property
    def storing(self) -> bool:
        return self.running and self.what == STORE

    def read_sheet(self, path: Path, sheet: int) -> None:
        """Read a sheet by its number from 1, 0 for the one that holds most people."""
        self._ask(READ, partial(self._desk.read_sheet_job, path, sheet))

    def look(self, source: ImportSource, plan: ImportPlan) -> None:
        """What would become of every row under a plan."""
        self._ask(LOOK, partial(self._desk.look_job, source, plan))

    def store(self, source: ImportSource, plan: ImportPlan) -> None:
        """Bring it in."""
        self._ask(STORE, partial(self._desk.import_job, source, plan))

    def cancel(self) -> bool:
        """Stop what runs; False when nothing does."""
        if self.worker is None:
            return False
        self._next = None
        self.worker.cancel()
        return True

    def _ask(self, what: str, make: Make) -> None:
        if self.storing:
            return
        if self.worker is not None:
            self._next = (what, make)
            self.worker.cancel()
        else:
            self._start(what, make)

    def _start(self, what: str, make: Make) -> None:
        self.what = what
        self.worker = self._shell.run(make, self._done, None, self._failed, self._stopped)
        self.started.emit(what)

    def _ended(self) -> bool:
        """Whether the answer still counts; a newer wish is begun instead."""
        self.worker, waiting, self._next = None, self._next, None
        if waiting is not None:
            self._start(*waiting)
        return waiting is None

    def _done(self, value: ImportSource | Imported) -> None:
        # A small file may be read before the stop is seen; what was given up must not come back.
        given_up = self.what != STORE and self.worker is not None and self.worker.stopping
        if given_up:
            self._stopped()
        elif self._ended():
            {READ: self.read, LOOK: self.looked, STORE: self.stored}[self.what].emit(value)

    def _failed(self, problem: Problem) -> None:
        if self._ended():
            self.failed.emit(self.what, problem)

    def _stopped(self) -> None:
        if self._ended():
            self.stopped.emit(self.what)
