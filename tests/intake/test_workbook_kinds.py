"""Every kind of file that offices call an Excel, read by what it holds and not by its name."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

import pytest
import xlsxwriter
from old_workbooks import Day, Fault, ods, web_page, xls, xml_2003
from workbooks import HEADER, PEOPLE, hand_made, xlsx

from jamsos_desktop.intake import Sheet, read_workbook
from jamsos_desktop.intake.sheet import Merged
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem

NIK = "7402115408849417"


def read(path: Path, sheet: int | str = 0) -> Sheet:
    return run_to_end(read_workbook(path, sheet))


def texts(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.texts for row in sheet.rows]


def refused(path: Path, sheet: int | str = 0) -> Problem:
    with pytest.raises(Problem) as caught:
        read(path, sheet)
    return caught.value


def test_the_sheet_with_most_people_is_taken_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "desa.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "Isi lembar Dusun I dan Dusun II.")
        recap = book.add_worksheet("Rekap")
        for row, cells in enumerate([("Dusun", "Jumlah"), ("Mekar", 34), ("Soropia", 30), ("Bokori", 31)]):
            recap.write_row(row, 0, cells)
        book.add_worksheet("Dusun I").write_row(1, 0, ("WA ODE SALMA", NIK))
        hidden = book.add_worksheet("Dusun II")
        hidden.hide()
        hidden.write_row(0, 0, ("NIK", "Nama"))
        hidden.write_row(1, 0, ("", "LA ODE JUMRIN", date(1984, 8, 14), "L"))
        hidden.write_row(2, 0, ("", "SITTI HALWIA", "14-08-1984"))
        book.add_worksheet("Kosong")
        book.add_chartsheet("Grafik")
    sheet = read(path)
    assert (sheet.nama, sheet.nomor) == ("Dusun II", 4)
    assert sheet.lembar == ("Petunjuk", "Rekap", "Dusun I", "Dusun II", "Kosong", "Grafik")
    assert sheet.orang == (0, 0, 1, 2, 0, 0)
    assert read(path, "Dusun I").nomor == read(path, " dusun i").nomor == read(path, "3").nomor == 3
    assert read(path, 1).orang == ()  # nobody asked
    for nothing in ("Kosong", 6):
        assert refused(path, nothing).kode == "LEMBAR_KOSONG"
    problem = refused(path, "Dusun IV")
    assert problem.kode == "LEMBAR_TIDAK_ADA_NOMOR"
    assert "Dusun II" in problem.cara


def test_a_list_of_names_alone_is_counted_where_no_sheet_has_more(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "nama.xlsx", (("Keterangan", "isi"),), (("No", "Nama"), (1, "SALMIA"), (2, "KAHAR")))
    assert read(path).orang == (0, 2)


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_are_right_in_both_ways_of_counting(tmp_path: Path, from_1904: bool) -> None:
    path = tmp_path / "tanggal.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, date(1984, 8, 14), book.add_format({"num_format": "dd mmmm yyyy"}))
        sheet.write_number(0, 1, 30908)
        sheet.write_datetime(0, 2, timedelta(hours=30, minutes=5), book.add_format({"num_format": "[h]:mm"}))
    found = read(path)
    assert found.tahun_1904 is from_1904
    assert found.rows[0].texts == ("14/08/1984", "30908", "30.05")
    assert (found.rows[0].tanggal, found.rows[0].angka) == ({0}, {1})
    epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    serial = (date(1984, 8, 14) - epoch).days
    old = read(xls(tmp_path / "lama.xls", [["Tgl", Day(serial)]], from_1904=from_1904))
    assert old.tahun_1904 is from_1904
    assert old.rows[0] == (1, ("Tgl", "14/08/1984"), set(), {1})


def test_an_old_workbook_is_read_whole(tmp_path: Path) -> None:
    rows = [["KK", "NIK", "Nama", "Upah"], ["7402110101099001", NIK, "WA ODE SALMA", 900000.0],
            ["", "7402110107909002", "LA ODE JUMRIN’", 2.5]]
    sheet = read(xls(tmp_path / "lama.xls", rows, [(1, 2, 0, 0), (0, 0, 2, 3)]))
    assert texts(sheet) == [tuple(rows[0]), (*rows[1][:3], "900000"), (*rows[2][:3], "2,5")]
    assert sheet.gabung == (Merged(2, 0, 3, 0), Merged(1, 2, 1, 3))
    assert sheet.orang == (2,)


def test_the_name_says_nothing(tmp_path: Path) -> None:
    xls(tmp_path / "lama.xlsx", [["NIK"], [NIK]])
    xlsx(tmp_path / "baru.xls", (("NIK",), (NIK,)))
    xlsx(tmp_path / "baru.csv", (("NIK",), (NIK,)))
    (tmp_path / "teks.xlsx").write_text(f"NIK;Nama\n{NIK};SALMA\n")
    for path in sorted(tmp_path.iterdir()):
        assert read(path).rows[1].text(0) == NIK, path.name


def test_merged_cells_are_told_with_the_numbers_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "gabung.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(2, 1, 2, 4, "IDENTITAS")
        sheet.merge_range(3, 1, 6, 1, "7402110101099001")
    assert read(path).gabung == (Merged(3, 1, 3, 4), Merged(4, 1, 7, 1))


def test_errors_and_formulas_without_a_value_are_shown(tmp_path: Path) -> None:
    path = hand_made(tmp_path / "rumus.xlsx", (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>'
        '<c r="C2" t="inlineStr"><is><r><t xml:space="preserve">WA </t></r><r><t>ODE</t></r></is></c>'
        '<c r="D2"><f>A1&amp;"x"</f></c><c r="E2"><f t="shared" si="0"/></c><c r="F2" t="str"><f>""</f><v></v></c>'
        '<c r="G2" t="str"><f>"a"</f><v>a</v></c><c r="H2" t="b"><v>1</v></c></row>'
        '<row r="9"><c r="C9" t="e"><v>#N/A</v></c></row>'))
    sheet = read(path)
    assert [(row.nomor, row.texts) for row in sheet.rows] == [
        (2, ("1", "#DIV/0!", "WA ODE", '=A1&"x"', "=rumus", "", "a", "TRUE")), (9, ("", "", "#N/A"))]


def test_an_error_in_an_old_workbook_takes_no_other_cell_along(tmp_path: Path) -> None:
    assert texts(read(xls(tmp_path / "galat.xls", [["NIK", Fault(0x17), "SALMA"]]))) == [("NIK", "", "SALMA")]


def test_numbers_lose_no_digit_unsaid(tmp_path: Path) -> None:
    path = tmp_path / "angka.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, (999_999_999_999_999, 10**15, 7402119999999999, -1.5, 0.1 + 0.2, 0, 8e15))
    assert read(path).rows[0].texts == ("999999999999999", "1E+15", "7,40211E+15", "-1,5", "0,3", "0", "8E+15")


def test_cells_keep_their_line_breaks(tmp_path: Path) -> None:
    assert read(xlsx(tmp_path / "baris.xlsx", (("NIK\nKTP", " SALMA "),))).rows[0].texts == ("NIK\nKTP", "SALMA")


def test_a_web_page_under_a_workbooks_name(tmp_path: Path) -> None:
    rows = [("No", "NIK", "Nama"), ("1", NIK, "WA ODE SALMA & ANAK")]
    head = "<h3>DAFTAR\n WARGA</h3><p>No. KK : 7402110101099001<br>Dusun II</p>"
    sheet = read(web_page(tmp_path / "siak.xls", rows, head))
    assert texts(sheet) == [("DAFTAR WARGA",), ("No. KK : 7402110101099001",), ("Dusun II",), *rows]
    assert [row.nomor for row in sheet.rows] == [1, 2, 3, 4, 5]
    assert (sheet.sandi, sheet.orang) == ("utf-8", (1,))


def test_a_page_written_carelessly(tmp_path: Path) -> None:
    path = tmp_path / "siak.xls"
    path.write_bytes("<table><tr><th rowspan=2>NO<th colspan=2>ORANG<tr><td>Nama<br>lengkap<td>NIK<tr><td>1<td>ANDR\xc9"
                     f"&nbsp;LA<td>{NIK}<tr><td>2</table>".encode("cp1252"))
    sheet = read(path)
    assert texts(sheet) == [("NO", "ORANG"), ("", "Nama\nlengkap", "NIK"), ("1", "ANDRÉ LA", NIK), ("2",)]
    assert sheet.gabung == (Merged(1, 0, 2, 0), Merged(1, 1, 1, 2))
    assert sheet.sandi == "cp1252"


def test_xml_of_2003(tmp_path: Path) -> None:
    def cell(kind: str, text: str, more: str = "") -> str:
        return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data><Comment><Data>catatan</Data></Comment></Cell>'

    merged = cell("String", "NIK", 'ss:Index="2" ss:MergeDown="1"')
    first = f'<Row ss:Index="3">{merged}{cell("Number", "2.5")}</Row>'
    second = f'<Row>{cell("DateTime", "1984-08-14T00:00:00.000")}{cell("String", NIK)}{cell("Boolean", "1")}</Row>'
    path = xml_2003(tmp_path / "lama.xls", [("Satu", first + second), ("Dua", f"<Row>{cell('String', 'SALMA')}</Row>")])
    sheet = read(path, 1)
    assert sheet.lembar == ("Satu", "Dua")
    assert sheet.rows == ((3, ("", "NIK", "2,5"), {2}, set()), (4, ("14/08/1984", "", NIK, "TRUE"), set(), {0}))
    assert sheet.gabung == (Merged(3, 1, 4, 1),)
    assert texts(read(path, "Dua")) == [("SALMA",)]
    growing = xml_2003(tmp_path / "tumbuh.xls", [("A", f"<Row>{cell('String', '&a;')}</Row>")],
                       '<!DOCTYPE x [<!ENTITY b "ha"><!ENTITY a "&b;&b;">]>')
    assert refused(growing).kode == "LEMBAR_RUSAK"


def test_a_sheet_of_libreoffice(tmp_path: Path) -> None:
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rest = "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>"
    path = ods(tmp_path / "a.ods", cell.format("NIK"), f"<table:table-row>{cell.format(NIK)}</table:table-row>{rest}")
    assert texts(read(path)) == [("NIK",), (NIK,)]


def test_the_fingerprint_is_of_what_was_read(tmp_path: Path) -> None:
    import hashlib

    path = xlsx(tmp_path / "daftar.xlsx", [HEADER] + [PEOPLE[0]] * 600)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    job = read_workbook(path)
    while not next(job).total:  # rows arrive: the file has been read
        pass
    path.write_bytes(b"lain")
    assert run_to_end(job).sha == before
    assert run_to_end(read_workbook(_packed_again(tmp_path / "b.xlsx"))).sha != before


def test_texts_that_json_writes_otherwise_come_through(tmp_path: Path) -> None:
    rows = (('"WA"', "a\\b", "x\ty", "é’😀"), ('","', "", 'a","b', "\x7f\u2028z"))
    assert texts(read(xlsx(tmp_path / "aneh.xlsx", rows))) == list(rows)


def test_a_workbook_written_without_looking_back(tmp_path: Path) -> None:
    """Sizes behind the parts and in long fields, a comment and a stray line below: nothing of it is damage."""
    path = tmp_path / "alir.xlsx"
    with zipfile.ZipFile(xlsx(tmp_path / "asal.xlsx", (HEADER, *PEOPLE))) as old, path.open("wb") as file:
        with zipfile.ZipFile(_OneWay(file), "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                with new.open(part.filename.replace("/", "\\") if "sheet1" in part.filename else part.filename, "w",
                              force_zip64=True) as out:
                    out.write(old.read(part))
            new.comment = b"dibuat oleh program lain"
        file.write(b"\r\n")
    assert len(read(path).rows) == 3


class _OneWay(io.RawIOBase):
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        return self._file.write(data)


def _packed_again(path: Path) -> Path:
    """A workbook with a directory entry and parts that are not compressed, as some programs write it."""
    source = xlsx(path.with_suffix(".asal"), (HEADER, *PEOPLE))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        new.writestr("xl/", b"")
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
    return path
