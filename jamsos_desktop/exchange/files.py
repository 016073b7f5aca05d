"""Files that leave the desk: written whole, read back and compared, nothing overwritten, no debris."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from jamsos_desktop.files import (
    DriveGone,
    Footing,
    beside_name,
    check_footing,
    drop_beside,
    footing,
    is_full,
    make_folder,
    open_plain,
    sync_folder,
)
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

_PIECE = 1 << 20


def write_whole(data: bytes, target: Path, on: Footing | None = None) -> Path:
    """Write a new file with the discipline of ``copy_file``. The same file already there is fine."""
    return run_to_end(_carry(io.BytesIO(data), len(data), target, on))


def copy_file(source: Path, folder: Path, on: Footing | None = None, name: str = "") -> Job[Path]:
    """Copy a file to a stick: temporary name, fsync, read back, compare, rename; yields pieces of 1 MiB.

    ``on``: what the folder stood on when it was checked. ``name``: its name there, "" the same. Returns the new path.
    Problems: FILE_TIDAK_ADA, DISK_PENUH, TIDAK_BISA_TULIS, FLASHDISK_TERCABUT, NAMA_SUDAH_ADA, SALINAN_BERBEDA;
    stopped or failed, nothing is left behind and nothing there was changed.
    """
    try:
        file = open_plain(source)
        size = source.stat().st_size
    except OSError as cause:
        raise unreadable(source) from cause
    with file:
        return (yield from _carry(file, size, folder / (name or source.name), on))


class NewFiles:
    """New files that get their places together, each with the discipline of ``copy_file``. Left before that, or failed
    in it, nothing is left of any of them, nor of the folders made for them.
    """

    def __init__(self) -> None:
        self._laid: list[Path] = []
        self._leaving = ExitStack()

    def add(self, data: bytes, target: Path) -> None:
        """Write a file whole beside its place and read it back. Problems: as ``copy_file``."""
        _need_name(target)
        with _as_problem(target.parent):
            self._leaving.enter_context(_folder_for(target, None))
            self._leaving.callback(drop_beside, target)
            run_to_end(_lay(io.BytesIO(data), len(data), target))
        self._laid.append(target)

    def place(self, place: Callable[[Sequence[Path]], None]) -> list[Path]:
        """Let ``place`` give what lies beside each of these its place, all or none. Problems: as ``copy_file``, and
        those of ``place``."""
        with _as_problem(self._laid[0].parent if self._laid else Path()):
            for target in self._laid:  # others are written meanwhile: what came to stand here since is somebody's
                size = beside_name(target).stat().st_size
                if target.exists() and run_to_end(_digest_of(target, size)) != run_to_end(
                        _digest_of(beside_name(target), size)):
                    raise _name_taken(target)
            place(self._laid)
        return self._laid

    def __enter__(self) -> NewFiles:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._leaving.__exit__(kind, error, trace)


def check_target(folder: Path) -> Footing:
    """Whether a file can be written into ``folder``; leaves nothing. Returns what it stands on, for the writing that
    comes after long work. Problems: DISK_PENUH, TIDAK_BISA_TULIS, FLASHDISK_TERCABUT."""
    probe = folder / ".jamsos-uji"
    with _as_problem(folder):
        on = footing(folder)
        with _folder_for(probe, on, keep=False):
            try:
                probe.write_bytes(b"uji")
            except BaseException:
                with suppress(OSError):  # begun and without room for its three letters
                    probe.unlink(missing_ok=True)
                raise
            probe.unlink()
    return on


def check_new_file(path: Path) -> None:
    """Whether a new file may be made at ``path``. Problems: as ``check_target``, and NAMA_SUDAH_ADA."""
    if path.exists():
        raise _name_taken(path)
    check_target(path.parent)


def read_limited(path: Path, most: int, too_large: Problem) -> bytes:
    """All bytes of a file that has at most ``most``. Problem FILE_TIDAK_ADA when it cannot be read."""
    try:
        with open_plain(path) as file:
            data = file.read(most + 1)
    except OSError as cause:
        raise unreadable(path) from cause
    if len(data) > most:
        raise too_large
    return data


def unreadable(path: Path) -> Problem:
    """The sentence for a file that is missing or refuses to be read."""
    return Problem("FILE_TIDAK_ADA", f"File {path.name or path} tidak ada atau tidak dapat dibaca.", TIDAK_BERUBAH,
                   "Periksa nama file dan flashdisk, lalu coba lagi.")


def _carry(source: BinaryIO, size: int, target: Path, on: Footing | None = None) -> Job[Path]:
    """Write ``source`` (``size`` bytes) to ``target``; progress counts bytes written, then bytes read back."""
    _need_name(target)
    with _as_problem(target.parent), _folder_for(target, on):
        try:
            if not (yield from _lay(source, size, target)):
                os.rename(beside_name(target), target)
                sync_folder(target.parent)
            return target
        finally:
            drop_beside(target)  # a stick that was pulled out has nothing left to clear


def _need_name(target: Path) -> None:
    if not target.name:
        raise Problem("NAMA_KOSONG", "Nama file belum ditulis.", TIDAK_BERUBAH, "Tulis folder dan nama filenya.")


def _lay(source: BinaryIO, size: int, target: Path) -> Job[bool]:
    """``source`` whole beside ``target`` and read back; whether the very same file stands at ``target`` already.

    Problems: SALINAN_BERBEDA, NAMA_SUDAH_ADA where another one stands there.
    """
    beside = beside_name(target)
    with beside.open("wb") as out:
        digest = yield from _pour(source, out, size)
        out.flush()
        os.fsync(out.fileno())
        _forget_cached(out.fileno())
    if (yield from _digest_of(beside, size)) != digest:
        raise _differs(target)
    if not target.exists():
        return False
    if (yield from _digest_of(target, size)) != digest:
        raise _name_taken(target)
    return True


def _pour(source: BinaryIO, out: BinaryIO, size: int) -> Job[bytes]:
    digest, done = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        out.write(piece)
        digest.update(piece)
        done += len(piece)
        yield Progress(done, 2 * size, "menyalin")
    return digest.digest()


def _digest_of(path: Path, size: int) -> Job[bytes]:
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            done += len(piece)
            yield Progress(size + min(done, size), 2 * size, "dibaca ulang")
    return digest.digest()


@contextmanager
def _folder_for(target: Path, on: Footing | None, keep: bool = True) -> Iterator[None]:
    """Make the missing folders above ``target``; take them away again when the writing fails or not ``keep``."""
    if on is not None:
        check_footing(target.parent, on)
    made = make_folder(target.parent)
    try:
        yield
    except BaseException:
        keep = False
        raise
    finally:
        if not keep:
            with suppress(OSError):  # not empty: somebody else put something there
                for folder in made:
                    folder.rmdir()


@contextmanager
def _as_problem(folder: Path) -> Iterator[None]:
    try:
        yield
    except DriveGone as cause:
        raise drive_gone() from cause
    except OSError as cause:
        here = not (folder.name or folder.anchor)
        if is_full(cause):
            raise Problem("DISK_PENUH", f"Ruang di {'folder ini' if here else folder} tidak cukup.",
                          "Tidak ada file yang tertinggal di sana.",
                          "Kosongkan sedikit ruang, atau pakai flashdisk lain.") from cause
        if cause.errno == errno.ENAMETOOLONG:
            raise Problem("TIDAK_BISA_TULIS", "Nama file atau foldernya terlalu panjang.",
                          "Tidak ada file yang tertinggal di sana.", "Pakai nama yang lebih pendek.") from cause
        raise Problem("TIDAK_BISA_TULIS", f"{'Folder ini' if here else folder} tidak dapat ditulisi.",
                      "Tidak ada file yang tertinggal di sana.",
                      "Periksa kunci tulis flashdisk, atau pilih folder lain.") from cause


def drive_gone() -> Problem:
    """The sentence for a drive that was pulled out before or while it was written to."""
    return Problem("FLASHDISK_TERCABUT", "Flashdisk tercabut.", "Tidak ada yang ditulis di tempat lain.",
                   "Colok flashdisk itu lagi, lalu ulangi.")


def _differs(target: Path) -> Problem:
    return Problem("SALINAN_BERBEDA", f"{target.name} dibaca ulang dan isinya berbeda.",
                   "File aslinya utuh, salinan yang keliru sudah dihapus.", "Pakai flashdisk lain.")


def _name_taken(target: Path) -> Problem:
    return Problem("NAMA_SUDAH_ADA", f"Di {target.parent} sudah ada {target.name} dengan isi lain.",
                   "File itu tidak diubah.", "Pilih folder lain, atau pindahkan file itu dulu.")


def _forget_cached(handle: int) -> None:
    """Ask the system to read the file from the stick again, not from its memory."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
