"""People a village erased for good, erased here too: at once, or as soon as BPJS no longer holds them as members.

An ordinary deletion empties the row and its texts (``deliveries``). This empties what the district wrote itself: pairs
and their reasons, decisions as they were before, numbers in batches, messages. A row with the random uid stays, so
that nothing older brings anybody back.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from jamsos_desktop.hub.records import BERJALAN
from jamsos_desktop.hub.register import batches, deliveries, forks, pairs, recap
from jamsos_desktop.store import erasing, history, rotation
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.erasing import Destruction
from jamsos_desktop.store.history import Actor

BASIS = "desa"  # why: the village erased them

# What the district wrote of somebody; a package never touches it.
_EMPTIED = (
    "DELETE FROM versi WHERE uid = ?",
    "DELETE FROM pasangan WHERE ?1 IN (a, b)",
    "DELETE FROM pesan WHERE uid = ?",
    "UPDATE batch_orang SET nik = '', kpj = '', alasan = '', teks = '' WHERE uid = ?",
    "UPDATE putusan SET keterangan = '' WHERE objek = ?",
)


def told(db: Database, unit: str, uids: Iterable[str], stamp: str) -> None:
    """A package says that these people of a village are to be erased, inside ``db.write()``."""
    db.many("INSERT INTO musnah (uid, unit, waktu) SELECT ?1, ?2, ?3 WHERE NOT EXISTS"
            " (SELECT 1 FROM orang WHERE uid = ?1 AND unit <> ?2) ON CONFLICT (uid) DO NOTHING",
            [(uid, unit, stamp) for uid in uids])


def gone(db: Database, unit: str) -> set[str]:
    """uids of a village's people who were erased here; each was random, and nobody gets it again."""
    return {str(row[0]) for row in db.all("SELECT uid FROM musnah WHERE unit = ? AND dihapus <> ''", (unit,))}


def erase_due(db: Database, actor: Actor) -> int:
    """Erase whoever waits and may go now, inside ``db.write()``; returns how many.

    Members stay until an exit was told to BPJS: who ends a membership needs to know whose.
    """
    rows = db.all("SELECT m.uid, m.unit, coalesce(o.hapus, 1), coalesce(o.keadaan, '') FROM musnah m"
                  " LEFT JOIN orang o ON o.uid = m.uid WHERE m.dihapus = ''")
    owed = batches.owed(db, [str(row[0]) for row in rows])
    due = {str(uid): (str(unit), bool(gone)) for uid, unit, gone, keadaan in rows
           if gone or (keadaan not in BERJALAN and uid not in owed)}
    if not due:
        return 0
    _erase_and_note(db, actor, due)
    return len(due)


def erase_again(live: Database, older: Database, actor: Actor) -> None:
    """Whoever was erased, or waits to be, in the data as they stand is so in an older copy too, before it takes their
    place; inside ``older.write()`` on a connection that ``forgets``."""
    done = {str(row[0]) for row in older.all("SELECT uid FROM musnah WHERE dihapus <> ''")}
    rows = live.all("SELECT uid, unit, waktu, dihapus FROM musnah")
    older.many("INSERT OR REPLACE INTO musnah (uid, unit, waktu, dihapus) VALUES (?,?,?,?)", rows)
    gone = {str(row[0]) for row in older.all("SELECT uid FROM orang WHERE hapus = 1")}
    back = {str(uid): (str(unit), uid in gone) for uid, unit, _, erased in rows if erased and uid not in done}
    if back:
        _erase_and_note(older, actor, back)


def _erase_and_note(db: Database, actor: Actor, due: dict[str, tuple[str, bool]]) -> None:
    """``due``: uid -> (unit, whether the village's own row is empty already)."""
    _erase(db, due)
    db.many("UPDATE musnah SET dihapus = ? WHERE uid = ?", [(actor.stamp, uid) for uid in due])
    history.append_many(db, actor, erasing.MARK, "peserta", [(uid, ()) for uid in due], BASIS)
    until = rotation.gone_by(actor.waktu.date()).isoformat()
    erasing.note(db, Destruction(str(uuid.uuid4()), actor.stamp, actor.pelaku, BASIS, len(due), 0, 0, until, (), False))


def _erase(db: Database, due: dict[str, tuple[str, bool]]) -> None:
    near = {str(one) for uid in due for row in db.all("SELECT a, b FROM pasangan WHERE ?1 IN (a, b)", (uid,))
            for one in row}
    for unit in sorted({unit for unit, _ in due.values()}):
        deliveries.empty(db, unit, {uid for uid, (held_by, gone) in due.items() if held_by == unit and not gone})
    for unit in sorted({unit for unit, _ in due.values()}):
        forks.drop_evidence(db, unit)  # sealed packages that may hold them; such a decision then stands
    for sql in _EMPTIED:
        db.many(sql, [(uid,) for uid in due])
    for table, key, columns in (("putusan", "id", ("sebelum", "sesudah")), ("batch_jejak", "putusan", ("sebelum",))):
        _forget_in(db, table, key, columns, due.keys())
    pairs.recount(db, sorted(near - due.keys()))
    recap.refresh(db, {unit for unit, _ in due.values()})


def _forget_in(db: Database, table: str, key: str, columns: tuple[str, ...], uids: Collection[str]) -> None:
    """Take people out of JSON that is keyed by their uid."""
    for column in columns:
        for row_id, text in db.all(f"SELECT {key}, {column} FROM {table}"):
            if any(uid in text for uid in uids):
                left = msgspec.json.encode(_without(msgspec.json.decode(text), uids)).decode()
                db.run(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (left, row_id))


def _without(value: Any, uids: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(inner, uids) for name, inner in value.items()
                if name not in uids and not (isinstance(inner, dict) and inner.get("uid") in uids)}
    if isinstance(value, list):
        return [_without(one, uids) for one in value if not (isinstance(one, dict) and one.get("uid") in uids)]
    return value


def waiting(db: Database) -> int:
    """How many people wait to be erased because BPJS still holds them as members."""
    row = db.one("SELECT count(*) FROM musnah WHERE dihapus = ''")
    return int(row[0]) if row else 0
