"""The list of problems of every kind of workbook opens again with the same mapping and the same people in it."""

from __future__ import annotations

from pathlib import Path

from kinds_of_workbooks import ALL_KINDS, people, sheet_of
from openpyxl import load_workbook

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing.records import SIAP, Imported, ImportPlan, ImportSource
from jamsos_desktop.jobs import run_to_end


def as_read(path: Path) -> ImportSource:
    [sheet] = load_workbook(path).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return ImportSource(path.name, "", sheet_of(rows, lembar=(sheet.title,)))


def told(report: Imported) -> list[tuple[str, str, str]]:
    return [(row.nama, row.hasil, row.pesan) for row in report.rows if row.nama and row.hasil != SIAP]


def test_a_list_of_problems_says_again_what_its_workbook_said(desk: desks.Desk, tmp_path: Path) -> None:
    for kind, make in ALL_KINDS.items():  # over one desk: nothing is stored
        made = make(tmp_path / f"{kind}.xlsx", people(4))
        source = ImportSource(made.path.name, "", made.sheet())
        first = run_to_end(desk.look_job(source, ImportPlan()))
        book = desk.write_import_problems(source, first, tmp_path / f"masalah {kind}.xlsx", ImportPlan())
        again = run_to_end(desk.look_job(as_read(book), ImportPlan()))
        assert len(told(first)) > 0, kind
        assert (kind, again.layout.jenis, again.layout.fields) == (kind, "galat", first.layout.fields)
        assert (kind, told(again)) == (kind, told(first))
