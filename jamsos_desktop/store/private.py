"""Write a small private file whole or not at all, readable by its owner only."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.files import is_full, replace_whole
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


def write_private(path: Path, data: bytes) -> None:
    """Replace ``path`` with ``data`` (mode 0600). Problems: DISK_PENUH, TIDAK_BISA_TULIS; the old file stays."""
    try:
        replace_whole(path, data, private=True)
    except OSError as cause:
        raise write_problem(cause, path.parent) from cause


def write_problem(cause: OSError, folder: Path) -> Problem:
    """The sentence for a write that failed below ``folder``."""
    if is_full(cause):
        return Problem("DISK_PENUH", "Ruang penyimpanan penuh.", TIDAK_BERUBAH,
                       "Kosongkan sedikit ruang, lalu coba lagi.")
    return Problem("TIDAK_BISA_TULIS", f"Folder {folder.name} tidak dapat ditulisi.", TIDAK_BERUBAH,
                   "Periksa izin folder, atau pilih folder lain.")
