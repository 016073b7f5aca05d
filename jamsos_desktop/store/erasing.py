"""Erasing people for good: every place of the file that holds them, what is kept and why, and writing the file anew.

What stays are counts and money: bills say how many rupiah for how many people (bookkeeping is kept by law), the
history says that somebody was there, both under a random id that leads to nobody any more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

MARK = "musnah"  # reason of the tombstone, and the action in the history


class Destruction(NamedTuple):
    """One destruction as kept. ``waktu``: ISO moment; ``dasar``: why (a code of ``desk.data_rights_records.BASES``);
    ``orang``, ``scan``, ``kiriman``: how many; ``salinan_sampai``: ISO day, "" when no backup here holds it;
    ``sisa``: files still to be deleted, as ``folder/name``; ``padat``: whether the file was written anew."""

    id: str
    waktu: str
    oleh: str
    dasar: str
    orang: int
    scan: int
    kiriman: int
    salinan_sampai: str
    sisa: tuple[str, ...]
    padat: bool


class Traces(NamedTuple):
    """Where people are outside the record itself. ``scans``: sealed names; ``parcels``: file names of packages that
    hold them; ``prints``: paths of PDFs they are in; ``nomor``: their numbers of this office."""

    scans: tuple[str, ...]
    parcels: tuple[str, ...]
    prints: tuple[str, ...]
    nomor: tuple[str, ...]


_DESTROYED = ("id", "waktu", "oleh", "dasar", "orang", "scan", "kiriman", "salinan_sampai", "sisa", "padat")


def traces(db: Database, uids: Collection[str]) -> Traces:
    """Where these people left something that is a file, or in the undo of a deletion."""
    def names(sql: str) -> set[str]:
        return {str(row[0]) for uid in uids for row in db.all(sql, (uid,))} - {""}

    undoable = _undoable(db)
    numbers = names("SELECT nomor FROM peserta WHERE uid = ?") | {undoable[uid] for uid in uids if uid in undoable}
    found = (names("SELECT nama FROM scan_orang WHERE uid = ?"),
             names("SELECT p.nama_berkas FROM paket p JOIN paket_orang o ON o.seq = p.seq WHERE o.uid = ?"
                   " AND o.permohonan <> 'hapus'"),
             names("SELECT c.berkas FROM bundel_cetak c JOIN bundel_orang o ON o.bundel = c.bundel WHERE o.uid = ?"),
             numbers)
    return Traces(*(tuple(sorted(one)) for one in found))


def known(db: Database, uids: Sequence[str]) -> list[str]:
    """Those of ``uids`` who are here, or were deleted but can still be brought back."""
    undoable = _undoable(db)
    return [uid for uid in uids if uid in undoable or db.one("SELECT 1 FROM peserta WHERE uid = ?", (uid,))]


def _undoable(db: Database) -> dict[str, str]:
    """uid -> number of everybody in a list of records that can be brought back."""
    bodies = [_records(row[0]) for row in db.all("SELECT isi FROM pembatalan")]
    return {str(one["uid"]): str(one.get("nomor", "")) for body in bodies for one in body}


def _records(text: str) -> list[dict[str, Any]]:
    """The records in what can be taken back; [] where it is something else, as a step of a choice."""
    body = msgspec.json.decode(text)
    return body if isinstance(body, list) and all(isinstance(one, dict) and "uid" in one for one in body) else []


def erase(db: Database, actor: Actor, uids: Sequence[str], dasar: str) -> None:
    """Take people out of every table inside ``db.write()``, on a connection that ``forgets``.

    A tombstone stays for each, under the random uid, which tells whoever holds a copy to erase it too.
    """
    people = [(uid,) for uid in uids]
    for uid in uids:
        db.run("INSERT INTO hapus (uid, revisi, waktu, alasan, musnah) VALUES (?1, ?2, ?3, ?4, 1)"
               " ON CONFLICT (uid) DO UPDATE SET revisi = ?2, waktu = ?3, alasan = ?4, musnah = 1",
               (uid, _last_revisi(db, uid) + 1, actor.stamp, MARK))
    for sql in _STATEMENTS:
        db.many(sql, people)
    _forget_undo(db, frozenset(uids))
    _forget_notes(db)
    history.append_many(db, actor, MARK, "peserta", [(uid, ()) for uid in uids], dasar)


# In this order: what points to a person before the person.
_STATEMENTS = (
    "DELETE FROM draf WHERE kunci = ?1 OR json_extract(isi, '$.uid') = ?1",
    # What was searched for last may be the very name.
    "UPDATE draf SET isi = json_remove(isi, '$.akhir.text') WHERE form = 'tampilan' AND ?1 <> ''",
    "UPDATE impor_orang SET sebelum = NULL WHERE uid = ?",
    "DELETE FROM cetakan_orang WHERE uid = ?",
    "UPDATE paket_orang SET inti = '' WHERE uid = ?",
    "DELETE FROM keputusan WHERE uid = ?",
    "DELETE FROM kejadian WHERE uid = ?",
    "DELETE FROM scan_orang WHERE uid = ?",
    "DELETE FROM pembatasan WHERE uid = ?",
    "DELETE FROM bundel_orang WHERE uid = ?",
    "UPDATE bundel_lembar SET uid = '', kunci = '' WHERE uid = ?",
    "UPDATE kursi SET uid = '', nama = '', sk_nomor = '', sk_tanggal = NULL WHERE uid = ?",
    "UPDATE penetapan SET alasan = '' WHERE uid = ?",
    "UPDATE permintaan_data SET catatan = '' WHERE uid = ?",
    "DELETE FROM peserta WHERE uid = ?",
)


def _last_revisi(db: Database, uid: str) -> int:
    row = db.one("SELECT max(coalesce((SELECT revisi FROM peserta WHERE uid = ?1), 0),"
                 " coalesce((SELECT revisi FROM hapus WHERE uid = ?1), 0),"
                 " coalesce((SELECT max(revisi) FROM paket_orang WHERE uid = ?1), 0))", (uid,))
    assert row is not None
    return int(row[0])


def _forget_undo(db: Database, uids: frozenset[str]) -> None:
    """Records as they were before go from what can be taken back; what then cannot be taken back whole, goes whole."""
    for undo_id, text in db.all("SELECT id, isi FROM pembatalan"):
        if not any(uid in text for uid in uids):
            continue
        left = [one for one in _records(text) if one["uid"] not in uids]
        if left:
            db.run("UPDATE pembatalan SET isi = ? WHERE id = ?", (msgspec.json.encode(left).decode(), undo_id))
        else:
            db.run("DELETE FROM pembatalan WHERE id = ?", (undo_id,))


def _forget_notes(db: Database) -> None:
    """The index of names is built anew: deleting alone leaves words in its segments."""
    db.run("INSERT INTO cari(cari) VALUES ('rebuild')")
    db.run("INSERT INTO cari(cari) VALUES ('optimize')")


def forget_messages(db: Database, words: Collection[str]) -> None:
    """Messages of DPMD that name one of ``words`` (a name, a NIK) go, inside ``db.write()``: they are free text."""
    wanted = [word.casefold() for word in words if len(word) > 2]
    for no, text in db.all("SELECT no, pesan FROM balasan WHERE pesan <> '[]'"):
        rows: list[dict[str, Any]] = msgspec.json.decode(text)
        left = [row for row in rows if not any(word in str(row.get("teks", "")).casefold() for word in wanted)]
        if len(left) < len(rows):
            db.run("UPDATE balasan SET pesan = ? WHERE no = ?", (msgspec.json.encode(left).decode(), no))


def forgets(db: Database) -> None:
    """From now on this connection overwrites what it deletes."""
    db.all("PRAGMA secure_delete = ON")


def compact(db: Database) -> None:
    """Write the whole file anew, so that no page of an earlier day is left in it; outside of any write.

    Needs as much free room as the file is large. Problems, with everything as it was: DISK_PENUH, DATA_SIBUK while
    another connection reads and so keeps the log of earlier pages.
    """
    forgets(db)
    db.run("VACUUM")
    row = db.one("PRAGMA wal_checkpoint(TRUNCATE)")
    if row is None or row[0]:
        raise Problem("DATA_SIBUK", "File data sedang dibaca pekerjaan lain.", TIDAK_BERUBAH, "Coba sebentar lagi.")


def holding(db: Database, numbers: Collection[str]) -> tuple[str, ...]:
    """The tables in which one of these numbers (NIK, KPJ) still stands in a text; () when none does."""
    found: list[str] = []
    tables = [str(row[0]) for row in db.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'cari%' AND name NOT LIKE 'sqlite%'"
        " ORDER BY name")]
    for table in tables:
        columns = [str(row[1]) for row in db.all(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
        for number in filter(None, numbers):
            where = " OR ".join(f"instr({column}, ?1) > 0" for column in columns)
            if columns and table not in found and db.one(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", (number,)):
                found.append(table)
    return tuple(found)


def note(db: Database, new: Destruction) -> None:
    """Keep that something was destroyed, inside the write that destroys it."""
    db.run(f"INSERT INTO pemusnahan ({', '.join(_DESTROYED)}) VALUES ({','.join('?' * len(_DESTROYED))})",
           (*new[:8], msgspec.json.encode(new.sisa).decode(), int(new.padat)))


def rewrite(db: Database, kept: Destruction) -> None:
    """Note how far a destruction has come, inside ``db.write()``."""
    db.run("UPDATE pemusnahan SET salinan_sampai = ?, sisa = ?, padat = ? WHERE id = ?",
           (kept.salinan_sampai, msgspec.json.encode(kept.sisa).decode(), int(kept.padat), kept.id))


def destructions(db: Database) -> list[Destruction]:
    """Everything destroyed so far, newest first."""
    return [Destruction._make((*row[:8], tuple(msgspec.json.decode(row[8])), bool(row[9]))) for row in db.all(
        f"SELECT {', '.join(_DESTROYED)} FROM pemusnahan ORDER BY waktu DESC, id DESC")]


def returned(db: Database) -> list[str]:
    """uids of those erased for good of whom an older copy of the data brought something back."""
    return [str(row[0]) for row in db.all(
        "SELECT uid FROM hapus h WHERE musnah = 1 AND (EXISTS (SELECT 1 FROM peserta p WHERE p.uid = h.uid)"
        " OR EXISTS (SELECT 1 FROM keputusan k WHERE k.uid = h.uid)"
        " OR EXISTS (SELECT 1 FROM cetakan_orang c WHERE c.uid = h.uid)"
        " OR EXISTS (SELECT 1 FROM paket_orang o WHERE o.uid = h.uid AND o.inti <> '')"
        " OR EXISTS (SELECT 1 FROM scan_orang s WHERE s.uid = h.uid)"
        " OR EXISTS (SELECT 1 FROM kejadian j WHERE j.uid = h.uid)"
        " OR EXISTS (SELECT 1 FROM draf d WHERE d.kunci = h.uid)"
        " OR EXISTS (SELECT 1 FROM pembatalan b WHERE instr(b.isi, h.uid) > 0)"
        " OR EXISTS (SELECT 1 FROM impor_orang i WHERE i.uid = h.uid AND i.sebelum <> ''))")]


def unfinished(db: Database) -> list[Destruction]:
    """Destructions that a power cut or a full disk kept from their end."""
    return [one for one in destructions(db) if one.sisa or not one.padat]
