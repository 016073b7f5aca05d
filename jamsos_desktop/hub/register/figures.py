"""Reading coverage: the kept tables of the recap as small rows, and the few lists that are asked of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.hub.coverage import ActiveRow, MonthRow, StandingRow, UnitRow
from jamsos_desktop.hub.records import BERJALAN, Person
from jamsos_desktop.store.engine import Database

Kodes = Sequence[str] | None  # units by code; None: all
_PERSON = ", ".join(Person._fields)
# Who may still be moved to another list because of age: everybody but those who left or were refused.
_IN_PLAY = ("masuk", "diterima", *BERJALAN)


def units(db: Database) -> list[UnitRow]:
    """Every unit of the register, by code."""
    return [UnitRow._make(row) for row in db.all(
        "SELECT kode, jenis, nama, kecamatan, seq, diambil FROM unit ORDER BY kode")]


def active(db: Database, today: date) -> list[ActiveRow]:
    """People aktif per unit and group; those whose last day lies before ``today`` are ``lewat``."""
    day = today.isoformat()
    return [ActiveRow._make(row) for row in db.all(
        "SELECT unit, kelompok, sum(iif(aktif_sampai = '' OR aktif_sampai >= ?1, orang, 0)),"
        " sum(iif(aktif_sampai = '' OR aktif_sampai >= ?1, sebulan_sen, 0)),"
        " sum(iif(aktif_sampai <> '' AND aktif_sampai < ?1, orang, 0)) FROM rekap_tempo GROUP BY unit, kelompok",
        (day,))]


def standing(db: Database) -> list[StandingRow]:
    """People per unit, group and keadaan."""
    return [StandingRow._make(row) for row in db.all(
        "SELECT unit, kelompok, keadaan, sum(orang), sum(tunda) FROM rekap GROUP BY unit, kelompok, keadaan")]


def months(db: Database, kodes: Kodes = None) -> list[MonthRow]:
    """Who began and ended per group and month, of some units or all."""
    inside, args = _inside(kodes)
    return [MonthRow._make(row) for row in db.all(
        f"SELECT kelompok, bulan, sum(mulai), sum(berhenti) FROM rekap_bulan WHERE {inside} GROUP BY kelompok, bulan",
        args)]


def targets(db: Database, year: int) -> list[tuple[str, str, int]]:
    """(unit, kelompok, people) of a year."""
    return [(str(kode), str(group), int(many)) for kode, group, many in db.all(
        "SELECT kode, kelompok, orang FROM sasaran WHERE tahun = ?", (year,))]


def first_heard(db: Database) -> dict[str, str]:
    """Unit -> ISO moment of the first package of it that was applied."""
    return dict(db.all("SELECT unit, min(diambil) FROM kiriman WHERE keadaan IN ('diterapkan', 'digabung')"
                       " GROUP BY unit"))


def profiles(db: Database, kodes: Sequence[str]) -> dict[str, str]:
    """Unit -> profile (JSON) as its village sent it."""
    inside, args = _inside(kodes, "kode")
    return dict(db.all(f"SELECT kode, profil FROM unit WHERE {inside}", args))


def told(db: Database, kodes: Kodes = None) -> dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Unit -> (steps of its map desa, its own bills), of units that told either."""
    inside, args = _inside(kodes, "kode")
    return {kode: (_rows(steps), _rows(paid)) for kode, steps, paid in db.all(
        f"SELECT kode, map, bayar FROM unit WHERE {inside} AND (map <> '[]' OR bayar <> '[]')", args)}


def _rows(text: str) -> list[dict[str, Any]]:
    return msgspec.json.decode(text, type=list[dict[str, Any]])


def lapsing(db: Database, kodes: Kodes = None, kelompok: str = "") -> list[tuple[str, str, str, int, int]]:
    """(unit, payer, last day, people, sen a month) of those aktif without an open question; of a group or all ("")."""
    inside, args = _inside(kodes)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in db.all(
        "SELECT unit, sumber_dana, aktif_sampai, sum(orang), sum(sebulan_sen) FROM rekap_tempo"
        f" WHERE {inside} AND ? IN ('', kelompok) GROUP BY unit, sumber_dana, aktif_sampai", (*args, kelompok))]


def unpaid(db: Database, kodes: Kodes = None, kelompok: str = "") -> list[tuple[str, str, int, int]]:
    """(unit, payer, people, sen a month) of those whose kode bayar is out and not yet paid; of a group or all ("")."""
    inside, args = _inside(kodes)
    return [(row[0], row[1], row[2], row[3]) for row in db.all(
        "SELECT unit, sumber_dana, sum(orang - tunda), sum(sebulan_sen) FROM rekap"
        f" WHERE keadaan = 'menunggu_bayar' AND {inside} AND ? IN ('', kelompok)"
        " GROUP BY unit, sumber_dana HAVING sum(orang - tunda) > 0", (*args, kelompok))]


def marks(db: Database) -> dict[str, dict[str, int]]:
    """Unit -> mark -> people; "" counts people with any mark."""
    found: dict[str, dict[str, int]] = {}
    for unit, mark, many in db.all("SELECT unit, tanda, orang FROM rekap_mutu"):
        found.setdefault(unit, {})[mark] = many
    return found


def backlog(db: Database, kelompok: str) -> dict[str, int]:
    """Unit -> people of a group its village still holds back, their file not complete (counts, no identity)."""
    return {kode: sum(int(one.get("jumlah", 0)) for one in msgspec.json.decode(text, type=list[dict[str, Any]])
                      if one.get("kelompok") == kelompok)
            for kode, text in db.all("SELECT kode, sisa FROM unit WHERE sisa <> '[]'")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Which people. ``kodes``: units, None all; ``keadaan``: also ``lewat_masa`` and ``tunda``; ``tanda``: a mark.

    ``cari``: part of a name or NIK; ``limit``: -1 without end.
    """

    kodes: Kodes = None
    kelompok: str = ""
    keadaan: str = ""
    tanda: str = ""
    cari: str = ""
    limit: int = -1


def people(db: Database, wanted: PeopleFilter, today: date) -> list[Person]:
    """People by name, without those their village deleted."""
    inside, args = _inside(wanted.kodes)
    where = ["hapus = 0", inside]
    if wanted.kelompok:
        where.append("kelompok = ?")
        args.append(wanted.kelompok)
    if wanted.keadaan:
        clause, values = standing_clause(wanted.keadaan, today)
        where.append(clause)
        args += values
    if wanted.tanda:
        where.append("instr(' ' || mutu || ' ', ?) > 0")
        args.append(f" {wanted.tanda} ")
    if wanted.cari:
        where.append("(instr(nama, ?) > 0 OR instr(nik, ?) > 0)")
        args += [wanted.cari.upper(), wanted.cari]
    rows = db.all(f"SELECT {_PERSON} FROM orang WHERE {' AND '.join(where)} ORDER BY nama, uid LIMIT ?",
                  (*args, wanted.limit))
    return [Person._make(row) for row in rows]


def standing_clause(keadaan: str, today: date) -> tuple[str, list[object]]:
    """``aktif`` and ``lewat_masa`` are one keadaan split by today; ``tunda`` is any keadaan with an open question."""
    day = today.isoformat()
    if keadaan == "tunda":
        return "tunda > 0", []
    if keadaan == "lewat_masa":
        return "tunda = 0 AND keadaan = 'aktif' AND aktif_sampai <> '' AND aktif_sampai < ?", [day]
    if keadaan == "aktif":
        return "tunda = 0 AND keadaan = 'aktif' AND (aktif_sampai = '' OR aktif_sampai >= ?)", [day]
    return "tunda = 0 AND keadaan = ?", [keadaan]


def born_until(db: Database, last_day: str, segmen: str, kelompok: str, kodes: Kodes = None) -> list[Person]:
    """People born on ``last_day`` (ISO) or before, of a segment and group ("" any); not who left or was refused."""
    inside, args = _inside(kodes)
    rows = db.all(
        f"SELECT {_PERSON} FROM orang WHERE hapus = 0 AND tanggal_lahir <> '' AND tanggal_lahir <= ?"
        f" AND ? IN ('', segmen) AND ? IN ('', kelompok) AND keadaan IN ({','.join('?' * len(_IN_PLAY))})"
        f" AND {inside} ORDER BY unit, nama, uid", (last_day, segmen, kelompok, *_IN_PLAY, *args))
    return [Person._make(row) for row in rows]


def _inside(kodes: Kodes, column: str = "unit") -> tuple[str, list[object]]:
    """The clause and values that keep a query to some units."""
    return ("1", []) if kodes is None else (f"{column} IN ({','.join('?' * len(kodes))})", list(kodes))


class QuarterRow(NamedTuple):
    """One unit and group over a period: sent by its end, aktif on its last day, dues a month of those, begun in it,
    past their masa iuran on the last day."""

    unit: str
    kelompok: str
    orang: int
    aktif: int
    sen: int
    baru: int
    lewat: int


def in_period(db: Database, start: date, end: date, today: date) -> list[QuarterRow]:
    """Counted over everybody as the register knows them now. Of a past day also those count who left since, while
    their protection lasted; of today also those who are members but protected from a later day on, as coverage does.
    """
    covered = ("tunda = 0 AND (aktif_dari <= ?2 OR NOT ?3)"
               " AND (keadaan = 'aktif' AND (aktif_sampai = '' OR aktif_sampai >= ?2)"
               " OR ?3 AND keadaan = 'keluar' AND aktif_dari <> '' AND aktif_sampai >= ?2)")
    rows = db.all(
        f"SELECT unit, kelompok, count(*), sum({covered}), sum(iif({covered}, sebulan_sen, 0)),"
        f" sum({covered} AND aktif_dari >= ?1),"
        " sum(tunda = 0 AND keadaan = 'aktif' AND aktif_sampai <> '' AND aktif_sampai < ?2)"
        " FROM orang WHERE hapus = 0 AND substr(pertama, 1, 10) <= ?2 GROUP BY unit, kelompok",
        (start.isoformat(), end.isoformat(), end < today))
    return [QuarterRow._make(row) for row in rows]
