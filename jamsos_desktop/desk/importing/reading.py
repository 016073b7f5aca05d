"""A workbook read once: what is looked at afterwards is what is stored."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jamsos_desktop.desk.importing.records import ImportSource
from jamsos_desktop.intake import read_workbook
from jamsos_desktop.jobs import Job


def read_job(path: Path, sheet: int = 0) -> Job[ImportSource]:
    """A sheet by its number from 1, or (0) the one that holds most people. Problems: those of reading a workbook."""
    read = yield from read_workbook(path, sheet or 1)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ImportSource(path.name, digest, read)
