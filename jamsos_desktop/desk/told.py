"""What a village tells DPMD of its own affairs: the steps of its map desa and its bills, without anybody's name."""

from __future__ import annotations

from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.road_steps import roads
from jamsos_desktop.store import bills, road
from jamsos_desktop.store.engine import Database


def map_rows(ctx: Context, db: Database) -> list[dict[str, Any]]:
    """One row per step in order, {jalur, langkah, keadaan, tanggal}; the day only where one is known."""
    return [{"jalur": one.jalur, "langkah": step.kode, "keadaan": step.keadaan,
             "tanggal": step.tanggal.isoformat() if step.tanggal else ""}
            for one in roads(ctx, db) for step in one.steps]


def bill_rows(db: Database) -> list[dict[str, Any]]:
    """The village's own bills that were not called off: months, people, sen, days, payment code."""
    heads = bills.heads(db)
    return [{"sumber_dana": one.sumber_dana, "segmen": one.segmen, "bulan_dari": one.bulan_dari,
             "bulan_sampai": one.bulan_sampai, "jumlah_sen": one.jumlah_sen, "orang": heads.get(one.id, 0),
             "kode_bayar": one.kode_bayar, "jatuh_tempo": one.jatuh_tempo or "", "dibayar": one.dibayar_tanggal or ""}
            for one in bills.every(db) if one.batal is None and one.dari == bills.OWN]


def news(db: Database) -> list[Any]:
    """What makes a package worth sending although nobody changed: what was typed of the map, billed and paid."""
    return [sorted(map(list, road.steps(db))), bill_rows(db)]
