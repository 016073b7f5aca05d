"""Putting the content of one data file in place of another's while that one is open: all of it or nothing.

The engine's own copy goes into the log of the open file and counts with its last page. A power cut before that leaves
what stood there, one after it what came.
"""

from __future__ import annotations

from collections.abc import Collection

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store.engine import Database, DBError, as_problem

_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
_WAIT, _TRIES = 0.05, 100
_STAYS = ("pengguna", "permintaan_data", "pembatasan", "pemusnahan")


class _Held(Exception):
    """Somebody else writes and does not come to an end."""


def replace_content(live: Database, fresh: Database, expected: tuple[int, str]) -> None:
    """Make ``live`` hold what ``fresh`` holds; both have the same key. ``expected``: the head of the history that
    ``live`` was backed up with.

    Problems: BERUBAH_SAAT_MENYALIN (somebody saved since), DATA_SIBUK, DISK_PENUH, DISK_GAGAL; then nothing changed.
    """
    tries = 0

    def look(status: int, _remaining: int, _total: int) -> None:
        nonlocal tries
        tries += status in _BUSY
        if tries > _TRIES:
            raise _Held

    if live.refusal:
        raise Problem(*live.refusal.args)
    if history.head(live) != expected:
        raise Problem("BERUBAH_SAAT_MENYALIN", "Ada isian yang disimpan saat memulihkan.", TIDAK_BERUBAH,
                      "Tutup formulir yang terbuka, lalu ulangi.")
    try:
        fresh.connection.backup(live.connection, progress=look, sleep=_WAIT)
    except _Held:
        raise Problem("DATA_SIBUK", "Data sedang dipakai pekerjaan lain.", TIDAK_BERUBAH,
                      "Tunggu pekerjaan itu selesai, lalu ulangi.") from None
    except DBError as error:
        raise as_problem(error) from error


def carry(live: Database, fresh: Database, settings: Collection[str], starts: Collection[str]) -> None:
    """Bring over what an older copy must not take back, inside ``fresh.write()``: who works here, what people asked
    about their data and what was erased; the settings of these names or beginnings; counters never fall."""
    for table in _STAYS:
        columns = ",".join(str(row[1]) for row in live.all(f"PRAGMA table_info({table})"))
        rows = live.all(f"SELECT {columns} FROM {table}")
        marks = ",".join("?" * (columns.count(",") + 1))
        fresh.many(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", rows)
    held = {str(row[0]) for row in live.all("SELECT kunci FROM setelan")}
    for name in sorted(held):
        if name in settings or any(name.startswith(start) for start in starts):
            office.put_setting(fresh, name, office.setting(live, name))
        elif name.startswith("nomor."):
            highest = max(int(office.setting(db, name, 0)) for db in (live, fresh))
            office.put_setting(fresh, name, highest)
