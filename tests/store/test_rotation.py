"""Which of the desk's own backups stay: a pure rule over names, days and reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

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
