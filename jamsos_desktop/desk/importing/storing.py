"""Storing an import whole: everybody comes in by one short write, or nobody.

Until that write nothing is stored: stopped or killed at any moment before, the desk is as it was.
"""

from __future__ import annotations

from dataclasses import replace

from jamsos_desktop.desk import backing, persons
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.importing.looking import Looked, look
from jamsos_desktop.desk.importing.records import Imported, ImportPlan, ImportSource
from jamsos_desktop.intake import refusals
from jamsos_desktop.jobs import Job, Progress, many_records
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import imports
from jamsos_desktop.store.engine import Database

REASON = imports.OBJECT
TRIES = 3  # each looks anew at a desk that somebody changed meanwhile


def import_job(ctx: Context, source: ImportSource, plan: ImportPlan) -> Job[Imported]:
    """Look once more under the plan and store what comes in, at a desk that stands still between the two.

    Where nothing comes in nothing is written, and the report has no id. Problems: BUKAN_DESA, MEJA_DIPINDAHKAN,
    KEPALA_TIDAK_DITEMUKAN, DATA_BERUBAH_SEJAK_DIPERIKSA, those of ``backing.keep`` and of storing.
    """
    _check_door(ctx)
    with ctx.open() as db, many_records():
        for _ in range(TRIES):
            version = db.version()
            looked = yield from look(ctx, db, source, plan)
            if not looked.report.layout.usable:
                raise refusals.no_header(source.nama)
            if not looked.report.masuk:
                return replace(looked.report, coba=False)
            yield from backing.keep_fresh_job(ctx, "impor")
            yield Progress(looked.report.masuk, looked.report.masuk, "Menyimpan")
            with db.write():
                if db.version() == version:
                    return _store(ctx, db, source, looked)
    raise Problem("DATA_BERUBAH_SEJAK_DIPERIKSA", "Data desa terus berubah selama impor.", TIDAK_BERUBAH,
                  "Tunggu pekerjaan lain selesai, lalu masukkan sekali lagi.")


def _check_door(ctx: Context) -> None:
    """Who may not store is told before a long list is looked at."""
    if ctx.mode != "desa":
        raise Problem("BUKAN_DESA", "Hanya meja desa yang memasukkan orang dari Excel.", TIDAK_BERUBAH,
                      "Kirim Excel ini ke desanya.")
    ctx.must_write()


def _store(ctx: Context, db: Database, source: ImportSource, looked: Looked) -> Imported:
    """Inside ``db.write()``; the import itself is kept last, so that what follows counts as done since."""
    new = persons.add_judged(ctx, db, [(person, values) for _, person, values in looked.baru], REASON)
    changed = persons.change_many(ctx, db, [change for _, change in looked.ubah], REASON)
    touched = [imports.Touched(row, person.uid, person.revisi)
               for (row, _, _), person in zip(looked.baru, new, strict=True)]
    touched += [imports.Touched(row, person.uid, person.revisi, change.before)
                for (row, change), person in zip(looked.ubah, changed, strict=True)]
    uids = {row: person.uid for (row, _, _), person in zip(looked.baru, new, strict=True)}
    rows = tuple(replace(line, uid=uids[line.baris]) if line.baris in uids else line for line in looked.report.rows)
    report = replace(looked.report, rows=rows, coba=False, id=uuid7())
    imports.keep(db, ctx.actor(), imports.Kept(report.id, source.nama, report.lembar, source.sha, report.totals()),
                 touched)
    # Whoever came in keeps their uid for good: another look at this source makes new people.
    source.memory.clear()
    return report
