"""A clock that jumps, days or years, back and forth: history, drafts, backups and the wait for a PIN stay right."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import backing, door, unlocking
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups
from tests.conftest import TODAY
from tests.torture import figures
from tests.torture.deeds import PIN, check_whole, data, opened
from tests.torture.places import Places

JUMPS = (-1, -3, -40, -365, -7 * 365, -15 * 365, 1, 400)
LONGEST = 15 * 60


def live_through(place: Path, days: list[date]) -> None:
    """A working day on each of these dates, in this order: what was kept before stays, whatever the clock says."""
    saved, made = [], []
    for n, day in enumerate(days):
        with opened(place, clock=desks.Clock(day)) as desk:
            kept = desk.save(replace(desk.new("pekerja_rentan"), nama=f"LA JAM {n}"), 0)
            saved.append(kept.uid)
            desk.keep_draft("editor", "jam", {"texts": {"nama": f"KETIK {n}"}})
            made.append(backing.keep(desk.ctx, "hitung"))
        with opened(place, clock=desks.Clock(day)) as desk:
            assert set(saved) <= {person.uid for person in desk.everyone()}
            draft = desk.draft("editor", "jam")
            assert draft is not None
            assert draft.isi["texts"]["nama"] == f"KETIK {n}"
            check_whole(desk)
        newest = backups.local(data(place))
        assert newest[0].urut == made[-1].urut  # the one made last, not the one with the latest date
        assert {one.urut for one in made[-10:]} <= {one.urut for one in newest}


def days_of(jumps: list[int]) -> list[date]:
    """Each jump from today, and today again after it."""
    return [day for jump in jumps for day in (TODAY + timedelta(days=jump), TODAY)]


def note(days: list[date], long: bool) -> None:
    figures.note("6-clock", "Clock set back and forward", long=long, tried=len(days), acked=2 * len(days),
                 also="history whole, drafts there, the newest backup is the one made last")


def test_a_clock_that_jumps(places: Places) -> None:
    days = days_of(list(JUMPS))
    live_through(places.new("simpan"), days)
    note(days, long=False)


@pytest.mark.long
def test_a_clock_that_jumps_for_long(places: Places) -> None:
    dice = random.Random(3)
    days = days_of([dice.randint(-9000, 900) for _ in range(24)])
    live_through(places.new("simpan"), days)
    note(days, long=True)


@pytest.mark.parametrize("back", [1, 30, 4000])
def test_a_clock_set_back_neither_frees_nor_shuts_for_ever(places: Places, back: int) -> None:
    folder, today, earlier = data(places.new("kunci")), desks.Clock(TODAY), desks.Clock(TODAY - timedelta(days=back))
    for _ in range(6):
        with suppress(Problem):
            unlocking.by_pin(folder, "111222", today)
    assert door.pin_wait(folder, today) > 0
    assert 0 < door.pin_wait(folder, earlier) <= LONGEST
    with pytest.raises(Problem) as caught:
        unlocking.by_pin(folder, PIN, earlier)
    assert caught.value.kode == "PIN_TUNGGU"
