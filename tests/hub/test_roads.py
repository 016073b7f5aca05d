"""What villages tell of their map desa and bills: judged, kept, and listed for DPMD."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub import roads
from jamsos_desktop.hub.register import figures
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from jamsos_desktop.rules.road_records import PEMBERI_KERJA, STEPS
from tests.desk.talks import KODE, Talk, talking

TODAY = date(2026, 11, 21)


def step(langkah: str, keadaan: str, tanggal: str = "") -> dict[str, str]:
    return {"jalur": PEMBERI_KERJA, "langkah": langkah, "keadaan": keadaan, "tanggal": tanggal}


def test_a_road_is_counted_and_what_runs_comes_before_what_waits() -> None:
    told = [step("berkas", "selesai", "2026-11-02"), step("data", "belum"), step("tanda_tangan", "jalan"),
            step("bpjs", "tidak_perlu"), {"jalur": "lain", "langkah": "x", "keadaan": "selesai"}]
    [way] = roads.ways(told).values()
    assert (way.selesai, way.langkah, way.tuntas) == (2, 4, False)
    assert way.berikut == STEPS[PEMBERI_KERJA]["tanda_tangan"]
    assert way.hari == {"berkas": date(2026, 11, 2)}


def test_a_finished_road_asks_for_nothing_and_a_later_step_is_still_a_step() -> None:
    [way] = roads.ways([step("berkas", "selesai"), step("langkah_baru", "selesai", "besok")]).values()
    assert (way.tuntas, way.berikut, way.hari) == (True, "", {})
    [way] = roads.ways([step("langkah_baru", "belum")]).values()
    assert way.berikut == "langkah_baru"
    assert roads.ways([]) == roads.ways([{"jalur": PEMBERI_KERJA, "tanggal": "2026-11-02"}]) == {}


def test_bills_are_summed_by_what_was_paid() -> None:
    told = [{"jumlah_sen": 100_00, "dibayar": "2026-11-19"}, {"jumlah_sen": 40_00, "jatuh_tempo": "2026-11-20"},
            {"jumlah_sen": 2_00, "jatuh_tempo": "2026-11-21"}, {"jumlah_sen": "banyak"}]
    assert roads.own(told, TODAY) == roads.Own(100_00, 42_00, 1)


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path):
    with talking(desk, tmp_path) as both:
        yield both


def test_a_village_tells_its_map_and_dpmd_lists_it(talk: Talk, tmp_path: Path) -> None:
    talk.enrol(1)
    talk.desa.mark_step("wadah", "pks", date(2026, 11, 18), "PKS/7/2026", "", "selesai")
    talk.deliver()
    with talk.dpmd.ctx.open() as db:
        steps, bills = figures.told(db)[KODE]
    assert bills == []
    [pks] = [one for one in steps if (one["jalur"], one["langkah"]) == ("wadah", "pks")]
    assert pks == {"jalur": "wadah", "langkah": "pks", "keadaan": "selesai", "tanggal": "2026-11-18"}
    assert "PKS/7/2026" not in str(steps)
    for bentuk in (".pdf", ".xlsx"):
        made = run_to_end(talk.district.report_job("map_desa", tmp_path / f"map{bentuk}"))
        assert made.stat().st_size > 2000


def test_a_step_marked_is_worth_a_package_of_its_own(talk: Talk) -> None:
    talk.enrol(1)
    talk.deliver()
    with pytest.raises(Problem) as refused:
        talk.send()
    assert refused.value.kode == "TAK_ADA_KIRIMAN"
    talk.desa.mark_step("wadah", "pks", date(2026, 11, 18), "PKS/7/2026", "", "selesai")
    talk.deliver()
    with talk.dpmd.ctx.open() as db:
        steps, _ = figures.told(db)[KODE]
    assert {"jalur": "wadah", "langkah": "pks", "keadaan": "selesai", "tanggal": "2026-11-18"} in steps

