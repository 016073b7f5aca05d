"""A report before it becomes a paper or a workbook: title, figures, tables, notes. Both are made of the same one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | None


class Form(StrEnum):
    """How the cells of a column are shown; money is whole rupiah or sen, a percentage is 0 to 100 and more."""

    TEXT = "teks"
    NUMBER = "angka"
    MONEY = "rupiah"
    SEN = "sen"  # 1/100 rupiah, shown as rupiah with two decimals; one line, set smaller when it is long
    DAY = "tanggal"
    BAR = "batang"  # a percentage, on paper with its bar


@dataclass(frozen=True, slots=True)
class Column:
    """``lebar``: share of the paper's width beside the other columns, mm when they add up to the paper."""

    judul: str
    bentuk: Form = Form.TEXT
    lebar: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """``lembar``: name of its sheet in the workbook, at most 31 letters. ``jumlah``: a last row of sums.

    ``garis``: percentage that bars are compared with. ``di_kertas``, ``di_buku``: where it appears. ``pribadi``: names
    people.
    """

    lembar: str
    judul: str
    kolom: tuple[Column, ...]
    baris: tuple[tuple[Cell, ...], ...]
    jumlah: tuple[Cell, ...] = ()
    garis: Decimal | None = None
    kosong: str = "Tidak ada."
    di_kertas: bool = True
    di_buku: bool = True
    pribadi: bool = False


PRIVATE = "Berisi data pribadi. Simpan di tempat aman, jangan dibagikan di grup."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``angka``: (label, figure, small words) of the head. ``dasar``: lines of legal basis, those not confirmed marked
    with a dagger by their maker. ``catatan``: what is left out and how it was counted. ``kalimat``: sentences of the
    paper itself, below its tables. ``tanda_tangan``: title of who signs, "" for nobody; ``penanda_tangan``: two who
    sign side by side instead, (title, name) each, the head at the right."""

    kode: str
    judul: str
    lingkup: str
    hari: date
    sumber: str
    tabel: tuple[ReportTable, ...]
    angka: tuple[tuple[str, str, str], ...] = ()
    dasar: tuple[str, ...] = ()
    catatan: tuple[str, ...] = ()
    tanda_tangan: str = ""
    kalimat: tuple[str, ...] = ()
    penanda_tangan: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BriefBar:
    """One ranked bar of a briefing; ``lapor``: "10/11"."""

    nama: str
    persen: Decimal | None
    nyata: int
    sasaran: int
    lapor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One page for a meeting. ``laporan``: head, figures and notes (no tables); ``batang``: ranked, ``terlewat`` of
    them not shown; ``tahap``: (stage, desa); ``bulan``: ("Jan", people); ``diam``: (kecamatan, silent desa), the most
    first; ``putusan``: (what is, what to decide)."""

    laporan: Report
    target: Decimal | None
    batang: tuple[BriefBar, ...]
    terlewat: int
    kelompok: tuple[BriefBar, ...]
    tahap: tuple[tuple[str, int], ...]
    bulan: tuple[tuple[str, int], ...]
    sasaran: int
    belum_pernah: int
    lama_diam: int
    diam: tuple[tuple[str, int], ...]
    putusan: tuple[tuple[str, str], ...]
