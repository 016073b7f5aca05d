"""The checklist of one claim on one page, by itself: for the map that goes to DPMD and BPJS."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk import leaving_events
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.printing_claims import canonical, claim_sheet
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress


def event_paper_job(ctx: Context, event_id: str, path: Path | None = None) -> Job[Path]:
    """A claim's checklist as a PDF in ``path`` (None: the outbox). Problems: KEJADIAN_TIDAK_ADA, KEJADIAN_GANDA,
    HURUF_TIDAK_ADA."""
    from jamsos_desktop.paper.book import preview

    yield Progress(0, 1, "Daftar berkas klaim")
    now = ctx.clock.now()
    with ctx.open() as db:
        view = leaving_events.view(ctx, db, event_id, now)
        sheet = claim_sheet(ctx, view, ctx.check_code(canonical(view)))
        made = preview(sheet, print_context(ctx, db, ctx.unit.kertas, ""))
    name = f"Klaim-{view.baris.jenis}-{view.baris.nomor}-{now:%Y%m%d-%H%M%S}.pdf"
    path = path or ctx.folder.outbox / name
    return write_noted(ctx, made.pdf, path, exported(ctx, "daftar", "berkas klaim"))
