"""What the district's pages and reports are told of coverage, people and reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jamsos_desktop.hub.coverage_records import Bar as Bar
from jamsos_desktop.hub.coverage_records import MonthPoint as MonthPoint
from jamsos_desktop.hub.coverage_records import Stage as Stage


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """A desa never heard of (``hari`` None) or silent for ``hari`` days. ``kontak``: "Name, 0812..." or ""."""

    kode: str
    nama: str
    kode_kecamatan: str
    kecamatan: str
    hari: int | None
    terakhir: date | None
    kontak: str


@dataclass(frozen=True, slots=True)
class QualityRow:
    """Marks of one village. ``bertanda``: people with at least one; ``tanda``: (code, label, people), worst first."""

    kode: str
    nama: str
    kecamatan: str
    orang: int
    bertanda: int
    persen: Decimal | None
    tanda: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """Coverage of the kabupaten, a kecamatan or a desa (``tingkat``) on ``hari``, of one kelompok or all ("").

    ``terdaftar``: people aktif today; not those lewat masa (``lewat``), not those with an open question
    (``tunda``). ``target``: percent, None where none is in force; ``kurang``: people missing to it.
    ``orang``: everybody the villages sent; ``keadaan``: keadaan -> people, ``lewat_masa`` and ``tunda`` apart, so
    that they add up to ``orang``. ``desa``, ``melapor``, ``baru``: villages, those that ever sent, those that first
    sent in the last seven days; kelurahan and offices are not counted there. ``iuran_sen``: dues a month of those
    who are aktif, ``rata_sen`` per person.
    ``bars``: ranked by coverage, those without target last: kecamatan of the kabupaten, units of a kecamatan, the
    groups of a desa. ``kelompok_bars``: always the four groups, whatever group is chosen.
    ``tahapan``, ``diam``: of all groups. ``bulan``: January of the year to the present month;
    ``tambah_bulan_ini``: its growth (may be negative). ``data_sampai``: day of the newest package, None: none came.
    """

    tingkat: str
    kode: str
    nama: str
    kelompok: str
    hari: date
    target: Decimal | None
    terdaftar: int
    sasaran: int
    persen: Decimal | None
    kurang: int
    orang: int
    keadaan: dict[str, int]
    lewat: int
    tunda: int
    desa: int
    melapor: int
    baru: int
    iuran_sen: int
    rata_sen: int
    tahapan: tuple[Stage, ...]
    bars: tuple[Bar, ...]
    kelompok_bars: tuple[Bar, ...]
    bulan: tuple[MonthPoint, ...]
    tambah_bulan_ini: int
    diam: tuple[SilentUnit, ...]
    data_sampai: date | None

    @property
    def mencapai(self) -> int:
        """How many bars reach the target percent."""
        return sum(bar.mencapai for bar in self.bars)

    @property
    def belum_melapor(self) -> int:
        """Villages that never sent a package."""
        return self.desa - self.melapor


@dataclass(frozen=True, slots=True)
class LapseRow:
    """People of one payer whose protection ends or waits. ``bulan``: "2026-12", "" where no month is known.

    ``jenis``: ``lewat`` (already over), ``habis`` (ends in ``bulan``) or ``belum_bayar`` (kode bayar is out, unpaid).
    """

    sumber_dana: str
    nama: str
    jenis: str
    bulan: str
    orang: int
    sebulan_sen: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a list. ``nik``: all but the last four digits hidden. ``keadaan``: with ``lewat_masa``.

    ``kata``: the standing in words. ``mutu``: labels of the marks. ``usia``: full years today, None unknown.
    """

    uid: str
    kode: str
    desa: str
    nama: str
    nik: str
    usia: int | None
    kelompok: str
    nama_kelompok: str
    kerja: str
    sumber_dana: str
    keadaan: str
    kata: str
    tunda: bool
    berubah: bool
    aktif_sampai: date | None
    sebulan_sen: int
    mutu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person whole: the row, sentences that say how far they are, and (section, (label, value)s) as sent.

    The mother's name and the KPJ are never shown in full.
    """

    row: PersonRow
    kecamatan: str
    kalimat: tuple[str, ...]
    bagian: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report. ``bentuk``: suffixes it can be made in (".pdf", ".xlsx"). ``pilihan``: "kecamatan", "kelompok",
    "periode": what may be chosen for it."""

    kode: str
    nama: str
    keterangan: str
    bentuk: tuple[str, ...]
    pilihan: tuple[str, ...]
