"""A district with invented villages whose people stand anywhere on the road, and the same counted the naive way."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jamsos_desktop.desk import Desk
from jamsos_desktop.hub.register import recap
from tests.conftest import CLOCK_DAY
from tests.hub import makers

KEADAAN = ("masuk", "diterima", "ditolak", "di_bpjs", "menunggu_bayar", "aktif", "aktif", "aktif", "keluar")
FUNDS = ("APBD_KAB", "CSR", "MANDIRI", "")
SOROPIA, BAJO = "74.02.11", "74.02.11.2017"


def filled(tmp: Path, many: int = 12, each: int = 9, seed: int = 5) -> Desk:
    """Villages of several kecamatan with people in every keadaan, and targets; the caller closes the desk."""
    desk = makers.district(tmp)
    dice = random.Random(seed)
    villages = [*makers.villages(many, each), *makers.villages(2, each, first=150)]
    makers.fill(desk, villages)
    with desk.ctx.open() as db, db.write():
        for (uid,) in db.all("SELECT uid FROM orang ORDER BY uid"):
            keadaan = dice.choice(KEADAAN)
            begun = keadaan in ("aktif", "keluar") and dice.random() < 0.9
            db.run("UPDATE orang SET keadaan = ?, aktif_dari = ?, aktif_sampai = ?, tunda = ?, sumber_dana = ?,"
                   " alasan = ?, oleh = 'bpjs', kpj = '25011234567' WHERE uid = ?",
                   (keadaan, f"2026-{dice.randrange(1, 12):02}-01" if begun else "",
                    dice.choice(("", "2026-09-30", "2026-11-20", "2026-11-21", "2027-05-31")) if begun else "",
                    dice.random() < 0.1, dice.choice(FUNDS), "NAMA_BEDA" if keadaan == "ditolak" else "", uid))
        units = [unit.kode for unit in villages]
        db.many("INSERT INTO sasaran (kode, kelompok, tahun, orang) VALUES (?, ?, 2026, ?)",
                [(kode, group, dice.randrange(5)) for kode in units for group in makers.GROUPS])
        db.run("UPDATE orang SET hapus = 1 WHERE id IN (SELECT id FROM orang ORDER BY id LIMIT 3)")
        recap.refresh(db, units)
    return desk


@dataclass(frozen=True, slots=True)
class One:
    """A person as the naive count sees them."""

    unit: str
    kelompok: str
    keadaan: str
    tunda: bool
    mulai: str
    sampai: str
    sen: int
    dana: str
    mutu: str

    @property
    def covered(self) -> bool:
        return self.keadaan == "aktif" and not self.tunda and not self.lapsed(CLOCK_DAY)

    def lapsed(self, day: date) -> bool:
        return self.sampai != "" and date.fromisoformat(self.sampai) < day


def everybody(desk: Desk) -> list[One]:
    """All people that were not deleted, read plainly."""
    with desk.ctx.open() as db:
        return [One(*row[:3], bool(row[3]), *row[4:]) for row in db.all(
            "SELECT unit, kelompok, keadaan, tunda, aktif_dari, aktif_sampai, sebulan_sen, sumber_dana, mutu FROM orang"
            " WHERE hapus = 0")]


def standings(people: list[One]) -> Counter[str]:
    """Keadaan as the recap tells them, ``lewat_masa`` and ``tunda`` apart."""
    return Counter("tunda" if p.tunda else "lewat_masa" if p.keadaan == "aktif" and p.lapsed(CLOCK_DAY) else p.keadaan
                   for p in people)
