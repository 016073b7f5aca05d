"""What the verbs of data rights answer: requests, what one person decided, what erasing would do and did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

# What somebody may ask (``policy.privacy.ASKED``): the word on the button that does it.
REQUESTS = {"akses": "Cetak data saya", "perbaikan": "Perbaiki datanya", "pembatasan": "Batasi datanya",
            "tarik": "Tarik persetujuan", "hapus": "Hapus selamanya"}
# What came of a request.
RESULTS = {"diserahkan": "Data sudah diserahkan", "diperbaiki": "Data sudah diperbaiki",
           "dibatasi": "Data dibatasi", "ditarik": "Persetujuan ditarik", "dihapus": "Data dihapus",
           "batal": "Dibatalkan orangnya", "ditolak": "Ditolak dengan alasan tertulis"}
# What came of a request that was granted, by what was asked; the other two are always possible.
GRANTED = {"akses": "diserahkan", "perbaikan": "diperbaiki", "pembatasan": "dibatasi", "tarik": "ditarik",
           "hapus": "dihapus"}
REFUSED = ("batal", "ditolak")
# Why data are erased for good.
BASES = {"permintaan": "Permintaan orangnya (UU 27/2022 Pasal 8 dan 43)",
         "tarik": "Persetujuan ditarik (UU 27/2022 Pasal 9 dan 43)",
         "retensi": "Masa simpan habis (UU 27/2022 Pasal 42 dan 44)",
         "desa": "Dihapus selamanya oleh desanya (UU 27/2022 Pasal 43)",
         "ulang": "Muncul lagi dari salinan lama (UU 27/2022 Pasal 43)",
         "keliru": "Didata tanpa dasar yang sah (UU 27/2022 Pasal 43)"}
AGAIN = "ulang"
REASONS = tuple(kode for kode in BASES if kode not in ("desa", AGAIN))  # of a village's own
# What erasing leaves, and why; said before and on the berita acara.
KEPT = ("Tagihan dan pembayaran: angka dan nomor urut, tanpa nama. Pembukuan wajib disimpan.",
        "Riwayat kerja: siapa mengerjakan apa dan kapan, tanpa nama dan NIK orangnya.",
        "Berita acara ini, tanpa nama orangnya.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request as lists show it. ``selesai`` None while it is open; ``sisa``: how long is left, in words;
    ``ada``: whether the person is still here."""

    id: str
    uid: str
    jenis: str
    label: str
    nama: str
    nomor: str
    diterima: datetime
    tenggat: datetime
    catatan: str
    selesai: datetime | None
    hasil: str
    sisa: str
    lewat: bool
    ada: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRights:
    """What one person decided about their data, in words. ``persetujuan``: "" when none is noted; ``ditarik``: whether
    it is withdrawn; ``dibatasi``: since when and why, "" when free; ``dikirim``: packages that held them."""

    uid: str
    nama: str
    nomor: str
    status: str
    persetujuan: str
    saksi: str
    ditarik: bool
    dibatasi: str
    permintaan: tuple[RequestRow, ...]
    dikirim: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRow:
    """Somebody whose time is over. ``dasar``: which time; ``sejak``, ``habis``: from when it ran, when it ended;
    ``dagger``: that time is not confirmed; ``halangan``: why they cannot be erased yet, "" when they can."""

    uid: str
    nama: str
    nomor: str
    dasar: str
    sejak: date
    habis: date
    dagger: bool
    halangan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePlan:
    """What erasing would do. ``orang``: (uid, name, number) who can go, ``ditolak``: (name, why) who cannot yet.

    ``scan``: sealed scans; ``kiriman``: files of the outbox that hold them and go with them; ``luar``: PDFs of theirs
    elsewhere and ``periksa``: other files of the outbox, which a person looks through; ``cadangan``: backups of this
    laptop that still hold them, ``salinan_sampai``: the day by which those are gone by themselves; ``folder``: damaged
    or set aside copies in the data folder; ``dpmd``: how many of them DPMD is told to erase too.
    """

    orang: tuple[tuple[str, str, str], ...]
    ditolak: tuple[tuple[str, str], ...]
    scan: int
    kiriman: tuple[str, ...]
    luar: tuple[str, ...]
    periksa: tuple[str, ...]
    cadangan: int
    salinan_sampai: date
    folder: tuple[str, ...]
    dpmd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was erased. ``salinan_sampai`` None: no backup of this laptop holds them any more; ``tersisa``: tables that
    still name one of their numbers (who signs for the office, somebody's heir); ``padat`` False: the file is written
    anew at the next start, for want of room now."""

    id: str
    orang: int
    scan: int
    kiriman: int
    salinan_sampai: date | None
    tersisa: tuple[str, ...]
    padat: bool
    dpmd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionRow:
    """One destruction of the past, without names."""

    id: str
    waktu: datetime
    oleh: str
    dasar: str
    orang: int
    scan: int
    kiriman: int
    salinan_sampai: date | None
    selesai: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A breach as the notice tells it (UU 27/2022 Pasal 46): when it was found, what got out, how, what is done."""

    diketahui: datetime
    data: str
    terjadi: str
    penanganan: str
    nama: str = ""
    kepada_lembaga: bool = False
