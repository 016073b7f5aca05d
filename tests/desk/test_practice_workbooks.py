"""Every workbook made at a practice desk says so: in its name, above each printed sheet, in its title or on a sheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange.intake_template_columns import GUIDE
from jamsos_desktop.exchange.workbooks import KINDS, named
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import PRACTICE, DataFolder
from jamsos_desktop.texts import LATIHAN, LATIHAN_WORDS
from tests import workbooks

Pair = tuple[desks.Desk, desks.Desk]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Pair]]:
    """Each desk twice: as it is, and in the folder of a practice."""
    place = tmp_path_factory.mktemp("meja")
    folders = {"desa": workbooks.village(place / "desa"), "dpmd": workbooks.district(place / "dpmd")}
    (place / f"{PRACTICE}uji").mkdir()
    copies = {mode: DataFolder(Path(shutil.copytree(folder.root, place / f"{PRACTICE}uji" / mode)))
              for mode, folder in folders.items()}
    made = {mode: (workbooks.opened(folders[mode], mode), workbooks.opened(copies[mode], mode)) for mode in folders}
    yield made
    for pair in made.values():
        for desk in pair:
            desk.close()


def books(desk: desks.Desk, verb: workbooks.Verb, into: Path) -> list[Path]:
    run_to_end(verb.make(desk, into))
    return sorted(into.rglob("*.xlsx"))


def rows(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize(("mode", "verb"), workbooks.VERBS)
def test_a_workbook_of_a_practice_says_so_and_no_other(built: dict[str, Pair], mode: str, verb: str,
                                                       tmp_path: Path) -> None:
    asked = workbooks.EVERY[mode][verb]
    real, practice = (books(desk, asked, tmp_path / name / "stik") for desk, name in
                      zip(built[mode], ("sungguh", "coba"), strict=True))
    assert len(real) == len(practice) > 0
    for plain, said in zip(real, practice, strict=True):
        assert LATIHAN not in plain.name
        assert said.name.startswith(f"{LATIHAN} ")
        if asked.jenis == "templat_sipp":
            assert said.name == f"{LATIHAN} {plain.name}", "a name SIPP refuses"
            continue  # nothing but its rows is ours
        without, book = load_workbook(plain), load_workbook(said)
        assert not any(LATIHAN in str(cell) for sheet in without.sheetnames for row in rows(without, sheet)
                       for cell in row)
        assert str(book.properties.title).startswith(LATIHAN)
        assert {str(sheet.oddHeader.center.text) for sheet in book if sheet.sheet_state == "visible"} \
            == {LATIHAN_WORDS}
        if KINDS[asked.jenis].berjudul:
            assert book.sheetnames == without.sheetnames
            title = GUIDE if asked.jenis == "templat" else book.sheetnames[0]
            assert str(rows(book, title)[0][0]).startswith(f"{LATIHAN}. ")
            assert rows(book, title)[3:] == rows(without, title)[3:]
        else:
            assert book.sheetnames == [*without.sheetnames, LATIHAN]
            assert rows(book, LATIHAN) == [(LATIHAN_WORDS,)]
            for sheet in without.sheetnames:
                assert rows(book, sheet) == rows(without, sheet), "the header is the first row, as programs want it"


def test_a_list_of_problems_of_a_practice_is_taken_in_again(built: dict[str, Pair], tmp_path: Path) -> None:
    """The sheet that says so holds nobody, so that the list itself is read."""
    desk = built["desa"][1]
    (path,) = books(desk, workbooks.EVERY["desa"]["masalah impor"], tmp_path)
    source = run_to_end(desk.read_sheet_job(path))
    assert source.sheet.nama != LATIHAN
    report = run_to_end(desk.look_job(source, desks.ImportPlan(kelompok="pekerja_rentan")))
    assert [row.nama for row in report.rows] == [workbooks.LISTED["NAMA"]]


def test_a_template_of_a_practice_is_known_as_one_of_its_group(built: dict[str, Pair], tmp_path: Path) -> None:
    desk = built["desa"][1]
    (path,) = books(desk, workbooks.EVERY["desa"]["templat kelompok"], tmp_path)
    assert desk.sheet_group(run_to_end(desk.read_sheet_job(path, 1))) == "pekerja_rentan"


@pytest.mark.parametrize(("name", "becomes"), [
    ("a.xlsx", "LATIHAN a.xlsx"), ("A.XLSX", "LATIHAN A.XLSX"), ("a latihan.xlsx", "a latihan.xlsx"),
    ("a.pdf", "a.pdf"), ("xlsx", "xlsx")])
def test_a_name_says_it_once(name: str, becomes: str) -> None:
    assert named(Path("x") / name, latihan=True) == Path("x") / becomes
    assert named(Path("x") / name, latihan=False) == Path("x") / name
