"""Nothing half-written: a file by temporary name, fsync, rename, fsync of its folder. Nothing in a wrong place: the
folder a system hangs a drive under is never made anew.

The rooms above put their own words on an ``OSError``; here stands only how it is done.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

_FULL = ("ENOSPC", "EDQUOT", "EFBIG")  # by name: Windows does not have them all
MEDIA = (Path("/media"), Path("/run/media"), Path("/Volumes"))  # where systems hang drives that can be pulled out


class DriveGone(OSError):
    """The drive a folder was on is not there any more: making its folders would put them on another disk."""


class Footing(NamedTuple):
    """What a folder stands on: the nearest folder that is there (itself, or above it), and the volume of that one."""

    above: Path
    volume: int


def footing(folder: Path) -> Footing:
    """What a folder stands on now. Raises OSError, DriveGone."""
    missing = _missing(folder)
    above = missing[-1].parent if missing else folder
    if not above.exists():
        raise _gone(folder)
    return Footing(above, above.stat().st_dev)


def check_footing(folder: Path, on: Footing) -> None:
    """Raises DriveGone when ``folder`` does not stand on that any more: pulled out, or another disk in its place."""
    try:
        same = on.above.stat().st_dev == on.volume
    except OSError as cause:
        raise _gone(folder) from cause
    if not same:
        raise _gone(folder)


def make_folder(folder: Path, mode: int = 0o777) -> list[Path]:
    """Make a folder and what is missing above it; returns what was made, the deepest first.

    Never a drive's own folder: missing, its drive is out. Raises OSError, DriveGone.
    """
    missing = _missing(folder)
    if missing and (missing[-1].parent == missing[-1] or _of_no_drive(missing[-1])):
        raise _gone(folder)
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    return missing


def _missing(folder: Path) -> list[Path]:
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        if folder.parent == folder:  # a drive letter, or the folder we were started in
            break
        folder = folder.parent
    return missing


def _of_no_drive(folder: Path) -> bool:
    """Whether a folder to be made lies where drives hang, and no drive hangs above it."""
    above = Path(os.path.realpath(folder.parent))
    for media in MEDIA:
        if above == media or media in above.parents:
            return not any(os.path.ismount(one) for one in (above, *above.parents) if media in one.parents)
    return False


def _gone(folder: Path) -> DriveGone:
    return DriveGone(errno.ENODEV, os.strerror(errno.ENODEV), str(folder))


def replace_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put ``data`` at ``path`` (and make its folder); ``private``: mode 0600. Raises OSError.

    After a failure what stood at ``path`` is untouched and nothing else is left behind.
    """
    def fill(file: BinaryIO) -> None:
        file.write(data)

    fill_whole(path, fill, private=private)


def fill_whole(path: Path, fill: Callable[[BinaryIO], None], *, private: bool = False) -> None:
    """``replace_whole`` for what need not stand in memory at once: ``fill`` writes it into the file it is given.

    What ``fill`` raises leaves nothing behind either.
    """
    fill_beside(path, fill, private=private)
    try:
        take_place(path)
    except BaseException:
        drop_beside(path)
        raise


def take_place(path: Path) -> None:
    """The second half of ``fill_whole``: what lies beside ``path`` takes its place. Raises OSError."""
    os.replace(beside_name(path), path)
    sync_folder(path.parent)


def beside_name(path: Path) -> Path:
    """Where the next file for ``path`` is made whole before it takes its place."""
    return path.with_name(f".{path.name}.baru")


def older_name(path: Path) -> Path:
    """Where an older file waits until what took its place is sure to stay."""
    return path.with_name(f".{path.name}.lama")


def drop_beside(path: Path) -> None:
    """Take away what was made beside ``path`` and did not come to take its place."""
    with suppress(OSError):  # a folder we may not write to holds nothing of ours either
        beside_name(path).unlink(missing_ok=True)


def fill_beside(path: Path, fill: Callable[[BinaryIO], None], *, private: bool = False) -> None:
    """The first half of ``fill_whole``: what ``fill`` writes, whole and safe beside ``path``, which is not touched.

    Raises OSError; what was begun is gone then.
    """
    if not path.name:  # "." or "": a folder, which no file takes the place of
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    beside = beside_name(path)
    make_folder(path.parent, 0o700 if private else 0o777)
    try:
        beside.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(beside, flags, 0o600 if private else 0o666), "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        drop_beside(path)
        raise


def open_plain(path: Path) -> BinaryIO:
    """A file somebody picked, for reading. Raises OSError, also for what is no file: a pipe or a device is asked
    before it is opened, since reading it may never end."""
    try:
        plain = stat.S_ISREG(path.stat().st_mode)
    except ValueError as cause:  # a NUL in its name
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from cause
    if not plain:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return path.open("rb")


def sync_folder(folder: Path) -> None:
    """Make a rename itself durable; Windows has no handle for a folder and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_full(error: OSError) -> bool:
    """Whether a write failed because there is no room (disk, quota, largest file size)."""
    return errno.errorcode.get(error.errno or 0) in _FULL
