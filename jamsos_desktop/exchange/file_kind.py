"""What a file that travels is, by its first bytes: a kiriman, a reply, settings, a key, a backup, a newer program.

Only a look: a few bytes, the list of a zip, its manifest. Nothing is unlocked and nothing is believed: whoever takes
the file in checks it from the first byte to the last. What a sealed file holds, only its name can tell before that, so
a name decides no more than who is asked to check it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.files import unreadable
from jamsos_desktop.files import open_plain
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

# What a name says: JD-7402112017-0005.jdx, JB-7402112017-0003.jdx; a copy may carry " (1)" behind it.
_NAME = re.compile(r"(J[BD])-([0-9A-Z]{4,20})-(\d{1,9})\b.*", re.IGNORECASE)
_SEALED = {"JD": "setoran", "JB": "balasan"}
# A damaged zip goes to whom its name says: there it is told in words about such a file.
_ZIPS = {"JP-": "ketentuan", "JR-": "rilis"}
_BY_FORMAT = {"jamsos-cadangan": "cadangan"}
_BY_KIND = {"ketentuan": "ketentuan", "rilis": "rilis"}
_PACKAGE = "jamsos-paket"
_ZIP, _UNREADABLE = b"PK", (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # as ours are; the others fail in ways of their own
_START, _END = 256, 22  # bytes: what every kind is known by, the end record of a zip
_MOST_LIST = 8 << 20  # bytes of a zip's list of files
_MOST_FILES = 20_000
_MOST_MANIFEST = 8 << 20
_MOST_KEY = 64 * 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """``jenis``: setoran, balasan, disegel (sealed, and its name does not say for whom), ketentuan, kunci, cadangan,
    rilis. ``kode`` (without dots) and ``nomor`` as the name tells them, "" and 0 where it does not."""

    jenis: str
    kode: str = ""
    nomor: int = 0


def kind_of_file(path: Path) -> FileKind:
    """What a file is. Problems: FILE_TIDAK_ADA, FILE_BUKAN_JAMSOS, VERSI_BARU, PAKET_RUSAK and others of its head."""
    try:
        with open_plain(path) as file:
            start = file.read(_START)
            if start.startswith(age.MAGIC):
                age.check_header(start + file.read(age.MOST_HEADER))
                return _by_name(path)
            if start.startswith(_ZIP):
                return _zipped(path, file)
            if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
                return _key(path, start + file.read(_MOST_KEY))
    except OSError as cause:
        raise unreadable(path) from cause
    raise _not_ours(path, age.what_is(start))


def _by_name(path: Path) -> FileKind:
    found = _NAME.fullmatch(path.name)
    return FileKind(_SEALED[found[1].upper()], found[2].upper(), int(found[3])) if found else FileKind("disegel")


def _zipped(path: Path, file: BinaryIO) -> FileKind:
    """By its manifest; a zip that cannot be read, by its name."""
    try:
        manifest = _manifest(file)
    except _UNREADABLE as cause:
        if named := _ZIPS.get(path.name[:3].upper(), "cadangan" if path.suffix.lower() == ".jdc" else ""):
            return FileKind(named)
        if path.suffix.lower() == ".jdx":
            raise age.damaged("isinya terpotong atau berubah") from cause
        raise _not_ours(path, age.what_is(b"PK\x03\x04")) from cause
    found = _BY_FORMAT.get(str(manifest.get("format"))) or _BY_KIND.get(str(manifest.get("kind")))
    if found is not None:
        return FileKind(found)
    if manifest.get("format") == _PACKAGE:
        raise Problem("VERSI_BARU", f"{path.name} dibuat oleh Jamsos Desa yang lebih baru.", TIDAK_BERUBAH,
                      "Pasang Jamsos Desa versi terbaru, lalu buka lagi file ini.")
    raise _not_ours(path, age.what_is(b"PK\x03\x04"))


def _manifest(file: BinaryIO) -> dict[str, Any]:
    """The manifest of a zip, {} where it has none; its list of files is only read where it is no longer than ours
    ever are. Raises what is in ``_UNREADABLE``."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END))
    end = file.read(_END)
    many, listed = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if not end.startswith(b"PK\x05\x06") or many > _MOST_FILES or listed > _MOST_LIST:
        raise zipfile.BadZipFile
    with zipfile.ZipFile(file) as archive:
        if "manifest.json" not in archive.namelist():
            return {}
        if archive.getinfo("manifest.json").compress_type not in _PACKED:
            raise zipfile.BadZipFile
        with archive.open("manifest.json") as inside:
            read = json.loads(inside.read(_MOST_MANIFEST))
    return read if isinstance(read, dict) else {}


def _key(path: Path, text: bytes) -> FileKind:
    try:
        read = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        read = None
    if isinstance(read, dict) and read.get("kind") == "kunci":
        return FileKind("kunci", str(read.get("kode"))[:20].replace(".", ""))
    if path.name[:3].upper() == "JK-":
        return FileKind("kunci")  # what is wrong with it is told where keys are taken in
    raise _not_ours(path, age.what_is(text))


def _not_ours(path: Path, what: str) -> Problem:
    return Problem("FILE_BUKAN_JAMSOS", f"{path.name} bukan file Jamsos Desa, melainkan {what}.", TIDAK_BERUBAH,
                   "Pilih file dari DPMD atau dari desa yang namanya berakhir .jdx.")
