"""What the printed values say: the same on any day, nothing twice, nothing typed lost, no post without a job."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pytest
from paper_people import DESA, RUSDIN, RUSDIN_DUES, SALMA, UNIT, context, form, rusdin, salma
from paper_places import Page
from paper_reading import words

from jamsos_desktop.iuran import dues
from jamsos_desktop.model.dues import DuesLine
from jamsos_desktop.model.letters import printable, unprintable
from jamsos_desktop.model.records import Keluarga, Peserta, SumberDana
from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.draw.faces import FILES, font_of
from jamsos_desktop.paper.draw.marks import print_values
from jamsos_desktop.paper.sheets import PrintPerson, Sheet
from jamsos_desktop.paper.values import printed_values
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem

POLICY = load_policy()
OPD = replace(UNIT, jenis="opd", nama="Dinas Pendidikan", kecamatan="", kode="74.02.90.0001")


def values_on(p: Peserta, day: date) -> dict[str, str]:
    """The printed values of a person whose dues are counted on that day."""
    person = PrintPerson(peserta=p, dues=dues(p, POLICY, day), nomor=p.nomor)
    return printed_values(person, context(policy=POLICY, hari=day))


@pytest.mark.parametrize("person", [
    replace(SALMA, sumber_dana=SumberDana(jkk_jkm="MANDIRI"), periode_bayar=1),
    replace(SALMA, sumber_dana=SumberDana(jkk_jkm="MANDIRI"), periode_bayar=1, mulai=date(2026, 12, 15)),
    replace(RUSDIN, program=("JKK", "JKM", "JHT"), sumber_dana=SumberDana(jkk_jkm="APBDES_ADD", jht="APBDES_ADD")),
], ids=["discount", "middle of the month", "wage"])
def test_values_do_not_depend_on_the_day_of_printing(person: Peserta) -> None:
    first = values_on(person, date(2026, 11, 21))
    for day in (date(2026, 12, 30), date(2027, 1, 5), date(2027, 12, 31)):
        assert values_on(person, day) == first
    assert first["iuran.periode"] == ", masa Desember 2026"


@pytest.mark.parametrize(("months", "said"), [
    (1, ", masa Desember 2026"), (2, ", masa Desember 2026 \u2013 Januari 2027"),
    (12, ", masa Desember 2026 \u2013 November 2027"),
])
def test_the_period_names_its_months(months: int, said: str) -> None:
    p = replace(SALMA, periode_bayar=months, mulai=date(2026, 12, 15))
    assert values_on(p, date(2026, 11, 21))["iuran.periode"] == said
    assert printed_values(replace(salma(periode_bayar=months), dues=None), context())["iuran.periode"] == said


def test_while_dues_cannot_be_known_the_programmes_are_ticked_and_no_law_is_named() -> None:
    person = replace(salma(program=("JKK", "JHT")), dues=None)
    values = printed_values(person, context())
    assert [values[f"iuran.{program}.ikut"] for program in ("JKK", "JKM", "JHT")] == ["ya", "", "ya"]
    assert values["iuran.total.sebulan"] == ""
    assert "Tarif" not in print_values(person, context(), "BPU")["cetak.kaki"]


@pytest.mark.parametrize(("changes", "said"), [
    ({"alamat": "Jl. Poros", "dusun": "Dusun II"}, "JL. POROS DUSUN II RT 003 / RW 002, DESA BAJO INDAH, "),
    ({"alamat": "Jl. Poros", "dusun": "DUSUN 2", "rt": "", "rw": ""}, "JL. POROS DUSUN 2, DESA BAJO INDAH, "),
    ({"alamat": "Dsn. 2 dekat dermaga", "dusun": "II", "rt": ""}, "DSN. 2 DEKAT DERMAGA RW 002, DESA BAJO INDAH, "),
    ({"alamat": "Dusun I", "dusun": "II", "rt": "", "rw": ""}, "DUSUN I DUSUN II, DESA BAJO INDAH, "),
    ({"alamat": "Dusun Induk", "dusun": "I", "rt": "", "rw": ""}, "DUSUN INDUK DUSUN I, DESA BAJO INDAH, "),
    ({"alamat": "Jl. Poros RT 003/RW.002", "dusun": ""}, "JL. POROS RT 003/RW.002, DESA BAJO INDAH, "),
    ({"alamat": "Jl. Bajo Indah", "dusun": "", "rt": "", "rw": ""}, "JL. BAJO INDAH, DESA BAJO INDAH, "),
    ({"alamat": "Desa Bajo Indah", "dusun": "", "rt": "1", "rw": ""}, "DESA BAJO INDAH RT 1, "),
    ({"alamat": "", "dusun": "", "rt": "", "rw": "2"}, "RW 2, DESA BAJO INDAH, "),
])
def test_an_address_says_nothing_twice_and_leaves_nothing_out(changes: dict[str, str], said: str) -> None:
    assert printed_values(salma(**changes), context())["alamat.lengkap"] == said + "KEC. SOROPIA, KAB. KONAWE"


def test_an_address_that_names_the_kecamatan_or_kabupaten_does_not_repeat_it() -> None:
    whole = {"alamat": "Desa Bajo Indah, Kec. Soropia, Kabupaten Konawe", "dusun": "", "rt": "", "rw": ""}
    assert printed_values(salma(**whole), context())["alamat.lengkap"] == \
        "DESA BAJO INDAH, KEC. SOROPIA, KABUPATEN KONAWE"
    part = whole | {"alamat": "Jl. Poros Kecamatan Soropia"}
    assert printed_values(salma(**part), context())["alamat.lengkap"] == \
        "JL. POROS KECAMATAN SOROPIA, DESA BAJO INDAH, KAB. KONAWE"
    none = dict.fromkeys(whole, "")
    assert printed_values(salma(**none), context())["alamat.lengkap"] == ""


def test_a_post_of_the_village_is_the_job_of_a_bpu_without_another() -> None:
    ctx = context(policy=POLICY)
    values = printed_values(salma(kelompok="ekosistem_desa", jabatan="IMAM", pekerjaan=""), ctx)
    assert (values["pekerjaan"], values["pekerjaan.sektor"]) == ("IMAM DESA", "lain")
    values = printed_values(salma(kelompok="ekosistem_desa", jabatan="IMAM"), ctx)
    assert (values["pekerjaan"], values["pekerjaan.sektor"]) == ("PENGOLAH IKAN", "perikanan")
    values = printed_values(salma(pekerjaan=""), ctx)
    assert (values["pekerjaan"], values["pekerjaan.sektor"]) == ("", "")


@pytest.mark.parametrize(("fund", "unit", "tarif", "payer"), [
    ("APBDES_ADD", UNIT, "3,70% desa + 2% pekerja", "APBDes (ADD) + pekerja"),
    ("POTONG_SILTAP", UNIT, "3,70% desa + 2% pekerja", "Desa + potongan siltap"),
    ("MANDIRI", UNIT, "3,70% desa + 2% pekerja", "Desa + pekerja"),
    ("", UNIT, "3,70% desa + 2% pekerja", "Desa + pekerja"),
    ("APBD_KAB", OPD, "3,70% instansi + 2% pekerja", "APBD Kabupaten + pekerja"),
])
def test_jht_of_a_wage_earner_names_both_shares(fund: str, unit: object, tarif: str, payer: str) -> None:
    p = replace(RUSDIN, program=("JKK", "JKM", "JHT"), sumber_dana=SumberDana(jkk_jkm="APBDES_ADD", jht=fund))
    person = PrintPerson(peserta=p, dues=dues(p, POLICY, date(2026, 11, 21)))
    values = printed_values(person, context(unit=unit, policy=POLICY))
    assert (values["iuran.JHT.tarif"], values["iuran.JHT.sumber"]) == (tarif, payer)
    assert values["iuran.JKK.tarif"] == "0,24% dari dasar upah"
    off = DuesLine("JHT", True, "3,70% + 2% dari dasar upah, potongan 50%", fund, 1)
    values = printed_values(replace(person, dues=replace(RUSDIN_DUES, lines=(off,))), context(unit=unit))
    assert values["iuran.JHT.tarif"] == f"{tarif}, potongan 50%"


@pytest.mark.parametrize(("kelompok", "said", "note"), [
    ("perangkat_desa", "Siltap / bulan", "siltap sebagai dasar upah"),
    ("ekosistem_desa", "Upah / bulan", "dasar upah dan kelompok risiko"), ("non_asn", "Upah / bulan", "dasar upah dan"),
])
def test_only_village_officials_have_siltap(kelompok: str, said: str, note: str) -> None:
    values = printed_values(rusdin(kelompok=kelompok), context())
    assert values["upah.sebutan"] == said
    assert f"Belum dikonfirmasi: {note}" in values["iuran.catatan"]
    assert said in words(preview(form(rusdin(kelompok=kelompok)), context()).pdf)


@pytest.mark.parametrize(("unit", "employer", "office", "place", "address"), [
    (UNIT, "PEMERINTAH DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE", "Pemerintah Desa Bajo Indah", "Bajo Indah",
     "DUSUN I DEPAN MASJID RT 001 / RW 001, DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE"),
    (replace(UNIT, jenis="kelurahan", nama="Tumpas", kecamatan="Unaaha"), "KELURAHAN TUMPAS, KEC. UNAAHA, KAB. KONAWE",
     "Kelurahan Tumpas", "Tumpas",
     "DUSUN I DEPAN MASJID RT 001 / RW 001, KELURAHAN TUMPAS, KEC. UNAAHA, KAB. KONAWE"),
    (OPD, "DINAS PENDIDIKAN, KAB. KONAWE", "Dinas Pendidikan", "Konawe", "DUSUN I DEPAN MASJID RT 001 / RW 001"),
    (replace(OPD, kabupaten="Kota Kendari"), "DINAS PENDIDIKAN, KOTA KENDARI", "Dinas Pendidikan", "Kendari",
     "DUSUN I DEPAN MASJID RT 001 / RW 001"),
    (replace(OPD, nama="Kantor Camat Soropia", kecamatan="Soropia"),
     "KANTOR CAMAT SOROPIA, KEC. SOROPIA, KAB. KONAWE", "Kantor Camat Soropia", "Soropia",
     "DUSUN I DEPAN MASJID RT 001 / RW 001"),
])
def test_the_employer_is_named_as_what_it_is(unit: object, employer: str, office: str, place: str,
                                             address: str) -> None:
    values = printed_values(rusdin(), context(unit=unit))
    assert (values["unit.pemberi_kerja"], values["unit.pemerintah"], values["unit.tempat"]) == (employer, office, place)
    assert values["alamat.lengkap"] == address


def test_an_opd_has_no_hole_in_its_letterhead() -> None:
    values = printed_values(rusdin(), context(unit=OPD))
    assert [values[f"kop.{i}"] for i in (1, 2, 3)] == ["", "PEMERINTAH KABUPATEN KONAWE", "DINAS PENDIDIKAN"]
    assert "Tata letak kantor" in print_values(rusdin(), context(unit=OPD), "PU")["cetak.kaki"]
    assert not any("wilayah" in text for key, text in values.items() if key.startswith("kop."))
    assert "Tata letak desa" in print_values(rusdin(), context(), "PU")["cetak.kaki"]


@pytest.mark.parametrize(("jenis", "said"), [
    ("desa", "Surat Kepala Desa, NPWP desa, Jamsos Desa, perdesaan"),
    ("kelurahan", "Surat Lurah, NPWP kelurahan, Jamsos Desa, perdesaan"),
    ("opd", "Surat Kepala Kantor, NPWP kantor, Jamsos Desa, perdesaan")])
def test_words_of_a_desa_as_other_units_say_them(jenis: str, said: str) -> None:
    assert replace(UNIT, jenis=jenis).words("Surat Kepala Desa, NPWP desa, Jamsos Desa, perdesaan") == said


@pytest.mark.parametrize(("key", "text", "shown"), [
    ("kpj", "123456789012", "123456789012"), ("kpj", "1234567890123", "1234567890123"),
    ("hp", "08123456789012345678", "08123456789012345678"), ("hp", "tidak ada", "tidakada"),
    ("penghasilan", 1_000_000_000, "1.000.000.000"), ("penghasilan", 999_999_999_999, "999.999.999.999"),
])
@pytest.mark.parametrize("segmen", ["BPU", "PU"])
def test_what_does_not_fit_its_boxes_but_may_be_stands_on_a_line(key: str, text: object, shown: str,
                                                               segmen: str) -> None:
    change = {key: text}
    made = preview(form(salma(**change) if segmen == "BPU" else rusdin(**change)), context())
    page = Page(made.pdf)
    label = {"kpj": "Pernah jadi peserta", "hp": "Kode pos / No. HP", "penghasilan": "Rp"}[key]
    assert made.pages == 1
    assert shown in page.beside(label)
    # The boxes are painted over: no upright rule between the letters.
    box = next(box for box in made.boxes if box.key == key)
    assert page.ink(box.x + box.w, page.height - box.y - box.h / 2, 2.5) == 0


def test_an_ordinary_number_keeps_its_boxes() -> None:
    made = preview(form(salma()), context())
    box = next(box for box in made.boxes if box.key == "hp")
    assert Page(made.pdf).ink(box.x + box.w, Page(made.pdf).height - box.y - box.h / 2, 1.5) > 0.1


@pytest.mark.parametrize(("kin", "said"), [
    (Keluarga(nama="A", hp="081234567890", wali="Budi (ayah)", urutan=1), "0812 3456 7890, wali: Budi (ayah)"),
    (Keluarga(nama="A", wali="Budi", urutan=1), "wali: Budi"), (Keluarga(nama="A", hp="0812345", urutan=1), "0812 345"),
    (Keluarga(nama="A", hp="tidak ada", urutan=1), "tidak ada"), (Keluarga(nama="A", urutan=1), "\u2013"),
])
def test_phone_and_guardian_of_an_heir_are_both_printed(kin: Keluarga, said: str) -> None:
    assert printed_values(salma(keluarga=(kin,)), context())["waris.1.ket"] == said


@pytest.mark.parametrize(("hubungan", "nik", "sex"), [
    ("suami", "", "L"), ("istri", "7402110302809366", "P"), ("anak", "7402115706079205", "P"),
    ("anak", "7402112211129114", "L"), ("anak", "7402114101159072", "P"), ("anak", "7402113101159072", "L"),
    ("anak", "", ""), ("anak", "74021157", ""), ("anak", "7402115X06079205", ""),
])
def test_the_sex_of_a_family_member_follows_relation_or_nik(hubungan: str, nik: str, sex: str) -> None:
    kin = (Keluarga(nama="A", hubungan=hubungan, nik=nik),)
    assert printed_values(rusdin(keluarga=kin), context())["keluarga.1.jk"] == sex


def test_a_draft_shows_what_was_typed_of_the_family() -> None:
    child, heir = Keluarga(nama="ANI", hubungan="anak"), Keluarga(nama="LA HASAN", hubungan="suami", urutan=1)
    typed = {"keluarga.0.nik": "74O211", "keluarga.1.tanggal_lahir": "1/1/99", "keluarga.1.hp": "nol delapan"}
    for person in (salma(keluarga=(child, heir), mentah=typed), rusdin(keluarga=(child, heir), mentah=typed)):
        values = printed_values(person, context())
        assert values["waris.1.nama"] == "LA HASAN"
        assert (values["waris.1.tanggal_lahir"], values["waris.1.ket"]) == ("1/1/99", "nol delapan")
        assert (values["keluarga.2.nama"], values["keluarga.2.nik"]) == ("ANI", "74O211")
        read = words(preview(form(replace(person, draf=True)), context()).pdf)
        assert "1/1/99" in read
    many = tuple(Keluarga(nama=f"ANAK {i}", hubungan="anak", urutan=i + 1) for i in range(5))
    made = preview(form(replace(salma(keluarga=many, mentah={"keluarga.4.nik": "7402XX"}), draf=True)), context())
    assert "7402XX" in words(made.pdf, 1)


def test_the_wadah_stands_on_the_bpu_form() -> None:
    assert "Wadah SD, kode / NPP" in words(preview(form(salma(wadah_jenis="SD")), context()).pdf)
    assert "Kode wadah / NPP" in words(preview(form(salma()), context()).pdf)


def test_only_a_paper_that_is_there_counts_on_the_checklist() -> None:
    waived = salma(berkas={**SALMA.berkas, "KK": "tidak_perlu"})
    desa = (replace(DESA[0], state="tidak_perlu"), *DESA[1:])
    ceklis = Sheet(jenis="ceklis", people=(waived, salma(nama="ORANG KEDUA")), kode_periksa="a2d708e4")
    page = Page(preview(ceklis, context(berkas_desa=desa)).pdf)
    assert "BELUM" in page.row("WA ODE SALMA")
    assert "BELUM" not in page.row("ORANG KEDUA")
    assert page.beside("Jumlah ada").startswith("22122")
    assert page.at("1 orang lengkap, 1")
    assert page.beside("Surat pengantar Kepala Desa").startswith("\u2013")


def test_the_letters_the_rules_allow_are_those_every_face_has() -> None:
    held = set.intersection(*(set(map(ord, font_of(weight)[1])) for weight in FILES))
    assert printable() - held == set()
    assert {ord(letter) for letter in "A\u00c9\u02bf\u2013\u2019\u20ac"} <= printable()
    lost = {chr(code) for code in held - printable() if chr(code).isalpha()}
    assert lost == set(), "letters that print but that the rules refuse"


@pytest.mark.parametrize(("text", "printed"), [
    ("Jl. \u00b5 Poros", False), ("Jl. \u2153", False), ("Jl. \u2605", False), ("188\u2192412", False),
    ("NUR \u02bfAIN", True), ("\u0149amat", True), ("\u01f0ati \u2013 \u2018x\u2019", True),
])
def test_rules_and_paper_agree_on_a_letter(text: str, printed: bool) -> None:
    assert (unprintable(text) == "") == printed
    with nullcontext() if printed else pytest.raises(Problem, match="huruf yang tidak bisa dicetak"):
        preview(form(salma(sk_nomor=text)), context())
