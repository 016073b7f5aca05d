"""Bringing people over from a damaged file: whole with family and papers, the newer revision alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.erasing import MARK
from jamsos_desktop.store.salvage import Broken

_CHILDREN = ("keluarga", "berkas")
_GONE = ("hapus", MARK)
_JSON = ("persetujuan", "dicocokkan", "mentah")


class People(NamedTuple):
    """``came``: uids that came over; ``unread``: uids known to be there, not readable whole; ``known``: nobody can be
    there who is in neither and was not seen."""

    came: list[str]
    unread: set[str]
    known: bool


def bring_people(db: Database, broken: Broken, behind: Sequence[Mapping[str, Any]]) -> People:
    """Everybody who is newer there, inside ``db.write()``; ``behind``: the history behind the sound file's last."""
    kept, gone = broken.rows("peserta"), broken.rows("hapus")
    here = people.revisions(db)
    buried = {str(row["uid"]): int(row["revisi"]) for row in gone.rows}
    came: list[str] = []
    seen: set[str] = set()
    half: set[str] = set()
    for row in kept.rows:
        uid = str(row["uid"])
        seen.add(uid)
        if int(row["revisi"]) <= max(here.get(uid, 0), buried.get(uid, 0)):
            continue
        if _bring(db, broken, row):
            came.append(uid)
        else:
            half.add(uid)
    _bury(db, broken, here, seen, kept.whole)
    listed = {str(row[0]) for row in broken.indexed("peserta", "sqlite_autoindex_peserta_1", "uid")}
    told = set() if kept.whole else _left_by(behind) - set(buried)
    return People(came, half | ((listed | told) - seen), kept.whole or bool(listed))


def _left_by(behind: Sequence[Mapping[str, Any]]) -> set[str]:
    """Of whom the history says that something was written, and not that they were deleted or erased last: the list of
    people may be as unreadable as they are."""
    of_people = [row for row in behind if row["objek"] == "peserta"]
    last = {str(row["objek_id"]): str(row["aksi"]) for row in of_people}
    written = {str(row["objek_id"]) for row in of_people if msgspec.json.decode(row["kolom"])}
    return {uid for uid in written if last[uid] not in _GONE}


def _bring(db: Database, broken: Broken, row: Mapping[str, Any]) -> bool:
    """One person whole, or nothing of them."""
    uid = str(row["uid"])
    hanging = {name: broken.of(name, "peserta_uid", uid) for name in _CHILDREN}
    if any(rows is None for rows in hanging.values()) or not all(_decodes(row.get(name)) for name in _JSON):
        return False
    held = db.one("SELECT id FROM peserta WHERE uid = ?", (uid,))
    free = held or db.one("SELECT 1 FROM peserta WHERE id = ?", (row["id"],)) is None
    values = {**row, "id": held[0] if held else row["id"] if free else None}
    if db.one("SELECT 1 FROM peserta WHERE nomor = ? AND uid <> ?", (row["nomor"], uid)):
        values["nomor"] = people.new_number(db, str(row["segmen"]))
    columns = [name for name in values if name in _columns(db)]
    db.run(f"INSERT INTO peserta ({','.join(columns)}) VALUES ({','.join('?' * len(columns))}) ON CONFLICT (uid)"
           f" DO UPDATE SET {','.join(f'{name} = excluded.{name}' for name in columns if name not in ('id', 'uid'))}",
           [values[name] for name in columns])
    for name, rows in hanging.items():
        db.run(f"DELETE FROM {name} WHERE peserta_uid = ?", (uid,))
        put_rows(db, name, rows or [])
    db.run("DELETE FROM hapus WHERE uid = ?", (uid,))
    return True


def _columns(db: Database) -> set[str]:
    return {str(row[1]) for row in db.all("PRAGMA table_info(peserta)")}


def _decodes(text: Any) -> bool:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, TypeError):
        return False
    return True


def _bury(db: Database, broken: Broken, here: Mapping[str, int], seen: set[str], whole: bool) -> None:
    """Whoever was deleted there is deleted here; where every row was read, also whoever is not among them."""
    for row in broken.rows("hapus").rows:
        uid = str(row["uid"])
        if uid not in seen and int(row["revisi"]) > here.get(uid, 0):
            db.run("DELETE FROM peserta WHERE uid = ?", (uid,))
            put_rows(db, "hapus", [row])
    for uid in here.keys() - seen if whole else ():
        if not broken.rows("hapus").whole:  # the mark of the deletion may be among what cannot be read
            db.run("INSERT OR IGNORE INTO hapus (uid, revisi, waktu, alasan)"
                   " SELECT uid, revisi + 1, diubah, '' FROM peserta WHERE uid = ?", (uid,))
        db.run("DELETE FROM peserta WHERE uid = ?", (uid,))


def put_rows(db: Database, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as they were read, in place of those of the same key; columns the table has not (yet) are left out."""
    if not rows:
        return
    here = {str(row[1]) for row in db.all(f"PRAGMA table_info({table})")}
    columns = [name for name in rows[0] if name in here]
    db.many(f"INSERT OR REPLACE INTO {table} ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})",
            [tuple(row[name] for name in columns) for row in rows])


def names_of(broken: Broken) -> dict[str, str]:
    """uid -> name as the indexes of the damaged file tell it, for people whose own rows cannot be read."""
    numbers = {row[1]: str(row[0]) for row in broken.indexed("peserta", "sqlite_autoindex_peserta_1", "uid", "rowid")}
    found = {numbers[row[1]]: str(row[0]) for row in broken.indexed("peserta", "peserta_nama", "nama", "id")
             if row[1] in numbers}
    return {**found, **{str(row["uid"]): str(row["nama"]) for row in broken.rows("peserta").rows}}
