"""What start-up care did: that somebody has read it, who is erased from it; and doubts about the laptop's clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from jamsos_desktop import texts
from jamsos_desktop.desk.care_records import SETTING, Cared
from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store.engine import Database

FIRST_YEAR = 2024  # this program did not exist before
_SLACK = timedelta(minutes=10)


def seen(ctx: Context, db: Database) -> None:
    """Forget what was to be told, with who read it. A desk that is only read keeps it."""
    if ctx.refusal or office.setting(db, SETTING) is None:
        return
    with db.write():
        office.put_setting(db, SETTING, None)
        history.append(db, ctx.actor(), "baca", "pemulihan", "")


def forget(db: Database, people: Iterable[Peserta]) -> None:
    """Take people who are erased for good out of what is still to be told; inside ``db.write()``."""
    value, gone = office.setting(db, SETTING), list(people)
    if not value:
        return
    told = msgspec.convert(value, Cared)
    uids, names = {one.uid for one in gone}, {texts.title_name(one.nama) for one in gone} - {""}

    def others(said: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in said if not any(f" {one}".endswith(f" {name}") for name in names))  # "KTP Darman"

    office.put_setting(db, SETTING, msgspec.to_builtins(replace(
        told, kembali=others(told.kembali), draf=others(told.draf), foto=others(told.foto),
        ketik=tuple(one for one in told.ketik if one.uid not in uids))))


def clock_doubt(ctx: Context, db: Database) -> Problem | None:
    """Problem JAM_SALAH when the clock stands before this program's time, or before the last entry of the history."""
    now = ctx.clock.now()
    last = _last_entry(db)
    if now.year >= FIRST_YEAR and (last is None or now >= last - _SLACK):
        return None
    why = "Data Anda utuh dan bisa dipakai, tetapi tanggal pada cetakan dan tenggat bisa salah."
    return Problem("JAM_SALAH", f"Tanggal laptop {texts.long_date(now.date())} tampaknya salah.", why,
                   "Betulkan tanggal dan jam laptop, lalu buka aplikasi lagi.")


def _last_entry(db: Database) -> datetime | None:
    try:
        found = history.last_moment(db)
    except ValueError:
        return None
    return found if found is None or found.tzinfo else None
