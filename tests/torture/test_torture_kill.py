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

SHORT, LONG = 4, 56  # cycles of each deed
ENDLESS_SECONDS = 0.35


def seconds_of(deed: str, place: Places) -> float:
    """How long a victim of a deed lives by itself; a deed that never ends is given some tenths of a second."""
    if DEEDS[deed].again:
        return ENDLESS_SECONDS
    start = time.perf_counter()
    ended(run, deed, place.new(deed), DEEDS[deed].rounds)
    return time.perf_counter() - start


def torture(deed: str, cycles: int, made: Places) -> dict[str, int]:
    """Kill so many victims of a deed and look at what each left behind."""
    rng = random.Random(f"{deed}-{cycles}")
    found = {"tried": 0, "acked": 0, "lost": 0, "damaged": 0}
    lives, place = seconds_of(deed, made), made.new(deed)
    told: Said = []
    for _ in range(cycles):
        if not DEEDS[deed].again:
            place, told = made.new(deed), []
        said = killed(deed, place, lives * (0.1 + rng.random()))
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
    return found


def note(rows: dict[str, dict[str, int]], long: bool) -> None:
    sums = {key: sum(row[key] for row in rows.values()) for key in ("tried", "acked", "lost", "damaged")}
    figures.note("1-kill", "SIGKILL at random moments", long=long, also=", ".join(
        f"{deed} {row['tried']}" for deed, row in rows.items()), **sums)


def test_killed_in_the_middle_of_every_deed(places: Places) -> None:
    rows = {deed: torture(deed, SHORT, places) for deed in DEEDS}
    note(rows, long=False)
    assert sum(row["tried"] for row in rows.values()) >= 30
    assert all(row["acked"] for deed, row in rows.items() if DEEDS[deed].again), rows
    assert not any(row["lost"] or row["damaged"] for row in rows.values()), rows


@pytest.mark.long
def test_killed_many_times(places: Places) -> None:
    rows = {deed: torture(deed, LONG, places) for deed in DEEDS}
    note(rows, long=True)
    assert sum(row["tried"] for row in rows.values()) >= 500
    assert not any(row["lost"] or row["damaged"] for row in rows.values()), rows
