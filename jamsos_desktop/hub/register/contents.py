"""Whole records as villages sent them: deflated NDJSON, one piece per package, read by uid."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from jamsos_desktop.hub.records import Person
from jamsos_desktop.store.engine import Database


def deflated(ndjson: bytes) -> bytes:
    """Raw deflate, as inside a zip; a package's own deflated bytes may be kept instead of this."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(ndjson) + packer.flush()


def keep(db: Database, unit: str, data: bytes) -> int:
    """Keep one deflated piece inside ``db.write()``; returns its id."""
    return int(db.run("INSERT INTO isi (unit, data) VALUES (?, ?)", (unit, data)).lastrowid)


def lines_of(db: Database, isi_id: int) -> list[bytes]:
    """The lines of one piece."""
    row = db.one("SELECT data FROM isi WHERE id = ?", (isi_id,))
    return zlib.decompress(row[0], -15).splitlines() if row else []


def rows_of(db: Database, people: Iterable[Person]) -> dict[str, dict[str, Any]]:
    """uid -> the whole row as sent, of these people; each piece is inflated once."""
    wanted: dict[int, set[str]] = {}
    for person in people:
        wanted.setdefault(person.isi_id, set()).add(person.uid)
    found: dict[str, dict[str, Any]] = {}
    for isi_id, uids in wanted.items():
        found.update(_pick(lines_of(db, isi_id), uids))
    return found


def uid_of(line: bytes) -> str:
    """Whose line of a piece it is."""
    return msgspec.json.decode(line, type=_Uid).uid


def _pick(lines: Iterable[bytes], uids: Collection[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    for line in lines:
        uid = uid_of(line)
        if uid in uids:
            yield uid, msgspec.json.decode(line, type=dict[str, Any])


class _Uid(msgspec.Struct):
    uid: str


def tidy(db: Database, unit: str) -> None:
    """Forget the pieces of a village that nobody points to any more, inside ``db.write()``."""
    db.run("DELETE FROM isi WHERE unit = ? AND id NOT IN (SELECT isi_id FROM orang WHERE unit = ?)"
           " AND id NOT IN (SELECT isi_id FROM versi)", (unit, unit))
