"""Scans of a person's papers: which paper has one, under which name it is sealed (``attachments``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


class Scan(NamedTuple):
    """The scan of one paper. ``nama``: ``<sha256>.<jpg|png|pdf>`` as sealed; ``oleh``, ``waktu``: who, when."""

    kode: str
    nama: str
    oleh: str
    waktu: datetime


def of(db: Database, uid: str) -> dict[str, Scan]:
    """Paper code -> scan of one person."""
    return {str(kode): Scan(kode, nama, oleh, datetime.fromisoformat(waktu)) for kode, nama, oleh, waktu in db.all(
        "SELECT kode, nama, oleh, waktu FROM scan_orang WHERE uid = ? ORDER BY kode", (uid,))}


def codes(db: Database, uids: Sequence[str] | None = None) -> dict[str, frozenset[str]]:
    """uid -> codes of the papers with a scan, of these people or of everyone; absent: none."""
    few = [] if uids is None or len(uids) > 500 else list(uids)
    where = f"WHERE uid IN ({','.join('?' * len(few))})" if few else ""
    found: dict[str, set[str]] = {}
    for uid, kode in db.all(f"SELECT uid, kode FROM scan_orang {where}", few):
        found.setdefault(str(uid), set()).add(str(kode))
    return {uid: frozenset(kept) for uid, kept in found.items()}


def every(db: Database) -> list[tuple[str, str, str]]:
    """(uid, code of the paper, name as sealed) of all scans, by person and paper."""
    return [(str(uid), str(kode), str(nama)) for uid, kode, nama in db.all(
        "SELECT uid, kode, nama FROM scan_orang ORDER BY uid, kode")]


def put(db: Database, actor: Actor, uid: str, kode: str, nama: str) -> None:
    """Note the scan of a paper in place of one before, inside ``db.write()``."""
    db.run("INSERT INTO scan_orang (uid, kode, nama, oleh, waktu) VALUES (?,?,?,?,?) ON CONFLICT (uid, kode) DO UPDATE"
           " SET nama = excluded.nama, oleh = excluded.oleh, waktu = excluded.waktu",
           (uid, kode, nama, actor.pelaku, actor.stamp))
    history.append(db, actor, "scan", "peserta", uid, [f"berkas.{kode}"])


def drop(db: Database, actor: Actor, uid: str, kode: str) -> None:
    """Forget the scan of a paper, inside ``db.write()``."""
    db.run("DELETE FROM scan_orang WHERE uid = ? AND kode = ?", (uid, kode))
    history.append(db, actor, "scan.hapus", "peserta", uid, [f"berkas.{kode}"])


# Of people who are gone and can no longer be brought back. What can be taken back is a list of records, or one object
# with other things in it.
_OF_NOBODY = ("FROM scan_orang WHERE uid NOT IN (SELECT uid FROM peserta) AND uid NOT IN"
              " (SELECT coalesce(json_extract(p.value, '$.uid'), '') FROM pembatalan, json_each(pembatalan.isi) p"
              " WHERE p.type = 'object')")


def any_of_nobody(db: Database) -> bool:
    """Whether ``drop_of_nobody`` has something to do."""
    return db.one("SELECT 1 FROM scan_orang WHERE uid NOT IN (SELECT uid FROM peserta) LIMIT 1") is not None


def drop_of_nobody(db: Database) -> list[str]:
    """Forget the scans of people who are gone for good, inside ``db.write()``; returns the names they had."""
    names = [str(row[0]) for row in db.all(f"SELECT DISTINCT nama {_OF_NOBODY}")]
    db.run(f"DELETE {_OF_NOBODY}")
    return names


def wanted(db: Database, nama: str) -> bool:
    """Whether anything here still points to a sealed scan: another paper, or the proof of a payment."""
    return db.one("SELECT 1 FROM scan_orang WHERE nama = ? UNION ALL SELECT 1 FROM iuran WHERE bukti_scan = ?",
                  (nama, nama)) is not None
