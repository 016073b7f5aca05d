"""Workbooks that no library here writes: .xls of Excel 97, its XML of 2003, web pages and .ods, as real files."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR = 512


class Day(NamedTuple):
    """A cell that holds a day: its number since the workbook's first day."""

    serial: float


class Fault(NamedTuple):
    """A cell that holds an error; 0x17 is #REF!, 0x2A #N/A."""

    code: int


Cell = str | float | Day | Fault
Merge = tuple[int, int, int, int]  # first and last row, first and last column, from 0


def xls(path: Path, rows: Sequence[Sequence[Cell]], merged: Sequence[Merge] = (), *, from_1904: bool = False,
        name: str = "Lembar1") -> Path:
    """A workbook of Excel 97 to 2003 with one sheet."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    wide = max(map(len, rows), default=0)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, wide, 0))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet += _cell(r, c, value)
    if merged:
        sheet += _record(0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *m) for m in merged))
    sheet += _record(0x000A, b"")
    title = struct.pack("<BB", len(name), 0) + name.encode("latin-1")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + _record(0x0042, b"\xb0\x04")
    start += _record(0x0022, struct.pack("<H", from_1904))
    start += b"".join(_record(0x00E0, struct.pack("<HH16x", 0, form)) for form in (0, 14))
    at = len(start) + 4 + 6 + len(title) + 4
    book = start + _record(0x0085, struct.pack("<IBB", at, 0, 0) + title) + _record(0x000A, b"")
    path.write_bytes(_ole("Workbook", book + sheet))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _cell(row: int, column: int, value: Cell) -> bytes:
    if isinstance(value, Day):
        return _record(0x0203, struct.pack("<HHHd", row, column, 1, value.serial))
    if isinstance(value, Fault):
        return _record(0x0205, struct.pack("<HHHBB", row, column, 0, value.code, 1))
    if isinstance(value, str):
        if not value:
            return b""
        return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def _ole(name: str, stream: bytes) -> bytes:
    """An OLE file with one stream: header, one sector of the table, one of the directory, then the stream."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    assert sectors <= 126
    header = bytearray(_SECTOR)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    struct.pack_into("<I", header, 76, 0)
    header[80:] = b"\xff" * 432
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    entries = (("Root Entry", 5, 1, _END, 0), (name, 2, _FREE, 2, len(stream)), *[("", 0, _FREE, 0, 0)] * 2)
    directory = b"".join(_entry(*entry) for entry in entries)
    return bytes(header) + table + directory + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[:len(raw)] = raw
    struct.pack_into("<HBBIII", entry, 64, len(raw) + 2 if raw else 0, kind, 1, _FREE, _FREE, child)
    struct.pack_into("<III", entry, 116, start, size, 0)
    return bytes(entry)


def web_page(path: Path, rows: Sequence[Sequence[str]], head: str = "") -> Path:
    """A page with one table, as a program calls its export to Excel."""
    lines = ("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    path.write_text(f"<html><head><meta charset=utf-8><title>Laporan</title><style>td {{color: red}}</style></head>"
                    f"<body>{head}<table border=1>{''.join(lines)}</table></body></html>", encoding="utf-8")
    return path


def xml_2003(path: Path, sheets: Sequence[tuple[str, str]], before: str = "") -> Path:
    """``sheets``: name, and the XML of its rows. ``before``: what stands above the workbook."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    tables = "".join(f'<Worksheet ss:Name="{name}"><Table>{rows}</Table></Worksheet>' for name, rows in sheets)
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{before}<?mso-application progid="Excel.Sheet"?>'
                    f'<Workbook xmlns="{space}" xmlns:ss="{space}">{tables}</Workbook>', encoding="utf-8")
    return path


def ods(path: Path, cells: str, more: str = "") -> Path:
    """``cells``: the XML of the first row's cells; ``more``: of further rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>')
        file.writestr("content.xml", f"""<?xml version="1.0"?><office:document-content \
xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0">\
<office:body><office:spreadsheet><table:table table:name="Lembar1"><table:table-row>{cells}</table:table-row>{more}\
</table:table></office:spreadsheet></office:body></office:document-content>""")
    return path
