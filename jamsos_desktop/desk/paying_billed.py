"""What is billed for each month, paid or still waiting, by fund, kelompok and segmen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_steps import group_of
from jamsos_desktop.desk.paying_told import ToldBill, told_bills
from jamsos_desktop.model import masa
from jamsos_desktop.store import bills as store
from jamsos_desktop.store import people
from jamsos_desktop.store.bills import TAKEN_OVER, Bill
from jamsos_desktop.store.engine import Database

Cell = tuple[str, str, str, str]  # fund, kelompok, segmen, month
Months = dict[Cell, tuple[int, int]]  # people, sen


class _Part(NamedTuple):
    """What bills say of a cell."""

    cell: Cell
    orang: int
    sen: int
    paid: bool


def paid_by_month(ctx: Context, db: Database, tahun: int) -> Months:
    """See ``Paying.paid_by_month``. What DPMD paid is spread over its people by what each costs."""
    return _sums((part for part in _parts(ctx, db, tahun) if part.paid), tahun)


def waiting_by_month(ctx: Context, db: Database, tahun: int) -> Months:
    """The same of bills that are not paid yet, own ones and those that replies tell."""
    return _sums((part for part in _parts(ctx, db, tahun) if not part.paid), tahun)


def billed_by_month(ctx: Context, db: Database, tahun: int) -> Months:
    """See ``Paying.billed_by_month``: what was paid and what waits."""
    return _sums(_parts(ctx, db, tahun), tahun)


def _sums(parts: Iterator[_Part], tahun: int) -> Months:
    many: Counter[Cell] = Counter()
    sen: Counter[Cell] = Counter()
    for part in parts:
        if part.cell[3][:4] == f"{tahun:04}":
            many[part.cell] += part.orang
            sen[part.cell] += part.sen
    return {cell: (many[cell], sen[cell]) for cell in sorted(many)}


def _parts(ctx: Context, db: Database, tahun: int) -> Iterator[_Part]:
    """Every part of every bill in force that has months in a year."""
    told = told_bills(db)
    told_paid = {kode for kode, one in told.items() if one.dibayar}
    for row in store.billed_months(db, tahun):
        for month in masa.months(row.bulan_dari, row.bulan_sampai):
            yield _Part((row.sumber_dana, row.kelompok, row.segmen, month), row.orang, row.sebulan_sen,
                        bool(row.dibayar) or row.kode_bayar in told_paid)
    for bill in store.every(db):
        if bill.dari == TAKEN_OVER and bill.batal is None:
            paid = bool(bill.dibayar_tanggal) or bill.kode_bayar in told_paid
            yield from _spread(bill.jumlah_sen, _of_taken_over(db, bill), paid)
    for kode, one in told.items():
        if store.of_code(db, kode) is None:
            yield from _spread(one.jumlah_sen, _of_told(ctx, db, one), bool(one.dibayar))


def _of_taken_over(db: Database, bill: Bill) -> list[tuple[Cell, int]]:
    """Every month of every person on a bill of DPMD that was taken over, with what it costs by our count."""
    return [((bill.sumber_dana, share.kelompok, bill.segmen, month), share.sebulan_sen)
            for share in store.shares(db, bill.id) for month in masa.months(share.bulan_dari, share.bulan_sampai)]


def _of_told(ctx: Context, db: Database, told: ToldBill) -> list[tuple[Cell, int]]:
    """The same of a bill that only a reply knows."""
    on_it = people.read_many(db, sorted(told.uids))
    fund, segment = group_of(on_it)
    return [((fund, p.kelompok, segment, month), run.jumlah_sen // masa.count(run.dari, run.sampai))
            for p in on_it if told.masa
            for run in money.charge(ctx, p, fund, *told.masa) or [money.Run(*told.masa, 0, 0, 0)]
            for month in masa.months(run.dari, run.sampai)]


def _spread(jumlah_sen: int, weights: Sequence[tuple[Cell, int]], paid: bool) -> Iterator[_Part]:
    """The sum of a bill over its months and people by what each costs; the parts add up to it."""
    whole, before, given = sum(weight for _, weight in weights), 0, 0
    for nth, (cell, weight) in enumerate(weights, 1):
        before += weight
        upto = jumlah_sen * before // whole if whole else jumlah_sen * nth // len(weights)
        yield _Part(cell, 1, upto - given, paid)
        given = upto
