"""Tables as plain text: encodings, marks, quotes; and what is not read but named. Read here as the child does, without
starting one for each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.workbook import child
from jamsos_desktop.workbook.limits import Ask, Limits
from jamsos_desktop.workbook.pipe import Done, Line, Opened

NIK = "7402115408849417"


class Table(NamedTuple):
    """What the child would write into the pipe."""

    rows: list[Line]
    sandi: str
    orang: tuple[int, ...]


def read(path: Path, content: bytes | str, limits: Limits | None = None) -> Table:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    opened, *rows, done = child.messages(str(path), Ask(0, True, limits or Limits()))
    assert isinstance(opened, Opened)
    assert isinstance(done, Done)
    assert done.rows == len(rows)
    return Table([row for row in rows if isinstance(row, Line)], opened.sandi, done.orang)


def refused(path: Path, content: bytes | str, limits: Limits | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        read(path, content, limits)
    assert path.name in caught.value.apa
    assert caught.value.aman == TIDAK_BERUBAH
    return caught.value


@pytest.mark.parametrize(("encoding", "told"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"),
    ("utf-16-be", "utf-16"), ("cp1252", "cp1252")])
def test_the_encoding_is_told(tmp_path: Path, encoding: str, told: str) -> None:
    sheet = read(tmp_path / "a.csv", f"NIK,Nama\r\n{NIK},ANDRÉ LA ODE\r\n".encode(encoding))
    assert sheet.rows[1].texts == (NIK, "ANDRÉ LA ODE")
    assert (sheet.sandi, sheet.orang) == (told, (1,))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_mark_is_found(tmp_path: Path, mark: str) -> None:
    person = mark.join((NIK, '"WA ""ODE"""', f'"A{mark} B"'))
    lines = ("DAFTAR PEKERJA RENTAN", "", mark.join(("NIK", "Nama", "TTL")), person)
    sheet = read(tmp_path / "a.txt", "\n".join(lines))
    assert [row.nomor for row in sheet.rows] == [1, 3, 4]
    assert sheet.rows[2].texts == (NIK, 'WA "ODE"', f"A{mark} B")


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_first_line_that_names_the_mark_is_no_row(tmp_path: Path, line: str) -> None:
    sheet = read(tmp_path / "a.csv", f"{line}\r\nNIK;Nama, gelar\r\n{NIK};SALMA\r\n")
    assert [(row.nomor, row.texts) for row in sheet.rows] == [(1, ("NIK", "Nama, gelar")), (2, (NIK, "SALMA"))]


def test_a_quoted_cell_may_hold_lines(tmp_path: Path) -> None:
    sheet = read(tmp_path / "a.csv", f'NIK,Alamat,Nama\n{NIK},"RT 1\nRW 2",SALMA\n{NIK},x,y')
    assert [(row.nomor, row.texts) for row in sheet.rows[1:]] == [
        (2, (NIK, "RT 1\nRW 2", "SALMA")), (3, (NIK, "x", "y"))]


@pytest.mark.parametrize("body", [
    f'{NIK},"SALMA,II\n{NIK},KAHAR,I\n', f'{NIK},"SALMA,II\n{NIK},KAHAR,I\n{NIK},"SITTI",I\n'])
def test_a_quote_that_stays_open_swallows_nobody(tmp_path: Path, body: str) -> None:
    problem = refused(tmp_path / "a.csv", f"NIK,Nama,Dusun\n{body}")
    assert problem.kode == "LEMBAR_KUTIP_TERBUKA"
    assert "baris 2" in problem.apa


@pytest.mark.parametrize("body", ["NIK;Nama\r1;A\r2;B", 'NIK;Nama\r\n1;A\r2;"B"\n'])
def test_a_lone_carriage_return_ends_a_row(tmp_path: Path, body: str) -> None:
    sheet = read(tmp_path / "a.csv", body)
    assert [row.texts for row in sheet.rows] == [("NIK", "Nama"), ("1", "A"), ("2", "B")]


def test_one_byte_of_another_encoding_changes_no_other_letter(tmp_path: Path) -> None:
    sheet = read(tmp_path / "a.csv", "NIK;Nama\n1;ANDRÉ ’\n2;".encode() + b"JOS\xc9;\xc9\n")
    assert [row.texts for row in sheet.rows[1:]] == [("1", "ANDRÉ ’"), ("2", "JOSÉ", "É")]
    assert sheet.sandi == "cp1252"


def test_a_cell_without_end(tmp_path: Path) -> None:
    problem = refused(tmp_path / "a.csv", "NIK,Nama\n1," + "x" * 131_073 + "\n")
    assert problem.kode == "LEMBAR_TERLALU_BESAR"  # there is no quote to be closed
    assert "baris 2" in problem.apa


def test_bytes_that_are_no_text_are_named_with_their_row(tmp_path: Path) -> None:
    cases = (b"NIK,Nama\nx,SAL\x81MA\n", b"NIK,Nama\nx,SAL\0MA, yang panjang sekali namanya\n",
             "NIK,Nama\nx,SAL\0MA\n".encode("utf-16"))
    for content in cases:
        problem = refused(tmp_path / "a.csv", content)
        assert problem.kode == "LEMBAR_BUKAN_TEKS"
        assert "Baris 2" in problem.apa


def test_a_note_is_no_workbook_but_a_list_of_one_column_is(tmp_path: Path) -> None:
    assert refused(tmp_path / "surat.xlsx", "ini bukan lembar kerja").kode == "BUKAN_LEMBAR_KERJA"
    assert read(tmp_path / "a.csv", f"NIK\n{NIK}\n").rows[1].texts == (NIK,)


def test_limits_hold_for_text_too(tmp_path: Path) -> None:
    rows = "NIK,Nama\n" + "x,y\n" * 20
    assert refused(tmp_path / "a.csv", rows, Limits(rows=20)).kode == "LEMBAR_TERLALU_BESAR"
    problem = refused(tmp_path / "a.csv", "a,b\n1" + "," * 200 + "x\n")
    assert problem.kode == "LEMBAR_TERLALU_BESAR"
    assert "Baris 2" in problem.apa
    page = "<table>" + "<tr><td>x<td colspan=999999>y</tr>" * 30 + "</table>"
    assert refused(tmp_path / "a.xls", page, Limits(rows=29)).kode == "LEMBAR_TERLALU_BESAR"


def test_commas_in_places_and_dates_are_no_mark(tmp_path: Path) -> None:
    rows = "\n".join(f"WA ODE {n};Soropia, 14-08-1984;{NIK}" for n in range(5))
    table = read(tmp_path / "d.csv", f"Nama;Tempat, tanggal lahir;NIK\n{rows}\nMengetahui,\nSoropia, 20 November 2026")
    assert table.rows[1].texts == ("WA ODE 0", "Soropia, 14-08-1984", NIK)
