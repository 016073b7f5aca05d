"""Everybody of the register as a list: ids in SQL order, rows by id. Search, filter and sort all in SQL."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.hub.records import KEADAAN, Person
from jamsos_desktop.hub.register.figures import standing_clause
from jamsos_desktop.store import search_fold
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.search_words import Vocabulary

_PERSON = ", ".join(Person._fields)
_STANDING = "CASE keadaan " + " ".join(f"WHEN '{name}' THEN {at}" for at, name in enumerate(KEADAAN)) + " END"
SORTS: Mapping[str, str] = {
    "nama": "nama", "nik": "nik", "desa": "unit", "kelompok": "kelompok", "keadaan": f"(tunda > 0) * 10 + {_STANDING}",
    "aktif_sampai": "aktif_sampai", "sumber_dana": "sumber_dana", "usia": "replace(tanggal_lahir, '-', '') * -1",
    "iuran": "sebulan_sen",
}
_DIGITS = re.compile(r"[\s.\-]")
MOST_SPELLINGS = 24
SHORTEST_NIK = 4  # digits from which a number is looked for among the NIK


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """What a list shows; empty text means no filter. ``kode``: a kecamatan (74.02.11), a unit, or "opd".

    ``keadaan``: one of KEADAAN, ``lewat_masa`` or ``tunda``. ``text``: words of a name in any order and
    spelling, or the beginning or end of a NIK. ``sort``: a key of SORTS.
    """

    text: str = ""
    kode: str = ""
    kelompok: str = ""
    keadaan: str = ""
    sort: str = "nama"
    desc: bool = False


def find_ids(db: Database, query: PeopleQuery, today: date) -> array[int]:
    """Ids in order, without those their village deleted."""
    where, args = _where(db, query, today)
    order = f"{SORTS.get(query.sort, SORTS['nama'])} {'DESC' if query.desc else 'ASC'}, nama, id"
    return db.ids(f"SELECT id FROM orang WHERE {where} ORDER BY {order}", args)


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


def _where(db: Database, query: PeopleQuery, today: date) -> tuple[str, list[object]]:
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
    for clause, value in _words(db, query.text):
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


def _words(db: Database, text: str) -> list[tuple[str, list[object]]]:
    """Clauses for what was typed: digits look among the NIK, words among the names, in any spelling."""
    number = _DIGITS.sub("", text)
    if number.isascii() and number.isdigit() and len(number) >= SHORTEST_NIK:
        return [("(substr(nik, 1, ?) = ? OR substr(nik, -?) = ?)", [len(number), number] * 2)]
    return [_word(db, word) for word in text.upper().split()]


def _word(db: Database, word: str) -> tuple[str, list[object]]:
    """One word of a name: as it is typed anywhere in it, or as other spellings of it, each a whole word."""
    plain = "".join(search_fold.words(word))
    spelt = [one.upper() for one in _vocabulary(db).spellings(plain)][:MOST_SPELLINGS]
    meant = search_fold.fold().whole(plain)
    if len(meant) > 1:
        spelt.append(" ".join(meant).upper())
    clause = "instr(' ' || replace(nama, '.', ' ') || ' ', ?) > 0"
    return (f"(instr(nama, ?) > 0{f' OR {clause}' * len(spelt)})", [word, *(f" {one} " for one in spelt)])


class _Known:
    """The words of all names of the register, as they stood at a moment."""

    def __init__(self, db: Database, stamp: tuple[int, int]) -> None:
        self.stamp = stamp
        seen: set[str] = set()
        for (name,) in db.run("SELECT DISTINCT nama FROM orang WHERE hapus = 0"):
            seen.update(name.split())
        self.words = Vocabulary(part for word in seen for part in search_fold.words(word))


def _vocabulary(db: Database) -> Vocabulary:
    """The words of names; read anew when anybody has written."""
    stamp = (db.version(), db.changes())
    known: _Known | None = db.memory.get(_Known)
    if known is None or known.stamp != stamp:
        known = db.memory[_Known] = _Known(db, stamp)
    return known.words
