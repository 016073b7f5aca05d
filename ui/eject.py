"""Taking a flash drive out: all is written to it, then the system lets it go. One face over Windows and Linux."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem
from ui import windows_volumes
from ui.windows_volumes import Busy

LINUX_TOOL = "udisksctl"
_SECONDS = 60  # a slow stick writes out what is still in memory
_LEFT = "Salinannya sudah utuh."


def can_take_out(root: Path, device: str) -> bool:
    """Whether this system lets us take this drive out; where not, no button offers it."""
    volumes = windows_volumes.system()
    if volumes is not None:
        return volumes.can_be_pulled(str(root))
    return device.startswith("/dev/") and shutil.which(LINUX_TOOL) is not None


def take_out_job(root: Path, device: str, name: str) -> Job[str]:
    """Take it out; returns ``name``. Problems: MASIH_DIPAKAI, TIDAK_BISA_DIKELUARKAN; the drive then stays."""
    yield Progress(0, 1, name)
    _step_off(root)
    volumes = windows_volumes.system()
    try:
        if volumes is not None:
            for pause in volumes.take_out(str(root)):
                time.sleep(pause)
                yield Progress(0, 1, name)
        else:
            _unmount(device)
    except Busy:
        raise Problem("MASIH_DIPAKAI", "Flashdisk masih dipakai program lain.", _LEFT,
                      "Tutup jendela yang membukanya, coba lagi.") from None
    except OSError as cause:
        raise Problem("TIDAK_BISA_DIKELUARKAN", "Sistem tidak mengizinkan Jamsos Desa mengeluarkan flashdisk ini.",
                      _LEFT, "Keluarkan lewat ikon flashdisk di sudut layar, lalu cabut.") from cause
    return name


def _step_off(root: Path) -> None:
    """A file opened by double click starts the program in the file's own folder: it would keep the drive in use."""
    with suppress(OSError):
        if Path.cwd().is_relative_to(root):
            os.chdir(Path.home())


def _unmount(device: str) -> None:
    """By udisks, which lets whoever sits at the laptop do so. Raises Busy, OSError."""
    try:
        done = subprocess.run([LINUX_TOOL, "unmount", "--no-user-interaction", "-b", device], capture_output=True,
                              text=True, timeout=_SECONDS, check=False, env=_plain_words())
    except subprocess.TimeoutExpired as late:
        raise Busy(device) from late
    if done.returncode:
        if "busy" in done.stderr.lower():
            raise Busy(device)
        raise OSError(done.stderr.strip())


def _plain_words() -> dict[str, str]:
    """The environment, with answers in English: the reason is read from them."""
    return {**os.environ, "LC_ALL": "C"}
