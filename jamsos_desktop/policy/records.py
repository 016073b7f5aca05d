"""The pieces a policy is made of: posts, jobs, papers, age limits, discounts, dated values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

# How sure a row is. Only the first is shown without the mark "belum dikonfirmasi".
KEYAKINAN = ("bersumber", "pengetahuan umum", "simpulan", "kompilasi sendiri", "belum dikonfirmasi")
RISIKO = ("I", "II", "III", "IV", "V")
TINDAKAN = ("perbaiki", "ganti_orang", "keluarkan", "tanya")
TENGGAT = ("kirim", "laporan_triwulan", "bayar", "perpanjangan")  # what a deadline is for
BATAS_USIA = ("AGE_MIN", "AGE_KTP", "AGE_MAX_BPU", "AGE_PERANGKAT")

T = TypeVar("T")


class Marked:
    """A row that says how sure it is (``keyakinan``)."""

    __slots__ = ()
    keyakinan: str

    @property
    def belum_dikonfirmasi(self) -> bool:
        """Whether it is shown with that mark: nothing but a source takes it away."""
        return self.keyakinan != KEYAKINAN[0]


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value in force from ``mulai`` to ``sampai``, both included; no end is None."""

    mulai: date
    sampai: date | None
    nilai: T

    def covers(self, on: date) -> bool:
        """Whether the value is in force on that day."""
        return self.mulai <= on and (self.sampai is None or on <= self.sampai)


def at(periods: tuple[Dated[T], ...], on: date) -> T | None:
    """The value in force on a day, or None."""
    return next((p.nilai for p in periods if p.covers(on)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jabatan(Marked):
    """A post. ``segmen``: PU, BPU, PU/BPU (either) or CEK (first make sure they may join at all).

    ``dasar_upah``: rupiah a month that the law sets as the least (siltap), else None.
    """

    kode: str
    label: str
    nama_resmi: str
    kelompok: str
    unsur: str
    segmen: str
    dasar_sk: str
    upah: str
    siltap: str
    dasar_upah: int | None
    pesan_periksa: str
    sumber: str
    keyakinan: str

    @property
    def segmen_awal(self) -> str:
        """The segment to propose; where either is possible BPU, which asks for no employer."""
        return "PU" if self.segmen == "PU" else "BPU"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pekerjaan(Marked):
    """A job. ``kode_ktp``: the KTP occupation it usually has; ``pp50_transport``: PP 50/2025 sector."""

    kode: str
    label: str
    sektor: str
    kode_ktp: str
    pp50_transport: bool
    lazim_konawe: bool
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PekerjaanKtp(Marked):
    """An occupation as printed on the KTP. ``tanda``: asn, tni, polri, pensiunan, pu_lain, ... or ""."""

    kode: str
    label: str
    tanda: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyaratBerkas(Marked):
    """A paper of the file. ``lingkup``: orang or desa. ``perlu``: kelompok -> W, O or "".

    ``tahap``: kirim (with the first package), bpjs, bayar or klaim.
    """

    kode: str
    label: str
    singkat: str
    lingkup: str
    tahap: str
    perlu: Mapping[str, str]
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alasan(Marked):
    """A reason for an answer. ``teks``: what is wrong; ``cara``: how to mend it; ``kolom``: field keys.

    ``oleh``: who says it (``dpmd``, ``bpjs`` or "" either); ``tindakan``: one of TINDAKAN.
    """

    kode: str
    label: str
    teks: str
    cara: str
    kolom: tuple[str, ...]
    oleh: str
    tindakan: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatasUsia(Marked):
    """Age limits in whole years, both included. Empty ``segmen`` or ``kelompok`` means any."""

    kode: str
    segmen: str
    kelompok: str
    termuda: int | None
    tertua: int | None
    tingkat: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diskon(Marked):
    """A discount on dues. ``persen`` of each ``program``; ``sektor``: transport, lain or "" (any)."""

    kode: str
    label: str
    segmen: str
    program: tuple[str, ...]
    persen: Decimal
    sektor: str
    sumber_dana: tuple[str, ...]
    mulai: date
    sampai: date | None
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True)
class Band:
    """A BPU income band. ``dasar``: rupiah the dues are computed from."""

    lapis: int
    dasar: int


@dataclass(frozen=True, slots=True)
class Nilai(Marked):
    """One parameter as written, with its source and how sure it is."""

    teks: str
    satuan: str
    sumber: str
    keyakinan: str


class Tarif(NamedTuple):
    """One rate of a wage earner: who pays it (``pemberi_kerja``, ``pekerja``), percent, where it comes from."""

    komponen: str
    persen: Decimal
    sumber: str
    belum_dikonfirmasi: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenggat:
    """A deadline. ``kode``: one of TENGGAT; ``tanggal`` is the last day on which it is still met."""

    kode: str
    tanggal: date
    label: str
    sumber: str
