"""Looking into a packed workbook before and while it is parsed: does it stay within the limits, and is it what its own
table says. Of an .xls, which is not packed: from which year its days are counted."""

from __future__ import annotations

import io
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from jamsos_desktop.problems import Problem
from jamsos_desktop.workbook import refusals
from jamsos_desktop.workbook.limits import MIB, Limits

Odd = Mapping[int, Mapping[int, str]]  # row number -> column index -> text

_SIGNS = (b't="e"', b"<f", b":f")
_OVERLAP = max(map(len, _SIGNS))
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, zlib.error, struct.error)


class Seen(NamedTuple):
    """``odd``: index of a sheet -> the cells of it that hold an error, or a formula that was never computed."""

    tahun_1904: bool = False
    odd: Mapping[int, Callable[[], Odd]] = MappingProxyType({})


class Check(threading.Thread):
    """Refuses by the zip's own table at once, then (``start``) unpacks every part piece by piece, to see that the table
    tells the truth. ``refuse`` ends the process where it does not."""

    def __init__(self, name: str, content: bytes, limits: Limits, refuse: Callable[[Problem], NoReturn]) -> None:
        """Raises ``Problem``: too large, damaged (also: parts with one name or over one another), with a password."""
        super().__init__(name="periksa-isi", daemon=True)
        self._file, self._content, self._refuse = name, content, refuse
        self._seen: Seen | None = None
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                _refuse(name, archive.infolist(), limits)
        except _BROKEN:
            raise refusals.damaged(name) from None

    def run(self) -> None:
        from jamsos_desktop.workbook import oddities

        try:
            with zipfile.ZipFile(io.BytesIO(self._content)) as archive:
                marked = {part.filename for part in archive.infolist() if _marked(archive, part)}
                self._seen = oddities.seen(archive, self._content, marked)
        except _BROKEN:
            self._refuse(refusals.damaged(self._file))
        except MemoryError:
            self._refuse(refusals.too_large(self._file))

    def seen(self) -> Seen:
        """What was found on the way, when all of it is unpacked."""
        self.join()
        if self._seen is None:  # whatever ended the check, nothing passes unchecked
            raise refusals.damaged(self._file)
        return self._seen


def _refuse(name: str, parts: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise refusals.protected(name)
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        raise refusals.too_large(name)
    if any(_swollen(part, limits) for part in parts):
        raise refusals.too_large(name)
    stored = sorted((part.header_offset, part.header_offset + part.compress_size) for part in parts)
    overlapping = any(start < end for (_, end), (start, _) in pairwise(stored))
    if overlapping or len({part.filename.casefold() for part in parts}) < len(parts):
        raise refusals.damaged(name)


def _swollen(part: zipfile.ZipInfo, limits: Limits) -> bool:
    if part.file_size > limits.part:
        return True
    return part.file_size > MIB and part.file_size > limits.ratio * max(part.compress_size, 1)


def _marked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Unpack a part without keeping it; whether it is a sheet with cells that the parser would leave empty."""
    sheet, found, tail = part.filename.startswith("xl/") and part.filename.endswith(".xml"), False, b""
    with archive.open(part) as file:  # stops at the size that the table tells, and compares the checksum
        while piece := file.read(MIB):
            if sheet and not found:
                edge = tail + piece[:_OVERLAP]  # a sign may be cut by the edge of two pieces
                found = any(sign in piece or sign in edge for sign in _SIGNS)
                tail = piece[-_OVERLAP:]
    return found


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
