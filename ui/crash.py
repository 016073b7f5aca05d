"""Faults of ours: a sentence on screen and a report that holds places in the program, never data."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from jamsos_desktop import __version__
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem

REPORT = "galat.txt"
LONGEST = 200_000  # bytes kept; older reports go


def install(folder: DataFolder) -> None:
    """From now on an uncaught fault is written down and told, and the window stays open."""
    sys.excepthook = lambda kind, error, trace: _caught(folder, kind, error, trace)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Which kind of fault, and file and line of every step. Messages are left out: they may quote data."""
    frames = traceback.extract_tb(trace)
    places = "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{datetime.now():%Y-%m-%d %H.%M.%S} Jamsos Desa {__version__} {kind.__name__}\n{places}\n"


def _caught(folder: DataFolder, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    text = report(kind, trace)
    sys.stderr.write(text)
    path = folder.root / REPORT
    try:
        before = path.read_text("utf-8")[-LONGEST:] if path.exists() else ""
        path.write_text(before + text, "utf-8")
    except OSError as refused:
        sys.stderr.write(f"{REPORT}: {refused.strerror}\n")
    if QApplication.instance() is not None and not _TELLING:
        _tell(kind, error)


_TELLING: list[bool] = []


def _tell(kind: type[BaseException], error: BaseException) -> None:
    from ui import ask

    _TELLING.append(True)
    try:
        problem = error if isinstance(error, Problem) else Problem(
            f"GALAT_PROGRAM {kind.__name__}", "Ada kesalahan di aplikasi.",
            "Data yang sudah tersimpan aman.", f"Ulangi langkah tadi. Bila terjadi lagi, kirim {REPORT} ke DPMD.")
        ask.tell(QApplication.activeWindow(), problem)
    finally:
        _TELLING.clear()
