"""Looking at a list and bringing it in: every row accounted for, what is said of it, and how it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing.records import Imported, ImportMend, ImportSource, RowProblem
from jamsos_desktop.problems import Problem
from tests.desk.imports import bring_in, listed, look, write_csv

BASRI = {"NIK": "7402111408809001", "Nama Lengkap": "LA BASRI", "Tanggal Lahir": "14-08-1980"}


def rows(*changes: dict[str, str]) -> ImportSource:
    """One row per change of LA BASRI; the first stands in line 2."""
    return listed(*({**BASRI, **change} for change in changes))


def results(report: Imported) -> dict[int, str]:
    totals = report.totals()
    assert totals["baris"] == sum(totals[k] for k in ("siap", "perlu_dilengkapi", "ditahan", "dilewati"))
    assert totals["masuk"] == totals["siap"] + totals["perlu_dilengkapi"] == report.masuk
    return {row.baris: row.hasil for row in report.rows}


def problem(report: Imported, baris: int, kode: str = "") -> RowProblem:
    found = [one for one in report.problems if one.baris == baris and (not kode or one.kode == kode)]
    assert found, [(one.baris, one.kode) for one in report.problems]
    return found[0]


def mend(found: RowProblem, label: str) -> ImportMend:
    return next(one for one in found.mends if one.label == label)


def test_an_import_accounts_for_every_row(desk: desks.Desk, person) -> None:
    desk.save(person, 0)
    path = rows({}, {"Nama Lengkap": "HARUNA"}, {"NIK": person.nik, "Nama Lengkap": person.nama},
                {"NIK": "", "Nama Lengkap": ""}, {"NIK": "7.40211E+15", "Nama Lengkap": "RUSAK"},
                {"NIK": "7402111408809002", "Nama Lengkap": "LA DUA", "Tanggal Lahir": "31-02-1980"})
    dry = look(desk, path)
    assert desk.counts().total == 1
    report = bring_in(desk, path)
    assert results(report) == results(dry)
    assert results(report)[2] == results(report)[7] == "perlu_dilengkapi"
    assert report.masuk == 2 == desk.counts().total - 1
    reasons = {row.baris: row.pesan for row in report.rows}
    assert "sama dengan baris 2" in reasons[3]
    assert "Sudah ada" in reasons[4]
    assert "7.40211E+15" in reasons[6] or "7,40211E+15" in reasons[6]
    assert desk.find_person("7402111408809002").mentah == {"tanggal_lahir": "31-02-1980"}


def test_a_file_that_is_no_workbook_changes_nothing(desk: desks.Desk, tmp_path: Path) -> None:
    (tmp_path / "warga.xlsx").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(Problem):
        bring_in(desk, tmp_path / "warga.xlsx")
    assert desk.counts().total == 0
