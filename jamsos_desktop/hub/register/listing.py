"""Everybody of the register as a list: ids in SQL order, rows by id. Search, filter and sort all in SQL."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.hub.records import KEADAAN, Person
from jamsos_desktop.hub.register.figures import standing_clause
from jamsos_desktop.store.engine import Database

_PERSON = ", ".join(Person._fields)
_STANDING = "CASE keadaan " + " ".join(f"WHEN '{name}' THEN {at}" for at, name in enumerate(KEADAAN)) + " END"
SORTS: Mapping[str, str] = {
    "nama": "nama", "nik": "nik", "desa": "unit", "kelompok": "kelompok", "keadaan": f"(tunda > 0) * 10 + {_STANDING}",
    "aktif_sampai": "aktif_sampai", "sumber_dana": "sumber_dana", "usia": "replace(tanggal_lahir, '-', '') * -1",
    "iuran": "sebulan_sen",
}
_DIGITS = re.compile(r"[\s.\-]")
SHORTEST_NIK = 4  # digits from which a number is looked for among the NIK


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """What a list shows; empty text means no filter. ``kode``: a kecamatan (74.02.11), a unit, or "opd".

    ``keadaan``: one of KEADAAN, ``lewat_masa`` or ``tunda``. ``text``: words of a name in any order, or the
    beginning or end of a NIK. ``sort``: a key of SORTS.
    """

    text: str = ""
    kode: str = ""
    kelompok: str = ""
    keadaan: str = ""
    sort: str = "nama"
    desc: bool = False


def find_ids(db: Database, query: PeopleQuery, today: date) -> array[int]:
    """Ids in order, without those their village deleted."""
    where, args = _where(query, today)
    order = f"{SORTS.get(query.sort, SORTS['nama'])} {'DESC' if query.desc else 'ASC'}, nama, id"
    return array("q", (row[0] for row in db.run(f"SELECT id FROM orang WHERE {where} ORDER BY {order}", args)))


def rows(db: Database, ids: Sequence[int]) -> dict[int, Person]:
    """People by id."""
    marks = ",".join("?" * len(ids))
    return {row[0]: Person._make(row) for row in db.run(f"SELECT {_PERSON} FROM orang WHERE id IN ({marks})",
                                                       list(ids))}


def uids(db: Database, ids: Sequence[int]) -> list[str]:
    """The uids of these ids, in their order."""
    known: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        part = list(ids[start:start + 500])
        known.update(db.all(f"SELECT id, uid FROM orang WHERE id IN ({','.join('?' * len(part))})", part))
    return [known[one] for one in ids if one in known]


def _where(query: PeopleQuery, today: date) -> tuple[str, list[object]]:
    where, args = ["hapus = 0"], list[object]()
    if query.kode:
        clause, value = _place(query.kode)
        where.append(clause)
        args += value
    if query.kelompok:
        where.append("kelompok = ?")
        args.append(query.kelompok)
    if query.keadaan:
        clause, values = standing_clause(query.keadaan, today)
        where.append(clause)
        args += values
    for clause, value in _words(query.text):
        where.append(clause)
        args += value
    return " AND ".join(where), args


def _place(kode: str) -> tuple[str, list[object]]:
    if kode == "opd":
        return "unit IN (SELECT kode FROM unit WHERE jenis = 'opd')", []
    if kode.count(".") == 2 and kode.replace(".", "").isdigit():
        return "unit >= ? AND unit < ? AND unit NOT IN (SELECT kode FROM unit WHERE jenis = 'opd')", [
            f"{kode}.", f"{kode}/"]
    return "unit = ?", [kode]


def _words(text: str) -> list[tuple[str, list[object]]]:
    """Clauses for what was typed: digits look among the NIK, words among the names."""
    number = _DIGITS.sub("", text)
    if number.isascii() and number.isdigit() and len(number) >= SHORTEST_NIK:
        return [("(substr(nik, 1, ?) = ? OR substr(nik, -?) = ?)", [len(number), number] * 2)]
    return [("instr(nama, ?) > 0", [word]) for word in text.upper().split()]
