"""What coverage is said in: a bar per area, a stage of the road of villages, a month of the trend."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# The road of a village from first word to protection; each desa stands in exactly one (``coverage.stage_of``).
TAHAPAN = (
    ("belum_melapor", "Belum melapor"),
    ("berkas_kurang", "Berkas kurang"),
    ("di_dpmd", "Di DPMD"),
    ("di_bpjs", "Di BPJS"),
    ("belum_bayar", "Belum bayar pertama"),
    ("aktif", "Aktif"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One area or group against its target.

    ``nyata``: people aktif today. ``persen``: of ``sasaran``, one decimal, None where no target is set.
    ``mencapai``: whether ``persen`` is the district's target percent or more. ``desa``, ``melapor``: villages in it
    and those that have ever sent a package. ``lewat``: people whose masa iuran is over. ``tunda``: people left out
    because a question about them is open.
    """

    kode: str
    nama: str
    nyata: int
    sasaran: int
    persen: Decimal | None
    mencapai: bool
    desa: int = 0
    melapor: int = 0
    lewat: int = 0
    tunda: int = 0
    iuran_sen: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the road (``TAHAPAN``) and how many desa stand in it."""

    kode: str
    nama: str
    desa: int


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """``bulan``: "2026-11". ``aktif``: people aktif at the end of it (the present month: today)."""

    bulan: str
    aktif: int
