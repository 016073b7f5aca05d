"""The register's own shapes: what is kept of a person beside the record that the village sent."""

from __future__ import annotations

from typing import NamedTuple

# How far the district has come with somebody. ``lewat_masa`` is not kept: it is ``aktif`` whose
# ``aktif_sampai`` lies before today.
KEADAAN = ("masuk", "diterima", "ditolak", "di_bpjs", "menunggu_bayar", "aktif", "keluar")
# Members in the eyes of BPJS, or on the way to be: nothing may end these without saying so.
BERJALAN = ("di_bpjs", "menunggu_bayar", "aktif")
# The columns of ``orang`` that the district decides; a package never writes them, except ``berubah`` and the
# way back from ``ditolak`` to ``masuk`` when a newer revisi comes.
STANDING = ("keadaan", "berubah", "kpj", "aktif_dari", "aktif_sampai", "alasan", "kolom", "oleh", "tindakan",
            "catatan", "diputuskan", "batch")


class Entry(NamedTuple):
    """What the register keeps in columns of one row of ``data/peserta.ndjson``; dates ISO, "" where empty.

    ``kerja``: code of the post, else of the daily work. ``program``: codes with blanks between.
    ``sebulan_sen``: dues a month in sen. ``mutu``: marks of ``hub.quality`` with blanks between.
    """

    uid: str
    revisi: int
    nomor: str
    nik: str
    nama: str
    tanggal_lahir: str
    nama_ibu: str
    kelompok: str
    segmen: str
    kerja: str
    sumber_dana: str
    program: str
    permohonan: str
    sebulan_sen: int
    mutu: str


class Held(NamedTuple):
    """What merging must know of somebody the register holds.

    ``hapus``: the village deleted them. ``jejak``: which revisi was first heard of in which package (``merge``).
    """

    uid: str
    revisi: int
    seq: int
    perangkat: str
    hapus: bool
    keadaan: str
    permohonan: str
    isi_id: int
    id: int
    jejak: str = ""


class Person(NamedTuple):
    """One row of ``orang`` as lists and decisions read it."""

    id: int
    uid: str
    unit: str
    revisi: int
    seq: int
    perangkat: str
    isi_id: int
    nomor: str
    nik: str
    nama: str
    tanggal_lahir: str
    nama_ibu: str
    kelompok: str
    segmen: str
    kerja: str
    sumber_dana: str
    program: str
    permohonan: str
    sebulan_sen: int
    mutu: str
    hapus: int
    pertama: str
    diubah: str
    keadaan: str
    tunda: int
    berubah: int
    kpj: str
    aktif_dari: str
    aktif_sampai: str
    alasan: str
    kolom: str
    oleh: str
    tindakan: str
    catatan: str
    diputuskan: str
    batch: str
