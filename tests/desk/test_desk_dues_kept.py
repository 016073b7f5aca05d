"""What lists say somebody costs moves on with the rates; the form keeps those of the day membership starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import SumberDana
from tests.conftest import salma


def test_a_member_costs_what_the_coming_month_costs(desk: desks.Desk) -> None:
    fund = SumberDana(jkk_jkm="APBDES_ADD")
    desk.save(salma("u1", kelompok="perangkat_desa", segmen="PU", jabatan="KAUR_TU", penghasilan=2_022_200,
                    sumber_dana=fund, periode_bayar=1), 0)
    desk.set_wage_base(2027, "perangkat_desa", "nominal", 3_000_000)
    form = desk.judge(desk.read("u1")).dues
    assert form is not None
    assert form.dasar == 2_022_200  # starts in December 2026
    assert desk.counts().iuran_sen == form.sebulan_sen
    desk.ctx = replace(desk.ctx, clock=desks.Clock(date(2027, 1, 5)))
    run_to_end(desk.recompute_job())
    assert desk.counts().iuran_sen == 720_000 + 900_000  # 0.24 % and 0.30 % of the new base
    later = desk.judge(desk.read("u1")).dues
    assert later is not None
    assert later.dasar == 2_022_200
    assert desk.dues_of_month(date(2027, 2, 1)).sebulan_sen == desk.counts().iuran_sen
