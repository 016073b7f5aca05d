"""What one data file holds and another does not: people by revision, packages, entries of the history."""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.store.engine import Database


class Differing(NamedTuple):
    """What stands in the newer file: people it alone has, people it has in a newer revision, people only the older
    has; packages and history entries it alone has; people of the older one who were erased for good."""

    baru: int
    berubah: int
    kembali: int
    kiriman: int
    riwayat: int
    dimusnahkan: int


def differing(now: Database, then: Database) -> Differing:
    """``then``: an older copy of the same data."""
    people, parcels = ("orang", "kiriman") if _has(now, "kiriman") else ("peserta", "paket")
    mine, theirs = _revisions(now, people), _revisions(then, people)
    both = mine.keys() & theirs.keys()
    known, shared = set(_shas(now, parcels)), set(_shas(then, parcels))
    where = "musnah WHERE dihapus <> ''" if people == "orang" else "hapus WHERE musnah = 1"
    erased = {str(row[0]) for row in now.all(f"SELECT uid FROM {where}")} & theirs.keys()
    return Differing(len(mine.keys() - theirs.keys()), sum(1 for uid in both if mine[uid] > theirs[uid]),
                     len(theirs.keys() - mine.keys() - erased), len(known - shared), _entries_since(now, then),
                     len(erased))


def _has(db: Database, table: str) -> bool:
    return db.one("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)) is not None


def _revisions(db: Database, table: str) -> dict[str, int]:
    gone = " WHERE hapus = 0" if table == "orang" else ""
    return {str(uid): int(revisi) for uid, revisi in db.all(f"SELECT uid, revisi FROM {table}{gone}")}


def _shas(db: Database, table: str) -> list[str]:
    return [str(row[0]) for row in db.all(f"SELECT sha FROM {table}")]


def _entries_since(now: Database, then: Database) -> int:
    """Entries after the last one both files share."""
    theirs = {int(n): str(h) for n, h in then.all("SELECT n, h FROM riwayat")}
    shared = 0
    for n, h in now.all("SELECT n, h FROM riwayat ORDER BY n"):
        if theirs.get(int(n)) != h:
            break
        shared = int(n)
    row = now.one("SELECT coalesce(max(n), 0) FROM riwayat")
    assert row is not None
    return int(row[0]) - shared
