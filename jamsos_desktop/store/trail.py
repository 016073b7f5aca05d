"""Reading the history back: what somebody looks for, a day in figures, and every row held against its chain."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import msgspec

from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import COLUMNS, START, digest

GIVEN_UP = re.compile(r"riwayat sebelumnya sampai nomor (\d+)")  # what a restore of this desk's own backup says
BLOCK = 4_000  # rows held against the chain between two signs of progress
_SHOWN = "n, waktu, pelaku, perangkat, aksi, objek, objek_id, kolom, alasan"


class Entry(NamedTuple):
    """One row as it stands. ``waktu``: ISO with zone; ``kolom``: names of what changed, never values."""

    n: int
    waktu: str
    pelaku: str
    perangkat: str
    aksi: str
    objek: str
    objek_id: str
    kolom: tuple[str, ...]
    alasan: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What of the history is wanted. ``dari``, ``sampai``: ISO days, both included; "" and () ask nothing."""

    pelaku: str = ""
    objek: tuple[str, ...] = ()
    aksi: tuple[str, ...] = ()
    objek_id: str = ""
    dari: str = ""
    sampai: str = ""


class Tally(NamedTuple):
    """What one person did of one kind on a day: entries, and of how many different things."""

    pelaku: str
    aksi: str
    objek: str
    kali: int
    banyak: int


class Break(NamedTuple):
    """A place where the chain does not hold. ``jenis``: ``diubah`` (the row itself) or ``hilang`` (rows ``n`` to
    ``sampai`` are gone)."""

    jenis: str
    n: int
    sampai: int


def numbers(db: Database, looked: Looked) -> array[int]:
    """The numbers of the entries that fit, newest first."""
    where, args = _where(looked)
    if not where:  # all of them: in no order, so that they come from the index and the log itself is not read
        return array("q", sorted(db.ids("SELECT n AS id FROM riwayat"), reverse=True))
    return db.ids(f"SELECT n AS id FROM riwayat {where} ORDER BY n DESC", args)


def _where(looked: Looked) -> tuple[str, list[str]]:
    parts: list[str] = []
    args: list[str] = []
    for column, value in (("pelaku", looked.pelaku), ("objek_id", looked.objek_id)):
        if value:
            parts.append(f"{column} = ?")
            args.append(value)
    for column, values in (("objek", looked.objek), ("aksi", looked.aksi)):
        if values:
            parts.append(f"{column} IN ({','.join('?' * len(values))})")
            args += values
    if looked.dari:
        parts.append("waktu >= ?")
        args.append(looked.dari)
    if looked.sampai:
        parts.append("waktu < ? || '~'")  # after every moment of that day
        args.append(looked.sampai)
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), args


def rows(db: Database, wanted: Sequence[int]) -> dict[int, Entry]:
    """Entries by number; those that are not there are left out."""
    marks = ",".join("?" * len(wanted))
    return {row[0]: Entry._make((*row[:7], tuple(msgspec.json.decode(row[7])), row[8]))
            for row in db.all(f"SELECT {_SHOWN} FROM riwayat WHERE n IN ({marks})", list(wanted))}


def actors(db: Database) -> list[str]:
    """Everybody who ever did something here, by name: one look into the index for each, however long the log is."""
    return [str(row[0]) for row in db.all(
        "WITH RECURSIVE found(who) AS (SELECT min(pelaku) FROM riwayat UNION ALL"
        " SELECT (SELECT min(pelaku) FROM riwayat WHERE pelaku > who) FROM found WHERE who IS NOT NULL)"
        " SELECT who FROM found WHERE who IS NOT NULL ORDER BY who COLLATE NOCASE")]


def hash_at(db: Database, n: int) -> str:
    """What entry ``n`` is sealed with, "" when it is not there."""
    row = db.one("SELECT h FROM riwayat WHERE n = ?", (n,))
    return str(row[0]) if row else ""


def tallies(db: Database, day: str) -> list[Tally]:
    """What was done on a day (ISO), by person, the most frequent first."""
    where, args = _where(Looked(dari=day, sampai=day))
    return [Tally(*row) for row in db.all(
        f"SELECT pelaku, aksi, objek, count(*), count(DISTINCT objek_id) FROM riwayat {where}"
        " GROUP BY pelaku, aksi, objek ORDER BY pelaku COLLATE NOCASE, 4 DESC, aksi, objek", args)]


def span(db: Database, day: str) -> tuple[int, int, str]:
    """(first, last) number of a day's entries and the hash of the last; (0, 0, "") where it has none."""
    where, args = _where(Looked(dari=day, sampai=day))
    row = db.one(f"SELECT min(n), max(n) FROM riwayat {where}", args)
    return (int(row[0]), int(row[1]), hash_at(db, int(row[1]))) if row and row[0] is not None else (0, 0, "")


def last_before(db: Database, day: str) -> int:
    """The number of the last entry before a day (ISO), 0 when there is none."""
    row = db.one("SELECT max(n) FROM riwayat WHERE waktu < ?", (day,))
    return int(row[0] or 0) if row else 0


def restored(db: Database, before: int, made: str = "") -> int:
    """The number of the newest entry up to ``before`` that tells of data brought back from a backup, 0 when none
    does: what went out before it may know a history that ended otherwise.

    Not what went out after it (``made``: when, ISO, "" unknown), nor a number that the history given up never had:
    else one honest restore would excuse whatever is changed later.
    """
    for n, waktu, alasan in db.all("SELECT n, waktu, alasan FROM riwayat WHERE n <= ? AND (aksi = 'pulih' OR"
                                   " (aksi = 'pulihkan' AND objek = 'cadangan')) ORDER BY n DESC", (before,)):
        ended = GIVEN_UP.fullmatch(str(alasan))
        if not _later(made, str(waktu)) and not (ended and before > int(ended[1])):
            return int(n)
    return 0


def _later(made: str, waktu: str) -> bool:
    """Whether a file says it was made after a moment; one that names no moment is not believed either way."""
    try:
        return datetime.fromisoformat(made).replace(microsecond=0) > datetime.fromisoformat(waktu)
    except (ValueError, TypeError):
        return False


def breaks(db: Database) -> Iterator[tuple[int, list[Break]]]:
    """Hold every row against the chain: (rows looked at, what was found in them) block by block."""
    last, prev, seen = 0, START, 0
    sealed = True  # whether the row before is what its own seal says
    while block := db.all(f"SELECT {','.join(COLUMNS)}, h FROM riwayat WHERE n > ? ORDER BY n LIMIT {BLOCK}", (last,)):
        found: list[Break] = []
        for row in block:
            n, values, seal = row[0], row[:-1], row[-1]
            if n != last + 1:
                found.append(Break("hilang", last + 1, n - 1))
            elif values[-1] != prev and sealed and last:
                found.append(Break("diubah", last, last))  # sealed anew: the one after it remembers another seal
            elif values[-1] != prev and not last:
                found.append(Break("diubah", n, n))
            sealed = digest(values) == seal
            if not sealed:
                found.append(Break("diubah", n, n))
            last, prev = n, seal
        seen += len(block)
        yield seen, found
