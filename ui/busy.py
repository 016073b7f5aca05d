"""Work that must block: one call with progress and cancel (set-up, migration), and the cursor for a moment of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QVBoxLayout, QWidget

from jamsos_desktop.jobs import Job, Progress
from ui.widgets.basic import Button, Label
from ui.worker import Worker, time_left

T = TypeVar("T")


def run(parent: QWidget | None, title: str, make_job: Callable[[], Job[T]], *, cancel: bool = True) -> T:
    """Run a job behind a modal window; return its value, or raise its error or Cancelled. ``cancel`` False: half of it
    is no place to stop, and nothing offers to."""
    worker = Worker(make_job)
    window = _Busy(title, worker, parent, cancel)
    worker.start()
    window.exec()
    value: T = worker.result()
    return value


@contextmanager
def moment() -> Iterator[None]:
    """The waiting cursor around what takes less than two seconds; no question may be asked inside."""
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


class _Busy(QDialog):
    """Closes only when the worker has finished; Esc and Batalkan just ask it to stop."""

    answers_f1 = True  # nothing is opened over a window that goes by itself

    def __init__(self, title: str, worker: Worker, parent: QWidget | None, cancel: bool) -> None:
        super().__init__(parent)
        self._may_stop = cancel
        self.setWindowTitle("Jamsos Desa")
        self.setMinimumWidth(360)
        self._title, self._worker, self._started = title, worker, time.monotonic()
        self._label, self._bar, self._left = Label(title, "strong"), QProgressBar(), Label("", "caption", wrap=False)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._button = Button("Batalkan")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        for widget in (self._label, self._bar, self._left, self._button):
            layout.addWidget(widget)
        self._button.setVisible(cancel)
        self._button.clicked.connect(self.reject)
        worker.progressed.connect(self._show)
        worker.ended.connect(self.accept)

    def reject(self) -> None:
        if not self._may_stop:
            return
        self._button.setEnabled(False)
        self._label.setText("Membatalkan…")
        self._left.setText("")
        self._worker.cancel()

    def _show(self, progress: Progress) -> None:
        if self._worker.stopping:
            return
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._label.setText(progress.note or self._title)
        self._left.setText(time_left(progress.done / max(1, progress.total), time.monotonic() - self._started))
