"""Formulir 2a through the desk: who is on it, as billed to the sen, what is said of the rest."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.iuran import jht_shares
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.paper.kinds.f2a import F2aBpu, F2aPu
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.policy.records import Tarif
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import bills
from tests.conftest import salma

HEAD, CLERK, FARMER, FISHER, DISTRICT, DRAFT = "kades", "kaur", "tani", "nelayan", "kab", "draf"
MONTH = "2026-12"
WAGE = {"kelompok": "perangkat_desa", "segmen": "PU", "pekerjaan": "", "wadah_jenis": "", "periode_bayar": 1}


@pytest.fixture(scope="module")
def kept(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    """A village of members and of one who never left the desk, made once."""
    root = tmp_path_factory.mktemp("rincian") / "data"
    with desks.open_desk(DataFolder(Path(shutil.copytree(set_up, root))), None, clock) as desk:
        known = {"mulai": date(2026, 9, 1), "aktif_sampai": date(2026, 11, 30)}

        def add(uid: str, nth: int, nama: str, fund: str = "APBDES_ADD", **more: Any) -> None:
            desk.save(salma(uid, nama=nama, nik=f"74021154088{49400 + nth:05}",
                            **({"sumber_dana": SumberDana(jkk_jkm=fund)} | known | more)), 0)

        add(HEAD, 1, "MUH. ARSYAD TAHIR", **WAGE, jabatan="KADES", penghasilan=2_426_640, kpj="26004417001",
            program=("JKK", "JKM", "JHT"), sumber_dana=SumberDana(jkk_jkm="APBDES_ADD", jht="POTONG_SILTAP"))
        add(CLERK, 2, "RUSDIN", **WAGE, jabatan="KAUR_TU", penghasilan=2_022_200)
        add(FARMER, 3, "WA ODE SALMA", pekerjaan="PETANI")
        add(FISHER, 4, "LA BASRI")
        add(DISTRICT, 5, "ROSTINA TAHIR", "APBD_KAB")
        add(DRAFT, 6, "LA DARMAN", mulai=date(2026, 12, 1), aktif_sampai=None)
    return root


@pytest.fixture
def village(kept: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    with desks.open_desk(DataFolder(Path(shutil.copytree(kept, tmp_path / "data"))), None, clock) as desk:
        yield desk


def order(*jenis: str, uids: tuple[str, ...] = (), bulan: str = MONTH, **opsi: Any) -> desks.PrintOrder:
    return desks.PrintOrder(uids, jenis, "A4", opsi=desks.PaperOptions(bulan=bulan, **opsi))


def made(desk: desks.Desk, asked: desks.PrintOrder, at: int = 0) -> Any:
    """What the sheet at a place of the plan says."""
    from jamsos_desktop.desk import printing
    from jamsos_desktop.desk.printing_context import print_context

    with desk.ctx.open() as db:
        found = printing.ask(desk.ctx, db, asked)
        sheet = printing.planned_sheets(found)[at]
        return printing.make_sheet(found, sheet, print_context(desk.ctx, db, "A4", "B-0001")).isi


def names(isi: F2aPu | F2aBpu) -> list[str]:
    return [row.nama for row in isi.rows]


def bill(desk: desks.Desk, *uids: str, fund: str = "APBDES_ADD", bulan: int = 1) -> str:
    return desk.make_bill(desks.BillOrder(sumber_dana=fund, bulan_dari=MONTH, bulan=bulan, uids=uids))


def test_the_sums_of_a_wage_earner_are_exact_to_the_sen_over_all_funds(village: desks.Desk) -> None:
    isi = made(village, order("f2a_pu"))
    assert isinstance(isi, F2aPu)
    assert names(isi) == ["MUH. ARSYAD TAHIR", "RUSDIN"]
    head = isi.rows[0]
    # 0.24 %, 0.30 %, 3.7 % and 2 % of Rp 2.426.640
    assert (head.upah, head.jkk, head.jkm, head.jht_pk, head.jht_tk) == (2_426_640, 582_394, 727_992, 8_978_568,
                                                                       4_853_280)
    assert (head.total, head.kpj, isi.belum) == (15_142_234, "26004417001", ())
    clerk = isi.rows[1]
    assert (clerk.jkk, clerk.jkm, clerk.jht_pk, clerk.jht_tk) == (485_328, 606_660, 0, 0)


def test_the_parts_of_jht_are_together_what_is_billed() -> None:
    from decimal import Decimal

    rates = (Tarif("pemberi_kerja", Decimal("3.7"), "", False), Tarif("pekerja", Decimal("2.0"), "", False))
    for wage in (1, 999_999, 2_022_200, 2_426_640, 3_306_496, 3_306_497):
        whole = int((wage * Decimal("5.7")).quantize(Decimal(1)))
        office, worker = jht_shares(whole, rates)
        assert (office + worker, worker) == (whole, wage * 2)
    assert jht_shares(100, ()) == (100, 0)


def test_a_bill_counts_as_it_was_made_and_a_new_wage_is_marked(village: desks.Desk) -> None:
    bill(village, CLERK)
    p = village.read(CLERK)
    village.save(replace(p, penghasilan=2_400_000), p.revisi)
    head, clerk = made(village, order("f2a_pu")).rows
    assert (clerk.jkk, clerk.jkm, clerk.upah, clerk.changed) == (485_328, 606_660, 2_400_000, True)
    assert not head.changed


def test_somebody_deleted_stays_on_the_paper_of_their_bill(village: desks.Desk) -> None:
    made_bill = bill(village, FARMER, FISHER, bulan=6)
    nomor = village.read(FISHER).nomor
    village.delete([FISHER])
    isi = made(village, order("f2a_bpu", sumber_dana="APBDES_ADD"))
    assert names(isi) == ["WA ODE SALMA", f"{nomor} (sudah dihapus)"]
    assert sum(row.total for row in isi.rows) == village.bill(made_bill).row.jumlah_sen == 2 * 6 * 1_680_000


def test_the_parts_of_jht_of_somebody_deleted_stay_the_employers_and_the_workers(village: desks.Desk) -> None:
    bill(village, HEAD, fund="POTONG_SILTAP")
    before = made(village, order("f2a_pu")).rows[0]
    village.delete([HEAD])
    after = made(village, order("f2a_pu")).rows[-1]
    assert (after.jht_pk, after.jht_tk) == (before.jht_pk, before.jht_tk) == (8_978_568, 4_853_280)


def test_one_paper_a_fund_and_whoever_is_chosen_joins_the_members(village: desks.Desk) -> None:
    assert [s.nama for s in village.print_plan(order("f2a_bpu")).sheets] == [
        "Formulir 2a BPU, APBDes (ADD)", "Formulir 2a BPU, APBD Kabupaten"]
    assert "LA DARMAN" not in names(made(village, order("f2a_bpu")))
    chosen = made(village, order("f2a_bpu", uids=(DRAFT,)))
    assert "LA DARMAN" in names(chosen)
    row = next(row for row in chosen.rows if row.nama == "LA DARMAN")
    assert (row.jkk, row.jkm, row.jht, row.bulan, row.masa, row.wadah) == (1_000_000, 680_000, 0, 6,
                                                                          "Des 2026 - Mei 2027", "SA")
    assert "LA DARMAN" not in names(made(village, order("f2a_bpu", uids=(DRAFT,), bulan="2026-11")))


def test_who_cannot_be_computed_is_named_and_who_left_before_is_not_there(village: desks.Desk) -> None:
    p = village.read(FARMER)
    village.save(replace(p, penghasilan=None, mentah={}), p.revisi)
    village.leave(FISHER, desks.LeaveOrder(sebab="pindah", tanggal=date(2026, 11, 2)))
    asked = order("f2a_bpu", uids=(DRAFT,), sumber_dana="APBDES_ADD")
    isi = made(village, asked)
    assert (names(isi), isi.belum) == (["LA DARMAN"], ("Wa Ode Salma",))
    assert "LA BASRI" in names(made(village, order("f2a_bpu", bulan="2026-11", sumber_dana="APBDES_ADD")))


def test_a_discount_counts_as_billed(village: desks.Desk) -> None:
    own = replace(village.read(FARMER), sumber_dana=SumberDana(jkk_jkm="MANDIRI"))
    village.save(own, own.revisi)
    bill(village, FARMER, fund="MANDIRI")  # half of JKK and JKM until December 2026 (PP 50/2025)
    isi = made(village, order("f2a_bpu", sumber_dana="MANDIRI"))
    assert [(row.jkk, row.jkm, row.bulan, row.changed) for row in isi.rows] == [(500_000, 340_000, 1, False)]


def test_months_with_other_rates_are_a_line_of_their_own(village: desks.Desk) -> None:
    with village.ctx.open() as db, db.write():
        two = bills.Bill("b1", "BPU", "APBDES_ADD", "bpjs", "desa", MONTH, "2027-02", 4_200_000, dibuat="2026-11-21")
        bills.add(db, village.ctx.actor(), two, [
            bills.Share("b1", FARMER, "BPU-1", "pekerja_rentan", MONTH, MONTH, 500_000, 340_000, 0),
            bills.Share("b1", FARMER, "BPU-1", "pekerja_rentan", "2027-01", "2027-02", 1_000_000, 680_000, 0)])
    for month in (MONTH, "2027-02"):
        rows = made(village, order("f2a_bpu", sumber_dana="APBDES_ADD", bulan=month, uids=(FARMER,))).rows
        mine = [row for row in rows if row.nik.endswith("49403")]
        assert [(row.nama, row.masa, row.total) for row in mine] == [
            ("WA ODE SALMA", "Des 2026", 840_000), ("", "Jan - Feb 2027", 3_360_000)]
        assert mine[0].changed


def test_a_bpu_whose_cover_ended_is_there_only_when_chosen(village: desks.Desk) -> None:
    p = village.read(FARMER)
    village.save(replace(p, aktif_sampai=date(2026, 8, 31)), p.revisi)
    assert "WA ODE SALMA" not in names(made(village, order("f2a_bpu")))
    assert "WA ODE SALMA" in names(made(village, order("f2a_bpu", uids=(FARMER,))))


def test_without_a_month_it_is_this_one_or_the_next_while_only_that_has_anybody(village: desks.Desk) -> None:
    everybody = order("f2a_pu", "f2a_bpu", bulan="")
    assert {sheet.kunci[:7] for sheet in village.print_plan(everybody).sheets} == {"2026-11"}
    for uid in (HEAD, CLERK, FARMER, FISHER, DISTRICT):
        p = village.read(uid)
        village.save(replace(p, mulai=date(2026, 12, 1), aktif_sampai=None), p.revisi)
    assert village.print_plan(everybody).sheets == ()
    chosen = village.print_plan(order("f2a_bpu", bulan="", uids=(DRAFT,))).sheets
    assert [sheet.kunci for sheet in chosen] == ["2026-12|APBDES_ADD"]


def test_nothing_to_print_is_no_sheet_and_a_wrong_month_is_refused(village: desks.Desk) -> None:
    assert village.print_plan(order("f2a_pu", "f2a_bpu", bulan="2020-01")).sheets == ()
    for wrong in ("2026-13", "Desember", "0000-01"):
        with pytest.raises(Problem) as caught:
            village.print_plan(order("f2a_pu", bulan=wrong))
        assert caught.value.kode == "BULAN_SALAH"
    assert village.print_history() == []


def test_both_papers_lie_and_say_the_sum_in_words(village: desks.Desk, tmp_path: Path) -> None:
    done = run_to_end(village.print_job(replace(order("f2a_pu", "f2a_bpu"), out=tmp_path)))
    assert (done.skipped, len(done.made), done.pages) == ((), 3, 3)
    text = subprocess.run(["pdftotext", "-layout", str(done.path), "-"], capture_output=True, text=True,
                          check=True).stdout
    flat = " ".join(text.split())
    for said in ("RINCIAN IURAN PEKERJA PENERIMA UPAH (PU)", "26004417001", "151.422,34", "162.342,22",
                 "seratus enam puluh dua ribu tiga ratus empat puluh dua rupiah dua puluh dua sen", "Jumlah, 2 orang",
                 "bukan formulir resmi BPJS", "Sumber dana : APBD Kabupaten", "Desember 2026", "† Belum dikonfirmasi"):
        assert said.lower() in flat.lower(), said
    sizes = subprocess.run(["pdfinfo", str(done.path)], capture_output=True, text=True, check=True).stdout
    assert "841.89 x 595.276" in sizes
    assert {row["jenis"] for row in village.print_history()} == {"f2a_pu", "f2a_bpu"}


def test_a_member_whose_kelompok_was_emptied_stays_on_the_paper(village: desks.Desk) -> None:
    person = village.read(FARMER)
    village.save(replace(person, kelompok=""), person.revisi)
    isi = made(village, order("f2a_bpu", sumber_dana="APBDES_ADD"))
    assert names(isi)[-1] == "WA ODE SALMA"
    assert "LA BASRI" in names(isi)
