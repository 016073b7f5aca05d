"""Who still lacks something, as kept beside the records; and how many of each kelompok are covered, at what dues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store.engine import Database

# A finding that blocks, or a paper that must be there and is not; of nobody whose data rest or who withdrew consent.
_LACKS = ("((tingkat IN ('salah', 'kurang') OR berkas_ada < berkas_perlu) AND uid NOT IN (SELECT uid FROM pembatasan)"
          " AND json_extract(persetujuan, '$.ditarik') IS NULL)")


class Dusun(NamedTuple):
    """A dusun ("" none): all people who have not left, and those who lack something."""

    dusun: str
    orang: int
    kurang: int


class Covered(NamedTuple):
    """A kelompok and segmen: people who have not left, of them covered, dues a month of one (least, most; 0 where
    nobody's are known) and of all, in sen."""

    kelompok: str
    segmen: str
    orang: int
    aktif: int
    least_sen: int
    most_sen: int
    sum_sen: int


def per_dusun(db: Database) -> list[Dusun]:
    """Every dusun that has people, by its text."""
    return [Dusun(str(name), int(many), int(lack)) for name, many, lack in db.all(
        f"SELECT dusun, count(*), sum({_LACKS}) FROM peserta WHERE status NOT IN {LEFT} GROUP BY dusun ORDER BY dusun")]


def uids(db: Database, dusun: Sequence[str]) -> list[str]:
    """Who lacks something where the dusun is written so, house by house."""
    return [str(row[0]) for row in db.all(
        f"SELECT uid FROM peserta WHERE status NOT IN {LEFT} AND {_LACKS}"
        f" AND dusun IN ({','.join('?' * len(dusun))}) ORDER BY rw, rt, no_kk = '', no_kk, nama COLLATE NOCASE, id",
        dusun)]


def papers_held(db: Database) -> dict[tuple[str, str], int]:
    """(kelompok, code of a paper) -> people who have not left and whose paper is there."""
    return {(str(group), str(kode)): int(many) for group, kode, many in db.all(
        "SELECT kelompok, kode, count(*) FROM peserta JOIN berkas ON berkas.peserta_uid = peserta.uid"
        f" WHERE keadaan = 'ada' AND status NOT IN {LEFT} GROUP BY 1, 2")}


def covered(db: Database, today: date) -> list[Covered]:
    """Counts and dues by kelompok and segmen. A member whose changed data waits to be sent again is covered too."""
    return [Covered(str(group), str(segmen), *(int(one or 0) for one in rest)) for group, segmen, *rest in db.all(
        "SELECT kelompok, segmen, count(*), sum(status = 'aktif' OR coalesce(berlaku_sampai, '') >= ?),"
        " min(nullif(iuran_sen, 0)), max(iuran_sen),"
        f" sum(iuran_sen) FROM peserta WHERE status NOT IN {LEFT} GROUP BY kelompok, segmen ORDER BY 1, 2",
        (today.isoformat(),))]
