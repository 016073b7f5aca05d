"""What the family of somebody who died has a right to: cover on the day, arrears, months of membership."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from tests.desk.leaving_village import DIED, enrol, enrol_member, paid, village_desk

_numbers = iter(range(1, 90))


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One desk for the whole file; every test enrols people of its own."""
    with village_desk(set_up, tmp_path_factory.mktemp("hak"), clock) as desk:
        yield desk


@pytest.fixture
def member(village: desks.Desk) -> str:
    """A member since 1 June, paid until the end of November."""
    return enrol_member(village, next(_numbers))


@pytest.mark.parametrize(("day", "start", "state", "sum_", "why"), [
    (date(2026, 11, 18), date(2026, 6, 1), "berhak", 42_000_000, "Terlindungi sejak 1 Juni 2026"),
    (date(2026, 8, 31), date(2026, 6, 1), "berhak", 10_000_000, "sebelum 3 bulan terdaftar"),
    (date(2026, 9, 1), date(2026, 6, 1), "berhak", 42_000_000, "sampai 30 November 2026"),
    (date(2026, 5, 31), date(2026, 6, 1), "tidak", None, "baru mulai 1 Juni 2026"),
    (date(2026, 6, 9), date(2026, 6, 10), "tidak", None, "baru mulai 10 Juni 2026"),
    (date(2026, 5, 27), date(2026, 5, 1), "tidak", None, "baru mulai"),
])
def test_the_right_follows_the_day(village: desks.Desk, day: date, start: date, state: str, sum_: int | None,
                                   why: str) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=start)
    paid(village, uid, "2026-06", "2026-11", "2026-05-28")
    right = village.right_on(uid, day)
    assert (right.keadaan, right.jumlah) == (state, sum_)
    assert why in right.alasan


@pytest.mark.parametrize(("died", "state"), [(date(2026, 2, 28), "periksa"), (date(2026, 3, 1), "tidak")])
def test_arrears_of_up_to_three_months_are_for_bpjs_to_answer(village: desks.Desk, died: date, state: str) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2025, 6, 1))
    paid(village, uid, "2025-06", "2025-11", "2025-05-28")
    right = village.right_on(uid, died)
    assert right.keadaan == state
    assert "30 November 2025" in right.alasan


@pytest.mark.parametrize(("segmen", "last", "died", "state"), [
    ("BPU", "2026-04", date(2026, 7, 31), "periksa"), ("BPU", "2026-04", date(2026, 8, 1), "tidak"),
    ("PU", "2026-04", date(2026, 11, 1), "periksa")])
def test_arrears_run_to_the_end_of_a_month_and_an_employer_still_owes(village: desks.Desk, segmen: str, last: str,
                                                                     died: date, state: str) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2025, 6, 1), segmen=segmen)
    paid(village, uid, "2025-06", last, "2025-05-28")
    assert village.right_on(uid, died).keadaan == state


def test_a_first_payment_after_the_death_is_for_bpjs_to_answer(village: desks.Desk) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2026, 1, 1), segmen="PU")
    paid(village, uid, "2026-01", "2026-12", "2026-03-10")
    assert village.right_on(uid, date(2026, 3, 9)).keadaan == "periksa"
    assert village.right_on(uid, date(2026, 3, 10)).keadaan == "berhak"


def test_an_extension_joins_the_cover_before_it(village: desks.Desk, member: str) -> None:
    paid(village, member, "2026-12", "2027-05", "2026-11-20")
    assert village.right_on(member, date(2026, 12, 5)).jumlah == 42_000_000
    assert "sejak 1 Juni 2026 sampai 31 Mei 2027" in village.right_on(member, date(2026, 12, 5)).alasan


def test_somebody_who_was_a_member_before_is_told_to_ask(village: desks.Desk) -> None:
    uid = enrol(village, next(_numbers), sent=False, mulai=date(2025, 6, 1))
    paid(village, uid, "2025-06", "2026-05", "2025-05-28")
    paid(village, uid, "2026-10", "2026-12", "2026-10-01")
    right = village.right_on(uid, DIED)
    assert right.jumlah == 10_000_000
    assert "Pernah menjadi peserta sebelumnya" in right.alasan
