"""Files that must not be taken in, each with the code of its refusal: broken, hostile, or nothing of the kind."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from workbooks import HEADER, PEOPLE, hand_made, locked, sparse, xlsx

from jamsos_desktop.workbook.limits import MIB

Maker = Callable[[Path], object]


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
        file.writestr("xl/workbook.xml", b" " * (19 * MIB))


def _swollen(path: Path, mebibytes: int, text: bytes) -> None:
    """A part that unpacks to so much, as the zip's own table says truly."""
    piece = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = piece.compress(text * (MIB // len(text))) + piece.flush(zlib.Z_FULL_FLUSH)
    _one_part(path, packed * mebibytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), mebibytes * MIB, 0)


def _lying(path: Path) -> None:
    """The table says 1 KiB, the part unpacks to 2 MiB."""
    piece = zlib.compressobj(9, zlib.DEFLATED, -15)
    _one_part(path, piece.compress(b"<" * (2 * MIB)) + piece.flush(), 1024, 0)


def _one_part(path: Path, packed: bytes, size: int, crc: int, name: bytes = b"xl/workbook.xml") -> None:
    """A zip with one part whose size and checksum are whatever the table says."""
    head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
    here = b"PK\3\4" + head + name + packed
    entry = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(here), 0)
    path.write_bytes(here + entry + end)


def _laughs(path: Path) -> None:
    hand_made(path, "<row r='1'><c r='A1' t='inlineStr'><is><t>&z;</t></is></c></row>")
    with zipfile.ZipFile(path) as old:
        parts = {part.filename: old.read(part) for part in old.infolist()}
    entities = "".join(f'<!ENTITY {a} "{f"&{b};" * 10}">' for a, b in zip("zyxwvutsr", "yxwvutsrq", strict=True))
    laughing = f'<!DOCTYPE w [<!ENTITY q "ha">{entities}]>'.encode()
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<worksheet", laughing + b"<worksheet", 1)
    with zipfile.ZipFile(path, "w") as new:
        for part, content in parts.items():
            new.writestr(part, content)


def _twice(path: Path) -> None:
    """Two parts with one name: what is checked and what is parsed could be different ones."""
    xlsx(path, (HEADER, *PEOPLE))
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr("xl/workbook.xml", b"<workbook/>")


def _overlapping(path: Path) -> None:
    """Many entries of the table that all unpack the same bytes."""
    name = b"xl/workbook.xml"
    packed = zlib.compress(b"<" * MIB, 9)[2:-4]
    head = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, zlib.crc32(b"<" * MIB), len(packed), MIB)
    here = b"PK\3\4" + head + struct.pack("<HH", len(name), 0) + name + packed
    entries = b"".join(b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHHHII", 17, 0, 0, 0, 0, 0, 0)
                       + name + b"%02d" % n for n in range(50))
    path.write_bytes(here + entries + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 50, 50, len(entries), len(here), 0))


def _locked_part(path: Path) -> None:
    """A zip whose parts need a password."""
    content = bytearray(xlsx(path, (HEADER, *PEOPLE)).read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for number in range(2_001):
            file.writestr(f"xl/{number}", b"")


def _packed_otherwise(path: Path) -> None:
    """No program that writes workbooks packs them so."""
    xlsx(path, (HEADER, *PEOPLE))
    with zipfile.ZipFile(path) as old:
        parts = {part.filename: old.read(part) for part in old.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as new:
        for part, content in parts.items():
            new.writestr(part, content)


def _far_away(path: Path) -> None:
    """The table says that a part stands behind the end of the file."""
    content = bytearray(xlsx(path, (HEADER, *PEOPLE)).read_bytes())
    struct.pack_into("<I", content, content.index(b"PK\1\2") + 42, 0x7FFFFFFF)
    path.write_bytes(content)


def _document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<w:document/>")


BAD: list[tuple[str, Maker, str]] = [
    ("gambar.xlsx", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "BUKAN_LEMBAR_KERJA"),
    ("dokumen.xls", lambda p: p.write_bytes(b"%PDF-1.7\n1 0 obj\n"), "BUKAN_LEMBAR_KERJA"),
    ("arsip.xls", lambda p: p.write_text("MIME-Version: 1.0\nContent-Type: multipart/related\n"), "BUKAN_LEMBAR_KERJA"),
    ("halaman.xls", lambda p: p.write_text("<html><body><p>Galat 500</p></body></html>"), "LEMBAR_TANPA_TABEL"),
    ("surat.xlsx", _document, "BUKAN_LEMBAR_KERJA"),
    ("foto.csv", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), "BUKAN_LEMBAR_KERJA"),
    ("kosong.xlsx", lambda p: p.write_bytes(b""), "LEMBAR_KOSONG"),
    ("kosong.csv", lambda p: p.write_bytes(b"\n \n"), "LEMBAR_KOSONG"),
    ("tanpa_isi.xlsx", lambda p: xlsx(p, ()), "LEMBAR_KOSONG"),
    ("sandi.xlsx", locked, "LEMBAR_BERSANDI"),
    ("terpotong.xlsx", _truncated, "LEMBAR_RUSAK"),
    ("berlubang.xlsx", _cut_inside, "LEMBAR_RUSAK"),
    ("bom.xlsx", _bomb, "LEMBAR_TERLALU_BESAR"),
    ("raksasa.xlsx", lambda p: _swollen(p, 300, b"0123456789abcdef"), "LEMBAR_TERLALU_BESAR"),
    ("bohong.xlsx", _lying, "LEMBAR_RUSAK"),
    ("kalimat.xlsx", lambda p: _swollen(p, 500, b"A"), "LEMBAR_TERLALU_BESAR"),
    ("tawa.xlsx", _laughs, "LEMBAR_RUSAK"),
    ("kembar.xlsx", _twice, "LEMBAR_RUSAK"),
    ("tindih.xlsx", _overlapping, "LEMBAR_RUSAK"),
    ("sandi_isi.xlsx", _locked_part, "LEMBAR_BERSANDI"),
    ("banyak.xlsx", _many_parts, "LEMBAR_TERLALU_BESAR"),
    ("lain.xlsx", _packed_otherwise, "LEMBAR_RUSAK"),
    ("jauh.xlsx", _far_away, "LEMBAR_RUSAK"),
    ("pk.xlsx", lambda p: p.write_bytes(b"PK\3\4"), "LEMBAR_RUSAK"),
    ("jarang.xlsx", sparse, "LEMBAR_RUSAK"),
]
