"""The day and the moment. A room of its own: the lock page asks for them before anything of a desk is loaded."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import quoted

YEARS = (2000, 2100)  # a fixed day outside is a slip: ages, periods and keys are counted from it, forth and back


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and the moment; ``fixed`` holds the day still (tests, JAMSOS_HARI_INI)."""

    fixed: date | None = None

    def today(self) -> date:
        """The day that is held, else that of the system."""
        return self.fixed or date.today()

    def now(self) -> datetime:
        """The moment with its time zone; on a held day the hour is still the system's."""
        moment = moment_here()
        if self.fixed:
            moment = moment.replace(year=self.fixed.year, month=self.fixed.month, day=self.fixed.day)
        return moment


def moment_here() -> datetime:
    """The system's moment with its time zone; that of UTC where the one it is told (TZ) can be none."""
    try:
        return datetime.now().astimezone()
    except ValueError:  # a day and more from UTC
        return datetime.now(UTC)


def clock_from_environment() -> Clock:
    """JAMSOS_HARI_INI fixes today (ISO date); Problem TANGGAL_SALAH when it is not one, or of no year we count in."""
    text = os.environ.get("JAMSOS_HARI_INI", "")
    if not text:
        return Clock()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _no_day(f"JAMSOS_HARI_INI bukan tanggal: {quoted(text)}.") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise _no_day(f"Tahun {day.year} di JAMSOS_HARI_INI tidak masuk akal.")
    return Clock(day)


def _no_day(what: str) -> Problem:
    return Problem("TANGGAL_SALAH", what, TIDAK_BERUBAH, "Tulis misalnya 2026-11-21.")
