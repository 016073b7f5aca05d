"""Reading workbooks: every kind of file becomes rows or one sentence, through the real child."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from workbooks import HEADER, PEOPLE, hand_made, locked, sparse, xlsx

from jamsos_desktop import paths
from jamsos_desktop.intake import Limits, Sheet, read_workbook
from jamsos_desktop.intake.reader import VERB
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


def read(path: Path, sheet: int = 1, limits: Limits | None = None) -> Sheet:
    return run_to_end(read_workbook(path, sheet, limits))


def refusal(path: Path, sheet: int = 1, limits: Limits | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        read(path, sheet, limits)
    return caught.value


def test_a_plain_list_comes_back_cell_for_cell(tmp_path: Path) -> None:
    sheet = read(xlsx(tmp_path / "daftar.xlsx", (HEADER, *PEOPLE)))
    assert sheet.kepala == 0
    assert sheet.rows[1].texts == ("1", "7402115408849417", "WA ODE SALMA", "SOROPIA", "14/08/1984",
                                   "7402110101099001", "II", "900000")
    assert sheet.rows[1].angka == {0, 7}
    assert [row.nomor for row in sheet.rows] == [1, 2, 3]


def test_rows_keep_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    rows = ((), (), ("", "", "DAFTAR PESERTA"), (), ("", *HEADER), (), ("", *PEOPLE[0]))
    sheet = read(xlsx(tmp_path / "geser.xlsx", rows))
    assert [row.nomor for row in sheet.rows] == [3, 5, 7]
    assert sheet.kepala == 1
    assert sheet.rows[2].text(2) == "7402115408849417"


def test_numbers_and_dates_read_as_excel_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "nilai.ods"
    sheet = read(_ods(path, '<table:table-cell office:value-type="float" office:value="7402115408849417"/>'
                            '<table:table-cell office:value-type="date" office:date-value="1984-08-14"/>'
                            '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
                            '<table:table-cell office:value-type="float" office:value="2.5"/>'
                            '<table:table-cell office:value-type="string"><text:p>SALMA</text:p></table:table-cell>'))
    assert sheet.rows[0].texts == ("7.40212E+15", "14/08/1984", "TRUE", "2.5", "SALMA")
    assert sheet.rows[0].angka == {0, 3}


def test_a_date_cell_of_excel_becomes_day_month_year(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "tanggal.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, date(1984, 8, 14), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_datetime(0, 1, datetime(2026, 11, 20, 9, 30), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    assert read(path).rows[0].texts == ("14/08/1984", "20/11/2026 09.30")


def test_another_sheet_by_number(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "dua.xlsx", (("catatan",),), (HEADER, *PEOPLE))
    sheet = read(path, 2)
    assert (sheet.nama, sheet.lembar) == ("Sheet2", ("Sheet1", "Sheet2"))
    problem = refusal(path, 3)
    assert problem.kode == "LEMBAR_TIDAK_ADA_NOMOR"
    assert "hanya punya 2 lembar" in problem.apa


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_tables_in_every_common_dress(tmp_path: Path, mark: str, encoding: str) -> None:
    name = "ANDRÉ LA’ODE" if encoding != "utf-8" else "ANDRÉ LA ODE"
    path = tmp_path / "daftar.csv"
    path.write_bytes(f"NIK{mark}Nama lengkap\r\n'7402115408849417{mark}\"{name}\"\r\n".encode(encoding))
    assert read(path).rows[1].texts == ("'7402115408849417", name)


Maker = Callable[[Path], object]


def _ods(path: Path, cells: str) -> Path:
    namespace = "urn:oasis:names:tc:opendocument:xmlns:"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{namespace}manifest:1.0"/>')
        file.writestr("content.xml", f"""<?xml version="1.0"?><office:document-content \
xmlns:office="{namespace}office:1.0" xmlns:table="{namespace}table:1.0" xmlns:text="{namespace}text:1.0">\
<office:body><office:spreadsheet><table:table table:name="Lembar1"><table:table-row>{cells}</table:table-row>\
</table:table></office:spreadsheet></office:body></office:document-content>""")
    return path


def _truncated(path: Path) -> None:
    xlsx(path, (HEADER, *PEOPLE))
    path.write_bytes(path.read_bytes()[:-400])


def _cut_inside(path: Path) -> None:
    """The zip's own table is whole, the packed bytes of the parts are not."""
    content = bytearray(xlsx(path, (HEADER, *PEOPLE)).read_bytes())
    content[60:1500] = b"\0" * 1440
    path.write_bytes(content)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b" " * (19 * 1024 * 1024))


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for number in range(2_001):
            file.writestr(f"xl/{number}", b"")


def _big_part(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"0123456789abcdef" * (21 * 65_536))


def _document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<w:document/>")


BAD: list[tuple[str, Maker, str]] = [
    ("teks.xlsx", lambda p: p.write_text("NIK,Nama\n7402115408849417,SALMA\n"), "BUKAN_LEMBAR_KERJA"),
    ("halaman.xls", lambda p: p.write_text("<html><table><tr><td>NIK</td></tr></table></html>"), "BUKAN_LEMBAR_KERJA"),
    ("surat.xlsx", _document, "BUKAN_LEMBAR_KERJA"),
    ("foto.csv", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), "BUKAN_LEMBAR_KERJA"),
    ("kosong.xlsx", lambda p: p.write_bytes(b""), "LEMBAR_KOSONG"),
    ("kosong.csv", lambda p: p.write_bytes(b"\n \n"), "LEMBAR_KOSONG"),
    ("tanpa_isi.xlsx", lambda p: xlsx(p, ()), "LEMBAR_KOSONG"),
    ("sandi.xlsx", locked, "LEMBAR_BERSANDI"),
    ("terpotong.xlsx", _truncated, "LEMBAR_RUSAK"),
    ("berlubang.xlsx", _cut_inside, "LEMBAR_RUSAK"),
    ("bom.xlsx", _bomb, "LEMBAR_TERLALU_BESAR"),
    ("bagian.xlsx", _big_part, "LEMBAR_TERLALU_BESAR"),
    ("banyak.xlsx", _many_parts, "LEMBAR_TERLALU_BESAR"),
    ("jarang.xlsx", sparse, "LEMBAR_RUSAK"),
]


@pytest.mark.parametrize(("name", "make", "kode"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_gets_a_sentence_and_stays_as_it_was(tmp_path: Path, name: str, make: Maker, kode: str) -> None:
    path = tmp_path / name
    make(path)
    before = path.read_bytes()
    problem = refusal(path)
    assert problem.kode == kode
    assert name in problem.apa
    assert problem.aman == TIDAK_BERUBAH
    assert problem.cara
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "tidak_ada.xlsx").kode == "LEMBAR_TIDAK_ADA"
    assert refusal(tmp_path).kode == "LEMBAR_TIDAK_TERBACA"


def test_a_sheet_longer_than_allowed(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "panjang.xlsx", [("NIK", "Nama")] + [("x", "y")] * 20)
    assert len(read(path, limits=Limits(rows=21)).rows) == 21
    assert refusal(path, limits=Limits(rows=20)).kode == "LEMBAR_TERLALU_BESAR"
    assert refusal(path, limits=Limits(text=30)).kode == "LEMBAR_TERLALU_BESAR"


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "lambat.xlsx", (HEADER, *PEOPLE))
    assert refusal(path, limits=Limits(seconds=0.0)).kode == "LEMBAR_TERLALU_LAMA"


def test_memory_is_bounded_in_the_child(tmp_path: Path) -> None:
    """200 columns times 60,000 rows, dense, do not fit into the memory allowed here."""
    path = hand_made(tmp_path / "lebar.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>'
                                              '<row r="60000"><c r="GR60000"><v>1</v></c></row>')
    assert [row.nomor for row in read(path).rows] == [1, 60_000]
    assert refusal(path, limits=Limits(memory=256 * 1024 * 1024)).kode == "LEMBAR_RUSAK"


def test_closing_the_job_ends_the_child(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", [HEADER] + [PEOPLE[0]] * 3_000)
    job = read_workbook(path)
    first = next(job)
    assert first.note == "daftar.xlsx"
    job.close()
    with pytest.raises(StopIteration):
        next(job)


def test_progress_counts_up_to_the_height_of_the_sheet(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", [HEADER] + [PEOPLE[0]] * 1_200)
    counted = [step for step in read_workbook(path) if step.total]
    assert [(step.done, step.total) for step in counted] == [(500, 1_201), (1_000, 1_201)]


def test_the_hidden_verb_speaks_ndjson_and_takes_no_pin(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", (HEADER, *PEOPLE))
    done = subprocess.run([*paths.self_command(), VERB, path, "1", "{}"], capture_output=True, check=True, timeout=60)
    lines = done.stdout.decode().splitlines()
    assert [line[:5] for line in lines] == ['["buk', '["b",', '["b",', '["b",', '["sel']
    assert done.stderr == b""


def test_the_child_starts_without_the_rest_of_the_program(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", (HEADER, *PEOPLE))
    python, *program = paths.self_command()
    done = subprocess.run([python, "-X", "importtime", *program, VERB, path, "1", "{}"], capture_output=True, text=True,
                          check=True, timeout=60)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "python_calamine" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("PySide6", "ui", "click", "sqlcipher3", "reportlab")}
    assert not {"jamsos_desktop.desk", "jamsos_desktop.store", "jamsos_desktop.cli"} & loaded
