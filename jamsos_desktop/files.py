"""Nothing half-written: a file by temporary name, fsync, rename, fsync of its folder.

The rooms above put their own words on an ``OSError``; here stands only how it is done.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_FULL = ("ENOSPC", "EDQUOT", "EFBIG")  # by name: Windows does not have them all


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
    if not path.name:  # "." or "": a folder, which no file takes the place of
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    beside = path.with_name(f".{path.name}.baru")
    path.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    try:
        beside.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(beside, flags, 0o600 if private else 0o666), "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):  # a folder we may not write to holds nothing of ours either
            beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


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
