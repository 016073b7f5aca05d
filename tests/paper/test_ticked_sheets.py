"""Sheets that are ticked by hand: of one clip, of the office, of what is missing, of who came; and the leaflet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from paper_people import context, salma
from paper_reading import codes, words

from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.kinds.attendance import Attendance, Invited
from jamsos_desktop.paper.kinds.benefit_words import Baris, Figure, benefit_words, sources, told_lines
from jamsos_desktop.paper.kinds.benefits import Benefit, GroupFigures, Leaflet
from jamsos_desktop.paper.kinds.ceklis import Enclosed
from jamsos_desktop.paper.kinds.ceklis_hints import hints
from jamsos_desktop.paper.kinds.ceklis_office import OfficeFile, OfficePaper, OfficeStep
from jamsos_desktop.paper.kinds.ceklis_person import NOTHING, ClipPaper, Obstacle, PersonFile
from jamsos_desktop.paper.kinds.missing import Lack, MissingDusun, MissingVillage
from jamsos_desktop.paper.sheets import BerkasDesa, Preview, Sheet
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem

LONG = "WA ODE SITTI NURHALIZA AZZAHRA BINTI LA ODE MUHAMMAD RAHMATULLAH AL IDRUS BIN LA ODE ABDUL KADIR JAELANI TAWULO"
KERTAS = pytest.mark.parametrize("kertas", ["A4", "F4"])
CLIP = PersonFile(
    kelompok="Pekerja rentan", pekerjaan="Nelayan", keadaan="Tercetak",
    wajib=(ClipPaper("Formulir 1a bertanda tangan", "ada", "Cetak dari aplikasi."),
           ClipPaper("Fotokopi KTP-el", "tidak_ada", "Fotokopi dari KTP-el."),
           ClipPaper("Surat keterangan", "", "Dari desa.", unsure=True)),
    pilihan=(ClipPaper("Pas foto 2x3", "", ""),), nanti=(ClipPaper("Fotokopi buku rekening", "ada", "Bila punya."),))


def made(jenis: str, isi: object, kertas: str = "A4", **of: object) -> Preview:
    sheet = Sheet(jenis=jenis, isi=isi, kode_periksa="a2d708e4", **of)  # type: ignore[arg-type]
    return preview(sheet, context(kertas=kertas))


@KERTAS
def test_a_clip_says_what_is_there_what_is_not_and_where_to_get_it(kertas: str) -> None:
    page = made("ceklis_orang", CLIP, kertas, people=(salma(),), nomor="BPU-000417")
    assert page.pages == 1
    read = words(page.pdf)
    for said in ("CEKLIS BERKAS PER ORANG", "WA ODE SALMA", "NIK \u20269417", "0812 9900 0417", "1 dari 3 ada",
                 "Surat keterangan\u2020", "belum dikonfirmasi", "Fotokopi dari KTP-el.", NOTHING, "NURHAYATI SALAM"):
        assert said.removeprefix("NIK ") in read
    assert read.count("BELUM") == 2  # an optional paper that is not there is left for the pen
    assert "7402115408849417" not in read.replace(" ", "")
    assert codes(page.pdf)[0].strip() == "JSD1|CEKORG|74.02.11.2017|BPU-000417|A2D708E4"


def test_what_holds_somebody_up_is_told_whole_also_of_a_long_name() -> None:
    held = tuple(Obstacle(f"Isian ke {n} belum terbaca.", "Ketik ulang dari KTP.", menahan=n % 2 == 0)
                 for n in range(40))
    page = made("ceklis_orang", replace(CLIP, obstacles=held), people=(salma(nama=LONG),))
    read = words(page.pdf)
    assert page.pages > 1
    assert LONG.split()[-1] in read
    assert read.count("MENAHAN:") == 20
    assert "Isian ke 39 belum terbaca." in read


@KERTAS
def test_the_office_sees_papers_by_stage_and_the_steps_of_its_map(kertas: str) -> None:
    file = OfficeFile(
        (("Bersama kiriman pertama", (OfficePaper("SPTJM", "semua kelompok", "ada", True, "No. 12/2026"),
                                      OfficePaper("NPWP bendahara", "perangkat desa", "tidak_ada", True, unsure=True),
                                      OfficePaper("Kutipan APBDes", "pekerja rentan", "tidak_ada", False))),),
        (("Pemberi kerja (PU)", (OfficeStep("Data orang", "Berjalan, 8 / 10", "", "2 orang belum lengkap."),)),))
    read = words(made("ceklis_desa", file, kertas).pdf)
    for said in ("CEKLIS BERKAS KANTOR", "1 dari 2 berkas wajib ada", "No. 12/2026", "NPWP bendahara\u2020",
                 "Kutipan APBDes (bila ada)", "Map desa: Pemberi kerja (PU)", "Berjalan, 8 / 10", "Petugas penerima"):
        assert said in read
    assert read.count("BELUM") == 1


def lack(at: int, *kurang: str, **changed: object) -> Lack:
    values = {"nama": f"ORANG KE {at}", "nik": f"740211000000{9000 + at}", "kelompok": "Pekerja rentan",
              "rumah": f"RT/RW 00{at % 3} / 001", "keluarga": at // 2, "hp": "081299000417", "kurang": kurang}
    return Lack(**{**values, **changed})  # type: ignore[arg-type]


def test_a_house_is_on_the_page_of_the_first_who_lives_there() -> None:
    wrong = tuple(f"Isian nomor {n} tidak sama dengan yang tertulis di KTP" for n in range(9))
    for before in range(4, 22, 2):
        people = (*(lack(at, "Fotokopi KTP") for at in range(before)),
                  lack(900, *wrong, keluarga=900, rumah="RUMAH TERAKHIR"))
        page = made("kurang", MissingDusun("Dusun II", 55, people))
        assert next(at for at in range(page.pages) if "RUMAH TERAKHIR" in words(page.pdf, at)) == next(
            at for at in range(page.pages) if "ORANG KE 900" in words(page.pdf, at)), before


@KERTAS
def test_a_dusun_sheet_carries_everything_missing_and_nothing_else(kertas: str) -> None:
    people = tuple(lack(at, "Fotokopi KTP", "Nomor KK harus 16 angka, baru 15.") for at in range(40))
    page = made("kurang", MissingDusun("Dusun II", 55, people), kertas, nama="Apa yang masih kurang, Dusun II")
    read = words(page.pdf)
    assert page.pages > 2
    assert "40 dari 55 orang belum lengkap" in read
    assert read.count("Nomor KK harus 16 angka, baru 15.") == 40
    assert "Fotokopi KK" not in read
    assert "NIK \u20269039" in read
    assert "7402110000009039" not in read
    for at in range(page.pages):
        assert "Yang masih kurang" in words(page.pdf, at)


def test_the_address_of_a_house_is_never_cut() -> None:
    person = lack(0, "Fotokopi KK", rumah=f"{LONG} {LONG} UJUNG")
    read = words(made("kurang", MissingDusun("Dusun II", 1, (person,))).pdf)
    assert read.count(LONG.split()[-1]) == 2
    assert "UJUNG" in read


def test_a_family_shares_one_house_line_and_long_words_fold() -> None:
    long = "Nama ibu kandung memuat huruf yang tidak dikenal dan harus diketik ulang dari Kartu Keluarga terbaru"
    page = made("kurang", MissingDusun("Tanpa dusun", 9, (lack(0, long, nama=LONG, rumah="RT/RW 001 / 001"),
                                               lack(1, "Fotokopi KK", rumah="RT/RW 001 / 001"))))
    read = words(page.pdf)
    assert "APA YANG MASIH KURANG, TANPA DUSUN" in read
    assert read.count("satu keluarga 2 orang") == 1
    assert long in read
    assert LONG in read


@pytest.mark.parametrize("kinds", [1, 9, 23])
def test_the_sums_of_the_village_fit_however_many_papers_there_are(kinds: int) -> None:
    names = tuple(f"Berkas{n}" for n in range(kinds))
    counts = tuple(n + 1 for n in range(kinds))
    rows = tuple((dusun, 20, 10, counts) for dusun in ("Dusun I", "Dusun II", "Tanpa dusun"))
    part = MissingVillage(names, rows, tuple((f"Isian {n} kosong", 90 - n) for n in range(14)), ("SPTJM", "PKS"))
    read = words(made("kurang", part).pdf)
    assert all(name in read for name in names)
    for said in ("30 dari 60 orang belum lengkap", "Jumlah", f"{kinds * 3}", "Isian 0 kosong: 90 orang", "2 hal lain",
                 "Tanpa dusun", "SPTJM"):
        assert said in read


@KERTAS
def test_who_is_invited_stands_on_the_list_and_the_other_rows_are_empty(kertas: str) -> None:
    content = Attendance(acara="Sosialisasi", tempat="Balai Desa", tanggal=date(2026, 11, 25), baris=20,
                         invited=(Invited("Wa Ode Salma", "Dusun II, RT 003", "Nelayan", "081299000417"),))
    page = made("hadir", content, kertas)
    read = words(page.pdf)
    assert page.pages == 1
    for said in ("DAFTAR HADIR", "WA ODE SALMA", "Rabu, 25 November 2026", "dari 1 yang diundang", "20.",
                 "Bajo Indah, 25 November 2026", "MUH. ARSYAD TAHIR, S.Sos."):
        assert said in read
    assert "21." not in read
    many = words(made("hadir", replace(content, invited=tuple(Invited(f"ORANG {n}") for n in range(50)))).pdf)
    assert "ORANG 49" in many


LEAF = Leaflet(
    judul="BEKERJA TENANG", bawah="Untuk petani dan nelayan",
    program=tuple(Benefit(f"Program {n}", f"Jaminan {n}", "Saat melaut.", (f"Rp {n}2.000.000", "untuk ahli waris"),
                          tuple(f"Manfaat {n}{m} dijelaskan." for m in range(4))) for n in range(3)),
    iuran="Iuran", groups=(GroupFigures("Pekerja rentan", 3, 41, "Rp 16.800", "Rp 688.800"),),
    iuran_baris=("Jangan putus.\u2020",), langkah="Bila terjadi", langkah_baris=("Tolong dulu.", "Lapor."),
    hubungi="Hubungi", kontak=("Kantor Desa",), catatan="Belum dikonfirmasi.", sumber="PP 44/2015")


@KERTAS
def test_the_leaflet_is_one_page_with_the_figures_of_the_village(kertas: str) -> None:
    page = made("manfaat", LEAF, kertas)
    read = words(page.pdf)
    assert page.pages == 1
    for said in ("BEKERJA TENANG", "Rp 12.000.000", "Manfaat 23", "3 dari 41 orang", "Rp 688.800", "2. Lapor.",
                 "\u2020 Belum dikonfirmasi.", "Sumber angka: PP 44/2015.", "bukan formulir resmi BPJS"):
        assert said in read


def test_a_line_of_the_leaflet_carries_a_dagger_or_is_left_out_with_its_figure() -> None:
    lines = (Baris("Santunan {A}.", "x", "bersumber"), Baris("Tabungan.", "-", "pengetahuan umum"),
             Baris("Iuran {B}.", "x", "bersumber"), Baris("Hilang {C}.", "x", "bersumber"))
    figures = {"A": Figure("Rp 1"), "B": Figure("Rp 2", unsure=True)}
    assert told_lines(lines, figures) == ("Santunan Rp 1.", "Tabungan.\u2020", "Iuran Rp 2.\u2020")


def test_the_words_name_their_sources_and_hints_belong_to_papers_that_exist() -> None:
    assert "PP 44/2015 Lampiran II" in sources(benefit_words())
    assert set(hints()) <= {paper.kode for paper in load_policy().berkas}
    assert {"KTP", "KK", "F1A"} <= set(hints())


def test_the_papers_of_a_bundle_stand_with_numbers_and_the_office_in_one_line() -> None:
    letter = BerkasDesa(kode="PERMOHONAN", label="Surat pengantar", state="ada", keterangan="No. 560/118")
    enclosed = Enclosed((letter,), "Berkas kantor lain: 2 dari 4 ada.")
    read = words(made("ceklis", enclosed, people=(salma(),)).pdf)
    assert "No. 560/118" in read
    assert "Berkas kantor lain: 2 dari 4 ada." in read
    assert "SPTJM Kepala Desa" not in read  # the context's own list stands back


def test_the_sheet_that_asks_for_mending_shows_an_odd_letter_by_its_number() -> None:
    read = words(made("kurang", MissingDusun("Dusun II", 1, (lack(0, "Huruf \u8def di nama", nama="WA \u8def"),))).pdf)
    assert "WA [U+8DEF]" in read
    assert "Huruf [U+8DEF] di nama" in read


def test_an_odd_letter_among_the_invited_is_said_with_its_row() -> None:
    with pytest.raises(Problem, match="Baris 2: Nama"):
        made("hadir", Attendance(invited=(Invited("WA SALMA"), Invited("WA \u8def"))))


@KERTAS
def test_fourteen_people_and_all_that_lies_in_the_map_are_one_page(kertas: str) -> None:
    rows = tuple(BerkasDesa(kode=kode, label=kode, state="tidak_ada", keterangan="menyusul") for kode in "ABC")
    page = made("ceklis", Enclosed(rows, "Berkas kantor lain: 2 dari 4 ada."), kertas, people=(salma(),) * 14)
    assert page.pages == 1
    assert "Berkas di map" in words(page.pdf)


@pytest.mark.parametrize(("jenis", "isi"), [
    ("hadir", Attendance(invited=(Invited("WA \u8def"),))),
    ("ceklis_desa", OfficeFile((("A", (OfficePaper("Surat \u8def", "", "ada", True),)),), ())),
    ("ceklis_orang", replace(CLIP, obstacles=(Obstacle("Nama \u8def", ""),)))])
def test_a_letter_the_font_lacks_is_said_and_nothing_is_made(jenis: str, isi: object) -> None:
    with pytest.raises(Problem) as caught:
        made(jenis, isi, people=(salma(),))
    assert caught.value.kode == "HURUF_TIDAK_ADA"
