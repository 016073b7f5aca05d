"""Why a workbook is not taken in: one ``Problem`` per reason, each leaving everything as it was."""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

_AS_XLSX = "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu coba lagi."
_FEW = 8  # sheet names in a sentence


def shown(name: str) -> str:
    """A file's name for people and for the pipe: what is no Unicode in it becomes a question mark."""
    return name.encode("utf-8", "replace").decode()


def missing(name: str) -> Problem:
    """The file is not there."""
    return Problem("LEMBAR_TIDAK_ADA", f"Berkas {name} tidak ditemukan.", TIDAK_BERUBAH,
                   "Periksa nama dan tempatnya. Bila di flashdisk, colokkan lagi.")


def unreadable(name: str) -> Problem:
    """The system does not let us read it (rights, another program holds it)."""
    return Problem("LEMBAR_TIDAK_TERBACA", f"Berkas {name} tidak boleh dibaca di komputer ini.", TIDAK_BERUBAH,
                   "Tutup program lain yang memakainya, atau salin dulu ke folder Dokumen.")


def folder(name: str) -> Problem:
    """A folder where a file is wanted."""
    return Problem("LEMBAR_TIDAK_TERBACA", f"Folder {name} bukan berkas.", TIDAK_BERUBAH,
                   "Pilih satu berkas .xlsx atau .csv di dalamnya.")


def not_a_workbook(name: str) -> Problem:
    """Text, picture or web page under a workbook's name."""
    return Problem("BUKAN_LEMBAR_KERJA", f"Isi {name} bukan lembar kerja Excel.", TIDAK_BERUBAH, _AS_XLSX)


def no_table(name: str) -> Problem:
    """A web page or XML in which no cell holds anything."""
    return Problem("LEMBAR_TANPA_TABEL", f"Tidak ada tabel di {name}.", TIDAK_BERUBAH,
                   f"Periksa apakah berkasnya benar. {_AS_XLSX}")


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


def no_sheet_named(name: str, sheet: str, sheets: Sequence[str]) -> Problem:
    """``--lembar`` names a sheet that is not there."""
    return Problem("LEMBAR_TIDAK_ADA_NOMOR", f"Lembar bernama {sheet} tidak ada di {name}.", TIDAK_BERUBAH,
                   f"Pilih salah satu: {', '.join(sheets[:_FEW])}.")


def too_wide(name: str, row: int, columns: int) -> Problem:
    """Cells hold something far to the right of any list; they are not cut off in silence."""
    return Problem("LEMBAR_TERLALU_BESAR", f"Baris {row} di {name} terisi sampai lewat kolom ke-{columns}.",
                   TIDAK_BERUBAH, f"Hapus isi di kanan kolom ke-{columns}, simpan sebagai .xlsx, lalu coba lagi.")


def open_quote(name: str, row: int) -> Problem:
    """A text table in which a quote opens and does not close: the rows below would end up in one cell."""
    return Problem("LEMBAR_KUTIP_TERBUKA", f"Tanda kutip di baris {row} {name} tidak ditutup.", TIDAK_BERUBAH,
                   f"Hapus tanda kutip di baris {row}, atau {_AS_XLSX[0].lower()}{_AS_XLSX[1:]}")


def long_cell(name: str, row: int) -> Problem:
    """A text table with one cell that no list has."""
    return Problem("LEMBAR_TERLALU_BESAR", f"Satu isian di baris {row} {name} terlalu panjang.", TIDAK_BERUBAH,
                   f"Kosongkan isian itu di baris {row}, lalu coba lagi.")


def no_text(name: str, row: int) -> Problem:
    """Bytes that are no text in any known encoding."""
    return Problem("LEMBAR_BUKAN_TEKS", f"Baris {row} di {name} berisi huruf yang tidak terbaca.", TIDAK_BERUBAH,
                   _AS_XLSX)


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
