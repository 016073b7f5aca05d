"""Ceklis berkas and tanda terima."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from paper_people import SALMA, UNIT, context, rusdin, salma
from paper_reading import codes, words

from jamsos_desktop.desk import with_officials
from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.kinds.ceklis_parts import UNSURE
from jamsos_desktop.paper.sheets import BerkasDesa, PrintPerson, Sheet
from jamsos_desktop.paper.single.receipt import ReceiptInfo, receipt
from jamsos_desktop.paper.values import bundle_values
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem


def people(count: int) -> tuple[PrintPerson, ...]:
    return tuple(salma(nama=f"ORANG KE {i}", nik=f"74021154088{94000 + i}", pekerjaan="NELAYAN") for i in range(count))


def ceklis(group: tuple[PrintPerson, ...]) -> Sheet:
    return Sheet(jenis="ceklis", people=group, kode_periksa="a2d708e4")


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_fourteen_people_fill_one_page_and_only_the_end_of_a_nik_shows(kertas: str) -> None:
    group = (*people(13), salma(nama="LA DANI", nik="7402115408849161", catatan="KTP buram, difoto ulang",
                                berkas={**SALMA.berkas, "KTP": "tidak_ada"}))
    made = preview(ceklis(group), context(kertas=kertas))
    assert made.pages == 1
    read = words(made.pdf)
    for said in ("CEKLIS BERKAS PENDAFTARAN", "Kelompok: Pekerja rentan", "Dusun II", "Bundel B-0029",
                 "14 calon peserta", "program JKK + JKM", "A2D7-08E4", "NIK \u20269161", "KTP buram", "BELUM",
                 "Ket. pekerja rentan", "Jumlah ada", "13 orang lengkap, 1 belum",
                 "Batas pengumpulan: 27 November 2026", "SPTJM Kepala Desa (bermeterai)", "No. 560/118/BI/XI/2026",
                 "NURHAYATI SALAM", "MUH. ARSYAD TAHIR, S.Sos.", "Nama jelas dan tanda tangan"):
        assert said in read
    assert "740211540884" not in read.replace(" ", "")
    assert read.count("BELUM") == 3  # the legend, the person, SPTJM
    assert codes(made.pdf)[0].strip() == "JSD1|CEKLIS|74.02.11.2017|B-0029|A2D708E4"


def test_more_people_go_on_with_the_head_repeated_and_signatures_last() -> None:
    made = preview(ceklis(people(60)), context())
    assert made.pages >= 3
    for page in range(made.pages):
        read = words(made.pdf, page)
        assert f"Halaman {page + 1} dari {made.pages}" in read
        assert ("Nama, 4 angka akhir NIK" in read) == ("NIK \u2026" in read)
        assert ("Petugas penerima" in read) == (page == made.pages - 1)
    assert all(f"ORANG KE {i}" in words(made.pdf) for i in range(60))


def test_the_last_page_has_people_above_the_signatures_and_numbers_stay_whole() -> None:
    for many in (*range(14, 30), 112):
        made = preview(ceklis(people(many)), context())
        last = words(made.pdf, made.pages - 1)
        assert "Petugas penerima" in last
        assert last.count("ORANG KE") >= 2, many
    assert "112 ORANG KE 111" in last


def test_each_kelompok_has_its_own_table_and_papers() -> None:
    read = words(preview(ceklis((*people(3), rusdin())), context()).pdf)
    assert read.index("Perangkat desa, 1 orang") < read.index("Pekerja rentan, 3 orang")
    assert "Kaur Tata Usaha dan Umum" in read.replace("  ", " ")


def test_the_real_policy_gives_only_papers_that_must_be_there_before_sending() -> None:
    read = words(preview(ceklis(people(2)), context(policy=load_policy())).pdf)
    assert "Fotokopi KTP" in read
    assert "Pas foto" not in read
    assert "Buku rekening" not in read
    assert "rentan\u2020" in read  # nobody confirmed that this paper is asked for
    assert "Fotokopi KTP\u2020" not in read
    assert UNSURE in read
    assert UNSURE not in words(preview(ceklis(people(2)), context()).pdf)


def test_long_names_and_notes_make_the_row_higher_instead_of_being_cut() -> None:
    name, note = "SITI " * 23 + "AKHIR", "catatan " * 9 + "akhir"
    read = words(preview(ceklis((salma(nama=name, catatan=note),)), context()).pdf)
    assert name in read
    assert note in read


@pytest.mark.parametrize("many", [1, 60])
def test_who_signs_is_never_lost_however_long_the_name(many: int) -> None:
    """What does not fit under the signatures stands whole on a sheet that is counted like the others."""
    long = "ABDUL RAHIM " * 9 + "BIN LAMANI"
    unit = with_officials(UNIT, replace(UNIT.pejabat_untuk("kepala_desa"), nama=long, gelar=""))
    made = preview(ceklis(people(many)), context(unit=unit))
    signed, rest = words(made.pdf, made.pages - 2), words(made.pdf, made.pages - 1)
    assert ("lihat lampiran" in signed, f"Halaman {made.pages - 1} dari {made.pages}" in signed) == (True, True)
    assert f"Halaman {made.pages} dari {made.pages}" in rest
    assert "Lampiran ceklis bundel B-0029" in rest
    assert f"Nama kepala desa {long}" in rest


def test_many_papers_of_the_village_take_a_new_page_when_needed() -> None:
    papers = tuple(BerkasDesa(kode=f"X{i}", label=f"Surat ke {i}", state="ada") for i in range(20))
    made = preview(ceklis(people(14)), context(berkas_desa=papers))
    assert made.pages == 2
    assert "Surat ke 19" in words(made.pdf, 1)


def test_the_check_code_of_a_bundle_depends_on_its_people_and_papers() -> None:
    group, ctx = people(3), context()
    values = bundle_values(group, ctx)
    assert bundle_values(group, context(waktu=datetime(2027, 1, 1), kertas="F4")) == values
    other = (replace(group[0], peserta=replace(group[0].peserta, berkas={})), *group[1:])
    assert bundle_values(other, ctx) != values
    assert bundle_values(group[:2], ctx) != values


INFO = ReceiptInfo(nomor=5, sebelumnya=4, dibuat=datetime(2026, 11, 20, 10, 44), isi="9 calon peserta, 2 perubahan",
                   iuran_sen=15_120_000, nama_kiriman="JD-7402112017-0005.jdx", kode_periksa="9c41e07b55d2",
                   sidik="9F3A-71B0-2E9A-C35D")


def test_a_receipt_names_the_package_and_both_signers() -> None:
    pdf = receipt(INFO, context())
    read = words(pdf)
    for said in ("TANDA TERIMA KIRIMAN", "Desa Bajo Indah, Kec. Soropia", "5 (sebelumnya: 4)", "20-11-2026 10.44",
                 "9 calon peserta, 2 perubahan", "Rp 151.200 per bulan", "JD-7402112017-0005.jdx", "9C41-E07B-55D2",
                 "9F3A 71B0 2E9A C35D", "NURHAYATI SALAM", "Diterima DPMD"):
        assert said in read
    assert codes(pdf)[0].strip() == "JSD1|TERIMA|74.02.11.2017|0005|9C41E07B55D2"
    assert receipt(INFO, context()) == pdf


def test_a_receipt_takes_the_longest_name() -> None:
    name = "WA ODE " + "NURHALIZA " * 10 + "BINTI LA HASAN"
    assert name in words(receipt(replace(INFO, penyerah=name), context(pencetak=name)))


def test_the_first_receipt_has_no_number_before_it_and_a_bad_letter_is_said() -> None:
    assert "sebelumnya" not in words(receipt(replace(INFO, nomor=1, sebelumnya=None), context()))
    with pytest.raises(Problem):
        receipt(replace(INFO, isi="\u8def"), context())
