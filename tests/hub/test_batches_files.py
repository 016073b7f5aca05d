"""Files to and from BPJS at a district's desk: workbooks, filled templates, lists, the letter, results."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import sipp
from jamsos_desktop.hub.register import people
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready, salma
from tests.exchange import bpjs_books
from tests.hub import bpjs_places as places
from tests.hub import makers

TODAY = makers.CLOCK_DAY
ADDRESS = "DUSUN II DEKAT DERMAGA RT 003 / RW 002, DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[desks.Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


@pytest.fixture
def villages(desk: desks.Desk) -> list[makers.Village]:
    return places.known_villages(desk, 3, 8)


def batch(desk: desks.Desk, kelompok: str = "pekerja_rentan", npp: str = "26104417") -> str:
    desk.district.set_npp(kelompok, npp)
    group = places.group(desk, "daftar", kelompok)
    return run_to_end(desk.district.make_batch_job(group.choice(group.masa_dari, 6))).nomor


def refused(kode: str, act: Any) -> Problem:
    with pytest.raises(Problem) as found:
        act()
    assert found.value.kode == kode
    return found.value


def test_one_workbook_per_npp_with_the_three_sheets_in_order_all_text(
        desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk, "perangkat_desa")
    made = run_to_end(desk.district.sipp_job(tmp_path / "sipp"))
    assert [p.name for p in made.files] == [f"sipp_2610000{n}_{nomor}.xlsx" for n in range(3)]
    assert made.rows == 6
    book = load_workbook(made.files[0])
    assert book.sheetnames == ["data_tk_baru", "data_tk_lanjutan", "data_tk_na"]
    page = book["data_tk_baru"]
    assert [c.value for c in page[1]] == [c.nama for c in sipp.columns()]
    assert page.max_row == 3
    first = dict(zip((c.value for c in page[1]), (c.value or "" for c in page[2]), strict=True))
    members = [m for m in desk.district.batch(nomor).members if m.npp == "26100000"]
    assert (first["NAMA_LENGKAP"], first["NOMOR_IDENTITAS"]) == (members[0].nama, members[0].nik)
    office = next(unit for unit in desk.district.units() if unit.kode == villages[0].kode)
    assert f"{office.nama.upper()}, KEC. {office.kecamatan.upper()}, KAB. KONAWE" in first["ALAMAT"]
    assert {c.data_type for row in page.iter_rows(min_row=2) for c in row if c.value is not None} == {"s"}
    assert {c.number_format for row in page.iter_rows(min_row=2) for c in row if c.value is not None} == {"@"}
    assert desk.district.batch(nomor).diisi == TODAY
    refused("SIPP_BANYAK_NPP", lambda: run_to_end(desk.district.sipp_job(tmp_path / "satu.xlsx", None, nomor)))


def test_a_sheet_beyond_ten_thousand_rows_goes_on_in_a_second_workbook() -> None:
    made = list(sipp.sipp_books("sipp_26104417", {"data_tk_baru": [salma()] * 10_000}))
    assert [name for name, _ in made] == ["sipp_26104417.xlsx", "sipp_26104417-2.xlsx"]
    books = [load_workbook(io.BytesIO(data), read_only=True)["data_tk_baru"] for _, data in made]
    assert [page.max_row for page in books] == [10_000, 2]


def test_a_missing_npp_names_the_village_or_wadah(desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk, npp="")
    problem = refused("NPP_KOSONG", lambda: run_to_end(desk.district.sipp_job(tmp_path, None, nomor)))
    assert "BPU Pekerja Rentan" in problem.apa
    assert list(tmp_path.glob("*.xlsx")) == []


def test_the_template_of_the_office_is_filled_in_another_folder(
        desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk)
    path = bpjs_books.template(tmp_path / "unduhan")
    before = path.read_bytes()
    check = desk.district.template_check(path, nomor)
    assert (check.npp, check.baris, check.orang, len(check.fields)) == ("26104417", 6, 6, 30)
    nik = next(f for f in check.fields if f.judul == "NOMOR_IDENTITAS")
    place = next(f for f in check.fields if f.judul == "LOKASI_PEKERJAAN")
    assert (nik.isi, nik.kosong, nik.belum_dikonfirmasi) == ("NIK", 0, False)
    assert (place.kosong, place.wajib, place.belum_dikonfirmasi) == (6, True, True)
    made = run_to_end(desk.district.sipp_job(tmp_path / "hasil", path, nomor))
    assert (made.files[0], made.rows) == (tmp_path / "hasil" / path.name, 6)
    assert path.read_bytes() == before
    page = load_workbook(made.files[0])["data_tk_baru"]
    assert [row[14] for row in page.iter_rows(min_row=2, values_only=True)] == [
        m.nik for m in desk.district.batch(nomor).members]
    refused("TEMPLAT_FOLDER_SAMA", lambda: run_to_end(desk.district.fill_template_job(nomor, path, path.parent)))
    refused("TEMPLAT_NAMA", lambda: run_to_end(desk.district.fill_template_job(nomor, path, tmp_path / "x.xlsx")))
    assert path.read_bytes() == before


def test_a_template_of_another_npp_or_with_a_changed_name_is_told(
        desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk)
    other = bpjs_books.template(tmp_path, "template_tk_99999999.xlsx")
    refused("TEMPLAT_NPP_LAIN", lambda: desk.district.template_check(other, nomor))
    again = bpjs_books.template(tmp_path, "template_tk_26104417 (1).xlsx")
    assert any("SIPP menolak" in note for note in desk.district.template_check(again, nomor).catatan)
    many = batch(desk, "perangkat_desa")
    plain = bpjs_books.template(tmp_path, "templat.xlsx")
    refused("TEMPLAT_NPP_LAIN", lambda: desk.district.template_check(plain, many))
    one = bpjs_books.template(tmp_path, "template_tk_26100001.xlsx")
    assert desk.district.template_check(one, many).orang == 2


def test_a_foreign_or_broken_template_changes_nothing(desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk)
    (tmp_path / "a.xlsx").write_bytes(b"ini bukan lembar kerja")
    refused("TEMPLAT_BUKAN_XLSX", lambda: desk.district.template_check(tmp_path / "a.xlsx", nomor))
    whole = bpjs_books.template(tmp_path).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(whole[:len(whole) // 2])
    refused("LEMBAR_RUSAK", lambda: run_to_end(desk.district.sipp_job(tmp_path / "o", tmp_path / "b.xlsx", nomor)))
    assert not (tmp_path / "o").exists()
    assert desk.district.batch(nomor).diisi is None


def test_the_list_of_a_wadah_and_the_letter(desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk)
    made = run_to_end(desk.district.bpu_list_job(nomor, tmp_path / "daftar.xlsx"))
    assert desk.trail_list(most=1)[0].tentang == f"daftar kolektif {nomor}"
    page = load_workbook(made.files[0]).active
    assert "Tata letak kami" in page["A2"].value
    assert [c.value for c in page[4]] == list(sipp.LIST_TITLES)
    assert page.max_row == 10
    refused("BUKAN_BPU", lambda: run_to_end(desk.district.bpu_list_job(batch(desk, "perangkat_desa"),
                                                                       tmp_path / "x.xlsx")))
    pdf = pypdfium2.PdfDocument(desk.district.cover_letter(nomor, "560/731/DPMD/2026"))
    words = pdf[0].get_textpage().get_text_bounded()
    assert len(pdf) == 1
    for said in (nomor, "26104417", "560/731/DPMD/2026", "BPU Pekerja Rentan", "Tata letak kami", "Desember 2026"):
        assert said in words
    pdf.close()


def _answers(desk: desks.Desk, nomor: str) -> list[list[object]]:
    """Six rows: two good, a refusal, a double, somebody else, one that Excel has broken."""
    members = desk.district.batch(nomor).members
    niks = [m.nik for m in members]
    return [[1, niks[0], members[0].nama, "21000000001", "VALID", "03-12-2026", ""],
            [2, niks[1], members[1].nama, "21000000002", "VALID", "", ""],
            [3, niks[2], members[2].nama, "", "TIDAK VALID", "", "NIK tidak ditemukan di Dukcapil"],
            [4, niks[3], members[3].nama, "21000000003", "VALID", "", ""],
            [5, niks[3], members[3].nama, "21000000004", "VALID", "", ""],
            [6, "7402119999999999", "ORANG LAIN", "21000000005", "VALID", "", ""],
            [7, 7402115408849417.0, "RUSAK", "21000000006", "VALID", "", ""],
            ["JUMLAH", "", "", "", "", "", ""]]


def test_results_are_read_row_by_row_and_add_up(desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk)
    path = bpjs_books.results(tmp_path, _answers(desk, nomor))
    refused("BATCH_BELUM_DISERAHKAN", lambda: desk.district.apply_results(desk.district.read_results(path, nomor)))
    desk.district.hand_over(nomor, TODAY, "")
    bill = desk.district.batch(nomor).bills[0]
    desk.district.set_kode_bayar(bill.id, "880740201128", None)
    desk.district.set_paid(bill.id, TODAY, "")
    before = desk.district.batch(nomor)
    preview = desk.district.read_results(path, nomor)
    assert desk.district.batch(nomor) == before
    assert preview.counts == {"cocok": 3, "sudah": 0, "bukan_batch": 1, "ganda": 2, "tidak_terbaca": 2}
    assert sum(preview.counts.values()) == 8
    assert (preview.ok, preview.ditolak, preview.tanpa_hasil) == (2, 1, 3)
    done = desk.district.apply_results(preview)
    assert (done.ok, done.ditolak, done.aktif, done.menunggu) == (2, 1, 2, 0)
    held = people.by_uids(desk.district.db, [m.uid for m in before.members])
    first, second, third = (held[m.uid] for m in before.members[:3])
    assert (first.keadaan, first.kpj, first.aktif_dari) == ("aktif", "21000000001", "2026-12-03")
    assert second.aktif_dari == "2026-12-01"
    assert (third.keadaan, third.alasan, third.catatan) == (
        "ditolak", "NIK_TIDAK_ADA", "NIK tidak ditemukan di Dukcapil")
    again = desk.district.read_results(path, nomor)
    assert again.counts["sudah"] == 3
    refused("HASIL_BASI", lambda: desk.district.apply_results(again))
    desk.district.undo_batch_step(done.putusan)
    assert desk.district.batch(nomor) == before


def test_a_kpj_of_somebody_else_is_not_given_away(desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk)
    desk.district.hand_over(nomor, TODAY, "")
    first, second = desk.district.batch(nomor).members[:2]
    desk.district.set_result(nomor, first.uid, "ok", kpj="21000000001")
    path = bpjs_books.results(tmp_path, [[1, second.nik, second.nama, "21000000001", "VALID", "", ""]])
    assert desk.district.read_results(path, nomor).counts["ganda"] == 1
    refused("HASIL_SALAH", lambda: desk.district.set_result(nomor, second.uid, "ok", kpj="21000000001"))


def test_a_hostile_or_empty_result_file_is_refused(desk: desks.Desk, villages: Any, tmp_path: Path) -> None:
    nomor = batch(desk)
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04rusak")
    refused("LEMBAR_RUSAK", lambda: desk.district.read_results(tmp_path / "x.xlsx", nomor))
    bare = bpjs_books.results(tmp_path, [["a", "b"]], heads=("Nama", "Alamat"))
    refused("HASIL_TANPA_KOLOM", lambda: desk.district.read_results(bare, nomor))
    refused("BATCH_TIDAK_ADA", lambda: desk.district.read_results(
        bpjs_books.results(tmp_path, [["1", "7402115408849417"]], name="y.xlsx"), "K-0099"))


@pytest.fixture
def village(folder: DataFolder, clock: desks.Clock) -> Iterator[desks.Desk]:
    with desks.open_desk(folder, None, clock) as opened:
        earner = salma("01a00000-0000-7000-8000-000000000002", kelompok="perangkat_desa", segmen="PU",
                       jabatan="KAUR_TU", pekerjaan="", penghasilan=2_500_000, wadah_jenis="",
                       mulai_bekerja=date(2020, 1, 2), status_pegawai="PKWTT")
        opened.save(earner, 0)
        opened.save(salma(nik="7402110302809366", nama="WA ODE JUMRIA", keluarga=()), 0)
        yield opened


def test_a_village_that_is_the_employer_makes_its_own(village: desks.Desk, tmp_path: Path) -> None:
    make_ready(village, "01a00000-0000-7000-8000-000000000002")
    problem = refused("NPP_KOSONG", lambda: run_to_end(village.sipp_job(tmp_path)))
    assert "Bajo Indah" in problem.apa
    village.set_unit(replace(village.unit, npp="26100007"))
    made = run_to_end(village.sipp_job(tmp_path / "sipp.xlsx"))
    page = load_workbook(made.files[0])["data_tk_baru"]
    assert (made.rows, page["B2"].value, page["AB2"].value, page.max_row) == (1, "WA ODE SALMA", "PKWTT", 2)
    assert page["Y2"].value == ADDRESS
    path = bpjs_books.template(tmp_path, "template_tk_26100007.xlsx")
    filled = run_to_end(village.sipp_job(tmp_path / "hasil", path))
    page = load_workbook(filled.files[0])["data_tk_baru"]
    assert (page["O2"].value, page["Y2"].value) == ("7402115408849417", ADDRESS)


def test_a_village_without_wage_earners_says_so(folder: DataFolder, clock: desks.Clock, tmp_path: Path) -> None:
    with desks.open_desk(folder, None, clock) as opened:
        opened.set_unit(replace(opened.unit, npp="26100007"))
        refused("SIPP_KOSONG", lambda: run_to_end(opened.sipp_job(tmp_path)))
