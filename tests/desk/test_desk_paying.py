"""Bills of a village: made, given a code, paid, taken back; whoever is on one is judged again."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.conftest import TODAY, salma
from tests.desk.talks import NAMES, dump
from tests.photos import photo


def someone(nth: int, fund: str = "APBDES_ADD", **changed: Any) -> Any:
    """An invented pekerja rentan whom the village pays for."""
    given = {"nama": NAMES[nth % len(NAMES)], "nik": f"74021154088{49400 + nth:05}", "mulai": date(2026, 9, 1),
             "sumber_dana": SumberDana(jkk_jkm=fund), "aktif_sampai": date(2026, 9, 30)}
    return salma(f"u{nth}", **(given | changed))


@pytest.fixture(scope="module")
def kept(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    """A village with five people, made once."""
    root = tmp_path_factory.mktemp("bayar") / "data"
    with desks.open_desk(DataFolder(Path(shutil.copytree(set_up, root))), None, clock) as desk:
        for nth in range(3):
            desk.save(someone(nth), 0)
        desk.save(someone(3, "APBD_KAB"), 0)
        desk.save(someone(4, segmen="PU", kelompok="perangkat_desa", jabatan="KADES", pekerjaan="", wadah_jenis="",
                          penghasilan=2_426_640, periode_bayar=1), 0)
    return root


@pytest.fixture
def village(kept: Path, tmp_path: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    with desks.open_desk(DataFolder(Path(shutil.copytree(kept, tmp_path / "data"))), None, clock) as desk:
        yield desk


def order(*uids: str, **changed: Any) -> desks.BillOrder:
    given = {"sumber_dana": "APBDES_ADD", "bulan_dari": "2026-12", "bulan": 2, "uids": uids}
    return desks.BillOrder(**(given | changed))  # type: ignore[arg-type]


def refused(kode: str, desk: desks.Desk, do: Any, *args: Any) -> Problem:
    """The Problem of a verb that must change nothing at all."""
    before = dump(desk)
    with pytest.raises(Problem) as caught:
        do(*args)
    assert (caught.value.kode, dump(desk)) == (kode, before)
    return caught.value


def test_a_bill_is_the_sum_of_its_people(village: desks.Desk) -> None:
    draft = village.bill_draft(order("u0", "u1"))
    made = village.make_bill(order("u0", "u1", jatuh_tempo=date(2026, 12, 15)))
    view = village.bill(made)
    assert (draft.orang, draft.jumlah_sen, draft.masa) == (2, 2 * 2 * 1_680_000, "Des 2026 - Jan 2027")
    assert view.row.jumlah_sen == sum(one.jumlah_sen for one in view.people) == draft.jumlah_sen
    assert [(one.nama, one.bulan, one.sebulan_sen) for one in view.people] == [
        ("Jumria Latif", 2, 1_680_000), ("Wa Ode Salma", 2, 1_680_000)]
    [row] = village.bills()
    assert (row.id, row.keadaan, row.sisa_hari, row.penagih, row.pembayar, row.bayar_desa, row.dari) == (
        made, "diajukan", 24, "Wadah pekerja rentan", "Desa", True, "desa")
    assert village.bills(2027) == [row]
    assert village.bills(2025) == []
    assert history.entries(village._db, made)[0]["aksi"] == "tagihan"


def test_joiners_begin_with_their_month_and_leavers_end_with_theirs(village: desks.Desk) -> None:
    for uid, values in (("u0", {"mulai": date(2027, 2, 15)}), ("u1", {"keluar_tanggal": date(2027, 1, 3),
                                                                       "keluar_sebab": "meninggal"})):
        kept = village.read(uid)
        village.save(replace(kept, **values), kept.revisi)  # type: ignore[arg-type]
    view = village.bill(village.make_bill(order("u0", "u1", "u2", bulan=6)))
    assert {one.uid: (one.bulan_dari, one.bulan_sampai, one.bulan) for one in view.people} == {
        "u0": ("2027-02", "2027-05", 4), "u1": ("2026-12", "2027-01", 2), "u2": ("2026-12", "2027-05", 6)}
    assert view.row.jumlah_sen == 12 * 1_680_000
    problem = refused("TAGIHAN_DI_LUAR_MASA", village, village.make_bill, order("u1", bulan_dari="2027-02"))
    assert "Jumria Latif" in problem.apa


def test_each_month_has_the_rates_of_that_month(village: desks.Desk) -> None:
    """The village chose another wage base for the next year."""
    village.set_wage_base(2026, "perangkat_desa", "nominal", 2_000_000)
    village.set_wage_base(2027, "perangkat_desa", "nominal", 3_000_000)
    view = village.bill(village.make_bill(order("u4", bulan=3)))
    [head] = view.people
    assert (head.jumlah_sen, head.sebulan_sen) == (1_080_000 + 2 * 1_620_000, 1_620_000)  # 0,24 % + 0,30 %
    assert view.row.jumlah_sen == head.jkk_sen + head.jkm_sen + head.jht_sen
    assert (view.row.segmen, view.row.penagih) == ("PU", "BPJS Ketenagakerjaan")


def test_a_bill_takes_only_what_its_fund_pays(village: desks.Desk) -> None:
    kept = village.read("u0")
    village.save(replace(kept, program=("JKK", "JKM", "JHT"), sumber_dana=SumberDana(
        jkk_jkm="APBDES_ADD", jht="MANDIRI")), kept.revisi)
    first, second = village.make_bill(order("u0")), village.make_bill(order("u0", sumber_dana="MANDIRI"))
    [one], [other] = village.bill(first).people, village.bill(second).people
    assert (one.jkk_sen, one.jkm_sen, one.jht_sen) == (2_000_000, 1_360_000, 0)
    assert (other.jkk_sen, other.jkm_sen, other.jht_sen) == (0, 0, 4_000_000)
    refused("TAGIHAN_GANDA", village, village.make_bill, order("u0", sumber_dana="MANDIRI", bulan_dari="2027-01"))
    refused("TAGIHAN_DANA_LAIN", village, village.make_bill, order("u1", sumber_dana="MANDIRI"))


@pytest.mark.parametrize(("changed", "kode"), [
    ({"sumber_dana": "KAS_RT"}, "DANA_TAK_DIKENAL"), ({"bulan_dari": "2026-13"}, "MASA_SALAH"),
    ({"bulan_dari": ""}, "MASA_SALAH"), ({"bulan": 0}, "MASA_SALAH"), ({"bulan": -3}, "MASA_SALAH"),
    ({"bulan": 400}, "MASA_SALAH"), ({"uids": ("tiada",)}, "PESERTA_TIDAK_ADA"),
    ({"uids": (), "sampai": date(2020, 1, 31)}, "TAGIHAN_TANPA_ORANG"), ({"uids": ("u0", "u4")}, "TAGIHAN_CAMPUR"),
    ({"kode_bayar": "12AB5678"}, "KODE_BAYAR_SALAH"), ({"kode_bayar": "123"}, "KODE_BAYAR_SALAH"),
    ({"uids": ("u3",)}, "TAGIHAN_DANA_LAIN"), ({"bulan_dari": "2026-09"}, "TAGIHAN_GANDA"),
])
def test_orders_that_cannot_be_are_refused(village: desks.Desk, changed: dict[str, Any], kode: str) -> None:
    refused(kode, village, village.make_bill, replace(order("u0"), **changed))


def test_nobody_is_billed_twice_for_a_month(village: desks.Desk) -> None:
    first = village.make_bill(order("u0", kode_bayar="8807 4021 1226 03"))
    problem = refused("TAGIHAN_GANDA", village, village.make_bill, order("u0", "u1", bulan_dari="2027-01"))
    assert "Wa Ode Salma" in problem.apa
    assert "Jumria" not in problem.apa
    refused("KODE_BAYAR_GANDA", village, village.make_bill, order("u1", kode_bayar="8807-4021-1226-03"))
    village.cancel_bill(first, "Orangnya keliru")
    assert village.make_bill(order("u0", "u1", kode_bayar="880740211226 03")) != first
    assert [row.keadaan for row in village.bills()].count("batal") == 1
    assert village.bill(first).alasan_batal == "Orangnya keliru"


def test_a_group_is_billed_by_the_end_of_its_cover(village: desks.Desk) -> None:
    made = village.make_bill(order(segmen="BPU", sampai=date(2026, 9, 30)))
    assert sorted(one.uid for one in village.bill(made).people) == ["u0", "u1", "u2"]


def sealed(desk: desks.Desk) -> list[Path]:
    """The scans that lie in the sealed folder."""
    return [path for path in desk.ctx.folder.attachments.rglob("*") if path.is_file()]


def test_a_payment_is_noted_with_its_proof_and_taken_back(village: desks.Desk, tmp_path: Path) -> None:
    made = village.make_bill(order("u0", "u1", bulan_dari="2026-11", kode_bayar="260441712260"))
    picture = tmp_path / "struk.bin"  # what it is, not how it is called
    exif = Image.Exif()
    exif[0x010F] = "PonselDesa"
    picture.write_bytes(photo("STRUK", (900, 500), exif=exif))
    assert b"PonselDesa" in picture.read_bytes()
    village.record_payment(made, TODAY, " SP2D 114/2026 ", picture)
    view = village.bill(made)
    assert (view.row.keadaan, view.row.dibayar, view.bukti, view.row.sisa_hari) == (
        "dibayar", TODAY, "SP2D 114/2026", None)
    assert (Image.open(io.BytesIO(village.proof(made))).size, view.scan[-4:]) == ((900, 500), ".jpg")
    assert b"PonselDesa" not in village.proof(made)  # nothing of the phone goes along
    slip = tmp_path / "bukti.pdf"
    slip.write_bytes(b"%PDF-1.4 bukti dari bank")
    village.attach_proof(made, slip)
    assert village.proof(made) == slip.read_bytes()  # a PDF stays as it is
    assert [path.name for path in sealed(village)] == [village.bill(made).scan]  # the one before is gone
    assert village.trail("u0").paid_until == "2026-12-31"
    [nov, dec] = village.paid_by_month(2026).items()
    assert nov == (("APBDES_ADD", "pekerja_rentan", "BPU", "2026-11"), (2, 3_360_000))
    assert dec[0][3] == "2026-12"
    for verb, args in ((village.record_payment, (made, TODAY, "A")), (village.cancel_bill, (made, "x")),
                       (village.set_kode_bayar, (made, "111222333", None))):
        refused("TAGIHAN_SUDAH_DIBAYAR", village, verb, *args)
    village.undo_payment(made)
    assert village.trail("u0").paid_until == ""
    assert village.paid_by_month(2026) == {}
    refused("TAGIHAN_BELUM_DIBAYAR", village, village.undo_payment, made)
    refused("SCAN_TIDAK_ADA", village, village.proof, made)
    assert sealed(village) == []
    assert [entry["aksi"] for entry in history.entries(village._db, made)] == [
        "batal_bayar", "bukti_bayar", "bayar", "tagihan"]


@pytest.mark.parametrize(("given", "kode"), [
    ((date(2026, 11, 22), "A1", None, None), "TANGGAL_DEPAN"), ((TODAY, "  ", None, None), "BUKTI_KOSONG"),
    ((TODAY, "A1", None, 0), "JUMLAH_SALAH"), ((TODAY, "A1", None, -5), "JUMLAH_SALAH"),
    ((TODAY, "A1", None, 100), "JUMLAH_KURANG"), ((TODAY, "A1", "tiada.jpg", None), "FILE_TIDAK_ADA"),
    ((TODAY, "A1", "surat.jpg", None), "SCAN_BUKAN_GAMBAR"), ((TODAY, "A1", "besar.pdf", None), "SCAN_BESAR"),
])
def test_payments_that_cannot_be_are_refused(village: desks.Desk, tmp_path: Path, given: tuple[Any, ...],
                                             kode: str) -> None:
    (tmp_path / "surat.jpg").write_text("bukan gambar")
    (tmp_path / "besar.pdf").write_bytes(b"%PDF-" + bytes(5 * 1024 * 1024))
    made = village.make_bill(order("u0"))
    day, number, scan, sen = given
    refused(kode, village, village.record_payment, made, day, number, tmp_path / scan if scan else None, sen)


def test_more_than_the_bill_is_noted(village: desks.Desk) -> None:
    made = village.make_bill(order("u0"))
    village.record_payment(made, date(2026, 11, 1), "A1", None, 3_400_000)  # also before the bill was written down
    assert village.bill(made).catatan == "Bukti bayar Rp 34.000"


def test_a_code_is_given_later_and_can_be_mended(village: desks.Desk) -> None:
    made, other = village.make_bill(order("u0")), village.make_bill(order("u1", kode_bayar="111222333"))
    refused("KODE_BAYAR_GANDA", village, village.set_kode_bayar, made, "111 222 333", None)
    village.set_kode_bayar(other, "111222333", date(2026, 11, 20))
    village.set_kode_bayar(made, "444555666", date(2026, 11, 28))
    states = {row.id: (row.keadaan, row.sisa_hari) for row in village.bills()}
    assert states == {made: ("menunggu", 7), other: ("lewat", -1)}
    refused("TAGIHAN_TIDAK_ADA", village, village.set_kode_bayar, "tiada", "777888999", None)
    refused("ALASAN_KOSONG", village, village.cancel_bill, made, "  ")


def test_bills_stay_readable_when_somebody_is_deleted(village: desks.Desk) -> None:
    made = village.make_bill(order("u0", "u1", bulan_dari="2026-10", bulan=4))
    nomor = village.read("u0").nomor
    undo = village.delete(["u0"])
    gone = village.bill(made)
    assert [(one.nama, one.ada) for one in gone.people] == [("Jumria Latif", True), (f"{nomor} (sudah dihapus)", False)]
    assert gone.row.orang == 2
    village.record_payment(made, TODAY, "A1")
    village.undo(undo)
    assert village.trail("u0").paid_until == "2027-01-31"
    assert {one.nama for one in village.bill(made).people} == {"Jumria Latif", "Wa Ode Salma"}


# --- rows of a file --------------------------------------------------------------------------------


def test_rows_make_and_pay_bills_all_or_none(village: desks.Desk) -> None:
    first = village.make_bill(order("u0", kode_bayar="111222333"))
    rows = [{"kode_bayar": "111 222 333", "tanggal": "2026-11-20", "bukti": "A1", "jumlah": 33_600},
            {"peserta": "740211 540884 9401", "sumber_dana": "APBDES_ADD", "bulan_dari": "2026-11",
             "tanggal": "2026-11-20", "bukti": "A2"},
            {"peserta": ["BPU-000003"], "sumber_dana": "APBDES_ADD", "bulan_dari": "2026-12", "bulan_sampai": "2027-02",
             "kode_bayar": "444555666", "jatuh_tempo": "2026-12-10"}]
    made = village.pay_rows(rows)
    assert made[0] == first
    assert [village.bill(one).row.keadaan for one in made] == ["dibayar", "dibayar", "menunggu"]
    assert village.bill(made[2]).row.masa == "Des 2026 - Feb 2027"


GOOD = {"peserta": "BPU-000002", "sumber_dana": "APBDES_ADD", "bulan_dari": "2026-12", "tanggal": "2026-11-20",
        "bukti": "A2"}


@pytest.mark.parametrize(("row", "kode"), [
    ({**GOOD, "bulan_sampai": "2026-11"}, "MASA_SALAH"), ({**GOOD, "bulan_sampai": "2026-1"}, "MASA_SALAH"),
    ({**GOOD, "peserta": []}, "TAGIHAN_TANPA_ORANG"), ({**GOOD, "peserta": ""}, "TAGIHAN_TANPA_ORANG"),
    ({**GOOD, "jumlah": -16_800}, "JUMLAH_SALAH"), ({**GOOD, "jumlah": 0}, "JUMLAH_SALAH"),
    ({**GOOD, "jumlah": 16.8}, "ISIAN_SALAH"), ({**GOOD, "jumlah": True}, "ISIAN_SALAH"),
    ({**GOOD, "peserta": "7402119999999999"}, "PESERTA_TIDAK_ADA"), ({**GOOD, "peserta": 7402}, "ISIAN_SALAH"),
    ({**GOOD, "sumber_dana": "KAS"}, "DANA_TAK_DIKENAL"), ({**GOOD, "sumber_dana": None}, "DANA_TAK_DIKENAL"),
    ({**GOOD, "kode_bayar": "88O7402"}, "KODE_BAYAR_SALAH"), ({**GOOD, "kode_bayar": "111222333"}, "KODE_BAYAR_GANDA"),
    ({**GOOD, "tanggal": "20/11/2026"}, "ISIAN_SALAH"), ({**GOOD, "tanggal": "2027-01-01"}, "TANGGAL_DEPAN"),
    ({**GOOD, "bukti": ""}, "BUKTI_KOSONG"), ({**GOOD, "nominal": 3}, "KOLOM_TAK_DIKENAL"), ("bayar", "JSON_SALAH"),
    ({**GOOD, "peserta": ["BPU-000002", "7402115408849401"]}, "PESERTA_DUA_KALI"),
    ({"kode_bayar": "999888777", "tanggal": "2026-11-20", "bukti": "A"}, "TAGIHAN_TIDAK_ADA"),
    ({"kode_bayar": "111222333", "tanggal": "2026-11-20", "bukti": "A"}, "TAGIHAN_SUDAH_DIBAYAR"),
    ({"tanggal": "2026-11-20", "bukti": "A"}, "TAGIHAN_TIDAK_ADA"),
    ({**GOOD, "tanggal": "", "bukti": "", "jumlah": 16_800}, "TANGGAL_KOSONG"),
])
def test_one_bad_row_keeps_all_out(village: desks.Desk, row: Any, kode: str) -> None:
    good = {**GOOD, "peserta": "BPU-000001", "kode_bayar": "111222333"}
    problem = refused(kode, village, village.pay_rows, [good, row])
    assert problem.apa.startswith("Baris 2: ")


def test_no_rows_are_refused(village: desks.Desk) -> None:
    refused("JSON_SALAH", village, village.pay_rows, [])
