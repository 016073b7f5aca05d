"""Nothing stands still without a sign: pages over many people read in a thread, and long work says what is left."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from clerk_desk import window_of
from PySide6.QtCore import Qt, QThread

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import reading
from jamsos_desktop.jobs import Job, Progress, run_to_end
from tests.conftest import salma
from ui.worker import Worker, time_left


@pytest.mark.parametrize(("share", "spent", "said"), [
    (0.0, 9.0, ""), (0.02, 9.0, ""), (0.5, 0.9, ""), (1.0, 9.0, ""), (0.5, 10.0, "Sisa sekitar 10 detik."),
    (0.999, 2.0, "Sisa sekitar 1 detik."), (0.1, 60.0, "Sisa sekitar 9 menit."), (0.5, 89.0, "Sisa sekitar 89 detik."),
])
def test_what_is_left_is_said_once_it_can_be_known(share: float, spent: float, said: str) -> None:
    assert time_left(share, spent) == said


def test_many_people_make_a_desk_crowded(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MANY", 2)
    desk.save(salma(), 0)
    assert not desk.crowded
    desk.save(salma("u-dua", nik="7402115408849418"), 0)
    assert desk.crowded


def test_a_question_is_answered_over_a_connection_of_its_own(desk: desks.Desk) -> None:
    desk.save(salma(), 0)
    seen = run_to_end(desk.read_job(lambda other: (other.counts(), other._db is desk._db)))
    assert seen == (desk.counts(), False)
    assert len(desk.everyone()) == 1  # the desk's own connection is as it was


@pytest.mark.parametrize("name", ["beranda", "iuran"])
def test_a_crowded_page_is_read_in_a_thread_and_shows_the_same(qtbot, iuran_billed, tmp_path, monkeypatch, clock,
                                                               name: str) -> None:
    import shutil
    from pathlib import Path

    from jamsos_desktop.paths import DataFolder

    folder = DataFolder(Path(shutil.copytree(iuran_billed, tmp_path / "desa")))
    threads: list[bool] = []
    with desks.open_desk(folder, None, clock) as desk, window_of(desk, qtbot) as shell:
        shell.go(name)
        page = shell.current
        before = _shown(page)
        monkeypatch.setattr(reading, "MANY", 1)
        read = desk.today_counts if name == "beranda" else desk.budget
        monkeypatch.setattr(type(desk), read.__name__, lambda self, *args: threads.append(
            QThread.currentThread() is page.thread()) or getattr(desks.Desk, f"_{read.__name__}")(self, *args))
        monkeypatch.setattr(desks.Desk, f"_{read.__name__}", read.__func__, raising=False)
        page.refresh()
        assert page.cursor().shape() == Qt.CursorShape.BusyCursor
        qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
        assert page.cursor().shape() != Qt.CursorShape.BusyCursor
        assert _shown(page) == before
    assert threads
    assert not any(threads)


def _shown(page: object) -> object:
    rows = getattr(page, "rows", None)
    return [row.accessibleName() for row in rows] if rows is not None else page.bills.lines


@contextmanager
def asked_of(desk: desks.Desk) -> Iterator[list[str]]:
    """What the window itself asks of its file, over its own connection."""
    asked: list[str] = []
    desk._db.connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        desk._db.connection.set_trace_callback(None)


@pytest.mark.parametrize("name", ["beranda", "iuran"])
def test_a_crowded_page_counts_over_nobody_in_the_window(qtbot, desk: desks.Desk, monkeypatch: pytest.MonkeyPatch,
                                                        name: str) -> None:
    run_to_end(desk.samples_job(60, 3))
    monkeypatch.setattr(reading, "MANY", 2)
    with window_of(desk, qtbot) as shell, asked_of(desk) as asked:
        shell.go(name)
        qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
    over_people = [one for one in asked if "FROM peserta" in one]
    assert over_people
    assert all(one.startswith("SELECT 1 FROM peserta LIMIT") for one in over_people), over_people


@pytest.mark.parametrize(("name", "question", "times"), [
    ("struktur", "kelompok = 'perangkat_desa' OR uid IN", 2),  # the board, and the seats whose term ends
    ("struktur", "LEFT JOIN berkas", 1),  # the map desa
    ("isi_cepat", "count(*), sum(", 2),  # who lacks a value, and who has a text that could not be read
    ("cetak", "GROUP BY", 1),  # how many stand where
])
def test_a_page_asks_each_question_over_everybody_once_when_it_opens(qtbot, desk: desks.Desk, name: str, question: str,
                                                                     times: int) -> None:
    run_to_end(desk.samples_job(60, 3))
    with window_of(desk, qtbot) as shell:
        shell.page(name)
        with asked_of(desk) as asked:
            shell.go(name)
            qtbot.waitUntil(lambda: not shell.busy, timeout=10_000)
    assert len([one for one in asked if question in one]) == times, asked


def test_no_job_stops_the_window_to_look_through_everything(qtbot) -> None:
    def many() -> Job[list[list[int]]]:
        yield Progress(0, 1)
        return [[n] for n in range(400_000)]

    seen: list[tuple[int, bool]] = []

    def looked(phase: str, info: dict[str, Any]) -> None:
        if phase == "start":
            seen.append((info["generation"], threading.current_thread() is threading.main_thread()))

    usual, worker = gc.get_threshold(), Worker(many)
    gc.callbacks.append(looked)
    try:
        with qtbot.waitSignal(worker.ended, timeout=20_000):
            worker.start()
    finally:
        gc.callbacks.remove(looked)
    assert len(worker.result()) == 400_000
    inside = [generation for generation, window in seen if not window]
    assert 1 in inside  # what is young is looked through as ever
    assert 2 not in inside
    assert gc.get_threshold() == usual
