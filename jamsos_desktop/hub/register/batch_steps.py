"""How a batch was before each step, so that the step can be taken back; and what a written sheet fixes of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import batches
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database


def keep_before(db: Database, putusan: int, nomor: str, before: Mapping[str, Any]) -> None:
    """Keep how a batch's own rows were before a decision: {head, bills, members} -> columns; in ``db.write()``."""
    db.run("INSERT INTO batch_jejak (putusan, batch, sebelum) VALUES (?,?,?)",
           (putusan, nomor, msgspec.json.encode(before).decode()))


def put_back(db: Database, putusan: int) -> str:
    """Put a batch's own rows back as they were before a decision, in ``db.write()``; returns the batch.

    Problem PUTUSAN_BERUBAH when the batch has moved on since.
    """
    row = db.one("SELECT batch, sebelum FROM batch_jejak WHERE putusan = ?", (putusan,))
    if row is None:
        raise Problem("PUTUSAN_TIDAK_ADA", "Keputusan itu tidak ada.", TIDAK_BERUBAH, "Muat ulang halaman ini.")
    nomor, before = str(row[0]), msgspec.json.decode(row[1])
    newer = db.one("SELECT 1 FROM batch_jejak j JOIN putusan p ON p.id = j.putusan"
                   " WHERE j.batch = ? AND j.putusan > ? AND p.dibatalkan = ''", (nomor, putusan))
    if newer is not None:
        raise Problem("PUTUSAN_BERUBAH", f"Batch {nomor} sudah berjalan lebih jauh sesudah langkah itu.",
                      TIDAK_BERUBAH, "Urungkan dulu langkah yang lebih baru.")
    if before.get("head"):
        batches.put_head(db, nomor, before["head"])
    for number, values in before.get("bills", {}).items():
        batches.put_bill(db, int(number), values)
    for uid, values in before.get("members", {}).items():
        batches.put_member(db, nomor, uid, values)
    return nomor


def last_step(db: Database, nomor: str) -> int | None:
    """The newest decision about a batch that was not undone."""
    row = db.one("SELECT max(j.putusan) FROM batch_jejak j JOIN putusan p ON p.id = j.putusan"
                 " WHERE j.batch = ? AND p.dibatalkan = ''", (nomor,))
    return int(row[0]) if row and row[0] is not None else None


def twice(db: Database, nomor: str) -> str:
    """Another open batch that holds somebody whom this one still waits for; "" when there is none."""
    row = db.one(f"SELECT b.nomor {batches.STILL_OPEN} AND b.nomor <> ?1 AND m.uid IN (SELECT m.uid"
                 f" {batches.STILL_OPEN} AND b.nomor = ?1) LIMIT 1", (nomor,))
    return str(row[0]) if row else ""


def fix(db: Database, nomor: str, bulan: int, seen: Mapping[str, Person]) -> None:
    """What stands in a sheet that was written: revisi, NIK and dues of each, and what the bills come to by them."""
    db.many("UPDATE batch_orang SET revisi = ?, nik = ?, sebulan_sen = ? WHERE batch = ? AND uid = ?",
            [(p.revisi, p.nik, p.sebulan_sen, nomor, p.uid) for p in seen.values()])
    db.run("UPDATE tagihan SET (sebulan_sen, jumlah_sen) = (SELECT sum(m.sebulan_sen), sum(m.sebulan_sen) * ?1"
           " FROM batch_orang m WHERE m.tagihan = tagihan.id) WHERE batch = ?2", (bulan, nomor))
