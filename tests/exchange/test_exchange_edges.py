"""Odd but possible: templates that are torn inside, a list of files too long, a package whose inside hides more."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from jamsos_desktop.exchange import age, files, keys, sipp, template, template_parts, zips
from jamsos_desktop.exchange.envelope import open_envelope
from jamsos_desktop.exchange.mend_book import MendRow, mend_book
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.conftest import salma
from tests.exchange import bpjs_books
from tests.exchange.parcels import parcel, people

VILLAGE, DISTRICT = keys.generate(), keys.generate()
SHEET = "xl/worksheets/sheet2.xml"


def kode_of(raised: pytest.ExceptionInfo[Problem]) -> str:
    return raised.value.kode


# The office's template.


def zipped(held: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return out.getvalue()


def plan(path: Path, sheet: str = "data_tk_baru") -> template.SheetMap:
    page = load_workbook(path)[sheet]
    rows = [(nth, ["" if c is None else str(c) for c in row])
            for nth, row in enumerate(page.iter_rows(values_only=True), 1)]
    found = template.map_sheet(sheet, rows, path.name)
    assert found is not None
    return found


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return bpjs_books.template(tmp_path)


def inside(book: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("part", "old", "new"), [
    (SHEET, b"<sheetData>", b"<sheetdata>"),  # no data at all, as far as Excel is concerned
    (SHEET, b"<worksheet", b'<?xml version="1.0" encoding="windows-1252"?><worksheet'),
    ("xl/_rels/workbook.xml.rels", b"Target=", b"Lain="),
    ("xl/_rels/workbook.xml.rels", b"worksheets/sheet2.xml", b"worksheets/tidak-ada.xml"),
    ("xl/workbook.xml", b"data_tk_baru", b"data_tk_lain")])
def test_a_template_torn_inside_is_refused_before_anything_is_written(book: Path, part: str, old: bytes,
                                                                      new: bytes) -> None:
    mapped, held = plan(book), inside(book)
    assert old in held[part]
    held[part] = held[part].replace(old, new).replace(b"</sheetData>", b"</sheetdata>" if b"sheetdata" in new else
                                                      b"</sheetData>")
    with pytest.raises(Problem) as told:
        template.fill(zipped(held), "t.xlsx", [(mapped, [[""] * len(mapped.columns)])])
    assert kode_of(told) == "TEMPLAT_RUSAK"


def test_a_template_in_sixteen_bits_is_refused(book: Path) -> None:
    mapped, held = plan(book), inside(book)
    held[SHEET] = held[SHEET].decode().partition("?>")[2].encode("utf-16-le")
    with pytest.raises(Problem) as told:
        template.fill(zipped(held), "t.xlsx", [(mapped, [[""] * len(mapped.columns)])])
    assert kode_of(told) == "TEMPLAT_RUSAK"


def test_the_first_row_below_the_head_lends_its_looks_to_the_new_rows(tmp_path: Path) -> None:
    """Cells that were dressed one by one, and no columns that are."""
    path = bpjs_books.template(tmp_path, rows=[["1", "CONTOH LAMA"]])
    book = load_workbook(path)
    book["data_tk_baru"].column_dimensions.clear()
    book["data_tk_baru"]["B2"].font = Font(bold=True)
    book.save(path)
    mapped = plan(path)
    texts = [sipp.text_of(column, salma()) for column in mapped.columns.values()]
    (tmp_path / "hasil.xlsx").write_bytes(template.fill(path.read_bytes(), path.name, [(mapped, [texts] * 2)]))
    page = load_workbook(tmp_path / "hasil.xlsx")["data_tk_baru"]
    assert [page[f"B{row}"].value for row in (2, 3)] == ["WA ODE SALMA"] * 2
    assert [(page[f"B{row}"].font.b, page[f"O{row}"].font.b) for row in (2, 3)] == [(True, False)] * 2


def test_a_zip_that_says_a_name_twice_or_is_locked_is_no_template(book: Path) -> None:
    data = zipped({**inside(book), "XL/WORKBOOK.XML": b"<workbook/>"})
    with pytest.raises(Problem) as told:
        template_parts.read_parts(data, "t.xlsx")
    assert kode_of(told) == "TEMPLAT_RUSAK"
    locked = bytearray(book.read_bytes())
    at = locked.find(b"PK\1\2")
    struct.pack_into("<H", locked, at + 8, struct.unpack_from("<H", locked, at + 8)[0] | 1)
    with pytest.raises(Problem) as told:
        template_parts.read_parts(bytes(locked), "t.xlsx")
    assert kode_of(told) == "LEMBAR_BERSANDI"


def test_a_template_larger_than_any_is_refused_unread() -> None:
    with pytest.raises(Problem) as told:
        template_parts.read_parts(b"PK" + bytes(template_parts.MOST_FILE), "t.xlsx")
    assert kode_of(told) == "TEMPLAT_TERLALU_BESAR"


def test_a_part_that_unfolds_beyond_its_word_is_refused(book: Path) -> None:
    """It says 100 bytes and holds 30 million."""
    data = bytearray(zipped({"xl/workbook.xml": b" " * (30 << 20)}))
    struct.pack_into("<I", data, data.rfind(b"PK\1\2") + 24, 100)
    struct.pack_into("<I", data, 22, 100)
    with pytest.raises(Problem) as told:
        template_parts.read_parts(bytes(data), "t.xlsx")
    assert kode_of(told) in {"TEMPLAT_TERLALU_BESAR", "TEMPLAT_RUSAK"}


def test_a_data_sheet_without_its_heads_is_told_by_name() -> None:
    with pytest.raises(Problem, match="data_tk_baru tidak punya baris judul") as told:
        template.map_sheet("data_tk_baru", [(1, ["a", "b"])], "t.xlsx")
    assert kode_of(told) == "TEMPLAT_TIDAK_COCOK"


def test_a_sheet_of_another_name_with_all_heads_is_filled_and_an_empty_head_is_none() -> None:
    heads = [c.nama for c in sipp.columns()]
    found = template.map_sheet("Sheet1", [(1, [*heads[:3], " ", *heads[3:]])], "t.xlsx")
    assert found is not None
    assert [column.nama for column in found.columns.values()] == heads
    assert list(found.columns) == [0, 1, 2, *range(4, len(heads) + 1)]


# Packages.


def test_only_a_public_key_of_age_is_one() -> None:
    assert age.is_public(VILLAGE.public.age)
    for wrong in ("", "age1", VILLAGE.public.age[:-1] + "b", VILLAGE.public.age.upper(), VILLAGE.identity):
        assert not age.is_public(wrong)


def test_what_hides_behind_the_size_of_a_file_is_damage() -> None:
    """The stream of a table holds more than its size tells: DPMD would keep what nobody looked at."""
    held = zips.pack({"data/peserta.ndjson": b"{}\n" * 9})
    opened = zips.SafeZip(held)
    assert opened.deflated("data/peserta.ndjson", 27) is not None
    for size in (26, 28):
        with pytest.raises(Problem) as told:
            opened.deflated("data/peserta.ndjson", size)
        assert kode_of(told) == "PAKET_RUSAK"
    torn = bytearray(held)
    torn[held.index(b"ndjson") + 6] ^= 0xFF  # the first byte of the stream
    with pytest.raises(Problem) as told:
        zips.SafeZip(bytes(torn)).deflated("data/peserta.ndjson", 27)
    assert kode_of(told) == "PAKET_RUSAK"


def test_a_stored_file_has_no_stream_to_keep() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("data/peserta.ndjson", (1980, 1, 1, 0, 0, 0)), b"{}\n")
    assert zips.SafeZip(out.getvalue()).deflated("data/peserta.ndjson", 3) is None


def test_a_list_of_files_that_adds_up_to_too_much_is_refused() -> None:
    """Each within its bound, all together beyond it; nothing of them is unfolded."""
    data = bytearray(zips.pack({f"lampiran/{n:064x}.jpg": b"x" for n in range(9)}))
    at = -1
    while (at := data.find(b"PK\1\2", at + 1)) >= 0:
        struct.pack_into("<I", data, at + 24, zips.MOST_BYTES_EACH)
    with pytest.raises(Problem) as told:
        zips.SafeZip(bytes(data))
    assert kode_of(told) == "PAKET_TERLALU_BESAR"


def test_a_directory_of_files_that_is_none_is_damage() -> None:
    data = bytearray(zips.pack({"data/peserta.ndjson": b"{}\n"}))
    at = data.find(b"PK\1\2")
    data[at:at + 4] = b"PK\7\7"
    with pytest.raises(Problem) as told:
        zips.SafeZip(bytes(data))
    assert kode_of(told) == "PAKET_RUSAK"


def test_a_table_changed_since_it_was_signed_is_found_when_it_is_kept() -> None:
    made = parcel(people(2), VILLAGE, DISTRICT)
    opened = open_envelope(made.data, DISTRICT.identity, VILLAGE.public.sign_bytes)
    content, stream = opened.packed("peserta")
    assert stream is not None
    assert zlib.decompress(stream, -zlib.MAX_WBITS) == content
    assert opened.packed("tiada") == (b"", None)
    changed = content.replace(b'"nama"', b'"mana"', 1)
    with zipfile.ZipFile(io.BytesIO(age.unseal(made.data, DISTRICT.identity))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    other = replace(opened, _zip=zips.SafeZip(zips.pack({**held, "data/peserta.ndjson": changed})))
    with pytest.raises(Problem, match="tidak sama dengan daftar isi"):
        other.packed("peserta")


def test_a_file_without_a_name_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.jdx").write_bytes(b"isi")
    with pytest.raises(Problem) as told:
        run_to_end(files._carry(io.BytesIO(b"isi"), 3, Path("/")))
    assert kode_of(told) == "NAMA_KOSONG"


def test_a_file_is_carried_where_the_system_takes_no_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for a file to be read from the stick again is only a wish; Windows knows no such call."""
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    assert run_to_end(files._carry(io.BytesIO(b"isi"), 3, tmp_path / "a.jdx")).read_bytes() == b"isi"


def test_a_long_list_of_trouble_tells_how_far_it_is() -> None:
    rows = [MendRow(at, "Ditahan", "NIK kosong", "Isi NIK", ("a", "b")) for at in range(1, 451)]
    job = mend_book(["NAMA", "NIK"], rows, date(2026, 11, 21))
    assert [(step.done, step.total) for step in job] == [(200, 450), (400, 450)]
