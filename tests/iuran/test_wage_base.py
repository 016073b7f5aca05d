"""What dues of wage earners are computed from: each choice, whose it is, and what is unsure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_desktop.iuran import dues, dues_in_month
from jamsos_desktop.iuran.wage import raised
from jamsos_desktop.model.dues import PILIHAN_DASAR, WageBase, WageBases
from jamsos_desktop.model.records import KELOMPOK, Peserta, SumberDana
from jamsos_desktop.policy import load_policy
from jamsos_desktop.policy.records import Dated, Nilai

ON = date(2026, 11, 21)
POLICY = load_policy()
BAJO = "74.02.11.2017"
KAUR = Peserta(kelompok="perangkat_desa", segmen="PU", jabatan="KAUR_TU", program=("JKK", "JKM"),
               sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), penghasilan=2_500_000)
CONFIRMED = date(2026, 11, 1)


def chosen(pilihan, rupiah=None, dikonfirmasi=None, tahun=2026, kelompok="perangkat_desa", kode=BAJO):
    return WageBases(kode, {(tahun, kelompok): WageBase(pilihan, rupiah, "", dikonfirmasi)})


def with_value(key, scope, text, start, end=None, unit="rupiah", sure="bersumber"):
    one = (Dated(start, end, Nilai(text, unit, "-", sure)),)
    return replace(POLICY, values={**POLICY.values, (key, scope): one})


@pytest.mark.parametrize(("bases", "base", "words"), [
    (chosen("siltap"), 2_500_000, "siltap"),
    (chosen("upah"), 2_500_000, "upah"),
    (chosen("ump"), 3_306_496, "UMP 2026"),
    (chosen("umk"), 3_306_496, "UMP 2026, UMK tidak ada"),  # Konawe has no UMK of its own
    (chosen("nominal", 1_234_567), 1_234_567, "nominal"),
    (WageBases(BAJO), 2_500_000, "siltap"),  # nothing chosen: the district's setting
    (chosen("ump", tahun=2027), 2_500_000, "siltap"),  # a choice holds for its own year
    (chosen("ump", kelompok="non_asn"), 2_500_000, "siltap"),  # and for its own kelompok
])
def test_each_choice(bases, base, words):
    found = dues(KAUR, POLICY, ON, bases)
    assert (found.dasar, found.dasar_kata) == (base, words)


def test_ump_of_sultra_to_the_sen():
    found = dues(KAUR, POLICY, ON, chosen("ump"))
    assert ([line.sebulan_sen for line in found.lines], found.sebulan_sen) == ([793_559, 991_949, 0], 1_785_508)


def test_umk_before_ump():
    policy = with_value("umk", "74.02", "3510505", date(2026, 1, 1), date(2026, 12, 31))
    assert dues(KAUR, policy, ON, chosen("umk")).dasar_kata == "UMK 2026"
    assert dues(KAUR, policy, ON, chosen("umk")).dasar == 3_510_505
    assert dues(KAUR, policy, ON, chosen("ump")).dasar == 3_306_496
    assert dues(KAUR, policy, ON, chosen("umk", kode="74.05.01.2001")).dasar == 3_306_496


def test_the_choice_of_the_year_membership_starts():
    bases = WageBases(BAJO, {**chosen("ump").chosen, **chosen("nominal", 1_000_000, tahun=2027).chosen})
    assert dues(replace(KAUR, mulai=date(2026, 12, 1)), POLICY, ON, bases).dasar == 3_306_496
    assert dues(replace(KAUR, mulai=date(2027, 1, 1)), POLICY, ON, bases).dasar == 1_000_000
    assert dues_in_month(replace(KAUR, mulai=date(2026, 12, 1)), POLICY, date(2027, 3, 1), bases).dasar == 1_000_000


def test_siltap_falls_back_on_the_least_by_law_but_a_wage_does_not():
    empty = replace(KAUR, penghasilan=None)
    found = dues(empty, POLICY, ON, chosen("siltap", dikonfirmasi=CONFIRMED))
    assert (found.dasar, found.dasar_kata, found.dagger) == (2_022_200, "siltap paling sedikit", True)
    assert dues(empty, POLICY, ON, chosen("upah")) is None
    assert dues(empty, POLICY, ON, chosen("ump")).dasar == 3_306_496


def test_confirming_takes_the_doubt_of_the_base_away_but_not_that_of_the_risk_group():
    assert dues(KAUR, POLICY, ON, WageBases(BAJO)).dagger
    for pilihan in ("siltap", "upah", "ump"):
        assert dues(KAUR, POLICY, ON, chosen(pilihan)).dagger
        assert not dues(KAUR, POLICY, ON, chosen(pilihan, dikonfirmasi=CONFIRMED)).dagger
    bpd = replace(KAUR, kelompok="ekosistem_desa", jabatan="BPD_KETUA")
    assert dues(bpd, POLICY, ON, chosen("upah", dikonfirmasi=CONFIRMED, kelompok="ekosistem_desa")).dagger


def test_a_minimum_wage_not_decreed_yet_is_last_years_and_unsure():
    sure = chosen("ump", dikonfirmasi=CONFIRMED, tahun=2027)
    found = dues(KAUR, POLICY, date(2027, 2, 1), sure)
    assert (found.dasar, found.dasar_kata, found.dagger) == (3_306_496, "UMP 2026", True)
    assert dues(KAUR, POLICY, date(2025, 6, 1), chosen("ump", tahun=2025)) is None  # none was known yet
    assert dues(KAUR, POLICY, ON, chosen("ump", kode="73.01.01.2001")) is None  # another province


def test_a_minimum_wage_of_two_years_is_called_by_the_year_it_counts_in():
    policy = with_value("umk", "74.02", "3510505", date(2025, 1, 1), date(2026, 12, 31))
    assert dues(KAUR, policy, ON, chosen("umk")).dasar_kata == "UMK 2026"
    later = dues(KAUR, policy, date(2027, 2, 1), chosen("umk", tahun=2027))
    assert (later.dasar_kata, later.dagger) == ("UMK 2026", True)


def test_the_district_may_set_ump_for_all():
    policy = with_value("pu_dasar", "perangkat_desa", "ump", date(2020, 1, 1), unit="dasar")
    found = dues(KAUR, policy, ON, WageBases(BAJO))
    assert (found.dasar, found.dagger) == (3_306_496, False)
    assert dues(KAUR, policy, ON, chosen("siltap")).dasar == 2_500_000  # the village's own choice comes first


def test_bpu_know_no_wage_base():
    rentan = Peserta(kelompok="pekerja_rentan", segmen="BPU", program=("JKK", "JKM"), penghasilan=900_000)
    assert dues(rentan, POLICY, ON, chosen("nominal", 9_000_000, kelompok="pekerja_rentan")).sebulan_sen == 1_680_000


@pytest.mark.parametrize(("rupiah", "percent", "after"), [
    (2_022_200, "0", 2_022_200), (1_000_000, "7.58", 1_075_800), (1_005, "10", 1_106), (1_000, "-100", 0),
    (999, "-50", 500),
])
def test_a_rise_is_whole_rupiah_half_up(rupiah, percent, after):
    assert raised(rupiah, Decimal(percent)) == after


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PILIHAN_DASAR), st.sampled_from(KELOMPOK), st.integers(0, 10**9), st.integers(1, 10**9),
       st.decimals(-100, 500, places=2))
def test_never_negative_and_never_less_for_a_rise(pilihan, kelompok, wage, nominal, rise):
    p = replace(KAUR, kelompok=kelompok, penghasilan=wage)
    bases = chosen(pilihan, nominal if pilihan == "nominal" else None, kelompok=kelompok)
    plain, risen = (dues(p, POLICY, ON, bases._replace(naik=naik)) for naik in (Decimal(0), rise))
    assert plain.sebulan_sen == sum(line.sebulan_sen for line in plain.lines) >= 0
    assert risen.sebulan_sen >= 0
    assert (risen.sebulan_sen >= plain.sebulan_sen) if rise >= 0 else (risen.sebulan_sen <= plain.sebulan_sen)
