"""Iuran of a month for the whole desk: per fund and per person, from the rates of that month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from jamsos_desktop.desk.context import Context
from jamsos_desktop.iuran import dues
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database


@dataclass(frozen=True, slots=True)
class FundDues:
    """What one fund pays a month: people it pays for, and sen."""

    sumber_dana: str
    orang: int
    sebulan_sen: int


@dataclass(frozen=True, slots=True)
class MonthDues:
    """``tanpa_iuran``: people whose dues cannot be computed yet. ``per_person``: (nomor, nama, sen)."""

    orang: int
    tanpa_iuran: int
    sebulan_sen: int
    per_fund: tuple[FundDues, ...]
    per_person: tuple[tuple[str, str, int], ...]


def month_dues(ctx: Context, db: Database, month: date) -> MonthDues:
    """Everyone who has not left, as if all were members in that month (day 1 of ``month``)."""
    sums: dict[str, int] = defaultdict(int)
    payers: dict[str, set[str]] = defaultdict(set)
    rows, without = [], 0
    for person in people.read_many(db):
        if person.status in LEFT:
            continue
        found = dues(replace(person, mulai=None), ctx.policy, month, ctx.bases)  # with a start, its rates would hold
        if found is None:
            without += 1
            continue
        rows.append((person.nomor, person.nama, found.sebulan_sen))
        for line in found.lines:
            if line.ikut:
                sums[line.sumber_dana] += line.sebulan_sen
                payers[line.sumber_dana].add(person.uid)
    funds = tuple(FundDues(fund, len(payers[fund]), sums[fund]) for fund in sorted(sums))
    return MonthDues(len(rows), without, sum(sums.values()), funds, tuple(rows))
