"""Sheets of every kind are understood: the header, each column, what stands above rows, the village's pattern."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from kinds_of_workbooks import ALL_KINDS, PLAIN, Made, people, plain, sheet_of, siak

from jamsos_desktop.intake import Layout, Pattern, recognise
from jamsos_desktop.intake.layout import BY_CONTENT, BY_HAND, BY_PATTERN, BY_TITLE, NOT_KNOWN
from jamsos_desktop.intake.nobody import nobodies
from jamsos_desktop.intake.recognise import NO_HEADER
from jamsos_desktop.intake.sheet import Sheet
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.model.codes import fold

SALMA = ("WA ODE SALMA", "7402115408849417", "7402110101099001")
HASAN = ("LA ODE HASAN", "7402110302809366", "7402110101099001")
BAHTIAR = ("BAHTIAR", "7402111812919745", "7402110101099002")


def look(*rows: Sequence[Any], merged: Sequence[tuple[int, int, int, int]] = ()) -> Layout:
    return recognise(sheet_of(rows, merged))


def targets(layout: Layout) -> list[str]:
    return [column.sasaran for column in layout.columns]


@pytest.fixture(scope="module", params=sorted(ALL_KINDS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return ALL_KINDS[request.param](tmp_path_factory.mktemp("jenis") / f"{request.param}.csv", people(13))


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "as_text"])
def test_every_kind_is_recognised_with_all_its_people(made: Made, merged: bool) -> None:
    sheet = sheet_of(made.rows, made.merged if merged else ())
    layout = recognise(sheet)
    none = nobodies(sheet, layout)
    body = sheet.rows[layout.isi:]
    assert layout.jenis == made.jenis
    assert layout.fields >= made.fields
    nik = next(column.at for column in layout.columns if column.sasaran == "nik")
    found = [row.text(nik).lstrip("'") for row in body if row.nomor not in none]
    assert found == [one.nik for one in made.orang]
    # Everything below the header is somebody or told why not, each row once.
    assert len(found) + len(none) == len(body)
    assert not set(none) - {row.nomor for row in body}


def test_no_filled_column_of_a_known_kind_waits_for_somebody(made: Made) -> None:
    layout = recognise(made.sheet())
    if not made.path.stem.startswith("tanpa_judul"):
        assert [column.judul for column in layout.columns if column.dari == NOT_KNOWN] == []


def test_the_kk_and_the_address_of_a_family_stand_above_its_members(tmp_path: Path) -> None:
    for repeat in (False, True):
        made = siak(tmp_path / "siak.csv", people(13), repeat)
        sheet = made.sheet()
        layout = recognise(sheet)
        nik = targets(layout).index("nik")
        for one in made.orang:
            row = next(row for row in sheet.rows if row.text(nik) == one.nik)
            above = {banner.key: banner.teks for banner in layout.banners if banner.mulai <= row.nomor < banner.sampai}
            assert above == {"no_kk": one.no_kk, "alamat": one.alamat, "rt": one.rt, "rw": one.rw, "dusun": one.dusun}


def test_the_banner_of_a_family_without_a_number_ends_that_of_the_family_before() -> None:
    header = ("NIK", "NAMA", "SHDK")
    layout = look(header, ("No. KK : 7402110101099001",), (*SALMA[1::-1], "ISTRI"), ("No. KK :",),
                  (*HASAN[1::-1], "ANAK"))
    assert [(b.key, b.teks, b.mulai, b.sampai) for b in layout.banners] == [("no_kk", "7402110101099001", 2, 4)]


def test_the_part_of_a_dusun_is_headed_by_it() -> None:
    layout = look(("NAMA", "NIK", "PEKERJAAN"), ("DUSUN I",), (*SALMA[:2], "Nelayan"), ("DUSUN II RT 003/RW 001",),
                  (*HASAN[:2], "Nelayan"), (*BAHTIAR[:2], "Tukang"))
    assert [(b.key, b.teks, b.mulai, b.sampai) for b in layout.banners] == [
        ("dusun", "I", 2, 4), ("dusun", "II", 4, 7), ("rt", "003", 4, 7), ("rw", "001", 4, 7)]


def test_a_column_counts_before_a_banner_and_the_address_of_the_office_is_nobodys() -> None:
    layout = look(("Alamat : Jl. Poros Soropia No 1",), ("Dusun : II",), ("NAMA", "NIK", "DUSUN"), (*SALMA[:2], "I"))
    assert layout.banners == ()
    layout = look(("Alamat : Jl. Poros Soropia No 1",), ("Dusun : II",), ("NAMA", "NIK"), SALMA[:2])
    assert [(b.key, b.teks) for b in layout.banners] == [("dusun", "II")]


@pytest.mark.parametrize("above", range(0, 28, 9))
def test_the_header_is_found_anywhere_in_the_first_thirty_rows(above: int) -> None:
    rows = [("PEMERINTAH DESA ATOWATU",), ("DAFTAR NAMA PEKERJA RENTAN", "", "Nama kegiatan")][:above]
    rows += [("",)] * (above - len(rows))
    layout = look(*rows, ("NO", "NAMA", "NIK", "No. KK"), ("1", *SALMA), ("2", *HASAN))
    assert targets(layout) == ["", "nama", "nik", "no_kk"]


def test_a_header_of_three_rows_names_each_column_by_all_its_words() -> None:
    layout = look(
        ("NO", "DATA PEKERJA", "", "", "", "", "AHLI WARIS", "", "ORANG TUA", ""),
        ("", "NAMA", "NOMOR", "", "LAHIR", "", "NAMA", "HUBUNGAN", "AYAH", "IBU"),
        ("", "", "NIK", "KK", "TEMPAT", "TANGGAL", "", "", "", ""),
        ("1", SALMA[0], SALMA[1], SALMA[2], "SOROPIA", "14/08/1984", "HASAN", "Suami", "LA MUNA", "WA MUNA"),
        merged=((0, 0, 2, 0), (0, 1, 0, 5), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (0, 6, 0, 7), (1, 6, 2, 6),
                (1, 7, 2, 7), (0, 8, 0, 9), (1, 8, 2, 8), (1, 9, 2, 9)))
    assert targets(layout) == ["", "nama", "nik", "no_kk", "tempat_lahir", "tanggal_lahir", "nama_ahli_waris",
                               "hubungan_ahli_waris", "", "nama_ibu"]
    assert (layout.kepala, layout.isi) == (0, 3)
    assert layout.columns[4].judul == "DATA PEKERJA LAHIR TEMPAT"


def test_ticks_under_the_sexes_and_a_single_p_that_is_something_else() -> None:
    layout = look(("NAMA", "NIK", "L", "P"), (*SALMA[:2], "", "v"), (*HASAN[:2], "v", ""))
    assert targets(layout) == ["nama", "nik", "tanda_l", "tanda_p"]
    layout = look(("NAMA", "NIK", "P"), (*SALMA[:2], "x"))
    assert layout.columns[2].sasaran == ""
    assert layout.columns[2].dari == NOT_KNOWN


def test_what_a_title_leaves_open_the_cells_decide() -> None:
    head = ("NAMA", "NIK", "LAHIR", "STATUS", "RT")
    layout = look(head, (*SALMA[:2], "Soropia, 14-08-1984", "Kawin", "002/001"))
    assert targets(layout)[2:] == ["tempat_tanggal_lahir", "status_kawin", "rt_rw"]
    layout = look(head, (*SALMA[:2], "14-08-1984", "HIDUP", "002"), (*HASAN[:2], "03-02-1980", "MATI", "001"))
    assert targets(layout)[2:] == ["tanggal_lahir", "status_penduduk", "rt"]
    layout = look(head, (*SALMA[:2], "14-08-1984", "lunas", "002"))
    assert (layout.columns[3].sasaran, layout.columns[3].dari) == ("", NOT_KNOWN)


def test_place_and_date_under_one_merged_title_are_two_columns() -> None:
    layout = look(("NAMA", "TEMPAT, TANGGAL LAHIR", "", "NIK"), (SALMA[0], "Soropia", "14-08-1984", SALMA[1]),
                  (HASAN[0], "Bokori", "03-02-1980", HASAN[1]), merged=((0, 1, 0, 2),))
    assert targets(layout) == ["nama", "tempat_lahir", "tanggal_lahir", "nik"]


def test_of_two_columns_for_one_field_the_cells_choose_and_the_other_waits() -> None:
    layout = look(("NIK", "NAMA", "No. KTP"), ("PEG-01", SALMA[0], SALMA[1]), ("PEG-02", HASAN[0], HASAN[1]))
    assert targets(layout) == ["", "nama", "nik"]
    assert layout.columns[0].dari == NOT_KNOWN


def test_in_a_list_of_bpjs_nik_is_the_number_of_an_employee() -> None:
    layout = look(("DAFTAR TENAGA KERJA MASUK",), ("NO", "Nama TK", "NIK", "KPJ", "KTP", "Upah"),
                  ("1", SALMA[0], "7402115408849999", "", SALMA[1], "900000"))
    # Both hold sixteen digits: the first column with the title of the national number counts.
    assert layout.jenis == "bpjs"
    assert sorted(targets(layout)) == sorted(["", "nama", "nik", "kpj", "", "penghasilan"])
    layout = look(("DAFTAR TENAGA KERJA KELUAR",), ("NO", "Nama TK", "NIK", "KPJ", "Upah"),
                  ("1", SALMA[0], "0042", "26000000001", "900000"))
    assert "nik" not in layout.fields
    assert layout.columns[2].dari == BY_TITLE


def test_a_relation_is_the_heirs_only_where_an_heir_is_named() -> None:
    layout = look(("NAMA", "NIK", "AHLI WARIS", "HUBUNGAN"), (*SALMA[:2], "HASAN", "Suami"))
    assert targets(layout)[2:] == ["nama_ahli_waris", "hubungan_ahli_waris"]
    layout = look(("NAMA", "NIK", "HUBUNGAN KELUARGA"), (*SALMA[:2], "ISTRI"))
    assert (layout.columns[2].sasaran, layout.columns[2].dari) == ("", BY_TITLE)


def test_titles_of_somebody_else_never_become_the_persons_own() -> None:
    layout = look(("NAMA", "NIK AYAH", "NIK SUAMI IBU", "TGL LAHIR ISTRI"),
                  (SALMA[0], HASAN[1], BAHTIAR[1], "03-02-1980"), (HASAN[0], SALMA[1], BAHTIAR[1], "14-08-1984"))
    assert layout.fields == {"nama"}


def test_a_column_that_nobody_knows_waits_and_one_that_numbers_does_not() -> None:
    layout = look(("NAMA", "NIK", "Bantuan 2024", "", "Catatan kosong"), (*SALMA[:2], "BLT", "1"),
                  (*HASAN[:2], "PKH", "2"), (*BAHTIAR[:2], "", "3"))
    assert [(c.sasaran, c.dari) for c in layout.columns[2:]] == [("", NOT_KNOWN), ("", BY_CONTENT), ("", BY_CONTENT)]


def test_a_number_under_an_unknown_title_is_taken_when_nothing_else_is_the_nik() -> None:
    layout = look(("NAMA", "Data diri", "Lahir"), (*SALMA[:2], "14-08-1984"), (*HASAN[:2], "03-02-1980"))
    assert targets(layout) == ["nama", "nik", "tanggal_lahir"]
    assert layout.columns[1].dari == BY_CONTENT


def test_a_header_in_unknown_words_is_no_person() -> None:
    layout = look(("DAFTAR",), ("Siapa", "Angka panjang", "Kapan", "Jenis"), (*SALMA[:2], "14-08-1984", "P"),
                  (*HASAN[:2], "03-02-1980", "L"))
    assert (layout.kepala, layout.isi) == (1, 2)
    assert {"nik", "tanggal_lahir", "jenis_kelamin"} <= layout.fields


def test_a_first_person_without_a_nik_is_no_header() -> None:
    layout = look(("LA UDIN", "belum ada", "Nelayan", "L"), (*SALMA[:2], "Petani", "P"), (*HASAN[:2], "Tukang", "L"))
    assert (layout.kepala, layout.isi) == (None, 0)
    assert {"nik", "nama", "jenis_kelamin"} <= layout.fields


def test_nik_and_kk_are_told_apart_without_a_title(tmp_path: Path) -> None:
    for order in (("no_kk", "nik", "nama"), ("nama", "nik", "no_kk"), ("nik", "tanggal_lahir", "nama", "no_kk")):
        made = plain(tmp_path / "tanpa.csv", people(9), order, header=False, number=False)
        layout = recognise(made.sheet())
        assert layout.kepala is None
        assert targets(layout) == list(order)
        assert {column.dari for column in layout.columns} == {BY_CONTENT}


def test_a_kk_alone_is_no_nik() -> None:
    family = [(name, "7402110101099001") for name in ("HASAN", "SALMA", "UDIN", "INA")]
    assert "nik" not in look(*family).fields


def test_a_list_of_prices_is_nobodys() -> None:
    for rows in ((("Barang", "Harga"), ("Beras", "14000")), (("Beras", "14000"), ("Gula", "18000")), ()):
        assert not look(*rows).usable


def test_the_header_can_be_said_and_so_can_that_there_is_none() -> None:
    rows = (("NAMA", "NIK"), ("Nama", "NIK", "Dusun"), (*SALMA[:2], "II"), (*HASAN[:2], "I"))
    assert recognise(sheet_of(rows), 1).kepala == 0
    assert recognise(sheet_of(rows), 2).isi == 2
    none = recognise(sheet_of(rows[2:]), NO_HEADER)
    assert (none.kepala, none.isi, targets(none)) == (None, 0, ["nama", "nik", "dusun"])
    # A row that is blank in the sheet: the one below it is meant.
    assert recognise(sheet_of(((), *rows[1:])), 1).kepala == 0
    assert recognise(sheet_of(rows), 99).kepala is not None


def test_by_hand_counts_before_everything() -> None:
    sheet = sheet_of((("NAMA", "NIK", "ISTRI"), (*SALMA[:2], "X"), (*HASAN[:2], "Y")))
    layout = recognise(sheet, by_hand={2: "nama_ibu", 0: "", 5: "dusun"})
    assert [(c.sasaran, c.dari) for c in layout.columns] == [
        ("", BY_HAND), ("nik", BY_TITLE), ("nama_ibu", BY_HAND), ("", BY_CONTENT), ("", BY_CONTENT),
        ("dusun", BY_HAND)]
    taken = recognise(sheet, by_hand={2: "nama"})
    assert [(c.sasaran, c.dari) for c in taken.columns] == [("", NOT_KNOWN), ("nik", BY_TITLE), ("nama", BY_HAND)]
    twice = recognise(sheet, by_hand={0: "nama_ibu", 2: "nama_ibu"})
    assert [c.sasaran for c in twice.columns] == ["", "nik", "nama_ibu"]
    assert recognise(sheet, by_hand={2: "bukan_kolom"}).columns[2].sasaran == ""


def test_a_pattern_of_the_village_is_used_where_its_headers_stand() -> None:
    sheet = sheet_of((("DATA",), ("Sebutan", "Nomor diri", "Rumah", "Lain"), (*SALMA[:2], "II", "x"),
                      (*HASAN[:2], "I", "y")))
    kept = Pattern("Daftar dusun", {"sebutan": "nama", "nomor diri": "nik", "rumah": "dusun", "lain": ""})
    other = Pattern("Lain", {"nama": "nama_ibu", "angka": "nik"})
    layout = recognise(sheet, patterns=(other, kept))
    assert (layout.jenis, layout.pola, layout.kepala) == ("pola", "Daftar dusun", 1)
    assert [(c.sasaran, c.dari) for c in layout.columns] == [
        ("nama", BY_PATTERN), ("nik", BY_PATTERN), ("dusun", BY_PATTERN), ("", BY_PATTERN)]
    by_hand = recognise(sheet, by_hand={2: "alamat"}, patterns=(kept,))
    assert by_hand.columns[2].sasaran == "alamat"
    assert recognise(sheet, patterns=(other,)).pola == ""


def test_a_pattern_made_of_a_layout_gives_that_layout_again(made: Made) -> None:
    sheet = made.sheet()
    layout = recognise(sheet)
    titles = [column for column in layout.columns if column.judul]
    if layout.kepala is None:
        return
    kept = Pattern("Pola", {fold(column.judul): column.sasaran for column in reversed(titles)})
    again = recognise(sheet, patterns=(kept,))
    assert again.pola == "Pola"
    assert again.jenis == ("pola" if layout.jenis == "daftar" else layout.jenis)
    assert (again.keys, again.isi, again.akhir) == (layout.keys, layout.isi, layout.akhir)


def test_no_target_has_two_columns_and_every_one_is_known(made: Made) -> None:
    layout = recognise(made.sheet())
    used = [column.sasaran for column in layout.columns if column.sasaran]
    assert len(used) == len(set(used))
    assert set(used) <= TARGETS.keys()
    assert [column.at for column in layout.columns] == list(range(len(layout.columns)))


def test_a_column_that_begins_behind_the_sample_is_shown_too(tmp_path: Path) -> None:
    rows = [list(row) for row in plain(tmp_path / "a.csv", people(700), ("nama", "nik")).rows]
    rows[-1].append("isi di luar judul")
    layout = recognise(sheet_of(rows))
    assert (layout.columns[-1].judul, layout.columns[-1].dari) == ("", NOT_KNOWN)


def test_the_header_row_of_a_sheet_and_of_an_empty_one() -> None:
    assert recognise(sheet_of((("DAFTAR",), ("Nama", "NIK"), SALMA[:2]))).kepala == 1
    assert not recognise(sheet_of((("Beras", "14000"),))).usable
    empty = Sheet("", (), ())
    assert not recognise(empty).usable
    assert nobodies(empty, recognise(empty)) == {}


def test_every_order_of_columns_gives_the_same_fields(tmp_path: Path) -> None:
    keys = list(PLAIN)
    for turn in range(len(keys)):
        order = keys[turn:] + keys[:turn]
        layout = recognise(plain(tmp_path / "a.csv", people(5), order, number=False).sheet())
        assert targets(layout) == order
