"""A village with paid dues: what somebody is covered by when they leave, die or meet with an accident."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import persons
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import bills
from tests.conftest import make_ready, salma

DIED = date(2026, 11, 18)
NAMES = ("WA ODE SALMA", "LA BASRI", "ROSTINA TAHIR", "HAMID SALAM", "MARDIANA", "JUMRIA LATIF", "LA ODE HAMID")


def enrol(desk: desks.Desk, nth: int, *, sent: bool = True, **changed: Any) -> str:
    """A complete invented person, sent in a package; gives the uid."""
    uid = f"0199{nth:04}-0000-7000-8000-000000000001"
    nik = f"74021154088{49400 + nth:05}"
    desk.save(salma(uid, nama=NAMES[nth % len(NAMES)], nik=nik, **changed), 0)
    if sent:
        make_ready(desk, uid)
        with desk.ctx.open() as db, db.write():
            db.run("INSERT INTO paket_orang (seq, uid, revisi, inti, permohonan) VALUES (1, ?, ?, '', 'daftar')",
                   (uid, desk.read(uid).revisi))
    return uid


def a_package(desk: desks.Desk) -> None:
    """The package in which everybody of ``enrol`` travelled."""
    with desk.ctx.open() as db, db.write():
        db.run("INSERT INTO paket (seq, isi, base, prev, sha, kode_periksa, nama_berkas, ukuran, waktu, penerima,"
               " jumlah, keadaan) VALUES (1, 'selisih', 0, '', 'x', 'AAAA', 'JD-1.jdx', 1, '2026-08-20T08:00:00+08:00',"
               " '{}', '{}', 'dikonfirmasi')")


@contextmanager
def village_desk(set_up: Path, root: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    """A desk of its own below ``root`` over a copy of the village, with the package of ``enrol``."""
    with desks.open_desk(DataFolder(Path(shutil.copytree(set_up, root / "data"))), None, clock) as desk:
        a_package(desk)
        yield desk


def enrol_member(desk: desks.Desk, nth: int) -> str:
    """A member since 1 June, paid until the end of November."""
    uid = enrol(desk, nth, mulai=date(2026, 6, 1))
    paid(desk, uid, "2026-06", "2026-11", "2026-05-28")
    return uid


def paid(desk: desks.Desk, uid: str, first: str, last: str, day: str) -> None:
    """A paid bill of one person, months YYYY-MM."""
    bill = bills.Bill(f"{uid}{first}", "BPU", "APBDES_ADD", "", "", first, last, 0, dibayar_tanggal=day, bukti="SP2D",
                      dibuat=f"{day}T08:00:00+08:00")
    with desk.ctx.open() as db, db.write():
        bills.add(db, desk.ctx.actor(), bill, [bills.Share(bill.id, uid, "", "pekerja_rentan", first, last,
                                                           1_000_000, 680_000, 0)])
    persons.recompute(desk.ctx, desk._db, [uid])


def all_events(desk: desks.Desk, uid: str) -> list[desks.EventRow]:
    """Every event of a person, the closed ones too."""
    return [row for row in desk.events(open_only=False) if row.uid == uid]


def order(sebab: str, tanggal: Any = None, **more: Any) -> desks.LeaveOrder:
    return desks.LeaveOrder(sebab=sebab, tanggal=tanggal, **more)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
