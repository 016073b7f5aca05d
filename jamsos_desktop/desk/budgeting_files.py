"""The lampiran of dues for APBDes as a file: a PDF on its side, or a workbook with numbers as numbers."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk import budget, budgeting_bases, budgeting_ceilings, budgeting_report
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.printing_records import PAPER_SIZES
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.budget import WhatIf
from jamsos_desktop.model.report import Report
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import quoted

PDF, XLSX = ".pdf", ".xlsx"


def budget_files_job(ctx: Context, tahun: int, what_if: WhatIf, path: Path, kertas: str,
                     all_people: bool) -> Job[Path]:
    """Count the year, draw it, write the file whole. Problems BENTUK_SALAH, KERTAS_SALAH, those of counting."""
    bentuk, kertas = path.suffix.lower(), kertas or ctx.unit.kertas
    if bentuk not in (PDF, XLSX):
        raise Problem("BENTUK_SALAH", f"Anggaran tidak bisa dibuat sebagai {path.suffix or 'file itu'}.",
                      TIDAK_BERUBAH, f"Pakai nama file yang berakhir {PDF} atau {XLSX}.")
    if kertas not in PAPER_SIZES:
        raise Problem("KERTAS_SALAH", f"Ukuran kertas {quoted(kertas)} tidak dikenal.", TIDAK_BERUBAH,
                      "Pilih A4 atau F4.")
    with ctx.open() as db:
        counted = yield from budget.counting(ctx, db, tahun, what_if, all_people)
        first = ctx.today if ctx.today.year == tahun else ctx.today.replace(year=tahun, month=1, day=1)
        made = budgeting_report.report(budgeting_report.Sources(
            ctx=ctx, budget=counted, what_if=what_if, all_people=all_people,
            ceilings=budgeting_ceilings.ceilings(ctx, db, tahun),
            bases=budgeting_bases.wage_bases(ctx, db, tahun), rates=budgeting_bases.rates(ctx, first)))
        yield Progress(1, 2, path.name)
        data = _drawn(ctx, db, made, bentuk, kertas)
    return write_noted(ctx, data, path, exported(ctx, "laporan", f"anggaran {tahun}"))


def _drawn(ctx: Context, db: Database, made: Report, bentuk: str, kertas: str) -> bytes:
    if bentuk == XLSX:
        from jamsos_desktop.exchange.report_book import report_book

        return report_book(made, latihan=ctx.latihan)
    from jamsos_desktop.paper.single.report import report_pdf

    return report_pdf(made, print_context(ctx, db, f"{kertas}L", ""))
