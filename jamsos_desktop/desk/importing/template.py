"""Templat Jamsos Desa: a workbook to fill in, with the lists of the policy in force."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.exchange.intake_template_columns import GUIDE, LISTS
from jamsos_desktop.intake import Sheet
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import code_list, fold
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


def template_job(ctx: Context, path: Path, kelompok: str = "") -> Job[Path]:
    """Write the workbook of one group, or ("") of all with a column for the group. Problems: writing a file."""
    from jamsos_desktop.exchange.files import check_new_file, write_whole
    from jamsos_desktop.exchange.intake_template import template_book
    from jamsos_desktop.exchange.workbooks import named

    if kelompok and kelompok not in KELOMPOK:
        raise Problem("KELOMPOK_SALAH", f"Kelompok {kelompok} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(KELOMPOK)}.")
    path = named(path, ctx.latihan)
    check_new_file(path)
    yield Progress(0, 1, "Menyusun templat")
    return write_whole(template_book(ctx.policy, ctx.today, kelompok, latihan=ctx.latihan), path)


def group_of_sheet(sheet: Sheet) -> str:
    """The group a sheet of our own template is for, by its name; "" of any other sheet, and where each row says it."""
    if not {GUIDE, LISTS} <= set(sheet.lembar):
        return ""
    return next((code for code, label in code_list("kelompok").items() if fold(label) == fold(sheet.nama)), "")
