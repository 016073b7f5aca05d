"""What the forms of the office say beyond its profile: counted by the desk, drawn by f1, f1_wadah and kosong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class GroupCount(NamedTuple):
    """Workers of one kelompok (its label): men, women, all (who says neither too), and rupiah a month they earn."""

    label: str
    laki: int
    perempuan: int
    jumlah: int
    upah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """The employer's workers, all PU people who have not left.

    ``tanpa_upah``: how many whose wage is not known and in no sum; ``tanpa_jk``: noted as neither man nor woman.
    ``mulai``: the first month anybody starts; ``dana`` and ``risiko``: labels. ``dagger``: a wage base or a risk group
    nobody confirmed. ``nik_kepala``, ``dasar``: from the record of who heads the village, where the profile is silent.
    """

    kelompok: tuple[GroupCount, ...] = ()
    tanpa_upah: int = 0
    tanpa_jk: int = 0
    program: tuple[str, ...] = ()
    mulai: date | None = None
    dana: tuple[str, ...] = ()
    risiko: tuple[str, ...] = ()
    dagger: bool = False
    nik_kepala: str = ""
    dasar: str = ""


class ProgramSum(NamedTuple):
    """People of one programme and their dues: a month, and over each one's whole period, in sen."""

    program: str
    orang: int
    sebulan_sen: int
    jumlah_sen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wadah:
    """One wadah: people of one kind of wadah and one fund who have not left.

    ``jenis`` and ``dana`` are codes, ``jenis_label`` and ``dana_label`` their words; ``dagger``: which kind of wadah a
    fund makes is not confirmed. ``nomor``: given by BPJS. ``mulai`` to ``sampai``: first and last day of all periods;
    ``tanpa_iuran``: people whose dues cannot be known yet; ``dana_lain``: people with a programme (JHT) that another
    fund pays, which is in no sum. ``permohonan``: daftar, ubah or lanjut.
    """

    jenis: str
    jenis_label: str
    dana: str
    dana_label: str
    permohonan: str = "daftar"
    dagger: bool = False
    nomor: str = ""
    pks: str = ""
    pks_tanggal: date | None = None
    sk: str = ""
    sk_tanggal: date | None = None
    laki: int = 0
    perempuan: int = 0
    orang: int = 0
    mulai: date | None = None
    sampai: date | None = None
    tanpa_iuran: int = 0
    dana_lain: int = 0
    program: tuple[ProgramSum, ...] = ()
    nik_kepala: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A Formulir 1a without values. ``segmen``: PU or BPU; ``dusun``: for which dusun, "" for none."""

    segmen: str
    dusun: str = ""
