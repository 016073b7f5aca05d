"""What an .xlsx says beside its cells: from which year its days are counted, and the cells that the parser leaves empty
though they hold an error or a formula. Of an .xls: from which year its days are counted."""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from jamsos_desktop.workbook.limits import MIB
from jamsos_desktop.workbook.packed import Packed

Odd = Mapping[int, Mapping[int, str]]  # row number -> column index -> text

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_DAYS_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904=["'](?:1|true)["']""")
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\b[^>]*?\b\w+:id=["']([^"']+)["']""")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ID, _TARGET = re.compile(rb"""\bId=["']([^"']*)["']"""), re.compile(rb"""\bTarget=["']([^"']*)["']""")
_SMALL = 4 * MIB  # a workbook's table of sheets is a few KiB

_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>.*?<(?:\w+:)?v>([^<]*)<""", re.DOTALL)
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)\s*</(?:\w+:)?c>")


class Seen(NamedTuple):
    """``odd``: index of a sheet -> the part in which such cells may stand."""

    tahun_1904: bool = False
    odd: Mapping[int, str] = MappingProxyType({})


def seen(packed: Packed) -> Seen:
    """What an .xlsx says of itself, once it is unpacked."""
    if any(part not in packed or packed.size(part) > _SMALL for part in (_BOOK, _RELATIONS)):
        return Seen()  # .ods and .xlsb
    workbook, relations = packed.read(_BOOK), packed.read(_RELATIONS)
    targets = {}
    for relation in _RELATION.findall(relations):
        key, target = _ID.search(relation), _TARGET.search(relation)
        if key and target:
            targets[key[1]] = posixpath.normpath(posixpath.join("/xl", target[1].decode("utf-8", "replace")))[1:]
    sheets = [targets.get(key, "") for key in _SHEET.findall(workbook)]
    odd = {n: part for n, part in enumerate(sheets) if part in packed.odd}
    return Seen(_DAYS_1904.search(workbook) is not None, odd)


def odd_cells(text: bytes) -> Odd:
    """Errors such as #REF! as Excel shows them, and formulas that no program has computed as "=A1&B1"; ``text``: the
    part of a sheet."""
    found: dict[int, dict[int, str]] = {}
    for attributes, shown in _shown(text):
        if address := _ADDRESS.search(attributes):
            found.setdefault(int(address[2]), {})[_column(address[1])] = shown
    return found


def _shown(text: bytes) -> Iterator[tuple[bytes, str]]:
    import html  # rarely needed

    for cell in _ERROR.finditer(text) if b't="e"' in text or b"t='e'" in text else ():
        yield cell[1], html.unescape(cell[2].decode("utf-8", "replace")).strip()
    for cell in _NO_VALUE.finditer(text):
        # One that repeats the formula of another cell does not spell it out.
        yield cell[1], "=" + (html.unescape((cell[2] or b"").decode("utf-8", "replace")).strip() or "rumus")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


_BIFF8 = bytes.fromhex("090810000006")  # the record that a workbook of .xls begins with
_DATE_MODE, _END, _SHEETS = 0x22, 0x0A, 0x85


def starts_in_1904(content: bytes) -> bool:
    """Whether an .xls counts its days from 1904: a record near the beginning of its workbook says so."""
    at = content.find(_BIFF8)
    while 0 <= at < len(content) - 6:
        kind, size, value = struct.unpack_from("<HHH", content, at)
        if kind == _DATE_MODE:
            return bool(value == 1)
        if kind in (_END, _SHEETS):
            return False
        at += 4 + size
    return False
