"""People of the register: written village by village, read by uid, by village or by query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jamsos_desktop.hub.records import Entry, Held, Person
from jamsos_desktop.store.engine import Database

_PERSON = ", ".join(Person._fields)
_ENTRY = Entry._fields
_OWN = ("seq", "perangkat", "isi_id", "unit", "pertama", "diubah")
_UPSERT = (
    f"INSERT INTO orang ({', '.join((*_ENTRY, *_OWN))}) VALUES ({', '.join('?' * (len(_ENTRY) + len(_OWN)))})"
    " ON CONFLICT (uid) DO UPDATE SET "
    + ", ".join(f"{c} = excluded.{c}" for c in (*_ENTRY[1:], *_OWN[:3], "diubah")) + ", hapus = 0")


def put(db: Database, unit: str, entries: Iterable[Entry], *, seq: int, perangkat: str, isi_id: int,
        stamp: str) -> None:
    """Write people as one package brought them, inside ``db.write()``; what the district decided stays."""
    db.many(_UPSERT, ((*entry, seq, perangkat, isi_id, unit, stamp, stamp) for entry in entries))


def held(db: Database, unit: str) -> dict[str, Held]:
    """uid -> what merging must know, of everyone of a village (the deleted ones too)."""
    rows = db.all("SELECT uid, revisi, seq, perangkat, hapus, keadaan, permohonan, isi_id, id, jejak"
                  " FROM orang WHERE unit = ?", (unit,))
    return {row[0]: Held(row[0], row[1], row[2], row[3], bool(row[4]), *row[5:]) for row in rows}


def of_unit(db: Database, unit: str) -> list[Person]:
    """Everyone of a village who is not deleted, by name."""
    return _people(db, "WHERE unit = ? AND hapus = 0 ORDER BY nama, uid", (unit,))


def by_uids(db: Database, uids: Sequence[str]) -> dict[str, Person]:
    """uid -> person, also of deleted ones."""
    found: dict[str, Person] = {}
    for start in range(0, len(uids), 500):
        part = list(uids[start:start + 500])
        found.update((p.uid, p) for p in _people(db, f"WHERE uid IN ({','.join('?' * len(part))})", part))
    return found


def _people(db: Database, where: str, args: Sequence[object]) -> list[Person]:
    return [Person._make(row) for row in db.all(f"SELECT {_PERSON} FROM orang {where}", args)]
