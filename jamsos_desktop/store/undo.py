"""Pembatalan: deleting and bringing back, with the whole record as it was, for 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from jamsos_desktop.model.plain import plain
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import drafts, history, imports, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


def delete(db: Database, actor: Actor, records: Sequence[Peserta], undo_id: str, alasan: str) -> None:
    """Take people out whole, inside ``db.write()``: 30 days for undo, a tombstone for the next package."""
    keep_undo(db, actor, undo_id, "hapus", records)
    take_out(db, actor, records, alasan)


def take_out(db: Database, actor: Actor, records: Sequence[Peserta], alasan: str) -> None:
    """Take people out for good, inside ``db.write()``: only the tombstone for the next package stays."""
    uids = [person.uid for person in records]
    alasan = history.reason_to_keep(db, uids, alasan)  # while they are here: it stays when they are gone
    imports.forget_people(db, uids)
    db.many("INSERT OR REPLACE INTO hapus (uid, revisi, waktu, alasan) VALUES (?,?,?,?)",
            [(person.uid, person.revisi + 1, actor.stamp, alasan) for person in records])
    history.append_many(db, actor, "hapus", "peserta", [(uid, ()) for uid in uids], alasan)
    db.many("DELETE FROM peserta WHERE uid = ?", [(uid,) for uid in uids])
    for uid in uids:
        drafts.drop_inside(db, "editor", uid)


def keep_undo(db: Database, actor: Actor, undo_id: str, aksi: str, records: Sequence[Peserta]) -> None:
    """Keep the whole records as they were, inside the transaction that changes them."""
    body = msgspec.json.encode([plain(p) for p in records]).decode()
    db.run("INSERT INTO pembatalan (id, aksi, isi, waktu) VALUES (?,?,?,?)", (undo_id, aksi, body, actor.stamp))


def undo_entry(db: Database, undo_id: str) -> tuple[str, list[Peserta]]:
    """(action, records as they were); Problem TIDAK_BISA_URUNG when it is gone or used."""
    row = db.one("SELECT aksi, isi FROM pembatalan WHERE id = ?", (undo_id,))
    if not row:
        raise Problem("TIDAK_BISA_URUNG", "Perubahan itu tidak bisa diurungkan lagi.", TIDAK_BERUBAH,
                      "Isi ulang dari Riwayat atau berkas kertas.")
    return str(row[0]), msgspec.json.decode(row[1], type=list[Peserta])


def undone_records(db: Database, uids: set[str]) -> list[Peserta]:
    """The records of these people as they were when they were deleted, of those who can still be brought back."""
    found: dict[str, Peserta] = {}
    for (body,) in db.all("SELECT isi FROM pembatalan WHERE aksi = 'hapus' ORDER BY waktu"):
        if any(uid in body for uid in uids):
            found.update((p.uid, p) for p in msgspec.json.decode(body, type=list[Peserta]) if p.uid in uids)
    return list(found.values())


def deletions(db: Database) -> list[tuple[str, str, list[Peserta]]]:
    """(undo id, when, records as they were) of what can still be brought back, the newest first."""
    return [(str(one), str(at), msgspec.json.decode(body, type=list[Peserta])) for one, at, body in db.all(
        "SELECT id, waktu, isi FROM pembatalan WHERE aksi = 'hapus' ORDER BY waktu DESC, id DESC")]


def count_deleted(db: Database) -> int:
    """How many people can still be brought back."""
    row = db.one("SELECT coalesce(sum(json_array_length(isi)), 0) FROM pembatalan WHERE aksi = 'hapus'")
    return int(row[0]) if row else 0


def who_deleted(db: Database, since: str) -> dict[str, str]:
    """uid -> who took that person out last, of deletions since the ISO time ``since``."""
    return {str(uid): str(who) for uid, who in db.all(
        "SELECT objek_id, pelaku FROM riwayat WHERE aksi = 'hapus' AND objek = 'peserta' AND waktu >= ? ORDER BY n",
        (since,))}


def leave_undo(db: Database, undo_id: str, records: Sequence[Peserta]) -> None:
    """What is left to bring back of a deletion; with nobody left it is gone. Inside ``db.write()``."""
    if records:
        db.run("UPDATE pembatalan SET isi = ? WHERE id = ?",
               (msgspec.json.encode([plain(person) for person in records]).decode(), undo_id))
    else:
        drop_undo(db, undo_id)


def part_deletions(db: Database, size: int) -> None:
    """A deletion of more than ``size`` people becomes several of the same moment, so that bringing a few back does not
    write all the others again each time."""
    big = [entry for entry in deletions(db) if len(entry[2]) > size]
    if big:
        with db.write():
            for one, at, records in big:
                leave_undo(db, one, records[:size])
                for start in range(size, len(records), size):
                    body = msgspec.json.encode([plain(person) for person in records[start:start + size]]).decode()
                    db.run("INSERT INTO pembatalan (id, aksi, isi, waktu) VALUES (?,'hapus',?,?)",
                           (f"{one}-{start}", body, at))


def drop_undo(db: Database, undo_id: str) -> None:
    """Forget one undo record, inside ``db.write()``."""
    db.run("DELETE FROM pembatalan WHERE id = ?", (undo_id,))


def prune_undo(db: Database, before: str) -> None:
    """Forget undo records and what imports changed, older than the ISO time ``before`` (30 days)."""
    with db.write():
        db.run("DELETE FROM pembatalan WHERE waktu < ?", (before,))
        imports.forget_before(db, before)


def tombstones(db: Database) -> list[tuple[str, int]]:
    """(uid, revisi) of everyone deleted after having been sent once."""
    return [(row[0], row[1]) for row in db.all(
        "SELECT uid, revisi FROM hapus WHERE uid IN (SELECT uid FROM paket_orang) ORDER BY uid")]


def destroyed(db: Database) -> set[str]:
    """uids of those erased for good, whom every holder of a copy is to erase too."""
    return {str(row[0]) for row in db.all("SELECT uid FROM hapus WHERE musnah = 1")}


def deleted(db: Database) -> set[str]:
    """uids of everyone who was deleted here and is not back."""
    return {str(row[0]) for row in db.all("SELECT uid FROM hapus")}


def restore(db: Database, actor: Actor, person: Peserta, derived: people.Derived) -> int:
    """Bring a deleted person back, one revision beyond the tombstone, inside ``db.write()``; returns that revision."""
    if people.read(db, person.uid, missing_ok=True):
        raise Problem("TIDAK_BISA_URUNG", "Orang ini sudah ada lagi di data.", TIDAK_BERUBAH, "Buka dari daftar.")
    back = replace(person, revisi=person.revisi + 2, diubah=actor.stamp, status=derived.status)
    people.write_rows(db, [(back, derived)])
    people.write_kin(db, back)
    people.write_papers(db, actor, back, None)
    db.run("DELETE FROM hapus WHERE uid = ?", (person.uid,))
    history.append(db, actor, "urungkan", "peserta", person.uid)
    return back.revisi
