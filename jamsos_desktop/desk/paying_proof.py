"""The scan of a proof of payment: what may be one, and reading it back."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_told import kept
from jamsos_desktop.desk.scan_records import MadeScan
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database


def load(scan: Path | MadeScan) -> MadeScan:
    """A file as it is kept: a photo drawn anew and small, a PDF as it is; one made ready before stays so.

    Problems: FILE_TIDAK_ADA, SCAN_BESAR, SCAN_BUKAN_GAMBAR, SCAN_RUSAK, SCAN_BERGERAK.
    """
    from jamsos_desktop.desk.scan_making import made_from

    return scan if isinstance(scan, MadeScan) else made_from(scan)


def keep(ctx: Context, scan: MadeScan) -> str:
    """Seal a loaded scan; returns its name."""
    Attachments(ctx.folder, ctx.dek).put(scan.nama, scan.data)
    return scan.nama


def read(ctx: Context, db: Database, bill_id: str) -> bytes:
    """See ``Paying.proof``."""
    bill = kept(db, bill_id)
    if bill is None or not bill.bukti_scan:
        raise Problem("SCAN_TIDAK_ADA", "Tagihan ini tidak punya scan bukti.", TIDAK_BERUBAH,
                      "Lihat nomor buktinya di map keuangan.")
    return Attachments(ctx.folder, ctx.dek).get(bill.bukti_scan)
