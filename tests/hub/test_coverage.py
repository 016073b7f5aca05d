"""Coverage as pure sums: stages, percentages, ranking, months, silence, what a village lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jamsos_desktop.hub import coverage
from jamsos_desktop.hub.compliance import lacks, words
from jamsos_desktop.hub.coverage import ActiveRow, MonthRow, StandingRow, Sum, UnitRow
from jamsos_desktop.hub.coverage_counts import count, month_after
from jamsos_desktop.hub.coverage_records import TAHAPAN, Bar

TODAY = date(2026, 11, 21)
SEVENTY = Decimal(70)


def unit(kode: str = "74.02.11.2017", jenis: str = "desa", seq: int = 1, diambil: str = "2026-11-20T10:00:00+08:00",
         nama: str = "Bajo Indah", kecamatan: str = "Soropia") -> UnitRow:
    return UnitRow(kode, jenis, nama, kecamatan, seq, diambil if seq else "")


@pytest.mark.parametrize(("seq", "one", "stage"), [
    (0, Sum(), "belum_melapor"),
    (0, Sum(aktif=3, keadaan={"aktif": 3}), "belum_melapor"),
    (1, Sum(), "berkas_kurang"),
    (1, Sum(orang=4, keadaan={"ditolak": 4}), "berkas_kurang"),
    (1, Sum(orang=1, keadaan={"keluar": 1}), "berkas_kurang"),
    (1, Sum(orang=5, keadaan={"ditolak": 4, "masuk": 1}), "di_dpmd"),
    (1, Sum(orang=1, keadaan={"diterima": 1}), "di_dpmd"),
    (1, Sum(orang=1, tunda=1, keadaan={"aktif": 0}), "di_dpmd"),
    (1, Sum(orang=2, keadaan={"diterima": 1, "di_bpjs": 1}), "di_bpjs"),
    (1, Sum(orang=2, keadaan={"di_bpjs": 1, "menunggu_bayar": 1}), "belum_bayar"),
    (1, Sum(orang=2, lewat=1, keadaan={"aktif": 1, "di_bpjs": 1}), "belum_bayar"),
    (1, Sum(orang=9, aktif=1, lewat=3, keadaan={"aktif": 4, "menunggu_bayar": 5}), "aktif"),
])
def test_the_stage_of_a_village(seq: int, one: Sum, stage: str) -> None:
    assert coverage.stage_of(unit(seq=seq), one) == stage


def test_the_road_counts_every_desa_once_and_no_kelurahan() -> None:
    units = [unit(f"74.02.11.2{n:03}", seq=n % 2) for n in range(9)] + [unit("74.02.11.1001", "kelurahan")]
    sums = coverage.sums_of([ActiveRow(units[1].kode, "non_asn", 2, 100, 0)], [], [])
    road = coverage.road(coverage.stages(units, sums))
    assert [stage.kode for stage in road] == [kode for kode, _ in TAHAPAN]
    assert sum(stage.desa for stage in road) == 9
    assert {s.kode: s.desa for s in road if s.desa} == {"belum_melapor": 5, "berkas_kurang": 3, "aktif": 1}


@pytest.mark.parametrize(("nyata", "sasaran", "percent", "missing"), [
    (0, 0, None, 0), (18994, 34981, Decimal("54.3"), 5493), (70, 100, Decimal("70.0"), 0),
    (69, 100, Decimal("69.0"), 1), (2, 3, Decimal("66.7"), 1), (3, 3, Decimal("100.0"), 0),
    (5, 4, Decimal("125.0"), 0), (0, 1, Decimal("0.0"), 1),
])
def test_percent_and_what_is_missing_to_seventy(nyata: int, sasaran: int, percent: Decimal | None,
                                                missing: int) -> None:
    assert coverage.percent(nyata, sasaran) == percent
    assert coverage.missing(nyata, sasaran, SEVENTY) == missing
    assert coverage.missing(nyata, sasaran, None) == 0


def test_a_bar_reaches_the_target_by_people_not_by_the_rounded_percentage() -> None:
    assert coverage.bar("a", "A", Sum(aktif=6996, sasaran=10000), SEVENTY).mencapai is False  # 69,96 reads 70,0
    assert coverage.bar("a", "A", Sum(aktif=7000, sasaran=10000), SEVENTY).mencapai is True
    assert coverage.bar("a", "A", Sum(aktif=5), SEVENTY).mencapai is False
    assert coverage.bar("a", "A", Sum(aktif=5, sasaran=5), None).mencapai is False


def test_bars_are_ranked_and_those_without_target_come_last() -> None:
    def bar(name: str, percent: str | None) -> Bar:
        return Bar(name, name, 1, 1, Decimal(percent) if percent else None, False)

    ranked = coverage.ranked([bar("Z", None), bar("B", "50"), bar("A", "50"), bar("C", "93.2"), bar("Y", None)])
    assert [one.nama for one in ranked] == ["C", "A", "B", "Y", "Z"]


def test_a_kecamatan_of_kelurahan_shows_only_with_target_or_people_and_never_counts_as_desa() -> None:
    units = [unit("74.02.02.1001", "kelurahan", kecamatan="Unaaha"), unit("74.02.11.1001", "kelurahan"), unit(seq=0),
             unit("74.02.11.2018"), unit("OPD-01", "opd", kecamatan="")]
    none = coverage.area_bars(units, {}, "", SEVENTY)
    assert [(bar.nama, bar.desa, bar.melapor) for bar in none] == [("Soropia", 2, 1)]
    sums = coverage.sums_of([], [], [("74.02.02.1001", "non_asn", 10), ("OPD-01", "non_asn", 20)])
    some = {bar.nama: bar for bar in coverage.area_bars(units, sums, "", SEVENTY)}
    assert set(some) == {"Soropia", "Unaaha", coverage.OPD_NAME}
    assert (some["Unaaha"].desa, some["Unaaha"].sasaran) == (0, 10)


def test_sums_add_up_to_everybody() -> None:
    active = [ActiveRow("a", "non_asn", 5, 500, 2), ActiveRow("b", "non_asn", 1, 100, 0)]
    standing = [StandingRow("a", "non_asn", "aktif", 9, 2), StandingRow("a", "non_asn", "masuk", 4, 1),
                StandingRow("b", "non_asn", "aktif", 1, 0), StandingRow("b", "perangkat_desa", "ditolak", 3, 0)]
    sums = coverage.sums_of(active, standing, [("a", "non_asn", 30), ("c", "non_asn", 7)])
    one = coverage.total(sums, ("a", "b", "c"))
    assert (one.aktif, one.lewat, one.tunda, one.orang, one.sasaran) == (6, 2, 3, 17, 37)
    assert one.standing() == {"aktif": 6, "lewat_masa": 2, "tunda": 3, "masuk": 3, "ditolak": 3}
    assert sum(one.standing().values()) == one.orang
    assert coverage.total(sums, ("a", "b"), "perangkat_desa").orang == 3


def test_months_add_up_to_today_and_know_who_ended() -> None:
    rows = [MonthRow("non_asn", "2025-06", 10, 0), MonthRow("non_asn", "2026-02", 5, 2),
            MonthRow("non_asn", "2026-11", 4, 3), MonthRow("perangkat_desa", "2026-03", 100, 0)]
    points, grown = coverage.months(rows, "non_asn", TODAY, 14)
    assert [point.bulan for point in points] == [f"2026-{month:02}" for month in range(1, 12)]
    assert [point.aktif for point in points] == [10, *[13] * 9, 14]
    assert grown == 1
    january, grown = coverage.months(rows, "non_asn", date(2026, 1, 5), 12)
    assert ([(p.bulan, p.aktif) for p in january], grown) == ([("2026-01", 12)], 2)


@pytest.mark.parametrize(("last", "month"), [("2026-10-31", "2026-11"), ("2026-10-15", "2026-10"),
                                             ("2026-12-31", "2027-01"), ("2028-02-28", "2028-02")])
def test_protection_is_over_on_the_day_after_its_last(last: str, month: str) -> None:
    assert month_after(last) == month


def test_counting_a_village_leaves_open_questions_out_of_money_and_time() -> None:
    rows = [("non_asn", "CSR", "aktif", 0, "2026-03-01", "2026-08-31", "TANPA_HP", 4, 400),
            ("non_asn", "CSR", "aktif", 1, "2026-03-01", "2026-08-31", "", 2, 200),
            ("non_asn", "CSR", "masuk", 0, "", "", "TANPA_HP IBU_KOSONG", 3, 300),
            ("non_asn", "CSR", "keluar", 0, "2026-01-01", "2026-05-31", "", 1, 100),
            ("non_asn", "CSR", "keluar", 0, "", "", "", 1, 100)]
    found = count(rows)
    assert found.berdiri == {("non_asn", "CSR", "aktif"): [6, 400, 2], ("non_asn", "CSR", "masuk"): [3, 300, 0],
                             ("non_asn", "CSR", "keluar"): [2, 200, 0]}
    assert found.tempo == {("non_asn", "CSR", "2026-08-31"): [4, 400]}
    assert found.bulan == {("non_asn", "2026-03"): [4, 0], ("non_asn", "2026-09"): [0, 4],
                           ("non_asn", "2026-01"): [1, 0], ("non_asn", "2026-06"): [0, 1]}
    assert dict(found.tanda) == {"": 7, "TANPA_HP": 7, "IBU_KOSONG": 3}


def test_silent_villages_never_heard_of_first_then_the_longest() -> None:
    units = [unit("1", diambil="2026-10-22T23:00:00+08:00", nama="Tepat"),
             unit("2", diambil="2026-10-21T01:00:00+08:00", nama="Lewat"),
             unit("3", diambil="2026-08-01T01:00:00+08:00", nama="Lama"), unit("4", seq=0, nama="Belum"),
             unit("5", "kelurahan", seq=0, nama="Lurah")]
    assert [(one.nama, days) for one, days in coverage.silent(units, TODAY, 30)] == [
        ("Belum", None), ("Lama", 112), ("Lewat", 31)]


@pytest.mark.parametrize(("seq", "one", "perangkat", "backlog", "said"), [
    (0, Sum(), Sum(), 0, ["belum pernah mengirim data"]),
    (1, Sum(aktif=5, keadaan={"aktif": 5, "ditolak": 2}), Sum(), 0, []),
    (1, Sum(aktif=5, keadaan={"aktif": 5}), Sum(keadaan={"ditolak": 2}), 1, ["berkas 3 perangkat desa belum lengkap"]),
    (1, Sum(keadaan={"masuk": 5}), Sum(), 0, ["belum terdaftar di BPJS Ketenagakerjaan"]),
    (1, Sum(keadaan={"menunggu_bayar": 4}), Sum(), 0, ["iuran pertama 4 orang belum dibayar"]),
    (1, Sum(aktif=1, lewat=2, keadaan={"aktif": 3}), Sum(), 0, ["masa iuran 2 orang lewat"]),
])
def test_what_a_village_lacks(seq: int, one: Sum, perangkat: Sum, backlog: int, said: list[str]) -> None:
    found = lacks(unit(seq=seq), one, perangkat, backlog)
    assert words(found) == said
    assert found.patuh is (not said)
