"""A year of dues: who counts in which month, sums, assumptions, and assumptions that are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_desktop.iuran import dues_in_month
from jamsos_desktop.iuran.budget import Tally, months_of
from jamsos_desktop.model.budget import Tambahan, WhatIf
from jamsos_desktop.model.dues import PILIHAN_DASAR, WageBase, WageBases
from jamsos_desktop.model.records import KELOMPOK, PROGRAM, Peserta, SumberDana
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem

POLICY = load_policy()
NEXT = date(2026, 12, 1)
BASES = WageBases("74.02.11.2017")
RENTAN = Peserta(uid="r", kelompok="pekerja_rentan", segmen="BPU", program=("JKK", "JKM"), penghasilan=900_000,
                 sumber_dana=SumberDana(jkk_jkm="APBD_KAB"), periode_bayar=6, status="aktif", mulai=date(2026, 3, 1))
KAUR = Peserta(uid="k", kelompok="perangkat_desa", segmen="PU", jabatan="KAUR_TU", program=("JKK", "JKM"),
               sumber_dana=SumberDana(jkk_jkm="APBDES_ADD"), penghasilan=2_022_200, status="aktif",
               mulai=date(2026, 1, 1))


def year(*people, tahun=2027, what_if=None, bases=BASES, earliest=NEXT):
    tally = Tally(POLICY, tahun, bases, what_if or WhatIf(), earliest)
    for p in people:
        tally.add(p)
    return tally.budget()


@pytest.mark.parametrize(("changed", "tahun", "months"), [
    ({}, 2026, (3, 12)), ({}, 2027, (1, 12)), ({}, 2025, None),
    ({"mulai": date(2027, 4, 30)}, 2027, (4, 12)), ({"mulai": date(2028, 1, 1)}, 2027, None),
    ({"status": "siap_cetak"}, 2026, (12, 12)), ({"status": "siap_cetak"}, 2027, (1, 12)),  # no member before December
    ({"status": "draf", "mulai": None}, 2026, (12, 12)), ({"status": "draf", "mulai": date(2027, 2, 1)}, 2027, (2, 12)),
    ({"sk_berakhir": date(2027, 6, 30)}, 2027, (1, 6)), ({"akhir_kontrak": date(2027, 2, 1)}, 2027, (1, 2)),
    ({"sk_berakhir": date(2027, 6, 30), "akhir_kontrak": date(2027, 2, 1)}, 2027, (1, 2)),
    ({"sk_berakhir": date(2026, 12, 31)}, 2027, None), ({"sk_berakhir": date(2027, 12, 1)}, 2027, (1, 12)),
    ({"keluar_tanggal": date(2027, 5, 1)}, 2027, (1, 5)),  # a date of leaving ahead
    ({"status": "keluar", "keluar_tanggal": date(2026, 7, 31), "aktif_sampai": date(2026, 8, 31)}, 2026, (3, 7)),
    ({"status": "meninggal", "keluar_tanggal": date(2026, 7, 2), "aktif_sampai": date(2026, 8, 31)}, 2026, (3, 7)),
    ({"status": "meninggal", "keluar_tanggal": date(2026, 7, 2), "aktif_sampai": date(2026, 8, 31)}, 2027, None),
    ({"status": "keluar", "keluar_tanggal": date(2026, 7, 2)}, 2026, None),  # was never covered: costs nothing
    ({"mulai": date(2026, 9, 1), "sk_berakhir": date(2026, 5, 1)}, 2026, None),  # ends before it starts
    ({"status": "siap_cetak", "aktif_sampai": date(2026, 12, 31)}, 2026, (3, 12)),  # a member whose data were corrected
    ({"permohonan": "lanjut", "mulai": date(2026, 12, 1), "status": "siap_kirim", "aktif_sampai": date(2026, 11, 30)},
     2026, (1, 12)),  # an extension says only when it goes on
    ({"mulai": None}, 2026, (1, 12)),
])
def test_months_of_somebody(changed, tahun, months):
    found = months_of(replace(RENTAN, **changed), tahun, NEXT)
    assert (found and found[:2]) == months


def test_an_extended_member_counts_from_the_first_day_known():
    going_on = replace(RENTAN, permohonan="lanjut", mulai=date(2026, 12, 1), aktif_sampai=date(2026, 11, 30))
    assert months_of(going_on, 2026, NEXT, date(2026, 6, 1))[:2] == (6, 12)
    assert months_of(replace(going_on, status="draf", aktif_sampai=None), 2026, NEXT, None)[:2] == (12, 12)


def test_a_year_of_two():
    found = year(RENTAN, KAUR)
    assert [(row.kelompok, row.segmen, row.sumber_dana, row.program, row.sen) for row in found.rows] == [
        ("perangkat_desa", "PU", "APBDES_ADD", "JKK", 12 * 485_328),
        ("perangkat_desa", "PU", "APBDES_ADD", "JKM", 12 * 606_660),
        ("pekerja_rentan", "BPU", "APBD_KAB", "JKK", 12 * 1_000_000),
        ("pekerja_rentan", "BPU", "APBD_KAB", "JKM", 12 * 680_000)]
    assert [(row.sumber_dana, row.orang, row.sen) for row in found.funds] == [
        ("APBDES_ADD", 1, 12 * 1_091_988), ("APBD_KAB", 1, 12 * 1_680_000)]
    assert (found.jumlah.orang, found.sen) == (2, 12 * 2_771_988)
    assert (found.apbdes.orang, found.apbdes.sen) == (1, 12 * 1_091_988)
    assert [row.belum_dikonfirmasi for row in found.groups] == [True, False]


def test_a_fund_of_jht_counts_the_person_once_in_all():
    both = replace(RENTAN, program=PROGRAM, sumber_dana=SumberDana(jkk_jkm="APBD_KAB", jht="MANDIRI"))
    found = year(both)
    assert [(row.sumber_dana, row.orang) for row in found.funds] == [("APBD_KAB", 1), ("MANDIRI", 1)]
    assert found.jumlah.orang == 1
    assert found.jumlah.bulan[0] == (1, 1_680_000 + 2_000_000)


def test_joiners_and_leavers_by_month():
    found = year(RENTAN, replace(RENTAN, mulai=date(2027, 4, 15)), replace(RENTAN, sk_berakhir=date(2027, 2, 3)))
    assert [cell.orang for cell in found.jumlah.bulan] == [2, 2, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2]
    assert (found.jumlah.orang, found.sk_berakhir) == (3, 1)
    assert year(replace(KAUR, sk_berakhir=date(2026, 12, 31))).sk_berakhir == 1
    renewed = WhatIf(sk_diperpanjang=True)
    assert year(replace(KAUR, sk_berakhir=date(2026, 12, 31)), what_if=renewed).jumlah.orang == 1


@pytest.mark.parametrize("p", [replace(RENTAN, penghasilan=None), replace(RENTAN, segmen=""),
                               replace(RENTAN, program=()), replace(KAUR, penghasilan=None, jabatan="")])
def test_whoever_cannot_be_computed_is_counted_apart(p):
    found = year(p, KAUR)
    assert (found.tanpa_iuran, found.jumlah.orang) == (1, 1)


def test_nobody():
    found = year()
    assert (found.rows, found.sen, found.jumlah.orang, len(found.jumlah.bulan)) == ((), 0, 0, 12)


def test_a_discount_month_by_month_as_it_is_paid():
    own = replace(RENTAN, sumber_dana=SumberDana(jkk_jkm="MANDIRI"), pekerjaan="NELAYAN", periode_bayar=1,
                  mulai=date(2026, 2, 1))
    assert [cell.sen for cell in year(own, tahun=2026).jumlah.bulan] == [0, *[1_680_000] * 2, *[840_000] * 9]
    half = replace(own, periode_bayar=6)  # paid February to July and August to January, each whole period or not at all
    assert {cell.sen for cell in year(half, tahun=2026).jumlah.bulan[1:]} == {1_680_000}


PEOPLE = st.lists(st.builds(
    Peserta, kelompok=st.sampled_from(KELOMPOK), segmen=st.sampled_from(("PU", "BPU", "")),
    program=st.lists(st.sampled_from(PROGRAM), unique=True).map(tuple),
    sumber_dana=st.builds(SumberDana, jkk_jkm=st.sampled_from(("APBD_KAB", "MANDIRI", "APBDES_ADD", "")),
                          jht=st.sampled_from(("MANDIRI", "APBDES_ADD"))),
    penghasilan=st.none() | st.integers(0, 10**9), periode_bayar=st.sampled_from((None, 1, 3, 6, 12)),
    pekerjaan=st.sampled_from(("", "OJEK")), jabatan=st.sampled_from(("", "KADES")),
    status=st.sampled_from(("draf", "aktif", "lewat_masa", "keluar")),
    mulai=st.none() | st.dates(date(2025, 6, 1), date(2028, 2, 1)),
    keluar_tanggal=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    aktif_sampai=st.none() | st.just(date(2026, 12, 31)),
    sk_berakhir=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1))), max_size=6)


@settings(deadline=None, max_examples=60)
@given(PEOPLE, st.sampled_from((2026, 2027)))
def test_the_budget_is_the_sum_of_its_months_and_people(people, tahun):
    found = year(*people, tahun=tahun)
    for rows in (found.rows, found.groups, found.funds, (found.jumlah,)):
        assert sum(row.sen for row in rows) == found.sen >= 0
        assert all(cell.sen >= 0 and cell.orang >= 0 for row in rows for cell in row.bulan)
        for month in range(12):
            assert sum(row.bulan[month].sen for row in rows) == found.jumlah.bulan[month].sen
    by_hand = 0
    for p in people:
        span = months_of(p, tahun, NEXT)
        for month in range(span.first, span.last + 1) if span else ():
            one = dues_in_month(p, POLICY, date(tahun, month, 1), BASES)
            by_hand += one.sebulan_sen if one else 0
    assert found.sen == by_hand
    assert found.jumlah.orang + found.tanpa_iuran == sum(months_of(p, tahun, NEXT) is not None for p in people)


@settings(deadline=None, max_examples=30)
@given(PEOPLE, st.decimals(0, 200, places=1), st.sampled_from(PILIHAN_DASAR[:4]))
def test_a_rise_never_makes_the_year_cheaper(people, rise, pilihan):
    base = {name: WageBase(pilihan) for name in KELOMPOK}
    plain, risen = (year(*people, what_if=WhatIf(dasar=base, naik=naik)).sen for naik in (Decimal(0), rise))
    assert risen >= plain


def test_what_if_wages_and_rates():
    assert year(KAUR, what_if=WhatIf(naik=Decimal(10))).sen == 12 * (533_861 + 667_326)  # 2,224,420
    assert year(KAUR, what_if=WhatIf(dasar={"perangkat_desa": WageBase("ump")})).sen == 12 * 1_785_508
    assert year(KAUR, what_if=WhatIf(risiko={"perangkat_desa": "V"})).rows[0].sen == 12 * 3_518_628
    assert year(KAUR, what_if=WhatIf(tarif_jkk={"perangkat_desa": Decimal("0.14")})).rows[0].sen == 12 * 283_108
    assert year(KAUR, RENTAN, what_if=WhatIf(tarif_jkk={"perangkat_desa": Decimal(0)})).rows[0].sen == 0
    assert year(RENTAN, what_if=WhatIf(naik=Decimal(50), risiko={"perangkat_desa": "V"})).sen == year(RENTAN).sen
    assert all(row.belum_dikonfirmasi for row in year(KAUR, what_if=WhatIf(risiko={"perangkat_desa": "II"})).rows)


def test_what_if_jht_is_added():
    found = year(KAUR, RENTAN, what_if=WhatIf(jht=frozenset({"perangkat_desa"})))
    jht = [row for row in found.rows if row.program == "JHT"]
    assert [(row.kelompok, row.sumber_dana, row.sen) for row in jht] == [
        ("perangkat_desa", "APBDES_ADD", 12 * 11_526_540)]


@pytest.mark.parametrize(("kelompok", "more", "fund", "sen"), [
    ("pekerja_rentan", Tambahan(50), "APBD_KAB", 50 * 12 * 1_680_000),
    ("pekerja_rentan", Tambahan(50, upah=1_100_000, sumber_dana="APBDES_ADD", dari_bulan=4), "APBDES_ADD",
     50 * 9 * 1_880_000),
    ("perangkat_desa", Tambahan(2), "APBDES_ADD", 2 * 12 * 1_091_988),
    ("non_asn", Tambahan(1, upah=1_000_000, program=PROGRAM), "APBD_KAB", 12 * (240_000 + 300_000 + 5_700_000)),
])
def test_what_if_more_people(kelompok, more, fund, sen):
    found = year(what_if=WhatIf(tambah={kelompok: more}))
    assert [(row.sumber_dana, row.orang, row.sen) for row in found.funds] == [(fund, more.orang, sen)]


@pytest.mark.parametrize(("what_if", "kode", "says"), [
    (WhatIf(naik=Decimal("-100.1")), "ANDAIAN_SALAH", "-100.1 persen"),
    (WhatIf(naik=Decimal("NaN")), "ANDAIAN_SALAH", "NaN"),
    (WhatIf(naik=Decimal(1001)), "ANDAIAN_SALAH", "1001"),
    (WhatIf(tarif_jkk={"non_asn": Decimal("100.01")}), "ANDAIAN_SALAH", "non-ASN"),
    (WhatIf(tarif_jkk={"non_asn": Decimal(-1)}), "ANDAIAN_SALAH", "non-ASN"),
    (WhatIf(risiko={"non_asn": "VI"}), "ANDAIAN_SALAH", "VI"),
    (WhatIf(risiko={"raja": "I"}), "ANDAIAN_SALAH", "raja"),
    (WhatIf(jht=frozenset({"raja"})), "ANDAIAN_SALAH", "raja"),
    (WhatIf(dasar={"non_asn": WageBase("emas")}), "DASAR_UPAH_SALAH", "emas"),
    (WhatIf(dasar={"non_asn": WageBase("nominal", -5)}), "DASAR_UPAH_SALAH", "-5"),
    (WhatIf(dasar={"non_asn": WageBase("nominal")}), "DASAR_UPAH_SALAH", "belum ditulis"),
    (WhatIf(dasar={"non_asn": WageBase("ump", 5)}), "DASAR_UPAH_SALAH", "hanya ditulis untuk pilihan nominal"),
    (WhatIf(tambah={"non_asn": Tambahan(0)}), "ANDAIAN_SALAH", "0 orang"),
    (WhatIf(tambah={"non_asn": Tambahan(5, upah=-1)}), "ANDAIAN_SALAH", "Rp -1"),
    (WhatIf(tambah={"non_asn": Tambahan(5, segmen="PUU")}), "ANDAIAN_SALAH", "PUU"),
    (WhatIf(tambah={"non_asn": Tambahan(5, sumber_dana="EMAS")}), "ANDAIAN_SALAH", "EMAS"),
    (WhatIf(tambah={"non_asn": Tambahan(5, program=("JP",))}), "ANDAIAN_SALAH", "Program"),
    (WhatIf(tambah={"non_asn": Tambahan(5, dari_bulan=13)}), "ANDAIAN_SALAH", "Bulan 13"),
    (WhatIf(tambah={"non_asn": Tambahan(5)}), "ANDAIAN_SALAH", "belum diketahui"),  # what would they earn?
    (WhatIf(tambah={"non_asn": Tambahan(100_000, upah=10**9)}, tarif_jkk={"non_asn": Decimal(100)}), "ANDAIAN_SALAH",
     "terlalu besar"),  # more than can be written in words
])
def test_nonsense_is_refused(what_if, kode, says):
    with pytest.raises(Problem) as caught:
        year(KAUR, what_if=what_if)
    assert caught.value.kode == kode
    assert says in caught.value.apa
