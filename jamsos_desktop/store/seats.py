"""Seats of the SOTK board, and of people what a board or a list of posts says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

import msgspec

from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store.engine import Database, Row

DEFINITIF, EMPTIED = "definitif", "kosong"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """A seat as kept. ``uid`` of its holder, or ``nama`` of one who is no participant; both empty: nobody was put
    there. ``keadaan``: definitif, pj, plt, or EMPTIED for a seat that was cleared on purpose."""

    id: str
    kolom: str
    jabatan: str
    label: str
    dusun: str = ""
    urut: int = 0
    uid: str = ""
    nama: str = ""
    keadaan: str = DEFINITIF
    mulai: date | None = None
    sampai: date | None = None
    sk_nomor: str = ""
    sk_tanggal: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody of the desk who may hold a post, as the lists keep them."""

    uid: str
    nomor: str
    nama: str
    kelompok: str
    segmen: str
    jabatan: str
    dusun: str
    status: str
    masalah: str
    tingkat: str
    sk_nomor: str
    sk_tanggal: date | None
    sk_berakhir: date | None
    akhir_kontrak: date | None
    keluar_tanggal: date | None


_SEAT = tuple(f.name for f in fields(SeatRow))
_HOLDER = tuple(f.name for f in fields(Holder))
_DATES = frozenset(("mulai", "sampai", "sk_tanggal", "sk_berakhir", "akhir_kontrak", "keluar_tanggal"))


def every(db: Database) -> tuple[SeatRow, ...]:
    """All seats kept, in their order."""
    return tuple(SeatRow(**_typed(_SEAT, row)) for row in db.all(
        f"SELECT {','.join(_SEAT)} FROM kursi ORDER BY urut, id"))


def keep(db: Database, seats: Sequence[SeatRow]) -> None:
    """Make these the seats of the board, in this order, inside ``db.write()``."""
    db.run("DELETE FROM kursi")
    db.many(f"INSERT INTO kursi ({','.join(_SEAT)}) VALUES ({','.join('?' * len(_SEAT))})",
            [tuple(value.isoformat() if isinstance(value, date) else value for value in astuple(seat))
             for seat in seats])


def holders(db: Database, kelompok: str = "") -> list[Holder]:
    """People of a group by name; without one those of the perangkat desa and whoever sits in a seat."""
    where, args = ("kelompok = ?", [kelompok]) if kelompok else (
        "kelompok = 'perangkat_desa' OR uid IN (SELECT uid FROM kursi WHERE uid <> '')", [])
    return _read(db, where, args)


def ending(db: Database, kelompok: str, until: date) -> list[Holder]:
    """People of a group who have not left and whose SK or contract ends by that day, by name."""
    return _read(db, f"kelompok = ? AND status NOT IN {LEFT} AND (sk_berakhir <= ? OR akhir_kontrak <= ?)",
                 [kelompok, until.isoformat(), until.isoformat()])


def _read(db: Database, where: str, args: Sequence[str]) -> list[Holder]:
    return [_holder(row) for row in db.all(
        f"SELECT {','.join(_HOLDER)}, mentah FROM peserta WHERE {where} ORDER BY nama COLLATE NOCASE, id", args)]


def uids_with_post(db: Database, jabatan: str) -> list[str]:
    """Everybody whose post this is."""
    return [str(row[0]) for row in db.all("SELECT uid FROM peserta WHERE jabatan = ?", (jabatan,))]


def _holder(row: Row) -> Holder:
    values = _typed(_HOLDER, row)
    if row[-1] != "{}":  # what was typed and did not parse is shown over its empty column
        typed = msgspec.json.decode(str(row[-1]), type=dict[str, str])
        values |= {key: typed[key] for key in ("nama", "dusun") if key in typed}
    return Holder(**values)


def _typed(names: Sequence[str], row: Row) -> dict[str, Any]:
    return {name: date.fromisoformat(value) if name in _DATES and value else value
            for name, value in zip(names, row, strict=False)}


def held_until(db: Database, uid: str) -> list[tuple[str, str, date]]:
    """(keadaan, label, last day) of the seats somebody holds for a time only."""
    return [(str(state), str(label), date.fromisoformat(until)) for state, label, until in db.all(
        "SELECT keadaan, label, sampai FROM kursi WHERE uid = ? AND sampai IS NOT NULL ORDER BY sampai", (uid,))]
