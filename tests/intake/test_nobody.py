"""Rows that are nobody are told with why, and nobody who is somebody is among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from kinds_of_workbooks import sheet_of

from jamsos_desktop.intake import nobody, recognise
from jamsos_desktop.intake.nobody import nobodies

HEAD = ("NO", "NAMA", "NIK", "L/P", "Tgl Lahir", "Dusun", "Penghasilan")
SALMA = ("1", "WA ODE SALMA", "7402115408849417", "P", "14-08-1984", "II", "900000")
HASAN = ("2", "LA ODE HASAN", "7402110302809366", "L", "03-02-1980", "I", "1250000")
BARE = ("3", "BAHTIAR", "", "", "", "", "")


def told(*rows: Sequence[Any]) -> dict[int, str]:
    """Why, by row number, of a list with these rows below two people."""
    sheet = sheet_of((HEAD, SALMA, HASAN, *rows))
    return dict(nobodies(sheet, recognise(sheet)))


@pytest.mark.parametrize(("row", "why"), [
    (("JUMLAH", "", "", "", "", "", "2150000"), nobody.SUM),
    (("", "Total : 2 orang"), nobody.SUM),
    (("", "JUMLAH", "", "1", "", "", "2150000"), nobody.SUM),
    (("", "Sub Total", "", "", "", "", "2.150.000"), nobody.SUM),
    (("", "", "", "", "", "Atowatu, 20 November 2026"), nobody.SIGNATURE),
    (("", "Atowatu, ..... November 2026"), nobody.SIGNATURE),
    (("", "Mengetahui,", "", "", "", "Sekretaris Desa"), nobody.SIGNATURE),
    (("", "Kepala Desa Atowatu"), nobody.SIGNATURE),
    (("", "NIP. 19760101 200501 1 001"), nobody.SIGNATURE),
    (("Sumber : Kantor Desa",), nobody.NOTE),
    (("", "Catatan: belum lengkap"), nobody.NOTE),
    (("*) NIK belum dicocokkan",), nobody.NOTE),
    (("Keterangan", "L = laki-laki", "P = perempuan"), nobody.NOTE),
    (("Dicetak tanggal 20/11/2026 oleh operator",), nobody.NOTE),
    (HEAD, nobody.REPEATED),
    (tuple(str(n) for n in range(1, 8)), nobody.COLUMN_NUMBERS),
    (tuple(f"({n})" for n in range(1, 8)), nobody.COLUMN_NUMBERS),
    (tuple("ABCDEFG"), nobody.COLUMN_NUMBERS),
    (("DUSUN III",), nobody.BANNER),
    (("Kelompok pukat cincin",), nobody.NOTE),
    (("No. KK : 7402110101099001", "", "Nama Kepala Keluarga : HASAN"), nobody.BANNER),
    (("5", "", "", "", "", "", ""), nobody.BLANK),
    (("", "", "", "", "", "", "900000"), nobody.NOTE),
])
def test_a_row_of_this_kind_is_nobody(row: Sequence[str], why: str) -> None:
    assert told(row) == {4: why}
    # Also in the middle of the list, where somebody follows.
    assert told(row, ("9", "SALIM", "7402110302809367", "L", "03-02-1980", "I", "")) == {4: why}


@pytest.mark.parametrize("row", [
    ("3", "SUMBER", "7402110302809366", "", "", "", ""),
    ("3", "JUMLAH", "7402110302809366", "L", "03-02-1980", "I", ""),
    ("3", "TOTO", "", "L", "03-02-1980", "I", "900000"),
    ("3", "KETERANGAN", "", "L", "03-02-1980", "", ""),
    ("3", "TOTAL", "7.40211E+15", "", "", "", ""),
    ("3", "KETUA BARU", "740211030280936", "L", "", "", ""),
    ("3", "SALMIA", "", "P", "", "", ""),
    ("3", "LA SAMSU", "", "", "", "II", ""),
    BARE,
    ("3", "", "7402110302809367", "", "", "", ""),
    ("3", "", "", "L", "03-02-1980", "", ""),
    ("", "SUMBER", "-", "L", "1970", "II", "900000"),
    ("3", "LA UDIN", "*", "", "", "", ""),
    ("", "LA UDIN", "belum ada", "", "", "Keterangan", ""),
], ids=lambda row: row[1] or "no_name")
def test_a_row_like_this_is_somebody(row: Sequence[str]) -> None:
    assert told(row) == {}


def test_a_list_of_officials_without_a_nik_keeps_all_of_them() -> None:
    posts = ("Kepala Desa", "Sekretaris Desa", "Kaur Keuangan", "Kepala Dusun I", "Ketua BPD", "Operator")
    rows = [("Nama", "Jabatan", "Alamat"), *((f"LA ODE {letter}", post, "Jl. Poros")
                                             for letter, post in zip("ABCDEF", posts, strict=True))]
    sheet = sheet_of((*rows, (), ("Mengetahui,",), ("Kepala Desa",), ("LA DJAFAR", "", "WA INA")))
    assert dict(nobodies(sheet, recognise(sheet))) == {9: nobody.SIGNATURE, 10: nobody.SIGNATURE, 11: nobody.SIGNATURE}


def test_what_follows_a_signature_is_none_until_somebody_follows_for_certain() -> None:
    assert told(("", "Mengetahui,"), ("", "LA DJAFAR, S.Sos", "", "", "", "WA ODE NURHAYATI"), HASAN, BARE) == {
        4: nobody.SIGNATURE, 5: nobody.SIGNATURE}


def test_a_name_alone_is_somebody_inside_the_list_and_none_below_it() -> None:
    head = ("NAMA", "NIK", "Dusun", "Alamat")
    salma, hasan, alone = SALMA[1:3], HASAN[1:3], ("LA UDIN",)

    def passed(*rows: Sequence[str]) -> dict[int, str]:
        sheet = sheet_of((head, *rows))
        return dict(nobodies(sheet, recognise(sheet)))

    assert passed(salma, alone, hasan) == {}
    assert passed(salma, hasan, alone) == {4: nobody.NOTE}
    assert passed(salma, (), alone, (), hasan) == {4: nobody.NOTE}
    assert passed(salma, ("KELOMPOK TANI HARAPAN",), hasan) == {3: nobody.NOTE}
    # In a list that numbers its people one without a number is a title inside it.
    assert told(("", "LA UDIN"), HASAN) == {4: nobody.NOTE}


def test_behind_the_end_mark_nobody_follows_and_each_row_is_told() -> None:
    assert told(("###",), HASAN, BARE) == {4: nobody.BEHIND, 5: nobody.BEHIND, 6: nobody.BEHIND}
    # A name with a hash is no end mark.
    assert told(("3", "### cek", "7402110302809367", "", "", "", "")) == {}


def test_the_example_of_the_template_is_not_taken_and_a_person_of_that_name_is() -> None:
    sheet = sheet_of((HEAD, ("", "CONTOH WA ODE SALMA", *SALMA[2:]), HASAN, ("3", "CONTOH", *SALMA[2:])))
    assert dict(nobodies(sheet, recognise(sheet))) == {2: nobody.SHOWN}


def test_hints_under_the_titles_are_nobody() -> None:
    for hints in (("", "wajib diisi", "16 angka sesuai KTP", "pilih L atau P", "dd/mm/yyyy", "", ""),
                  ("", "(sesuai KTP)", "(16 digit)", "", "(tgl)", "", "")):
        sheet = sheet_of((HEAD, hints, SALMA))
        assert list(nobodies(sheet, recognise(sheet))) == [2]


def test_the_title_of_a_list_without_a_header_is_nobody() -> None:
    sheet = sheet_of((("PEKERJA RENTAN ATOWATU",), SALMA[1:3], HASAN[1:3], ("LA UDIN",)))
    assert dict(nobodies(sheet, recognise(sheet))) == {1: nobody.NOTE}


def test_where_the_list_holds_little_a_name_is_enough() -> None:
    sheet = sheet_of((("Nama", "NIK"), ("SALMA", ""), ("LA UDIN", "")))
    assert dict(nobodies(sheet, recognise(sheet))) == {}
