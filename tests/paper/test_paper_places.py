"""Every value stands where it belongs: the right box crossed, the right words beside each label, in each row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from paper_people import RUSDIN, RUSDIN_DUES, UNIT, context, form, rusdin, salma
from paper_places import Page

from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.dues import DuesLine
from jamsos_desktop.model.records import Keluarga, Pejabat
from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson

BOXES = {
    "permohonan": {"daftar": "Pendaftaran baru", "ubah": "Perubahan", "lanjut": "Perpanjangan", "berhenti": "Berhenti",
                   "pindah": "Perubahan"},
    "jenis_kelamin": {"L": "Laki-laki", "P": "Perempuan"},
    "status_kawin": {"belum_kawin": "Belum kawin", "kawin": "Kawin", "cerai_hidup": "Cerai hidup",
                     "cerai_mati": "Cerai mati"},
    "pernah_peserta": {"tidak": "Belum", "ya": "Pernah, nomor KPJ"},
}
CASES = [(key, code) for key, codes in BOXES.items() for code in codes]
BY_HAND = {"BPU": ("Saya punya", "Saya memahami", "Saya tidak", "Data di atas", "Saya setuju", "kurang"),
           "PU": ("Pekerja: data", "Pemberi kerja: upah", "Saya setuju", "kurang")}


def page_of(person: PrintPerson, ctx: PrintContext | None = None) -> Page:
    return Page(preview(form(person), ctx or context()).pdf)


def label_of(page: Page, key: str, label: str) -> tuple[float, float, float, float]:
    """The label of a box; words that stand elsewhere too are told by their line."""
    lines = {"status_kawin": "Status perkawinan", "pernah_peserta": "Pernah jadi peserta"}
    if key not in lines:
        return page.at(label)
    low, top = page.at(lines[key])[1::2]
    return next(box for box in page.all(label) if low - 3 < (box[1] + box[3]) / 2 < top + 3 and box[0] > 120)


@pytest.mark.parametrize("segmen", ["BPU", "PU"])
@pytest.mark.parametrize(("key", "code"), CASES)
def test_exactly_the_box_of_the_value_is_crossed(key: str, code: str, segmen: str) -> None:
    page = page_of(salma(**{key: code}) if segmen == "BPU" else rusdin(**{key: code}))
    crossed = {label for label in BOXES[key].values() if page.crossed(label_of(page, key, label))}
    assert crossed == {BOXES[key][code]}


def test_every_code_of_a_list_with_boxes_has_one() -> None:
    assert set(BOXES["permohonan"]) == set(code_list("permohonan"))
    assert set(BOXES["jenis_kelamin"]) == set(code_list("jenis_kelamin"))
    assert set(BOXES["status_kawin"]) == set(code_list("status_kawin"))
    assert set(BOXES["pernah_peserta"]) == set(code_list("ya_tidak"))


@pytest.mark.parametrize("blood", ["A", "B", "AB", "O", "A+", "AB-", "O-", "tidak_tahu", ""])
def test_the_blood_group_is_crossed_without_its_sign(blood: str) -> None:
    page = page_of(salma(golongan_darah=blood))
    low, top = page.at("Gol. darah")[1::2]
    crossed = []
    for group in ("A", "B", "AB", "O"):
        found = [box for box in page.all(group) if low - 2 < box[1] and box[3] < top + 2 and box[0] > 290]
        # "A" and "B" are found in "AB" too, further to the right.
        crossed += [group] if page.crossed(min(found)) else []
    assert crossed == [blood.rstrip("+-")] * (blood not in ("", "tidak_tahu"))


@pytest.mark.parametrize(("pekerjaan", "label"), [("NELAYAN", "Perikanan"), ("", ""), ("LAIN", "")])
def test_the_sector_of_the_job_is_crossed(pekerjaan: str, label: str) -> None:
    page = page_of(salma(pekerjaan=pekerjaan))
    assert page.crossed(page.at("Perikanan")) == (label == "Perikanan")
    assert not page.crossed(page.at("Lain"))


def test_boxes_of_the_person_and_of_the_office_stay_empty() -> None:
    for segmen, person in (("BPU", salma()), ("PU", rusdin())):
        page = page_of(person)
        assert [label for label in BY_HAND[segmen] if page.crossed(page.at(label))] == []


LINES = {
    "BPU": (("1. NIK", "740211 540884 9417"), ("2. Nama lengkap", "WA ODE SALMA"),
            ("3. Tempat, tanggal lahir", "SOROPIA 14 08 1984 tgl \u2013 bln \u2013 thn"),
            ("5. Nomor KK", "740211 120310 0276"), ("6. Nama ibu kandung", "WA MUNA"),
            ("8. Alamat sesuai KTP",
             "DUSUN II DEKAT DERMAGA RT 003 / RW 002, DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE"),
            ("9. Kode pos / No. HP", "93351 0812 9900 0417 E-mail salma@contoh.id"),
            ("10. Pernah jadi peserta", "Belum Pernah, nomor KPJ 12345678901 NPWP 092542943407000"),
            ("11. Pekerjaan utama", "PENGOLAH IKAN 12. Pekerjaan 2 NELAYAN Perikanan Lain"),
            ("13. Lokasi / jam kerja", "TEMPAT PENDARATAN IKAN BAJO INDAH 06.00 \u2013 14.00"),
            ("14. Penghasilan / bulan", "Rp 900 000 Dasar iuran Rp 1.000.000 (lapis 1)"),
            ("15. Nomor SK penetapan", "188.45/412/2026, KEPUTUSAN BUPATI KONAWE, 02-11-2026"),
            ("JKK \u2013", "Jaminan Kecelakaan Kerja1% dari dasar iuran APBD Kabupaten Rp 10.000 6 bulan Rp 60.000"),
            ("JKM \u2013", "Jaminan Kematiantetap APBD Kabupaten Rp 6.800 6 bulan Rp 40.800"),
            ("JHT \u2013", "Jaminan Hari Tua (sukarela)2% dari dasar iuran \u2013 \u2013 \u2013 \u2013"),
            ("Jumlah, masa", "Desember 2026 \u2013 Mei 2027 Rp 16.800 6 bulan Rp 100.800"),
            ("LA ODE HASAN", "Suami 740211 030280 9366 03-02-1980 0813 9900 0418"),
            ("WA ODE NURLIA", "Anak kandung 740211 570607 9205 17-06-2007 \u2013"),
            ("LA ODE FAJAR", "Anak kandung 740211 221112 9114 22-11-2012 wali: La Ode Hasan (ayah)")),
    "PU": (("1. Nama pemberi kerja", "PEMERINTAH DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE"),
           ("2. NPP / kode wadah", "26004417 Divisi Terdaftar sejak"), ("3. NIK", "740211 170688 9041"),
           ("4. Nama lengkap", "RUSDIN"),
           ("5. Tempat, tanggal lahir", "SOROPIA 17 06 1988 tgl \u2013 bln \u2013 thn"),
           ("7. Nomor KK", "740211 210914 0058"), ("8. Nama ibu kandung", "WA HANIAH"),
           ("10. Alamat sesuai KTP",
            "DUSUN I DEPAN MASJID RT 001 / RW 001, DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE"),
           ("11. Kode pos / No. HP", "93351 0812 9900 0241 E-mail rusdin@contoh.id"),
           ("12. Pernah jadi peserta", "Belum Pernah, nomor KPJ 12345678902 NPWP 0925429434070001"),
           ("13. Jabatan", "KAUR TATA USAHA DAN UMUM Mulai 02 01 2023"),
           ("14. Nomor, tanggal SK", "141/03/BI/2023, KEPUTUSAN KEPALA DESA BAJO INDAH, 02-01-2023"),
           ("15. Siltap / bulan", "Rp 2 022 200 Dasar upah Rp 2.022.200\u2020"),
           ("16. Bank, no. rekening", "BANK SULTRA 0123456789 a.n. RUSDIN RASYID"),
           ("JKK \u2013", "Jaminan Kecelakaan Kerja0,24% dari dasar upah APBDes (ADD) Rp 4.853,28 01-12-2026"),
           ("JKM \u2013", "Jaminan Kematian0,30% dari dasar upah APBDes (ADD) Rp 6.066,60 01-12-2026"),
           ("JHT \u2013", "Jaminan Hari Tuabelum diikuti \u2013 \u2013 \u2013"),
           ("Jumlah sebulan", ", masa Desember 2026 Rp 10.919,88"),
           ("SITTI MARWAH", "Istri P 740211 490390 9072 09-03-1990 0813 9900 0242"),
           ("ALIYA RAMADHANI", "Anak kandung P 740211 510615 9120 11-06-2015 wali: ibu"),
           ("FAHRI RUSDIN", "Anak kandung L 740211 040219 9187 04-02-2019 wali: ibu")),
}


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize("segmen", ["BPU", "PU"])
def test_each_label_has_its_own_value_beside_it(segmen: str, kertas: str) -> None:
    person = {
        "BPU": salma(email="salma@contoh.id", pekerjaan_2="NELAYAN", kpj="12345678901", npwp="092542943407000"),
        "PU": rusdin(email="rusdin@contoh.id", kpj="12345678902", npwp="0925429434070001", bank="Bank Sultra",
                     rekening="0123456789", nama_rekening="RUSDIN RASYID"),
    }[segmen]
    page = page_of(person, context(kertas=kertas))
    read = tuple((label, page.beside(label)) for label, _ in LINES[segmen])
    assert read == tuple((label, said.replace(" ", "")) for label, said in LINES[segmen])


def test_the_sums_stand_in_the_row_of_their_programme() -> None:
    lines = (DuesLine("JHT", True, "3,70% + 2% dari dasar upah", "APBDES_ADD", 300), *RUSDIN_DUES.lines[:2])
    page = page_of(replace(rusdin(), dues=replace(RUSDIN_DUES, lines=lines)))
    assert "0,24%" in page.row("JKK \u2013")
    assert "Rp6.066,60" in page.row("JKM \u2013")
    assert page.beside("JHT \u2013") == "JaminanHariTua3,70%desa+2%pekerjaAPBDes(ADD)+pekerjaRp301-12-2026"


def test_who_takes_part_and_who_is_an_heir_is_crossed() -> None:
    for person, wanted in ((salma(), [True, True, False]), (rusdin(), [True, True, False])):
        page = page_of(person)
        assert [page.cell_crossed("Ikut", label) for label in ("JKK \u2013", "JKM \u2013", "JHT \u2013")] == wanted
    names = [k.nama for k in RUSDIN.keluarga]
    assert [page.cell_crossed("Ahli waris", name) for name in names] == [True, True, False]


def test_the_boxes_of_the_window_lie_on_what_they_name() -> None:
    made = preview(form(rusdin()), context())
    page = Page(made.pdf)
    for key, words in (("nama_ibu", "WA HANIAH"), ("jabatan", "KAUR TATA USAHA DAN UMUM"), ("nik", "740211")):
        left, low, right, top = page.all(words)[0]
        box = next(box for box in made.boxes if box.key == key)
        assert box.x <= left < right <= box.x + box.w
        assert box.y <= page.height - top < page.height - low <= box.y + box.h


LONG_UNIT = replace(
    UNIT, nama="Wawonggole Selatan Persiapan Transmigrasi", alamat="Jl. Poros " + "Pantai Soropia " * 15,
    kop=("PEMERINTAH KABUPATEN KEPULAUAN SIAU TAGULANDANG BIARO PROVINSI SULAWESI UTARA",
         "DINAS PEMBERDAYAAN MASYARAKAT DAN DESA SERTA PENGENDALIAN PENDUDUK DAN KELUARGA BERENCANA",
         "KANTOR DESA WAWONGGOLE SELATAN PERSIAPAN TRANSMIGRASI"),
    pejabat=(Pejabat(jabatan="kepala_desa", nama="Muhammad Arsyad Tahir Abdullah bin Haji Muhammad Said Al-Hasyimi",
                     gelar="S.Sos., M.Si., Ph.D."),))


@pytest.mark.parametrize("person", [salma(), rusdin()], ids=["BPU", "PU"])
def test_a_long_letterhead_and_long_titles_keep_clear_of_each_other(person: PrintPerson) -> None:
    made = preview(form(person), context(unit=LONG_UNIT))
    page = Page(made.pdf)
    assert made.pages == 1
    number = page.all(person.nomor)[0]
    kop = page.at("KANTOR DESA WAWONGGOLE SELATAN PERSIAPAN TRANSMIGRASI")
    assert kop[2] < number[0]
    assert page.all("Jl. Poros")[0][3] < kop[1]
    above = page.at("Mengetahui," if person.nomor.startswith("BPU") else "Pemberi kerja,")
    assert page.at("Kepala Desa Wawonggole Selatan Persiapan")[3] < above[1] + 0.5
    assert page.all("S.Sos., M.Si., Ph.D.")


def test_ordinary_long_names_relations_and_guardians_stay_on_the_first_page() -> None:
    kin = (
        Keluarga(nama="MUHAMMAD RIZKY RAMADHAN HIDAYATULLAH", hubungan="kakek_nenek", nik="7402110302809366",
                 tanggal_lahir=date(2010, 2, 3), urutan=1, hp="081399000418", wali="Sitti Marwah (ibu)"),
        Keluarga(nama="SITTI MARWAH NURUL HIDAYAH ABDULLAH", hubungan="wasiat", nik="7402114903909072", urutan=2,
                 wali="La Ode Hasan (ayah)"),
    )
    for person in (salma(keluarga=kin), rusdin(keluarga=kin)):
        for kertas in ("A4", "F4"):
            made = preview(form(person), context(kertas=kertas))
            assert made.pages == 1
            read = Page(made.pdf)
            for word in ("HIDAYATULLAH", "ABDULLAH", "nenek", "wasiat", "0813 9900 0418"):
                assert read.all(word)
            assert "Marwah(ibu)" in read.between(300, read.width, sum(read.at("HIDAYATULLAH")[1::2]) / 2, 7)
