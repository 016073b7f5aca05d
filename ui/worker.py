"""Runs one core job in a thread. The only threads of the program live here."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal

from jamsos_desktop.jobs import Job, Progress

REPORT_EVERY = 0.05  # seconds between two reports; a job may yield as often as it likes
TURN = 0.0005  # seconds a thread may go on while the other waits: each line that is painted asks for its turn anew
NEVER = 1_000_000_000


def time_left(share: float, spent: float) -> str:
    """How long a job still takes in words, from the share that is done and the seconds it took; "" while nobody can
    know."""
    if not 0.02 < share < 1 or spent < 1.0:
        return ""
    rest = spent / share - spent
    return f"Sisa sekitar {max(1, round(rest))} detik." if rest < 90 else f"Sisa sekitar {round(rest / 60)} menit."


class Cancelled(Exception):
    """The user stopped the job."""


class _Beside:
    """What holds while jobs run: the window's turn comes soon, and nobody looks through everything for garbage. Among
    ten thousand records of a job that takes a quarter of a second, in which no thread moves; what is young is looked
    through as ever, and all of it once the jobs are over."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running, self._usual = 0, gc.get_threshold()

    @contextmanager
    def window(self) -> Iterator[None]:
        """Around one job, in its thread."""
        sys.setswitchinterval(TURN)
        with self._lock:
            if not self._running:
                self._usual = gc.get_threshold()
                gc.set_threshold(*self._usual[:2], NEVER)
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1
                if not self._running:
                    gc.set_threshold(*self._usual)


_beside = _Beside()


class Worker(QThread):
    """Emits progressed(Progress) while it runs and ``ended`` after it; then read ``result()``.

    The thread itself only leaves its newest report and rings; ``progressed`` is emitted by the window's
    thread, so that no Python slot is ever called across threads and a slow window skips old reports.
    ``ended`` comes by the window's loop: whoever connects in the turn that started the job hears of it, however
    quick the job was. The ``finished`` of the thread itself may be over by then.
    """

    progressed = Signal(object)
    ended = Signal()
    _rung = Signal()

    def __init__(self, make_job: Callable[[], Job[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job = make_job
        self._stop = threading.Event()
        self._value: Any = None
        self._error: BaseException | None = None
        self._latest: Progress | None = None
        self._rung.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self.ended, Qt.ConnectionType.QueuedConnection)

    def _report(self, progress: Progress) -> None:
        self._latest = progress
        self._rung.emit()

    def _deliver(self) -> None:
        progress, self._latest = self._latest, None
        if progress is not None:
            self.progressed.emit(progress)

    def cancel(self) -> None:
        """Ask the job to stop at its next step; returns at once."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._stop.is_set()

    def result(self) -> Any:
        """The job's value; raises what the job raised, or Cancelled. Waits when still running."""
        self.wait()
        if self._error is not None:
            raise self._error
        return self._value

    def run(self) -> None:
        try:
            with _beside.window():
                self._value = self._drive(self._make_job())  # made here: the job opens its own store in this thread
        except BaseException as error:  # noqa: BLE001 - raised again where the result is read
            self._error = error

    def _drive(self, job: Job[Any]) -> Any:
        reported, waiting = 0.0, None
        try:
            while not self._stop.is_set():
                try:
                    progress: Progress = next(job)
                except StopIteration as end:
                    if waiting is not None:
                        self._report(waiting)
                    return end.value
                waiting = progress
                if time.monotonic() - reported >= REPORT_EVERY:
                    reported, waiting = time.monotonic(), None
                    self._report(progress)
        finally:
            job.close()  # GeneratorExit at its yield: what is open there is put away
        raise Cancelled
