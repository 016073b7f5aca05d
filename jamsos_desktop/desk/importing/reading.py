"""A workbook read once: what is looked at afterwards is what is stored."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk.importing.records import ImportSource
from jamsos_desktop.intake import read_workbook
from jamsos_desktop.jobs import Job
from jamsos_desktop.workbook.refusals import shown


def read_job(path: Path, sheet: int | str = 0) -> Job[ImportSource]:
    """A sheet by its number from 1 or its name, or (0) the one that holds most people; people are counted in all of
    them. The fingerprint is that of the bytes that were read, whatever becomes of the file meanwhile. Problems: those
    of reading a workbook."""
    read = yield from read_workbook(path, sheet, count=True)
    return ImportSource(shown(path.name), read.sha, read)
