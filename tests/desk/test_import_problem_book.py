"""Daftar masalah: the rows that did not come in whole, mended in Excel and taken in again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing.records import Imported, ImportPlan, ImportSource
from jamsos_desktop.intake.columns import BIRTH_PARTS
from jamsos_desktop.intake.layout import BY_TITLE, Column, Layout
from jamsos_desktop.intake.recognise import recognise
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import HEIR
from jamsos_desktop.problems import Problem
from tests.desk.imports import bring_in, listed, look, source_of

TITLES = ("NO", "NAMA", "NIK", "TTL", "DSN", "IBU", "ASAL USUL", "=RUMUS")
WHOLE = ("1", "LA ODE HASAN", "7402110302809301", "Soropia, 03-02-1980", "II", "WA MUNA", "sini", "=1+1")
SHORT = ("2", "SALMIA", "740211430280931", "Soropia, 03-02-1980", "III", "WA ISA", "'sana", "00012")
NAMELESS = ("3", "", "7402110302809303", "Soropia, 03-02-1980", "II", "WA ODE", "", "")
LATE = ("4", "KAHARUDDIN", "7402110302809304", "Soropia, 31-02-1980", "II", "WA IDA", "", "")


def village_book(path: Path, *rows: tuple[str, ...]) -> Path:
    """A title, a header in row 3 and people below, every cell a text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Dusun II"
    for at, row in enumerate((("DATA PEKERJA",), (), TITLES, *rows), 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column, text)
            cell.data_type = "s" if text else cell.data_type
    book.save(path)
    return path


def village_sheet(*rows: tuple[str, ...]) -> ImportSource:
    """The same as the reader gives it."""
    lines = ((1, ("DATA PEKERJA",)), (3, TITLES), *enumerate(rows, 4))
    return ImportSource("a.xlsx", "", Sheet("Dusun II", ("Dusun II",), tuple(SheetRow(*line) for line in lines)))


def saved(desk: desks.Desk, path: Path | ImportSource, to: Path, **plan: Any) -> tuple[Path, Imported]:
    read, wish = source_of(desk, path), ImportPlan(**plan)
    report = run_to_end(desk.look_job(read, wish))
    return desk.write_import_problems(read, report, to, wish), report


def cells(path: Path) -> list[list[str]]:
    return [["" if cell.value is None else str(cell.value) for cell in row]
            for row in load_workbook(path).active.iter_rows()]


def test_rows_stand_as_they_were_with_why_and_what_to_do(desk: desks.Desk, tmp_path: Path) -> None:
    book, report = saved(desk, village_sheet(WHOLE, SHORT, NAMELESS), tmp_path / "b.xlsx")
    held = [row.baris for row in report.rows if row.hasil == "ditahan"]
    assert held == [5, 6]
    head, *rows = cells(book)
    assert tuple(head[:4]) == ("Baris", "Hasil", "Alasan", "Yang perlu dilakukan")
    assert head[4:] == ["NO", "NAMA", "NIK", "TTL", "DSN", "IBU", "ASAL USUL", "=RUMUS"]
    assert [row[:2] for row in rows if row[1] == "Ditahan"] == [["5", "Ditahan"], ["6", "Ditahan"]]
    by_number = {row[0]: row for row in rows}
    assert by_number["5"][4:] == list(SHORT)
    assert "15" in by_number["5"][2]
    assert by_number["5"][3].endswith(".")
    assert {len(row) for row in rows} == {12}
    sheet = load_workbook(book).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", f"A1:L{len(rows) + 1}")
    nik = sheet.cell(1 + [row[0] for row in rows].index("5") + 1, 7)
    assert (nik.number_format, nik.data_type, nik.fill.fgColor.rgb) == ("@", "s", "FFFBE3E1")


def test_mended_in_excel_they_come_in(desk: desks.Desk, tmp_path: Path) -> None:
    path = source_of(desk, village_book(tmp_path / "a.xlsx", WHOLE, SHORT, NAMELESS, LATE))
    first = bring_in(desk, path)
    assert (first.masuk, first.count("ditahan")) == (2, 2)
    book, _ = saved(desk, path, tmp_path / "b.xlsx")
    again = look(desk, book)
    assert again.layout.jenis == "galat"
    assert {TITLES[c.at - 4]: c.sasaran for c in again.layout.columns if c.sasaran} == {
        TITLES[c.at]: c.sasaran for c in first.layout.columns if c.sasaran}
    assert again.count("ditahan") == 2  # nothing was mended yet
    opened = load_workbook(book)
    for row in opened.active.iter_rows(min_row=2):
        if row[0].value == "5":
            row[6].value = "7402114302809312"
        if row[0].value == "6":
            row[5].value = "BAHTIAR"
    opened.save(book)
    done = bring_in(desk, book)
    assert (done.masuk >= 2, done.count("ditahan")) == (True, 0)
    assert {(p.nama, p.nik, p.nama_ibu, p.dusun) for p in desk.everyone() if p.nama in ("SALMIA", "BAHTIAR")} == {
        ("SALMIA", "7402114302809312", "WA ISA", "III"), ("BAHTIAR", "7402110302809303", "WA ODE", "II")}
    assert len(desk.everyone()) == 4


def test_what_was_typed_over_and_chosen_by_hand_is_taken_along(desk: desks.Desk, tmp_path: Path) -> None:
    path = village_sheet(WHOLE, SHORT, NAMELESS)
    plan = dict(kolom={6: "alamat", 4: ""}, isi={(5, 5): "WA BARU"}, nilai={(6, "penghasilan"): "900.000"},
                kelompok="ekosistem_desa")
    book, report = saved(desk, path, tmp_path / "b.xlsx", **plan)
    head, *rows = cells(book)
    assert head[4:] == ["NO", "NAMA", "NIK", "TTL", "Tidak dipakai: DSN", "IBU", "Alamat sesuai KTP", "=RUMUS",
                        "Penghasilan / bulan", "Kelompok"]
    by_number = {row[0]: row for row in rows}
    assert (by_number["5"][9], by_number["6"][12], by_number["5"][12]) == ("WA BARU", "900.000", "")
    assert {row[13] for row in rows} == {"Ekosistem desa"}
    seen = look(desk, book).layout
    assert seen.fields == report.layout.fields | {"penghasilan", "kelompok"}
    assert "dusun" not in seen.fields


def test_what_most_people_lack_is_told_in_each_row(desk: desks.Desk, tmp_path: Path) -> None:
    """A column that stands there almost empty is no problem of one row, yet each row lacks it."""
    people = [{"NAMA": name, "NIK": f"74021103028093{n:02}", "TGL LAHIR": "03/02/1980", "NOMOR KK": "",
               "NAMA IBU": "WA MUNA" if n else ""} for n, name in enumerate(("SALMIA", "BAHTIAR", "LA ODE HASAN"))]
    source = listed(*people)
    desk.keep_pattern("Dusun", look(desk, source).layout, "ekosistem_desa")
    book = desk.write_import_problems(source, look(desk, source), tmp_path / "b.xlsx")
    head, *rows = cells(book)
    assert [row[2].split("\n") for row in rows] == [["Nama ibu kandung kosong", "Nomor KK kosong"],
                                                   ["Nomor KK kosong"], ["Nomor KK kosong"]]
    assert all(row[3].count(".") == len(row[2].split("\n")) for row in rows)
    alone = listed({"NAMA": "SALMIA", "NIK": "7402110302809300"})
    (_, only) = cells(desk.write_import_problems(alone, look(desk, alone), tmp_path / "c.xlsx"))
    assert only[3] == "Tambahkan kolomnya di sini, atau isi lewat Isi cepat."
    # The group that a pattern gives goes along: the next reading of the rows may not know that pattern.
    assert (head[-1], {row[-1] for row in rows}) == ("Kelompok", {"Ekosistem desa"})


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_a_column_chosen_by_hand_is_known_again_by_its_name(target: str) -> None:
    # A tick means something only beside the other one, what is said of an heir only beside their name, a part of the
    # date of birth beside the others.
    together = next((keys for keys in (("tanda_l", "tanda_p"), BIRTH_PARTS) if target in keys), (target,))
    beside = ("nama_ahli_waris",) if HEIR in target else ()
    titles = ("Baris", "Hasil", "Alasan", "Yang perlu dilakukan",
              *{TARGETS[key].label: 0 for key in ("nama", "nik", *beside, *together)})
    rows = (SheetRow(1, titles), SheetRow(2, ("4", "Ditahan", "", "", "SALMIA", "7402114302809312")))
    layout = recognise(Sheet("Daftar masalah", ("Daftar masalah",), rows))
    assert layout.jenis == "galat"
    assert target in layout.keys.values()


def test_what_stands_above_and_beside_rows_goes_along(desk: desks.Desk, tmp_path: Path) -> None:
    """A family's banner and a merged cell are outside the row; in the book they stand in it."""
    from jamsos_desktop.intake.layout import Banner
    from jamsos_desktop.intake.sheet import Merged

    rows = (SheetRow(1, ("NAMA", "DUSUN", "TGL LAHIR")), SheetRow(2, ("No. KK : 7402111203109276",)),
            SheetRow(3, ("SALMIA", "III", "29254")), SheetRow(4, ("HASLINDA", "", "03/02/1980")),
            SheetRow(5, ("", "II", "01/07/1990")))
    sheet = Sheet("L", ("L",), rows, gabung=(Merged(3, 1, 4, 1), Merged(4, 0, 5, 0)), tahun_1904=True)
    layout = Layout("siak", 0, 1, 5, (Column(0, "NAMA", "nama", BY_TITLE), Column(1, "DUSUN", "dusun", BY_TITLE),
                                      Column(2, "TGL LAHIR", "tanggal_lahir", BY_TITLE)),
                    (Banner(3, 5, "no_kk", "7402111203109276"),))
    lines = tuple(desks.ImportedRow(n, "ditahan", name, "NIK kosong.")
                  for n, name in ((3, "SALMIA"), (4, "HASLINDA"), (5, "")))
    book = desk.write_import_problems(ImportSource("a.xlsx", "", sheet), Imported("L", lines, True, layout),
                                      tmp_path / "b.xlsx")
    head, *found = cells(book)
    assert head[4:] == ["NAMA", "DUSUN", "TGL LAHIR", "Nomor KK"]
    assert [row[4:] for row in found] == [["SALMIA", "III", "30716", "7402111203109276"],
                                          ["HASLINDA", "III", "03/02/1980", "7402111203109276"],
                                          ["", "II", "01/07/1990", ""]]  # a merged name makes nobody of the row below
    assert [row[2:4] for row in found] == [["NIK kosong.", ""]] * 3


def test_a_book_is_refused_in_a_sentence(desk: desks.Desk, tmp_path: Path) -> None:
    read = village_sheet(SHORT)
    (tmp_path / "b.xlsx").write_bytes(b"lain")
    with pytest.raises(Problem) as caught:
        saved(desk, read, tmp_path / "b.xlsx")
    assert (caught.value.kode, (tmp_path / "b.xlsx").read_bytes()) == ("NAMA_SUDAH_ADA", b"lain")
    empty = Imported("L", (), True, run_to_end(desk.look_job(read, ImportPlan())).layout)
    with pytest.raises(Problem) as caught:
        desk.write_import_problems(read, empty, tmp_path / "c.xlsx")
    assert caught.value.kode == "TANPA_MASALAH"
    assert not (tmp_path / "c.xlsx").exists()
