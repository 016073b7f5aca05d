"""What the district decides about people: written with its reason, logged as it was before, undone as a whole.

Decisions about one person are taken back newest first: a later one rests on what an earlier one made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jamsos_desktop.hub.records import BERJALAN, STANDING, Person
from jamsos_desktop.hub.register import pairs, people, recap
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

Changes = Mapping[str, Mapping[str, Any]]  # uid -> column of STANDING -> new value


def decide(db: Database, actor: Actor, jenis: str, objek: str, keterangan: str, changes: Changes) -> int:
    """Write decisions about people inside ``db.write()``; returns the number by which they are undone."""
    before = {uid: {column: getattr(person, column) for column in changes[uid]}
              for uid, person in people.by_uids(db, list(changes)).items()}
    after = {uid: dict(changes[uid]) for uid in before}
    _write(db, after)
    cursor = db.run("INSERT INTO putusan (waktu, oleh, jenis, objek, keterangan, sebelum, sesudah)"
                    " VALUES (?,?,?,?,?,?,?)",
                    (actor.stamp, actor.pelaku, jenis, objek, keterangan, _json(before), _json(after)))
    columns = sorted({column for values in after.values() for column in values})
    history.append(db, actor, "putusan", jenis, objek, columns, keterangan)
    return int(cursor.lastrowid)


def undo(db: Database, actor: Actor, putusan_id: int) -> str:
    """Put everything back as it was before one decision, inside ``db.write()``; returns its ``objek``.

    What the village changed since stays news to BPJS (``berubah``). Problem PUTUSAN_BERUBAH when anybody in it was
    decided about again since, or put back by a newer package.
    """
    row = db.one("SELECT objek, jenis, sebelum, sesudah, waktu FROM putusan WHERE id = ? AND dibatalkan = ''",
                 (putusan_id,))
    if row is None:
        raise Problem("PUTUSAN_TIDAK_ADA", "Keputusan itu sudah diurungkan.", TIDAK_BERUBAH, "Muat ulang halaman ini.")
    objek, jenis, before, after = row[0], row[1], _decode(row[2]), _decode(row[3])
    now = people.by_uids(db, list(after))
    newer = _decided_since(db, putusan_id)
    changed = [now[uid].nama if uid in now else "" for uid, values in after.items()
               if uid in newer or uid not in now or _differs(now[uid], values)]
    if changed:
        raise Problem("PUTUSAN_BERUBAH", f"Keadaan {changed[0] or 'orang itu'} sudah berubah sesudah keputusan itu.",
                      TIDAK_BERUBAH, "Urungkan dulu keputusan yang lebih baru. Data baru dari desa tidak diurungkan.")
    _write(db, {uid: _back(now[uid], values, row[4]) for uid, values in before.items()})
    db.run("UPDATE putusan SET dibatalkan = ? WHERE id = ?", (actor.stamp, putusan_id))
    history.append(db, actor, "urungkan", jenis, objek)
    return str(objek)


def _decided_since(db: Database, putusan_id: int) -> set[str]:
    """Everybody a newer decision that stands is about."""
    return {str(row[0]) for row in db.all(
        "SELECT DISTINCT j.key FROM putusan p, json_each(p.sesudah) j WHERE p.id > ? AND p.dibatalkan = ''",
        (putusan_id,))}


def _differs(now: Person, after: Mapping[str, Any]) -> bool:
    """Whether somebody no longer stands as decided; ``berubah`` alone is the village's doing."""
    return any(getattr(now, column) != value for column, value in after.items()
               if not (column == "berubah" and now.berubah))


def _back(now: Person, before: Mapping[str, Any], decided: str) -> dict[str, Any]:
    """How somebody was, and that BPJS has not heard what the village sent since."""
    sent = now.diubah > decided and before.get("keadaan", now.keadaan) in BERJALAN
    return {**before, "berubah": 1} if sent else dict(before)


def last(db: Database, jenis: str, objek: str) -> int | None:
    """The number of the newest decision of a kind about ``objek`` that was not undone."""
    row = db.one("SELECT max(id) FROM putusan WHERE jenis = ? AND objek = ? AND dibatalkan = ''", (jenis, objek))
    return int(row[0]) if row and row[0] is not None else None


def _write(db: Database, changes: Changes) -> None:
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}  # columns -> rows that change them, written at once
    for uid, values in changes.items():
        unknown = set(values) - set(STANDING)
        if unknown:
            raise ValueError(f"not a column of the district: {unknown}")
        if values:
            alike.setdefault(tuple(values), []).append((*values.values(), uid))
    for columns, rows in alike.items():
        db.many(f"UPDATE orang SET {', '.join(f'{column} = ?' for column in columns)} WHERE uid = ?", rows)
    if any("keadaan" in values for values in changes.values()):
        pairs.retally(db, list(changes))  # who leaves holds up nobody as a double any more; who comes back does
    recap.refresh(db, {person.unit for person in people.by_uids(db, list(changes)).values()})


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _decode(text: str) -> dict[str, dict[str, Any]]:
    return msgspec.json.decode(text, type=dict[str, dict[str, Any]])
