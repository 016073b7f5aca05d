"""The keys a mapping of a blank may name, by the kind of paper, and what each is called.

Those that our own layouts print, and what only the forms of others ask for apart: RT, RW, the street alone.
"""

from __future__ import annotations

import re

from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.paper.draw.keys import DERIVED, label

ROWS = 10  # heirs and family members a blank may have room for
# Of the person: what the desk keeps for itself (notes, leaving, funds as codes) is on no form.
AS_TEXT = ("gelar", "alamat", "dusun", "rt", "rw", "golongan_darah", "kode_lokasi", "masa_laku", "akhir_kontrak",
           "sk_nomor", "sk_tanggal", "sk_berakhir")
AS_CODE = ("segmen", "status_pegawai", "surat_ke")
_UNSAID = ("catatan", "desil", "desil_tanggal", "program", "sumber_dana.jht", "sumber_dana.jkk_jkm", "periode_bayar",
           "wadah_jenis", "aktif_sampai", "kartu", "keluar_tanggal", "keluar_sebab", "tanpa_ahli_waris", "tanpa_hp",
           "pekerjaan_ktp")
UNPRINTED = (*AS_TEXT, *AS_CODE, *_UNSAID)  # field keys for which our own layouts have no value
_EVERYWHERE = re.compile(r"(kop|unit|kepala|sekretaris|cetak)\..+|nomor")
_NOWHERE = ("unit.tempat_lengkap", "cetak.judul", "cetak.draf", "cetak.draf.kata", "cetak.draf.nomor", "waris.lagi",
            "keluarga.lagi")
_OF_PAPERS = re.compile(r"(f1|terima|pindah|ceklis|kosong)\..+|wadah\.(?!judul$).+")
_OF_OFFICE = re.compile(r"f1\.(nama|alamat|kode_pos|telepon|email|npwp|rekening|kepala\..+|pic\..+)")
_ROW = re.compile(r"(waris|keluarga)\.([1-9]\d?)\.([a-z_]+)")
_DIGITS = re.compile(r"(.+)\.angka(?:\.([1-9]\d?)_([1-9]\d?))?")


def printed_on(jenis: str, key: str) -> bool:
    """Whether a paper of this kind has a value under that key, or part of one."""
    source = source_of(key)
    if (found := _DIGITS.fullmatch(key)) and found[2] and int(found[2]) > int(found[3]):
        return False
    if source in _NOWHERE:
        return False
    if source in DERIVED and _EVERYWHERE.fullmatch(source):
        return True
    if jenis == "formulir":
        row = _ROW.fullmatch(source)
        if row:
            return int(row[2]) <= ROWS and f"{row[1]}.1.{row[3]}" in DERIVED
        return source not in _UNSAID and (source in BY_KEY or source in DERIVED) and not _OF_PAPERS.fullmatch(source)
    if jenis == "f1":
        return source in DERIVED and source.startswith("f1.")
    return source in DERIVED and ((source.startswith("wadah.") and source != "wadah.judul")
                                  or _OF_OFFICE.fullmatch(source) is not None)


def blank_label(key: str) -> str:
    """What people call the value under a key of a mapping; of words without one, that they are fixed."""
    source = source_of(key)
    row = _ROW.fullmatch(source)
    if row:
        return f"{label(f'{row[1]}.1.{row[3]}').removesuffix(' 1')} {row[2]}"
    return label(source) if source else "Teks tetap"


def source_of(key: str) -> str:
    """``nik`` of ``nik.angka.1_6``."""
    found = _DIGITS.fullmatch(key)
    return found[1] if found else key


def digits_of(key: str, text: str) -> str:
    """The digits of a value that ``key`` asks for: all of ``x.angka``, the first two of ``x.angka.1_2``."""
    found = _DIGITS.fullmatch(key)
    if found is None:
        return text
    digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
    return digits[int(found[2]) - 1:int(found[3])] if found[2] else digits
