"""Counting one village: from groups of people who are alike to the four kept tables of the recap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple


class Alike(NamedTuple):
    """``orang`` people of one village who are alike in all that is counted; ``sen``: what they pay a month."""

    kelompok: str
    sumber_dana: str
    keadaan: str
    tunda: int
    aktif_dari: str
    aktif_sampai: str
    mutu: str
    orang: int
    sen: int


@dataclass(slots=True)
class Counted:
    """Rows of the kept tables, each by its key.

    ``berdiri``: (kelompok, sumber_dana, keadaan) -> [people, sen a month of those without an open question, people
    with one]. ``tempo``: (kelompok, sumber_dana, aktif_sampai) -> [people aktif without an open question, sen].
    ``bulan``: (kelompok, month) -> [began, ended]. ``tanda``: mark -> people; "" -> people with any mark.
    """

    berdiri: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    tempo: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    bulan: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    tanda: Counter[str] = field(default_factory=Counter)


def count(groups: Iterable[Sequence[object]]) -> Counted:
    """Count a village from its ``Alike`` rows."""
    found = Counted()
    for one in map(Alike._make, groups):
        row = found.berdiri.setdefault((one.kelompok, one.sumber_dana, one.keadaan), [0, 0, 0])
        row[0] += one.orang
        row[2 if one.tunda else 1] += one.orang if one.tunda else one.sen
        if not one.tunda:
            _count_time(found, one)
        for mark in ("", *one.mutu.split()) if one.mutu else ():
            found.tanda[mark] += one.orang
    return found


def _count_time(found: Counted, one: Alike) -> None:
    """When protection began and ends. Who left counts in the trend only when both days are known."""
    if one.keadaan == "aktif":
        row = found.tempo.setdefault((one.kelompok, one.sumber_dana, one.aktif_sampai), [0, 0])
        row[0] += one.orang
        row[1] += one.sen
    elif one.keadaan != "keluar" or not (one.aktif_dari and one.aktif_sampai):
        return
    found.bulan.setdefault((one.kelompok, one.aktif_dari[:7]), [0, 0])[0] += one.orang
    if one.aktif_sampai:
        ended = max(month_after(one.aktif_sampai), one.aktif_dari[:7])  # never over before it began
        found.bulan.setdefault((one.kelompok, ended), [0, 0])[1] += one.orang


def month_after(last_day: str) -> str:
    """The month in which protection is over: that of the day after the last one ("2026-10-31" -> "2026-11")."""
    return (date.fromisoformat(last_day) + timedelta(days=1)).isoformat()[:7]
