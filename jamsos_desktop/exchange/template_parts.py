"""The bytes of a workbook: parts read within bounds, the rows of one sheet written anew, all else left alone.

What a stranger's file may ask for is bounded before anything is unpacked; XML that could grow in memory is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape  # that of xml.sax brings a whole network client, at every start
from xml.parsers import expat

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import column_letters

MOST_FILE = 20 << 20
_MOST_PART, _MOST_ALL, _MOST_PARTS, _RATIO = 20 << 20, 60 << 20, 500, 200
_NOT_XML_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([\w-]+)""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
AGAIN = "Unduh lagi templat kosong dari SIPP, jangan ubah isinya, lalu pilih lagi."


def read_parts(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a workbook by name, with every claim of the zip bounded and bytes counted while reading."""
    if len(data) > MOST_FILE:
        raise too_large(name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        _check(entries, name)
        found = {}
        for entry in entries:
            with archive.open(entry) as file:
                found[entry.filename] = file.read(_MOST_PART + 1)
            if len(found[entry.filename]) > _MOST_PART:
                raise too_large(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as cause:
        raise broken(name) from cause
    return found


def _check(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise broken(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Problem("LEMBAR_BERSANDI", f"Berkas {name} dikunci dengan kata sandi.", TIDAK_BERUBAH, AGAIN)
    swollen = any(e.file_size > 1 << 20 and e.file_size > _RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _MOST_ALL or swollen or any(
            e.file_size > _MOST_PART for e in entries):
        raise too_large(name)


def sheet_paths(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Sheet name -> its part, through the workbook's relations."""
    try:
        rels = {attrs["Id"]: attrs["Target"] for tag, attrs in _tags(parts["xl/_rels/workbook.xml.rels"], name)
                if tag == "Relationship"}
        found = {}
        for tag, attrs in _tags(parts["xl/workbook.xml"], name):
            if tag == "sheet":
                target = rels[next(value for key, value in attrs.items() if key.endswith("id") and value in rels)]
                found[attrs["name"]] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found
    except (KeyError, StopIteration) as cause:
        raise broken(name) from cause


def _tags(xml: bytes, name: str) -> list[tuple[str, dict[str, str]]]:
    """Local name and attributes of every element of a small part."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser(xml, name)
    parser.StartElementHandler = lambda tag, attrs: found.append((tag.rpartition(":")[2], attrs))
    _parse(parser, xml, name)
    return found


def _parser(xml: bytes, name: str) -> expat.XMLParserType:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:  # no workbook has one; it is how a small file grows in memory
        raise broken(name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: _no_doctype()  # in whatever encoding it is written
    return parser


def _no_doctype() -> None:
    raise ValueError("a document type")


def _parse(parser: expat.XMLParserType, xml: bytes, name: str) -> None:
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, KeyError) as cause:
        raise broken(name) from cause


@dataclass
class _Places:
    """Where in the bytes of a sheet its rows stand, and how the first row below the header is dressed."""

    after_header: int = -1
    end: int = -1
    prefix: str = ""
    depth: int = 0
    row: int = 0
    styles: dict[str, str] | None = None


def with_rows(xml: bytes, kepala: int, indexes: Sequence[int], rows: Sequence[Sequence[str]], name: str) -> bytes:
    """The sheet's own bytes up to the header row, new rows, its own bytes from the end of the data on."""
    said = _ENCODING.search(xml[:200])
    if b"\0" in xml[:200] or (said is not None and said[1].lower() != b"utf-8"):
        raise broken(name)  # what is written below is UTF-8
    places = _places(xml, kepala, name)
    if places.after_header < 0 or places.end < places.after_header:
        raise broken(name)
    if _FORMULA.search(xml, places.after_header, places.end):
        raise Problem("TEMPLAT_BERUMUS", f"Di {name} ada rumus di bawah judul kolom.", TIDAK_BERUBAH, AGAIN)
    styles = places.styles or {}
    made = "".join(_row(kepala + nth, indexes, texts, styles, places.prefix)
                   for nth, texts in enumerate(rows, 1))
    head = re.sub(rb'(<(?:\w+:)?dimension\b)[^>]*/>', b"", xml[:places.after_header], count=1)
    return head + made.encode() + xml[places.end:]


def _places(xml: bytes, kepala: int, name: str) -> _Places:
    places, parser = _Places(), _parser(xml, name)

    def start(tag: str, attrs: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "sheetData":
            places.prefix = tag.removesuffix("sheetData")
        elif local == "row":
            places.row = int(attrs.get("r", places.row + 1))
            if places.row > kepala and places.after_header < 0:
                places.after_header = parser.CurrentByteIndex
        elif local == "c" and places.row > kepala and "s" in attrs:
            places.styles = places.styles if places.styles is not None else {}
            places.styles.setdefault(attrs.get("r", "").rstrip("0123456789"), attrs["s"])
        elif local == "col" and "style" in attrs:
            _column_style(places, attrs)

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "sheetData":
            places.end = parser.CurrentByteIndex
            if places.after_header < 0:
                places.after_header = places.end

    parser.StartElementHandler, parser.EndElementHandler = start, end
    _parse(parser, xml, name)
    return places


def _column_style(places: _Places, attrs: Mapping[str, str]) -> None:
    places.styles = places.styles if places.styles is not None else {}
    for number in range(int(attrs["min"]), min(int(attrs["max"]), 200) + 1):
        places.styles[column_letters(number - 1)] = attrs["style"]


def _row(number: int, indexes: Sequence[int], texts: Sequence[str], styles: Mapping[str, str], prefix: str) -> str:
    cells = []
    for index, text in zip(indexes, texts, strict=True):
        column = column_letters(index)
        style = f' s="{escape(styles[column])}"' if column in styles else ""
        inner = escape(_NOT_XML_TEXT.sub(" ", text), quote=False)
        cells.append(f'<{prefix}c r="{column}{number}"{style} t="inlineStr"><{prefix}is><{prefix}t'
                     f' xml:space="preserve">{inner}</{prefix}t></{prefix}is></{prefix}c>' if text else
                     f'<{prefix}c r="{column}{number}"{style}/>')
    return f'<{prefix}row r="{number}">{"".join(cells)}</{prefix}row>'


def rezipped(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The same archive in the same order; parts that did not change keep their bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, entry.date_time)
            info.external_attr, info.create_system = entry.external_attr, entry.create_system
            content = changed.get(entry.filename)
            target.writestr(info, source.read(entry) if content is None else content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def broken(name: str) -> Problem:
    """The Problem TEMPLAT_RUSAK of a template, to raise."""
    return Problem("TEMPLAT_RUSAK", f"Templat {name} rusak atau dibuat dengan cara yang tidak lazim.", TIDAK_BERUBAH,
                   AGAIN)


def too_large(name: str) -> Problem:
    """The Problem TEMPLAT_TERLALU_BESAR of a template, to raise."""
    return Problem("TEMPLAT_TERLALU_BESAR", f"Templat {name} jauh lebih besar dari yang wajar.", TIDAK_BERUBAH, AGAIN)
