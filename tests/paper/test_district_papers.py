"""The district's reports, read back: PDF words and pages, workbook numbers, sums that agree with the register."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from paper_people import context
from paper_reading import words

from jamsos_desktop.desk import Desk
from jamsos_desktop.desk.district.report_kinds import quarter
from jamsos_desktop.exchange.report_book import report_book
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.report import Column, Form, Report, ReportTable
from jamsos_desktop.paper.single.report import report_pdf
from jamsos_desktop.problems import Problem
from tests.hub import makers
from tests.hub.coverage_district import BAJO, everybody, filled

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with filled(tmp_path_factory.mktemp("dpmd")) as opened:
        village = makers.Village(BAJO)
        village.enrol(4)
        makers.fill(opened, [village])
        with opened.ctx.open() as db, db.write():
            db.run("UPDATE unit SET diambil = '2026-09-21T10:00:00+08:00', profil = ?, sisa = ? WHERE kode = ?",
                   ('{"telepon": "081200009417", "pejabat": [{"jabatan": "sekretaris", "nama": "=NURHAYATI"}]}',
                    '[{"kelompok": "perangkat_desa", "jumlah": 2}, {"kelompok": "non_asn", "jumlah": 5}]', BAJO))
        yield opened


@pytest.fixture
def district(desk: Desk) -> Any:
    return desk.district


def pdf_of(district: Any, folder: Path, kind: str, **options: str) -> bytes:
    path: Path = run_to_end(district.report_job(kind, folder / f"{kind}.pdf", **options))
    return path.read_bytes()


def book_of(district: Any, folder: Path, kind: str, **options: str) -> Any:
    path: Path = run_to_end(district.report_job(kind, folder / f"{kind}.xlsx", **options))
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by heading, until the blank line before the notes."""
    heads, *rows = sheet.iter_rows(min_row=5, values_only=True)
    found = []
    for row in rows:
        if row[1] is None:
            break
        found.append(dict(zip(heads, row, strict=True)))
    return found


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def test_every_report_says_day_source_and_page_x_of_y(district: Any, tmp_path: Path) -> None:
    for kind in district.report_kinds():
        pdf = pdf_of(district, tmp_path, kind.kode)
        count = pages(pdf)
        for page in range(count):
            said = words(pdf, page)
            assert "Sumber: DPMD Kabupaten Konawe" in said, kind.kode
            assert f"Halaman {page + 1} dari {count}" in said
            assert re.search(r"Versi \S+ · Jamsos Desa \S+ · dicetak \S+ \S+ oleh .+ · Cetak ke-1", said), kind.kode
        first = words(pdf, 0)
        assert "21 November 2026" in first
        assert "PEMERINTAH KABUPATEN KONAWE" in first


def test_rekap_on_paper_agrees_with_the_page(district: Any, tmp_path: Path) -> None:
    recap = district.recap()
    said = words(pdf_of(district, tmp_path, "rekap"))
    percent = f"{recap.persen}%".replace(".", ",")
    for text in (percent, f"dari sasaran {recap.sasaran} orang", f"{recap.melapor} / {recap.desa}", "Per kelompok",
                 "Perjalanan 291 desa", "Tidak dihitung: ", "masa iurannya lewat", "menunggu keputusan"):
        assert text in said
    for bar in recap.bars:
        assert bar.nama in said
    for stage in recap.tahapan:
        assert f"{stage.nama} " in said


def test_rekap_as_a_workbook_has_every_chart_as_a_table_of_numbers(district: Any, tmp_path: Path) -> None:
    recap = district.recap()
    book = book_of(district, tmp_path, "rekap")
    assert book.sheetnames == ["Kecamatan", "Desa", "Kelompok", "Bulan", "Perjalanan", "Diam", "Mutu"]
    *areas, total = rows_of(book["Kecamatan"])
    assert {row["Kecamatan"]: row["Terdaftar"] for row in areas} == {bar.nama: bar.nyata for bar in recap.bars}
    assert total["Terdaftar"] == sum(row["Terdaftar"] for row in areas) == recap.terdaftar
    assert total["Kurang ke target"] == recap.kurang
    assert total["Cakupan"] == pytest.approx(float(recap.persen) / 100)
    assert sum(row["Terdaftar"] for row in rows_of(book["Desa"])[:-1]) == recap.terdaftar
    assert sum(row["Terdaftar"] for row in rows_of(book["Kelompok"])) == recap.terdaftar
    assert rows_of(book["Bulan"])[-1]["Terdaftar"] == recap.terdaftar
    assert sum(row["Desa"] for row in rows_of(book["Perjalanan"])[:-1]) == 291
    assert len(rows_of(book["Diam"])) == len(recap.diam)
    assert book["Kecamatan"]["D6"].number_format == "#,##0"
    assert book["Kecamatan"]["C6"].number_format == "0.0%"


def test_rekap_of_one_kecamatan_and_group(district: Any, tmp_path: Path) -> None:
    said = words(pdf_of(district, tmp_path, "rekap", kecamatan="74.02.01", kelompok="pekerja_rentan"))
    assert "Kecamatan Lambuya, Kabupaten Konawe, pekerja rentan" in said
    assert f"{district.recap('74.02.01', 'pekerja_rentan').sasaran} orang" in said
    assert "Per desa" in said
    assert "Per kecamatan" not in said


def test_the_briefing_is_one_page_with_three_points(district: Any, tmp_path: Path) -> None:
    pdf = pdf_of(district, tmp_path, "bahan_rapat")
    assert pages(pdf) == 1
    said, recap = words(pdf), district.recap()
    assert said.count("Keputusan:") == 3
    assert f"{len(recap.diam)} dari 291 desa belum melapor atau lama diam" in said
    assert f"Kurang {recap.kurang} orang ke target 70%" in said
    assert f"{recap.belum_melapor} belum pernah, 1 lama diam" in said
    for bar in recap.bars:
        assert f"{bar.nyata} / {bar.sasaran}" in said
    for stage in recap.tahapan:
        assert stage.nama in said


def test_silent_villages_stand_under_their_camat(district: Any, tmp_path: Path) -> None:
    silent = district.silent()
    pdf = pdf_of(district, tmp_path, "belum_melapor")
    said = words(pdf)
    assert f"{district.recap().belum_melapor} desa" in said
    assert re.search(r"Bajo Indah 21-09-2026 61 =Nurhayati, 081200009417", said)
    rows = rows_of(book_of(district, tmp_path, "belum_melapor")["Desa belum melapor"])
    assert len(rows) == len(silent)
    bajo = next(row for row in rows if row["Desa"] == "Bajo Indah")
    assert (bajo["Hari"], bajo["Kontak"]) == (61, "=Nurhayati, 081200009417")
    only = words(pdf_of(district, tmp_path / "k", "belum_melapor", kecamatan="74.02.11"))
    assert "Kecamatan Soropia" in only
    assert "Kecamatan Routa" not in only


def test_not_compliant_says_what_is_missing_and_on_what_basis(district: Any, tmp_path: Path) -> None:
    said = words(pdf_of(district, tmp_path, "belum_patuh"))
    assert "SE Mendagri 842.2/5193/SJ: JKK dan JKM bagi non-ASN dan pemerintah desa." in said
    assert "UU 40/2004: Sistem Jaminan Sosial Nasional. \u2020" in said  # nobody has confirmed this one
    assert "UU 24/2011 Pasal 14: setiap orang yang bekerja wajib menjadi peserta jaminan sosial. \u2020" not in said
    assert "Tanda \u2020: belum dikonfirmasi" in said
    assert "Kepala DPMD Kabupaten Konawe" in said
    rows = rows_of(book_of(district, tmp_path, "belum_patuh")["Desa belum patuh"])
    recap = district.recap()
    assert sum(row["Yang kurang"] == "Belum pernah mengirim data" for row in rows) == recap.belum_melapor
    bajo = next(row for row in rows if row["Desa"] == "Bajo Indah")
    assert bajo["Yang kurang"] == "Belum terdaftar di BPJS Ketenagakerjaan; berkas 2 perangkat desa belum lengkap"
    assert f"Belum patuh {len(rows)} desa" in said


def test_the_quarterly_report_counts_as_a_naive_count(desk: Desk, district: Any, tmp_path: Path) -> None:
    people = everybody(desk)
    active = [p for p in people if p.covered]
    rows = rows_of(book_of(district, tmp_path, "laporan_triwulan", periode="2026-Q4")["Kelompok"])
    by_name = {row["Kelompok"]: row for row in rows[:-1]}
    for group in makers.GROUPS:
        mine = [p for p in active if p.kelompok == group]
        row = by_name[desk.label("kelompok", group)]
        assert (row["Dikirim"], row["Aktif"]) == (sum(p.kelompok == group for p in people), len(mine))
        assert row["Iuran per bulan (Rp)"] == sum(p.sen for p in mine) // 100
        assert row["Mulai triwulan ini"] == sum(p.mulai >= "2026-10-01" for p in mine)
    assert rows[-1]["Aktif"] == district.recap().terdaftar
    areas = rows_of(book_of(district, tmp_path / "k", "laporan_triwulan")["Kecamatan"])
    assert areas[-1]["Aktif semua"] == sum(row["Aktif semua"] for row in areas[:-1]) == len(active)
    said = words(pdf_of(district, tmp_path, "laporan_triwulan"))
    for text in ("Triwulan IV 2026", "10 Januari 2027", "Tata letak buatan Jamsos Desa",
                 "angka sampai 21 November 2026",
                 "SE Mendagri 842.2/5193/SJ: laporan tiap triwulan paling lambat tanggal 10"):
        assert text in said


def test_a_past_quarter_counts_on_its_last_day(desk: Desk, district: Any, tmp_path: Path) -> None:
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE orang SET pertama = '2026-08-01T09:00:00+08:00'")
    was = [p for p in everybody(desk) if not p.tunda and p.mulai <= "2026-09-30"
           and (p.sampai >= "2026-09-30" or (p.sampai == "" and p.keadaan == "aktif"))
           and (p.keadaan == "aktif" or (p.keadaan == "keluar" and p.mulai != ""))]
    rows = rows_of(book_of(district, tmp_path, "laporan_triwulan", periode="2026-Q3")["Kelompok"])
    assert rows[-1]["Aktif"] == len(was) > 0
    assert "masih berjalan" not in words(pdf_of(district, tmp_path, "laporan_triwulan", periode="2026-Q3"))
    none = rows_of(book_of(district, tmp_path / "q2", "laporan_triwulan", periode="2026-Q2")["Kelompok"])
    assert none[-1]["Dikirim"] == 0


@pytest.mark.parametrize("periode", ["2026", "2026-Q5", "2027-Q1", "Q4", "2026-q4", "0000-Q1"])
def test_a_quarter_that_is_none_or_lies_ahead_is_refused(periode: str) -> None:
    with pytest.raises(Problem) as told:
        quarter(periode, TODAY)
    assert told.value.kode == "PERIODE_SALAH"


def test_lapses_on_paper_name_nobody_and_in_the_workbook_hide_niks(district: Any, tmp_path: Path) -> None:
    lapsed = district.people_of_unit("", keadaan="lewat_masa")
    said = words(pdf_of(district, tmp_path, "lewat_masa"))
    book = book_of(district, tmp_path, "lewat_masa")
    assert f"Sudah lewat {len(lapsed)} orang" in said
    assert lapsed[0].nama.upper() not in said.upper()
    people = rows_of(book["Orang"])
    assert len(people) == len(lapsed)
    assert all(re.fullmatch("\u2022{12}[0-9]{4}", row["NIK"]) for row in people)
    assert "Berisi data pribadi" in book["Orang"]["A3"].value
    assert "Berisi data pribadi" not in book["Pembayar"]["A3"].value
    total = rows_of(book["Pembayar"])[-1]
    assert total["Orang"] == sum(row.orang for row in district.lapsing())


def test_over_age_and_quality_lists_agree_with_the_desk(district: Any, tmp_path: Path) -> None:
    old = rows_of(book_of(district, tmp_path, "usia_lewat")["Umur"])
    assert [row["Umur"] for row in old] == [row.usia for row in district.people_over_age()]
    assert "perangkat desa 60 tahun" in words(pdf_of(district, tmp_path, "usia_lewat"))
    quality = rows_of(book_of(district, tmp_path, "mutu_data")["Mutu"])
    assert quality[-1]["Orang"] == sum(row.orang for row in district.quality()) == district.recap().orang


def test_the_message_to_the_camat_names_villages_only(district: Any) -> None:
    said = district.whatsapp_silent("74.02.11")
    assert said.startswith("Yth. Camat Soropia.\n")
    assert ": terakhir 61 hari lalu" in said
    silent = district.silent("74.02.11")
    assert sum(re.match(r"\d+\. ", line) is not None for line in said.splitlines()) == len(silent)
    assert not re.search(r"\d{6,}", said)  # no NIK, no phone
    assert "Nurhayati" not in said
    assert "(Routa)" in district.whatsapp_silent()


@pytest.mark.parametrize(("kind", "name", "options", "code"), [
    ("rekap", "rekap.docx", {}, "BENTUK_SALAH"), ("bahan_rapat", "bahan.xlsx", {}, "BENTUK_SALAH"),
    ("dongeng", "a.pdf", {}, "LAPORAN_TAK_DIKENAL"), ("rekap", "a.pdf", {"kecamatan": "74.05"}, "UNIT_TIDAK_ADA"),
    ("laporan_triwulan", "a.pdf", {"periode": "2027-Q1"}, "PERIODE_SALAH"),
])
def test_what_cannot_be_made_is_refused_and_leaves_nothing(district: Any, tmp_path: Path, kind: str, name: str,
                                                           options: dict[str, str], code: str) -> None:
    with pytest.raises(Problem) as told:
        run_to_end(district.report_job(kind, tmp_path / "out" / name, **options))
    assert told.value.kode == code
    assert not (tmp_path / "out").exists()


def test_an_empty_register_makes_every_report(tmp_path: Path) -> None:
    with makers.district(tmp_path) as desk:
        district: Any = desk.district
        for kind in district.report_kinds():
            for form in kind.bentuk:
                run_to_end(district.report_job(kind.kode, tmp_path / f"{kind.kode}{form}"))
        said = words((tmp_path / "bahan_rapat.pdf").read_bytes())
        assert "Sasaran atau target tahun ini belum lengkap." in said
        assert said.count("Keputusan:") == 3
        assert district.recap().persen is None


def odd_report(**changed: Any) -> Report:
    table = ReportTable(
        lembar="Uji", judul="Uji", kolom=(Column("Nama"), Column("Orang", Form.NUMBER), Column("Bagian", Form.BAR, 40)),
        baris=(("=1+1", 1234, Decimal("54.3")), ("\u0e01\u0e02 LA DANI", None, None)), garis=Decimal(70))
    whole = Report(kode="uji", judul="Uji", lingkup="Kabupaten", hari=TODAY, sumber="DPMD", tabel=(table,))
    return replace(whole, **changed)


def test_a_letter_the_font_lacks_never_stops_a_report() -> None:
    said = words(report_pdf(odd_report(), context()))
    assert "?? LA DANI" in said
    assert "1.234" in said
    assert "54,3%" in said


def test_a_cell_that_begins_like_a_formula_stays_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(report_book(odd_report())))["Uji"]
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("=1+1", "s")
    assert sheet["A6"].quotePrefix
    assert sheet["C6"].value == pytest.approx(0.543)
    assert report_book(odd_report()) == report_book(odd_report())


def test_a_long_table_repeats_its_heads_and_loses_no_row() -> None:
    rows = tuple((f"Desa {nth:03}", nth, Decimal(nth % 101)) for nth in range(200))
    table = replace(odd_report().tabel[0], baris=rows, jumlah=("Jumlah", sum(range(200)), None))
    pdf = report_pdf(odd_report(tabel=(table,), catatan=("Satu.", "Dua.")), context(kertas="A4"))
    count = pages(pdf)
    assert count > 3
    assert all("Nama Orang Bagian" in words(pdf, page) for page in range(count - 1))
    said = words(pdf)
    assert [int(found) for found in re.findall(r"Desa (\d{3}) ", said)] == list(range(200))
    assert "Jumlah 19.900" in said
