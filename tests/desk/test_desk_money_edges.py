"""Rates nobody has for a year, blanks that are not confirmed, sheets of SIPP for who left: what a desk says of money
and papers where a table is silent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import budgeting_bases, doubts_reading, sipp
from jamsos_desktop.exchange.sipp import SHEETS
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import DIED
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.policy import KEYAKINAN
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY, salma
from tests.intake import workbooks
from tests.paper import paper_blanks


@pytest.fixture(scope="module")
def desk(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("uang") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as opened:
        yield opened


def test_where_no_table_holds_no_rate_is_made_up(desk: desks.Desk) -> None:
    now = {line.label for line in budgeting_bases.rates(desk.ctx, TODAY)}
    assert {"BPU, JKK + JKM", "PU, JHT", "BPU, JHT"} <= now
    assert not {line.label for line in budgeting_bases.rates(desk.ctx, date(1990, 1, 1))} & now


def test_a_blank_stays_unconfirmed_until_its_office_said_so(desk: desks.Desk) -> None:
    sure = paper_blanks.PLACES.replace(b"kompilasi sendiri", KEYAKINAN[0].encode())
    ctx = replace(desk.ctx, policy=replace(desk.ctx.policy, blangko={
        "formulir_bpu.toml": paper_blanks.FIELDS, "scan.toml": sure}))
    rows = [row for row in doubts_reading.doubt_rows(ctx) if row.tabel == "blangko"]
    assert [(row.kunci, row.tempat) for row in rows] == [("formulir_bpu.toml", "Cetak")]
    assert not [row for row in doubts_reading.doubt_rows(desk.ctx) if row.tabel == "blangko"]


def test_on_which_sheet_of_sipp_somebody_stands(desk: desks.Desk) -> None:
    recent, old = TODAY - timedelta(days=30), TODAY - timedelta(days=120)
    for changed, sheet in (({"kpj": ""}, SHEETS[0]), ({"kpj": "25011234567"}, SHEETS[1]),
                           ({"kpj": "25011234567", "keluar_tanggal": recent}, SHEETS[2]),
                           ({"kpj": "25011234567", "keluar_tanggal": old}, ""),  # was reported before
                           ({"kpj": "25011234567", "keluar_tanggal": TODAY + timedelta(days=1)}, ""),
                           ({"kpj": "", "keluar_tanggal": recent}, ""),  # never was a member
                           ({"kpj": "25011234567", "keluar_tanggal": recent, "keluar_sebab": DIED}, "")):
        assert sipp._sheet(desk.ctx, salma(**changed)) == sheet, changed


def test_a_workbook_that_is_no_template_of_sipp(tmp_path: Path) -> None:
    with pytest.raises(Problem) as met:
        run_to_end(sipp.read_template_job(workbooks.xlsx(tmp_path / "daftar.xlsx", [workbooks.HEADER])))
    assert "No. KK tidak dikenal" in met.value.apa
    other = workbooks.xlsx(tmp_path / "petunjuk.xlsx", [("Petunjuk",), ("Isi dengan huruf besar.",)], [])
    with pytest.raises(Problem) as met:
        run_to_end(sipp.read_template_job(other))
    assert met.value.kode == "TEMPLAT_TIDAK_COCOK"
    assert "data_tk_baru" in met.value.apa
    with pytest.raises(Problem) as met:
        run_to_end(sipp.read_template_job(workbooks.xlsx(tmp_path / "kosong.xlsx", [])))
    assert met.value.kode == "LEMBAR_KOSONG"


def test_a_filled_copy_never_takes_the_place_or_name_of_its_template(tmp_path: Path) -> None:
    template = tmp_path / "templat" / "tambah_tk.xlsx"
    for out, kode in ((tmp_path / "lain.xlsx", "TEMPLAT_NAMA"), (template.parent, "TEMPLAT_FOLDER_SAMA"),
                      (template, "TEMPLAT_FOLDER_SAMA")):
        with pytest.raises(Problem) as met:
            sipp.copy_folder(template, out)
        assert met.value.kode == kode
    assert sipp.copy_folder(template, tmp_path) == tmp_path
    assert sipp.copy_folder(template, tmp_path / "tambah_tk.xlsx") == tmp_path
