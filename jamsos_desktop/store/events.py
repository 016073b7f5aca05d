"""Kejadian: deaths and accidents at work, the checklist of each, and the days somebody was covered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_desktop.model.records import DIED
from jamsos_desktop.store import history
from jamsos_desktop.store.bills import COVERING
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
    """Days (ISO) somebody was covered, "" where the first or last one is not known; ``dibayar``: when its first dues
    were paid, "" where nobody told."""

    dari: str
    sampai: str
    dibayar: str = ""


_COLUMNS = ", ".join(Event._fields)
_PART = 500  # people asked about at once
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


def of_deaths(db: Database, uids: Sequence[str]) -> list[str]:
    """Of these people those who are written down as dead, or of whose death a claim is open."""
    found = {str(row[0]) for row in db.all(
        "SELECT uid FROM kejadian WHERE keadaan = 'terbuka' AND (jenis = 'JKM' OR akibat = ?)", (DIED,))}
    for start in range(0, len(uids), _PART):
        part = uids[start:start + _PART]
        found.update(str(row[0]) for row in db.all(
            f"SELECT uid FROM peserta WHERE uid IN ({','.join('?' * len(part))}) AND keluar_sebab = '{DIED}'", part))
    return [uid for uid in uids if uid in found]


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
        f" WHERE o.uid = ? AND {COVERING} AND i.dibayar_tanggal IS NOT NULL AND i.batal IS NULL"
        " ORDER BY o.bulan_dari", (uid,))]


def told_active(db: Database, uid: str) -> list[Span]:
    """Days of cover that replies in force told of a person, as told; none that a later reply took back."""
    return [Span(str(first or ""), str(last or ""), str(paid or "")) for first, last, paid in db.all(
        "SELECT aktif_dari, aktif_sampai, dibayar FROM keputusan"
        " WHERE uid = ?1 AND putusan = 'aktif' AND keadaan = 'berlaku'"
        " AND balasan_no > (SELECT coalesce(max(balasan_no), 0) FROM keputusan WHERE uid = ?1 AND keadaan = 'berlaku'"
        " AND putusan IN ('diterima', 'di_bpjs', 'menunggu_bayar', 'ditolak')) ORDER BY balasan_no", (uid,))]


def told_otherwise(db: Database, uid: str) -> bool:
    """Whether the newest reply in force about a person's road says that they are no member."""
    row = db.one("SELECT putusan FROM keputusan WHERE uid = ? AND keadaan = 'berlaku' AND putusan <> 'diperiksa'"
                 " ORDER BY balasan_no DESC LIMIT 1", (uid,))
    return row is not None and row[0] not in ("aktif", "keluar")
