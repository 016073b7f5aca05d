"""Formulir 1, Formulir 1 BPU Mitra and the empty Formulir 1a as papers: on both sizes, with long values, with none."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from paper_people import UNIT, context, form, salma
from paper_places import Page
from paper_reading import codes, words

from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import Pejabat
from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.draw import layouts
from jamsos_desktop.paper.draw.document import SIZES, Document
from jamsos_desktop.paper.draw.keys import BY_HAND
from jamsos_desktop.paper.draw.layout import WIDTH, Table, body_end, place
from jamsos_desktop.paper.draw.layouts import load
from jamsos_desktop.paper.draw.marks import bundle_marks, static_values
from jamsos_desktop.paper.kinds.f1 import ROWS, f1_values
from jamsos_desktop.paper.kinds.f1_wadah import wadah_values
from jamsos_desktop.paper.kinds.formulir import Formulir
from jamsos_desktop.paper.kinds.kosong import Kosong, blank_values
from jamsos_desktop.paper.office_facts import Blank, Employer, GroupCount, ProgramSum, Wadah
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.problems import Problem

LONG = ("Wa Ode " + "Nurhidayati Sukmawati " * 6)[:113] + " Akhiri"
UNIT_F1 = replace(UNIT, telepon="081299000733", email="bajoindah@contoh.desa.id", npwp="012345678901000",
                  rekening="Bank Sultra 001 01.02.000123-4", pic_nama="Hasnia \"Nia\" <b> & Tahir", pic_jabatan="Kaur",
                  pic_hp="081299000417")
EMPLOYER = Employer(
    kelompok=(GroupCount("Perangkat desa", 7, 3, 10, 20_669_280), GroupCount("Ekosistem desa", 4, 5, 11, 9_000_000)),
    tanpa_upah=2, tanpa_jk=2, program=("JKK", "JKM"), mulai=date(2026, 12, 1), dana=("APBDes (ADD)",), risiko=("I",),
    dagger=True, nik_kepala="7402111706709043", dasar="188.45/100/2022, 02-02-2022")
WADAH = Wadah(
    jenis="SA", jenis_label="Pekerja rentan desa APBD (SA)", dana="APBD_KAB", dana_label="APBD Kabupaten", laki=30,
    perempuan=21, orang=52, mulai=date(2026, 12, 1), sampai=date(2027, 5, 31), pks="PKS/12/XI/2026",
    pks_tanggal=date(2026, 11, 10), sk="188.45/412/2026", sk_tanggal=date(2026, 11, 2), tanpa_iuran=1,
    program=(ProgramSum("JKK", 51, 51_000_000, 306_000_000), ProgramSum("JKM", 51, 34_680_050, 208_080_300)))
KINDS = {"f1": EMPLOYER, "f1_wadah": WADAH, "kosong_bpu": Blank("BPU", "II"), "kosong_pu": Blank("PU")}


def made(jenis: str, ctx: PrintContext | None = None) -> bytes:
    number = "K-0007" if jenis.startswith("kosong") else ""
    sheet = Sheet(jenis=jenis, isi=KINDS[jenis], nomor=number, kode_periksa="7f3a91c2")
    return preview(sheet, ctx or context(unit=UNIT_F1)).pdf


@pytest.mark.parametrize("jenis", KINDS)
def test_every_box_has_a_value_or_is_left_to_the_pen(jenis: str) -> None:
    ctx = context()
    own = {"f1": f1_values(EMPLOYER, ctx), "f1_wadah": wadah_values(WADAH, ctx),
           "kosong_bpu": blank_values(Blank("BPU"), ctx), "kosong_pu": blank_values(Blank("PU"), ctx)}[jenis]
    values = static_values(ctx) | own | bundle_marks("X", "1", "", "", "") | {"f1.susunan": "", "wadah.susunan": ""}
    keys = {key for placed in place(load(jenis), "A4", 297) for key in layouts.keys_of(placed.item)}
    assert {key for key in keys if key not in values} <= set(BY_HAND)


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize("jenis", ["f1", "f1_wadah"])
def test_the_layout_fills_its_paper_and_ends_above_the_foot(jenis: str, kertas: str) -> None:
    high = SIZES[kertas][1]
    assert 16 <= high - body_end(load(jenis), kertas) <= 26
    tables = [one.item for one in place(load(jenis), kertas, high) if isinstance(one.item, Table)]
    assert [sum(column.w for column in table.columns) for table in tables] == [pytest.approx(WIDTH)]


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize("jenis", KINDS)
def test_each_says_its_number_its_code_and_that_it_is_not_official(jenis: str, kertas: str) -> None:
    pdf = made(jenis, context(unit=UNIT_F1, kertas=kertas))
    number, kind = {"f1": ("B-0029", "F1"), "f1_wadah": ("B-0029", "F1WADAH"), "kosong_bpu": ("K-0007", "BPU"),
                    "kosong_pu": ("K-0007", "PU")}[jenis]
    assert [code.rstrip() for code in codes(pdf)] == [f"JSD1|{kind}|74.02.11.2017|{number}|7F3A91C2"]
    text = words(pdf)
    layout = "\u2020 Tata letak desa belum dikonfirmasi" if jenis.startswith("kosong") else "Tata letak desa"
    for said in (number, "7F3A-91C2", f"{layout}, bukan formulir resmi BPJS", "Halaman 1 dari 1", "Cetak ke-1",
                 "oleh Nurhayati Salam", "Versi 1"):
        assert said in text


def test_formulir_1_says_the_office_its_head_and_its_sums() -> None:
    page = Page(made("f1"))
    assert page.crossed(page.all("Perubahan data")[0])  # there is an NPP
    assert not page.crossed(page.at("Pendaftaran baru"))
    assert [page.crossed(page.all(program)[0]) for program in ("JKM", "JHT", "JP")] == [True, False, False]
    assert page.beside("9. Nama pimpinan") == "MUH.ARSYADTAHIR,S.Sos."
    assert page.beside("Jabatan, NIK") == "KEPALADESABAJOINDAH7402111706709043"
    assert page.beside("7. Dasar pendirian") == "188.45/100/2022,02-02-2022"
    assert page.beside("10. Nama penghubung") == 'HASNIA"NIA"<B>&TAHIRJabatanKAUR'
    assert page.row("Ekosistem desa") == "Ekosistemdesa4511Rp9.000.000"
    assert page.beside("14. Mulai kepesertaan") == "122026bln\u2013thn"
    text = words(made("f1"))
    assert "11 8 21 Rp 29.669.280\u2020" in text
    assert "Belum masuk hitungan: upah 2 orang belum diketahui, jenis kelamin 2 orang belum diisi." in text
    assert "\u2020 Belum dikonfirmasi: susunan isian ini, dasar upah dan kelompok risiko menunggu" in text


def test_the_wadah_says_who_pays_for_whom_how_long() -> None:
    page = Page(made("f1_wadah"))
    assert page.crossed(page.at("Pendaftaran baru"))
    assert page.beside("9. Nomor PKS / IKS") == "PKS/12/XI/2026Tanggal10112026"
    assert page.beside("1. Nama wadah") == "PEKERJARENTANDESABAJOINDAH,APBDKABUPATEN"
    assert page.beside("13. Masa perlindungan") == "DESEMBER2026\u2013MEI2027"
    assert page.row("JKM \u2013 Jaminan Kematian").endswith("51Rp346.800,50Rp2.080.803")
    assert page.cell_crossed("Ikut", "JKK \u2013 Jaminan")
    assert not page.cell_crossed("Ikut", "JHT \u2013 Jaminan")
    text = words(made("f1_wadah"))
    assert "Rp 856.800,50" in text
    assert "iuran 1 orang belum diketahui, jenis kelamin 1 orang belum diisi" in text


def test_more_groups_than_rows_are_added_up_in_the_last() -> None:
    groups = tuple(GroupCount(f"Kelompok {n}", n, 1, n + 1, 1000 * n) for n in range(1, ROWS + 3))
    values = f1_values(replace(EMPLOYER, kelompok=groups), context())
    assert (values["f1.4.kelompok"], values["f1.4.laki"], values["f1.4.upah"]) == ("Kelompok lain", "15", "Rp 15.000")
    assert (values["f1.laki"], values["f1.upah"]) == ("21", "Rp 21.000\u2020")


@pytest.mark.parametrize("jenis", ["f1", "f1_wadah"])
def test_long_values_go_whole_to_the_lampiran(jenis: str) -> None:
    unit = replace(UNIT_F1, pic_nama=LONG, pic_jabatan=LONG, alamat=LONG * 3, nama="Bajo Indah " * 8)
    shown = preview(Sheet(jenis=jenis, isi=KINDS[jenis], kode_periksa="7f3a91c2"), context(unit=unit))
    assert shown.pages == 2
    rest = words(shown.pdf, 1)
    assert LONG.upper() in rest
    assert "Paraf pimpinan" in rest
    assert "lihat lampiran" in words(shown.pdf, 0)


def test_a_letter_the_font_lacks_names_its_field() -> None:
    with pytest.raises(Problem) as caught:
        made("f1", context(unit=replace(UNIT_F1, rekening="\u4e2d\u56fd")))
    assert caught.value.kode == "HURUF_TIDAK_ADA"
    assert "Rekening kas" in caught.value.apa


@pytest.mark.parametrize("segmen", ["BPU", "PU"])
def test_an_empty_form_is_the_printed_one_without_anybodys_values(segmen: str) -> None:
    values = blank_values(Blank(segmen, "II"), context())
    said = {key: text for key, text in values.items() if text and key in BY_KEY}
    assert said == {"kelompok": "Lingkari: perangkat desa / ekosistem desa / non-ASN"}
    text = words(made(f"kosong_{segmen.lower()}"))
    assert "FORMULIR KOSONG" in text
    assert ("Dusun II" in text) == (segmen == "BPU")  # of a dusun only where one was asked for
    assert "20 November 2026" not in text


def test_the_empty_form_has_the_labels_of_the_full_one() -> None:
    full, empty = (words(pdf) for pdf in (preview(form(salma()), context()).pdf, made("kosong_bpu", context())))
    for label in ("1. NIK", "8. Alamat sesuai KTP", "15. Nomor SK penetapan", "D. AHLI WARIS", "E2. PERSETUJUAN"):
        assert label in full
        assert label in empty


def test_an_office_heads_its_form_by_its_own_words() -> None:
    ctx = context(unit=replace(UNIT_F1, jenis="kelurahan", nama="Unaaha"))
    values = f1_values(EMPLOYER, ctx)
    assert (values["f1.nama"], values["f1.bentuk"]) == ("KELURAHAN UNAAHA", "KELURAHAN, PERANGKAT KECAMATAN")
    assert "Tata letak kelurahan, bukan formulir resmi" in words(made("f1", ctx))


def test_every_fact_of_the_employer_is_on_the_form() -> None:
    base = f1_values(EMPLOYER, context())
    other = Employer(kelompok=(), tanpa_upah=1, tanpa_jk=1, program=("JHT",), mulai=None, dana=("CSR",), risiko=("II",),
                     dagger=False, nik_kepala="", dasar="lain")
    for one in fields(Employer):
        changed = replace(EMPLOYER, **{one.name: getattr(other, one.name)})
        assert f1_values(changed, context()) != base, one.name


def test_several_kinds_of_form_go_on_in_one_bundle() -> None:
    ctx = context(unit=replace(UNIT, jenis="opd", pejabat=(Pejabat(jabatan="kepala_desa", nama=LONG),)))
    doc = Document("A4", "Bundel")
    blank = Sheet(jenis="kosong_bpu", isi=Blank("BPU", ""), nomor="K-0001")
    assert (Formulir(doc, ctx).add(form(salma())), Kosong(doc, ctx).add(blank)) == (2, 2)
    read = words(doc.bytes())
    assert read.count("Bagian dari formulir di depan") == 2
    assert "Nama kepala kantor" in read
    assert "Nama kepala desa" not in read


def test_an_empty_form_of_an_office_asks_for_no_apparatus_of_a_desa() -> None:
    assert blank_values(Blank("PU", ""), context(unit=replace(UNIT, jenis="kelurahan")))["kelompok"] == "Non-ASN"
