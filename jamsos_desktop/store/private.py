"""Write a small private file whole or not at all, readable by its owner only."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


def write_private(path: Path, data: bytes) -> None:
    """Replace ``path`` with ``data`` (mode 0600): temporary name, fsync, rename, fsync of the folder.

    Problems: DISK_PENUH, TIDAK_BISA_TULIS; the file that stood there is then untouched.
    """
    temporary = path.with_name(path.name + ".baru")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as cause:
        raise write_problem(cause, path.parent) from cause


def write_problem(cause: OSError, folder: Path) -> Problem:
    """The sentence for a write that failed below ``folder``."""
    if cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Problem("DISK_PENUH", "Ruang penyimpanan penuh.", TIDAK_BERUBAH,
                       "Kosongkan sedikit ruang, lalu coba lagi.")
    return Problem("TIDAK_BISA_TULIS", f"Folder {folder} tidak dapat ditulisi.", TIDAK_BERUBAH,
                   "Periksa izin folder, atau pilih folder lain.")


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no handle for a folder and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
