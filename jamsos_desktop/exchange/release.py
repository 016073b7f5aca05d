"""The release file ``JR-<versi>-<sistem>.jdx``: a newer program on its way to a village, signed by the project.

A zip without compression that holds exactly a manifest, its signature and one payload: the installer of Windows or the
packed folder of Linux. A payload of 100 MB is never in memory: it is read in pieces. Format: docs/release.md.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.canon import canonical_bytes
from jamsos_desktop.exchange.files import unreadable
from jamsos_desktop.exchange.minisign import MOST_BYTES as MOST_SIGNATURE
from jamsos_desktop.exchange.release_manifest import (
    MOST_MANIFEST,
    MOST_PAYLOAD,
    ReleaseKey,
    ReleaseManifest,
    damaged,
    no_release,
    signed_manifest,
)
from jamsos_desktop.files import open_plain
from jamsos_desktop.jobs import Job, Progress

MANIFEST, SIGNATURE, FOLDER = "manifest.json", "manifest.json.minisig", "isi/"
PIECE = 1 << 20
_ZIP, _END, _HEADER = b"PK\x03\x04", 22, 30
_FAR, _LARGE = 20, b"PK\x06\x07"  # zip64: another list of files, of any length, in place of the one that was looked at
_MOST_FILE = MOST_PAYLOAD + (1 << 20)


@dataclass(frozen=True, slots=True)
class Release:
    """A release whose manifest was signed by the project; its payload is proven by ``check_job`` alone."""

    path: Path
    manifest: ReleaseManifest
    size: int

    @property
    def versi(self) -> str:
        return self.manifest.versi


def read_release(path: Path, key: ReleaseKey) -> Release:
    """Look into a release: its frame and its signed manifest, not yet the payload.

    Problems: FILE_TIDAK_ADA, RILIS_BUKAN, RILIS_RUSAK, RILIS_TANDA_TANGAN, VERSI_BARU.
    """
    with _archive(path) as (archive, size):
        raw, signature = (_small(archive, name, most) for name, most in
                          ((MANIFEST, MOST_MANIFEST), (SIGNATURE, MOST_SIGNATURE)))
        _refuse_other_kind(raw)
        manifest = signed_manifest(raw, signature, key)
        found = [info for info in archive.infolist() if info.filename == FOLDER + manifest.isi.nama]
        if len(found) != 1 or found[0].file_size != manifest.isi.ukuran:
            raise damaged("isinya lain dari yang disebut")
        return Release(path, manifest, size)


def check_job(release: Release) -> Job[None]:
    """Hold every byte of the payload against the manifest. Problems: FILE_TIDAK_ADA, RILIS_RUSAK."""
    said, digest, done = release.manifest.isi, hashlib.sha256(), 0
    with payload(release) as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
            done += len(piece)
            yield Progress(min(done, said.ukuran), said.ukuran, "memeriksa file pembaruan")
    if done != said.ukuran or digest.hexdigest() != said.sha256:
        raise damaged("isinya lain dari yang disebut")


class PayloadStream:
    """The payload in pieces; what cannot be read is a Problem (FILE_TIDAK_ADA, RILIS_RUSAK)."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file, self._path = file, path

    def read(self, size: int = PIECE) -> bytes:
        """The next bytes, b"" at the end. Problems RILIS_RUSAK, FILE_TIDAK_ADA."""
        try:
            return self._file.read(size)
        except (zipfile.BadZipFile, EOFError) as cause:  # the sum of the frame itself, or its end
            raise damaged("isinya terpotong atau berubah") from cause
        except OSError as cause:  # the stick was pulled out
            raise unreadable(self._path) from cause


@contextmanager
def payload(release: Release) -> Iterator[PayloadStream]:
    """The payload as a stream. Whoever uses it has checked it before, or checks it while reading."""
    with _archive(release.path) as (archive, _):
        try:
            file = archive.open(FOLDER + release.manifest.isi.nama)
        except (zipfile.BadZipFile, KeyError) as cause:  # changed since it was looked into
            raise damaged("isinya lain dari yang disebut") from cause
        with file:
            yield PayloadStream(file, release.path)


@contextmanager
def _archive(path: Path) -> Iterator[tuple[zipfile.ZipFile, int]]:
    try:
        file = open_plain(path)
    except OSError as cause:
        raise unreadable(path) from cause
    with file:
        archive, size = _opened(file, path)
        with archive:
            yield archive, size


def _opened(file: BinaryIO, path: Path) -> tuple[zipfile.ZipFile, int]:
    try:
        size = _check_frame(file, path)
        archive = zipfile.ZipFile(file)
        _check_entries(archive)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError) as cause:
        raise damaged("susunannya tidak terbaca") from cause
    except OSError as cause:
        raise unreadable(path) from cause
    return archive, size


def _check_frame(file: BinaryIO, path: Path) -> int:
    """The beginning, the end and the size: zipfile reads the whole list of files, however long it claims to be."""
    start, size = file.read(64), os.fstat(file.fileno()).st_size
    if not start.startswith(_ZIP):
        raise no_release(age.what_is(start)) if start else damaged("file itu kosong")
    if size > _MOST_FILE:
        raise no_release("file yang jauh lebih besar")
    file.seek(max(0, size - _END - _FAR))
    before, end = (last := file.read(_END + _FAR))[:-_END], last[-_END:]
    if not end.startswith(b"PK\x05\x06"):
        raise damaged("file itu terpotong")
    if before.startswith(_LARGE):
        raise damaged("disusun dengan cara lain")
    entries, directory = struct.unpack("<HI", end[10:16])
    if entries != 3 or directory > MOST_MANIFEST:
        raise no_release("arsip zip dengan isi lain")
    file.seek(0)
    return size


def _check_entries(archive: zipfile.ZipFile) -> None:
    """Three plain files without compression, one after the other and nothing between, so that none is a bomb."""
    at = 0
    for info in archive.infolist():
        plain = stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG) and not info.extra and not info.flag_bits
        if not plain or info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
            raise damaged("disusun dengan cara lain")
        if info.header_offset != at or info.filename != info.orig_filename:
            raise damaged("disusun dengan cara lain")
        at += _HEADER + len(info.orig_filename) + info.compress_size
    first, second, third = (info.filename for info in archive.infolist())
    if (first, second) != (MANIFEST, SIGNATURE) or not third.startswith(FOLDER) or at != archive.start_dir:
        raise no_release("arsip zip dengan isi lain")


def _small(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    if archive.getinfo(name).file_size > most:
        raise damaged("daftar isinya terlalu panjang")
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, EOFError) as cause:
        raise damaged("daftar isinya tidak terbaca") from cause


class _Kind(msgspec.Struct, frozen=True):
    """What kind of file this says it is."""

    kind: str


def _refuse_other_kind(raw: bytes) -> None:
    """Told apart before any signature: a pack of DPMD is a file of another kind, not a forged release."""
    try:
        kind = msgspec.json.decode(raw, type=_Kind).kind
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise damaged("daftar isinya tidak terbaca") from cause
    if kind != "rilis":
        raise no_release(f"file berisi {kind[:40]!a}")


def manifest_bytes(manifest: ReleaseManifest) -> bytes:
    """What is signed: the same manifest gives the same bytes."""
    return canonical_bytes(msgspec.to_builtins(manifest))


def write_release(target: BinaryIO, manifest: bytes, signature: str, content: BinaryIO, name: str) -> None:
    """Write a release into an open file: the manifest, its signature and ``content`` under its bare ``name``."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, data in ((MANIFEST, manifest), (SIGNATURE, signature.encode("ascii"))):
            archive.writestr(_info(path), data)
        content.seek(0, 2)
        info = _info(FOLDER + name)
        info.file_size = content.tell()
        content.seek(0)
        with archive.open(info, "w") as out:
            while piece := content.read(PIECE):
                out.write(piece)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    return info
