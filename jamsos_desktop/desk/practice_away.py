"""Throwing a practice away: when its window closes, and at start-up those of windows that were killed."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from filelock import FileLock, Timeout

from jamsos_desktop.desk.practice import MARK, VILLAGE, practice_of
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paths import PRACTICE, DataFolder

YOUNG = 120.0  # seconds in which a new practice is opened by its window
UNFINISHED = 3_600.0  # seconds after which nobody is still making one


def discard_practice(folder: DataFolder) -> bool:
    """Delete the practice whose village this is, whole; False for any other folder, which is never touched."""
    home = practice_of(folder)
    if home is None or home.is_symlink():
        return False
    shutil.rmtree(home, ignore_errors=True)
    return not home.exists()


def sweep_practices_job(place: Path | None = None) -> Job[int]:
    """Delete practices that nobody has open (a power cut, a killed window); returns how many. ``place``: where they
    lie, None for the system's folder for temporary files."""
    found = (place or Path(tempfile.gettempdir())).glob(f"{PRACTICE}*")
    gone = 0
    for home in found:
        yield Progress(gone, 0)
        if home.is_dir() and not home.is_symlink() and _left(home):
            shutil.rmtree(home, ignore_errors=True)
            gone += not home.exists()
    return gone


def _left(home: Path) -> bool:
    """Whether nobody makes it, is about to open it, or has it open."""
    try:
        if not (home / MARK).is_file():
            return time.time() - home.stat().st_mtime > UNFINISHED
        if time.time() - (home / MARK).stat().st_mtime < YOUNG:
            return False
        with FileLock(str(DataFolder(home / VILLAGE).lock), timeout=0):
            return True
    except (Timeout, OSError):
        return False
