"""Questions to the desk that pages Cetak and Kirim ask in the worker's thread.

Judging hundreds of people takes longer than a blink, and the desk's own connection belongs to the
window's thread; these jobs open their own.
"""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk import Desk, PackageInfo, PreviewPage, PrintOrder, PrintPlan, SendState
from jamsos_desktop.desk import packing as _packing
from jamsos_desktop.desk import printing as _printing
from jamsos_desktop.desk import sending as _sending
from jamsos_desktop.jobs import Job, Progress


def plan_job(desk: Desk, order: PrintOrder) -> Job[PrintPlan]:
    """Who and what an order would print."""
    with desk.ctx.open() as db:
        yield Progress(0, 1)
        return _printing.print_plan(desk.ctx, db, order)


def state_job(desk: Desk) -> Job[SendState]:
    """What page Kirim shows: what would travel, to whom, the last kiriman."""
    with desk.ctx.open() as db:
        yield Progress(0, 1)
        return _sending.send_state(desk.ctx, db)


def page_job(desk: Desk, pdf: Path, page: int, scale: float) -> Job[PreviewPage]:
    """One page of a finished PDF as a picture (at 300 dpi a page is 35 MB)."""
    if hasattr(desk, "page_job"):
        return (yield from desk.page_job(pdf, page, scale))
    return (yield from desk.pages_job(pdf, scale))[page]


def package_words(desk: Desk, info: PackageInfo) -> tuple[str, str]:
    """("9 calon peserta, 2 perubahan", the words for WhatsApp: counts and the check code, never a NIK)."""
    return _packing.contents_text(info), _packing.message(desk.ctx, info)
