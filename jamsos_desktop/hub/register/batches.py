"""Batches to BPJS in the register: chosen, written, read, moved on, and put back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.hub.batches import Candidate, Key, PlannedBill
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database

# Somebody whose batch still waits: for BPJS's answer, or for the payment of what BPJS accepted.
STILL_OPEN = ("FROM batch_orang m JOIN batch b ON b.nomor = m.batch JOIN tagihan t ON t.id = m.tagihan"
              " WHERE b.dibatalkan = '' AND (m.hasil = '' OR"
              " (m.hasil = 'ok' AND b.jenis IN ('daftar', 'lanjut') AND t.dibayar = ''))")
_OPEN = f"EXISTS (SELECT 1 {STILL_OPEN} AND m.uid = o.uid)"
_ANSWERED = ("(SELECT coalesce(group_concat(DISTINCT b.jenis), '') FROM batch_orang m JOIN batch b ON b.nomor = m.batch"
             " WHERE m.uid = o.uid AND m.revisi = o.revisi AND m.hasil <> '' AND b.dibatalkan = '')")
_TOLD = ("EXISTS (SELECT 1 FROM batch_orang m JOIN batch b ON b.nomor = m.batch WHERE m.uid = o.uid"
         " AND b.jenis = 'berhenti' AND m.hasil = 'ok' AND b.dibatalkan = '')")
_SHARED = ("(keadaan = 'keluar' AND kpj IN (SELECT kpj FROM orang WHERE hapus = 0"
           " AND keadaan IN ('di_bpjs', 'menunggu_bayar', 'aktif')))")
_CANDIDATES = (
    "SELECT uid, unit, kelompok, segmen, sumber_dana, keadaan, permohonan, berubah, kpj, aktif_sampai, revisi,"
    f" sebulan_sen, {_ANSWERED}, {_TOLD}, {_SHARED} FROM orang o WHERE ((hapus = 0 AND tunda = 0"
    " AND (keadaan IN ('masuk', 'diterima') OR (keadaan = 'aktif' AND (permohonan IN ('berhenti', 'lanjut')"
    f" OR berubah = 1 OR aktif_sampai <= ?)))) OR (keadaan = 'keluar' AND kpj <> '' AND NOT {_TOLD}))"
    f" AND NOT {_OPEN}")


class Office(NamedTuple):
    """A village as batches see it. ``dikenal``: its key was compared by somebody."""

    kode: str
    nama: str
    kecamatan: str
    npp: str
    dikenal: bool


class BatchHead(NamedTuple):
    """A row of ``batch``; days ISO, "" while they have not come."""

    nomor: str
    jenis: str
    segmen: str
    kelompok: str
    wadah: str
    sumber_dana: str
    masa_dari: str
    bulan: int
    dibuat: str
    diisi: str
    diserahkan: str
    surat: str
    hasil: str
    dibatalkan: str
    catatan: str


class BillRow(NamedTuple):
    """A row of ``tagihan``. ``hidup``: somebody on it is not refused, so it is to be paid (0 or 1)."""

    id: int
    batch: str
    npp: str
    unit: str
    orang: int
    sebulan_sen: int
    jumlah_sen: int
    kode_bayar: str
    jatuh_tempo: str
    dibayar: str
    bukti: str
    hidup: int


class MemberRow(NamedTuple):
    """A row of ``batch_orang`` with who it is; ``nik``: the one BPJS was given, whatever the village says since."""

    uid: str
    npp: str
    lembar: str
    tagihan: int
    unit: str
    revisi: int
    sebulan_sen: int
    hasil: str
    kpj: str
    aktif_dari: str
    alasan: str
    teks: str
    nik: str
    nama: str


class Counted(NamedTuple):
    """People of one batch."""

    orang: int
    desa: int
    sebulan_sen: int
    ok: int
    ditolak: int


_MEMBER = ("uid", "npp", "lembar", "tagihan", "unit", "revisi", "sebulan_sen", "hasil", "kpj", "aktif_dari", "alasan",
           "teks")


def owed(db: Database, uids: Sequence[str]) -> set[str]:
    """Those of ``uids`` who left as members (KPJ) and of whose exit BPJS has not heard yet."""
    found: set[str] = set()
    for start in range(0, len(uids), 500):
        part = uids[start:start + 500]
        found.update(str(row[0]) for row in db.all(
            f"SELECT uid FROM orang o WHERE keadaan = 'keluar' AND kpj <> '' AND NOT {_TOLD}"
            f" AND uid IN ({','.join('?' * len(part))})", part))
    return found


def candidates(db: Database, horizon: str) -> list[Candidate]:
    """Everybody BPJS may have to hear of and who is in no open batch; by village and name."""
    return [Candidate._make(row) for row in db.all(f"{_CANDIDATES} ORDER BY unit, nama, uid", (horizon,))]


def busy(db: Database, uids: Sequence[str]) -> set[str]:
    """Who of these is in an open batch."""
    found: set[str] = set()
    for start in range(0, len(uids), 500):
        part = uids[start:start + 500]
        found.update(row[0] for row in db.all(
            f"SELECT uid FROM orang o WHERE uid IN ({','.join('?' * len(part))}) AND {_OPEN}", part))
    return found


def offices(db: Database) -> dict[str, Office]:
    """kode -> what batches must know of a village."""
    return {row[0]: Office(row[0], row[1], row[2], _npp(row[3]), bool(row[4]))
            for row in db.all("SELECT kode, nama, kecamatan, profil, dicocokkan FROM unit")}


def _npp(profil: str) -> str:
    found = msgspec.json.decode(profil or "{}")
    return str(found.get("npp") or "") if isinstance(found, dict) else ""


def insert(db: Database, nomor: str, key: Key, wadah: str, masa_dari: str, bulan: int, dibuat: str) -> None:
    """A new batch without people, inside ``db.write()``."""
    db.run("INSERT INTO batch (nomor, jenis, segmen, kelompok, wadah, sumber_dana, masa_dari, bulan, dibuat)"
           " VALUES (?,?,?,?,?,?,?,?,?)",
           (nomor, key.jenis, key.segmen, key.kelompok, wadah, key.sumber_dana, masa_dari, bulan, dibuat))


def insert_bill(db: Database, nomor: str, bill: PlannedBill, jumlah_sen: int,
                people: Iterable[tuple[Candidate, str]]) -> int:
    """A bill of a batch and the people (with their sheet) on it, inside ``db.write()``; returns its id."""
    cursor = db.run("INSERT INTO tagihan (batch, npp, unit, orang, sebulan_sen, jumlah_sen) VALUES (?,?,?,?,?,?)",
                    (nomor, bill.npp, bill.unit, bill.orang, bill.sebulan_sen, jumlah_sen))
    number = int(cursor.lastrowid)
    db.many("INSERT INTO batch_orang (batch, uid, npp, lembar, tagihan, unit, revisi, sebulan_sen, nik)"
            " VALUES (?,?,?,?,?,?,?,?, (SELECT nik FROM orang WHERE uid = ?))",
            ((nomor, one.uid, bill.npp, sheet, number, one.unit, one.revisi, one.sebulan_sen, one.uid)
             for one, sheet in people))
    return number


def heads(db: Database) -> list[BatchHead]:
    """All batches, newest first."""
    return [BatchHead._make(row) for row in
            db.all(f"SELECT {', '.join(BatchHead._fields)} FROM batch ORDER BY length(nomor) DESC, nomor DESC")]


def head(db: Database, nomor: str) -> BatchHead:
    """One batch. Problem BATCH_TIDAK_ADA."""
    row = db.one(f"SELECT {', '.join(BatchHead._fields)} FROM batch WHERE nomor = ?", (nomor,))
    if row is None:
        raise Problem("BATCH_TIDAK_ADA", f"Batch {nomor} tidak ada.", TIDAK_BERUBAH, "Pilih batch di daftar.")
    return BatchHead._make(row)


def counted(db: Database) -> dict[str, Counted]:
    """nomor -> people of each batch."""
    rows = db.all("SELECT batch, count(*), count(DISTINCT unit), sum(sebulan_sen), sum(hasil = 'ok'),"
                  " sum(hasil = 'ditolak') FROM batch_orang GROUP BY batch")
    return {row[0]: Counted._make(row[1:]) for row in rows}


def bills(db: Database, nomor: str = "") -> list[BillRow]:
    """The bills of a batch, or of all that are not cancelled."""
    where, args = ("t.batch = ?", [nomor]) if nomor else (
        "t.batch IN (SELECT nomor FROM batch WHERE dibatalkan = '')", [])
    columns = ", ".join(f"t.{name}" for name in BillRow._fields[:-1])
    alive = "EXISTS (SELECT 1 FROM batch_orang m WHERE m.tagihan = t.id AND m.hasil <> 'ditolak')"
    return [BillRow._make(row) for row in
            db.all(f"SELECT {columns}, {alive} FROM tagihan t WHERE {where} ORDER BY t.id", args)]


def bill(db: Database, tagihan_id: int) -> BillRow:
    """One bill. Problem TAGIHAN_TIDAK_ADA."""
    row = db.one("SELECT batch FROM tagihan WHERE id = ?", (tagihan_id,))
    if row is None:
        raise Problem("TAGIHAN_TIDAK_ADA", "Tagihan itu tidak ada.", TIDAK_BERUBAH, "Muat ulang halaman ini.")
    return next(one for one in bills(db, str(row[0])) if one.id == tagihan_id)


def members(db: Database, nomor: str) -> list[MemberRow]:
    """The people of a batch by village and name."""
    columns = ", ".join(f"m.{name}" for name in _MEMBER)
    return [MemberRow._make(row) for row in
            db.all(f"SELECT {columns}, iif(m.nik = '', o.nik, m.nik), o.nama FROM batch_orang m"
                   " JOIN orang o ON o.uid = m.uid WHERE m.batch = ? ORDER BY m.unit, o.nama, m.uid", (nomor,))]


def kpj_owners(db: Database, kpjs: Sequence[str]) -> dict[str, set[str]]:
    """KPJ -> uids of whoever the register says owns it: two where somebody moved to another village."""
    found: dict[str, set[str]] = {}
    for start in range(0, len(kpjs), 500):
        part = kpjs[start:start + 500]
        marks = ",".join("?" * len(part))
        for kpj, uid in db.all(f"SELECT kpj, uid FROM orang WHERE hapus = 0 AND kpj IN ({marks})", part):
            found.setdefault(kpj, set()).add(uid)
    return found


def waiting(db: Database, uids: Sequence[str]) -> set[str]:
    """Who of these is in an open batch that BPJS has."""
    return {row[0] for row in db.all(
        f"SELECT m.uid {STILL_OPEN} AND b.diserahkan <> '' AND m.uid IN ({','.join('?' * len(uids))})", uids)}


def put_head(db: Database, nomor: str, values: Mapping[str, Any]) -> None:
    """Change columns of a batch, inside ``db.write()``."""
    _put(db, "batch", "nomor", nomor, BatchHead._fields, values)


def put_bill(db: Database, tagihan_id: int, values: Mapping[str, Any]) -> None:
    """Change columns of a bill, inside ``db.write()``."""
    _put(db, "tagihan", "id", tagihan_id, BillRow._fields, values)


def put_member(db: Database, nomor: str, uid: str, values: Mapping[str, Any]) -> None:
    """Change columns of a person's place in a batch, inside ``db.write()``."""
    _check(values, _MEMBER)
    db.run(f"UPDATE batch_orang SET {', '.join(f'{name} = ?' for name in values)} WHERE batch = ? AND uid = ?",
           (*values.values(), nomor, uid))


def _put(db: Database, table: str, key: str, value: object, known: Sequence[str], values: Mapping[str, Any]) -> None:
    _check(values, known)
    db.run(f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in values)} WHERE {key} = ?",
           (*values.values(), value))


def _check(values: Mapping[str, Any], known: Sequence[str]) -> None:
    if unknown := set(values) - set(known):
        raise ValueError(f"no such column: {unknown}")


def lapses(db: Database) -> list[tuple[str, str, int, int]]:
    """(fund, month YYYY-MM, people, sen a month) of when members' dues end; from the kept recap."""
    return [(str(a), str(b), int(c), int(d)) for a, b, c, d in
            db.all("SELECT sumber_dana, substr(aktif_sampai, 1, 7), sum(orang), sum(sebulan_sen) FROM rekap_tempo"
                   " WHERE aktif_sampai <> '' GROUP BY sumber_dana, substr(aktif_sampai, 1, 7) ORDER BY 2, 1")]


def quotas(db: Database, tahun: int) -> list[tuple[str, int, int]]:
    """(fund, quota, used) of a year: pekerja rentan on the way or covered on any day of that year.

    A quota written for the kabupaten (a code of five letters) stands for all; else those of its units are added up.
    """
    whole = "coalesce(max(CASE WHEN length(k.kode) = 5 THEN k.orang END), sum(k.orang))"
    return [(str(a), int(b), int(c)) for a, b, c in
            db.all(f"SELECT k.sumber_dana, {whole}, (SELECT count(*) FROM orang o WHERE o.hapus = 0"
                   " AND o.kelompok = 'pekerja_rentan' AND o.sumber_dana = k.sumber_dana AND"
                   " (o.keadaan IN ('di_bpjs', 'menunggu_bayar') OR (o.keadaan = 'aktif' AND"
                   " (o.aktif_sampai = '' OR o.aktif_sampai >= ?1) AND (o.aktif_dari = '' OR o.aktif_dari <= ?2))))"
                   " FROM kuota k WHERE k.tahun = ?3 GROUP BY k.sumber_dana ORDER BY k.sumber_dana",
                   (f"{tahun}-01-01", f"{tahun}-12-31", tahun))]
