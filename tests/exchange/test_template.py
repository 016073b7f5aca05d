"""The office's own template: recognised by its headers, filled below them, and otherwise left byte for byte."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from jamsos_desktop.exchange import sipp, template
from jamsos_desktop.problems import Problem
from tests.conftest import salma
from tests.exchange import bpjs_books


def rows_of(path: Path, sheet: str) -> list[tuple[int, list[str]]]:
    """Rows as the reading child gives them."""
    page = load_workbook(path)[sheet]
    return [(nth, ["" if c is None else str(c) for c in row])
            for nth, row in enumerate(page.iter_rows(values_only=True), 1)]


def mapped(path: Path, sheet: str = "data_tk_baru") -> template.SheetMap:
    found = template.map_sheet(sheet, rows_of(path, sheet), path.name)
    assert found is not None
    return found


def filled(path: Path, people: list[object]) -> bytes:
    plan = mapped(path)
    texts = [[sipp.text_of(column, person) for column in plan.columns.values()] for person in people]
    return template.fill(path.read_bytes(), path.name, [(plan, texts)])


def parts(data: bytes, tmp_path: Path) -> dict[str, bytes]:
    (tmp_path / "x.zip").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_copy_holds_the_people_and_all_other_parts_of_the_original(tmp_path: Path) -> None:
    path = bpjs_books.template(tmp_path)
    before = path.read_bytes()
    made = filled(path, [salma(nomor="PU-000001"), salma(nama="LA & <ODE>", nik="7402110302809366")])
    assert path.read_bytes() == before
    old, new = parts(before, tmp_path), parts(made, tmp_path)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet2.xml"]
    (tmp_path / "hasil.xlsx").write_bytes(made)
    book = load_workbook(tmp_path / "hasil.xlsx")
    assert book.sheetnames == ["Petunjuk Pengisian", "data_tk_baru", "Lokasi Pekerjaan"]
    page = book["data_tk_baru"]
    assert (page["B2"].value, page["O2"].value, page["B3"].value) == ("WA ODE SALMA", "7402115408849417", "LA & <ODE>")
    assert {page.cell(2, c).data_type for c in range(1, 31) if page.cell(2, c).value} == {"s"}
    assert (page["O2"].number_format, page["A1"].font.b, page.max_row) == ("@", True, 3)
    assert [v.formula1 for v in page.data_validations.dataValidation] == ["'Lokasi Pekerjaan'!$A$2:$A$3"]
    other = CalamineWorkbook.from_path(str(tmp_path / "hasil.xlsx")).get_sheet_by_name("data_tk_baru").to_python()
    assert other[1][:3] == ["PU-000001", "WA ODE SALMA", ""]


def test_headers_are_found_by_name_in_any_order_and_spelling(tmp_path: Path) -> None:
    heads = ["No. Pegawai", "NIK", "nama lengkap *", "TGL_LAHIR", "Upah"]
    path = bpjs_books.template(tmp_path, heads=heads)
    assert [c.nama for c in mapped(path).columns.values()] == [
        "NO_PEGAWAI", "NOMOR_IDENTITAS", "NAMA_LENGKAP", "TANGGAL_LAHIR", "UPAH"]
    (tmp_path / "hasil.xlsx").write_bytes(filled(path, [salma(nomor="PU-000001")]))
    page = load_workbook(tmp_path / "hasil.xlsx")["data_tk_baru"]
    assert [c.value for c in page[2]] == ["PU-000001", "7402115408849417", "WA ODE SALMA", "14-08-1984", "900000"]


@pytest.mark.parametrize(("change", "said"), [
    (lambda heads: [*heads, "WARNA_MATA"], "WARNA_MATA tidak dikenal"),
    (lambda heads: [*heads, "NIK"], "NIK dua kali"),
    (lambda heads: [h for h in heads if h != "NOMOR_IDENTITAS"], "NOMOR_IDENTITAS tidak ada"),
    (lambda heads: [{"NAMA_LENGKAP": "NAMA_DEPAN"}.get(h, h) for h in heads], "NAMA_DEPAN tidak dikenal"),
])
def test_an_unknown_doubled_or_missing_header_is_refused_by_name(tmp_path: Path, change: object, said: str) -> None:
    heads = change([c.nama for c in sipp.columns()])  # type: ignore[operator]
    path = bpjs_books.template(tmp_path, heads=heads)
    with pytest.raises(Problem, match=said) as refused:
        mapped(path)
    assert refused.value.kode == "TEMPLAT_TIDAK_COCOK"


def test_a_guide_that_repeats_the_headers_is_no_data_sheet(tmp_path: Path) -> None:
    heads = [(1, [c.nama for c in sipp.columns()])]
    assert template.map_sheet("Petunjuk Pengisian", heads, "x.xlsx") is None
    assert template.map_sheet("Lain", [(1, ["a", "b"])], "x.xlsx") is None


def test_rows_of_an_earlier_filling_are_replaced(tmp_path: Path) -> None:
    path = bpjs_books.template(tmp_path, rows=[["1", "CONTOH LAMA"], ["2", "CONTOH LAIN"]])
    assert mapped(path).terisi == 2
    (tmp_path / "hasil.xlsx").write_bytes(filled(path, [salma()]))
    page = load_workbook(tmp_path / "hasil.xlsx")["data_tk_baru"]
    assert [row[1] for row in page.iter_rows(min_row=2, values_only=True)] == ["WA ODE SALMA"]


def test_more_people_than_sipp_takes_are_refused(tmp_path: Path) -> None:
    path = bpjs_books.template(tmp_path)
    with pytest.raises(Problem) as refused:
        template.fill(path.read_bytes(), path.name, [(mapped(path), [[""] * 30] * 10_000)])
    assert refused.value.kode == "TEMPLAT_PENUH"


def _zip(tmp_path: Path, files: dict[str, bytes], name: str = "x.xlsx") -> bytes:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in files.items():
            archive.writestr(part, data)
    return (tmp_path / name).read_bytes()


@pytest.mark.parametrize(("part", "old", "new"), [
    ("xl/workbook.xml", b"<workbook", b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><workbook"),
    ("xl/worksheets/sheet2.xml", b"<sheetData>", b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><sheetData>"),
    ("xl/worksheets/sheet2.xml", b"<sheetData>", b"<sheetData"),
    ("xl/worksheets/sheet2.xml", b'r="1"', b'r="satu"'),
])
def test_hostile_xml_is_refused(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    path = bpjs_books.template(tmp_path)
    plan = mapped(path)
    held = parts(path.read_bytes(), tmp_path)
    held[part] = held[part].replace(old, new, 1)
    with pytest.raises(Problem) as refused:
        template.fill(_zip(tmp_path, held), "x.xlsx", [(plan, [[""] * 30])])
    assert refused.value.kode == "TEMPLAT_RUSAK"


def test_a_doctype_in_another_encoding_is_seen_too(tmp_path: Path) -> None:
    path = bpjs_books.template(tmp_path)
    plan = mapped(path)
    held = parts(path.read_bytes(), tmp_path)
    text = held["xl/workbook.xml"].decode().partition("?>")[2] or held["xl/workbook.xml"].decode()
    held["xl/workbook.xml"] = ("\ufeff<!DOCTYPE workbook [<!ENTITY a 'aaaa'>]>" + text).encode("utf-16-le")
    with pytest.raises(Problem) as refused:
        template.fill(_zip(tmp_path, held), "x.xlsx", [(plan, [[""] * 30])])
    assert refused.value.kode == "TEMPLAT_RUSAK"


def test_a_bomb_a_torn_and_a_foreign_file_are_refused(tmp_path: Path) -> None:
    plan = mapped(bpjs_books.template(tmp_path))
    bomb = _zip(tmp_path, {"xl/workbook.xml": b"<workbook/>", "xl/media/x.bin": b"\0" * (30 << 20)})
    torn = bpjs_books.template(tmp_path, "t.xlsx").read_bytes()[:-200]
    for data, kode in ((bomb, "TEMPLAT_TERLALU_BESAR"), (torn, "TEMPLAT_RUSAK"),
                       (_zip(tmp_path, {"a.txt": b"x"}), "TEMPLAT_RUSAK")):
        with pytest.raises(Problem) as refused:
            template.fill(data, "x.xlsx", [(plan, [])])
        assert refused.value.kode == kode
    (tmp_path / "gambar.xlsx").write_bytes(b"\x89PNG")
    with pytest.raises(Problem) as refused:
        template.read_template(tmp_path / "gambar.xlsx")
    assert refused.value.kode == "TEMPLAT_BUKAN_XLSX"


def test_formulas_below_the_header_are_refused(tmp_path: Path) -> None:
    path = bpjs_books.template(tmp_path, rows=[["1", "=A2"]])
    with pytest.raises(Problem) as refused:
        filled(path, [salma()])
    assert refused.value.kode == "TEMPLAT_BERUMUS"
