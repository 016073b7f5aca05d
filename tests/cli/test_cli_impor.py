"""``impor`` and ``templat``: the whole report as a document, every option, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.importing import column_at
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.texts import column_letters
from tests.cli.spoken import Words

HEADER = ("NO", "NAMA", "NIK", "TGL LAHIR", "PEKERJAAN", "CATATAN PETUGAS")
LIST = (HEADER,
        ("1", "LA ODE HASAN", "7402110302809366", "03-02-1980", "Nelayan", "a"),
        ("2", "SALMIA", "7,40211E+15", "21-11-1979", "Jualan ikan", "b"),
        ("3", "", "7402114704889630", "07-04-1988", "Nelayan", "c"),
        ("", "JUMLAH", "", "", "", "3"))


def workbook(path: Path, *sheets: tuple[str, tuple[tuple[str, ...], ...]]) -> Path:
    """A workbook of text cells, sheet by sheet."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    sheet.write_string(r, c, text)
    return path


@pytest.fixture
def say(folder: DataFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Words:
    monkeypatch.setenv("JAMSOS_HARI_INI", "2026-11-21")
    return Words(folder.root, capsys)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return workbook(tmp_path / "daftar.xlsx", ("Rekap", (("Dusun", "Jumlah"), ("I", "3"))), ("Dusun II", LIST))


def outcomes(report: dict[str, Any]) -> dict[int, str]:
    return {row["baris"]: row["hasil"] for row in report["rincian"]}


def names(say: Words) -> list[str]:
    return [person["nama"] for person in say.json("daftar")]


@pytest.mark.parametrize(("at", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_excel(at: int, letters: str) -> None:
    assert column_letters(at) == letters
    assert column_at(letters.lower()) == at


def test_looking_gives_the_full_report_and_changes_nothing(say: Words, book: Path) -> None:
    report = say.json("impor", book, "--kelompok", "pekerja_rentan", "--coba")
    assert (report["coba"], report["id"], report["lembar"], report["judul"]) == (True, None, "Dusun II", 1)
    assert {one["nama"]: one["orang"] for one in report["semua_lembar"]}["Dusun II"] >= 2
    assert [(one["kolom"], one["sasaran"]) for one in report["kolom"]][:5] == [
        ("A", None), ("B", "nama"), ("C", "nik"), ("D", "tanggal_lahir"), ("E", "pekerjaan")]
    assert (report["kolom"][0]["dari"], report["kolom"][5]["dari"]) == ("judul", None)
    assert outcomes(report) == {2: "perlu_dilengkapi", 3: "ditahan", 4: "ditahan", 5: "dilewati"}
    assert report["baris"] == 4 == sum(report[key] for key in ("siap", "perlu_dilengkapi", "ditahan", "dilewati"))
    assert report["masuk"] == report["siap"] + report["perlu_dilengkapi"] == 1
    lost = next(one for one in report["rincian"][1]["masalah"] if one["kunci"] == "nik")
    assert (lost["kolom"], lost["tingkat"]) == ("C", "ditahan")
    assert "7,40211E+15" in lost["judul"]
    assert lost["cara"]
    assert lost["perbaikan"] == ["Ketik NIK", "Lewati"]
    assert "nama_ibu" in {one["kunci"] for one in report["tanpa"]}
    assert "nama_ibu" in report["rincian"][0]["kurang"]
    [replaced] = report["rincian"][1]["diganti"]
    assert (replaced["kolom"], replaced["asal"]) == ("E", "Jualan ikan")
    assert replaced["teks"] not in ("", "Jualan ikan")
    assert names(say) == []


def test_a_wish_for_a_row_that_is_not_there_is_refused(say: Words, book: Path) -> None:
    for wish in (("--lewati", "99"), ("--timpa", "99:nama"), ("--isi", "B99=X"), ("--biarkan", "99=X"),
                 ("--judul", "99")):
        assert say.refused("impor", book, *wish) == "BARIS_TIDAK_ADA"
    assert names(say) == []


def test_what_is_taken_in_and_what_a_person_reads(say: Words, book: Path) -> None:
    report = say.json("impor", book, "--kelompok", "pekerja_rentan")
    assert (report["coba"], bool(report["id"])) == (False, True)
    assert report["rincian"][0]["uid"] == say.json("daftar")[0]["uid"]
    code, words, error = say.run("impor", book, "--kelompok", "pekerja_rentan", "--coba")
    assert (code, error) == (0, "")
    assert "Excel ini sudah diimpor 21/11/2026." in words
    assert "Baris 3 ditahan: NIK rusak oleh Excel: 7,40211E+15" in words
    assert "0 dari 4 baris akan masuk: 0 siap, 0 perlu dilengkapi, 2 ditahan, 2 dilewati." in words
    assert words.rstrip().endswith("Belum ada data yang berubah.")


def test_cells_typed_over_and_rows_left_out(say: Words, book: Path) -> None:
    report = say.json("impor", book, "--isi", "C3=7402116111799428", "--lewati", "4")
    assert outcomes(report) == {2: "perlu_dilengkapi", 3: "perlu_dilengkapi", 4: "dilewati", 5: "dilewati"}
    assert [person["nik"] for person in say.json("daftar")] == ["7402110302809366", "7402116111799428"]


def test_a_field_of_one_row_and_a_problem_left_as_it_is(say: Words, tmp_path: Path) -> None:
    path = workbook(tmp_path / "beda.xlsx", ("Data", (
        ("NAMA", "NIK", "TGL LAHIR"), ("LA ODE HASAN", "7402110302809366", "04-02-1980"))))
    [row] = say.json("impor", path, "--coba", "--nilai", "2:alamat=Jl. Dermaga 9")["rincian"]
    [told] = [one for one in row["masalah"] if one["kode"] == "NIK_DOB"]
    assert told["perbaikan"] == ["Pakai Excel", "Pakai NIK"]
    [left] = say.json("impor", path, "--nilai", "2:alamat=Jl. Dermaga 9", "--biarkan", "2=NIK_DOB")["rincian"]
    assert "NIK_DOB" not in [one["kode"] for one in left["masalah"]]
    [person] = say.json("daftar")
    assert (person["alamat"], person["tanggal_lahir"]) == ("Jl. Dermaga 9", "1980-02-04")


def test_a_sheet_by_number_and_by_name_and_a_header_by_row(say: Words, tmp_path: Path) -> None:
    rows = (("DATA DESA",), *LIST)
    path = workbook(tmp_path / "dua.xlsx", ("2026", rows[:3]), ("Dusun II", rows))
    assert say.json("impor", path, "--coba", "--lembar", "2")["lembar"] == "Dusun II"
    assert say.json("impor", path, "--coba", "--lembar", "2026")["lembar"] == "2026"
    by_row = say.json("impor", path, "--coba", "--lembar", "dusun ii", "--judul", "2")
    assert (by_row["judul"], by_row["rincian"][0]["baris"]) == (2, 3)
    none = say.json("impor", path, "--coba", "--lembar", "2", "--judul", "tanpa", "--kolom", "B=nama",
                    "--kolom", "C=nik")
    assert none["judul"] is None
    assert none["rincian"][0]["baris"] == 1
    assert say.refused("impor", path, "--lembar", "3") == "LEMBAR_TIDAK_ADA_NOMOR"
    assert say.refused("impor", path, "--lembar", "Dusun IX") == "LEMBAR_TIDAK_ADA_NOMOR"


def test_columns_by_letter_and_by_header(say: Words, book: Path) -> None:
    report = say.json("impor", book, "--coba", "--kolom", "F=catatan", "--kolom", "pekerjaan=-")
    used = {one["kolom"]: (one["sasaran"], one["dari"]) for one in report["kolom"]}
    assert (used["F"], used["E"]) == (("catatan", "tangan"), (None, "tangan"))
    assert say.refused("impor", book, "--kolom", "ZZ=nik") == "KOLOM_TIDAK_ADA"


def test_the_order_of_dates_is_asked_and_answered(say: Words, tmp_path: Path) -> None:
    path = workbook(tmp_path / "tanggal.xlsx", ("Data", (("NAMA", "TGL LAHIR"), ("LA ODE HASAN", "03/02/1980"))))
    report = say.json("impor", path, "--coba")
    [question] = report["tanya"]
    assert (question["kolom"], question["dipakai"]) == ("B", "hbt")
    for order, day in (("hbt", "1980-02-03"), ("bht", "1980-03-02")):
        answered = say.json("impor", path, "--tanggal", f"B={order}")
        assert answered["tanya"] == []
        assert say.json("daftar")[0]["tanggal_lahir"] == day
        say.json("impor", "--urungkan", "terakhir")
        assert names(say) == []


def test_a_pattern_kept_and_used(say: Words, tmp_path: Path) -> None:
    hasan, salmia = ("LA ODE HASAN", "7402110302809366"), ("7402116111799428", "SALMIA")
    first = workbook(tmp_path / "satu.xlsx", ("Data", (("Sebutan", "Kode orang"), hasan)))
    again = workbook(tmp_path / "dua.xlsx", ("Data", (("Kode orang", "Sebutan"), salmia)))
    kept = say.json("impor", first, "--judul", "1", "--kolom", "A=nama", "--kolom", "B=nik",
                    "--simpan-pola", "Daftar dusun")
    assert kept["pola_disimpan"] == "Daftar dusun"
    report = say.json("impor", again, "--coba", "--pola", "Daftar dusun")
    assert (report["jenis"], report["pola"]) == ("pola", "Daftar dusun")
    assert [(one["kolom"], one["sasaran"], one["dari"]) for one in report["kolom"]] == [
        ("A", "nik", "pola"), ("B", "nama", "pola")]
    assert say.refused("impor", again, "--pola", "Tidak ada") == "POLA_TIDAK_ADA"


def test_people_who_are_here_already(say: Words, tmp_path: Path) -> None:
    head = ("NAMA", "NIK", "ALAMAT", "NAMA IBU")
    one = workbook(tmp_path / "satu.xlsx", ("Data", (head, ("SALMIA", "7402116111799428", "Jl. Lama 1", ""))))
    two = workbook(tmp_path / "dua.xlsx", ("Data", (head, ("SALMIA", "7402116111799428", "Jl. Baru 2", "WA MUNA"))))
    say.json("impor", one)
    left = say.json("impor", two, "--coba", "--yang-ada", "lewati")
    assert outcomes(left) == {2: "dilewati"}
    filled = say.json("impor", two)
    assert (filled["rincian"][0]["ada"], filled["rincian"][0]["diisi"]) == (True, ["nama_ibu"])
    [person] = say.json("daftar")
    assert person["alamat"] == "Jl. Lama 1"
    assert say.json("isi-cepat", "nama_ibu") == []
    say.json("impor", two, "--timpa", "2:alamat")
    assert say.json("daftar")[0]["alamat"] == "Jl. Baru 2"
    for heir, wish in (("LA UDIN", ()), ("WA HAWA", ("--timpa", "2:keluarga"))):
        rows = ("NAMA", "NIK", "NAMA AHLI WARIS"), ("SALMIA", "7402116111799428", heir)
        say.json("impor", workbook(tmp_path / f"{heir}.xlsx", ("Data", rows)), *wish)
    assert [one["nama"] for one in say.json("daftar")[0]["keluarga"]] == ["LA UDIN", "WA HAWA"]


def test_who_a_row_is_can_be_said(say: Words, tmp_path: Path) -> None:
    head = ("NAMA", "NIK")
    say.json("impor", workbook(tmp_path / "satu.xlsx", ("Data", (head, ("SALMIA", "7402116111799428")))))
    other = workbook(tmp_path / "dua.xlsx", ("Data", (head, ("ORANG LAIN SEKALI", "7402116111799428"))))
    assert outcomes(say.json("impor", other, "--coba")) == {2: "ditahan"}
    same = say.json("impor", other, "--coba", "--orang", "2=BPU-000001")
    assert outcomes(same)[2] != "ditahan"
    assert "Anda yang memilih orangnya." in [one["cara"] for one in same["rincian"][0]["masalah"]]
    assert say.refused("impor", other, "--orang", "2=BPU-000099") == "PESERTA_TIDAK_ADA"


def test_past_imports_and_taking_one_back(say: Words, book: Path) -> None:
    done = say.json("impor", book)
    [past] = say.json("impor", "--riwayat")
    assert (past["id"], past["berkas"], past["jumlah"]["masuk"], past["sampai"]) == (
        done["id"], "daftar.xlsx", 1, "2026-12-21")
    assert say.json("impor", "--urungkan", done["id"][-8:], "--coba")["dikeluarkan"] == 1
    assert names(say) == ["LA ODE HASAN"]
    undone = say.json("impor", "--urungkan", "terakhir")
    assert (undone["dikeluarkan"], undone["dikembalikan"], undone["tinggal"]) == (1, 0, [])
    assert names(say) == []
    assert say.refused("impor", "--urungkan", "terakhir") == "IMPOR_TIDAK_ADA"
    assert say.refused("impor", "--urungkan", done["id"]) == "IMPOR_SUDAH_DIURUNGKAN"
    assert "diurungkan 21/11/2026" in say.run("impor", "--riwayat")[1]


def test_the_workbook_of_problems(say: Words, book: Path, tmp_path: Path) -> None:
    told = say.json("impor", book, "--galat", tmp_path / "masalah.xlsx")
    assert told["galat"] == str(tmp_path / "masalah.xlsx")
    assert say.json("impor", told["galat"], "--coba")["jenis"] == "galat"
    assert say.refused("impor", book, "--galat", tmp_path / "masalah.xlsx") == "NAMA_SUDAH_ADA"


@pytest.mark.parametrize("kelompok", ["", "pekerja_rentan"])
def test_the_template_is_known_again(say: Words, tmp_path: Path, kelompok: str) -> None:
    made = say.json("templat", "--ke", tmp_path / "templat.xlsx", *(("--kelompok", kelompok) if kelompok else ()))
    assert made == {"berkas": str(tmp_path / "templat.xlsx"), "kelompok": kelompok or None}
    report = say.json("impor", made["berkas"], "--coba")
    assert (report["jenis"], report["masuk"], report["ditahan"]) == ("templat", 0, 0)
    assert report["tanya"] == []  # the example is nobody, and nobody's dates are asked about
    assert all(one["sasaran"] for one in report["kolom"])
    assert say.refused("templat", "--ke", tmp_path / "templat.xlsx") == "NAMA_SUDAH_ADA"


@pytest.mark.parametrize("words", [
    (), ("--riwayat", "--urungkan", "terakhir"), ("x.xlsx", "--riwayat"), ("--riwayat", "--kelompok", "pekerja_rentan"),
    ("x.xlsx", "--kolom", "C"), ("x.xlsx", "--kolom", "C=bukan_kunci"), ("x.xlsx", "--tanggal", "C=bth"),
    ("x.xlsx", "--isi", "6C=x"), ("x.xlsx", "--timpa", "2:bukan"), ("x.xlsx", "--lewati", "dua"),
    ("x.xlsx", "--nilai", "2:rt_rw=001/002"), ("x.xlsx", "--nilai", "2:keluarga=x"),
    ("x.xlsx", "--coba", "--simpan-pola", "A"), ("x.xlsx", "--coba", "--galat", "b.csv"),
    ("x.xlsx", "--judul", "atas"), ("--riwayat", "--coba"), ("x.xlsx", "--orang", "2"), ("x.xlsx", "--ambil", "siapa"),
])
def test_wrong_usage_is_exit_code_two(say: Words, tmp_path: Path, words: tuple[str, ...]) -> None:
    workbook(tmp_path / "x.xlsx", ("Data", LIST))
    code, printed, error = say.run("impor", *(str(tmp_path / one) if one == "x.xlsx" else one for one in words))
    assert (code, printed) == (2, ""), error
    assert error.startswith("Perintah salah:")
    with desks.open_desk(DataFolder(say._data), None, desks.clock_from_environment()) as desk:
        assert desk.everyone() == []
