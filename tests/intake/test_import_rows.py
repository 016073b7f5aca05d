"""From sheet to people: columns by their headers, damage by Excel named, footers never people."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from workbooks import HEADER, PEOPLE, xlsx

from jamsos_desktop.intake import Intake, read_workbook, take_rows
from jamsos_desktop.intake.recognise import key_of
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import BY_KEY, FIELDS
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.problems import Problem


def take(path: Path) -> Intake:
    return take_rows(run_to_end(read_workbook(path)), path.name)


def csv_of(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_people_by_header_names_in_any_order(tmp_path: Path) -> None:
    flipped = [tuple(reversed(row)) for row in (HEADER, *PEOPLE)]
    intake = take(xlsx(tmp_path / "daftar.xlsx", flipped))
    assert [row.nomor_baris for row in intake.rows] == [2, 3]
    assert dict(intake.rows[0].texts) == {
        "penghasilan": "900000", "dusun": "II", "no_kk": "7402110101099001", "tanggal_lahir": "14/08/1984",
        "tempat_lahir": "SOROPIA", "nama": "WA ODE SALMA", "nik": "7402115408849417"}
    assert intake.columns.lain == ("No",)
    assert intake.rows[0].problems == ()


@pytest.mark.parametrize(("header", "key"), [
    ("NIK", "nik"), ("No. KTP", "nik"), ("NOMOR\nINDUK KEPENDUDUKAN", "nik"), ("Nama", "nama"),
    ("NAMA LENGKAP (sesuai KTP)", "nama"), ("No.KK", "no_kk"), ("Tgl. Lahir", "tanggal_lahir"),
    ("L/P", "jenis_kelamin"), ("Nama Ibu Kandung*", "nama_ibu"), ("Penghasilan / Bulan (Rp)", "penghasilan"),
    ("NO. HP", "hp"),
    ("nama_ahli_waris", "nama_ahli_waris"), ("Hubungan Ahli Waris", "hubungan_ahli_waris"),
    ("Ahli Waris", "nama_ahli_waris"), ("sumber_dana.jht", "sumber_dana.jht"), ("Umur", None), ("", None),
])
def test_headers_are_known_by_label_and_synonym(header: str, key: str | None) -> None:
    assert key_of(header) == key


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_label_and_key_of_the_dictionary_names_its_field(field: object) -> None:
    assert isinstance(field, type(BY_KEY["nik"]))
    assert key_of(field.key) == field.key
    assert key_of(field.label) == field.key


def test_the_header_is_found_below_banner_rows(tmp_path: Path) -> None:
    rows = [("PEMERINTAH DESA ATOWATU",), ("DAFTAR PEKERJA RENTAN", "", "", "Nama kegiatan"), (), HEADER, *PEOPLE]
    intake = take(xlsx(tmp_path / "daftar.xlsx", rows))
    assert [row.nomor_baris for row in intake.rows] == [5, 6]


def test_a_nik_kept_by_excel_as_a_number_is_refused_and_named(tmp_path: Path) -> None:
    person = list(PEOPLE[0])
    person[1], person[5] = 7402115408849417, 7402110101099001
    row = take(xlsx(tmp_path / "rusak.xlsx", (HEADER, *PEOPLE, PEOPLE[1], person))).rows[-1]
    assert "nik" not in row.texts
    assert row.texts["nama"] == "WA ODE SALMA"
    assert row.problems == (
        ("nik", "NIK di baris 5 rusak oleh Excel (7.40212E+15): angka terakhir hilang. "
                "Ketik ulang dari KTP sebagai teks."),
        ("no_kk", "Nomor KK di baris 5 rusak oleh Excel (7.40211E+15): angka terakhir hilang. "
                  "Ketik ulang dari Kartu Keluarga sebagai teks."),
    )


@pytest.mark.parametrize("text", ["7.40211E+15", "7,40211E+15", "7.40211e15", "7E+15"])
def test_a_damaged_nik_in_text_is_refused_too(tmp_path: Path, text: str) -> None:
    row = take(csv_of(tmp_path / "rusak.csv", ("NIK", "Nama"), (text, "SALMA"))).rows[0]
    assert [key for key, _ in row.problems] == ["nik"]
    assert f"({text})" in row.problems[0][1]
    assert dict(row.texts) == {"nama": "SALMA"}


def test_a_short_number_keeps_its_digits_for_the_rules_to_judge(tmp_path: Path) -> None:
    row = take(xlsx(tmp_path / "pendek.xlsx", (("NIK", "Nama"), (740211540884941, "SALMA")))).rows[0]
    assert row.texts["nik"] == "740211540884941"
    assert row.problems == ()


def test_apostrophes_before_digits_go_and_before_names_stay(tmp_path: Path) -> None:
    row = take(csv_of(tmp_path / "kutip.csv", ("NIK", "Nama", "HP", "Alamat"),
                      ("'7402115408849417", "'AISYAH", "’082198760000", "'-"))).rows[0]
    assert dict(row.texts) == {"nik": "7402115408849417", "nama": "'AISYAH", "hp": "082198760000", "alamat": "-"}


def test_what_is_no_person_is_counted_and_said_why(tmp_path: Path) -> None:
    rows = [HEADER, ("1", "2", "3", "4", "5", "6", "7", "8"), PEOPLE[0], (), HEADER, PEOPLE[1],
            ("", "", "", "", "", "", "Jumlah", 2), ("", "", "Mengetahui,"), ("", "", "LA DJAFAR"),
            ("9",), ("", "", "TANPA NIK", "SOROPIA")]
    intake = take(xlsx(tmp_path / "kaki.xlsx", rows))
    assert [row.nomor_baris for row in intake.rows] == [3, 6, 11]
    assert intake.dilewati == ((2, "nomor kolom"), (5, "judul kolom berulang"), (7, "catatan"),
                               (8, "catatan"), (9, "catatan"), (10, "kosong"))
    assert len(intake.rows) + len(intake.dilewati) + 1 == len(intake.sheet.rows)


def test_a_name_alone_is_a_person_where_the_list_holds_little_else(tmp_path: Path) -> None:
    intake = take(csv_of(tmp_path / "nama.csv", ("Nama", "NIK"), ("SALMA", ""), ("TOTALINDO", "7402115408849417")))
    assert [dict(row.texts) for row in intake.rows] == [
        {"nama": "SALMA"}, {"nama": "TOTALINDO", "nik": "7402115408849417"}]


def test_the_columns_of_an_heir_become_the_first_heir(tmp_path: Path) -> None:
    header = ("NIK", "Nama", "Nama Ahli Waris", "Hubungan Ahli Waris", "Tgl Lahir Ahli Waris", "NIK Ahli Waris")
    rows = (header, ("7402115408849417", "SALMA", "Jumrin", "Suami", "x", 7402110107909002),
            ("7402115408849418", "SALIM", "", "", "", ""))
    with_heir, without = take(xlsx(tmp_path / "waris.xlsx", rows)).rows
    assert with_heir.keluarga == (Keluarga(nama="JUMRIN", hubungan="suami", urutan=1),)
    assert without.keluarga == ()
    assert with_heir.problems[0][1].startswith("NIK ahli waris di baris 2 rusak oleh Excel (7.40211E+15)")
    assert with_heir.problems[0][0] == "nik_ahli_waris"


def test_in_a_list_of_bpjs_the_national_id_stands_under_ktp(tmp_path: Path) -> None:
    intake = take(csv_of(tmp_path / "f1a.csv", ("NIK", "NAMA", "KTP"), ("PEG-01", "SALMA", "7402115408849417")))
    assert intake.rows[0].texts["nik"] == "7402115408849417"
    assert intake.columns.lain == ("NIK",)


def test_a_sheet_without_name_and_nik_is_refused(tmp_path: Path) -> None:
    path = csv_of(tmp_path / "harga.csv", ("Barang", "Harga"), ("Beras", "14000"))
    with pytest.raises(Problem) as caught:
        take(path)
    assert caught.value.kode == "KEPALA_TIDAK_DITEMUKAN"
    assert "harga.csv" in caught.value.apa
