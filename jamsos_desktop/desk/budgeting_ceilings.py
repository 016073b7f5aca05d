"""The pagu of each fund for a year, and what bills use of it by the months they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from jamsos_desktop.desk.budgeting_bases import check_source, check_year
from jamsos_desktop.desk.budgeting_records import Ceiling
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_billed import Cell, paid_by_month, waiting_by_month
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import wages
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.wages import Pagu
from jamsos_desktop.texts import quoted

MOST_RUPIAH = 10**12


def ceilings(ctx: Context, db: Database, tahun: int) -> dict[str, Ceiling]:
    """Fund -> pagu and use, in the order of the list of funds; those with neither are left out."""
    check_year(ctx.policy, tahun)
    kept = wages.ceilings(db, tahun)
    paid, waiting = _by_fund(paid_by_month(ctx, db, tahun)), _by_fund(waiting_by_month(ctx, db, tahun))
    found = {}
    for fund in code_list("sumber_dana"):
        pagu = kept.get(fund)
        if pagu or paid[fund] or waiting[fund]:
            found[fund] = Ceiling(fund, pagu.rupiah if pagu else None, pagu.dasar if pagu else "", paid[fund],
                                  waiting[fund])
    return found


def _by_fund(months: Mapping[Cell, tuple[int, int]]) -> Counter[str]:
    """Fund -> sen of all its months."""
    found: Counter[str] = Counter()
    for (fund, *_), (_, sen) in months.items():
        found[fund] += sen
    return found


def set_ceilings(ctx: Context, db: Database, tahun: int, rupiah: Mapping[str, int | None], dasar: str) -> None:
    """Keep a pagu by fund, or (None) take it away; all or none."""
    check_year(ctx.policy, tahun)
    words = check_source(dasar)
    for fund, amount in rupiah.items():
        if fund not in code_list("sumber_dana"):
            raise Problem("DANA_SALAH", f"Sumber dana {quoted(fund)} tidak dikenal.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(code_list('sumber_dana'))}.")
        if amount is not None and not 0 <= amount <= MOST_RUPIAH:
            raise Problem("PAGU_SALAH", f"Pagu {code_label('sumber_dana', fund)} Rp {amount} tidak masuk akal.",
                          TIDAK_BERUBAH, "Tulis rupiah setahun, nol atau lebih.")
    with db.write():
        for fund, amount in rupiah.items():
            wages.put_ceiling(db, ctx.actor(), tahun, fund, None if amount is None else Pagu(amount, words))
