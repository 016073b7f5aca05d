"""The day and the moment. A room of its own: the lock page asks for them before anything of a desk is loaded."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime

from jamsos_desktop.problems import Problem


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and the moment; ``fixed`` holds the day still (tests, JAMSOS_HARI_INI)."""

    fixed: date | None = None

    def today(self) -> date:
        """The day that is held, else that of the system."""
        return self.fixed or date.today()

    def now(self) -> datetime:
        """The moment with its time zone; on a held day the hour is still the system's."""
        moment = datetime.now().astimezone()
        if self.fixed:
            moment = moment.replace(year=self.fixed.year, month=self.fixed.month, day=self.fixed.day)
        return moment


def clock_from_environment() -> Clock:
    """JAMSOS_HARI_INI fixes today (ISO date); Problem TANGGAL_SALAH when it is not one."""
    text = os.environ.get("JAMSOS_HARI_INI", "")
    if not text:
        return Clock()
    try:
        return Clock(date.fromisoformat(text))
    except ValueError:
        raise Problem("TANGGAL_SALAH", f"JAMSOS_HARI_INI bukan tanggal: {text}.", "", "Tulis misalnya 2026-11-21.") \
            from None
