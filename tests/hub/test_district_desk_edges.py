"""What the district's pages ask the desk: silent desa, whose cover ends, poor data, ages, and reports by their names,
areas and quarters; and what is refused in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop.desk import Desk
from jamsos_desktop.desk.district import bpjs_leaving, bpjs_views, coverage_reading, doubles_reading, people_reading
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.problems import Problem
from tests.hub import coverage_district, makers


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Three villages of two kecamatan; nothing here changes them."""
    with coverage_district.filled(tmp_path_factory.mktemp("dpmd"), many=1, each=6) as filled:
        yield filled


def test_figures_of_an_area_are_part_of_those_of_the_whole(desk: Desk) -> None:
    district = desk.district
    assert district is not None
    areas = dict(district.report_areas())
    assert list(areas.values()) == sorted(areas.values())
    assert coverage_district.SOROPIA in areas
    for ask in (district.silent, district.lapsing, district.quality, district.people_over_age):
        whole, part = ask(), ask(coverage_district.SOROPIA)
        assert all(row in whole for row in part), ask.__name__
        assert len(part) <= len(whole)
    assert district.silent()
    assert {row.kode for row in district.silent(coverage_district.SOROPIA)} <= {row.kode for row in district.silent()}
    assert coverage_reading.level("", (), desk.ctx) == ("kabupaten", desk.ctx.unit.kabupaten)
    assert coverage_reading.level(coverage_reading.OPD, (), desk.ctx) == ("kecamatan", coverage_reading.OPD_NAME)


def test_quarters_names_and_pages_of_reports(desk: Desk) -> None:
    district = desk.district
    assert district is not None
    periods = district.report_periods()
    codes = [code for code, _ in periods]
    assert codes[0] == "2026-Q4"
    assert codes == sorted(codes, reverse=True)
    name = district.report_name("belum_melapor", ".pdf", coverage_district.SOROPIA, "2026-Q4")
    assert re.fullmatch(r"belum-melapor-74\.02\.11-2026-Q4-\d{4}-\d\d-\d\d-\d{6}\.pdf", name)
    page = run_to_end(district.report_page_job("belum_melapor", 99, 0.3))
    assert (page.page, len(page.data)) == (page.pages - 1, page.stride * page.height)  # the last, where none is so far
    with pytest.raises(Problem) as met:
        district.report_name("entah", ".pdf")
    assert met.value.kode == "LAPORAN_TAK_DIKENAL"


def test_a_report_is_written_as_what_it_can_be(desk: Desk, tmp_path: Path) -> None:
    district = desk.district
    assert district is not None
    for name, kode in (("rekap.docx", "BENTUK_SALAH"), ("rekap", "BENTUK_SALAH")):
        with pytest.raises(Problem) as met:
            run_to_end(district.report_job("rekap", tmp_path / name))
        assert met.value.kode == kode
        assert not list(tmp_path.iterdir())


def test_a_district_without_anybody_says_what_is_missing(tmp_path: Path) -> None:
    with makers.district(tmp_path) as empty:
        district = empty.district
        assert district is not None
        assert district.lapsing() == district.quality() == district.people_over_age() == []
        assert district.recap().persen is None
        with pytest.raises(Problem) as met:
            district.message("74.02.11.9999", "Mohon kirim data")
        assert met.value.kode == "DESA_TAK_DIKENAL"
        for words in ("", "x" * 5000):
            with pytest.raises(Problem) as met:
                district.message(coverage_district.BAJO, words)
            assert met.value.kode == "PESAN_SALAH"
        sheet = run_to_end(district.report_job("rekap", tmp_path / "rekap.pdf"))
        assert sheet.read_bytes().startswith(b"%PDF")


def test_months_and_days_in_words() -> None:
    december, may = date(2026, 12, 1), date(2027, 5, 31)
    assert bpjs_views.months(december, may) == "Desember 2026 sampai Mei 2027"
    assert bpjs_views.months(december, date(2026, 12, 31)) == "Desember 2026"
    assert bpjs_views.months(None, may) == bpjs_views.months(december, None) == ""
    assert bpjs_leaving._day("2026-11-20T08:00:00") == date(2026, 11, 20)
    assert [bpjs_leaving._day(text) for text in ("kemarin", "", None, 20261120)] == [None] * 4


def test_what_a_village_typed_oddly_is_shown_as_it_came(desk: Desk) -> None:
    assert [doubles_reading._day(text) for text in ("2026-11-20", "kemarin")] == ["20/11/2026", "kemarin"]
    yes = next(field for field in BY_KEY.values() if field.kind.name == "YES")
    assert [people_reading._text(desk.ctx, yes, value) for value in (True, None)] == ["Ya", ""]
