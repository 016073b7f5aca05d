"""Which of the desk's own backups stay: a pure rule over names, days and reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_desktop.store.rotation import DAYS, LAST, WEEKS, Kept, expired

DAY = date(2026, 11, 21)


def made(day: date, number: int = 0, sebab: str = "hitung") -> Kept:
    return Kept(f"{day:%Y%m%d}-{number:02d}-{sebab}", day, sebab, datetime(day.year, day.month, day.day, tzinfo=UTC))


def stays(kept: list[Kept], erased: datetime | None = None) -> list[Kept]:
    gone = set(expired(kept, kept[0].name, erased))
    return [one for one in kept if one.name not in gone]


def test_of_one_day_the_last_ten_stay() -> None:
    kept = [made(DAY, number) for number in range(30, 0, -1)]
    assert stays(kept) == kept[:LAST]


def test_of_each_of_fourteen_days_and_eight_weeks_the_newest_stays() -> None:
    kept = [made(DAY - timedelta(days=day), number) for day in range(200) for number in (3, 2, 1)]
    left = stays(kept)
    days = [one.day for one in left]
    assert set(days) >= {DAY - timedelta(days=day) for day in range(DAYS)}
    assert len({day.isocalendar()[:2] for day in days}) == WEEKS
    for day in set(days[LAST:]):
        assert next(one for one in left if one.day == day).name.endswith("03-hitung")
    assert len(left) <= LAST + DAYS + WEEKS


def test_made_again_and_again_the_rule_loses_no_week() -> None:
    """Day after day, each with three backups, the rule applied after each of them."""
    kept: list[Kept] = []
    for day in range(120):
        for number in range(3):
            kept.insert(0, made(DAY + timedelta(days=day), number))
            gone = set(expired(kept, kept[0].name))
            kept = [one for one in kept if one.name not in gone]
    assert len({one.day for one in kept[:40]}) >= DAYS
    assert len({one.day.isocalendar()[:2] for one in kept}) == WEEKS


def test_a_clock_that_was_wrong_empties_nothing() -> None:
    before = [made(DAY - timedelta(days=day)) for day in range(30)]
    for wrong in (date(2000, 1, 1), date(2099, 1, 1)):
        after = stays([made(wrong), *before])
        assert after[0].day == wrong
        assert set(stays(before)) - set(after) <= {stays(before)[-1], stays(before)[DAYS - 1], stays(before)[LAST - 1]}
    months_later = [made(DAY + timedelta(days=400)), *stays(before)]
    assert len(stays(months_later)) >= len(stays(before))


def test_the_one_made_before_a_restore_stays() -> None:
    kept = [*(made(DAY - timedelta(days=day)) for day in range(100)), made(DAY - timedelta(days=300), 0, "pulihkan"),
            made(DAY - timedelta(days=301), 0, "pulihkan")]
    assert [one.day for one in stays(kept) if one.sebab == "pulihkan"][-1] == DAY - timedelta(days=300)


def test_what_holds_erased_people_goes_whatever_the_rule_says() -> None:
    kept = [made(DAY - timedelta(days=day)) for day in range(5)]
    left = stays(kept, datetime(2026, 11, 19, 12, tzinfo=UTC))
    assert [one.day for one in left] == [DAY, DAY - timedelta(days=1)]
    assert stays(kept, datetime(2027, 1, 1, tzinfo=UTC)) == kept[:1]


def oracle(whole: list[Kept]) -> set[str]:
    """Who should be left of everything ever made, newest first; counted name by name, without the rule's own steps."""
    left = set()
    for at, one in enumerate(whole):
        newer = whole[:at]
        days, weeks = {two.day for two in newer}, {two.day.strftime("%G-%V") for two in newer}
        of_day = one.day not in days and len(days) < 14
        of_week = one.day.strftime("%G-%V") not in weeks and len(weeks) < 8
        before_restore = one.sebab == "pulihkan" and all(two.sebab != "pulihkan" for two in newer)
        if at < 10 or of_day or of_week or before_restore:
            left.add(one.name)
    return left


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((0, 0, 0, 1, 1, 2, 7, 40, -1, -30, -400, 900)),
                          st.sampled_from(("hitung", "tutup", "pulihkan"))), min_size=1, max_size=120))
def test_applied_each_time_it_leaves_what_counting_everything_leaves(steps: list[tuple[int, str]]) -> None:
    """Whatever the clock does between two of them: forward, back, for years."""
    day, whole, kept = DAY, list[Kept](), list[Kept]()
    for number, (days, sebab) in enumerate(steps):
        day += timedelta(days=days)
        one = made(day, number, sebab)
        whole, kept = [one, *whole], stays([one, *kept])
        assert kept[0] == one
    assert {one.name for one in kept} == oracle(whole)
