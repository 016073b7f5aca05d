"""Daftar nominatif, daftar tenaga kerja masuk and keluar as papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from paper_people import UNIT, context, rusdin, salma
from paper_reading import codes, words

from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.kinds import nominatif_rows as rows
from jamsos_desktop.paper.kinds.nominatif_rows import Nominatif
from jamsos_desktop.paper.kinds.worker_lists import COMING, LEAVING, WorkerList
from jamsos_desktop.paper.sheets import PrintPerson, Sheet
from jamsos_desktop.problems import Problem

# The words of form_fields.csv, in its order.
F1A = ("No", "Nama TK (Sesuai KTP)*", "Tgl Lahir (DD-MM-YYYY)*", "NIK (nomor induk karyawan)", "KPJ (Jika Punya)",
       "KTP (16 Digit, Wajib Isi)*", "Nama Ibu Kandung", "Alamat (Sesuai KTP)", "Upah (Take Home Pay)*")
F1B = ("No", "Nama TK", "Tgl Lahir", "NIK (nomor induk karyawan)", "KPJ", "KTP (16 Digit)", "Upah")


def people() -> tuple[PrintPerson, ...]:
    return (rusdin(uid="a"), salma(uid="b"), salma(uid="c", nama="LA ODE FAJAR", nik="7402112211129114", dusun="X",
                                                   jenis_kelamin="L", nomor="BPU-000418"),
            salma(uid="d", nama="SITTI AMINAH", nik="7402115408849012", dusun="", no_kk="7402111203100999"))


def made(jenis: str, isi: object, who: tuple[PrintPerson, ...], kertas: str = "A4") -> bytes:
    return preview(Sheet(jenis=jenis, people=who, isi=isi, kode_periksa="a1b2c3d4"), context(kertas=kertas)).pdf


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_the_nominatif_masks_niks_sums_and_signs(kertas: str) -> None:
    wanted = Nominatif(surat="560/119/BI/XI/2026", tanggal=date(2026, 11, 21))
    pdf = made("nominatif", wanted, people(), kertas)
    said = words(pdf)
    assert "\u2022" * 12 + "9417" in said
    assert "7402115408849417" not in said
    assert "Lampiran surat Nomor 560/119/BI/XI/2026 tanggal 21 November 2026" in said
    assert "Jumlah 3 orang: laki-laki 1, perempuan 2 50.400" in said
    assert "Jumlah seluruhnya 61.319,88\u2020" in said
    assert "\u2020 Dasar iuran belum dikonfirmasi." in said
    assert "Jumlah 4 (empat) orang: laki-laki 2, perempuan 2." in said
    assert "MUH. ARSYAD TAHIR, S.Sos." in said
    assert "bukan formulir resmi BPJS" in said
    assert codes(pdf)[0].split("|")[1] == "NOMIN"


def test_a_number_that_is_no_nik_is_masked_too() -> None:
    assert rows.masked("7402115408849417") == "••••••••••••9417"
    assert rows.masked("740211540884941O") == "••••••••••••941O"
    assert rows.masked("7402115408") == "••••••5408"
    assert (rows.masked("417"), rows.masked("")) == ("417", "")


def test_whole_niks_and_chosen_columns_only_when_asked_for() -> None:
    said = words(made("nominatif", Nominatif(nik_penuh=True, kolom=("nik", "waris")), people()))
    assert "7402115408849417" in said
    assert "LA ODE HASAN (suami)" in said
    assert "Iuran" not in said
    assert "\u2020" not in said


def test_dusun_follow_each_other_as_people_count_them() -> None:
    more = (salma(uid=text, dusun=text) for text in ("Dusun 3", "III", "x", "XII", "XI"))
    found = rows.groups((*people(), *more), "dusun")
    assert [(group.nama, len(group.people)) for group in found] == [
        ("Dusun I", 1), ("Dusun II", 1), ("Dusun 3", 2), ("Dusun X", 2), ("Dusun XI", 1), ("Dusun XII", 1),
        ("Tanpa dusun", 1)]


def test_a_family_stands_together_under_its_eldest() -> None:
    who = (*people(), salma(uid="e", nama="LA ODE HASAN", tanggal_lahir=date(1980, 2, 3), dusun="X"))
    found = rows.groups(who, "keluarga")
    assert [(group.nama, len(group.people)) for group in found] == [
        ("Keluarga LA ODE HASAN, KK \u20260276", 3), ("Satu orang dari tiap keluarga", 2)]
    assert sum(len(group.people) for group in found) == len(who)


def test_every_column_can_be_asked_for_at_once() -> None:
    who = (*people(), salma(uid="e", nama="A" * 120, alamat="JALAN " * 30))
    said = words(made("nominatif", Nominatif(kolom=tuple(rows.COLUMNS), nik_penuh=True), who))
    assert "A" * 120 in said.replace(" ", "")
    assert said.replace(" ", "").count("JALAN") >= 30


def test_what_is_printed_makes_the_code_and_nothing_else() -> None:
    ctx, wanted = context(), Nominatif()
    values = rows.list_values(people(), wanted, ctx)
    assert values == rows.list_values(people(), replace(wanted, surat="9"), replace(ctx, bundel="B-9", ke=2))
    assert values != rows.list_values(people(), replace(wanted, kolom=("nik",)), ctx)
    assert values != rows.list_values(people()[::-1], wanted, ctx)


def test_the_list_of_workers_has_the_nine_columns_in_their_words() -> None:
    assert tuple(column.head.replace("\n", " ") for column in COMING) == F1A
    said = words(made("f1a_daftar", WorkerList("11/2026"), people()))
    assert "DAFTAR TENAGA KERJA MASUK" in said
    assert "Nama Perusahaan : PEMERINTAH DESA BAJO INDAH, KEC. SOROPIA, KAB. KONAWE" in said
    assert "NPP : 26004417" in said
    assert "Bulan : 11/2026" in said
    assert "1 RUSDIN 17-06-1988 PU-000009 \u2013 7402111706889041 WA HANIAH DUSUN I" in said
    assert "2.022.200" in said
    assert "belum dikonfirmasi BPJS" in said
    assert codes(made("f1a_daftar", WorkerList("11/2026"), people()))[0].split("|")[1] == "F1A"


def test_the_list_of_leavers_has_seven_columns_and_the_sum() -> None:
    assert tuple(column.head.replace("\n", " ") for column in LEAVING) == F1B
    said = words(made("f1b", WorkerList("11/2026"), people()))
    assert "DAFTAR TENAGA KERJA KELUAR" in said
    assert f"Jumlah {2_022_200 + 3 * 900_000:,}".replace(",", ".") in said


def test_a_name_in_strange_letters_is_refused_by_its_row() -> None:
    with pytest.raises(Problem) as caught:
        made("nominatif", Nominatif(), (*people(), salma(uid="z", nama="\u0623\u062d\u0645\u062f")))
    assert caught.value.apa.startswith("Baris 5, kolom Nama,")


LONG = "SITTI NURHALIZA RAHMAWATI PUTRI ANDI MAPPANYUKKI KARAENG TUNISOMBAYYA DAENG MATTAYANG BINTI ABDURRAHMAN BUTON"


@pytest.mark.parametrize(("jenis", "isi"), [("nominatif", Nominatif()), ("nominatif", Nominatif(urut="keluarga")),
                                            ("f1a_daftar", WorkerList("11/2026")), ("f1b", WorkerList("11/2026"))])
def test_nobody_signs_on_a_page_with_less_than_two_people(jenis: str, isi: object) -> None:
    head, *others = UNIT.pejabat
    ctx = context(unit=replace(UNIT, pejabat=(replace(head, nama=LONG), *others)))
    for many in range(8, 23, 2):
        who = tuple(salma(uid=str(n), nama=f"ORANG{n:03}{f' {LONG}' * (n % 9 == 5)}",
                          no_kk=f"{7402111203100000 + n // 2}") for n in range(many))
        pdf = preview(Sheet(jenis=jenis, people=who, isi=isi, kode_periksa="a1b2c3d4"), ctx)
        read = [words(pdf.pdf, page).replace("Keluarga ORANG", "") for page in range(pdf.pages)]
        found = [page.count("ORANG") for page in read]
        assert sum(found) == many
        assert found[-1] >= 2, (many, found)


def test_wage_earners_and_others_who_left_stand_apart_and_are_summed_together() -> None:
    said = words(made("f1b", WorkerList("11/2026"), people()))
    assert "Penerima upah (PU), 1 orang 1 RUSDIN" in said
    assert "Bukan penerima upah (BPU), 3 orang 2 " in said
    unknown = words(made("f1b", WorkerList("11/2026"), (salma(penghasilan=None), *people())))
    assert "Jumlah tenaga kerja keluar: 5 orang. Upah 1 orang belum diketahui." in unknown


def test_who_is_not_on_the_list_of_workers_is_said() -> None:
    said = words(made("f1a_daftar", WorkerList("11/2026", lain=230), people()))
    assert "230 orang bukan penerima upah (BPU) tidak ditulis di sini." in said
