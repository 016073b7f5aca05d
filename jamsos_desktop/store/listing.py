"""Lists: ids in SQL order, rows by id, counts per tab. Search, filter and sort all in SQL."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from jamsos_desktop.model.records import DIED, LEFT
from jamsos_desktop.store.engine import Database

# Tab -> the statuses it shows (architecture.md: the tabs are the pipeline).
TABS: Mapping[str, tuple[str, ...]] = {
    "semua": (),
    "perlu_dilengkapi": ("draf", "perlu_dilengkapi"),
    "ditolak": ("ditolak",),
    "siap_cetak": ("siap_cetak",),
    "tercetak": ("tercetak", "siap_kirim"),
    "dalam_kiriman": ("terkirim", "diterima", "di_bpjs", "menunggu_bayar"),
    "terdaftar": ("aktif",),
    "lewat_masa": ("lewat_masa",),
    "keluar": ("keluar",),
    "meninggal": (DIED,),
}

_STATUS_ORDER = ("draf", "perlu_dilengkapi", "ditolak", "siap_cetak", "tercetak", "siap_kirim", "terkirim",
                 "diterima", "di_bpjs", "menunggu_bayar", "aktif", "lewat_masa", *LEFT)
_CASE = "CASE status " + " ".join(f"WHEN '{s}' THEN {n}" for n, s in enumerate(_STATUS_ORDER)) + " END"
_UNTIL = "coalesce(berlaku_sampai, aktif_sampai)"
SORTS: Mapping[str, str] = {
    "nama": "nama COLLATE NOCASE", "nik": "nik", "kelompok": "kelompok", "pekerjaan": "kerja COLLATE NOCASE",
    "dusun": "dusun COLLATE NOCASE", "program": "program", "iuran": "iuran_sen", "berkas": "berkas_ada - berkas_perlu",
    "masalah": "CASE tingkat WHEN 'salah' THEN 0 WHEN 'kurang' THEN 1 WHEN 'periksa' THEN 2 ELSE 3 END",
    "status": _CASE, "nomor": "nomor", "diubah": "diubah", "aktif_sampai": _UNTIL,
    "sumber_dana": "sumber_jkk_jkm",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows. Empty text means no filter; ``sort`` is a key of SORTS.

    ``sampai``: the last day covered: an ISO day, "2026-11-21..2026-12-21" (either end may be left out), or the words
    ``lewat`` and ``berakhir``, which the desk turns into days before it asks here; ``belum_mulai``: billed and not
    covered yet, ``belum``: neither.
    """

    text: str = ""
    tab: str = "semua"
    kelompok: str = ""
    dusun: str = ""
    program: str = ""
    masalah: str = ""
    sumber_dana: str = ""
    sampai: str = ""
    sort: str = "nama"
    desc: bool = False


class Row(NamedTuple):
    """One line of the list. ``masalah_semua``: every problem's short words, worst first."""

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


class Counts(NamedTuple):
    """``total`` and ``iuran_sen`` of the whole filter; ``tabs``: people per tab in the same filter."""

    total: int
    tabs: dict[str, int]
    iuran_sen: int
    status: dict[str, int]


_ROW = ("id, uid, nomor, nama, nik, kelompok, segmen, kerja, dusun, program, sumber_jkk_jkm, iuran_sen, berkas_ada,"
        " berkas_perlu, masalah, tingkat, masalah_n, masalah_semua, status,"
        " coalesce(berlaku_sampai, aktif_sampai, ''), diubah, mentah")


def find_ids(db: Database, query: Query) -> array[int]:
    """Ids in order. People who left show only in their own tab or when searched for."""
    where, args = _where(query)
    order = f"{SORTS.get(query.sort, SORTS['nama'])} {'DESC' if query.desc else 'ASC'}, nama COLLATE NOCASE, id"
    return array("q", (row[0] for row in db.run(f"SELECT id FROM peserta {where} ORDER BY {order}", args)))


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
    row = row._replace(masalah_semua=tuple(part for part in str(values[17]).split("\n") if part))
    if typed != "{}":  # a text that did not parse is shown over its empty column
        typed_texts = msgspec.json.decode(str(typed), type=dict[str, str])
        row = row._replace(nama=typed_texts.get("nama", row.nama), nik=typed_texts.get("nik", row.nik),
                           dusun=typed_texts.get("dusun", row.dusun))
    return row


def counts(db: Database, query: Query) -> Counts:
    where, args = _where(query, tabs=False)
    per_status: dict[str, int] = {}
    dues = 0
    for status, many, sen in db.run(
            f"SELECT status, count(*), sum(iuran_sen) FROM peserta {where} GROUP BY status", args):
        per_status[status] = many
        dues += 0 if status in LEFT else sen
    tabs = {tab: sum(per_status.get(s, 0) for s in wanted) for tab, wanted in TABS.items()}
    tabs["semua"] = sum(many for status, many in per_status.items() if status not in LEFT)
    return Counts(tabs["semua"], tabs, dues, per_status)


def _where(query: Query, *, tabs: bool = True) -> tuple[str, list[object]]:
    parts: list[str] = []
    args: list[object] = []
    for column, value in (("kelompok", query.kelompok), ("dusun", query.dusun),
                          ("sumber_jkk_jkm", query.sumber_dana)):
        if value:
            parts.append(f"{column} = ?")
            args.append(value)
    if query.program:
        parts.append("instr(' ' || program || ' ', ' ' || ? || ' ') > 0")
        args.append(query.program)
    if query.masalah:
        parts.append("instr(char(10) || masalah_semua || char(10), char(10) || ? || char(10)) > 0")
        args.append(query.masalah)
    _add_cover(query.sampai, parts, args)
    _add_search(query.text, parts, args)
    if tabs:
        _add_tab(query, parts, args)
    return ("WHERE " + " AND ".join(parts) if parts else ""), args


# Not covered yet, but a bill is out for them: "belum mulai"; the others are not registered at all.
_BILLED = ("(status = 'menunggu_bayar' OR EXISTS (SELECT 1 FROM iuran_orang o JOIN iuran i ON i.id = o.iuran_id"
           " WHERE o.uid = peserta.uid AND i.batal IS NULL))")
_NOT_COVERED = {"belum_mulai": _BILLED, "belum": f"NOT {_BILLED}"}


def _add_cover(sampai: str, parts: list[str], args: list[object]) -> None:
    if sampai in _NOT_COVERED:
        parts.append(f"{_UNTIL} IS NULL AND {_NOT_COVERED[sampai]}")
        return
    first, dots, last = sampai.partition("..")
    if first:
        parts.append(f"{_UNTIL} >= ?")
        args.append(first)
    if end := last if dots else first:
        parts.append(f"{_UNTIL} <= ?")
        args.append(end)


def _add_tab(query: Query, parts: list[str], args: list[object]) -> None:
    wanted = TABS.get(query.tab, ())
    if wanted:
        parts.append(f"status IN ({','.join('?' * len(wanted))})")
        args.extend(wanted)
    elif not query.text:
        parts.append(f"status NOT IN {LEFT}")


def _add_search(text: str, parts: list[str], args: list[object]) -> None:
    plain = re.sub(r"[\s.\-']", "", text)
    if plain.isdigit():
        parts.append("(nik LIKE ? OR nomor LIKE ?)")
        args.extend((f"%{plain}%", f"%{plain}%"))
        return
    if re.fullmatch(r"(?i)(pu|bpu)-\d+", text.strip()):
        parts.append("nomor LIKE ?")
        args.append(f"%{text.strip().upper()}%")
        return
    words = re.findall(r"\w+", text)
    if words:
        # id IN (...) and never a JOIN: the planner then always starts from the index of words.
        parts.append("id IN (SELECT rowid FROM cari WHERE cari MATCH ?)")
        args.append(" ".join(f'"{word}"*' for word in words))
    elif text.strip():
        parts.append("0")  # only punctuation: nothing can match


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
