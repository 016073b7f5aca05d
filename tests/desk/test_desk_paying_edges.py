"""Bills at their edges: JHT of another fund, codes of other people, slips of the finger, what is undone or taken over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.model.budget import Budget
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY
from tests.desk.talks import Talk, talking
from tests.desk.test_desk_paying import kept, order, refused, someone, village
from tests.desk.test_desk_paying_told import CODES, VILLAGE, billed

__all__ = ["kept", "village"]  # fixtures


def change(desk: desks.Desk, uid: str, **values: Any) -> None:
    before = desk.read(uid)
    desk.save(replace(before, **values), before.revisi)


def test_old_age_savings_of_another_fund_cover_nobody(village: desks.Desk) -> None:
    """JHT alone is neither cover nor a right to JKM."""
    change(village, "u0", aktif_sampai=None, program=("JKK", "JKM", "JHT"),
           sumber_dana=SumberDana(jkk_jkm=VILLAGE, jht="MANDIRI"))
    village.record_payment(village.make_bill(order("u0", sumber_dana="MANDIRI", bulan_dari="2026-11")), TODAY, "A1")
    assert village.judge(village.read("u0")).until is None
    village.record_payment(village.make_bill(order("u0", bulan_dari="2026-11", bulan=1)), TODAY, "A2")
    assert village.judge(village.read("u0")).until == date(2026, 11, 30)


def test_nobody_pays_beyond_the_month_they_leave_in(village: desks.Desk) -> None:
    change(village, "u0", aktif_sampai=date(2026, 11, 30), keluar_tanggal=date(2027, 1, 31), keluar_sebab="pindah")
    done = village.extend(desks.ExtendOrder(uids=("u0",), bulan=6))
    assert village.bill(done.tagihan[0]).row.masa == "Des 2026 - Jan 2027"
    assert done.jumlah_sen == 2 * 1_680_000


def test_a_cover_that_ends_in_the_middle_of_a_month_goes_on_the_day_after(village: desks.Desk) -> None:
    change(village, "u0", aktif_sampai=date(2026, 12, 15))
    done = village.extend(desks.ExtendOrder(uids=("u0",), bulan=1))
    assert done.kalimat == "1 dari 1 orang diajukan mulai 16 Desember 2026. 1 tagihan dibuat."
    village.record_payment(done.tagihan[0], TODAY, "A1")
    assert village.judge(village.read("u0")).until == date(2026, 12, 31)


def test_a_bill_called_off_does_not_hold_an_extension_fast(village: desks.Desk) -> None:
    change(village, "u0", aktif_sampai=date(2026, 11, 30))
    done = village.extend(desks.ExtendOrder(uids=("u0",)))
    village.set_kode_bayar(done.tagihan[0], "880740212699", None)
    refused("TIDAK_BISA_URUNG", village, village.undo_extension, done.undo_id)
    village.cancel_bill(done.tagihan[0], "keliru")
    assert village.undo_extension(done.undo_id) == 1
    assert [row.keadaan for row in village.bills()] == ["batal"]  # what had a code stays on record


def test_a_payment_taken_back_takes_its_note_along(village: desks.Desk) -> None:
    made = village.make_bill(order("u0", catatan="Tahap I; Bukti bayar di map"))
    village.record_payment(made, TODAY, "A1", jumlah_sen=5_000_000)
    village.undo_payment(made)
    assert village.bill(made).catatan == "Tahap I; Bukti bayar di map"
    village.record_payment(made, TODAY, "A2", jumlah_sen=4_000_000)
    assert village.bill(made).catatan == "Tahap I; Bukti bayar di map; Bukti bayar Rp 40.000"


@pytest.mark.parametrize("month", ["2015-06", "1926-12", "2031-12", "2206-12", "9999-12"])
def test_months_far_off_are_slips_of_the_finger(village: desks.Desk, month: str) -> None:
    refused("MASA_SALAH", village, village.make_bill, order("u0", bulan_dari=month))


def test_a_day_of_payment_far_off_too(village: desks.Desk) -> None:
    made = village.make_bill(order("u0"))
    refused("TANGGAL_SALAH", village, village.record_payment, made, date(1026, 11, 20), "A1")


def test_a_group_never_covered_holds_only_who_was_sent(village: desks.Desk) -> None:
    change(village, "u0", aktif_sampai=None)
    refused("TAGIHAN_TANPA_ORANG", village, village.make_bill, order(segmen="BPU"))
    assert village.bill_draft(order("u0")).orang == 1  # by name it may be


@pytest.mark.parametrize("key", ["sumber_dana", "bulan_dari", "bulan_sampai", "jatuh_tempo", "catatan"])
def test_a_row_that_pays_a_bill_changes_nothing_else_of_it(village: desks.Desk, key: str) -> None:
    village.make_bill(order("u0", kode_bayar="111222333"))
    row = {"kode_bayar": "111222333", "tanggal": "2026-11-20", "bukti": "A1", key: "2026-12"}
    problem = refused("KOLOM_TAK_DIKENAL", village, village.pay_rows, [row])
    assert problem.apa == f"Baris 1: Kolom {key} hanya untuk tagihan baru."


# --- bills of replies --------------------------------------------------------------------------------


@pytest.fixture
def talk(desk: desks.Desk, tmp_path: Path) -> Iterator[Talk]:
    """Two people sent whom the village pays for, on one bill that a reply tells; two whom the district pays for."""
    with talking(desk, tmp_path) as both:
        both.enrol(1, 2, sumber_dana=SumberDana(jkk_jkm=VILLAGE))
        both.enrol(3, 4)
        both.deliver()
        billed(both)
        both.hear()
        yield both


def test_a_bill_taken_over_stays_that_of_dpmd_with_its_sum(talk: Talk) -> None:
    """What somebody earns was corrected after DPMD had billed them, what another earns is not known any more."""
    desa = talk.desa
    [told] = [row for row in desa.bills() if row.sumber_dana == VILLAGE]
    talk.change("u1", penghasilan=2_000_000)
    talk.change("u2", penghasilan=None)
    desa.record_payment(told.id, TODAY, "A1")
    months = [desa.paid_by_month(year) for year in (2026, 2027)]
    assert sum(sen for one in months for _, sen in one.values()) == told.jumlah_sen == 20_160_000
    assert sum(desa.ceilings(year)[VILLAGE].dibayar_sen for year in (2026, 2027)) == told.jumlah_sen
    talk.change("u2", penghasilan=900_000)
    refused("TAGIHAN_GANDA", desa, desa.make_bill, order("u2"))
    desa.undo_payment(told.id)
    refused("TAGIHAN_DARI_DPMD", desa, desa.cancel_bill, told.id, "keliru")
    refused("TAGIHAN_DARI_DPMD", desa, desa.set_kode_bayar, told.id, "999888777", None)
    assert len(desa.bills()) == 2


def test_other_people_and_who_was_refused(talk: Talk) -> None:
    """A code told for others joins no bill; who was refused is not billed before their data are mended."""
    made = talk.desa.make_bill(order("u1", bulan_dari="2027-06"))
    assert "orang lain" in refused("KODE_BAYAR_GANDA", talk.desa, talk.desa.set_kode_bayar, made,
                                   CODES["APBD_KAB"], None).apa
    talk.decide("u2", keadaan="ditolak", alasan="NIK_TIDAK_COCOK", kolom="nik", oleh="bpjs", tindakan="perbaiki")
    talk.hear()
    assert talk.status("u2") == "ditolak"
    refused("TAGIHAN_DITOLAK", talk.desa, talk.desa.make_bill, order("u2", bulan_dari="2027-06"))


# --- the budget beside the bills -----------------------------------------------------------------------


def cells(found: Budget) -> dict[tuple[str, str, str, str], tuple[int, int]]:
    return {(row.sumber_dana, row.kelompok, row.segmen, f"{found.tahun}-{month:02}"): tuple(cell)
            for row in found.groups for month, cell in enumerate(row.bulan, 1) if cell.orang}


def test_the_budget_equals_the_bills_of_the_same_months(village: desks.Desk) -> None:
    """Every fund, two funds of one person, a discount, a wage base that changes with the year."""
    village.set_wage_base(2027, "perangkat_desa", "nominal", 3_333_333)
    village.save(someone(5, "MANDIRI", mulai=date(2026, 4, 1), periode_bayar=3, pekerjaan="NELAYAN"), 0)
    village.save(someone(6, program=("JKK", "JKM", "JHT"), sumber_dana=SumberDana(jkk_jkm=VILLAGE, jht="MANDIRI")), 0)
    for uid in ("u0", "u1", "u2", "u3", "u4", "u5", "u6"):
        change(village, uid, aktif_sampai=date(2026, 9, 30))
    for first in ("2026-10", "2027-01", "2027-04", "2027-07", "2027-10"):
        for fund, uids in ((VILLAGE, ("u0", "u1", "u2", "u6")), ("APBD_KAB", ("u3",)), (VILLAGE, ("u4",)),
                           ("MANDIRI", ("u5", "u6"))):
            village.make_bill(order(*uids, sumber_dana=fund, bulan_dari=first, bulan=3))
    billed = village.billed_by_month(2026)
    assert {cell: value for cell, value in cells(village.budget(2026)).items() if cell[3] >= "2026-10"} == billed
    assert cells(village.budget(2027)) == village.billed_by_month(2027)


def test_the_year_of_a_member_stays_whole_when_they_go_on_or_are_corrected(village: desks.Desk) -> None:
    """An extension says only when it goes on, and corrected data still has to travel: the months before are theirs."""
    change(village, "u0", aktif_sampai=None, mulai=date(2026, 10, 1))
    village.record_payment(village.make_bill(order("u0", bulan_dari="2026-10", bulan=2)), TODAY, "A1")
    before = village.budget(2026, all_people=False)
    assert [cell.orang for cell in before.jumlah.bulan][:11] == [0] * 8 + [4, 5, 5]
    village.extend(desks.ExtendOrder(uids=("u0",)))
    assert village.read("u0").status not in ("aktif", "lewat_masa")
    after = village.budget(2026, all_people=False)
    assert [cell.orang for cell in after.jumlah.bulan] == [0] * 8 + [4, 5, 5, 5]


def test_settling_and_taking_away_at_once_is_no_order(village: desks.Desk) -> None:
    with pytest.raises(Problem) as caught:
        village.settle_wage_bases(2026, {"non_asn": None}, {"non_asn": TODAY})
    assert caught.value.kode == "DASAR_UPAH_SALAH"
