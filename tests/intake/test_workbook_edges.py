"""Workbooks at the edges of what a zip, a sheet and a cell can be: long forms, lies in the table, cells over cells."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jamsos_desktop.problems import Problem
from jamsos_desktop.workbook import child, excel, oddities, opening
from jamsos_desktop.workbook.cells import cell_text, line, number_text
from jamsos_desktop.workbook.limits import MIB, Ask, Limits
from jamsos_desktop.workbook.packed import Packed
from jamsos_desktop.workbook.pipe import Done, Line, Opened
from jamsos_desktop.workbook.placing import Placing
from tests.intake import workbooks

BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"


def zipped(*parts: tuple[str, bytes], extra: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.extra = zipfile.ZIP_DEFLATED, extra
            file.writestr(info, content)
    return out.getvalue()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as met:
        act()
    assert met.value.aman
    return met.value.kode


def packed(content: bytes, limits: Limits | None = None) -> Packed:
    return Packed("buku.xlsx", content, limits or Limits())


# The zip.

@pytest.mark.parametrize("extra", [b"", struct.pack("<HHH", 0x9999, 2, 7)])
def test_sizes_told_in_the_long_form_are_the_same_sizes(monkeypatch: pytest.MonkeyPatch, extra: bytes) -> None:
    short = packed(zipped((BOOK, b"isi" * 50), (SHEET, b"lain"), extra=extra))
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1)
    content = zipped((BOOK, b"isi" * 50), (SHEET, b"lain"), extra=extra)
    assert b"PK\6\7" in content  # the list of files is told in the long form too
    long = packed(content)
    for one in (short, long):
        assert {part: (one.size(part), one.read(part)) for part in (BOOK, SHEET)} == {
            BOOK: (150, b"isi" * 50), SHEET: (4, b"lain")}


def changed(content: bytes, at: int, into: bytes) -> bytes:
    return content[:at] + into + content[at + len(into):]


def test_a_table_that_lies_is_damage() -> None:
    content = zipped((BOOK, b"isi" * 50), (SHEET, b"lain"))
    end, first = content.rindex(b"PK\5\6"), content.index(b"PK\1\2")
    for name, broken in {
            "no end": content[:end], "list over its end": changed(content, end + 12, struct.pack("<I", end)),
            "no entry": changed(content, first, b"XX"), "part elsewhere": changed(content, first + 42, b"\x07"),
            "other crc": changed(content, first + 16, b"\0\0\0\0"),
            "larger than it is": changed(content, first + 24, struct.pack("<I", 151)),
            "smaller than it is": changed(content, first + 24, struct.pack("<I", 149)),
            "packed otherwise": changed(content, first + 10, struct.pack("<H", 12)),
            "packed beyond the end": changed(content, first + 20, struct.pack("<I", 10 ** 6))}.items():
        assert refused(lambda broken=broken: packed(broken).read(BOOK)) == "LEMBAR_RUSAK", name  # type: ignore[misc]
    assert refused(lambda: packed(changed(content, first + 8, b"\1"))) == "LEMBAR_BERSANDI"


def test_one_part_that_unpacks_too_far() -> None:
    content = zipped((BOOK, b"\0" * (2 * MIB)))
    assert refused(lambda: packed(content)) == "LEMBAR_TERLALU_BESAR"  # a hundred times its size
    assert packed(content, Limits(ratio=10_000)).size(BOOK) == 2 * MIB
    assert refused(lambda: packed(content, Limits(ratio=10_000, part=MIB))) == "LEMBAR_TERLALU_BESAR"
    assert refused(lambda: packed(content, Limits(unpacked=MIB))) == "LEMBAR_TERLALU_BESAR"


def test_what_is_given_to_the_parser_is_made_once() -> None:
    plain = packed(zipped((BOOK, b"isi" * 50), ("xl/media/foto.png", b"gambar"))).plain()
    with pytest.raises(ValueError, match="once"):
        plain.seek(0)
    read = b"".join(iter(lambda: plain.read(7), b""))
    with zipfile.ZipFile(io.BytesIO(read)) as file:
        assert file.namelist() == [BOOK]  # no picture reaches it
        assert file.read(BOOK) == b"isi" * 50


# What a workbook says of itself.

def test_relations_that_lead_nowhere_and_names_with_spaces() -> None:
    book = b'<w:workbookPr date1904="true"/><w:sheet name="A" r:id="a"/><w:sheet name="B" r:id="b"/>'
    relations = (b'<Relationship Id="a" Target="worksheets/sheet1.xml"/><Relationship Id="b"/>'
                 b'<Relationship Target="x.xml"/>')
    content = packed(zipped((BOOK, book), ("xl/_rels/workbook.xml.rels", relations), (SHEET, b"#")))
    plain = content.plain()
    while plain.read():
        pass
    found = oddities.seen(content)
    assert (found.tahun_1904, dict(found.odd)) == (True, {0: SHEET})


def test_errors_and_formulas_of_cells_without_an_address_are_nobodys() -> None:
    text = (b'<c r="B2" t="e"><v>#REF!</v></c><c t="e"><v>#N/A</v></c>'
            b'<c r="AA3"><f>A1&amp;B1</f></c><c r="C4"><f t="shared" si="0"/></c>')
    assert oddities.odd_cells(text) == {2: {1: "#REF!"}, 3: {26: "=A1&B1"}, 4: {2: "=rumus"}}


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def test_from_which_year_an_old_workbook_counts() -> None:
    start = bytes.fromhex("0908100000060500bb0dcc07000000000600000000")[:20]
    for body, wanted in ((record(0x42, b"\0\0") + record(0x22, b"\1\0") + b"\0" * 8, True),
                         (record(0x22, b"\0\0") + b"\0" * 8, False), (record(0x0A, b"\0\0") + b"\0" * 8, False),
                         (record(0x85, b"\0\0") + record(0x22, b"\1\0") + b"\0" * 8, False),
                         (record(0x42, b"\0\0"), False), (b"", False)):
        assert oddities.starts_in_1904(b"kepala" + start + body) is wanted
    assert not oddities.starts_in_1904(b"bukan buku kerja")


# Cells.

def test_a_cell_as_a_person_reads_it() -> None:
    for value, text in ((7, "7"), (2.5, "2,5"), (True, "TRUE"), (datetime.time(7, 5), "07.05"),
                        (datetime.timedelta(hours=26, minutes=3), "26.03"), (datetime.date(1984, 8, 14), "14/08/1984"),
                        (datetime.datetime(1984, 8, 14, 9, 5), "14/08/1984 09.05"), (" ya ", "ya")):
        assert cell_text(value) == text
    assert number_text(7402115408849417.0) == "7,40211E+15"
    assert number_text(-2e15) == "-2E+15"
    assert [number_text(float(word)) for word in ("inf", "nan")] == ["inf", "nan"]
    assert line(3, ["", 0, " ", ""]) == Line(3, ("", "0"), (1,), ())
    assert line(3, ["", ""]) is None
    assert line(3, [" ", "\t"]) is None


def sheet(**limits: int) -> Placing:
    made = Placing("halaman.xls", Limits(**limits))  # type: ignore[arg-type]
    made.next_row()
    return made


def test_cells_that_reach_over_others() -> None:
    made = sheet()
    made.put("A", wide=2, high=2)
    made.put("B")
    made.next_row()
    made.put("C", angka=True)
    made.put("", wide=3)
    made.at(9)
    made.put("D", tanggal=True)
    made.end()
    assert [one.texts for one in made.lines] == [("A", "", "B"), ("", "", "C", "", "", "", "", "", "", "D")]
    assert made.merged == [(1, 0, 2, 1)]  # an empty one leaves room and is none
    assert (made.lines[1].angka, made.lines[1].tanggal) == ((2,), (9,))
    first = Placing("halaman.xls", Limits())  # a cell before any row stands in the first
    first.put("X")
    first.end()
    assert first.lines[0].nomor == 1


def test_a_page_larger_than_any_list_is_refused() -> None:
    def wide() -> None:
        made = sheet(columns=2)
        for text in ("a", "b", "", "c"):
            made.put(text)

    def merged() -> None:
        made = sheet(rows=1)
        for text in "abc":
            made.put(text, high=2)

    def long() -> None:
        made = sheet(rows=1)
        for text in "ab":
            made.put(text)
            made.next_row()

    for act in (wide, merged, long, lambda: sheet(cell=3).put("panjang"), lambda: sheet(text=3).put("panjang")):
        assert refused(act) == "LEMBAR_TERLALU_BESAR"


# Which sheet, and how much of it.

def asked(path: Path, lembar: int | str = 0, **limits: int) -> list[object]:
    return list(child.messages(str(path), Ask(lembar, True, Limits(**limits))))  # type: ignore[arg-type]


def test_where_no_sheet_has_people_the_first_that_holds_anything_is_taken(tmp_path: Path) -> None:
    book = workbooks.xlsx(tmp_path / "buku.xlsx", [], [("judul",), ("catatan",)])
    opened, *_, done = asked(book)
    assert isinstance(opened, Opened)
    assert (opened.nomor, opened.nama) == (2, opened.lembar[1])
    assert isinstance(done, Done)
    assert refused(lambda: asked(workbooks.xlsx(tmp_path / "kosong.xlsx", [], []))) == "LEMBAR_KOSONG"


def test_a_file_and_a_sheet_beyond_the_limits(tmp_path: Path) -> None:
    book = workbooks.xlsx(tmp_path / "buku.xlsx", [workbooks.HEADER, *workbooks.PEOPLE])
    for limits in ({"file": 10}, {"columns": 3}, {"rows": 1}, {"text": 20}, {"cell": 5}):
        assert refused(lambda limits=limits: asked(book, **limits)) == "LEMBAR_TERLALU_BESAR", limits  # type: ignore[misc]


def test_a_broken_sheet_holds_nobody_until_somebody_asks_for_it(tmp_path: Path) -> None:
    class Broken:
        names = ("rusak",)

        def lines(self, _: int) -> object:
            raise Problem("LEMBAR_RUSAK", "Rusak.", "Utuh.", "Salin ulang.")

    assert child._people(Broken(), 0) == 0  # type: ignore[arg-type]
    whole = opening.book("buku.xlsx", workbooks.xlsx(
        tmp_path / "buku.xlsx", [workbooks.HEADER, *workbooks.PEOPLE]).read_bytes(), Limits())
    assert child._people(whole, 0) == 2


def test_cells_that_only_hold_an_error_make_rows_of_their_own() -> None:
    """The parser ends before them; they come in their order, behind the others."""
    assert excel._with_odd(["a"], {3: "#REF!"}) == ["a", "", "", "#REF!"]
    assert excel._with_odd(["a", ""], {1: "#N/A"}) == ["a", "#N/A"]
    assert excel._with_odd(["a"], None) == ["a"]
