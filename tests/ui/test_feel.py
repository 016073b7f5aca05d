"""Nothing stands still without a sign: pages over many people read in a thread, and long work says what is left."""

from __future__ import annotations

import pytest
from clerk_desk import window_of
from PySide6.QtCore import Qt, QThread

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import reading
from jamsos_desktop.jobs import run_to_end
from tests.conftest import salma
from ui.worker import time_left


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
