"""Where people stand, without reading anybody whole: counts by place and status, and what a package asks of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import msgspec

from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store.engine import Database


class Heads(NamedTuple):
    """So many people of one kelompok, dusun ("" none) and status."""

    kelompok: str
    dusun: str
    status: str
    orang: int


@dataclass(frozen=True, slots=True)
class Stand:
    """Of a record only what tells whether it travels."""

    uid: str
    revisi: int
    status: str
    permohonan: str


def heads(db: Database) -> list[Heads]:
    """Everybody, those who left too, by the dusun as it is written."""
    return [Heads(str(kelompok), str(dusun), str(status), int(many)) for kelompok, dusun, status, many in db.all(
        "SELECT kelompok, dusun, status, count(*) FROM peserta GROUP BY 1, 2, 3 ORDER BY dusun")]


def here(db: Database) -> int:
    """How many people have not left."""
    row = db.one(f"SELECT count(*) FROM peserta WHERE status NOT IN {LEFT}")
    assert row is not None
    return int(row[0])


def stands(db: Database, statuses: Sequence[str]) -> list[Stand]:
    """Everyone whose kept status is one of these, in the order of their numbers."""
    return [Stand(*row) for row in db.all(
        f"SELECT uid, revisi, status, permohonan FROM peserta WHERE status IN ({','.join('?' * len(statuses))})"
        " ORDER BY id", list(statuses))]


def withdrawn(db: Database, today: date) -> set[str]:
    """uids of everyone who has withdrawn their consent by today."""
    return {str(row[0]) for row in db.all(
        "SELECT uid FROM peserta WHERE json_extract(persetujuan, '$.ditarik') <= ?", (today.isoformat(),))}


def covered(db: Database, waiting: Collection[str] = ()) -> dict[tuple[str, str, str], int]:
    """How many of those here are covered, were, or wait for their first payment, by fund, kelompok and segmen.
    ``waiting``: uids of whom an open bill names."""
    return {(str(fund), str(kelompok), str(segmen)): int(many) for fund, kelompok, segmen, many in db.all(
        f"SELECT sumber_jkk_jkm, kelompok, segmen, count(*) FROM peserta WHERE status NOT IN {LEFT}"
        " AND (coalesce(berlaku_sampai, aktif_sampai, '') <> '' OR status = 'menunggu_bayar'"
        " OR uid IN (SELECT value FROM json_each(?))) GROUP BY 1, 2, 3",
        (msgspec.json.encode(sorted(waiting)).decode(),))}


def dues_of(db: Database, uids: Sequence[str]) -> int:
    """What those of these people who have not left cost a month, in sen."""
    row = db.one(f"SELECT coalesce(sum(iuran_sen), 0) FROM peserta WHERE status NOT IN {LEFT}"
                 " AND uid IN (SELECT value FROM json_each(?))", (msgspec.json.encode(uids).decode(),))
    assert row is not None
    return int(row[0])
