"""Why a sheet that was read is not taken in; why a file is not read says ``workbook.refusals``."""

from __future__ import annotations

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


def no_header(name: str) -> Problem:
    """No row names a column for the name or the NIK."""
    return Problem("KEPALA_TIDAK_DITEMUKAN", f"Judul kolom Nama dan NIK tidak ditemukan di {name}.", TIDAK_BERUBAH,
                   "Tulis judul kolom di satu baris, misalnya NIK, Nama lengkap, Tanggal lahir.")
