"""That somebody has read what start-up care did, and doubts about the laptop's clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from jamsos_desktop import texts
from jamsos_desktop.desk.care_records import SETTING
from jamsos_desktop.desk.context import Context
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
    row = db.one("SELECT waktu FROM riwayat ORDER BY n DESC LIMIT 1")
    try:
        found = datetime.fromisoformat(row[0]) if row else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else None
