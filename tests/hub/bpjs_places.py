"""A district with villages whose keys are known and whose NPP are filled: what batches are made of."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import msgspec

from jamsos_desktop import desk as desks
from tests.hub import makers


def known_villages(desk: desks.Desk, many: int, each: int) -> list[makers.Village]:
    """Villages with people in the register, keys compared, NPP 26100000, 26100001, ..."""
    made = makers.villages(many, each)
    makers.fill(desk, made)
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE unit SET dicocokkan = '2026-11-12T10:00:00+08:00' WHERE seq > 0")
    for nth, village in enumerate(made):
        set_npp(desk, village, f"2610000{nth}")
    return made


def set_npp(desk: desks.Desk, village: makers.Village, npp: str) -> None:
    """The NPP a village has written into its profile."""
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE unit SET profil = ? WHERE kode = ?", (msgspec.json.encode({"npp": npp}).decode(), village.kode))


def uids(village: makers.Village, kelompok: str) -> list[str]:
    return [uid for uid, row in village.rows.items() if row["kelompok"] == kelompok]


def group(desk: desks.Desk, jenis: str, kelompok: str) -> desks.BatchGroup:
    """The one group of candidates of that kind."""
    return next(g for g in desk.district.candidates() if (g.jenis, g.kelompok) == (jenis, kelompok))


def set_day(desk: desks.Desk, day: date) -> None:
    """Another day for the district's verbs."""
    ctx: Any = dataclasses.replace(desk.district.ctx, clock=desks.Clock(day))
    desk.ctx = desk.district.ctx = ctx
