"""The newest photos and PDFs of a folder or stick, to choose scans from. Only names, days and sizes are looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from heapq import nlargest
from pathlib import Path

from jamsos_desktop.desk.scan_records import PhotoFile
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

ENDINGS = (".jpg", ".jpeg", ".png", ".pdf")
NEWEST, DEEPEST, MOST_ENTRIES = 60, 5, 30_000
STEP = 500  # entries between two reports


def newest_job(folder: Path) -> Job[tuple[PhotoFile, ...]]:
    """The newest ``NEWEST`` files in a folder and those below it, newest first. Problem FOLDER_TIDAK_ADA."""
    yield Progress(0, 0, "mencari foto")
    if not folder.is_dir():
        raise Problem("FOLDER_TIDAK_ADA", f"Folder {folder.name or folder} tidak ada sekarang.", TIDAK_BERUBAH,
                      "Pasang flashdisk-nya lagi, atau pilih folder lain.")
    found: list[PhotoFile] = []
    for number, entry in enumerate(_entries(folder), 1):
        if number % STEP == 0:
            yield Progress(number, 0, "mencari foto")
        if number > MOST_ENTRIES:
            break
        if entry.name.lower().endswith(ENDINGS) and (one := _photo(entry)) is not None:
            found.append(one)
    return tuple(nlargest(NEWEST, found, key=lambda one: (one.waktu, one.path.name)))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Files of a folder and below, nearest first; what is hidden or cannot be opened is passed by."""
    level = [str(folder)]
    for _ in range(DEEPEST):
        below: list[str] = []
        for place in level:
            try:
                with os.scandir(place) as entries:
                    for entry in entries:
                        if entry.name.startswith((".", "$")):
                            continue
                        if entry.is_dir(follow_symlinks=False):
                            below.append(entry.path)
                        else:
                            yield entry
            except OSError:  # a folder of another user, a bad place on the stick: the others may be fine
                continue
        level = below


def _photo(entry: os.DirEntry[str]) -> PhotoFile | None:
    """None for what went away meanwhile or is no plain file."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        told = entry.stat(follow_symlinks=False)
        return PhotoFile(Path(entry.path), datetime.fromtimestamp(told.st_mtime), told.st_size)
    except (OSError, ValueError, OverflowError):
        return None
