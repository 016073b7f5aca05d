"""Pairs for the tests of doubles: villages whose people are partly the same, put straight into the register."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from tests.hub import makers

WHO = ("nik", "nama", "tanggal_lahir", "nama_ibu", "jenis_kelamin")


def again(source: makers.Village, nth: int, target: makers.Village, at: int, **changed: Any) -> tuple[str, str]:
    """The ``nth`` person of one village is also the ``at``-th of another; returns both uids."""
    first, second = list(source.rows)[nth], list(target.rows)[at]
    same = {key: source.rows[first][key] for key in WHO}
    target.rows[second] = {**target.rows[second], **same, **changed}
    return first, second


def named(village: makers.Village, nth: int, nama: str, lahir: str, ibu: str, nik: str) -> str:
    """Give one person a name of their own, so that nobody resembles them by chance."""
    uid = list(village.rows)[nth]
    village.rows[uid] = {**village.rows[uid], "nama": nama, "tanggal_lahir": lahir, "nama_ibu": ibu, "nik": nik,
                         "jenis_kelamin": "P" if int(nik[6:8]) > 40 else "L"}
    return uid


def three_villages() -> list[makers.Village]:
    """Three villages of six; A and B share a NIK, B and C have one person in two spellings."""
    made = makers.villages(3, 6)
    named(made[0], 0, "SITTI RAHMA", "1985-03-15", "WA MUNA", "7402115503859012")
    again(made[0], 0, made[1], 0, nama="ST. RAHMAH")
    named(made[1], 1, "LA ODE SYAMSUL BAKRI", "1979-06-21", "WA ODE HASNIA", "7402112106799003")
    again(made[1], 1, made[2], 1, nama="LAODE SJAMSUL BAKRI", nik="7402112106799803")
    return made


def filled(tmp: Path, made: Sequence[makers.Village]) -> desks.Desk:
    """A district desk whose register holds these villages, searched for doubles."""
    desk = makers.district(tmp)
    makers.fill(desk, made)
    run_to_end(of(desk).find_doubles_job())
    return desk


def of(desk: desks.Desk) -> desks.District:
    assert desk.district is not None
    return desk.district


def stand(desk: desks.Desk, uid: str, **columns: Any) -> None:
    """Put somebody somewhere on the road, as batches do."""
    with of(desk).db.write():
        of(desk).db.run(f"UPDATE orang SET {', '.join(f'{key} = ?' for key in columns)} WHERE uid = ?",
                        (*columns.values(), uid))


def active(desk: desks.Desk, uid: str, kpj: str = "26004000117") -> None:
    """A member with KPJ, from 1 September 2026 to the end of August 2027."""
    stand(desk, uid, keadaan="aktif", kpj=kpj, aktif_dari="2026-09-01", aktif_sampai="2027-08-31")


def seen(desk: desks.Desk, uid: str) -> dict[str, Any]:
    """What the register holds of somebody."""
    names = ("keadaan", "kpj", "aktif_dari", "aktif_sampai", "alasan", "tindakan", "oleh", "catatan", "tunda",
             "berubah", "hapus")
    row = of(desk).db.one(f"SELECT {', '.join(names)} FROM orang WHERE uid = ?", (uid,))
    assert row is not None
    return dict(zip(names, row, strict=True))
