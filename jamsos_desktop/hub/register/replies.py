"""Replies in the register: what villages were told, what they would hear now, messages on their way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.hub.replies import MOST_MESSAGES, Answerable, Told
from jamsos_desktop.hub.verdicts import PersonBill, UnitBill
from jamsos_desktop.store.engine import Database


class Answer(NamedTuple):
    """One row of ``jawaban``. ``jumlah``: JSON of people per verdict."""

    unit: str
    no: int
    sha: str
    kode_periksa: str
    nama_berkas: str
    isi: str
    dibuat: str
    untuk_seq: int
    jumlah: str
    digest: str


_ANSWER = ", ".join(Answer._fields)
# The newest bill somebody is on that was not called off.
_BILL = (" LEFT JOIN batch_orang m ON m.uid = o.uid AND m.rowid = (SELECT max(n.rowid) FROM batch_orang n"
         " JOIN batch b ON b.nomor = n.batch AND b.dibatalkan = '' WHERE n.uid = o.uid AND n.hasil <> 'ditolak')"
         " LEFT JOIN tagihan t ON t.id = m.tagihan")
_WORD = ("CASE WHEN o.keadaan IN ('masuk', 'diterima') THEN CASE WHEN o.tunda > 0 THEN 'diperiksa' ELSE 'diterima' END"
         " ELSE o.keadaan END")
_STANDING = (f"SELECT o.unit, o.uid, o.revisi, {_WORD}, o.kpj, o.aktif_dari, o.aktif_sampai, o.alasan, o.kolom, o.oleh,"
             " o.tindakan, o.catatan, t.kode_bayar, t.jatuh_tempo, t.dibayar FROM orang o" + _BILL)


def answerable(db: Database, kodes: Sequence[str] | None = None) -> list[Answerable]:
    """Villages that ever sent a package that went in, or these, by code."""
    where, args = "seq > 0 OR balas_penuh = 1", list(kodes or ())
    if kodes is not None:
        where = f"kode IN ({','.join('?' * len(args))})"
    return [Answerable(*row) for row in db.all(
        "SELECT kode, nama, jenis, kecamatan, sign, age, dicocokkan, seq, sha, minta_penuh, balas_penuh,"
        " (SELECT coalesce(max(k.seq), 0) FROM kiriman k WHERE k.unit = unit.kode)"
        f" FROM unit WHERE {where} ORDER BY kode", args)]


def newest(db: Database) -> dict[str, Answer]:
    """Village -> its last reply."""
    return {row[0]: Answer(*row) for row in db.all(
        f"SELECT {_ANSWER} FROM jawaban j WHERE no = (SELECT max(no) FROM jawaban i WHERE i.unit = j.unit)")}


def names(db: Database) -> set[str]:
    """File names of all replies ever noted."""
    return {str(row[0]) for row in db.all("SELECT nama_berkas FROM jawaban")}


def note(db: Database, answer: Answer) -> None:
    """Enter a reply inside ``db.write()``."""
    db.run(f"INSERT INTO jawaban ({_ANSWER}) VALUES ({','.join('?' * len(Answer._fields))})", answer)


def undelivered(db: Database) -> set[str]:
    """Villages whose last reply was made but never reached the place it was made for."""
    return {str(row[0]) for row in db.all(
        "SELECT unit FROM jawaban j WHERE diserahkan = ''"
        " AND no = (SELECT max(no) FROM jawaban i WHERE i.unit = j.unit)")}


def delivered(db: Database, answer: Answer, stamp: str) -> None:
    """Note that a reply was copied to where it was wanted."""
    with db.write():
        db.run("UPDATE jawaban SET diserahkan = ? WHERE unit = ? AND no = ?", (stamp, answer.unit, answer.no))


def standing(db: Database, kode: str = "") -> dict[str, list[tuple[Any, ...]]]:
    """Village -> rows for ``hub.replies.digest`` (without the village), of one village or of all."""
    where, args = (" AND o.unit = ?", (kode,)) if kode else ("", ())
    rows = db.all(f"{_STANDING} WHERE o.hapus = 0{where} ORDER BY o.unit, o.uid", args)
    return {unit: [row[1:] for row in group] for unit, group in groupby(rows, key=lambda row: str(row[0]))}


def office_row(db: Database, kode: str) -> dict[str, Any]:
    """What is held of a village itself, as its packages carry it."""
    row = db.one("SELECT profil, berkas, sotk FROM unit WHERE kode = ?", (kode,))
    assert row is not None
    decode = msgspec.json.decode
    return {"uid": kode, "profil": decode(row[0]), "berkas": decode(row[1]), "sotk": decode(row[2])}


def person_bills(db: Database, kode: str) -> dict[str, PersonBill]:
    """uid -> the newest bill of everybody of a village who is on one."""
    return {row[0]: PersonBill(*row[1:]) for row in db.all(
        f"SELECT o.uid, t.kode_bayar, t.jatuh_tempo, t.dibayar FROM orang o{_BILL}"
        " WHERE o.unit = ? AND o.hapus = 0 AND t.id IS NOT NULL", (kode,))}


def unit_bills(db: Database, kode: str = "") -> dict[str, list[UnitBill]]:
    """Village -> bills with a payment code that people of it are on, oldest first."""
    where, args = (" AND m.unit = ?", (kode,)) if kode else ("", ())
    rows = db.all(
        "SELECT m.unit, t.kode_bayar, t.jumlah_sen, sum(m.sebulan_sen) * max(b.bulan, 1), t.jatuh_tempo, t.dibayar,"
        " b.masa_dari, b.bulan, count(*), t.unit = m.unit FROM batch_orang m"
        " JOIN tagihan t ON t.id = m.tagihan JOIN batch b ON b.nomor = m.batch"
        f" WHERE t.kode_bayar <> '' AND b.dibatalkan = '' AND m.hasil <> 'ditolak'{where}"
        " GROUP BY m.unit, t.id ORDER BY m.unit, t.id", args)
    return {unit: [UnitBill._make((*row[1:-1], bool(row[-1]))) for row in group]
            for unit, group in groupby(rows, key=lambda row: str(row[0]))}


def messages(db: Database, kode: str = "") -> dict[str, list[Told]]:
    """Village -> its newest messages, oldest first."""
    where, args = ("WHERE unit = ?", (kode,)) if kode else ("", ())
    found: dict[str, list[Told]] = {}
    for unit, *row in db.all(f"SELECT unit, id, teks, waktu, dikirim FROM pesan {where} ORDER BY id DESC", args):
        if len(kept := found.setdefault(unit, [])) < MOST_MESSAGES:
            kept.insert(0, Told(*row))
    return found


def add_message(db: Database, kode: str, teks: str, waktu: str, oleh: str) -> int:
    """Put a message on its way, inside ``db.write()``; returns its id."""
    return int(db.run("INSERT INTO pesan (unit, teks, waktu, oleh) VALUES (?,?,?,?)",
                      (kode, teks, waktu, oleh)).lastrowid)


def told(db: Database, answer: Answer, told_ids: Sequence[int]) -> None:
    """After ``note``: its messages are on their way, and what the village lacked it now has; inside ``db.write()``."""
    db.many("UPDATE pesan SET dikirim = ? WHERE id = ? AND dikirim = 0", [(answer.no, one) for one in told_ids])
    if answer.isi == "penuh":
        db.run("UPDATE unit SET balas_penuh = 0 WHERE kode = ?", (answer.unit,))
