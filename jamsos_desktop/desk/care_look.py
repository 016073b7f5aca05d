"""The look at the data file at each start: is it there, whole page by page, and does what hangs together fit.

Nothing is opened in place before the log beside the file was found whole: the engine would forget what lies behind a
damaged place. Nor where the log belongs to another file: the engine would write it over the one that stands there. A
search index that does not fit is made anew at once; everything else is for ``care_restoring``.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import mending, wal
from jamsos_desktop.store.engine import Database

KEYS_CAME_FROM = "kunci-dari"  # in a folder of damaged keys: the name of the backup whose keys are used now
DAMAGE = ("DATA_BUKAN_MILIK_KUNCI_INI", "DATA_RUSAK", "DATA_TIDAK_ADA")


def fault_of(folder: DataFolder, key: bytes) -> str:
    """"" when the data file is sound; else ``hilang``, ``rusak`` or ``log``. ``key``: the subkey "db".

    Problems: those of opening that are no damage (a full disk, a folder that cannot be written).
    """
    if not folder.database.is_file():
        return "hilang"
    if folder.database.stat().st_size < wal.PAGE:
        return "rusak"
    log = wal.read_beside(folder.database)
    if wal.damaged(log):
        return "log"
    if log.frames and _foreign(folder.database, log, key):
        return "rusak"
    try:
        with Database(folder.database, key) as db:
            if db.damaged_pages():
                return "rusak"
            _mend_search(db)
    except Problem as problem:
        if problem.kode in DAMAGE:
            return "rusak"
        raise
    return ""


def looks_sound(folder: DataFolder) -> bool:
    """At a glance: the file is there, and it was closed well, so that no log lies beside it. After a power cut, or
    where keys came back from a backup, everything is looked at before anything else."""
    if not folder.database.is_file() or folder.database.stat().st_size < wal.PAGE or keys_came_back(folder):
        return False
    log = wal.read_beside(folder.database)
    return not wal.damaged(log) and not log.frames


def _foreign(database: Path, log: wal.Log, key: bytes) -> bool:
    """Whether the file under a log is not the one it was written for, or has lost its first page."""
    from jamsos_desktop.store import salvage

    return not wal.covers(log) and not salvage.opens(database, key)


def keys_came_back(folder: DataFolder) -> bool:
    """Whether the keys came from a backup and nobody was told yet."""
    return any(folder.root.glob(f"rusak-*/{KEYS_CAME_FROM}"))


def beside(database: Path, end: str) -> Path:
    """What the engine keeps beside a data file: ``-wal`` or ``-shm``."""
    return database.with_name(database.name + end)


def _mend_search(db: Database) -> None:
    """Make the search index and its triggers anew where they do not fit the people; a file of another schema waits."""
    if not mending.current(db):
        return
    missing = mending.missing_triggers(db)
    if missing or not mending.search_fits(db):
        with suppress(Problem):  # no room just now: the next start does it
            mending.mend(db, missing)
