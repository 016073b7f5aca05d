"""Daftar kunjungan: the refused by dusun, with what must be mended at their door, and room to note it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from jamsos_desktop.model.dusun import dusun_key, dusun_name, dusun_order
from jamsos_desktop.model.privacy import tail
from jamsos_desktop.paper.draw.words import capitals, phone
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.single.reply_list import REASON_UNSURE
from jamsos_desktop.paper.single.roster import Column, Part, Roster, roster
from jamsos_desktop.texts import long_date, number

COLUMNS = (Column("No", 7, "right"), Column("Nama, 4 angka akhir NIK", 38, strong=True), Column("RT/RW, nomor HP", 30),
           Column("Ditolak karena", 34), Column("Yang perlu dibenahi", 52), Column("Hasil kunjungan", 23))


@dataclass(frozen=True, slots=True)
class Visit:
    """One person to see. ``oleh``: who refused (DPMD, BPJS); ``benahi``: what to do, in words."""

    nama: str
    nik: str
    dusun: str
    rt: str
    rw: str
    hp: str
    alasan: str
    oleh: str
    benahi: str


def visit_list(visits: Iterable[Visit], source: str, ctx: PrintContext) -> bytes:
    """The list as a PDF, one table a dusun; ``source`` says which reply it is made of. No whole NIK is printed."""
    ordered = sorted(visits, key=lambda visit: (dusun_order(visit.dusun), visit.rt, visit.nama))
    parts = []
    for _, group in groupby(ordered, key=lambda visit: dusun_key(visit.dusun)):
        here = list(group)
        rows = tuple(_row(at, visit) for at, visit in enumerate(here, 1))
        name = dusun_name(here[0].dusun) or "Tanpa dusun"
        parts.append(Part(f"{name}, {number(len(rows))} orang", COLUMNS, rows))
    return roster(Roster(
        title="DAFTAR KUNJUNGAN", under=(source, f"Dicetak {long_date(ctx.hari)}"), parts=tuple(parts),
        unsure=REASON_UNSURE,
        closing=("Bawa KTP dan KK. Betulkan datanya di aplikasi, lalu orangnya ikut kiriman berikut.",
                 "Simpan daftar ini, jangan ditinggal di rumah warga.")), ctx)


def _row(at: int, visit: Visit) -> tuple[str, ...]:
    where = "/".join(part for part in (visit.rt, visit.rw) if part)
    return (str(at), _lines(capitals(visit.nama), f"NIK {tail(visit.nik)}" if visit.nik else ""),
            _lines(f"RT {where}" if where else "", phone(visit.hp)), _lines(visit.alasan, f"oleh {visit.oleh}"),
            visit.benahi, "")


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
