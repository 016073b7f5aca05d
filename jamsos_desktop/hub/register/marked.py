"""People with marks of data quality, by groups of marks, and those whose masa iuran is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jamsos_desktop.hub.records import Person
from jamsos_desktop.store.engine import Database

_PERSON = ", ".join(f"o.{name}" for name in Person._fields)
# Who left or was refused has nothing more to mend here; what a reply says of them is another matter.
_HERE = "o.hapus = 0 AND o.keadaan NOT IN ('ditolak', 'keluar')"
_OVER = f"{_HERE} AND o.keadaan = 'aktif' AND o.aktif_sampai <> '' AND o.aktif_sampai < ?"


def counts(db: Database, groups: Sequence[Sequence[str]]) -> list[int]:
    """How many people bear at least one mark of each group."""
    counted = [0] * len(groups)
    for marks, many in db.all(f"SELECT o.mutu, count(*) FROM orang o WHERE {_HERE} AND o.mutu <> '' GROUP BY o.mutu"):
        borne = set(marks.split())
        for n, group in enumerate(groups):
            counted[n] += many * bool(borne & set(group))
    return counted


def people(db: Database, marks: Sequence[str], limit: int) -> list[Person]:
    """People with at least one of these marks, by village and name."""
    any_mark = " OR ".join(["instr(' ' || o.mutu || ' ', ?) > 0"] * len(marks))
    return _people(db, f"{_HERE} AND ({any_mark})", [f" {mark} " for mark in marks], limit)


def over_count(db: Database, today: date) -> int:
    """How many members' masa iuran lies before today."""
    row = db.one(f"SELECT count(*) FROM orang o WHERE {_OVER}", (today.isoformat(),))
    assert row is not None
    return int(row[0])


def over(db: Database, today: date, limit: int) -> list[Person]:
    """Members whose masa iuran lies before today, by village and name."""
    return _people(db, _OVER, [today.isoformat()], limit)


def _people(db: Database, where: str, args: Sequence[object], limit: int) -> list[Person]:
    return [Person._make(row) for row in db.all(
        f"SELECT {_PERSON} FROM orang o LEFT JOIN unit u ON u.kode = o.unit WHERE {where}"
        " ORDER BY u.kecamatan, u.nama, o.nama, o.uid LIMIT ?", (*args, limit))]
