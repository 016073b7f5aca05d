"""Reading workbooks: every kind of file becomes rows or one sentence, through the real child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hostile_workbooks import BAD, Maker
from old_workbooks import ods
from workbooks import HEADER, PEOPLE, hand_made, xlsx

from jamsos_desktop import apart, paths
from jamsos_desktop.intake import Limits, Sheet, read_workbook
from jamsos_desktop.intake.reader import VERB
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.workbook.limits import MIB, Ask

ASK = json.dumps(Ask())


def read(path: Path, sheet: int = 1, limits: Limits | None = None) -> Sheet:
    return run_to_end(read_workbook(path, sheet, limits))


def refusal(path: Path, sheet: int = 1, limits: Limits | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        read(path, sheet, limits)
    return caught.value


def test_a_plain_list_comes_back_cell_for_cell(tmp_path: Path) -> None:
    sheet = read(xlsx(tmp_path / "daftar.xlsx", (HEADER, *PEOPLE)))
    assert sheet.rows[1].texts == ("1", "7402115408849417", "WA ODE SALMA", "SOROPIA", "14/08/1984",
                                   "7402110101099001", "II", "900000")
    assert sheet.rows[1].angka == {0, 7}
    assert [row.nomor for row in sheet.rows] == [1, 2, 3]


def test_rows_keep_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    rows = ((), (), ("", "", "DAFTAR PESERTA"), (), ("", *HEADER), (), ("", *PEOPLE[0]))
    sheet = read(xlsx(tmp_path / "geser.xlsx", rows))
    assert [row.nomor for row in sheet.rows] == [3, 5, 7]
    assert sheet.rows[2].text(2) == "7402115408849417"


def test_numbers_and_dates_read_as_excel_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "nilai.ods"
    sheet = read(ods(path, '<table:table-cell office:value-type="float" office:value="7402115408849417"/>'
                           '<table:table-cell office:value-type="date" office:date-value="1984-08-14"/>'
                           '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
                           '<table:table-cell office:value-type="float" office:value="2.5"/>'
                           '<table:table-cell office:value-type="string"><text:p>SALMA</text:p></table:table-cell>'))
    assert sheet.rows[0].texts == ("7,40211E+15", "14/08/1984", "TRUE", "2,5", "SALMA")
    assert (sheet.rows[0].angka, sheet.rows[0].tanggal) == ({0, 3}, {1})


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


def test_a_table_as_text_comes_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes("NIK;Nama lengkap\r\n'7402115408849417;\"ANDRÉ LA’ODE\"\r\n".encode("cp1252"))
    sheet = read(path)
    assert sheet.rows[1].texts == ("'7402115408849417", "ANDRÉ LA’ODE")
    assert sheet.sandi == "cp1252"


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


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    assert refusal(tmp_path / "tidak_ada.xlsx").kode == "LEMBAR_TIDAK_ADA"
    assert refusal(tmp_path).kode == "LEMBAR_TIDAK_TERBACA"
    assert refusal(tmp_path).apa == f"Folder {tmp_path.name} bukan berkas."
    assert refusal(Path()).apa == "Folder . bukan berkas."
    assert refusal(Path("a\0b.xlsx")).kode == "LEMBAR_TIDAK_TERBACA"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_links_pipes_and_odd_names(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.xlsx")
    (tmp_path / "ke_pipa.xlsx").symlink_to("pipa.xlsx")
    (tmp_path / "putus.xlsx").symlink_to("tiada.xlsx")
    (tmp_path / "putar.xlsx").symlink_to("putar.xlsx")
    kinds = {name: refusal(tmp_path / f"{name}.xlsx").kode for name in ("pipa", "ke_pipa", "putus", "putar")}
    assert kinds == {"pipa": "LEMBAR_TIDAK_TERBACA", "ke_pipa": "LEMBAR_TIDAK_TERBACA", "putus": "LEMBAR_TIDAK_ADA",
                     "putar": "LEMBAR_TIDAK_TERBACA"}
    xlsx(tmp_path / "asli.xlsx", (HEADER, *PEOPLE))
    (tmp_path / "tautan.xlsx").symlink_to("asli.xlsx")
    assert len(read(tmp_path / "tautan.xlsx").rows) == 3
    odd = tmp_path / os.fsdecode(b"daftar\xff.xlsx")
    odd.write_bytes(b"")
    assert "daftar?.xlsx" in refusal(odd).apa
    odd.write_bytes((tmp_path / "asli.xlsx").read_bytes())
    assert len(read(odd).rows) == 3


def test_nothing_is_cut_off_in_silence(tmp_path: Path) -> None:
    path = hand_made(tmp_path / "jauh.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>'
                                             '<row r="7"><c r="GS7"><v>1</v></c></row>')
    problem = refusal(path)
    assert problem.kode == "LEMBAR_TERLALU_BESAR"
    assert "Baris 7" in problem.apa


def test_a_sheet_longer_than_allowed(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "panjang.xlsx", [("NIK", "Nama")] + [("x", "y")] * 20)
    assert len(read(path, limits=Limits(rows=21)).rows) == 21
    assert refusal(path, limits=Limits(rows=20)).kode == "LEMBAR_TERLALU_BESAR"
    assert refusal(path, limits=Limits(text=30)).kode == "LEMBAR_TERLALU_BESAR"


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "lambat.xlsx", (HEADER, *PEOPLE))
    assert refusal(path, limits=Limits(seconds=0.0)).kode == "LEMBAR_TERLALU_LAMA"


def test_memory_is_bounded_in_the_child(tmp_path: Path) -> None:
    """200 columns times 30,000 rows, dense, do not fit into the memory allowed here."""
    path = hand_made(tmp_path / "lebar.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>'
                                              '<row r="30000"><c r="GR30000"><v>1</v></c></row>')
    assert [row.nomor for row in read(path).rows] == [1, 30_000]
    assert refusal(path, limits=Limits(memory=160 * MIB)).kode == "LEMBAR_RUSAK"


def test_closing_the_job_ends_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", [HEADER] + [PEOPLE[0]] * 3_000)
    children: list[subprocess.Popen[bytes]] = []

    def noted(verb: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        children.append(start(verb, arguments))
        return children[-1]

    start = apart.start
    monkeypatch.setattr(apart, "start", noted)
    job = read_workbook(path)
    first = next(job)
    assert first.note == "daftar.xlsx"
    assert children[0].returncode is None
    job.close()
    assert children[0].returncode is not None
    with pytest.raises(StopIteration):
        next(job)


@pytest.mark.parametrize(("does", "kode"), [
    ("print('Traceback: apa saja')", "LEMBAR_RUSAK"), ("print('baris [[1]]')", "LEMBAR_RUSAK"),
    ("print('selesai [0]')", "LEMBAR_RUSAK"), ("import time; time.sleep(60)", "LEMBAR_TERLALU_LAMA")])
def test_a_child_that_talks_nonsense_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str,
                                                kode: str) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", (HEADER, *PEOPLE))
    children: list[subprocess.Popen[bytes]] = []

    def other(*_: object) -> subprocess.Popen[bytes]:
        children.append(subprocess.Popen([sys.executable, "-S", "-c", does], stdout=subprocess.PIPE))
        return children[-1]

    monkeypatch.setattr(apart, "start", other)
    assert refusal(path, limits=Limits(seconds=0.2 if "sleep" in does else 60.0)).kode == kode
    assert children[0].returncode is not None


def test_progress_counts_up_to_the_height_of_the_sheet(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", [HEADER] + [PEOPLE[0]] * 1_200)
    counted = [step for step in read_workbook(path) if step.total]
    assert [(step.done, step.total) for step in counted] == [(500, 1_201), (1_000, 1_201)]


def test_the_hidden_verb_speaks_in_lines_and_takes_no_pin(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", (HEADER, *PEOPLE))
    done = subprocess.run([*paths.self_command(), VERB, path, ASK], capture_output=True, check=True, timeout=60)
    lines = done.stdout.decode().splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["buka", "baris", "selesai"]
    assert [row[0] for row in json.loads(lines[1].partition(" ")[2])] == [1, 2, 3]
    assert done.stderr == b""


def test_the_child_starts_without_the_rest_of_the_program(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "daftar.xlsx", (HEADER, *PEOPLE))
    python, *program = paths.self_command()
    done = subprocess.run([python, "-X", "importtime", *program, VERB, path, ASK], capture_output=True, text=True,
                          check=True, timeout=60)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "python_calamine" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("PySide6", "ui", "click", "sqlcipher3", "reportlab")}
    assert {name for name in loaded if name.startswith("jamsos_desktop.")} <= {
        "jamsos_desktop.bounds", "jamsos_desktop.problems", "jamsos_desktop.workbook",
        *(name for name in loaded if name.startswith("jamsos_desktop.workbook."))}
