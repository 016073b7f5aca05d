"""Versions of people changed on two laptops, and decisions about forks with what undoes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.hub.merge import Merged, Version
from jamsos_desktop.hub.records import STANDING, Entry, Held
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

OPEN, USED, REFUSED, KEPT = "terbuka", "dipakai", "ditolak", "simpan"
# Where a person's record lies and how it stands; with the text it is everything that a merge may change but
# ``tunda``, which is counted anew (``pairs.retally``).
_POINTER = ("revisi", "seq", "perangkat", "isi_id", "jejak", "hapus", "permohonan", "diubah", *STANDING)


class VersionText(NamedTuple):
    """One kept version: whose, from which laptop, where its text lies. ``keadaan``: OPEN until a person chose."""

    uid: str
    perangkat: str
    revisi: int
    sidik: str
    seq: int
    isi_id: int
    waktu: str
    keadaan: str


class Decision(NamedTuple):
    """One decision as logged. ``before``/``after``: what it changed, in the shapes its maker wrote."""

    id: int
    jenis: str
    objek: str
    before: dict[str, Any]
    after: dict[str, Any]


_VERSION = ", ".join(VersionText._fields)


def versions(db: Database, unit: str = "", keadaan: Sequence[str] = (OPEN,)) -> list[VersionText]:
    """Versions in these states, of one village's people or of all, by person and laptop."""
    where, args = ("AND uid IN (SELECT uid FROM orang WHERE unit = ?)", (unit,)) if unit else ("", ())
    marks = ", ".join("?" * len(keadaan))
    return [VersionText._make(row) for row in db.all(
        f"SELECT {_VERSION} FROM versi WHERE keadaan IN ({marks}) {where} ORDER BY uid, perangkat, revisi, sidik",
        (*keadaan, *args))]


def versions_of(db: Database, uid: str) -> list[VersionText]:
    """Every version kept of one person."""
    return [VersionText._make(row) for row in db.all(
        f"SELECT {_VERSION} FROM versi WHERE uid = ? ORDER BY perangkat, revisi, sidik", (uid,))]


def questions(db: Database, unit: str) -> tuple[dict[str, list[Version]], dict[str, set[str]]]:
    """uid -> open versions, and uid -> digests decided against, of a village's people."""
    waiting: dict[str, list[Version]] = {}
    refused: dict[str, set[str]] = {}
    for one in versions(db, unit, (OPEN, REFUSED)):
        if one.keadaan == OPEN:
            waiting.setdefault(one.uid, []).append(Version(one.perangkat, one.revisi, one.sidik))
        else:
            refused.setdefault(one.uid, set()).add(one.sidik)
    return waiting, refused


def keep_versions(db: Database, merged: Merged, came: Iterable[VersionText], held: Mapping[str, Held],
                  held_digests: Mapping[str, str], waiting: Collection[str], stamp: str) -> None:
    """Both versions of each conflict, and whatever a decision put aside. ``came``: the package's versions;
    ``waiting``: people who had open versions before. Raises ``tunda`` of those who get their first."""
    db.many("DELETE FROM versi WHERE uid = ? AND perangkat = ? AND revisi = ? AND sidik = ? AND keadaan = 'terbuka'",
            [(uid, *version) for uid, version in merged.superseded])
    rows = list(came)
    fresh = [uid for uid in merged.conflicts if uid not in waiting]
    for uids, keadaan in ((fresh, OPEN), (merged.kept, KEPT)):
        rows += [VersionText(uid, held[uid].perangkat, held[uid].revisi, held_digests[uid], held[uid].seq,
                             held[uid].isi_id, stamp, keadaan) for uid in uids]
    put_versions(db, rows)
    # A version shown so far may lie in a fresh copy by now: that is the text to keep.
    db.many("UPDATE versi SET isi_id = ? WHERE uid = ? AND perangkat = ? AND revisi = ? AND sidik = ?",
            [(held[uid].isi_id, uid, held[uid].perangkat, held[uid].revisi, held_digests[uid])
             for uid in merged.conflicts if uid in waiting])
    db.many("UPDATE orang SET tunda = tunda + 1 WHERE uid = ?", [(uid,) for uid in fresh])


def put_versions(db: Database, rows: Iterable[VersionText]) -> None:
    """Write whole versions, over those that are there."""
    db.many(f"INSERT OR REPLACE INTO versi ({_VERSION}) VALUES ({', '.join('?' * len(VersionText._fields))})", rows)


def set_versions(db: Database, rows: Iterable[VersionText]) -> None:
    """Write ``keadaan`` of these versions."""
    db.many("UPDATE versi SET keadaan = ? WHERE uid = ? AND perangkat = ? AND revisi = ? AND sidik = ?",
            [(one.keadaan, one.uid, one.perangkat, one.revisi, one.sidik) for one in rows])


def drop_versions(db: Database, uids: Iterable[str]) -> None:
    """Forget every version of these people."""
    db.many("DELETE FROM versi WHERE uid = ?", [(uid,) for uid in uids])


def raise_question(db: Database, uid: str, by: int) -> None:
    """One open question about somebody more or less."""
    db.run("UPDATE orang SET tunda = max(tunda + ?, 0) WHERE uid = ?", (by, uid))


# --- records by pointer -----------------------------------------------------------------------------


def pointers(db: Database, uids: Collection[str]) -> dict[str, dict[str, Any] | None]:
    """uid -> where their record lies and how it stands; None for somebody the register does not know."""
    found: dict[str, dict[str, Any] | None] = {}
    for uid in uids:
        row = db.one(f"SELECT {', '.join(_POINTER)} FROM orang WHERE uid = ?", (uid,))
        found[uid] = dict(zip(_POINTER, row, strict=True)) if row else None
    return found


def restore(db: Database, wanted: Mapping[str, dict[str, Any] | None], entries: Mapping[str, Entry]) -> None:
    """Put people back at their pointers, with the columns of their text; None takes somebody out again."""
    for uid, pointer in wanted.items():
        if pointer is None:
            db.run("DELETE FROM orang WHERE uid = ?", (uid,))
            continue
        values = {**(entries[uid]._asdict() if uid in entries else {}), **pointer}
        values.pop("uid", None)
        db.run(f"UPDATE orang SET {', '.join(f'{column} = ?' for column in values)} WHERE uid = ?",
               (*values.values(), uid))


def let_return(db: Database, revisions: Mapping[str, int]) -> None:
    """Deleted people come back with whatever package still holds them; uid -> the revisi they had."""
    db.many("UPDATE orang SET revisi = ?, jejak = '' WHERE uid = ? AND hapus = 1",
            [(revisi - 1, uid) for uid, revisi in revisions.items()])


def devices(db: Database, unit: str) -> list[list[Any]]:
    """Every laptop of a village as it stands, as ``restore_devices`` takes it back."""
    return [list(row) for row in db.all("SELECT menggantikan, keadaan, pensiun_seq, perangkat FROM perangkat"
                                        " WHERE kode = ? ORDER BY nomor", (unit,))]


def restore_devices(db: Database, unit: str, rows: Iterable[Sequence[Any]]) -> None:
    """Laptops stand again as they did; one first heard of since is neither retired nor in anybody's place."""
    db.run("UPDATE perangkat SET menggantikan = '', keadaan = 'dipakai', pensiun_seq = 0 WHERE kode = ?", (unit,))
    db.many("UPDATE perangkat SET menggantikan = ?, keadaan = ?, pensiun_seq = ? WHERE perangkat = ? AND kode = ?",
            [(*row, unit) for row in rows])


def log(db: Database, actor: Actor, jenis: str, objek: str, keterangan: str, before: object, after: object) -> int:
    """Note a decision about records (``standing.decide`` is for the district's own columns); returns its number."""
    cursor = db.run("INSERT INTO putusan (waktu, oleh, jenis, objek, keterangan, sebelum, sesudah)"
                    " VALUES (?,?,?,?,?,?,?)",
                    (actor.stamp, actor.pelaku, jenis, objek, keterangan, _json(before), _json(after)))
    return int(cursor.lastrowid)


def decision(db: Database, putusan_id: int) -> Decision | None:
    """A decision that was not undone."""
    row = db.one("SELECT id, jenis, objek, sebelum, sesudah FROM putusan WHERE id = ? AND dibatalkan = ''",
                 (putusan_id,))
    if row is None:
        return None
    before, after = (msgspec.json.decode(text, type=dict[str, Any]) for text in row[3:])
    return Decision(row[0], row[1], row[2], before, after)


def undone(db: Database, putusan_id: int, stamp: str) -> None:
    """Mark a decision as undone at that moment."""
    db.run("UPDATE putusan SET dibatalkan = ? WHERE id = ?", (stamp, putusan_id))


def drop_evidence(db: Database, unit: str) -> None:
    """Forget the sealed packages of a village's forks that were decided; they may hold people erased since."""
    db.run("DELETE FROM tahanan WHERE kiriman_id IN"
           " (SELECT id FROM kiriman WHERE unit = ? AND keadaan <> 'ditahan')", (unit,))


# --- words to the village -----------------------------------------------------------------------------


def ask(db: Database, actor: Actor, unit: str, teks: str) -> int:
    """A message for the village's next reply; returns its number."""
    return int(db.run("INSERT INTO pesan (unit, teks, waktu, oleh) VALUES (?,?,?,?)",
                      (unit, teks, actor.stamp, actor.pelaku)).lastrowid)


def unask(db: Database, pesan_id: int) -> None:
    """Take a message back that no reply has carried yet."""
    db.run("DELETE FROM pesan WHERE id = ? AND dikirim = 0", (pesan_id,))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
