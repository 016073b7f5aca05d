"""Six candidates for pekerja rentan in a village with three seats, and hands to choose among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.problems import Problem
from tests.conftest import salma

FUND, YEAR = "APBDES_ADD", 2026
LIST = (YEAR, FUND)
# Name, desil, job: in the order they are to be chosen, all of one age.
PEOPLE = (("AMIR", 1, "NELAYAN"), ("BASO", 1, "TANI"), ("CITRA", 1, "JAHIT"), ("DARMA", 2, "OJEK"),
          ("EKO", 3, "NELAYAN"), ("FITRI", None, "NELAYAN"))
NAMES = [name.title() for name, _, _ in PEOPLE]


def person(nth: int, **changed: Any) -> Any:
    """The nth candidate; ``changed``: what a test wants otherwise."""
    name, desil, job = PEOPLE[nth]
    return salma(f"u{nth}", **{"nama": name, "nik": f"74021154088490{nth:02}", "desil": desil, "pekerjaan": job,
                               **changed})


def candidates(desk: desks.Desk) -> desks.Desk:
    """Six candidates and three seats."""
    for nth in range(len(PEOPLE)):
        desk.save(person(nth), 0)
    desk.set_rentan_quota(*LIST, 3, "Perdes 4/2026")
    return desk


def chosen(desk: desks.Desk, state: str = "terpilih") -> list[str]:
    """Names of those in one state of the list, in its order."""
    return [row.nama for row in desk.selection(*LIST).of(state)]


def change(desk: desks.Desk, uid: str, **values: Any) -> None:
    """Save somebody with other values."""
    kept = desk.read(uid)
    desk.save(replace(kept, **values), kept.revisi)


def fails(kode: str, call: Callable[[], object]) -> Problem:
    """The Problem a call ends with; it must be this one."""
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.kode == kode, caught.value
    return caught.value


def settled(desk: desks.Desk) -> str:
    """Propose and settle by an SK; the undo of the latter."""
    desk.propose_selection(*LIST)
    return desk.settle_selection(*LIST, "141/12/2026", date(2026, 11, 20))
