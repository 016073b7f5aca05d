"""A real village desk and a real district desk that send each other real files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register import people, standing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from tests.conftest import make_ready, salma
from tests.hub import makers

KODE = "74.02.11.2017"
NAMES = ("WA ODE SALMA", "JUMRIA LATIF", "LA BASRI", "ROSTINA TAHIR", "HAMID SALAM", "MARDIANA")


def person(nth: int, **changed: Any) -> Any:
    """A complete invented person; each has a NIK of their own."""
    return salma(f"u{nth}", nama=NAMES[nth % len(NAMES)], nik=f"74021154088{49400 + nth:05}", **changed)


@dataclass
class Talk:
    """The two desks and the folder where files lie between them."""

    desa: desks.Desk
    dpmd: desks.Desk
    tmp: Path

    @property
    def district(self) -> desks.District:
        assert self.dpmd.district is not None
        return self.dpmd.district

    def enrol(self, *numbers: int, **changed: Any) -> None:
        for nth in numbers:
            self.desa.save(person(nth, **changed), 0)
        make_ready(self.desa, *(f"u{nth}" for nth in numbers))

    def send(self, penuh: bool = False) -> Path:
        """The village makes its next package."""
        return run_to_end(self.desa.export_job(self.tmp / "kirim", penuh=penuh)).path

    def arrive(self, path: Path) -> desks.FileLine:
        """The district takes a package in; the village's key is compared once it is known."""
        [line] = run_to_end(self.district.take_in_job([path])).lines
        unit = self.district.unit(KODE)
        if unit.sidik and not unit.dicocokkan:
            self.district.match_key(KODE, unit.sidik)
        return line

    def deliver(self, penuh: bool = False) -> desks.FileLine:
        return self.arrive(self.send(penuh))

    def answer(self, **how: Any) -> Path:
        """The district's next reply to the village."""
        [made] = run_to_end(self.district.reply_job(self.tmp / "balas", [KODE], **how)).balasan
        return made.path

    def hear(self, **how: Any) -> str:
        """The village takes the next reply in."""
        return self.desa.take_in(self.answer(**how))

    def decide(self, uid: str, **values: Any) -> None:
        """What another page of the district decides."""
        with self.dpmd.ctx.open() as db, db.write():
            standing.decide(db, self.dpmd.ctx.actor(), "uji", uid, "", {uid: values})

    def activate(self, *uids: str, dari: str = "2026-12-01", sampai: str = "2027-05-31") -> None:
        for uid in uids:
            self.decide(uid, keadaan="aktif", kpj=f"2601234{uid[1:]:0>4}", aktif_dari=dari,
                        aktif_sampai=sampai, alasan="", kolom="", oleh="", tindakan="", catatan="")

    def held(self, uid: str) -> Any:
        with self.dpmd.ctx.open() as db:
            return people.by_uids(db, [uid])[uid]

    def status(self, uid: str) -> str:
        return self.desa.read(uid).status

    def change(self, uid: str, **values: Any) -> None:
        kept = self.desa.read(uid)
        self.desa.save(replace(kept, **values), kept.revisi)


@contextmanager
def talking(desk: desks.Desk, tmp: Path) -> Iterator[Talk]:
    """A village that holds the key of a district, and that district."""
    (tmp / "kunci").mkdir()
    with makers.district(tmp) as dpmd:
        name, data = dpmd.make_key()
        desk.take_in(desks.write_whole(data, tmp / "kunci" / name))
        yield Talk(desk, dpmd, tmp)


def copied(source: Path, target: Path) -> DataFolder:
    return DataFolder(Path(shutil.copytree(source, target)))


def dump(desk: desks.Desk) -> list[str]:
    """Everything a desk's file holds."""
    with desk.ctx.open() as db:
        tables = [row[0] for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE"
                                           " 'cari%' ORDER BY name")]
        return [f"{table} {row!r}" for table in tables for row in db.all(f"SELECT * FROM {table}")]


def day(text: str) -> date:
    return date.fromisoformat(text)
