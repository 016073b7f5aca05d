"""One grid of cells as every kind of file: .xlsx, .xls, .ods and text tables in many dresses."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Grid = Sequence[Sequence[Any]]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, all from 0
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
MARKS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Page:
    """One sheet: its name, its cells, ranges merged into one, hidden or not."""

    nama: str
    grid: Grid
    gabung: tuple[Merge, ...] = ()
    tersembunyi: bool = False


def xlsx(path: Path, pages: Sequence[Page], epoch_1904: bool = False) -> Path:
    """A workbook as Excel writes it; dates are real date cells."""
    with xlsxwriter.Workbook(path, {"date_1904": epoch_1904, "strings_to_formulas": False, "strings_to_urls": False,
                                    "nan_inf_to_errors": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for page in pages:
            sheet = book.add_worksheet(page.nama)
            if page.tersembunyi:
                sheet.hide()
            for merge in page.gabung:
                sheet.merge_range(*merge, "")
            for r, row in enumerate(page.grid):
                for c, value in enumerate(row):
                    _write(sheet, r, c, value, day)
    return path


def _write(sheet: Any, r: int, c: int, value: Any, day: Any) -> None:
    if value == "" or value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(r, c, value, day)
    elif isinstance(value, str):
        sheet.write_string(r, c, value)
    else:
        sheet.write(r, c, value)


def table(path: Path, grid: Grid, mark: str, encoding: str, crlf: bool, says: bool = False) -> Path:
    """A text table; ``says``: its first line tells Excel the mark, and is no row of the table."""
    out = io.StringIO()
    if says:
        out.write(f"sep={mark}\n")
    csv.writer(out, delimiter=mark, lineterminator="\r\n" if crlf else "\n").writerows(
        [[_as_text(value) for value in row] for row in grid])
    path.write_bytes(out.getvalue().encode(encoding, "replace"))
    return path


def page(path: Path, grid: Grid) -> Path:
    """A web page under the name of an Excel file, as many programs of offices export their lists."""
    rows = "".join(f"<tr>{''.join(f'<td>{escape(_as_text(value))}</td>' for value in row)}</tr>\n" for row in grid)
    path.write_text('<html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body>'
                    f"<table border=1>\n{rows}</table></body></html>", encoding="utf-8")
    return path


def _as_text(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)


def ods(path: Path, pages: Sequence[Page]) -> Path:
    """A workbook as LibreOffice writes it."""
    tables = "".join(f'<table:table table:name="{escape(page.nama)}">' + "".join(map(_ods_row, page.grid)) +
                     "</table:table>" for page in pages)
    content = ('<?xml version="1.0" encoding="UTF-8"?><office:document-content '
               'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
               'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
               'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
               f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", kind, zipfile.ZIP_STORED)
        file.writestr("META-INF/manifest.xml",
                      '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
                      f'manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                      "</manifest:manifest>")
        file.writestr("content.xml", content)
    return path


def _ods_row(row: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row)) or '<table:table-cell/>'}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if value == "" or value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>")
    if isinstance(value, int | float):
        return (f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
                "</table:table-cell>")
    kept = "".join(c for c in value if c >= " " or c in "\t\n")
    # Blanks that XML would fold are written as their own element.
    text = escape(kept).replace("  ", " <text:s/>")
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def xls(path: Path, pages: Sequence[Page]) -> Path:
    """A workbook of Excel 97: the records of BIFF8 in one stream of an OLE file; no dates, only text and numbers."""
    sheets = [_biff_sheet(page.grid) for page in pages]
    names = [page.nama.encode("utf-16-le") for page in pages]
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    end = _record(0x0A, b"")
    at = len(head) + sum(4 + 8 + len(name) for name in names) + len(end)
    bound = b""
    for page, name, sheet in zip(pages, names, sheets, strict=True):
        bound += _record(0x85, struct.pack("<IBBBB", at, int(page.tersembunyi), 0, len(page.nama), 1) + name)
        at += len(sheet)
    path.write_bytes(_ole(head + bound + end + b"".join(sheets)))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _biff_sheet(grid: Grid) -> bytes:
    cells = b""
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            if value == "" or value is None:
                continue
            if isinstance(value, int | float) and not isinstance(value, bool):
                cells += _record(0x203, struct.pack("<HHHd", r, c, 0, value))
            else:
                text = _as_text(value)
                cells += _record(0x204, struct.pack("<HHHHB", r, c, 0, len(text.encode("utf-16-le")) // 2, 1) +
                                 text.encode("utf-16-le"))
    width = max((len(row) for row in grid), default=0)
    size = _record(0x200, struct.pack("<IIHHH", 0, len(grid), 0, width, 0))
    return _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + size + cells + _record(0x0A, b"")


def _ole(stream: bytes) -> bytes:
    """An OLE file with one stream named Workbook, padded so that it stands in whole sectors."""
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    sectors = len(stream) // 512
    fats = 1
    while fats * 128 < sectors + 1 + fats:
        fats += 1
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, fats, fats, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header[76:512] = struct.pack("<109I", *range(fats), *([0xFFFFFFFF] * (109 - fats)))
    first = fats + 1
    fat = [0xFFFFFFFD] * fats + [0xFFFFFFFE] + [first + n + 1 for n in range(sectors - 1)] + [0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (fats * 128 - len(fat))
    entries = (_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), _entry("Workbook", 2, 0xFFFFFFFF, first, len(stream)),
               bytes(128), bytes(128))
    return bytes(header) + struct.pack(f"<{len(fat)}I", *fat) + b"".join(entries) + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[:len(raw)] = raw
    struct.pack_into("<HBBIII", entry, 64, len(raw) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)
