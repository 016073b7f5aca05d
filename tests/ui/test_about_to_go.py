"""Windows that are about to go begin no thread: one that still runs when its window is deleted ends the process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paths import DataFolder
from ui.app import Program
from ui.pages.lock import LockWindow
from ui.window import Shell
from ui.worker import Worker


@pytest.fixture
def locked(tmp_path: Path, clock: desks.Clock) -> DataFolder:
    folder = DataFolder(tmp_path / "berpin")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017"), pin="246810"), clock)
    return folder


@pytest.mark.parametrize("closed", [True, False])
def test_a_lock_page_that_was_closed_begins_no_thread_nobody_stops(
        qtbot: Any, qapp: QApplication, locked: DataFolder, monkeypatch: pytest.MonkeyPatch, closed: bool) -> None:
    """Closed within its first moment: what would have come behind its first frame does not come."""
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    program = Program(qapp, locked)
    assert program.start()
    window = program.window
    assert isinstance(window, LockWindow)
    qtbot.addWidget(window)
    if closed:
        window.close()
    program.locking._look_closer()  # as it comes by itself, a moment after the first frame
    assert bool(window.findChildren(Worker)) is not closed
    window.close()
    assert not any(worker.isRunning() for worker in window.findChildren(Worker))


def test_a_window_whose_work_was_stopped_begins_none(shell: Shell) -> None:
    """A clock of a page may still ring before it is deleted, as after care put another window in its place."""
    def job() -> Job[None]:
        yield Progress(0, 1)

    shell.stop_work()
    assert not shell.run(job).isRunning()
    assert not shell.busy
