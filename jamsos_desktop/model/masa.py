"""Months that dues are paid for, as texts ``YYYY-MM`` (they sort as they follow each other), and runs of them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from jamsos_desktop.model.months import month_number
from jamsos_desktop.texts import MONTHS

_MONTH = re.compile(r"\d{4}-\d{2}")
Span = tuple[str, str]


def is_month(text: str) -> bool:
    """Whether a text is a month of the calendar."""
    return bool(_MONTH.fullmatch(text)) and text.isascii() and "01" <= text[5:] <= "12" and text[:4] >= "1900"


def month_of(day: date) -> str:
    """2026-11-21 -> 2026-11."""
    return f"{day.year:04}-{day.month:02}"


def plus(month: str, many: int) -> str:
    """The month ``many`` after (or, negative, before); the calendar's last one past the year 9999."""
    at = min(int(month[:4]) * 12 + int(month[5:]) - 1 + many, 9999 * 12 + 11)
    return f"{at // 12:04}-{at % 12 + 1:02}"


def count(first: str, last: str) -> int:
    """Months from ``first`` to ``last``, both included; 0 or less when it ends before it starts."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1


def months(first: str, last: str) -> list[str]:
    """Every month from ``first`` to ``last``."""
    return [plus(first, n) for n in range(count(first, last))]


def first_day(month: str) -> date:
    """2026-12 -> 2026-12-01."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """2026-11 -> 2026-11-30."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])


def runs(spans: Iterable[Span]) -> list[Span]:
    """Spans joined where one follows or overlaps the other, oldest first."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= plus(found[-1][1], 1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def run_at(spans: Iterable[Span], month: str) -> Span | None:
    """The run of months that holds ``month``, else the last one that ended before it, else the first to come."""
    joined = runs(spans)
    begun = [run for run in joined if run[0] <= month]
    return begun[-1] if begun else joined[0] if joined else None


def words(first: str, last: str) -> str:
    """"Des 2026", "Jan - Jun 2027" or "Des 2026 - Mei 2027"."""
    one, two = (f"{MONTHS[int(month[5:]) - 1][:3]}" for month in (first, last))
    if first == last:
        return f"{one} {first[:4]}"
    return f"{one} - {two} {last[:4]}" if first[:4] == last[:4] else f"{one} {first[:4]} - {two} {last[:4]}"


def of_words(text: str) -> Span | None:
    """The months of "Des 2026 - Mei 2027" or "Des 2026", as replies tell them; None for other words."""
    parts = [re.fullmatch(r"([A-Za-z]+) (\d{4})", part.strip()) for part in text.split(" - ")]
    try:
        found = [f"{part[2]}-{month_number(part[1]):02}" for part in parts if part]
    except ValueError:
        return None
    if len(found) != len(parts) or not 1 <= len(found) <= 2 or found[0] > found[-1]:
        return None
    return found[0], found[-1]
