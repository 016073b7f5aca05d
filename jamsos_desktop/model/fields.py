"""The data dictionary: one row per field of a Peserta.

Editor, printed forms, workbook columns, importer and guide are made from these rows: a label,
a hint or a column synonym is written here and nowhere else. Whether a field is required is not
here but in the policy (``resources/ketentuan/wajib.csv``), because the district may change it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the text of a field is read and shown (see ``parse.py``)."""

    TEXT = "teks"
    NAME = "nama"
    DIGITS = "angka"
    NIK = "nik"
    PHONE = "hp"
    DATE = "tanggal"
    MONEY = "rupiah"
    NUMBER = "bilangan"
    CODE = "kode"
    CODES = "kode_banyak"
    YES = "ya"


class Section(StrEnum):
    """The five sections of the editor, in order."""

    IDENTITAS = "identitas"
    PEKERJAAN = "pekerjaan"
    PROGRAM = "program"
    AHLI_WARIS = "ahli_waris"
    BERKAS = "berkas"


SECTION_LABELS = {
    Section.IDENTITAS: "Identitas",
    Section.PEKERJAAN: "Pekerjaan dan penghasilan",
    Section.PROGRAM: "Program dan iuran",
    Section.AHLI_WARIS: "Ahli waris",
    Section.BERKAS: "Berkas",
}


class Privacy(StrEnum):
    """How much harm a value does in wrong hands; ``SEEN`` says who sees it where."""

    OPEN = "terbuka"
    LAST_FOUR = "empat_akhir"  # NIK, KK, NPWP, account
    FORM_ONLY = "formulir"  # the mother's name: banks ask for it as a password
    ON_PIN = "pin"  # the KPJ: opens a savings balance


class Place(StrEnum):
    """Where a value is shown or left behind."""

    PENYUNTING = "penyunting"  # where somebody's own data are typed: editor, fill-in list, the import's sheet
    LAYAR = "layar"  # lists, panels and verbs of a village; the lock page protects them, a switch masks them
    LAYAR_DPMD = "layar_dpmd"  # the same at the district
    FORMULIR = "formulir"  # forms for BPJS, and statements one person signs or asks for
    SIPP = "sipp"  # workbooks BPJS reads in
    KEMBALI = "kembali"  # rows of somebody's own list, given back as they were to be mended and taken in again
    NOMINATIF = "nominatif"  # lists of people made whole for BPJS
    KERTAS = "kertas"  # every other paper and workbook: ceklis, receipts, recaps, lists for the wall
    PAKET = "paket"  # locked files between the offices
    JEJAK = "jejak"  # logs, fault reports, file names, titles, properties of files, the history


class View(StrEnum):
    """How much of a value is seen."""

    UTUH = "utuh"
    PIN = "pin"  # the last four; whole after the PIN, which is noted
    EMPAT = "empat_akhir"
    INISIAL = "inisial"
    TIDAK = "tidak"


_IN_FULL = dict.fromkeys(Place, View.UTUH) | {Place.JEJAK: View.TIDAK}

# Who sees what: the one table. Who only looks on, and a screen that is masked, see less (``privacy.view_of``).
SEEN: dict[Privacy, dict[Place, View]] = {
    Privacy.OPEN: _IN_FULL,
    Privacy.LAST_FOUR: _IN_FULL | {Place.KERTAS: View.EMPAT},
    Privacy.FORM_ONLY: _IN_FULL | {Place.LAYAR: View.TIDAK, Place.LAYAR_DPMD: View.INISIAL, Place.NOMINATIF: View.TIDAK,
                                   Place.KERTAS: View.TIDAK},
    Privacy.ON_PIN: _IN_FULL | {Place.PENYUNTING: View.PIN, Place.LAYAR: View.PIN, Place.LAYAR_DPMD: View.PIN,
                                Place.NOMINATIF: View.TIDAK, Place.KERTAS: View.EMPAT},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``length`` is the exact number of digits, ``most`` the longest text allowed."""

    key: str
    label: str
    kind: Kind
    section: Section
    codes: str = ""
    hint: str = ""
    length: int = 0
    most: int = 120
    privacy: Privacy = Privacy.OPEN
    also: tuple[str, ...] = ()


_I, _P, _R, _A, _B = Section
_K = Kind

FIELDS: tuple[Field, ...] = (
    Field("kelompok", "Kelompok", _K.CODE, _P, "kelompok", "Pilih menurut SK. Tanpa SK biasanya pekerja rentan.",
          also=("kelompok sasaran",)),
    Field("segmen", "Segmen", _K.CODE, _P, "segmen", "Pilih PU bila menerima upah, BPU bila tidak.",
          also=("jenis peserta",)),
    Field("nik", "NIK", _K.NIK, _I, hint="Salin 16 angka dari baris pertama KTP.", length=16, privacy=Privacy.LAST_FOUR,
          also=("nomor induk kependudukan", "no ktp", "nomor ktp", "ktp", "no nik", "nomor identitas")),
    Field("nama", "Nama lengkap", _K.NAME, _I, hint="Tulis persis seperti KTP, tanpa gelar.",
          also=("nama", "nama peserta", "nama tk", "nama sesuai ktp", "nama pekerja")),
    Field("gelar", "Gelar", _K.TEXT, _I, hint="Boleh kosong.", most=40),
    Field("tempat_lahir", "Tempat lahir", _K.NAME, _I, hint="Salin dari KTP, di depan tanggal lahir.", most=60,
          also=("tempatlahir", "tmp lahir")),
    Field("tanggal_lahir", "Tanggal lahir", _K.DATE, _I, hint="Tulis hari/bulan/tahun seperti di KTP.",
          also=("tanggallahir", "tgl lahir", "lahir")),
    Field("no_kk", "Nomor KK", _K.NIK, _I, hint="Salin 16 angka di atas tengah Kartu Keluarga.", length=16,
          privacy=Privacy.LAST_FOUR, also=("kk", "no kk", "nomor kartu keluarga", "nokk")),
    Field("nama_ibu", "Nama ibu kandung", _K.NAME, _I, hint="Salin dari kolom Ibu di Kartu Keluarga.",
          privacy=Privacy.FORM_ONLY, also=("ibu kandung", "nama ibu", "ibu")),
    Field("jenis_kelamin", "Jenis kelamin", _K.CODE, _I, "jenis_kelamin", "Lihat KTP, pilih laki-laki atau perempuan.",
          also=("jk", "sex", "l/p", "kelamin")),
    Field("golongan_darah", "Gol. darah", _K.CODE, _I, "golongan_darah",
          "Salin dari KTP. Pilih tidak tahu bila kosong.",
          also=("golongan darah", "gol darah")),
    Field("status_kawin", "Status perkawinan", _K.CODE, _I, "status_kawin", "Pilih seperti di KTP.",
          also=("status kawin", "status nikah", "status perkawinan")),
    Field("alamat", "Alamat sesuai KTP", _K.TEXT, _I, hint="Salin jalan atau patokan dari KTP, tanpa nama desa.",
          also=("alamat",)),
    Field("dusun", "Dusun", _K.TEXT, _I, hint="Lihat KTP, tulis angkanya saja, misalnya II.", most=30),
    Field("rt", "RT", _K.DIGITS, _I, hint="Salin dari KTP, paling banyak 3 angka.", most=3),
    Field("rw", "RW", _K.DIGITS, _I, hint="Salin dari KTP, paling banyak 3 angka.", most=3),
    Field("kode_pos", "Kode pos", _K.DIGITS, _I, hint="Salin 5 angka dari kop surat kantor desa.", length=5, most=5,
          also=("kodepos",)),
    Field("hp", "Nomor HP", _K.PHONE, _I, hint="Tanyakan. Boleh nomor keluarga, atau centang Tidak punya HP.", most=16,
          also=("no hp", "telepon", "hp", "no telepon", "handphone", "whatsapp", "wa")),
    Field("tanpa_hp", "Tidak punya HP", _K.YES, _I),
    Field("email", "E-mail", _K.TEXT, _I, hint="Boleh kosong.", most=80, also=("surel",)),
    Field("npwp", "NPWP", _K.DIGITS, _I, hint="Salin 15 atau 16 angka dari kartu NPWP, boleh kosong.", most=16,
          privacy=Privacy.LAST_FOUR),
    Field("pernah_peserta", "Pernah jadi peserta", _K.CODE, _I, "ya_tidak",
          "Tanyakan kartu BPJS Ketenagakerjaan lama, pilih ya/tidak.", also=("pernah menjadi peserta",)),
    Field("kpj", "Nomor KPJ", _K.DIGITS, _I, hint="Salin 11 angka dari kartu BPJS Ketenagakerjaan lama.", most=13,
          privacy=Privacy.ON_PIN,
          also=("nomor peserta", "no kpj", "nomor referensi")),
    Field("jabatan", "Jabatan", _K.CODE, _P, "jabatan", "Pilih jabatan seperti di SK.", also=("posisi",)),
    Field("pekerjaan", "Pekerjaan utama", _K.CODE, _P, "pekerjaan", "Tanyakan orangnya, pilih pekerjaan sehari-hari.",
          also=("pekerjaan", "pekerjaan 1")),
    Field("pekerjaan_2", "Pekerjaan lain", _K.CODE, _P, "pekerjaan", "Boleh kosong.", also=("pekerjaan 2",)),
    Field("pekerjaan_ktp", "Pekerjaan di KTP", _K.CODE, _P, "pekerjaan_ktp", "Pilih seperti tertulis di KTP.",
          also=("pekerjaan ktp", "pekerjaan id")),
    Field("penghasilan", "Penghasilan / bulan", _K.MONEY, _P,
          hint="Lihat SK, atau tanyakan rata-rata sebulan dalam rupiah.",
          also=("upah", "siltap", "penghasilan", "gaji", "honor", "penghasilan per bulan")),
    Field("lokasi_kerja", "Lokasi bekerja", _K.TEXT, _P, hint="Tanyakan orangnya. Misalnya sawah, pasar, kantor desa.",
          also=("lokasi kerja", "tempat kerja")),
    Field("jam_kerja", "Jam kerja", _K.TEXT, _P, hint="Tulis jam mulai dan selesai, misalnya 06.00 - 14.00.", most=40),
    Field("mulai_bekerja", "Mulai bekerja", _K.DATE, _P, hint="Lihat SK. Tulis hari/bulan/tahun, atau bulan/tahun.",
          also=("tanggal mulai bekerja", "tgl awal bekerja", "tmt")),
    Field("status_pegawai", "Status pegawai", _K.CODE, _P, "status_pegawai",
          "Lihat SK. Pilih PKWT bila ada akhir kontrak."),
    Field("akhir_kontrak", "Akhir kontrak", _K.DATE, _P,
          hint="Lihat kontrak, tulis hari terakhirnya. Wajib untuk PKWT.", also=("tgl akhir kontrak",)),
    Field("kode_lokasi", "Kode lokasi SIPP", _K.TEXT, _P, hint="Salin dari templat SIPP, boleh menyusul.", most=20),
    Field("surat_ke", "Surat-menyurat ke", _K.CODE, _P, "surat_ke", "Pilih ke mana surat dikirim, alamat atau e-mail."),
    Field("masa_laku", "KTP berlaku sampai", _K.DATE, _I, hint="Salin dari KTP. Kosongkan bila seumur hidup."),
    Field("bank", "Nama bank", _K.TEXT, _P, hint="Salin dari buku rekening, misalnya BRI.", most=40),
    Field("rekening", "Nomor rekening", _K.DIGITS, _P, hint="Salin 5 sampai 20 angka dari buku rekening.", most=20,
          privacy=Privacy.LAST_FOUR, also=("no rekening", "nomor rekening")),
    Field("nama_rekening", "Nama pemilik rekening", _K.NAME, _P,
          hint="Salin dari buku rekening. Harus nama orang ini sendiri."),
    Field("sk_nomor", "Nomor SK", _K.TEXT, _P, hint="Salin nomor di bagian atas SK.", most=80,
          also=("no sk", "nomor sk", "sk")),
    Field("sk_tanggal", "Tanggal SK", _K.DATE, _P, hint="Salin tanggal di akhir SK.", also=("tgl sk",)),
    Field("sk_berakhir", "SK berakhir", _K.DATE, _P, hint="Lihat SK. Kosongkan bila tidak disebut."),
    Field("desil", "Desil DTSEN", _K.NUMBER, _P, hint="Cek di DTSEN dengan NIK, tulis 1 sampai 10.", most=2),
    Field("desil_tanggal", "Tanggal cek desil", _K.DATE, _P, hint="Tulis tanggal desil diperiksa di DTSEN."),
    Field("program", "Program", _K.CODES, _R, "program", "Pilih JKK dan JKM, selalu bersama. JHT boleh ditambah."),
    Field("sumber_dana.jkk_jkm", "Sumber dana JKK dan JKM", _K.CODE, _R, "sumber_dana",
          "Lihat APBDes atau SK, pilih siapa yang membayar.",
          also=("sumber dana",)),
    Field("sumber_dana.jht", "Sumber dana JHT", _K.CODE, _R, "sumber_dana", "Pilih siapa yang membayar JHT."),
    Field("periode_bayar", "Masa iuran", _K.CODE, _R, "periode_bayar",
          "Pilih untuk berapa bulan iuran dibayar sekaligus."),
    Field("mulai", "Mulai kepesertaan", _K.DATE, _R, hint="Tulis tanggal mulai yang diminta, biasanya tanggal 1."),
    Field("wadah_jenis", "Jenis wadah", _K.CODE, _R, "wadah_jenis",
          "Pilih menurut siapa yang membayar pekerja rentan."),
    Field("permohonan", "Permohonan", _K.CODE, _R, "permohonan", "Pilih apa yang diminta dari BPJS."),
    Field("aktif_sampai", "Aktif sampai", _K.DATE, _R, hint="Terisi dari balasan DPMD."),
    Field("kartu", "Kartu", _K.CODE, _R, "kartu", "Pilih di mana kartu sekarang."),
    Field("keluar_tanggal", "Tanggal keluar", _K.DATE, _R, hint="Bila berhenti."),
    Field("keluar_sebab", "Sebab keluar", _K.CODE, _R, "keluar_sebab", "Bila berhenti."),
    Field("tanpa_ahli_waris", "Tidak punya ahli waris", _K.YES, _A, hint="Centang bila memang tidak ada ahli waris."),
    Field("catatan", "Catatan desa", _K.TEXT, _B, hint="Tulis pendek. Tercetak di ceklis.", most=80),
)

BY_KEY: dict[str, Field] = {f.key: f for f in FIELDS}

# What follows the key of a family field where it stands for the first heir: nama_ahli_waris, hubungan_ahli_waris.
HEIR = "_ahli_waris"

# The columns of a family row, in the order of the editor and of packages.
FAMILY_FIELDS: tuple[Field, ...] = (
    Field("nama", "Nama lengkap", _K.NAME, _A, hint="Tulis seperti di Kartu Keluarga."),
    Field("hubungan", "Hubungan", _K.CODE, _A, "hubungan", "Pilih hubungannya dengan peserta."),
    Field("nik", "NIK", _K.NIK, _A, hint="Salin 16 angka dari Kartu Keluarga.", length=16, privacy=Privacy.LAST_FOUR),
    Field("tanggal_lahir", "Tanggal lahir", _K.DATE, _A, hint="Tulis hari/bulan/tahun seperti di Kartu Keluarga."),
    Field("hp", "Nomor HP", _K.PHONE, _A, hint="Boleh kosong.", most=16),
    Field("wali", "Wali", _K.TEXT, _A, hint="Tulis nama wali bila belum dewasa.", most=60),
)


def label(key: str) -> str:
    """The label people read for a field key; the key itself where the dictionary has none."""
    extra = {"keluarga": "Ahli waris", "berkas": "Berkas", "persetujuan": "Persetujuan data pribadi",
             "status": "Status", "nomor": "Nomor", "dicocokkan": "Sudah dicocokkan"}
    return BY_KEY[key].label if key in BY_KEY else extra.get(key, key)
