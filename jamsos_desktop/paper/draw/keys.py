"""The keys of printed values that are not field keys: what each is called and where a click leads.

A layout names field keys (``model/fields.py``), these, or one of ``BY_HAND``: boxes that stay empty.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.fields import label as field_label

ROWS = 3  # heirs or family members that stand on the form itself


class Key(NamedTuple):
    """``label`` for people; ``field``: the field key of the editor it comes from, or "" (not of the person)."""

    label: str
    field: str = ""


DERIVED: dict[str, Key] = {
    # of the person
    "nomor": Key("Nomor formulir"),
    "alamat.lengkap": Key("Alamat sesuai KTP", "alamat"),
    "golongan_darah.abo": Key("Gol. darah", "golongan_darah"),
    "pekerjaan.sektor": Key("Pekerjaan utama", "pekerjaan"),
    "sk": Key("Nomor dan tanggal SK", "sk_nomor"),
    "upah.sebutan": Key("Penghasilan / bulan", "penghasilan"),
    "wadah.judul": Key("Jenis wadah", "wadah_jenis"),
    # dues
    "iuran.dasar": Key("Dasar iuran", "penghasilan"),
    "iuran.lapis": Key("Lapis penghasilan", "penghasilan"),
    "iuran.catatan": Key("Catatan dasar iuran", "penghasilan"),
    "iuran.periode": Key("Masa iuran", "periode_bayar"),
    "iuran.sumber": Key("Dasar hukum iuran"),
    "iuran.total.sebulan": Key("Jumlah iuran sebulan", "program"),
    "iuran.total.masa": Key("Masa iuran", "periode_bayar"),
    "iuran.total.jumlah": Key("Jumlah iuran", "program"),
    # more people than the form has rows
    "waris.lagi": Key("Ahli waris lain", "keluarga"),
    "keluarga.lagi": Key("Keluarga lain", "keluarga"),
    # of the unit
    "kop.1": Key("Kop surat baris 1"),
    "kop.2": Key("Kop surat baris 2"),
    "kop.3": Key("Kop surat baris 3"),
    "kop.alamat": Key("Alamat kantor"),
    "unit.pemerintah": Key("Nama pemerintah desa"),
    "unit.pemberi_kerja": Key("Nama pemberi kerja"),
    "unit.npp": Key("NPP"),
    "unit.tempat": Key("Tempat"),
    "unit.tempat_lengkap": Key("Desa dan kecamatan"),
    "unit.dpmd": Key("DPMD"),
    "unit.wilayah": Key("Kode wilayah"),
    "kepala.sebutan": Key("Jabatan kepala"),
    "kepala.nama": Key("Nama kepala desa"),
    "sekretaris.sebutan": Key("Jabatan sekretaris"),
    "sekretaris.nama": Key("Nama sekretaris"),
    # of this printing
    "cetak.tanggal": Key("Tanggal cetak"),
    "cetak.kaki": Key("Kaki halaman"),
    "cetak.jejak": Key("Versi, waktu dan pencetak"),
    "cetak.judul": Key("Judul"),
    "cetak.paraf": Key("Yang memaraf"),
    "cetak.kode": Key("Kode periksa"),
    "cetak.periksa": Key("Kode periksa"),
    "cetak.nomor": Key("Nomor di kode QR"),
    "ceklis.isi": Key("Isi bundel"),
    "ceklis.kelompok": Key("Kelompok di bundel"),
    "ceklis.dusun": Key("Dusun bundel"),
    "ceklis.bundel": Key("Nomor bundel"),
    "ceklis.rincian": Key("Jumlah orang dan program"),
    "terima.nomor": Key("Nomor kiriman"),
    "terima.tanggal": Key("Tanggal kiriman"),
    "terima.isi": Key("Isi kiriman"),
    "terima.iuran": Key("Iuran kiriman"),
    "terima.nama": Key("Nama kiriman"),
    "terima.sidik": Key("Sidik kunci"),
    "terima.penyerah": Key("Yang menyerahkan"),
    "pindah.judul": Key("Judul"),
    "pindah.pembuka": Key("Pembuka"),
    "pindah.tanggal": Key("Tanggal"),
    "pindah.dari": Key("Laptop lama"),
    "pindah.ke": Key("Laptop baru"),
    "pindah.berkas": Key("Nama cadangan"),
    "pindah.isi": Key("Isi cadangan"),
    "pindah.penyerah": Key("Yang menyerahkan"),
    "cetak.draf": Key("Tanda draf"),
    "cetak.draf.kata": Key("Tanda draf"),
    "cetak.draf.nomor": Key("Tanda draf"),
    "cetak.jenis": Key("Jenis lembar"),
    "cetak.halaman": Key("Halaman"),
    "cetak.dari": Key("Jumlah halaman"),
}
_PARTS = {"ikut": "Program", "tarif": "Tarif", "sumber": "Sumber dana", "sebulan": "Iuran sebulan", "masa": "Masa",
          "jumlah": "Jumlah", "mulai": "Mulai"}
DERIVED |= {f"iuran.{program}.{part}": Key(f"{name} {program}", "program")
            for program in ("JKK", "JKM", "JHT") for part, name in _PARTS.items()}
_KIN = {"nama": "Nama", "hubungan": "Hubungan", "nik": "NIK", "jk": "Jenis kelamin",
        "tanggal_lahir": "Tanggal lahir", "ket": "HP atau wali", "waris": "Ahli waris"}
DERIVED |= {f"{kin}.{i}.{part}": Key(f"{name} {word} {i}", "keluarga")
            for kin, word in (("waris", "ahli waris"), ("keluarga", "anggota keluarga"))
            for i in range(1, ROWS + 1) for part, name in _KIN.items()}

# Formulir 1 of the employer and of a wadah.
DERIVED |= {f"f1.{key}": Key(label) for key, label in {
    "permohonan": "Jenis pengajuan", "nama": "Nama instansi", "bentuk": "Bentuk badan", "alamat": "Alamat kantor",
    "kode_pos": "Kode pos", "telepon": "Telepon", "email": "E-mail", "npwp": "NPWP bendahara",
    "dasar": "Dasar pendirian", "usaha": "Jenis usaha", "risiko": "Kelompok risiko JKK",
    "kepala.jabatan": "Jabatan pimpinan", "kepala.nik": "NIK pimpinan", "pic.nama": "Nama penghubung",
    "pic.jabatan": "Jabatan penghubung", "pic.hp": "No. HP penghubung", "pic.email": "E-mail penghubung",
    "laki": "Jumlah laki-laki", "perempuan": "Jumlah perempuan", "jumlah": "Jumlah tenaga kerja",
    "upah": "Jumlah upah sebulan", "kurang": "Yang belum lengkap", "JKK": "Program JKK", "JKM": "Program JKM",
    "JHT": "Program JHT", "mulai": "Mulai kepesertaan", "rekening": "Rekening kas", "dana": "Dana iuran",
    "catatan": "Catatan belum dikonfirmasi", "susunan": "Susunan belum dikonfirmasi"}.items()}
DERIVED |= {f"f1.{i}.{part}": Key(f"{name} {i}") for i in range(1, 5)
            for part, name in {"kelompok": "Kelompok tenaga kerja", "laki": "Laki-laki kelompok",
                               "perempuan": "Perempuan kelompok", "jumlah": "Jumlah kelompok",
                               "upah": "Upah kelompok"}.items()}
DERIVED |= {f"wadah.{key}": Key(label) for key, label in {
    "permohonan": "Jenis pengajuan", "nomor": "Nomor wadah", "nama": "Nama wadah", "jenis": "Jenis wadah",
    "pks": "Nomor PKS / IKS", "pks.tanggal": "Tanggal PKS / IKS", "sk": "Nomor SK penetapan",
    "sk.tanggal": "Tanggal SK penetapan", "dana": "Pembayar iuran", "orang": "Jumlah peserta",
    "laki": "Jumlah laki-laki", "perempuan": "Jumlah perempuan", "masa": "Masa perlindungan",
    "sebulan": "Iuran sebulan", "jumlah": "Jumlah iuran", "kurang": "Yang belum lengkap",
    "catatan": "Catatan belum dikonfirmasi", "susunan": "Susunan belum dikonfirmasi"}.items()}
DERIVED |= {f"wadah.{program}.{part}": Key(f"{name} {program}") for program in ("JKK", "JKM", "JHT")
            for part, name in {"ikut": "Program", "orang": "Peserta", "sebulan": "Iuran sebulan",
                               "jumlah": "Jumlah iuran"}.items()}
DERIVED["kosong.dusun"] = Key("Dusun")
DERIVED["formulir.susunan"] = Key("Tata letak belum dikonfirmasi")
DERIVED["formulir.wali"] = Key("Umur yang perlu wali")

# What a pen fills in; the key says what it is, there never is a value.
BY_HAND = {
    "tulis.kode_wadah": "Kode wadah atau NPP, diisi BPJS", "tulis.kpj": "Nomor peserta, diisi BPJS",
    "tulis.faks": "Faks", "tulis.jp": "Program JP",
    "tulis.divisi": "Divisi", "tulis.terdaftar_sejak": "Pemberi kerja terdaftar sejak",
    "tulis.pernyataan": "Pernyataan yang dicentang sendiri", "tulis.persetujuan": "Persetujuan yang dicentang sendiri",
    "tulis.berkas": "Lengkap atau kurang, diisi petugas",
}

_NAMES = re.compile(r"\{([A-Za-z_0-9.]+)\}")


def known(key: str) -> bool:
    """Whether a layout may name this key."""
    return key in BY_KEY or key in DERIVED or key in BY_HAND


def label(key: str) -> str:
    """What people call the value under this key."""
    if key in BY_HAND:
        return BY_HAND[key]
    return DERIVED[key].label if key in DERIVED else field_label(key)


def field_of(key: str) -> str:
    """The field key a click on the value leads to; "" when it is not the person's."""
    if key in BY_HAND:
        return ""
    return DERIVED[key].field if key in DERIVED else key


def names_in(text: str) -> list[str]:
    """The keys that ``{...}`` in a layout text name."""
    return _NAMES.findall(text)


def parts_of(text: str) -> list[tuple[str, str]]:
    """A layout text as (literal, key) pairs; the last key may be ""."""
    pieces = _NAMES.split(text)
    return [(pieces[i], pieces[i + 1] if i + 1 < len(pieces) else "") for i in range(0, len(pieces), 2)]
