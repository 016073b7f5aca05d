"""Jobs of the window: started in a thread, answered in the window's, held while the screen is locked, and stopped
with the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from shiboken6 import isValid

from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem
from ui import busy
from ui.window_help import HelpOver
from ui.worker import Cancelled, Worker

if TYPE_CHECKING:
    from ui.widgets.desk_state import DeskState


class JobWindow(HelpOver):
    """Part of ``Shell``, which tells problems and shows the state of the desk."""

    state: DeskState

    def fit_keys_soon(self, *_: object) -> None:
        """Fit the key bar to the page once the keyboard stands still; ``Shell`` has it."""
        raise NotImplementedError

    def __init__(self) -> None:
        super().__init__()
        self._workers: set[Worker] = set()
        self._own: set[Worker] = set()
        self._over = False
        self._held: list[Callable[[], None]] | None = None

    def run(self, make_job: Callable[[], Job[Any]], on_done: Callable[[Any], object] | None = None,
            on_progress: Callable[[Progress], object] | None = None,
            on_error: Callable[[Problem], object] | None = None,
            on_cancel: Callable[[], object] | None = None, *, own: bool = False) -> Worker:
        """Run a job in a thread. ``on_done(value)``, ``on_error(Problem)`` (else the dialog), ``on_cancel()``
        are called in the window's thread; faults of ours go to ``sys.excepthook``. ``own``: the program's own work,
        which nobody asked for and which begins anew with the next desk."""
        worker = Worker(make_job, self)
        if on_progress:
            worker.progressed.connect(on_progress)
        worker.ended.connect(lambda: self.answered(lambda: self._ended(worker, on_done, on_error, on_cancel)))
        self.fit_keys_soon()
        if not self._over:  # a window that is going starts nothing: its desk is about to go
            self._workers.add(worker)
            if own:
                self._own.add(worker)
            worker.start()
        return worker

    def answered(self, answer: Callable[[], None]) -> None:
        """Show what came of something: at once, or when somebody is let in again."""
        if self._held is None:
            answer()
        else:
            self._held.append(answer)

    def hold_answers(self) -> None:
        """The screen is locked: what jobs bring is shown when somebody is let in again."""
        self._held = self._held or []

    def give_answers(self) -> None:
        """The screen is open again."""
        held, self._held = self._held or [], None
        for answer in held:
            answer()

    @property
    def holding(self) -> bool:
        """Whether the screen is locked."""
        return self._held is not None

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return bool(self._workers)

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for a job: it runs, or its answer is held."""
        return bool(self._workers - self._own)

    def _ended(self, worker: Worker, on_done: Callable[[Any], object] | None,
               on_error: Callable[[Problem], object] | None, on_cancel: Callable[[], object] | None) -> None:
        if isValid(worker):  # it went with its window, where an answer held before this one ended that
            worker.deleteLater()
        if worker not in self._workers:
            return  # stopped with the window: the desk its answer would be shown from is closed
        self._workers.discard(worker)
        self._own.discard(worker)
        self.state.look()  # it may have been a backup
        self.fit_keys_soon()
        try:
            value = worker.result()
        except Cancelled:
            if on_cancel:
                on_cancel()
        except Problem as problem:
            (on_error or self.problem)(problem)
        except Exception as error:
            self._let_go(error, on_error, on_cancel)
            raise
        else:
            if on_done:
                on_done(value)

    @staticmethod
    def _let_go(error: Exception, on_error: Callable[[Problem], object] | None,
                on_cancel: Callable[[], object] | None) -> None:
        """A fault of ours broke the job off: the page that waited is released; what happened is told elsewhere."""
        from ui.crash import fault_problem

        if on_error:
            on_error(fault_problem(error))
        elif on_cancel:
            on_cancel()

    def stop_work(self) -> None:
        """Ask every running job to stop and wait; a thread destroyed while it runs ends the program. The window is
        about to go, and what still rings in it begins nothing any more."""
        self._over = True
        if not self._workers:
            return
        with busy.moment():
            for worker in self._workers:
                worker.cancel()
            for worker in self._workers:
                worker.wait()
        self._workers.clear()
        self._own.clear()
