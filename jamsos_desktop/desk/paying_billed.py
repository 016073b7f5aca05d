"""What is billed for each month, paid or still waiting, by fund, kelompok and segmen."""

from __future__ import annotations

from collections import defaultdict

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_told import told_bills
from jamsos_desktop.desk.paying_views import Cell, paid_by_month
from jamsos_desktop.model import masa
from jamsos_desktop.store import bills as store
from jamsos_desktop.store.engine import Database


def billed_by_month(ctx: Context, db: Database, tahun: int) -> dict[Cell, tuple[int, int]]:
    """See ``Paying.billed_by_month``: what was paid, and own bills that wait."""
    found: defaultdict[Cell, list[int]] = defaultdict(lambda: [0, 0])
    for cell, (many, sen) in paid_by_month(ctx, db, tahun).items():
        found[cell] = [many, sen]
    told_paid = {kode for kode, one in told_bills(db).items() if one.dibayar}
    for bill in store.every(db):
        if bill.batal is not None or bill.dibayar_tanggal is not None or bill.kode_bayar in told_paid:
            continue
        for share in store.shares(db, bill.id):
            for month in masa.months(share.bulan_dari, share.bulan_sampai):
                if month[:4] == f"{tahun:04}":
                    cell = (bill.sumber_dana, share.kelompok, bill.segmen, month)
                    found[cell][0] += 1
                    found[cell][1] += share.sebulan_sen
    return {cell: (many, sen) for cell, (many, sen) in sorted(found.items())}
