"""Workbooks for the tests, written as real files: good, odd, broken and hostile ones."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEADER = ("No", "NIK", "Nama lengkap", "Tempat lahir", "Tgl lahir", "No. KK", "Dusun", "Penghasilan")
PEOPLE = (
    (1, "7402115408849417", "WA ODE SALMA", "SOROPIA", "14/08/1984", "7402110101099001", "II", 900000),
    (2, "7402110107909002", "LA ODE JUMRIN", "KENDARI", "01-07-1990", "7402110101099002", "I", 1250000),
)

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
</Types>"""
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="{type}" Target="{target}"/></Relationships>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = f"""<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>\
<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_NONE = 0xFFFFFFFF  # no entry, in the directory of an OLE file


def xlsx(path: Path, rows: Sequence[Sequence[Any]], more: Sequence[Sequence[Any]] | None = None) -> Path:
    """A workbook as Excel writes it; ``more`` becomes a second sheet."""
    with xlsxwriter.Workbook(path) as book:
        for content in (rows, more):
            if content is None:
                continue
            sheet = book.add_worksheet()
            for r, row in enumerate(content):
                for c, value in enumerate(row):
                    sheet.write(r, c, value)
    return path


def hand_made(path: Path, sheet_data: str) -> Path:
    """A smallest workbook around the XML of its rows, for what no writer would write."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELS.format(type=_REL + "/officeDocument", target="xl/workbook.xml"))
        file.writestr("xl/workbook.xml", _BOOK)
        file.writestr("xl/_rels/workbook.xml.rels",
                      _RELS.format(type=_REL + "/worksheet", target="worksheets/sheet1.xml"))
        rows = f"<sheetData>{sheet_data}</sheetData>"
        file.writestr("xl/worksheets/sheet1.xml", f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">{rows}</worksheet>')
    return path


def sparse(path: Path) -> Path:
    """A1 and XFD1048576 only: a dense reader asks for half a terabyte."""
    return hand_made(path, '<row r="1"><c r="A1"><v>1</v></c></row>'
                           '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def locked(path: Path) -> Path:
    """An OLE file whose directory names EncryptedPackage, as Office keeps a workbook under a password."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<I", header, 76, 0)
    header[80:512] = b"\xff" * 432
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = (("Root Entry", 5, 1), ("EncryptionInfo", 2, _NONE), ("EncryptedPackage", 2, _NONE), ("", 0, _NONE))
    directory = b"".join(_entry(name, kind, child) for name, kind, child in entries)
    path.write_bytes(bytes(header) + fat + directory)
    return path


def _entry(name: str, kind: int, child: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[:len(raw)] = raw
    right = 2 if name == "EncryptionInfo" else _NONE
    struct.pack_into("<HBBIII", entry, 64, len(raw) + 2 if raw else 0, kind, 1, _NONE, right, child)
    struct.pack_into("<I", entry, 116, 0xFFFFFFFE)
    return bytes(entry)
