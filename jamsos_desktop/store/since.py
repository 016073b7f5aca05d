"""What was typed since a backup: entries of the history that tell of work, and how many people they are about."""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.store.backups import NO_WORK, LocalBackup
from jamsos_desktop.store.engine import Database


class Typed(NamedTuple):
    """``perubahan`` entries of work, about ``orang`` different people."""

    perubahan: int
    orang: int


def typed_since(db: Database, kept: LocalBackup) -> Typed:
    """What stands in the history after the end a backup has; all of it where the history went another way."""
    shared = not kept.riwayat_n or db.one("SELECT 1 FROM riwayat WHERE n = ? AND h = ?",
                                          (kept.riwayat_n, kept.riwayat_hash))
    marks = ",".join("?" * len(NO_WORK))
    row = db.one("SELECT count(*), count(DISTINCT iif(objek = 'peserta', objek_id, NULL)) FROM riwayat "
                 f"WHERE n > ? AND aksi NOT IN ({marks})", (kept.riwayat_n if shared else 0, *NO_WORK))
    assert row is not None
    return Typed(int(row[0]), int(row[1]))
