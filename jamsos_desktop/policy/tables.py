"""The files of a policy: what people call each, and the columns by which its rows are told apart."""

from __future__ import annotations

from typing import NamedTuple

HEAD = "ketentuan.json"


class Table(NamedTuple):
    """``label``: for people; ``keys``: columns that name a row; ``told``: the column people know it by."""

    label: str
    keys: tuple[str, ...]
    told: str


TABLES: dict[str, Table] = {
    "iuran_bpu.csv": Table("Dasar iuran BPU", ("lapis", "berlaku_mulai"), "lapis"),
    "tarif_pu.csv": Table("Tarif iuran PU", ("program", "komponen", "kelompok_risiko", "berlaku_mulai"), "program"),
    "parameter.csv": Table("Angka dan pilihan", ("kunci", "lingkup", "berlaku_mulai"), "kunci"),
    "diskon.csv": Table("Potongan iuran", ("kode", "berlaku_mulai"), "label"),
    "dana.csv": Table("Sumber dana", ("kode",), "kode"),
    "siltap.csv": Table("Penghasilan tetap", ("golongan", "berlaku_mulai"), "golongan"),
    "berkas.csv": Table("Berkas yang diminta", ("kode",), "singkat"),
    "wajib.csv": Table("Isian wajib", ("kunci", "segmen"), "kunci"),
    "usia.csv": Table("Batas usia", ("kode", "segmen", "kelompok", "berlaku_mulai"), "kode"),
    "jabatan.csv": Table("Jabatan", ("kode",), "label"),
    "formasi.csv": Table("Susunan perangkat desa", ("klasifikasi", "label"), "label"),
    "pekerjaan.csv": Table("Pekerjaan", ("kode",), "label"),
    "pekerjaan_ktp.csv": Table("Pekerjaan di KTP", ("kode",), "label"),
    "alasan.csv": Table("Alasan penolakan", ("kode",), "label"),
    "sasaran.csv": Table("Sasaran", ("kode", "kelompok", "tahun"), "kode"),
    "klaim.csv": Table("Berkas klaim", ("jenis", "kode"), "label"),
    "manfaat.csv": Table("Manfaat JKK dan JKM", ("kode", "berlaku_mulai"), "label"),
    "kuota.csv": Table("Kuota pekerja rentan", ("kode", "sumber_dana", "tahun"), "kode"),
    "wadah_dana.csv": Table("Wadah tiap sumber dana", ("kode",), "kode"),
    "risiko_kerja.csv": Table("Risiko pekerjaan", ("sektor", "pekerjaan"), "pekerjaan"),
    "urutan_rentan.csv": Table("Urutan memilih pekerja rentan", ("kunci",), "label"),
    "tenggat.csv": Table("Tenggat", ("kode", "tanggal"), "label"),
    "retensi.csv": Table("Masa simpan data", ("kode",), "label"),
    "hak_data.csv": Table("Hak atas data pribadi", ("kode",), "label"),
    "acuan.csv": Table("Susunan dan aturan", ("kode",), "label"),
}
