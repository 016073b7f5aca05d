"""Everything the file holds of one person beside the record itself, for the copy they may ask for: SQL only."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from jamsos_desktop.store.engine import Database


class Sent(NamedTuple):
    """A package somebody was in. ``waktu``: ISO; ``penerima``: name of who it was sealed for; ``permohonan``: asked."""

    seq: int
    waktu: str
    penerima: str
    permohonan: str


class Sheeted(NamedTuple):
    """A kind of paper printed of somebody, in which bundle, when (ISO), by whom."""

    bundel: str
    jenis: str
    waktu: str
    oleh: str


class Told(NamedTuple):
    """A verdict of DPMD: reply number, day it was taken in (ISO), the verdict and its words."""

    no: int
    diambil: str
    putusan: str
    label: str
    teks: str


class Billed(NamedTuple):
    """Months somebody was billed for (YYYY-MM), what it cost in sen, and the day it was paid (ISO) or ""."""

    bulan_dari: str
    bulan_sampai: str
    sebulan_sen: int
    sumber_dana: str
    dibayar: str


def sent(db: Database, uid: str) -> list[Sent]:
    """The packages somebody went with, oldest first."""
    return [Sent(seq, waktu, str(msgspec.json.decode(to).get("nama", "")), asked) for seq, waktu, to, asked in db.all(
        "SELECT p.seq, p.waktu, p.penerima, o.permohonan FROM paket p JOIN paket_orang o ON o.seq = p.seq"
        " WHERE o.uid = ? ORDER BY p.seq", (uid,))]


def printed(db: Database, uid: str) -> list[Sheeted]:
    """Papers of their own, and lists of the bundles they were asked for in."""
    return [Sheeted(*row) for row in db.all(
        "SELECT DISTINCT c.bundel, l.jenis, c.waktu, c.oleh FROM bundel_cetak c"
        " JOIN bundel_lembar l ON l.cetak_id = c.id JOIN bundel_orang o ON o.bundel = c.bundel AND o.uid = ?1"
        " WHERE l.jadi = 1 AND l.uid IN ('', ?1) ORDER BY c.waktu, l.jenis", (uid,))]


def told(db: Database, uid: str) -> list[Told]:
    """What replies said of somebody, oldest first."""
    return [Told(*row) for row in db.all(
        "SELECT k.balasan_no, b.diambil, k.putusan, k.label, k.teks FROM keputusan k"
        " JOIN balasan b ON b.no = k.balasan_no WHERE k.uid = ? ORDER BY k.balasan_no", (uid,))]


def billed(db: Database, uid: str) -> list[Billed]:
    """What somebody was billed for, oldest month first; bills called off are left out."""
    return [Billed(*row) for row in db.all(
        "SELECT o.bulan_dari, o.bulan_sampai, o.jkk_sen + o.jkm_sen + o.jht_sen, i.sumber_dana,"
        " coalesce(i.dibayar_tanggal, '') FROM iuran_orang o JOIN iuran i ON i.id = o.iuran_id"
        " WHERE o.uid = ? AND i.batal IS NULL ORDER BY o.bulan_dari", (uid,))]


def owing(db: Database) -> set[str]:
    """uids of whoever is on a bill that stands and is not paid yet."""
    return {str(row[0]) for row in db.all("SELECT o.uid FROM iuran_orang o JOIN iuran i ON i.id = o.iuran_id"
                                          " WHERE i.batal IS NULL AND i.dibayar_tanggal IS NULL")}


def long_kept(db: Database, left_by: str, changed_by: str) -> list[str]:
    """uids of who left by the first day, and of who was never sent and not changed since the second (ISO, "" none), in
    the order of their numbers."""
    return [str(row[0]) for row in db.all(
        "SELECT uid FROM peserta WHERE keluar_tanggal <= ? OR (diubah <> '' AND substr(diubah, 1, 10) <= ?"
        " AND uid NOT IN (SELECT uid FROM paket_orang)) ORDER BY id", (left_by, changed_by))]


def copies(db: Database, uid: str) -> list[tuple[str, str]]:
    """(kind, ISO moment) of earlier versions and unfinished forms of somebody: ``draf``, ``urungkan``, ``impor``."""
    found = [("draf", str(row[0])) for row in db.all(
        "SELECT waktu FROM draf WHERE kunci = ?1 OR json_extract(isi, '$.uid') = ?1", (uid,))]
    found += [("urungkan", str(waktu)) for waktu, body in db.all("SELECT waktu, isi FROM pembatalan")
              if uid in body]
    found += [("impor", str(row[0])) for row in db.all(
        "SELECT i.waktu FROM impor i JOIN impor_orang o ON o.impor_id = i.id"
        " WHERE o.uid = ? AND o.sebelum <> ''", (uid,))]
    return sorted(found, key=lambda one: one[1])

