"""SIGKILL at random moments of every deed: nothing acknowledged is lost, nothing is half there, the desk goes on."""

from __future__ import annotations

import random
import time

import pytest

from tests.torture import figures
from tests.torture.deeds import Damaged, Lost, Said
from tests.torture.places import Places, check
from tests.torture.register import DEEDS
from tests.torture.victim import ended, killed, run

SHORT, LONG, PARTS = 3, 10, 4  # cycles of each deed; the long run does some parts of them
ENDLESS_SECONDS = 0.35


def seconds_of(deed: str, place: Places) -> float:
    """How long a victim of a deed lives by itself; a deed that never ends is given some tenths of a second."""
    if DEEDS[deed].again:
        return ENDLESS_SECONDS
    start = time.perf_counter()
    ended(run, deed, place.new(deed), DEEDS[deed].rounds)
    return time.perf_counter() - start


def torture(deed: str, cycles: int, made: Places, part: int = 0) -> dict[str, int]:
    """Kill so many victims of a deed and look at what each left behind."""
    rng = random.Random(f"{deed}-{cycles}-{part}")
    found = {"tried": 0, "acked": 0, "lost": 0, "damaged": 0}
    lives, place = seconds_of(deed, made), made.new(deed)
    told: Said = []
    for _ in range(cycles):
        if not DEEDS[deed].again:
            made.drop(place)
            place, told = made.new(deed), []
        said = killed(deed, place, lives * (0.1 + rng.random()), once_open=DEEDS[deed].again)
        told = [*told, *said]
        found["tried"] += 1
        found["acked"] += sum(words[0] == deed for words in said)
        try:
            check(deed, place, told)
        except Lost as lost:
            found["lost"] += 1
            print(f"LOST {deed}: {lost}")
        except Damaged as damaged:
            found["damaged"] += 1
            print(f"DAMAGED {deed}: {damaged}")
    made.drop(place)
    return found


def note(deed: str, row: dict[str, int], long: bool, part: int = 0) -> None:
    figures.note("1-kill", "SIGKILL at random moments", long=long, piece=f"{deed}-{part}", also=deed, **row)


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, int]]:
    """What came of the short run, by deed."""
    return {}


@pytest.mark.parametrize("deed", DEEDS)
def test_killed_in_the_middle(places: Places, rows: dict[str, dict[str, int]], deed: str) -> None:
    rows[deed] = row = torture(deed, SHORT, places)
    note(deed, row, long=False)
    assert (row["lost"], row["damaged"]) == (0, 0), row


def test_they_were_killed_while_they_worked(places: Places, rows: dict[str, dict[str, int]]) -> None:
    for deed in DEEDS:
        if deed not in rows:  # only some tests were asked for
            rows[deed] = torture(deed, SHORT, places)
    assert sum(row["tried"] for row in rows.values()) >= 30
    assert sum(row["acked"] for row in rows.values()) > 100, rows


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("deed", DEEDS)
def test_killed_many_times(places: Places, deed: str, part: int) -> None:
    row = torture(deed, LONG, places, part)
    note(deed, row, True, part)
    assert LONG * PARTS * len(DEEDS) >= 500
    assert not row["lost"], row
    assert not row["damaged"], row
