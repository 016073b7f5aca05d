"""What membership costs one person a month: the answer of the ``iuran`` room."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

# What the dues of a wage earner are computed from: siltap of the post, the wage as typed, UMP, UMK, a fixed sum.
PILIHAN_DASAR = ("siltap", "upah", "ump", "umk", "nominal")


class WageBase(NamedTuple):
    """The choice of a village for one kelompok and year. ``rupiah``: only of ``nominal``; ``dasar``: the paper it
    stands in; ``dikonfirmasi``: the day BPJS confirmed it, None while nobody has."""

    pilihan: str
    rupiah: int | None = None
    dasar: str = ""
    dikonfirmasi: date | None = None


class WageBases(NamedTuple):
    """All choices of one unit by (year, kelompok); ``kode``: its region code, by which UMP and UMK are looked up.
    Where nothing was chosen the district's setting (``pu_dasar``) holds. ``naik``: percent by which wages are taken to
    rise, in a budget that asks what if."""

    kode: str = ""
    chosen: Mapping[tuple[int, str], WageBase] = MappingProxyType({})
    naik: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class DuesLine:
    """One programme. ``sebulan_sen``: 1/100 rupiah a month, rounded half-up once."""

    program: str
    ikut: bool
    tarif: str
    sumber_dana: str
    sebulan_sen: int


@dataclass(frozen=True, slots=True)
class Dues:
    """Dues of one person. ``dasar``: rupiah they are computed from; ``lapis``: BPU band, PU None.

    ``sebulan_sen`` is the sum of the lines that are ``ikut``; ``jumlah_sen`` that times ``bulan``.
    ``dagger``: the base is not confirmed and is marked on paper. ``sumber``: the rule's source. ``dasar_kata``: what
    the base of PU is, for people ("siltap", "UMP 2026").
    """

    segmen: str
    dasar: int
    lapis: int | None
    lines: tuple[DuesLine, ...]
    bulan: int
    sebulan_sen: int
    jumlah_sen: int
    dagger: bool
    sumber: str
    dasar_kata: str = ""


def period(mulai: date, months: int) -> tuple[date, date]:
    """First and last day that ``months`` (>= 1) monthly dues cover: the month of ``mulai`` is the first.

    Dues are paid by calendar month, as papers say ("masa Desember 2026"), so a start on the 15th still
    ends on the last of a month. Past the year 9999 the last day is the calendar's.
    """
    year, month = divmod(mulai.year * 12 + mulai.month - 1 + months - 1, 12)
    if year > date.max.year:
        return mulai, date.max
    return mulai, date(year, month + 1, calendar.monthrange(year, month + 1)[1])
