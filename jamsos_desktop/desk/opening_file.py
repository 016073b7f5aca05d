"""A file that was double-clicked: what it is, by its first bytes, and which page of this desk takes it in.

Only a look: a few bytes, the list of a zip, its manifest. Nothing is unlocked and nothing is believed; the page that
takes the file in checks it from the first byte to the last. What a sealed file holds only its name can tell before
that, so a name decides no more than where it is brought to.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.practice import practice_of
from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.files import unreadable
from jamsos_desktop.files import open_plain
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.regions import dotted
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.archive import FORMAT as BACKUP

# What a name says: JD-7402112017-0005.jdx, JB-7402112017-0003.jdx; copies may carry " (1)" behind it.
_NAME = re.compile(r"(J[BD])-([0-9A-Z]{4,20})-(\d{1,9})\b.*", re.IGNORECASE)
_SEALED = {"JD": "setoran", "JB": "balasan"}
_ENDINGS = (".jdx", ".jdc")
_PACKAGE = "jamsos-paket"
_START, _END = 256, 22  # bytes: what every kind is known by, the end record of a zip
_MOST_LIST = 8 << 20  # bytes of a zip's list of files
_MOST_FILES = 20_000
_MOST_MANIFEST = 8 << 20
_MOST_KEY = 64 * 1024
# Where a kind is taken in, by the mode of the desk, in the order in which files that came together go in: who has the
# newest key opens the newest reply. A kind that is not named is for somebody else.
_PAGES = {"desa": {"kunci": "kirim", "ketentuan": "ketentuan", "balasan": "balasan", "disegel": "balasan",
                   "cadangan": "cadangan", "rilis": "perbarui"},
          "dpmd": {"ketentuan": "ketentuan", "setoran": "terima", "disegel": "terima", "cadangan": "cadangan",
                   "rilis": "perbarui"}}


@dataclass(frozen=True, slots=True)
class FileKind:
    """``jenis``: setoran, balasan, disegel (sealed, and its name does not say for whom), ketentuan, kunci, cadangan,
    rilis. ``kode`` (without dots) and ``nomor`` as the name tells them, "" and 0 where it does not."""

    jenis: str
    kode: str = ""
    nomor: int = 0


@dataclass(frozen=True, slots=True)
class FileWay:
    """Where a file leads. ``page`` takes it in, or, with ``why`` it cannot be taken in here, helps on ("" none)."""

    path: Path
    jenis: str = ""
    page: str = ""
    why: Problem | None = None


class OpeningFiles:
    """Part of ``Desk``."""

    ctx: Context

    def file_ways_job(self, paths: Sequence[Path]) -> Job[list[FileWay]]:
        """Where each of these files leads, in the order they are to be taken in; a stick may be slow or gone."""
        found = []
        for nth, path in enumerate(paths):
            yield Progress(nth, len(paths), path.name)
            found.append(way_of(self.ctx, path))
        order = list(_PAGES[self.ctx.mode])
        return sorted(found, key=lambda way: order.index(way.jenis) if way.jenis in order else len(order))


def way_of(ctx: Context, path: Path) -> FileWay:
    """Where one file leads on this desk."""
    try:
        kind = kind_of(path)
    except Problem as problem:
        return FileWay(path, why=problem)
    home = practice_of(ctx.folder)
    if home is not None and not path.absolute().is_relative_to(home):
        return FileWay(path, kind.jenis, why=_only_practice(path))
    page = _PAGES[ctx.mode].get(kind.jenis)
    if page is not None:
        return FileWay(path, kind.jenis, page)
    helps, why = _for_dpmd(ctx, kind) if ctx.mode == "desa" else _for_village(ctx, kind)
    return FileWay(path, kind.jenis, helps, why)


def kind_of(path: Path) -> FileKind:
    """What a file is. Problems: FILE_TIDAK_ADA, FILE_BUKAN_JAMSOS, VERSI_BARU, PAKET_*."""
    try:
        with open_plain(path) as file:
            start = file.read(_START)
            if start.startswith(age.MAGIC):
                age.check_header(start + file.read(age.MOST_HEADER))
                return _by_name(path)
            if start.startswith(b"PK"):
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
    manifest = _manifest(path, file)
    if manifest.get("format") == BACKUP:
        return FileKind("cadangan")
    if manifest.get("format") != _PACKAGE:
        raise _not_ours(path, "arsip zip dengan isi lain")
    kind = manifest.get("kind")
    if kind not in ("ketentuan", "rilis"):
        raise Problem("VERSI_BARU", f"{path.name} dibuat oleh Jamsos Desa yang lebih baru.", TIDAK_BERUBAH,
                      "Pasang Jamsos Desa versi terbaru, lalu buka lagi file ini.")
    return FileKind(kind)


def _manifest(path: Path, file: BinaryIO) -> dict[str, Any]:
    """The manifest of a zip of ours. Its list of files is only read where it is no longer than ours ever are."""
    ours = path.suffix.lower() in _ENDINGS
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END))
    end = file.read(_END)
    many, listed = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if not end.startswith(b"PK\x05\x06") or many > _MOST_FILES or listed > _MOST_LIST:
        raise age.damaged("filenya terpotong") if ours else _not_ours(path, age.what_is(b"PK\x03\x04"))
    try:
        with zipfile.ZipFile(file) as archive:
            if "manifest.json" not in archive.namelist():
                raise _not_ours(path, age.what_is(b"PK\x03\x04"))
            with archive.open("manifest.json") as inside:
                read = json.loads(inside.read(_MOST_MANIFEST))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as cause:
        raise age.damaged("daftar isinya tidak terbaca") from cause
    return read if isinstance(read, dict) else {}


def _key(path: Path, text: bytes) -> FileKind:
    try:
        read = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict) or read.get("kind") != "kunci":
        raise _not_ours(path, "file kunci yang rusak" if path.name[:3].upper() == "JK-" else "file teks")
    return FileKind("kunci", str(read.get("kode", ""))[:20].replace(".", ""))


# What is for somebody else.

def _for_dpmd(ctx: Context, kind: FileKind) -> tuple[str, Problem]:
    """A village opened a kiriman: its own is shown where it was made, another one is none of its business."""
    own = kind.kode == ctx.unit.kode.replace(".", "")
    whose = "desa Anda sendiri" if own else _place(ctx, kind.kode)
    return "kirim" if own else "", Problem(
        "FILE_UNTUK_DPMD", f"Ini kiriman {whose} nomor {kind.nomor}, untuk DPMD.", TIDAK_BERUBAH,
        "Serahkan file ini ke DPMD. Hanya DPMD yang bisa membukanya.")


def _for_village(ctx: Context, kind: FileKind) -> tuple[str, Problem]:
    """A district opened what it makes for its villages."""
    if kind.jenis == "kunci":
        whose = "kunci DPMD ini" if kind.kode == ctx.unit.kode.replace(".", "") else "kunci DPMD lain"
        return "target", Problem("FILE_UNTUK_DESA", f"Ini {whose}, untuk diambil desa.", TIDAK_BERUBAH,
                                 "Bagikan ke desa lewat flashdisk. Desa mencocokkan kodenya dengan surat Anda.")
    return "jawaban", Problem(
        "FILE_UNTUK_DESA", f"Ini balasan nomor {kind.nomor} untuk {_place(ctx, kind.kode)}.", TIDAK_BERUBAH,
        "Serahkan file ini ke desa itu. Hanya laptopnya yang bisa membukanya.")


def _place(ctx: Context, kode: str) -> str:
    """The village of a code, in words; the code itself where the list of regions has none."""
    found = ctx.regions.get(kode)
    return f"{found.sebutan}, Kecamatan {found.kecamatan}" if found else f"desa berkode {dotted(kode)}"


def _only_practice(path: Path) -> Problem:
    return Problem("HANYA_LATIHAN", f"Ini jendela latihan, {path.name} tidak dibuka di sini.", TIDAK_BERUBAH,
                   "Tutup jendela latihan, lalu klik dua kali file itu lagi.")


def _not_ours(path: Path, what: str) -> Problem:
    return Problem("FILE_BUKAN_JAMSOS", f"{path.name} bukan file Jamsos Desa, melainkan {what}.", TIDAK_BERUBAH,
                   "Pilih file dari DPMD yang namanya berakhir .jdx, atau JK-….json.")
