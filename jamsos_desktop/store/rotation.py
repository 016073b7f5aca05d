"""Which of the desk's own backups stay: the last 10, the newest of each of 14 days and of each of 8 weeks.

Days and weeks are counted among those there are backups of, not back from today. So a clock that was wrong for a
while, or a desk nobody opened for months, never empties the folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jamsos_desktop.store.engine import Database

LAST, DAYS, WEEKS = 10, 14, 8
BEFORE_RESTORE, BEFORE_UPGRADE, UPGRADES = "pulihkan", "pembaruan", 6


class Kept(NamedTuple):
    """A backup by name, the day in its name, why it was made, and the moment its list of contents tells."""

    name: str
    day: date
    sebab: str
    made: datetime


def expired(kept: Sequence[Kept], fresh: str, erased: datetime | None = None) -> list[str]:
    """Names that need not stay; ``kept``: newest first. ``fresh``, proven just now, always stays, and so do the last
    one made before a restore and those of the last two upgrades, which have no other way back: up to three each, one
    before and one for each of the two lists of steps by which a file is carried forward. ``erased``: whatever was made
    until then holds people who were erased since."""
    stay = {fresh} | {one.name for one in kept[:LAST]}
    stay |= set(_first_of([(one.day, one.name) for one in kept], DAYS))
    stay |= set(_first_of([(one.day.isocalendar()[:2], one.name) for one in kept], WEEKS))
    stay |= {one.name for one in [one for one in kept if one.sebab == BEFORE_RESTORE][:1]}
    stay |= {one.name for one in [one for one in kept if one.sebab == BEFORE_UPGRADE][:UPGRADES]}
    if erased is not None:
        stay -= {one.name for one in kept if one.made <= erased and one.name != fresh}
    return [one.name for one in kept if one.name not in stay]


def _first_of(named: Sequence[tuple[object, str]], many: int) -> list[str]:
    """The first name of each of the first ``many`` different marks."""
    first: dict[object, str] = {}
    for mark, name in named:
        first.setdefault(mark, name)
    return list(first.values())[:many]


def gone_by(today: date) -> date:
    """The day by which a backup made today is gone: the desk's next backup from that day on removes it where it
    holds people who were erased since (``pemusnahan.salinan_sampai``)."""
    return today + timedelta(weeks=WEEKS)


def erased_before(db: Database, today: date) -> datetime | None:
    """Until when backups were made that must be gone by now, because people in them were erased; None when none."""
    if not db.one("SELECT 1 FROM sqlite_master WHERE name = 'pemusnahan'"):
        return None  # a file of an older program
    row = db.one("SELECT max(waktu) FROM pemusnahan WHERE salinan_sampai <> '' AND salinan_sampai <= ?",
                 (today.isoformat(),))
    return datetime.fromisoformat(row[0]) if row and row[0] else None
