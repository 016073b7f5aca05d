"""Policy packs this desk holds: whole as they came, in the order of their numbers."""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

USED, SET_ASIDE = "dipakai", "disisihkan"


class Held(NamedTuple):
    """One pack. ``keadaan``: ``dipakai``, or ``disisihkan`` by a roll-back. Days are ISO; no end is ""."""

    urut: int
    versi: str
    nama: str
    sha: str
    mulai: str
    sampai: str
    dari: str
    diambil: str
    keadaan: str


_COLUMNS = "urut, versi, nama, sha, berlaku_mulai, coalesce(berlaku_sampai, ''), dari, diambil, keadaan"


def held(db: Database) -> list[Held]:
    """All packs, the highest number first."""
    return [Held._make(row) for row in db.all(f"SELECT {_COLUMNS} FROM ketentuan ORDER BY urut DESC")]


def contents(db: Database, sha: str) -> bytes:
    """The pack itself."""
    row = db.one("SELECT isi FROM ketentuan WHERE sha = ?", (sha,))
    assert row is not None
    return bytes(row[0])


def put(db: Database, actor: Actor, pack: Held, data: bytes) -> None:
    """Keep a new pack; call it inside ``db.write()``."""
    db.run("INSERT INTO ketentuan (urut, versi, nama, sha, berlaku_mulai, berlaku_sampai, dari, diambil, isi, keadaan)"
           " VALUES (?,?,?,?,?,?,?,?,?,?)",
           (*pack[:5], pack.sampai or None, pack.dari, pack.diambil, data, pack.keadaan))
    history.append(db, actor, "ketentuan", "ketentuan", pack.versi)


def roll_back(db: Database, actor: Actor, urut: int, today: str, versi: str) -> None:
    """Make pack ``urut`` (0: the bundled policy) the one in force; those still to start keep waiting.

    Call it inside ``db.write()``.
    """
    db.run("UPDATE ketentuan SET keadaan = ? WHERE urut > ? AND berlaku_mulai <= ?", (SET_ASIDE, urut, today))
    db.run("UPDATE ketentuan SET keadaan = ? WHERE urut = ?", (USED, urut))
    history.append(db, actor, "ketentuan.kembali", "ketentuan", versi)
