"""The zip inside a package: written the same way every time, read with suspicion.

What is accepted (exchange.md): whitelisted names that differ even when case-folded, stored or
deflated regular files, no overlaps, bounded counts and sizes, bytes counted while reading.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise

from jamsos_desktop.exchange.age import damaged
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

MOST_ENTRIES = 20_000
MOST_BYTES_EACH = 64 << 20
MOST_BYTES = 512 << 20
MOST_RATIO, _RATIO_FROM = 200, 1 << 20
_MOST_DIRECTORY = 8 << 20
_NAME = re.compile(r"manifest\.json(\.minisig)?|data/[a-z0-9_]{1,40}\.ndjson|lampiran/[0-9a-f]{64}\.(jpg|png|pdf)")
# A policy pack holds the policy's own files and layouts of forms; nothing else may lie in it.
PACK_NAMES = re.compile(r"manifest\.json(\.minisig)?|data/[a-z0-9_]{1,40}\.ndjson|ketentuan/[a-z0-9_]{1,40}\.(csv|json)"
                        r"|formulir/[a-z0-9_]{1,40}\.toml")
_LOCAL_HEADER = 30
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FLAGS = 0x0002 | 0x0004 | 0x0008 | 0x0800  # deflate effort, sizes after the data, UTF-8 names


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of ``files`` in their order: 1980 timestamps, plain files, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()


class SafeZip:
    """A checked zip. ``names_allowed``: the names it may hold.

    Problems on opening: PAKET_RUSAK, PAKET_TIDAK_AMAN, PAKET_TERLALU_BESAR.
    """

    def __init__(self, data: bytes, names_allowed: re.Pattern[str] = _NAME) -> None:
        _check_end(data)
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {info.filename: info for info in _checked(self._zip.infolist(), names_allowed)}
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as cause:
            raise damaged("arsip di dalamnya tidak terbaca") from cause

    @property
    def names(self) -> set[str]:
        return set(self._entries)

    def read(self, name: str, most: int = MOST_BYTES_EACH) -> bytes:
        """One file, at most ``most`` bytes whatever the archive claims."""
        if name not in self._entries:
            raise damaged(f"{name} tidak ada di dalamnya")
        try:
            with self._zip.open(self._entries[name]) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError) as cause:
            raise damaged(f"{name} tidak terbaca") from cause
        if len(data) > most:
            raise too_large()
        return data

    def deflated(self, name: str, size: int) -> tuple[bytes, bytes] | None:
        """(content, deflate stream as it lies in the zip) of a file of ``size`` bytes; None for a stored one.

        The stream inflates to exactly this content: one that hides more behind its size is damage.
        """
        entry = self._entries[name]
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            return None
        start = entry.header_offset + _LOCAL_HEADER + sum(
            struct.unpack_from("<HH", self._data, entry.header_offset + _LOCAL_HEADER - 4))
        stream = self._data[start:start + entry.compress_size]
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(stream, size + 1)
        except zlib.error as cause:
            raise damaged(f"{name} tidak terbaca") from cause
        if len(content) != size or not inflater.eof or inflater.unused_data or inflater.unconsumed_tail:
            raise damaged(f"{name} tidak terbaca")
        return content, stream


def _check_end(data: bytes) -> None:
    """The end record closes the file and claims a list of files that memory can bear (zipfile reads it all)."""
    end = data[-22:]
    if len(end) < 22 or not end.startswith(b"PK\x05\x06"):
        raise damaged("arsip di dalamnya terpotong")
    entries, directory = struct.unpack("<HI", end[10:16])
    if entries > MOST_ENTRIES or directory > _MOST_DIRECTORY:
        raise too_large()


def _checked(entries: list[zipfile.ZipInfo], allowed: re.Pattern[str]) -> list[zipfile.ZipInfo]:
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_BYTES:
        raise too_large()
    if len({e.filename.casefold() for e in entries}) != len(entries):
        raise unsafe("ada nama file yang kembar")
    for entry in entries:
        _check_entry(entry, allowed)
    _check_places(entries)
    return entries


def _check_entry(entry: zipfile.ZipInfo, allowed: re.Pattern[str]) -> None:
    if not allowed.fullmatch(entry.orig_filename) or entry.filename != entry.orig_filename:
        raise unsafe(f"nama file {entry.orig_filename[:60]!a} tidak dikenal")
    if entry.flag_bits & ~_PLAIN_FLAGS or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise unsafe(f"{entry.filename} dipadatkan dengan cara lain")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise unsafe(f"{entry.filename} bukan file biasa")
    if entry.file_size > MOST_BYTES_EACH:
        raise too_large()
    if entry.file_size > _RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise too_large()


def _check_places(entries: list[zipfile.ZipInfo]) -> None:
    """No two files share bytes, and nothing hides before the first."""
    spans = sorted((e.header_offset, e.header_offset + 30 + len(e.orig_filename) + e.compress_size) for e in entries)
    if spans and spans[0][0] != 0:
        raise unsafe("ada isi tersembunyi di depan")
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        raise unsafe("ada file yang tumpang tindih")


def unsafe(how: str) -> Problem:
    """A package built in a way that this program never builds one."""
    return Problem("PAKET_TIDAK_AMAN", f"Kiriman ini ditolak: {how}.", TIDAK_BERUBAH,
                   "Jangan pakai file ini. Minta kiriman baru dari pengirimnya.")


def too_large() -> Problem:
    """A package, or something in it, beyond the limits."""
    return Problem("PAKET_TERLALU_BESAR", "Kiriman ini jauh lebih besar dari yang wajar.", TIDAK_BERUBAH,
                   "Jangan pakai file ini. Minta kiriman baru dari pengirimnya.")
