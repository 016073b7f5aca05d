"""Impor as kept: what came in from which file, the people it touched as they were, and what happened to them since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from jamsos_desktop.model.plain import plain
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

OBJECT = "impor"  # of its history entries, and the reason given with those of its people
UNDO_DAYS = 30
_NEW = ""
_DIGITS = re.compile(r"\d{7,}")  # in a file's name they may be somebody's NIK
_PART = 500


class Kept(NamedTuple):
    """What is kept of an import. ``sha``: SHA-256 of the file; ``jumlah``: counts by ``Imported.totals``."""

    id: str
    berkas: str
    lembar: str
    sha: str
    jumlah: Mapping[str, int]


class Touched(NamedTuple):
    """Somebody an import brought in (``sebelum`` None) or changed (the whole record as it was), by the row of the
    sheet; ``revisi`` as the import left them."""

    baris: int
    uid: str
    revisi: int
    sebelum: Peserta | None = None


class Stored(NamedTuple):
    """An import of the past. ``waktu``, ``batal``: ISO moments, ``batal`` "" while it stands; ``urut``: the number of
    its entry in the history; ``diingat``: whom it touched is still known."""

    id: str
    waktu: str
    oleh: str
    berkas: str
    lembar: str
    sha: str
    jumlah: dict[str, int]
    urut: int
    batal: str
    diingat: int

    @property
    def until(self) -> datetime:
        """The moment until which it can be undone: the last day counts whole, since people are told a day."""
        last = datetime.fromisoformat(self.waktu) + timedelta(days=UNDO_DAYS)
        return last.replace(hour=23, minute=59, second=59)


def keep(db: Database, actor: Actor, new: Kept, people: Iterable[Touched]) -> None:
    """Keep an import with everybody it touched, and its entry in the history.

    Inside ``db.write()`` and as its last step: what is written after it counts as done since.
    """
    urut = history.head(db)[0] + 1
    db.run("INSERT INTO impor (id, waktu, oleh, berkas, lembar, sha, jumlah, urut) VALUES (?,?,?,?,?,?,?,?)",
           (new.id, actor.stamp, actor.pelaku, new.berkas, new.lembar, new.sha,
            msgspec.json.encode(dict(new.jumlah)).decode(), urut))
    db.many("INSERT INTO impor_orang (impor_id, baris, uid, revisi, sebelum) VALUES (?,?,?,?,?)",
            ((new.id, one.baris, one.uid, one.revisi, _body(one.sebelum)) for one in people))
    history.append(db, actor, OBJECT, OBJECT, new.id, (), _told(new))


def _body(before: Peserta | None) -> str:
    return _NEW if before is None else msgspec.json.encode(plain(before)).decode()


def _told(new: Kept) -> str:
    """How many rows of which file; a file may be named after somebody's number, which the history never holds."""
    name = _DIGITS.sub("\u2026", new.berkas)[:80]
    return f"{new.jumlah.get('masuk', 0)} dari {new.jumlah.get('baris', 0)} baris, {name}"


_COLUMNS = ("id, waktu, oleh, berkas, lembar, sha, jumlah, urut, coalesce(batal, ''),"
            " EXISTS (SELECT 1 FROM impor_orang WHERE impor_id = impor.id)")


def every(db: Database) -> list[Stored]:
    """All imports, newest first."""
    return [_stored(row) for row in db.all(f"SELECT {_COLUMNS} FROM impor ORDER BY urut DESC")]


def read(db: Database, impor_id: str) -> Stored | None:
    """One import as kept, None when there is none."""
    row = db.one(f"SELECT {_COLUMNS} FROM impor WHERE id = ?", (impor_id,))
    return _stored(row) if row else None


def of_file(db: Database, sha: str) -> list[Stored]:
    """The imports of a file that still stand, newest first."""
    return [_stored(row) for row in db.all(
        f"SELECT {_COLUMNS} FROM impor WHERE sha = ? AND batal IS NULL ORDER BY urut DESC", (sha,))]


def _stored(row: tuple[object, ...]) -> Stored:
    found = Stored._make(row)
    return found._replace(jumlah=msgspec.json.decode(str(found.jumlah), type=dict[str, int]))


def touched(db: Database, impor_id: str) -> list[Touched]:
    """Everybody an import touched, by row; who was forgotten is left out."""
    return [Touched(int(row), str(uid), int(revisi), None if body == _NEW else msgspec.json.decode(body, type=Peserta))
            for row, uid, revisi, body in db.all(
                "SELECT baris, uid, revisi, sebelum FROM impor_orang WHERE impor_id = ? AND sebelum IS NOT NULL"
                " ORDER BY baris, uid", (impor_id,))]


def undone(db: Database, actor: Actor, impor: Stored, alasan: str) -> None:
    """Note that an import was taken back, and forget the people it touched; inside ``db.write()``."""
    db.run("UPDATE impor SET batal = ? WHERE id = ?", (actor.stamp, impor.id))
    db.run("DELETE FROM impor_orang WHERE impor_id = ?", (impor.id,))
    history.append(db, actor, "urungkan", OBJECT, impor.id, (), alasan)


def forget_before(db: Database, moment: str) -> None:
    """Forget whom imports older than an ISO moment touched; inside ``db.write()``. That they happened is kept."""
    db.run("DELETE FROM impor_orang WHERE impor_id IN (SELECT id FROM impor WHERE waktu < ?)", (moment,))


def forget_people(db: Database, uids: Iterable[str]) -> None:
    """Forget what people who are taken out were before; inside ``db.write()``."""
    db.many("UPDATE impor_orang SET sebelum = NULL WHERE uid = ?", [(uid,) for uid in uids])


def carry(db: Database, uid: str, before: int, after: int) -> None:
    """Revision ``after`` of somebody is ``before`` again, because a later import was taken back: an earlier one can
    still be undone. Inside ``db.write()``."""
    db.run("UPDATE impor_orang SET revisi = ? WHERE uid = ? AND revisi = ?", (after, uid, before))
