"""Counting that stops in time, and backups around upgrades that stay however many follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.store import people
from tests.conftest import salma


def test_a_desk_is_crowded_from_so_many_people_on(desk: desks.Desk) -> None:
    assert not people.at_least(desk._db, 1)
    for nth in (1, 2):
        desk.save(salma(f"u{nth}", nik=""), 0)
    assert [people.at_least(desk._db, many) for many in (0, 1, 2, 3)] == [True, True, True, False]
    assert not desk.crowded
    assert run_to_end(desk.read_job(lambda aside: (aside._db is not desk._db, aside.counts().total))) == (True, 2)


def test_a_day_of_work_never_lets_the_newest_backup_go() -> None:
    from jamsos_desktop.store import rotation

    start = datetime.combine(date(2026, 11, 20), time(8), UTC)
    kept = [rotation.Kept(f"{n}", start.date(), "hitung", start + timedelta(minutes=n)) for n in range(40, 0, -1)]
    gone = rotation.expired(kept, kept[0].name)
    assert kept[0].name not in gone
    assert {one.name for one in kept[:rotation.LAST]}.isdisjoint(gone)
    erased = rotation.expired(kept, kept[0].name, erased=start + timedelta(minutes=39))
    assert set(erased) == {one.name for one in kept[1:]}  # whoever was erased is in all of them
