"""The practice village: made whole, opened by a second process, coached step by step, thrown away whole; the real desk
is never touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from clerk_desk import window_of

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder, window_command
from tests.conftest import CLOCK_DAY
from ui import drives, practice, tour

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(practice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(practice, tmp_path / practice.name))


@pytest.fixture
def village(home: Path) -> DataFolder:
    return DataFolder(home / "desa")


def print_of(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_coach_tells_the_step_and_notices_that_it_was_done(village: DataFolder, home: Path, clock, qtbot,
                                                               monkeypatch) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", CLOCK_DAY.isoformat())  # of the practice's DPMD, which answers
    with desks.open_desk(village, None, clock) as desk, window_of(desk, qtbot) as shell:
        shell.go("beranda")
        coach = tour.attach(shell)
        assert coach is not None
        try:
            assert shell.windowTitle().startswith("Latihan")
            assert coach.what.text().startswith("1 dari 8. Betulkan NIK")
            task = coach.task
            assert task.nik[12:] in coach.how.text()
            coach.go.click()
            assert shell.current_name == "peserta"
            coach.look()
            assert coach.what.text().startswith("1 dari 8")
            person = desk.read(task.uid)
            desk.save(replace(person, nik=task.nik), person.revisi)
            qtbot.waitUntil(lambda: coach.what.text().startswith("2 dari 8"))
            coach.after.click()
            assert coach.what.text().startswith("3 dari 8")
            coach.before.click()
            coach.before.click()
            assert coach.after.text() == "&Lanjut"
            assert drives.removable()[-1].root == desks.practice_stick(home)
            run_to_end(desk.export_job(None))
            coach.look()
            qtbot.waitUntil(lambda: bool(list(desks.practice_stick(home).glob("JB-*.jdx"))))
            coach.show_step(99)
            assert coach.what.text() == "2 dari 8 langkah selesai"
            assert not coach.go.isVisibleTo(coach)
            coach.end.click()
            assert not shell.isVisible()
        finally:
            drives._STAND_INS.clear()


def test_the_words_of_the_coach_are_whole_in_the_smallest_window(village: DataFolder, clock, qtbot) -> None:
    with desks.open_desk(village, None, clock) as desk, window_of(desk, qtbot, letters=1.3) as shell:
        coach = tour.attach(shell)
        assert coach is not None
        try:
            shell.go("beranda")
            shell.resize(910, 442)
            for at in range(9):
                coach.show_step(at)
                qtbot.waitUntil(lambda: coach.width() == shell.width() and coach.height() < 150)
                for label in (coach.what, coach.how):
                    qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()) > 0)
                qtbot.waitUntil(lambda: coach.end.geometry().right() < coach.width())
        finally:
            coach.stop()
            drives._STAND_INS.clear()


def test_only_the_folder_of_the_practice_counts_as_a_flash_drive(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(drives, "_STAND_INS", [])
    monkeypatch.setattr(drives, "_can_be_pulled", lambda _: True)
    real = drives.removable()
    assert real, "this machine has volumes"
    drives.stand_in(tmp_path)
    assert [one.root for one in drives.removable()] == [tmp_path]


def test_an_ordinary_desk_has_no_coach(shell) -> None:
    assert tour.attach(shell) is None
    assert not shell.windowTitle().startswith("Latihan")


def test_the_practice_is_started_beside_the_real_desk_which_stays_as_it_is(shell, desk, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = print_of(desk.folder.root)
    commands: list[list[str]] = []
    assert practice.start_practice(shell, lambda command: commands.append(list(command)) or True)
    assert commands[0][:-2] == window_command()
    assert commands[0][-2] == "--data"
    started = DataFolder(Path(commands[0][-1]))
    home = desks.practice_of(started)
    assert home is not None
    assert home.parent == tmp_path
    assert desk.folder.root not in (home, *home.parents)
    assert print_of(desk.folder.root) == before
    assert desks.discard_practice(started)
    assert not home.exists()


def test_a_practice_that_cannot_be_started_leaves_nothing(shell, tmp_path, monkeypatch, answers) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not practice.start_practice(shell, lambda _: False)
    assert not list(tmp_path.glob("jamsos-latihan-*"))


WINDOW = """
import sys
from PySide6.QtCore import QTimer
from jamsos_desktop.paths import DataFolder
from ui import app, tour

def end():
    from PySide6.QtWidgets import QApplication
    coach = next((one for top in QApplication.topLevelWidgets() for one in top.findChildren(tour.Coach)), None)
    if coach is None:
        QTimer.singleShot(50, end)
    else:
        print(coach.window().windowTitle(), flush=True)
        coach.end.click()

folder = DataFolder(__import__("pathlib").Path(sys.argv[1]))
program = app.prepare([], __import__("jamsos_desktop.settings").settings.Settings(folder.window_state))
QTimer.singleShot(50, end)
sys.exit(app.run([], folder))
"""


def test_the_window_of_a_practice_throws_it_away_when_it_is_closed(home: Path, village: DataFolder) -> None:
    today = {"QT_QPA_PLATFORM": "offscreen", "JAMSOS_HARI_INI": CLOCK_DAY.isoformat()}
    done = subprocess.run([sys.executable, "-c", WINDOW, str(village.root)], cwd=ROOT, capture_output=True, text=True,
                          timeout=60, env={**os.environ, **today}, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Latihan"), done.stderr
    assert not home.exists()
