"""Bundles: what was asked for under which number, each printing of it, and its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

_BLOCK = 500  # variables in one statement


class PrintedSheet(NamedTuple):
    """One sheet of a printing. ``uid``: whose own it is, "" of a paper of the whole bundle."""

    jenis: str
    kunci: str
    uid: str
    jadi: bool


class Printing(NamedTuple):
    """One printing of a bundle, as noted. ``berkas``: the path of the PDF; ``pracetak``: pages (from 0) that belong on
    an office's pre-printed paper."""

    bundel: str
    ke: int
    kertas: str
    berkas: str
    halaman: int
    batal: bool
    pracetak: tuple[int, ...] = ()


def asked(db: Database, nomor: str) -> tuple[str, tuple[str, ...]] | None:
    """(the order as JSON, uids it was asked for) of a bundle; None when there is none of that number."""
    row = db.one("SELECT pesanan FROM bundel WHERE nomor = ?", (nomor,))
    if row is None:
        return None
    uids = db.all("SELECT uid FROM bundel_orang WHERE bundel = ? ORDER BY urut", (nomor,))
    return str(row[0]), tuple(str(uid) for (uid,) in uids)


def printings(db: Database, nomor: str) -> int:
    """How many times a bundle was printed."""
    row = db.one("SELECT coalesce(max(ke), 0) FROM bundel_cetak WHERE bundel = ?", (nomor,))
    return int(row[0]) if row else 0


def first_day(db: Database, nomor: str) -> date | None:
    """The day a bundle was first printed, None before it was."""
    row = db.one("SELECT waktu FROM bundel_cetak WHERE bundel = ? ORDER BY ke LIMIT 1", (nomor,))
    return date.fromisoformat(row[0][:10]) if row else None


def last_paper(db: Database, nomor: str) -> str:
    """The size of paper a bundle was last printed on, "" before it was."""
    row = db.one("SELECT kertas FROM bundel_cetak WHERE bundel = ? ORDER BY ke DESC LIMIT 1", (nomor,))
    return str(row[0]) if row else ""


def note(db: Database, actor: Actor, printing: Printing, pesanan: str, uids: Sequence[str],
         sheets: Sequence[PrintedSheet]) -> None:
    """Keep one printing with its sheets; the bundle itself with the first one. Call it inside ``db.write()``."""
    if asked(db, printing.bundel) is None:
        db.run("INSERT INTO bundel (nomor, pesanan) VALUES (?,?)", (printing.bundel, pesanan))
        db.many("INSERT INTO bundel_orang (bundel, urut, uid) VALUES (?,?,?)",
                [(printing.bundel, at, uid) for at, uid in enumerate(uids)])
    pages = msgspec.json.encode(printing.pracetak).decode()
    cursor = db.run("INSERT INTO bundel_cetak (bundel, ke, kertas, berkas, halaman, batal, pracetak, waktu, oleh)"
                    " VALUES (?,?,?,?,?,?,?,?,?)",
                    (*printing[:5], int(printing.batal), pages, actor.stamp, actor.pelaku))
    db.many("INSERT INTO bundel_lembar (cetak_id, urut, jenis, kunci, uid, jadi) VALUES (?,?,?,?,?,?)",
            [(cursor.lastrowid, at, *sheet[:3], int(sheet.jadi)) for at, sheet in enumerate(sheets)])


def copies(db: Database, jenis: str, uids: Sequence[str]) -> Mapping[str, int]:
    """uid -> how many sheets of that kind were made of them; who has none is left out."""
    found: dict[str, int] = {}
    for start in range(0, len(uids), _BLOCK):
        block = uids[start:start + _BLOCK]
        marks = ",".join("?" * len(block))
        found.update({str(uid): int(many) for uid, many in db.all(
            f"SELECT uid, count(*) FROM bundel_lembar WHERE jenis = ? AND jadi = 1 AND uid IN ({marks}) GROUP BY uid",
            (jenis, *block))})
    return found


def history(db: Database, limit: int = 200) -> list[dict[str, Any]]:
    """Printings, newest first, each with ``lembar``: kind -> sheets made, and ``dilewati``: sheets left out."""
    keys = ("id", "bundel", "ke", "kertas", "berkas", "halaman", "batal", "pracetak", "waktu", "oleh")
    rows = [dict(zip(keys, row, strict=True)) for row in db.all(
        f"SELECT {','.join(keys)} FROM bundel_cetak ORDER BY id DESC LIMIT {limit:d}")]
    for row in rows:
        counts = db.all("SELECT jenis, sum(jadi), sum(1 - jadi) FROM bundel_lembar WHERE cetak_id = ?"
                        " GROUP BY jenis ORDER BY min(urut)", (row.pop("id"),))
        row["lembar"] = {str(jenis): int(made) for jenis, made, _ in counts if made}
        row["dilewati"] = sum(int(lost) for _, _, lost in counts)
        row["batal"] = bool(row["batal"])
        row["pracetak"] = frozenset(msgspec.json.decode(row["pracetak"]))
    return rows
