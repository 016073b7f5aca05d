"""The board out of a full reply: seats as the village once told them, for a desk that has none of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.structure_board import KEPT, OTOMATIS, has_board
from jamsos_desktop.desk.structure_seating import numbered
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.parse import clean
from jamsos_desktop.policy.formation import KOLOM
from jamsos_desktop.store import history, office, seats
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.seats import DEFINITIF, EMPTIED, SeatRow

LONGEST, MOST = 80, 100
_TEXTS = ("id", "kolom", "jabatan", "label", "dusun", "uid", "nama", "keadaan", "sk_nomor")


def restore_board(ctx: Context, db: Database, told: object) -> bool:
    """Bring the seats back, inside ``db.write()``; whether it did.

    Not over a board that was edited here; rows that no desk writes, or of a board that never was edited, are left out.
    """
    if not has_board(ctx) or office.setting(db, KEPT, False) or not isinstance(told, Sequence) or isinstance(told, str):
        return False
    rows = [row for one in told[:MOST] if (row := _row(one)) is not None]
    rows = sorted({row.id: row for row in rows}.values(), key=lambda row: row.urut)
    if not rows:
        return False
    seats.keep(db, numbered(rows))
    office.put_setting(db, KEPT, True)
    history.append(db, ctx.actor(), "pulihkan", "kursi", ctx.unit.kode)
    return True


def _row(one: object) -> SeatRow | None:
    if not isinstance(one, Mapping):
        return None
    text = {key: clean(value) for key in _TEXTS if isinstance(value := one.get(key, ""), str) and len(value) <= LONGEST}
    if text.get("kolom") not in KOLOM or not text.get("id") or not text.get("label"):
        return None
    seat = SeatRow(urut=_place(one.get("urut")), id=text["id"], kolom=text["kolom"], label=text["label"],
                   jabatan=text.get("jabatan", ""), dusun=text.get("dusun", ""))
    if one.get("dari") == OTOMATIS:  # the desk seats them again, by whoever has the post then
        return seat
    if one.get("dari") == EMPTIED:
        return replace(seat, keadaan=EMPTIED)
    keadaan = text.get("keadaan")
    mulai, sampai, sk_tanggal = (_day(one.get(key)) for key in ("mulai", "sampai", "sk_tanggal"))
    return replace(seat, uid=text.get("uid", ""), nama=text.get("nama", ""),
                   keadaan=keadaan if keadaan in code_list("status_pejabat") else DEFINITIF, mulai=mulai,
                   sampai=sampai, sk_nomor=text.get("sk_nomor", ""), sk_tanggal=sk_tanggal)


def _place(urut: object) -> int:
    return urut if type(urut) is int and 0 <= urut < MOST else MOST


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:  # no day of any calendar: the seat comes back without it
        return None
