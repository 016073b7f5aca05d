"""Iuran of a month and of a year for the whole desk, from the rates of those months."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from jamsos_desktop.desk.budgeting_bases import check_year
from jamsos_desktop.desk.context import Context
from jamsos_desktop.iuran import dues_in_month
from jamsos_desktop.iuran.budget import Tally, begun
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.budget import Budget, WhatIf
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store import people, wages
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
        found = dues_in_month(person, ctx.policy, month, ctx.bases)
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


STEP = 500  # people between two reports of progress


def counting(ctx: Context, db: Database, tahun: int, what_if: WhatIf, all_people: bool) -> Job[Budget]:
    """Count a year: everybody, or those whose membership has begun. Problems TAHUN_SALAH, ANDAIAN_SALAH."""
    check_year(ctx.policy, tahun)
    next_month = (ctx.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    tally = Tally(ctx.policy, tahun, ctx.bases, what_if, next_month)
    everyone = [one for one in wages.payers(db) if all_people or begun(one.person)]
    for nth, one in enumerate(everyone):
        if nth % STEP == 0:
            yield Progress(nth, len(everyone), f"Anggaran {tahun}")
        tally.add(one.person, one.sejak)
    return tally.budget()


def budget_job(ctx: Context, tahun: int, what_if: WhatIf, all_people: bool) -> Job[Budget]:
    """``counting`` with a connection of its own."""
    with ctx.open() as db:
        return (yield from counting(ctx, db, tahun, what_if, all_people))
