"""Policy packs this desk holds: whole as they came, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
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


def rolled_back(packs: Sequence[Held], urut: int, today: str) -> list[Held]:
    """The packs as they stand once pack ``urut`` (0: the bundled policy) is in force; those still to start wait on."""
    return [pack._replace(keadaan=USED) if pack.urut == urut
            else pack._replace(keadaan=SET_ASIDE) if pack.urut > urut and pack.mulai <= today else pack
            for pack in packs]


def roll_back(db: Database, actor: Actor, urut: int, today: str, versi: str) -> None:
    """Make pack ``urut`` (0: the bundled policy) the one in force, inside ``db.write()``."""
    db.many("UPDATE ketentuan SET keadaan = ? WHERE urut = ?",
            [(pack.keadaan, pack.urut) for pack in rolled_back(held(db), urut, today)])
    history.append(db, actor, "ketentuan.kembali", "ketentuan", versi)
