"""The window as a process: on a real screen without a screen, twice, killed, and where there is none."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.blackbox.outside import WINDOW, environment, run
from tests.blackbox.screen import Screen, screen, wait_until


@pytest.fixture(scope="module")
def shown() -> Iterator[Screen]:
    with screen() as opened:
        yield opened


@contextmanager
def window(data: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """The program's window over a folder; nothing of it is left afterwards."""
    child = subprocess.Popen([*WINDOW, "--data", str(data)], env=environment(data.parent, **more), cwd=data.parent,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def test_a_new_laptop_shows_the_first_page(shown: Screen, tmp_path: Path) -> None:
    with window(tmp_path / "data", DISPLAY=shown.display) as child:
        wait_until(lambda: any("Jamsos Desa" in title for title in shown.titles()), "a window with the program's name")
        wait_until(lambda: len(shown.colours()) > 50, "letters are drawn, not one plain area")
        assert child.poll() is None
    assert not (tmp_path / "data" / "data.db").exists(), "looking at the first page sets nothing up"


def test_a_village_opens_is_woken_by_a_second_start_and_survives_a_kill(shown: Screen, made: Path,
                                                                       tmp_path: Path) -> None:
    data = Path(shutil.copytree(made / "desa", tmp_path / "Meja Désa"))
    with window(data, DISPLAY=shown.display) as first:
        wait_until(lambda: any("Bajo Indah" in title for title in shown.titles()), "the village's name in the title")
        wait_until(lambda: len(shown.colours()) > 100, "a page full of words")
        again = run([*WINDOW, "--data", str(data)], environment(tmp_path, DISPLAY=shown.display), tmp_path)
        assert (again.returncode, again.stderr) == (0, "")
        assert sum("Bajo Indah" in title for title in shown.titles()) == 1
        assert first.poll() is None
        first.send_signal(signal.SIGKILL)
        first.wait()
    with window(data, DISPLAY=shown.display):
        wait_until(lambda: any("Bajo Indah" in title for title in shown.titles()), "it opens again after a kill")


def test_without_a_screen_of_its_own(made: Path, tmp_path: Path) -> None:
    """Offscreen: the window runs until it is asked to go, and leaves no word on standard error."""
    data = Path(shutil.copytree(made / "desa", tmp_path / "desa"))
    with window(data, QT_QPA_PLATFORM="offscreen") as child:
        wait_until(lambda: child.poll() is not None or _answers(data), "it takes a second start's request")
        assert child.poll() is None, child.stderr.read()
        child.send_signal(signal.SIGTERM)
        said = child.communicate(timeout=30)[1]
    assert [line for line in said.splitlines() if "does not support" not in line] == []


def _answers(data: Path) -> bool:
    """Whether somebody takes away a request as a second start leaves it."""
    asked = data / "permintaan" / f"{os.getpid()}.minta"
    if not asked.parent.is_dir():
        return False
    if not asked.exists() and not (data / "diminta").exists():
        (data / "diminta").touch()
        asked.write_text("ke depan", "utf-8")
        return False
    return not asked.exists()
