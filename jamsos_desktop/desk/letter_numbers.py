"""Numbers of outgoing letters: the next one proposed, one for each of several letters, the last ones kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jamsos_desktop.store import office
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import roman

NUMBERED = ("pengantar", "sptjm", "keterangan")
LONGEST = 80  # letters of a number; more is no number
_KEPT = "surat.terakhir"  # the setting: kind -> number
_YEAR = re.compile(r"20\d\d")
_MONTHS = {roman(month) for month in range(1, 13)}


def next_letter_number(last: str, today: date) -> str:
    """The number after ``last`` in the same pattern, with the month and year of today.

    560/118/BI/XI/2026 -> 560/119/BI/XII/2026. A new year begins at 1 again. "" when no running number is in it.
    """
    parts = last.split("/")
    at = _running(parts)
    if at is None:
        return ""
    years = [part for part in parts if _YEAR.fullmatch(part)]
    fresh = bool(years) and years[-1] != str(today.year)
    parts[at] = str(1 if fresh else int(parts[at]) + 1).zfill(len(parts[at]))
    return "/".join(_dated(parts, today))


def number_after(first: str, steps: int) -> str:
    """The number ``steps`` letters after ``first`` on the same day; "" when it cannot be counted on."""
    parts = first.split("/")
    at = _running(parts)
    if not steps or at is None:
        return "" if steps else first
    parts[at] = str(int(parts[at]) + steps).zfill(len(parts[at]))
    return "/".join(parts)


def _running(parts: list[str]) -> int | None:
    """Where the running number stands: the second bare number, before it comes the classification; or the only one."""
    numbers = [at for at, part in enumerate(parts) if part.isascii() and part.isdigit() and not _YEAR.fullmatch(part)]
    return numbers[min(1, len(numbers) - 1)] if numbers else None


def _dated(parts: list[str], today: date) -> list[str]:
    """Today's year, and today's month where a Roman one stands before it."""
    out = list(parts)
    for at, part in enumerate(parts):
        if _YEAR.fullmatch(part):
            out[at] = str(today.year)
            if at and parts[at - 1] in _MONTHS:
                out[at - 1] = roman(today.month)
    return out


def proposals(db: Database, today: date) -> dict[str, str]:
    """Kind of letter -> the number it would get next; kinds that never had one are left out."""
    return {kind: proposal for kind, last in kept(db).items() if (proposal := next_letter_number(last, today))}


def kept(db: Database) -> dict[str, str]:
    """Kind of letter -> the last number it got."""
    found: Mapping[str, Any] = office.setting(db, _KEPT, {})
    return {kind: str(found[kind]) for kind in NUMBERED if found.get(kind)}


def keep(db: Database, numbers: Mapping[str, str], made: Iterable[tuple[str, int]], *, again: bool = False) -> None:
    """Keep the last number of each kind that was printed. ``made``: (kind, how many steps after the first number).
    ``again``: a bundle was printed once more; then only a number goes on that is further in the same series, for
    another bundle may have got later ones since.

    Call it inside ``db.write()``."""
    last: dict[str, int] = {}
    for kind, step in made:
        last[kind] = max(step, last.get(kind, 0))
    used = {kind: number for kind, step in last.items()
            if kind in NUMBERED and (number := number_after(" ".join(numbers.get(kind, "").split()), step))}
    before = kept(db)
    if again:
        used = {kind: number for kind, number in used.items() if _further(number, before.get(kind, ""))}
    if used:
        office.put_setting(db, _KEPT, {**before, **used})


def _further(number: str, last: str) -> bool:
    """Whether a number comes after ``last``; of two that are not of one series nobody can tell."""
    parts, old = number.split("/"), last.split("/")
    at = _running(parts)
    if not last:
        return True
    if at is None or at != _running(old) or (*parts[:at], *parts[at + 1:]) != (*old[:at], *old[at + 1:]):
        return False
    return int(parts[at]) > int(old[at])
