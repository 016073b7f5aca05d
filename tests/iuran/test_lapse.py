"""Months without dues: a BPU is inactive after three, a wage earner owes them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jamsos_desktop.iuran import lapse
from jamsos_desktop.policy import Nilai, load_policy
from jamsos_desktop.policy.records import Dated

POLICY = load_policy()


@pytest.mark.parametrize(("until", "today", "months", "out"), [
    ("2026-11-30", "2026-11-21", 0, False), ("2026-11-21", "2026-11-21", 0, False),
    ("2026-10-31", "2026-11-01", 1, False),
    ("2026-08-31", "2026-11-21", 3, False),  # the third month is not over yet
    ("2026-08-31", "2026-11-30", 3, False), ("2026-08-31", "2026-12-01", 4, True),
    ("2026-07-31", "2026-11-21", 4, True), ("2025-12-31", "2026-11-21", 11, True),
    ("2026-10-15", "2026-11-21", 2, False)])
def test_months_are_counted_to_the_present_one(until: str, today: str, months: int, out: bool) -> None:
    found = lapse(date.fromisoformat(until), "BPU", POLICY, date.fromisoformat(today))
    assert (found.bulan, found.nonaktif, found.tunggakan) == (months, out, min(months, 3))
    assert not found.harus_lunas
    assert ("Sudah nonaktif" in found.kata) is out


def test_a_wage_earner_owes_every_month() -> None:
    found = lapse(date(2026, 3, 31), "PU", POLICY, date(2026, 11, 21))
    assert (found.bulan, found.tunggakan, found.harus_lunas, found.nonaktif) == (8, 8, True, False)
    assert found.belum_dikonfirmasi
    assert found.sumber


def test_the_district_may_set_the_months_and_says_how_sure_it_is() -> None:
    def given(text: str, sure: str) -> tuple[Dated[Nilai], ...]:
        return (Dated(date(2020, 1, 1), None, Nilai(text, "bulan", "SE BPJS", sure)),)

    values = {**POLICY.values, ("bulan_nonaktif", ""): given("1", "bersumber"),
              ("bulan_tunggakan_maks", ""): given("2", "simpulan")}
    found = lapse(date(2026, 8, 31), "BPU", replace(POLICY, values=values), date(2026, 11, 21))
    assert (found.nonaktif, found.tunggakan, found.sumber, found.keyakinan) == (True, 2, "SE BPJS", "simpulan")
    none = {key: value for key, value in POLICY.values.items() if not key[0].startswith("bulan_")}
    alone = lapse(date(2026, 8, 31), "BPU", replace(POLICY, values=none), date(2026, 12, 1))
    assert (alone.nonaktif, alone.belum_dikonfirmasi) == (True, True)
