"""Storing an import whole: everybody comes in by one write, or nobody."""

from __future__ import annotations

from dataclasses import replace

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing.looking import look_job
from jamsos_desktop.desk.importing.records import Imported, ImportPlan, ImportSource
from jamsos_desktop.jobs import Job, Progress


def import_job(ctx: Context, source: ImportSource, plan: ImportPlan) -> Job[Imported]:
    """Look once more under the plan and store what comes in."""
    looked = yield from look_job(ctx, source, plan)
    yield Progress(len(looked.baru), len(looked.baru), "Menyimpan")
    with ctx.open() as db:
        if looked.baru:
            persons.add_many(ctx, db, looked.baru, "impor")
    return replace(looked.report, coba=False)
