"""The pagu of each fund for a year, and what bills use of it by the months they cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from jamsos_desktop.desk.budgeting_bases import check_source, check_year
from jamsos_desktop.desk.budgeting_records import Ceiling
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_told import told_bills
from jamsos_desktop.model import masa
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import bills, wages
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.wages import Pagu

MOST_RUPIAH = 10**12


def ceilings(ctx: Context, db: Database, tahun: int) -> dict[str, Ceiling]:
    """Fund -> pagu and use, in the order of the list of funds; those with neither are left out."""
    check_year(tahun)
    told = {code for code, bill in told_bills(db).items() if bill.dibayar}
    kept, paid, waiting = wages.ceilings(db, tahun), _paid(db, tahun, told), _waiting(db, tahun, told)
    found = {}
    for fund in code_list("sumber_dana"):
        pagu = kept.get(fund)
        if pagu or paid[fund] or waiting[fund]:
            found[fund] = Ceiling(fund, pagu.rupiah if pagu else None, pagu.dasar if pagu else "", paid[fund],
                                  waiting[fund])
    return found


def _paid(db: Database, tahun: int, told: Collection[str]) -> dict[str, int]:
    """Fund -> sen paid for the months of a year; ``told``: codes of which a reply says that they are paid."""
    found: dict[str, int] = defaultdict(int)
    for row in bills.paid_months(db, tahun, told):
        found[row.sumber_dana] += row.sebulan_sen * _months_in(tahun, row.bulan_dari, row.bulan_sampai)
    return found


def _waiting(db: Database, tahun: int, told: Collection[str]) -> dict[str, int]:
    """Fund -> sen billed and not paid yet for the months of a year."""
    found: dict[str, int] = defaultdict(int)
    for bill in bills.every(db):
        if bill.batal is None and bill.dibayar_tanggal is None and bill.kode_bayar not in told:
            for share in bills.shares(db, bill.id):
                found[bill.sumber_dana] += share.sebulan_sen * _months_in(tahun, share.bulan_dari, share.bulan_sampai)
    return found


def _months_in(tahun: int, first: str, last: str) -> int:
    return max(0, masa.count(max(first, f"{tahun:04}-01"), min(last, f"{tahun:04}-12")))


def set_ceilings(ctx: Context, db: Database, tahun: int, rupiah: Mapping[str, int | None], dasar: str) -> None:
    """Keep a pagu by fund, or (None) take it away; all or none."""
    check_year(tahun)
    words = check_source(dasar)
    for fund, amount in rupiah.items():
        if fund not in code_list("sumber_dana"):
            raise Problem("DANA_SALAH", f"Sumber dana {fund} tidak dikenal.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(code_list('sumber_dana'))}.")
        if amount is not None and not 0 <= amount <= MOST_RUPIAH:
            raise Problem("PAGU_SALAH", f"Pagu {code_label('sumber_dana', fund)} Rp {amount} tidak masuk akal.",
                          TIDAK_BERUBAH, "Tulis rupiah setahun, nol atau lebih.")
    with db.write():
        for fund, amount in rupiah.items():
            wages.put_ceiling(db, ctx.actor(), tahun, fund, None if amount is None else Pagu(amount, words))
