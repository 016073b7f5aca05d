"""The packed folder of a Linux release: written the same way every time, unpacked with suspicion.

What is accepted: plain files, folders, and links that lead downward inside the folder. No name leads out, none comes
twice, and never more files or bytes than the signed manifest tells. Every file is on the disk before it counts.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from jamsos_desktop.exchange.files import unreadable
from jamsos_desktop.exchange.release import PIECE, PayloadStream, Release, payload
from jamsos_desktop.exchange.release_manifest import damaged
from jamsos_desktop.files import is_full, sync_folder
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

_BLOCK = 512
_MOST_NAME = 240


def unpack_job(release: Release, into: Path) -> Job[Path]:
    """Unpack the folder of a checked release to ``into``, which must not be there yet; every file is read back.

    Whoever stops or fails it removes ``into``. Problems: RILIS_RUSAK, RILIS_TIDAK_AMAN, DISK_PENUH, TIDAK_BISA_TULIS.
    """
    said = release.manifest.isi
    try:
        into.mkdir(mode=0o755)
        with payload(release) as stream:
            written = yield from _lay_out(_Bounded(stream, said.terurai, said.jumlah), into, said.terurai, said.jumlah)
        yield from _read_back(written, said.terurai)
        for folder, _, _ in os.walk(into):
            sync_folder(Path(folder))
        sync_folder(into.parent)
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, UnicodeError) as cause:
        raise damaged("foldernya tidak bisa dibuka") from cause
    except OSError as cause:
        raise _unwritable(cause, into) from cause
    return into


class _Bounded(io.RawIOBase):
    """The stream, which gives up once more comes out of it than was told: a small file may unpack for ever."""

    def __init__(self, stream: PayloadStream, most: int, files: int) -> None:
        # Around each file there are a head and padding; links and folders have a head of their own.
        self._left = most + (files + 1) * 8 * _BLOCK + (64 << 10)
        self._inner = gzip.GzipFile(fileobj=_Readable(stream))

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(PIECE if size < 0 else min(size, PIECE))
        self._left -= len(data)
        if self._left < 0:
            raise _unsafe("isinya lebih besar dari yang disebut")
        return data


class _Readable(io.RawIOBase):
    """A stream of ours as what gzip reads."""

    def __init__(self, stream: PayloadStream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(PIECE if size < 0 else size)


def _lay_out(stream: _Bounded, into: Path, total: int, most: int) -> Job[dict[Path, bytes]]:
    """Write what the stream holds; the value tells the digest of each file. Links are made last, so that nothing is
    ever written through one."""
    written: dict[Path, bytes] = {}
    links: dict[Path, str] = {}
    done = seen = 0
    with tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive:
        for member in archive:
            target = _place(member, into)
            seen += 1
            if seen > most or done + member.size > total:
                raise _unsafe("isinya lebih banyak dari yang disebut")
            if target in written or target in links:
                raise _unsafe("ada nama file yang kembar")
            if member.issym():
                links[target] = _leads_inside(member)
            elif member.isreg() and not member.issparse():  # a hole of a terabyte takes no byte in a tar
                target.parent.mkdir(parents=True, exist_ok=True)
                written[target] = _write(archive.extractfile(member), target, bool(member.mode & 0o111), member.size)
                done += member.size
                yield Progress(min(done, total), 2 * total, "membuka isinya")
            elif member.isdir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                raise _unsafe(f"{member.name[:60]!a} bukan file biasa")
    for target, leads in links.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(leads)
    return written


def _place(member: tarfile.TarInfo, into: Path) -> Path:
    """Where a member goes: below ``into``, by a plain relative name."""
    name = member.name
    parts = PurePosixPath(name).parts
    plain = name and len(name) <= _MOST_NAME and name.isprintable() and "\\" not in name and ":" not in name
    if not plain or name.startswith("/") or ".." in parts or not parts:
        raise _unsafe(f"nama file {name[:60]!a} tidak boleh")
    return into.joinpath(*parts)


def _leads_inside(member: tarfile.TarInfo) -> str:
    leads = member.linkname
    if not leads or leads.startswith("/") or ".." in PurePosixPath(leads).parts or not leads.isprintable():
        raise _unsafe(f"{member.name[:60]!a} menunjuk ke luar")
    return leads


def _write(source: object, target: Path, runs: bool, size: int) -> bytes:
    assert isinstance(source, tarfile.ExFileObject)
    digest, done = hashlib.sha256(), 0
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(target, flags, 0o755 if runs else 0o644), "wb") as out:
        while piece := source.read(PIECE):
            out.write(piece)
            digest.update(piece)
            done += len(piece)
        out.flush()
        os.fsync(out.fileno())
    if done != size:
        raise damaged("isinya terpotong")
    return digest.digest()


def _read_back(written: dict[Path, bytes], total: int) -> Job[None]:
    done = 0
    for path, digest in written.items():
        found = hashlib.sha256()
        try:
            with path.open("rb") as file:
                while piece := file.read(PIECE):
                    found.update(piece)
                    done += len(piece)
        except OSError as cause:
            raise unreadable(path) from cause
        if found.digest() != digest:
            raise damaged(f"{path.name} dibaca ulang dan isinya berbeda")
        yield Progress(total + min(done, total), 2 * total, "dibaca ulang")


def pack_tree(folder: Path, out: BinaryIO) -> tuple[int, int]:
    """Write ``folder`` as tar.gz into an open file: names in order, no times, no owners, so that the same folder gives
    the same bytes. Returns (bytes, files) once unpacked. Raises ValueError for what ``unpack_job`` would refuse."""
    size = count = 0
    with gzip.GzipFile("", "wb", 6, out, mtime=0) as packed, \
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.USTAR_FORMAT) as archive:
        for path in _in_order(folder):
            member = tarfile.TarInfo(path.relative_to(folder).as_posix())
            count += 1
            if path.is_symlink():
                member.type, member.linkname = tarfile.SYMTYPE, os.readlink(path)
                if member.linkname.startswith("/") or ".." in PurePosixPath(member.linkname).parts:
                    raise ValueError(f"{path} menunjuk ke {member.linkname}")
                archive.addfile(member)
                continue
            member.size = path.stat().st_size
            member.mode = 0o755 if path.stat().st_mode & 0o111 else 0o644
            with path.open("rb") as file:
                archive.addfile(member, file)
            size += member.size
    return size, count


def _in_order(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted([*files, *(one for one in folders if Path(root, one).is_symlink())]):
            yield Path(root, name)


def _unsafe(how: str) -> Problem:
    """A release built in a way that this program never builds one."""
    return Problem("RILIS_TIDAK_AMAN", f"File pembaruan ini ditolak: {how}.", TIDAK_BERUBAH,
                   "Jangan pakai file ini. Minta file pembaruan baru dari DPMD.")


def _unwritable(cause: OSError, into: Path) -> Problem:
    if is_full(cause):
        return Problem("DISK_PENUH", "Tempat simpan di laptop penuh.", "Program dan data masih seperti semula.",
                       "Kosongkan tempat simpan, lalu coba lagi.")
    return Problem("PROGRAM_TIDAK_BISA_DITULIS", f"Folder {into.parent} tidak bisa ditulis.",
                   "Program dan data masih seperti semula.",
                   "Masuk sebagai pemasang program ini, atau pasang ulang dari pemasangnya.")
