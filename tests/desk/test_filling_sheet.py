"""Lists that fill a column by person: whom a row means, what is held back, and sums that add up."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.desk.test_filling import NIKS, village


def write_csv(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def test_a_list_fills_a_column_by_person_and_adds_up(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, penghasilan=None)
    desk.save(replace(desk.read("u4"), penghasilan=700_000), 1)
    path = write_csv(tmp_path / "upah.csv", ("Daftar upah",), ("No", "NIK", "Upah"), ("1", NIKS[0], "Rp 900.000"),
                     ("2", "bpu-000002", "sekitar 900"), ("3", NIKS[2], "-"), ("4", "7402119999990000", "1"),
                     ("5", NIKS[4], "800000"), ("6", NIKS[0], "1000000"), ("", "", "5"))
    tried = run_to_end(desk.fill_sheet_job(path, "penghasilan", coba=True))
    assert desk.read("u0").penghasilan is None
    report = run_to_end(desk.fill_sheet_job(path, "penghasilan"))
    assert [row.hasil for row in report.rows] == [row.hasil for row in tried.rows] == [
        "terisi", "tak_terbaca", "dilewati", "ditahan", "dilewati", "ditahan", "dilewati"]
    totals = report.totals()
    assert totals == {"baris": 7, "terisi": 1, "tak_terbaca": 1, "dilewati": 3, "ditahan": 2}
    assert desk.read("u0").penghasilan == 900_000
    assert "Sudah terisi: 700.000." in [row.pesan for row in report.rows]
    over = run_to_end(desk.fill_sheet_job(path, "penghasilan", timpa=True))
    assert (over.totals()["terisi"], desk.read("u4").penghasilan) == (1, 800_000)


def test_trying_says_of_each_value_what_filling_says(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, nama_ibu="")
    path = write_csv(tmp_path / "ibu.csv", ("NIK", "Nama ibu kandung"), (NIKS[0], "123"), (NIKS[1], "WA MUNA"))
    tried = run_to_end(desk.fill_sheet_job(path, "nama_ibu", coba=True))
    assert [row.hasil for row in tried.rows] == ["tak_terbaca", "terisi"]
    assert (desk.read("u0").nama_ibu, desk.read("u1").nama_ibu) == ("", "")
    assert run_to_end(desk.fill_sheet_job(path, "nama_ibu")).rows == tried.rows


def test_a_list_by_number_and_two_titles_alone(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, nama_ibu="")
    path = write_csv(tmp_path / "ibu.csv", ("Nomor", "apa saja"), ("bpu-000002", "Wa Muna"), ("BPU-000009", "X"))
    report = run_to_end(desk.fill_sheet_job(path, "nama_ibu"))
    assert [(row.hasil, row.nama) for row in report.rows] == [("terisi", "ORANG B"), ("ditahan", "")]
    assert desk.read("u1").nama_ibu == "WA MUNA"


def test_a_number_that_excel_has_broken_is_held(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, no_kk="")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("NIK", "Nomor KK"), (int(NIKS[0]), "7402111203109276"), (NIKS[1], 7402111203109276),
                (NIKS[2], "7402111203109276")):
        sheet.append(row)
    book.save(tmp_path / "kk.xlsx")
    report = run_to_end(desk.fill_sheet_job(tmp_path / "kk.xlsx", "no_kk"))
    assert [row.hasil for row in report.rows] == ["ditahan", "ditahan", "terisi"]
    assert [p.no_kk for p in desk.everyone()] == ["", "", "7402111203109276", "", ""]


def test_a_list_with_running_numbers_and_names_means_whom_it_says(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, nama_ibu="")
    path = write_csv(tmp_path / "ibu.csv", ("Nomor", "NIK", "Nama", "Ibu kandung"), ("1", NIKS[0], "Orang A", "Wa A"),
                     ("2", NIKS[1], "SITTI RAHMA", "Wa B"), ("BPU-000003", NIKS[3], "", "Wa C"), ("Jumlah", "", ""))
    report = run_to_end(desk.fill_sheet_job(path, "nama_ibu"))
    assert [(row.hasil, row.pesan) for row in report.rows] == [
        ("terisi", ""), ("ditahan", "Di daftar ini namanya SITTI RAHMA, di desa ORANG B."),
        ("ditahan", "Nomor BPU-000003 dan NIK itu milik dua orang."), ("dilewati", "Baris ini tanpa NIK dan nomor.")]
    assert [p.nama_ibu for p in desk.everyone()] == ["WA A", "", "", "", ""]


def test_a_persons_own_name_never_becomes_another_value(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, nama_ibu="", keluarga=())
    path = write_csv(tmp_path / "waris.csv", ("NIK", "Nama lengkap", "Nama ahli waris"), (NIKS[0], "ORANG A", "La Ode"))
    run_to_end(desk.fill_sheet_job(path, "nama_ahli_waris"))
    assert desk.read("u0").keluarga[0].nama == "LA ODE"
    names = write_csv(tmp_path / "x.csv", ("NIK", "Nama"), (NIKS[0], "ORANG A"))
    with pytest.raises(Problem) as caught:
        run_to_end(desk.fill_sheet_job(names, "nama_ibu"))
    assert (caught.value.kode, desk.read("u0").nama_ibu) == ("JUDUL_TIDAK_ADA", "")


def test_a_list_gives_nobody_the_nik_of_another(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, nama_ibu="")
    for uid in ("u0", "u1", "u2"):
        desk.save(replace(desk.read(uid), nik="", tanggal_lahir=None), 1)
    path = write_csv(tmp_path / "nik.csv", ("Nomor", "NIK"), ("BPU-000001", NIKS[3]), ("BPU-000002", NIKS[1]),
                     ("BPU-000003", NIKS[1]))
    report = run_to_end(desk.fill_sheet_job(path, "nik"))
    assert [(row.hasil, row.pesan) for row in report.rows[::2]] == [
        ("ditahan", "NIK itu milik ORANG D (BPU-000004)."), ("ditahan", "NIK itu sudah di baris 3.")]
    assert [p.nik for p in desk.everyone()[:3]] == ["", NIKS[1], ""]
    assert desk.read("u1").tanggal_lahir == date(1980, 2, 3), "what the NIK tells is filled along"


def test_a_list_without_its_titles_is_refused(desk: desks.Desk, tmp_path: Path) -> None:
    village(desk, nama_ibu="")
    with pytest.raises(Problem) as caught:
        run_to_end(desk.fill_sheet_job(write_csv(tmp_path / "x.csv", ("a", "b"), ("1", "2")), "nama_ibu"))
    assert caught.value.kode == "JUDUL_TIDAK_ADA"
    assert all(p.revisi == 1 for p in desk.everyone())
