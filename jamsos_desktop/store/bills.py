"""Iuran as billed and paid: one bill, the people and months in it, and how far payments carry somebody."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from jamsos_desktop.store.engine import Database


def paid_until(db: Database, uids: Sequence[str] | None = None) -> dict[str, str]:
    """uid -> last day (ISO) that a paid bill covers, of at most 500 people or of everyone; absent: nothing paid."""
    where = "" if uids is None else f"AND o.uid IN ({','.join('?' * len(uids))})"
    return {str(uid): _last_day(str(month)) for uid, month in db.all(
        "SELECT o.uid, max(o.bulan_sampai) FROM iuran_orang o JOIN iuran i ON i.id = o.iuran_id"
        f" WHERE i.dibayar_tanggal IS NOT NULL AND i.batal IS NULL {where} GROUP BY o.uid", list(uids or ()))}


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{month}-{calendar.monthrange(year, number)[1]:02}"
