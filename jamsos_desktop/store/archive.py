"""A backup as one file (``.jdc``): a zip without compression, its list of contents sealed with the data key.

It holds a verified copy of the data, the keys (opened by the twelve words), scans, and the packages already sent. The
data and the scans are locked in themselves. ``manifest.json`` names each file with size and SHA-256;
``manifest.kode`` is its HMAC under a subkey of the data key, so that nothing can be changed or exchanged unseen.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Literal

import msgspec

from jamsos_desktop.files import is_full, open_plain
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.private import write_problem

FORMAT, READER = "jamsos-cadangan", 2
_READER_OF = {"penuh": 1, "data": 2}  # reader 1 would take a backup of the data alone for a whole desk
MANIFEST, SEAL = "manifest.json", "manifest.kode"
DATA, KEYS = "data.db", "kunci.json"
SENT, SCANS = "keluar", "lampiran"
_NAME = re.compile(r"manifest\.(json|kode)|data\.db|kunci\.json|keluar/[A-Za-z0-9-]{1,60}\.jdx"
                   r"|lampiran/(?:[A-Za-z0-9_-]{1,80}/){0,2}[A-Za-z0-9_-]{1,80}(?:\.[a-z0-9]{1,8})?")
_MOST_ENTRIES, _MOST_MANIFEST = 200_000, 64 << 20
_PIECE = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Entry(msgspec.Struct, frozen=True):
    """A file of the backup."""

    path: str
    size: int
    sha256: str


class About(msgspec.Struct, frozen=True, kw_only=True):
    """Whose backup it is. ``jumlah``: rows per table; ``riwayat_n`` and ``_hash``: head of the history chain.

    ``isi``: ``data`` leaves out scans and packages sent; ``sebab`` and ``urut``: why the desk made it by itself, and
    the how manyth in its folder (``backups``). ``kunci``: the name of the data key (``rekey.name_of``).
    """

    app: str
    mode: str
    db_id: str
    kode: str
    nama: str
    perangkat: str
    laptop: str
    dibuat: str
    pindah: bool
    jumlah: dict[str, int]
    riwayat_n: int
    riwayat_hash: str
    isi: Literal["penuh", "data"] = "penuh"
    sebab: str = ""
    urut: int = 0
    kunci: str = ""


class Manifest(About, frozen=True, kw_only=True):
    """``manifest.json``."""

    format: Literal["jamsos-cadangan"]
    min_reader: int
    files: tuple[Entry, ...]


class _Peek(msgspec.Struct, frozen=True):
    min_reader: int


def sources(folder: DataFolder, copy: Path) -> dict[str, Path]:
    """What goes into a backup, by its name there: the copy of the data, keys, packages sent, scans."""
    found = {DATA: copy, KEYS: folder.keys}
    scans = folder.root / SCANS
    for path in (*sorted(folder.outbox.glob("*.jdx")), *(sorted(scans.rglob("*")) if scans.is_dir() else ())):
        name = path.relative_to(folder.root).as_posix()
        if path.is_file() and not path.is_symlink() and _NAME.fullmatch(name):
            found[name] = path
    return found


def write(target: Path, about: About, files: Mapping[str, Path], key: bytes) -> Job[str]:
    """Write the backup; returns the SHA-256 of its manifest. ``key``: the subkey "cadangan" of the data.

    Whole or absent. Problems: DISK_PENUH, TIDAK_BISA_TULIS.
    """
    with _whole(target):
        total = sum(path.stat().st_size for path in files.values())
        entries, done = [], 0
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
            for name, path in files.items():
                digest, size = hashlib.sha256(), 0
                with path.open("rb") as source, archive.open(_info(name), "w", force_zip64=True) as out:
                    while piece := source.read(_PIECE):
                        out.write(piece)
                        digest.update(piece)
                        size += len(piece)
                        yield Progress(min(done + size, total), 2 * total, "menyusun cadangan")
                done += size
                entries.append(Entry(name, size, digest.hexdigest()))
            manifest = Manifest(**msgspec.structs.asdict(about), format="jamsos-cadangan", files=tuple(entries),
                                min_reader=_READER_OF[about.isi])
            raw = msgspec.json.encode(manifest, order="sorted")
            archive.writestr(_info(MANIFEST), raw)
            archive.writestr(_info(SEAL), _seal(raw, key))
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    return hashlib.sha256(raw).hexdigest()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o600) << 16
    return info


def _seal(raw: bytes, key: bytes) -> bytes:
    return hmac.new(key, raw, hashlib.sha256).hexdigest().encode()


@contextmanager
def _whole(target: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        with suppress(OSError):  # a full disk may refuse even this
            target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise write_problem(error, target.parent) from error
        raise


class Archive:
    """A backup opened for reading; nothing in it is believed before it was checked. Close it, or use ``with``.

    Problems on opening: FILE_TIDAK_ADA, CADANGAN_BUKAN, CADANGAN_RUSAK, VERSI_BARU.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = _zip_of(path)
        except OSError as cause:
            raise Problem("FILE_TIDAK_ADA", f"File {path.name or path} tidak ada atau tidak dapat dibaca.",
                          TIDAK_BERUBAH, "Periksa nama file dan flashdisk, lalu coba lagi.") from cause
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as cause:
            raise (_cut_short() if _starts_as_zip(path) else _no_backup()) from cause
        try:
            self._entries = _checked(self._zip.infolist())
            self.raw = self._bytes(MANIFEST)
            self.manifest = _manifest(self.raw)
            listed = {entry.path: entry.size for entry in self.manifest.files}
            found = {name: info.file_size for name, info in self._entries.items() if name not in (MANIFEST, SEAL)}
            if listed != found or len(listed) != len(self.manifest.files) or not {DATA, KEYS} <= set(listed):
                raise damaged("isinya tidak sama dengan daftarnya")
        except BaseException:
            self.close()
            raise

    @property
    def sha(self) -> str:
        """The identity of the backup."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of the files in it."""
        return sum(entry.size for entry in self.manifest.files)

    def check_seal(self, key: bytes) -> None:
        """Whether the holder of the data key made this list. ``key``: the subkey "cadangan"."""
        if not hmac.compare_digest(self._bytes(SEAL), _seal(self.raw, key)):
            raise damaged("daftar isinya pernah diubah")

    def copy(self, entry: Entry, target: Path | None) -> Iterator[int]:
        """Read one file through (into ``target``, mode 0600, unless None) and compare it; yields bytes read."""
        digest = hashlib.sha256()
        out = None
        try:
            if target is not None:
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                out = os.fdopen(os.open(target, flags, 0o600), "wb")
            with self._zip.open(self._entries[entry.path]) as source:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    if out is not None:
                        out.write(piece)
                    yield len(piece)
            if out is not None:
                out.flush()
                os.fsync(out.fileno())
        except (zipfile.BadZipFile, EOFError) as cause:
            raise damaged(f"{entry.path} tidak terbaca") from cause
        except OSError as cause:
            raise _io_problem(cause, target) from cause
        finally:
            if out is not None:
                with suppress(OSError):  # what could not be written was told already
                    out.close()
        if digest.hexdigest() != entry.sha256:
            raise damaged(f"{entry.path} tidak sama dengan daftarnya")

    def _bytes(self, name: str) -> bytes:
        info = self._entries[name]
        if info.file_size > _MOST_MANIFEST:
            raise damaged("daftar isinya terlalu besar")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, EOFError) as cause:
            raise damaged(f"{name} tidak terbaca") from cause
        except OSError as cause:
            raise _io_problem(cause, None) from cause

    def close(self) -> None:
        """Close the file; nothing can be read of it any more."""
        self._zip.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Names known and told apart, plain stored files one after the other: nothing can unfold beyond its size."""
    known = {entry.filename: entry for entry in entries}
    if len(entries) > _MOST_ENTRIES or len({name.casefold() for name in known}) != len(entries):
        raise damaged("ada nama file yang kembar")
    if MANIFEST not in known or SEAL not in known:
        raise _no_backup()
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        stored = entry.compress_type == zipfile.ZIP_STORED and entry.file_size == entry.compress_size
        if not _NAME.fullmatch(entry.filename):
            raise damaged(f"nama file {entry.filename[:60]!a} tidak dikenal")
        if not stored or entry.flag_bits & 0x1 or stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
            raise damaged(f"{entry.filename} disimpan dengan cara lain")
        if entry.header_offset < end:
            raise damaged("ada file yang tumpang tindih")
        end = entry.header_offset + entry.compress_size
    return known


def _manifest(raw: bytes) -> Manifest:
    try:
        if msgspec.json.decode(raw, type=_Peek).min_reader > READER:
            raise Problem("VERSI_BARU", "Cadangan ini dibuat oleh aplikasi yang lebih baru.", TIDAK_BERUBAH,
                          "Pasang Jamsos Desa versi terbaru, lalu coba lagi.")
        return msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise damaged("daftar isinya tidak terbaca") from cause


def damaged(how: str) -> Problem:
    """A backup that is not whole any more."""
    return Problem("CADANGAN_RUSAK", f"Cadangan ini rusak: {how}.", TIDAK_BERUBAH,
                   "Pakai cadangan lain, atau salin ulang dari tempat asalnya.")


def _zip_of(path: Path) -> zipfile.ZipFile:
    with open_plain(path):  # a pipe or a device would never end
        return zipfile.ZipFile(path)


def _starts_as_zip(path: Path) -> bool:
    with suppress(OSError), open_plain(path) as file:  # pulled out meanwhile: then it is no backup either
        return file.read(4) == b"PK\x03\x04"
    return False


def _cut_short() -> Problem:
    """The end of the file is not there, where a zip says what it holds."""
    return damaged("file ini belum tersalin sampai habis")


def _no_backup() -> Problem:
    return Problem("CADANGAN_BUKAN", "Ini bukan cadangan Jamsos Desa.", TIDAK_BERUBAH,
                   "Pilih file Cadangan-….jdc.")


def _io_problem(cause: OSError, target: Path | None) -> Problem:
    if target is not None and is_full(cause):
        return write_problem(cause, target.parent)
    return Problem("FILE_TIDAK_ADA", "Cadangan tidak dapat dibaca sampai habis.", TIDAK_BERUBAH,
                   "Pasang flashdisk lagi, lalu coba sekali lagi.")
