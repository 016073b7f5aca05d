"""A run that would live through midnight lives in another time zone, in which it is morning.

On a held day (``Clock(day)``, JAMSOS_HARI_INI) the hour is the system's: at midnight the same day would begin anew,
what a desk wrote before would lie in the future, and each program would ask first about the laptop's clock.
"""

from __future__ import annotations

import os
import time

LATE, MORNING = 23, 8  # o'clock


def morning_zone(hour: int) -> str:
    """The zone (POSIX) in which it is morning at this hour of UTC."""
    east = (MORNING - hour + 11) % 24 - 11
    return f"<{east:+03}>{-east}"


def begin_in_the_morning() -> None:
    """Programs that are started later inherit it."""
    if hasattr(time, "tzset") and time.localtime().tm_hour >= LATE:
        os.environ["TZ"] = morning_zone(time.gmtime().tm_hour)
        time.tzset()


begin_in_the_morning()
