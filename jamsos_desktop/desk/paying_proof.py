"""The scan of a proof of payment: what may be one, and reading it back."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_told import kept
from jamsos_desktop.desk.scanning import refuse_bomb
from jamsos_desktop.files import open_plain
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database

MOST_BYTES = 5 * 1024 * 1024
_KINDS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"%PDF-", "pdf"))


def load(path: Path) -> tuple[str, bytes]:
    """(name by content, content) of a scan, whatever its file is called.

    Problems: FILE_TAK_TERBACA, SCAN_BESAR, SCAN_JENIS.
    """
    try:
        with open_plain(path) as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as cause:
        raise Problem("FILE_TAK_TERBACA", f"File {path.name} tidak bisa dibaca.", TIDAK_BERUBAH,
                      "Periksa nama dan letaknya.") from cause
    if len(data) > MOST_BYTES:
        raise Problem("SCAN_BESAR", f"File {path.name} lebih besar dari 5 MB.", TIDAK_BERUBAH,
                      "Perkecil scan itu, atau foto lagi dengan mutu lebih rendah.")
    kind = next((kind for sign, kind in _KINDS if data.startswith(sign)), "")
    if not kind:
        raise Problem("SCAN_JENIS", f"File {path.name} bukan JPG, PNG atau PDF.", TIDAK_BERUBAH,
                      "Pindai atau foto buktinya, lalu pilih file itu.")
    refuse_bomb(data, path.name)
    return f"{hashlib.sha256(data).hexdigest()}.{kind}", data


def keep(ctx: Context, scan: tuple[str, bytes]) -> str:
    """Seal a loaded scan; returns its name."""
    Attachments(ctx.folder, ctx.dek).put(*scan)
    return scan[0]


def read(ctx: Context, db: Database, bill_id: str) -> bytes:
    """See ``Paying.proof``."""
    bill = kept(db, bill_id)
    if bill is None or not bill.bukti_scan:
        raise Problem("SCAN_TIDAK_ADA", "Tagihan ini tidak punya scan bukti.", TIDAK_BERUBAH,
                      "Lihat nomor buktinya di map keuangan.")
    return Attachments(ctx.folder, ctx.dek).get(bill.bukti_scan)
