"""Dues against the published tables, to the sen, and their properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_desktop.iuran import dues, percent
from jamsos_desktop.model.dues import period
from jamsos_desktop.model.records import PROGRAM, Peserta, SumberDana
from jamsos_desktop.policy import bundled_files, load_policy
from jamsos_desktop.policy.records import Dated, Nilai

ON = date(2026, 11, 21)
POLICY = load_policy()
PUBLIC = SumberDana(jkk_jkm="APBD_KAB", jht="APBD_KAB")
OWN = SumberDana(jkk_jkm="MANDIRI", jht="MANDIRI")
RENTAN = Peserta(kelompok="pekerja_rentan", segmen="BPU", program=("JKK", "JKM"), sumber_dana=PUBLIC,
                 penghasilan=900_000)
KAUR = Peserta(kelompok="perangkat_desa", segmen="PU", jabatan="KAUR_TU", program=("JKK", "JKM"), sumber_dana=PUBLIC,
               penghasilan=2_022_200)

# PP 44/2015 Lampiran II: lowest income of the band, base, JKK, JKK + JKM, with JHT (rupiah).
BANDS = [
    (0, 1_000_000, 10_000, 16_800, 36_800), (1_100_000, 1_200_000, 12_000, 18_800, 42_800),
    (1_300_000, 1_400_000, 14_000, 20_800, 48_800), (1_500_000, 1_600_000, 16_000, 22_800, 54_800),
    (1_700_000, 1_800_000, 18_000, 24_800, 60_800), (1_900_000, 2_000_000, 20_000, 26_800, 66_800),
    (2_100_000, 2_200_000, 22_000, 28_800, 72_800), (2_300_000, 2_400_000, 24_000, 30_800, 78_800),
    (2_500_000, 2_600_000, 26_000, 32_800, 84_800), (2_700_000, 2_950_000, 29_500, 36_300, 95_300),
    (3_200_000, 3_450_000, 34_500, 41_300, 110_300), (3_700_000, 3_950_000, 39_500, 46_300, 125_300),
    (4_200_000, 4_450_000, 44_500, 51_300, 140_300), (4_700_000, 4_950_000, 49_500, 56_300, 155_300),
    (5_200_000, 5_450_000, 54_500, 61_300, 170_300), (5_700_000, 5_950_000, 59_500, 66_300, 185_300),
    (6_200_000, 6_450_000, 64_500, 71_300, 200_300), (6_700_000, 6_950_000, 69_500, 76_300, 215_300),
    (7_200_000, 7_450_000, 74_500, 81_300, 230_300), (7_700_000, 7_950_000, 79_500, 86_300, 245_300),
    (8_200_000, 8_700_000, 87_000, 93_800, 267_800), (9_200_000, 9_700_000, 97_000, 103_800, 297_800),
    (10_200_000, 10_700_000, 107_000, 113_800, 327_800), (11_200_000, 11_700_000, 117_000, 123_800, 357_800),
    (12_200_000, 12_700_000, 127_000, 133_800, 387_800), (13_200_000, 13_700_000, 137_000, 143_800, 417_800),
    (14_200_000, 14_700_000, 147_000, 153_800, 447_800), (15_200_000, 15_700_000, 157_000, 163_800, 477_800),
    (16_200_000, 16_700_000, 167_000, 173_800, 507_800), (17_200_000, 17_700_000, 177_000, 183_800, 537_800),
    (18_200_000, 18_700_000, 187_000, 193_800, 567_800), (19_200_000, 19_700_000, 197_000, 203_800, 597_800),
    (20_200_000, 20_700_000, 207_000, 213_800, 627_800),
]


@pytest.mark.parametrize(("number", "band"), list(enumerate(BANDS, start=1)))
def test_bpu_bands(number, band):
    low, base, jkk, two, three = band
    above = BANDS[number][0] if number < len(BANDS) else 99_000_000
    for income in (low, (low + above) // 2, above - 1):
        found = dues(replace(RENTAN, penghasilan=income), POLICY, ON)
        assert (found.lapis, found.dasar, found.lines[0].sebulan_sen) == (number, base, jkk * 100)
        assert (found.sebulan_sen, found.lines[1].sebulan_sen) == (two * 100, 680_000)
        with_jht = dues(replace(RENTAN, penghasilan=income, program=PROGRAM), POLICY, ON)
        assert with_jht.sebulan_sen == three * 100


def test_between_the_printed_bounds_is_the_lower_band():
    assert dues(replace(RENTAN, penghasilan=1_099_500), POLICY, ON).lapis == 1


@pytest.mark.parametrize(("months", "rupiah"), [(None, 16_800), (1, 16_800), (6, 100_800), (12, 201_600)])
def test_period(months, rupiah):
    assert dues(replace(RENTAN, periode_bayar=months), POLICY, ON).jumlah_sen == rupiah * 100


@pytest.mark.parametrize(("wage", "jkk", "jkm", "total"), [
    (2_426_640, 582_394, 727_992, 1_310_386),
    (2_224_420, 533_861, 667_326, 1_201_187),
    (2_022_200, 485_328, 606_660, 1_091_988),
    (3_306_496, 793_559, 991_949, 1_785_508),
])
def test_siltap_examples_to_the_sen(wage, jkk, jkm, total):
    found = dues(replace(KAUR, penghasilan=wage), POLICY, ON)
    assert [line.sebulan_sen for line in found.lines] == [jkk, jkm, 0]
    assert (found.sebulan_sen, found.lapis, found.dagger) == (total, None, True)


@pytest.mark.parametrize(("group", "jkk"), [("I", 240_000), ("II", 540_000), ("III", 890_000), ("IV", 1_270_000),
                                            ("V", 1_740_000)])
def test_risk_groups(group, jkk):
    risk = Dated(date(2015, 7, 1), None, Nilai(group, "kelompok_risiko", "-", "bersumber"))
    policy = replace(POLICY, values={**POLICY.values, ("pu_risiko", "perangkat_desa"): (risk,)})
    assert dues(replace(KAUR, penghasilan=1_000_000), policy, ON).lines[0].sebulan_sen == jkk


def test_jht_of_wage_earners_is_rounded_once():
    found = dues(replace(KAUR, program=PROGRAM, penghasilan=1_000_001), POLICY, ON)
    assert found.lines[2].sebulan_sen == 5_700_006  # 5.7 % of 1,000,001 is 57,000.057
    assert found.lines[2].tarif == "3,70% + 2% dari dasar upah"
    assert found.lines[2].sumber_dana == "APBD_KAB"


def test_words_of_the_rates():
    assert [line.tarif for line in dues(RENTAN, POLICY, ON).lines] == [
        "1% dari dasar iuran", "tetap", "2% dari dasar iuran"]
    assert [line.tarif for line in dues(KAUR, POLICY, ON).lines][:2] == [
        "0,24% dari dasar upah", "0,30% dari dasar upah"]
    assert [percent(Decimal(rate)) for rate in ("1", "0.24", "0.3", "2.0", "50", "0.125", "1.10")] == [
        "1%", "0,24%", "0,30%", "2%", "50%", "0,125%", "1,10%"]


@pytest.mark.parametrize(("jabatan", "base"), [("KADES", 2_426_640), ("SEKDES", 2_224_420), ("KADUS", 2_022_200)])
def test_siltap_minimum_stands_in_for_an_empty_wage(jabatan, base):
    found = dues(replace(KAUR, jabatan=jabatan, penghasilan=None), POLICY, ON)
    assert (found.dasar, found.dagger) == (base, True)


def sure(policy, *keys):
    """The policy with every value of these keys confirmed."""
    values = {key: tuple(replace(p, nilai=replace(p.nilai, keyakinan="bersumber")) if key[0] in keys else p
                         for p in periods) for key, periods in policy.values.items()}
    return replace(policy, values=values)


def test_one_unconfirmed_answer_has_the_dagger():
    honorer = replace(KAUR, kelompok="non_asn", jabatan="HONORER")
    bpd = replace(KAUR, kelompok="ekosistem_desa", jabatan="BPD_KETUA")
    assert dues(honorer, POLICY, ON).dagger
    assert not dues(honorer, sure(POLICY, "pu_dasar"), ON).dagger
    assert dues(bpd, sure(POLICY, "pu_dasar"), ON).dagger  # the risk group is our own conclusion
    assert not dues(bpd, sure(POLICY, "pu_dasar", "pu_risiko"), ON).dagger
    assert not dues(RENTAN, POLICY, ON).dagger


@pytest.mark.parametrize("p", [
    replace(RENTAN, penghasilan=None), replace(RENTAN, segmen=""), replace(RENTAN, penghasilan=-1),
    replace(KAUR, penghasilan=None, jabatan="BPD_KETUA"), replace(KAUR, penghasilan=None, jabatan=""),
    replace(KAUR, penghasilan=-5), Peserta(),
])
def test_unknown_base(p):
    assert dues(p, POLICY, ON) is None


def test_before_the_first_table():
    for p in (RENTAN, KAUR):
        first = POLICY.first_dues(p.segmen)
        assert first == date(2015, 7, 1)
        assert dues(p, POLICY, first - timedelta(days=1)) is None
        assert dues(p, POLICY, first) is not None
    assert POLICY.first_dues("") is None


def test_the_law_is_named_by_the_rows_that_counted():
    """What stands under a form as its source is that of the table in force, also of a district's own."""
    assert dues(RENTAN, POLICY, ON).sumber == "PP 44/2015 Lampiran II"
    assert dues(KAUR, POLICY, ON).sumber == "PP 44/2015, PP 46/2015"
    files = dict(bundled_files())
    for name, old, new in (("iuran_bpu.csv", "2015-07-01,,PP 44/2015 Lampiran II", "2015-07-01,,PP 9/2027"),
                           ("parameter.csv", "2015-07-01,,PP 44/2015 Lampiran II", "2015-07-01,,-"),
                           ("tarif_pu.csv", "2015-07-01,,,PP 46/2015", "2015-07-01,,,Permenaker 8/2027")):
        assert old in files[name].decode()
        files[name] = files[name].decode().replace(old, new).encode()
    other = load_policy(files)
    assert dues(RENTAN, other, ON).sumber == "PP 9/2027"
    assert dues(KAUR, other, ON).sumber == "PP 44/2015, Permenaker 8/2027"


@pytest.mark.parametrize(("what", "job", "start", "months", "rupiah"), [
    ("own money, other sector", "NELAYAN", date(2026, 11, 1), 1, 8_400),
    ("public money", "NELAYAN", date(2026, 11, 1), 1, 16_800),
    ("before April 2026", "NELAYAN", date(2026, 3, 31), 1, 16_800),
    ("first day", "NELAYAN", date(2026, 4, 1), 1, 8_400),
    ("the whole of December", "NELAYAN", date(2026, 12, 1), 1, 8_400),
    ("runs into January", "NELAYAN", date(2026, 12, 1), 2, 33_600),
    ("transport, January 2026", "OJEK", date(2026, 1, 1), 1, 8_400),
    ("transport, to March 2027", "OJEK", date(2026, 10, 1), 6, 50_400),
    ("transport, one month too long", "OJEK", date(2026, 11, 1), 6, 100_800),
])
def test_pp50_discount(what, job, start, months, rupiah):
    fund = PUBLIC if what.startswith("public") else OWN
    p = replace(RENTAN, pekerjaan=job, sumber_dana=fund, periode_bayar=months)
    found = dues(p, POLICY, start)
    assert found.jumlah_sen == rupiah * 100
    assert ("PP 50/2025" in found.sumber) == (rupiah < months * 16_800)


def test_discount_leaves_jht_alone():
    found = dues(replace(RENTAN, sumber_dana=OWN, program=PROGRAM), POLICY, ON)
    assert [line.sebulan_sen for line in found.lines] == [500_000, 340_000, 2_000_000]
    assert found.lines[0].tarif == "1% dari dasar iuran, potongan 50%"


def test_rates_of_the_day_membership_starts():
    p = replace(RENTAN, sumber_dana=OWN, mulai=date(2027, 1, 1))
    assert dues(p, POLICY, ON).sebulan_sen == 1_680_000  # the discount is over by then
    assert dues(replace(p, mulai=date(2026, 1, 1)), POLICY, ON).sebulan_sen == 1_680_000  # and had not begun then
    assert dues(replace(p, mulai=None), POLICY, ON).sebulan_sen == 840_000


@pytest.mark.parametrize("later", [ON, date(2026, 12, 30), date(2027, 1, 5), date(2028, 1, 1)])
@pytest.mark.parametrize("start", [date(2026, 12, 1), date(2026, 12, 15)])
def test_a_later_day_says_the_same(start, later):
    p = replace(RENTAN, sumber_dana=OWN, periode_bayar=1, mulai=start)
    assert dues(p, POLICY, later).jumlah_sen == 840_000


@pytest.mark.parametrize(("start", "months", "last"), [
    (date(2026, 12, 1), 1, date(2026, 12, 31)), (date(2026, 12, 15), 1, date(2026, 12, 31)),
    (date(2026, 12, 31), 6, date(2027, 5, 31)), (date(2026, 9, 1), 6, date(2027, 2, 28)),
    (date(2027, 9, 30), 6, date(2028, 2, 29)), (date(2026, 1, 1), 12, date(2026, 12, 31)),
    (date(9999, 12, 1), 1, date(9999, 12, 31)), (date(9999, 12, 1), 2, date.max),
])
def test_period_ends_with_a_month(start, months, last):
    assert period(start, months) == (start, last)


def test_the_last_day_of_the_calendar():
    assert dues(replace(RENTAN, sumber_dana=OWN, mulai=date(9999, 12, 31), periode_bayar=12), POLICY, ON) is not None


PEOPLE = st.builds(
    Peserta, kelompok=st.sampled_from(("perangkat_desa", "pekerja_rentan", "non_asn", "ekosistem_desa")),
    segmen=st.sampled_from(("PU", "BPU")), program=st.lists(st.sampled_from(PROGRAM), unique=True).map(tuple),
    sumber_dana=st.sampled_from((PUBLIC, OWN, SumberDana())), penghasilan=st.integers(0, 10**12),
    periode_bayar=st.sampled_from((None, 1, 2, 3, 6, 12)), pekerjaan=st.sampled_from(("", "OJEK", "NELAYAN")))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@settings(deadline=None)
@given(PEOPLE, DAYS)
def test_total_is_the_sum_of_its_parts(p, on):
    found = dues(p, POLICY, on)
    assert found.sebulan_sen == sum(line.sebulan_sen for line in found.lines if line.ikut) >= 0
    assert all(line.sebulan_sen >= 0 for line in found.lines)
    assert all(line.sebulan_sen == 0 for line in found.lines if not line.ikut)
    assert {line.program for line in found.lines if line.ikut} == set(p.program)
    assert found.jumlah_sen == found.sebulan_sen * found.bulan


@settings(deadline=None)
@given(PEOPLE, DAYS, st.integers(0, 10**12))
def test_never_less_for_more_income(p, on, more):
    richer = replace(p, penghasilan=p.penghasilan + more)
    assert dues(richer, POLICY, on).sebulan_sen >= dues(p, POLICY, on).sebulan_sen
