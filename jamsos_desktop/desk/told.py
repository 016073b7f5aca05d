"""What a village tells DPMD of its own affairs: the steps of its map desa and its bills, without anybody's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_told import ToldBill, told_bills
from jamsos_desktop.desk.road_steps import roads
from jamsos_desktop.store import bills, road
from jamsos_desktop.store.bills import Bill
from jamsos_desktop.store.engine import Database

VILLAGE = "desa"  # who pays a bill, beside DPMD and the people themselves


def map_rows(ctx: Context, db: Database) -> list[dict[str, Any]]:
    """One row per step in order, {jalur, langkah, keadaan, tanggal}; the day only where one is known."""
    return [{"jalur": one.jalur, "langkah": step.kode, "keadaan": step.keadaan,
             "tanggal": step.tanggal.isoformat() if step.tanggal else ""}
            for one in roads(ctx, db) for step in one.steps]


def bill_rows(db: Database) -> list[dict[str, Any]]:
    """The village's own bills that its treasurer pays and that were not called off: months, people, sen, days, payment
    code. One that a reply tells as paid is paid, as it is on page Iuran."""
    return _rows(db, told_bills(db))


def news(db: Database) -> list[Any]:
    """What makes a package worth sending although nobody changed: what was typed of the map, billed and paid. What DPMD
    told itself is no news to it."""
    return [sorted(map(list, road.steps(db))), _rows(db, {})]


def _rows(db: Database, told: Mapping[str, ToldBill]) -> list[dict[str, Any]]:
    heads = bills.heads(db)
    own = [one for one in bills.every(db) if one.batal is None and one.dari == bills.OWN and one.pembayar == VILLAGE]
    return [{"sumber_dana": one.sumber_dana, "segmen": one.segmen, "bulan_dari": one.bulan_dari,
             "bulan_sampai": one.bulan_sampai, "jumlah_sen": one.jumlah_sen, "orang": heads.get(one.id, 0),
             "kode_bayar": one.kode_bayar, **_days(one, told.get(one.kode_bayar))} for one in own]


def _days(one: Bill, told: ToldBill | None) -> dict[str, str]:
    due, paid = (told.jatuh_tempo, told.dibayar) if told else (None, None)
    return {"jatuh_tempo": one.jatuh_tempo or (due.isoformat() if due else ""),
            "dibayar": one.dibayar_tanggal or (paid.isoformat() if paid else "")}
