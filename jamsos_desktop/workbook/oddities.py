"""What an .xlsx says beside its cells: from which year its days are counted, and the cells that the parser leaves empty
though they hold an error or a formula. Loaded while the parser works."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import partial

from jamsos_desktop.workbook.limits import MIB
from jamsos_desktop.workbook.packed import Odd, Seen

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


def seen(archive: zipfile.ZipFile, content: bytes, marked: set[str]) -> Seen:
    """``marked``: the parts in which such cells may stand."""
    names = set(archive.namelist())
    if not {_BOOK, _RELATIONS} <= names or archive.getinfo(_BOOK).file_size > _SMALL:
        return Seen()  # .ods and .xlsb
    workbook, relations = archive.read(_BOOK), archive.read(_RELATIONS)[:_SMALL]
    targets = {}
    for relation in _RELATION.findall(relations):
        key, target = _ID.search(relation), _TARGET.search(relation)
        if key and target:
            targets[key[1]] = posixpath.normpath(posixpath.join("/xl", target[1].decode("utf-8", "replace")))[1:]
    sheets = [targets.get(key, "") for key in _SHEET.findall(workbook)]
    odd = {n: partial(odd_cells, content, part) for n, part in enumerate(sheets) if part in marked}
    return Seen(_DAYS_1904.search(workbook) is not None, odd)


def odd_cells(content: bytes, part: str) -> Odd:
    """Errors such as #REF! as Excel shows them, and formulas that no program has computed as "=A1&B1"."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(part)
    found: dict[int, dict[int, str]] = {}
    for attributes, shown in _shown(text):
        if address := _ADDRESS.search(attributes):
            found.setdefault(int(address[2]), {})[_column(address[1])] = shown
    return found


def _shown(text: bytes) -> Iterator[tuple[bytes, str]]:
    for cell in _ERROR.finditer(text):
        yield cell[1], html.unescape(cell[2].decode("utf-8", "replace")).strip()
    for cell in _NO_VALUE.finditer(text):
        # One that repeats the formula of another cell does not spell it out.
        yield cell[1], "=" + (html.unescape((cell[2] or b"").decode("utf-8", "replace")).strip() or "rumus")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
