"""Why a workbook is not taken in: one ``Problem`` per reason, each leaving everything as it was."""

from __future__ import annotations

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

_AS_XLSX = "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu coba lagi."


def missing(name: str) -> Problem:
    """The file is not there."""
    return Problem("LEMBAR_TIDAK_ADA", f"Berkas {name} tidak ditemukan.", TIDAK_BERUBAH,
                   "Periksa nama dan tempatnya. Bila di flashdisk, colokkan lagi.")


def unreadable(name: str) -> Problem:
    """The system does not let us read it (rights, a folder, another program holds it)."""
    return Problem("LEMBAR_TIDAK_TERBACA", f"Berkas {name} tidak boleh dibaca di komputer ini.", TIDAK_BERUBAH,
                   "Tutup program lain yang memakainya, atau salin dulu ke folder Dokumen.")


def not_a_workbook(name: str) -> Problem:
    """Text, picture or web page under a workbook's name."""
    return Problem("BUKAN_LEMBAR_KERJA", f"Isi {name} bukan lembar kerja Excel.", TIDAK_BERUBAH, _AS_XLSX)


def protected(name: str) -> Problem:
    """A password keeps it shut."""
    return Problem("LEMBAR_BERSANDI", f"Berkas {name} dikunci dengan kata sandi.", TIDAK_BERUBAH,
                   "Buka di Excel dengan kata sandinya, simpan tanpa kata sandi, lalu coba lagi.")


def empty(name: str) -> Problem:
    """No cell holds anything."""
    return Problem("LEMBAR_KOSONG", f"Tidak ada isi di {name}.", TIDAK_BERUBAH,
                   "Periksa apakah berkasnya benar, atau pilih lembar yang lain.")


def no_such_sheet(name: str, number: int, sheets: int) -> Problem:
    """``--lembar`` names a sheet that is not there."""
    return Problem("LEMBAR_TIDAK_ADA_NOMOR", f"Lembar {number} tidak ada, {name} hanya punya {sheets} lembar.",
                   TIDAK_BERUBAH, f"Pilih lembar 1 sampai {sheets}.")


def too_large(name: str) -> Problem:
    """Larger than any village's list, or made to fill the memory."""
    return Problem("LEMBAR_TERLALU_BESAR", f"Isi {name} terlalu besar untuk daftar peserta.", TIDAK_BERUBAH,
                   "Salin baris peserta saja ke lembar baru, simpan sebagai .xlsx, lalu coba lagi.")


def damaged(name: str) -> Problem:
    """Cut off, broken, or built so that reading it ends the reader."""
    return Problem("LEMBAR_RUSAK", f"Berkas {name} rusak atau terpotong.", TIDAK_BERUBAH,
                   f"Salin ulang dari asalnya. Bila tetap gagal: {_AS_XLSX[0].lower()}{_AS_XLSX[1:]}")


def too_slow(name: str, seconds: float) -> Problem:
    """Reading did not end in time."""
    return Problem("LEMBAR_TERLALU_LAMA", f"Membaca {name} belum selesai setelah {seconds:.0f} detik.", TIDAK_BERUBAH,
                   "Salin baris peserta saja ke lembar baru, simpan sebagai .xlsx, lalu coba lagi.")


def no_header(name: str) -> Problem:
    """No row names a column for the name or the NIK."""
    return Problem("KEPALA_TIDAK_DITEMUKAN", f"Judul kolom Nama dan NIK tidak ditemukan di {name}.", TIDAK_BERUBAH,
                   "Tulis judul kolom di satu baris, misalnya NIK, Nama lengkap, Tanggal lahir.")
