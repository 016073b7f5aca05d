"""Riwayat: who did what, when, to which columns and why; chained by hashes, never a value.

An entry is written in the same transaction as the change it tells of. Each holds the SHA-256 of
its own canonical JSON and the hash of the one before, so that a cut or edited line shows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from jamsos_desktop.model.privacy import without_numbers
from jamsos_desktop.store.engine import Database

START = "0" * 64
HIDDEN_NAME = "(nama)"
_PART = 500  # variables in one statement
_encode = msgspec.json.Encoder(order="sorted").encode  # what ``canonical`` gives for texts and numbers
_ID = re.compile(r"[0-9a-fA-F]{12}|[0-9a-fA-F\-]{32,}")
COLUMNS = ("n", "waktu", "pelaku", "perangkat", "aksi", "objek", "objek_id", "kolom", "alasan", "prev")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: the user, this machine's random id, and the moment (local time with zone)."""

    pelaku: str
    perangkat: str
    waktu: datetime

    @property
    def stamp(self) -> str:
        return self.waktu.isoformat(timespec="seconds")


def append(db: Database, actor: Actor, aksi: str, objek: str, objek_id: str,
           kolom: Sequence[str] = (), alasan: str = "") -> None:
    """Add one entry; call it inside ``db.write()`` together with the change."""
    append_many(db, actor, aksi, objek, [(objek_id, kolom)], alasan)


def append_many(db: Database, actor: Actor, aksi: str, objek: str, about: Iterable[tuple[str, Sequence[str]]],
                alasan: str = "") -> None:
    """The same for many objects (id, columns) of one kind, in their order.

    A reason is what somebody typed, an id may be the name of a file: numbers of people in them are left out, and the
    names of those it is about.
    """
    n, prev = head(db)
    if alasan and objek == "peserta":
        about = list(about)
        alasan = reason_to_keep(db, [objek_id for objek_id, _ in about], alasan)
    alasan = without_numbers(alasan)
    rows: list[tuple[object, ...]] = []
    for objek_id, kolom in about:
        n += 1
        values: tuple[object, ...] = (n, actor.stamp, actor.pelaku, actor.perangkat, aksi, objek, _named(objek_id),
                                      msgspec.json.encode(sorted(kolom)).decode(), alasan, prev)
        prev = digest(values)
        rows.append((*values, prev))
    marks = ",".join("?" * (len(COLUMNS) + 1))
    db.many(f"INSERT INTO riwayat ({','.join(COLUMNS)}, h) VALUES ({marks})", rows)


def reason_to_keep(db: Database, uids: Sequence[str], alasan: str) -> str:
    """A reason that outlives the people it is about: without their names and any numbers of people."""
    return without_numbers(nameless(db, uids, alasan)) if alasan else ""


def nameless(db: Database, uids: Sequence[str], said: str) -> str:
    """What was said about people of this office, without their names: it stays when they are erased for good."""
    for start in range(0, len(uids), _PART):
        some = uids[start:start + _PART]
        marks = ",".join("?" * len(some))
        for (name,) in db.all(f"SELECT nama FROM peserta WHERE nama <> '' AND uid IN ({marks})", some):
            whole = r"\s+".join(map(re.escape, str(name).split()))
            said = re.sub(rf"(?<!\w){whole}(?!\w)", HIDDEN_NAME, said, flags=re.IGNORECASE)
    return said


def _named(objek_id: str) -> str:
    """An id as it may be kept; random ids, some of them all digits in a part, stay what they are."""
    return objek_id if _ID.fullmatch(objek_id) else without_numbers(objek_id)


def head(db: Database) -> tuple[int, str]:
    """(number, hash) of the newest entry; (0, 64 zeros) when there is none."""
    row = db.one("SELECT n, h FROM riwayat ORDER BY n DESC LIMIT 1")
    return (int(row[0]), str(row[1])) if row else (0, START)


def last_moment(db: Database) -> datetime | None:
    """The moment of the newest entry; None when there is none."""
    row = db.one("SELECT waktu FROM riwayat ORDER BY n DESC LIMIT 1")
    return datetime.fromisoformat(str(row[0])) if row else None


def first_day(db: Database) -> date | None:
    """The day of the first entry; None when there is none."""
    row = db.one("SELECT waktu FROM riwayat ORDER BY n LIMIT 1")
    return datetime.fromisoformat(str(row[0])).date() if row else None


def only_reason(db: Database, aksi: str, alasan: str) -> bool:
    """Whether every entry of an action gives this one reason (True when there is none)."""
    return db.one("SELECT 1 FROM riwayat WHERE aksi = ? AND alasan <> ? LIMIT 1", (aksi, alasan)) is None


def last_action(db: Database, objek_id: str, kolom: str) -> str:
    """The action that wrote a column of an object last, "" when none did."""
    row = db.one("SELECT aksi FROM riwayat WHERE objek_id = ? AND instr(kolom, ?) > 0 ORDER BY n DESC LIMIT 1",
                 (objek_id, f'"{kolom}"'))
    return str(row[0]) if row else ""


def broken_at(db: Database) -> int | None:
    """The number of the first entry that does not fit the chain, or None when it is whole."""
    prev, expected = START, 1
    for row in db.run(f"SELECT {','.join(COLUMNS)}, h FROM riwayat ORDER BY n"):
        values, seal = row[:-1], row[-1]
        if values[0] != expected or values[-1] != prev or digest(values) != seal:
            return int(values[0])
        prev, expected = seal, expected + 1
    return None


def entries(db: Database, objek_id: str = "", limit: int = 500) -> list[dict[str, object]]:
    """Newest entries first, of one object or of all."""
    where, args = ("WHERE objek_id = ?", [objek_id]) if objek_id else ("", [])
    rows = db.all(f"SELECT {','.join(COLUMNS[:-1])} FROM riwayat {where} ORDER BY n DESC LIMIT {limit:d}", args)
    found = [dict(zip(COLUMNS, row, strict=False)) for row in rows]
    return [{**entry, "kolom": msgspec.json.decode(str(entry["kolom"]))} for entry in found]


def digest(values: Sequence[object]) -> str:
    """The seal of a row: SHA-256 of its canonical JSON, the seal of the row before included."""
    return hashlib.sha256(_encode(dict(zip(COLUMNS, values, strict=True)))).hexdigest()
