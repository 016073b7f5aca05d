"""Lists: ids in SQL order, rows by id, counts per tab. Search, filter and sort all in SQL."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from jamsos_desktop.model.fields import Place
from jamsos_desktop.model.privacy import shown
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store import search
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.listing_filters import TABS as TABS
from jamsos_desktop.store.listing_filters import UNTIL, where
from jamsos_desktop.store.listing_filters import Query as Query

_STATUS_ORDER = ("draf", "perlu_dilengkapi", "ditolak", "siap_cetak", "tercetak", "siap_kirim", "terkirim",
                 "diterima", "di_bpjs", "menunggu_bayar", "aktif", "lewat_masa", *LEFT)
_CASE = "CASE status " + " ".join(f"WHEN '{s}' THEN {n}" for n, s in enumerate(_STATUS_ORDER)) + " END"
MOST_NAMED = 300  # people a search hands to the list one by one, where nothing else narrows it
SORTS: Mapping[str, str] = {
    "nama": "nama COLLATE NOCASE", "nik": "nik", "kelompok": "kelompok", "pekerjaan": "kerja COLLATE NOCASE",
    "dusun": "dusun COLLATE NOCASE", "program": "program", "iuran": "iuran_sen", "berkas": "berkas_ada - berkas_perlu",
    "masalah": "CASE tingkat WHEN 'salah' THEN 0 WHEN 'kurang' THEN 1 WHEN 'periksa' THEN 2 ELSE 3 END",
    "status": _CASE, "nomor": "nomor", "diubah": "diubah", "aktif_sampai": UNTIL,
    "sumber_dana": "sumber_jkk_jkm",
}


class Row(NamedTuple):
    """One line of the list. ``masalah_semua``: every problem's short words, worst first; ``kpj``: its last digits."""

    id: int
    uid: str
    nomor: str
    nama: str
    nik: str
    kelompok: str
    segmen: str
    pekerjaan: str
    dusun: str
    program: str
    sumber_dana: str
    iuran_sen: int
    berkas_ada: int
    berkas_perlu: int
    masalah: str
    tingkat: str
    masalah_n: int
    masalah_semua: tuple[str, ...]
    status: str
    aktif_sampai: str
    diubah: str
    kpj: str


class Mark(NamedTuple):
    """What ticking somebody needs of them."""

    id: int
    uid: str
    iuran_sen: int


class Counts(NamedTuple):
    """``total`` and ``iuran_sen`` of the whole filter; ``tabs``: people per tab in the same filter."""

    total: int
    tabs: dict[str, int]
    iuran_sen: int
    status: dict[str, int]


class Likeness(NamedTuple):
    """Of a search that found too few: ``persis`` hold what was typed, ``mirip`` are one slip away (0: none shown)."""

    persis: int = 0
    mirip: int = 0


_ROW = ("id, uid, nomor, nama, nik, kelompok, segmen, kerja, dusun, program, sumber_jkk_jkm, iuran_sen, berkas_ada,"
        " berkas_perlu, masalah, tingkat, masalah_n, masalah_semua, status,"
        " coalesce(berlaku_sampai, aktif_sampai, ''), diubah, kpj, mentah")


def find_ids(db: Database, query: Query) -> array[int]:
    """Ids in order. People who left show only in their own tab or when searched for.

    In the usual order (by name) those who fit a search best come first; in another one only those found by a slip
    come last.
    """
    found = _meant(db, query)
    by_name = (query.sort, query.desc) == ("nama", False)
    if found is not None and by_name and _is_wide(query, found, tabs=True):
        return array("q", search.finder(db).everybody(db).in_order(found.rank))
    if query == Query():
        return _all_by_name(db)
    clause, args = _clause(query, found)
    order = SORTS.get(query.sort, SORTS["nama"]) + (" DESC" if query.desc else "")
    if query.sort != "nama":
        order += ", nama COLLATE NOCASE"
    ids = db.ids(f"SELECT id FROM peserta {clause} ORDER BY {order}, id", args)
    return ids if found is None else _best_first(ids, found.rank, by_name)


def _all_by_name(db: Database) -> array[int]:
    """The list as it opens: the order is read from the index of names alone, those who left are few and taken out."""
    left = set(db.ids(f"SELECT id FROM peserta WHERE status IN {LEFT}"))
    ids = db.ids("SELECT id FROM peserta ORDER BY nama COLLATE NOCASE, id")
    return array("q", (one for one in ids if one not in left)) if left else ids


def _best_first(ids: array[int], rank: Mapping[int, int], by_name: bool) -> array[int]:
    meant = filter(rank.__contains__, ids)
    return array("q", sorted(meant, key=rank.__getitem__ if by_name else lambda one: max(rank[one], search.SIMILAR)))


def likeness(db: Database, query: Query) -> Likeness:
    """How many of those listed hold what was searched for, and how many only come near it."""
    found = _meant(db, query)
    if found is None or not any(rank >= search.SIMILAR for rank in found.rank.values()):
        return Likeness()
    ranks = [found.rank[one] for one in find_ids(db, query)]
    near = sum(rank >= search.SIMILAR for rank in ranks)
    return Likeness(len(ranks) - near, near)


def _meant(db: Database, query: Query) -> search.Found | None:
    """Whom the words of the query mean; None where none are typed."""
    return search.find(db, query.text) if query.text.strip() else None


def troubled(db: Database, query: Query) -> set[int]:
    """Who of a list has a problem somebody can do something about (``info`` is none)."""
    found = _meant(db, query)
    clause, args = _clause(query, found)
    also = f"{clause} {'AND' if clause else 'WHERE'} masalah <> '' AND tingkat <> 'info'"
    ids = {int(row[0]) for row in db.run(f"SELECT id FROM peserta {also}", args)}
    return ids if found is None else ids & found.rank.keys()


def marks(db: Database, ids: Sequence[int]) -> list[Mark]:
    """What ticking needs of these people, in their order; who was deleted meanwhile is missing."""
    one_by_one = len(ids) <= MOST_NAMED
    where = "WHERE id IN (SELECT value FROM json_each(?))" if one_by_one else ""
    args = (msgspec.json.encode(list(ids)).decode(),) if one_by_one else ()
    known = {row[0]: Mark(*row) for row in db.run(f"SELECT id, uid, iuran_sen FROM peserta {where}", args)}
    return [known[one] for one in ids if one in known]


def uids(db: Database, query: Query) -> list[str]:
    """The same order as ``find_ids``, as uids."""
    ids = find_ids(db, query)
    known: dict[int, str] = {row[0]: row[1] for row in db.all("SELECT id, uid FROM peserta")}
    return [known[i] for i in ids]


def rows(db: Database, ids: Sequence[int]) -> dict[int, Row]:
    """Rows by id; an id that was deleted meanwhile is missing."""
    found: dict[int, Row] = {}
    marks = ",".join("?" * len(ids))
    for raw in db.run(f"SELECT {_ROW} FROM peserta WHERE id IN ({marks})", list(ids)):
        found[raw[0]] = _row(raw)
    return found


def _row(raw: Sequence[object]) -> Row:
    *values, typed = raw
    row = Row(*values)  # type: ignore[arg-type]
    row = row._replace(masalah_semua=tuple(part for part in str(values[17]).split("\n") if part),
                       kpj=shown("kpj", row.kpj, Place.LAYAR))
    if typed != "{}":  # a text that did not parse is shown over its empty column
        typed_texts = msgspec.json.decode(str(typed), type=dict[str, str])
        row = row._replace(nama=typed_texts.get("nama", row.nama), nik=typed_texts.get("nik", row.nik),
                           dusun=typed_texts.get("dusun", row.dusun))
    return row


def counts(db: Database, query: Query) -> Counts:
    """People per tab and per status and their dues, of all that a query finds."""
    found = _meant(db, query)
    per_status: dict[str, int] = {}
    dues = 0
    for status, many, sen in _per_status(db, query, found):
        per_status[status] = per_status.get(status, 0) + many
        dues += 0 if status in LEFT else sen
    tabs = {tab: sum(per_status.get(s, 0) for s in wanted) for tab, wanted in TABS.items()}
    here = sum(many for status, many in per_status.items() if status not in LEFT)
    tabs["semua"] = sum(per_status.values()) if query.text.strip() else here  # a search lists those who left too
    return Counts(here, tabs, dues, per_status)


def _per_status(db: Database, query: Query, found: search.Found | None) -> Iterable[tuple[str, int, int]]:
    """(status, people, dues); of a search that found many without asking the file."""
    if found is not None and _is_wide(query, found, tabs=False):
        many = search.finder(db).everybody(db).counts(found.rank)
        return ((one.status, n, n * one.iuran_sen) for one, n in many.items())
    clause, args = _clause(query, found, tabs=False)
    each: list[tuple[str, int, int]] = db.all(
        f"SELECT status, count(*), sum(iuran_sen) FROM peserta {clause} GROUP BY status", args)
    return each


def _clause(query: Query, found: search.Found | None, *, tabs: bool = True) -> tuple[str, list[object]]:
    """WHERE and its values; of a search that found many nothing: the order of names is read from its index, and those
    not meant are left out afterwards, which is sooner done."""
    parts, args = where(query, tabs=tabs)
    if found is not None and not _is_wide(query, found, tabs=tabs):
        parts.append("id IN (SELECT value FROM json_each(?))")
        args.append(msgspec.json.encode(list(found.rank)).decode())
    return ("WHERE " + " AND ".join(parts) if parts else ""), args


def _is_wide(query: Query, found: search.Found, *, tabs: bool) -> bool:
    """Whether words alone narrow the list, and to many people."""
    return len(found.rank) > MOST_NAMED and not where(query, tabs=tabs)[0]


def distinct(db: Database, column: str) -> list[str]:
    """The values people can filter by (``dusun`` or every problem's short words), sorted."""
    if column == "dusun":
        return [str(r[0]) for r in db.all("SELECT DISTINCT dusun FROM peserta WHERE dusun <> '' ORDER BY dusun")]
    seen = {part for row in db.all("SELECT DISTINCT masalah_semua FROM peserta") for part in str(row[0]).split("\n")}
    return sorted(part for part in seen if part)


def per_group(db: Database) -> list[tuple[str, int, int]]:
    """(kelompok, people whose data is complete, all people) of those who have not left."""
    return [(str(g), int(done), int(many)) for g, done, many in db.all(
        "SELECT kelompok, sum(status NOT IN ('draf','perlu_dilengkapi','ditolak')), count(*) FROM peserta"
        f" WHERE status NOT IN {LEFT} GROUP BY kelompok")]


def per_fund(db: Database) -> list[tuple[str, int, int]]:
    """(fund, people, dues in sen a month) of those who have not left, by the fund of JKK and JKM."""
    return [(str(f), int(many), int(sen)) for f, many, sen in db.all(
        "SELECT sumber_jkk_jkm, count(*), sum(iuran_sen) FROM peserta"
        f" WHERE status NOT IN {LEFT}"
        " GROUP BY sumber_jkk_jkm ORDER BY 3 DESC")]


def backlog(db: Database) -> list[tuple[str, str, int]]:
    """(kelompok, status, people): the counts that travel without identity."""
    return [(str(g), str(s), int(n)) for g, s, n in db.all(
        "SELECT kelompok, status, count(*) FROM peserta GROUP BY kelompok, status ORDER BY 1, 2")]
