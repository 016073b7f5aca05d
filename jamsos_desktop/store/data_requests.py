"""What people asked about their data, and whose data rest for now: SQL only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

OBJECT = "permintaan"
_PART = 500


class DataRequest(NamedTuple):
    """One request. ``jenis``: see ``rules.rights_of_data``; ``diterima``, ``tenggat``, ``selesai``: ISO moments with
    zone, ``selesai`` "" while it is open; ``catatan``: what was said, ``hasil``: what came of it (a code)."""

    id: str
    uid: str
    jenis: str
    diterima: str
    tenggat: str
    oleh: str
    catatan: str
    selesai: str
    hasil: str

    @property
    def until(self) -> datetime:
        return datetime.fromisoformat(self.tenggat)


class Restriction(NamedTuple):
    """Whose data rest. ``sejak``: ISO moment."""

    uid: str
    sejak: str
    alasan: str
    oleh: str


_REQUEST = "id, uid, jenis, diterima, tenggat, oleh, catatan, coalesce(selesai, ''), hasil"


def add(db: Database, actor: Actor, new: DataRequest) -> None:
    """Keep a request, inside ``db.write()``."""
    db.run("INSERT INTO permintaan_data (id, uid, jenis, diterima, tenggat, oleh, catatan, selesai, hasil)"
           " VALUES (?,?,?,?,?,?,?,NULL,'')", new[:7])
    history.append(db, actor, "permintaan.catat", "peserta", new.uid, (), new.jenis)


def finish(db: Database, actor: Actor, request: DataRequest, hasil: str) -> None:
    """Note what came of a request, inside ``db.write()``."""
    db.run("UPDATE permintaan_data SET selesai = ?, hasil = ? WHERE id = ?", (actor.stamp, hasil, request.id))
    history.append(db, actor, "permintaan.selesai", "peserta", request.uid, (), f"{request.jenis}: {hasil}")


def one(db: Database, request_id: str) -> DataRequest | None:
    """One request, None when there is none."""
    row = db.one(f"SELECT {_REQUEST} FROM permintaan_data WHERE id = ?", (request_id,))
    return DataRequest._make(row) if row else None


def every(db: Database, *, open_only: bool = True) -> list[DataRequest]:
    """Requests, the one that is due first on top; with ``open_only`` False the finished ones below, newest first."""
    found = sorted((DataRequest._make(row) for row in db.all(
        f"SELECT {_REQUEST} FROM permintaan_data WHERE selesai IS NULL ORDER BY id")), key=lambda one: one.until)
    if not open_only:
        found += [DataRequest._make(row) for row in db.all(
            f"SELECT {_REQUEST} FROM permintaan_data WHERE selesai IS NOT NULL ORDER BY selesai DESC, id")]
    return found


def of(db: Database, uid: str) -> list[DataRequest]:
    """Everything one person asked, newest first."""
    return [DataRequest._make(row) for row in db.all(
        f"SELECT {_REQUEST} FROM permintaan_data WHERE uid = ? ORDER BY diterima DESC, id", (uid,))]


def restrict(db: Database, actor: Actor, uid: str, alasan: str) -> None:
    """Let somebody's data rest, inside ``db.write()``."""
    db.run("INSERT INTO pembatasan (uid, sejak, alasan, oleh) VALUES (?,?,?,?)",
           (uid, actor.stamp, alasan, actor.pelaku))
    history.append(db, actor, "batasi", "peserta", uid, (), alasan)


def lift(db: Database, actor: Actor, uid: str, alasan: str) -> None:
    """Let somebody's data be used again, inside ``db.write()``."""
    db.run("DELETE FROM pembatasan WHERE uid = ?", (uid,))
    history.append(db, actor, "batasi.cabut", "peserta", uid, (), alasan)


def restrictions(db: Database, uids: Sequence[str] | None = None) -> dict[str, Restriction]:
    """uid -> restriction in force, of these people or of everybody."""
    few = [] if uids is None or len(uids) > _PART else list(uids)
    where = f"WHERE uid IN ({','.join('?' * len(few))})" if few else ""
    return {str(row[0]): Restriction._make(row) for row in db.all(
        f"SELECT uid, sejak, alasan, oleh FROM pembatasan {where}", few)}


def restricted(db: Database, uids: Iterable[str]) -> list[str]:
    """Those of ``uids`` whose data rest."""
    resting = restrictions(db)
    return [uid for uid in uids if uid in resting]
