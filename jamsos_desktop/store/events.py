"""Kejadian: deaths and accidents at work, the checklist of each, and the days somebody was covered."""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


class Event(NamedTuple):
    """One event as kept. ``waktu``: ISO day of a death, ISO moment of an accident; ``akibat``: ``meninggal`` when an
    accident killed, else ""; ``dilaporkan``: ISO moment; ``diajukan``, ``selesai``: ISO days; None while not yet."""

    id: str
    uid: str
    jenis: str
    waktu: str
    tempat: str
    uraian: str
    akibat: str
    dilaporkan: str | None
    diajukan: str | None
    selesai: str | None
    keadaan: str
    catatan: str
    dicatat: str


class Span(NamedTuple):
    """Days (ISO) somebody was covered; "" where the first or last one is not known."""

    dari: str
    sampai: str


_COLUMNS = ", ".join(Event._fields)
# Somebody deleted takes their events along until they are brought back.
_HERE = "uid IN (SELECT uid FROM peserta)"


def put(db: Database, actor: Actor, event: Event, aksi: str, alasan: str = "") -> None:
    """Write an event whole, inside ``db.write()``; the history tells which columns changed."""
    before = read(db, event.id)
    changed = [name for name, value in event._asdict().items() if before is None or getattr(before, name) != value]
    keep = ", ".join(f"{name} = excluded.{name}" for name in Event._fields[1:])
    db.run(f"INSERT INTO kejadian ({_COLUMNS}) VALUES ({','.join('?' * len(Event._fields))})"
           f" ON CONFLICT (id) DO UPDATE SET {keep}", event)
    history.append(db, actor, aksi, "kejadian", event.id, changed, alasan)


def read(db: Database, event_id: str) -> Event | None:
    """One event by id, whoever it is about."""
    row = db.one(f"SELECT {_COLUMNS} FROM kejadian WHERE id = ?", (event_id,))
    return Event._make(row) if row else None


def every(db: Database, uid: str = "") -> list[Event]:
    """All events of people here, or of one of them; newest first."""
    where, args = (" AND uid = ?", [uid]) if uid else ("", [])
    return [Event._make(row) for row in
            db.all(f"SELECT {_COLUMNS} FROM kejadian WHERE {_HERE}{where} ORDER BY waktu DESC, id DESC", args)]


def papers(db: Database) -> dict[str, dict[str, str]]:
    """id of an event -> code of a paper -> its state, for those that were ticked."""
    found: dict[str, dict[str, str]] = {}
    for event_id, kode, keadaan in db.all("SELECT kejadian_id, kode, keadaan FROM kejadian_berkas"):
        found.setdefault(event_id, {})[kode] = keadaan
    return found


def put_paper(db: Database, actor: Actor, event_id: str, kode: str, keadaan: str) -> None:
    """Tick a paper of an event, inside ``db.write()``."""
    db.run("INSERT INTO kejadian_berkas (kejadian_id, kode, keadaan) VALUES (?,?,?)"
           " ON CONFLICT (kejadian_id, kode) DO UPDATE SET keadaan = excluded.keadaan", (event_id, kode, keadaan))
    history.append(db, actor, "berkas", "kejadian", event_id, [kode])


def paid_months(db: Database, uid: str) -> list[tuple[str, str, str]]:
    """(first month, last month as YYYY-MM, ISO day of payment) of JKK and JKM paid for a person, by time."""
    return [(str(first), str(last), str(paid)) for first, last, paid in db.all(
        "SELECT o.bulan_dari, o.bulan_sampai, i.dibayar_tanggal FROM iuran_orang o JOIN iuran i ON i.id = o.iuran_id"
        " WHERE o.uid = ? AND o.jkk_sen + o.jkm_sen > 0 AND i.dibayar_tanggal IS NOT NULL AND i.batal IS NULL"
        " ORDER BY o.bulan_dari", (uid,))]


def told_active(db: Database, uid: str) -> list[Span]:
    """Days of cover that replies in force told of a person, as told."""
    return [Span(str(first or ""), str(last or "")) for first, last in db.all(
        "SELECT aktif_dari, aktif_sampai FROM keputusan WHERE uid = ? AND putusan = 'aktif' AND keadaan = 'berlaku'"
        " ORDER BY balasan_no", (uid,))]
