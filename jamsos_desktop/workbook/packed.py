"""Packed workbooks (.xlsx, .xlsb, .ods): the zip is unpacked here and nowhere else.

The parser is given the same parts once more, not packed: what was checked is what is parsed, no second reading of the
zip can differ from the first, and it costs less than letting the parser unpack.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jamsos_desktop.workbook import refusals
from jamsos_desktop.workbook.limits import MIB, Limits

_STORED, _DEFLATED = 0, 8
_LOCKED, _UTF8 = 0x1, 0x800
_TAIL = 22 + 65_535  # the end record and its comment
_FULL, _FULL_LONG = 0xFFFF, 0xFFFFFFFF  # told in the zip64 record instead
_DIRECTORY = struct.Struct("<4s2xHHH4xIIIHHH8xI")
_LOCAL = struct.Struct("<HHHHHIIIHH")  # without its sign
_PIECE = 32 * 1024  # packed bytes; unpacked they stay in the processor's cache
_FORMULA = re.compile(b"[<:]f")
_READ = (".xml", ".rels", ".bin", "mimetype")  # what the parser may want; pictures and the like it never sees
_BROKEN = (struct.error, zlib.error, ValueError, OverflowError)


class Part(NamedTuple):
    """An entry of the zip's table; sizes in bytes, ``start``: where its own header stands."""

    name: str
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int


class Packed:
    """A zip that stays within the limits by its own table. Raises ``Problem``: too large, damaged (also: parts with
    one name or over one another), with a password."""

    def __init__(self, name: str, content: bytes, limits: Limits) -> None:
        self._name, self._content = name, content
        try:
            parts = list(_table(content, limits))
            _refuse(name, parts, limits)
            _apart(content, parts)
        except _BROKEN:
            raise refusals.damaged(name) from None
        self._parts = {part.name: part for part in parts}
        self.odd: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def size(self, part: str) -> int:
        """Bytes of a part, unpacked."""
        return self._parts[part].size

    def read(self, part: str) -> bytes:
        """A part, unpacked and checked. Raises ``Problem`` where it is not what the table says."""
        return b"".join(self._unpacked(self._parts[part]))

    def plain(self) -> Plain:
        """The workbook with nothing packed. Read to its end, ``odd`` are the sheets of an .xlsx in which cells may
        stand that the parser leaves empty: errors, and formulas that were never computed."""
        return Plain(self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        at, table = 0, []
        for name, part in self._parts.items():
            if not name.lower().endswith(_READ):
                continue
            head = _LOCAL.pack(20, part.flags & _UTF8, _STORED, 0, 33, part.crc, part.size, part.size, len(part.raw), 0)
            table.append(b"PK\1\2\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + part.raw)
            yield b"PK\3\4" + head + part.raw
            pieces = self._unpacked(part)
            yield from self._watched(name, pieces) if name.startswith("xl/") and name.endswith(".xml") else pieces
            at += 4 + _LOCAL.size + len(part.raw) + part.size
        entries = b"".join(table)
        yield entries + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(table), len(table), len(entries), at, 0)

    def _watched(self, name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Single letters are found at once: errors begin with #, a formula with <f or, in another space, with :f."""
        edge = b""
        for piece in pieces:
            if b"#" in piece or ((at := piece.find(b"f")) >= 0 and _FORMULA.search(edge + piece[max(at - 1, 0):])):
                self.odd.add(name)
            edge = piece[-1:]
            yield piece

    def _unpacked(self, part: Part) -> Iterator[bytes]:
        try:
            yield from _checked(self._content, part)
        except _BROKEN:
            raise refusals.damaged(self._name) from None


class Plain:
    """A file that is made while it is read, for the parser, which takes all of it before it begins."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, memoryview(b"")

    def read(self, most: int = -1, /) -> bytes:
        """The next piece, which may be less than asked for; b"" at the end."""
        most = most if most >= 0 else _PIECE
        if not self._rest:
            self._rest = memoryview(next(filter(None, self._pieces), b""))
        taken, self._rest = bytes(self._rest[:most]), self._rest[most:]
        return taken

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Every file has this, and the parser looks whether it is there; it is never asked to go back."""
        raise ValueError("made only once")


def _table(content: bytes, limits: Limits) -> Iterator[Part]:
    """Entries of the zip's table, one more than allowed at most. Raises ValueError or struct.error."""
    end = content.rfind(b"PK\5\6", max(0, len(content) - _TAIL))
    if end < 0:
        raise ValueError("no end record")
    many, size, at = struct.unpack_from("<HII", content, end + 10)
    if many == _FULL or _FULL_LONG in (size, at):
        end, = struct.unpack_from("<4x4xQ", content, content.rindex(b"PK\6\7", 0, end))
        many, size, at = struct.unpack_from("<QQQ", content, end + 32)
    if at + size > end:
        raise ValueError("the table overlaps its end")
    for _ in range(min(many, limits.parts + 1)):
        sign, _, flags, method, crc, packed, unpacked, long, more, comment, start = _DIRECTORY.unpack_from(content, at)
        if sign != b"PK\1\2":
            raise ValueError("no entry")
        at += _DIRECTORY.size
        raw, extra = content[at:at + long], content[at + long:at + long + more]
        if _FULL_LONG in (packed, unpacked, start):
            unpacked, packed, start = _long_sizes(extra, unpacked, packed, start)
        at += long + more + comment
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437").replace("\\", "/")
        yield Part(name, raw, flags, method, crc, packed, unpacked, start)


def _long_sizes(extra: bytes, *sizes: int) -> Iterator[int]:
    """Sizes that an entry tells in its zip64 field, for those that are full."""
    at, told = 0, b""
    while at + 4 <= len(extra):
        kind, long = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            told = extra[at + 4:at + 4 + long]
        at += 4 + long
    for size in sizes:
        if size == _FULL_LONG:
            size, = struct.unpack_from("<Q", told)
            told = told[8:]
        yield size


def _refuse(name: str, parts: Sequence[Part], limits: Limits) -> None:
    if any(part.flags & _LOCKED for part in parts):
        raise refusals.protected(name)
    if len(parts) > limits.parts or sum(part.size for part in parts) > limits.unpacked:
        raise refusals.too_large(name)
    if any(_swollen(part, limits) for part in parts):
        raise refusals.too_large(name)


def _swollen(part: Part, limits: Limits) -> bool:
    if part.size > limits.part:
        return True
    return part.size > MIB and part.size > limits.ratio * max(part.packed, 1)


def _apart(content: bytes, parts: Sequence[Part]) -> None:
    """Raises ValueError where two parts share bytes or a name: which of them is meant?"""
    stored = sorted((part.start, _begin(content, part) + part.packed) for part in parts)
    if any(start < end for (_, end), (start, _) in pairwise(stored)):
        raise ValueError("parts over one another")
    if len({part.name.casefold() for part in parts}) < len(parts):
        raise ValueError("two parts with one name")


def _begin(content: bytes, part: Part) -> int:
    *_, long, more = _LOCAL.unpack_from(content, part.start + 4)
    if not content.startswith(b"PK\3\4", part.start):
        raise ValueError("no part")
    return part.start + 4 + _LOCAL.size + int(long) + int(more)


def _checked(content: bytes, part: Part) -> Iterator[bytes]:
    """A part piece by piece, never more of it than the table says. Raises ValueError or zlib.error."""
    begin, left, crc, whole = _begin(content, part), part.size, 0, True
    end = begin + part.packed
    if part.method not in (_STORED, _DEFLATED) or end > len(content):
        raise ValueError("packed in another way, or cut off")
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(begin, end, _PIECE):
        piece = content[at:min(at + _PIECE, end)]
        if part.method == _DEFLATED:
            piece = unpack.decompress(piece, left + 1)
            whole = unpack.eof
        left -= len(piece)
        if left < 0:
            raise ValueError("more than the table says")
        crc = zlib.crc32(piece, crc)
        yield piece
    if left or not whole or crc != part.crc:
        raise ValueError("not what the table says")
