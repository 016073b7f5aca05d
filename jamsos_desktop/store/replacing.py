"""Putting the content of one data file in place of another's while that one is open: all of it or nothing.

The engine's own copy goes into the log of the open file and counts with its last page. A power cut before that leaves
what stood there, one after it what came.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store.engine import Database, DBError, Row, as_problem

_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
_WAIT, _TRIES = 0.05, 100
_PAGES = 16  # at a time: fewer than any file of ours has, so that the first step is not the last
_STAYS = ("pengguna", "permintaan_data", "pembatasan", "pemusnahan")
State = tuple[object, ...]


class _Held(Exception):
    """Somebody else writes and does not come to an end."""


def state(db: Database) -> State:
    """What changes with whatever is kept in a file: its history, and the drafts, which no history tells of."""
    return (*history.head(db), *(db.one("SELECT count(*), max(waktu) FROM draf") or ()))


def replace_content(live: Database, fresh: Database, expected: State, reader: Database) -> None:
    """Make ``live`` hold what ``fresh`` holds; both have the same key. ``expected``: the ``state`` of ``live`` when it
    was read and backed up. ``reader``: another connection to the same file, which sees it as it is until the end.

    Problems: BERUBAH_SAAT_MENYALIN (somebody saved since), DATA_SIBUK, DISK_PENUH, DISK_GAGAL; then nothing changed.
    """
    tries, looked = 0, False

    def look(status: int, _remaining: int, _total: int) -> None:
        nonlocal tries, looked
        tries += status in _BUSY
        if tries > _TRIES:
            raise _Held
        if status not in _BUSY and not looked:  # from the first page on nobody else can write
            looked = True
            _must_be(reader, expected)

    if live.refusal:
        raise Problem(*live.refusal.args)
    _must_be(live, expected)
    try:
        fresh.connection.backup(live.connection, pages=_PAGES, progress=look, sleep=_WAIT)
    except _Held:
        raise Problem("DATA_SIBUK", "Data sedang dipakai pekerjaan lain.", TIDAK_BERUBAH,
                      "Tunggu pekerjaan itu selesai, lalu ulangi.") from None
    except DBError as error:
        raise as_problem(error) from error


def _must_be(db: Database, expected: State) -> None:
    if state(db) != expected:
        raise Problem("BERUBAH_SAAT_MENYALIN", "Ada isian yang disimpan saat memulihkan.", TIDAK_BERUBAH,
                      "Tutup formulir yang terbuka, lalu ulangi.")


def carry(live: Database, fresh: Database, settings: Collection[str], starts: Collection[str]) -> None:
    """Bring over what an older copy must not take back, inside ``fresh.write()``: who works here, what people asked
    about their data and what was erased; what was typed and not yet saved; the settings of these names or beginnings;
    counters never fall."""
    for table in _STAYS:
        columns = ",".join(str(row[1]) for row in live.all(f"PRAGMA table_info({table})"))
        rows = live.all(f"SELECT {columns} FROM {table}")
        marks = ",".join("?" * (columns.count(",") + 1))
        fresh.run(f"DELETE FROM {table}")  # a restriction lifted since must not come back either
        fresh.many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    fresh.many("INSERT INTO draf (form, kunci, isi, waktu) VALUES (?,?,?,?) ON CONFLICT (form, kunci) DO UPDATE"
               " SET isi = excluded.isi, waktu = excluded.waktu",
               live.all("SELECT form, kunci, isi, waktu FROM draf"))
    keep_ahead(fresh, ahead(live))
    for (name,) in live.all("SELECT kunci FROM setelan"):
        if name in settings or any(str(name).startswith(start) for start in starts):
            office.put_setting(fresh, str(name), office.setting(live, str(name)))


class Ahead(NamedTuple):
    """What no older copy of the data takes back: ``nomor``: last number used, by setting; ``hapus``: rows of people
    erased for good; ``pemusnahan``: what was noted of that."""

    nomor: dict[str, int]
    hapus: list[Row]
    pemusnahan: list[Row]


_DESTROYED = "id, waktu, oleh, dasar, orang, scan, kiriman, salinan_sampai, sisa, padat"


def ahead(live: Database) -> Ahead:
    """Read it from the data as they stand."""
    names = [str(row[0]) for row in live.all("SELECT kunci FROM setelan WHERE kunci LIKE 'nomor.%'")]
    return Ahead({name: int(office.setting(live, name, 0)) for name in names},
                 live.all("SELECT uid, revisi, waktu, alasan FROM hapus WHERE musnah = 1"),
                 live.all(f"SELECT {_DESTROYED} FROM pemusnahan"))


def keep_ahead(fresh: Database, found: Ahead) -> None:
    """Put it into an older copy, inside ``fresh.write()``."""
    for name, number in found.nomor.items():
        office.put_setting(fresh, name, max(number, int(office.setting(fresh, name, 0))))
    fresh.many("INSERT INTO hapus (uid, revisi, waktu, alasan, musnah) VALUES (?,?,?,?,1) ON CONFLICT (uid) DO UPDATE"
               " SET revisi = max(revisi, excluded.revisi), waktu = excluded.waktu, alasan = excluded.alasan,"
               " musnah = 1", found.hapus)
    fresh.many(f"INSERT OR REPLACE INTO pemusnahan ({_DESTROYED}) VALUES (?,?,?,?,?,?,?,?,?,?)", found.pemusnahan)
