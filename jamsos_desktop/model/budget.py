"""A year's budget of dues: its rows by month, and what may be assumed instead of what is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from jamsos_desktop.model.dues import WageBase


class MonthCell(NamedTuple):
    """One month: people paid for, and exact sen."""

    orang: int
    sen: int


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of the budget; a field that is "" stands for all of its kind (``sumber_dana`` "": not typed yet, in a
    row of a kelompok). ``orang``: different people in the year; ``bulan``: January to December.
    ``belum_dikonfirmasi``: a wage base, rate or risk group in it is not confirmed."""

    kelompok: str
    segmen: str
    sumber_dana: str
    program: str
    orang: int
    bulan: tuple[MonthCell, ...]
    belum_dikonfirmasi: bool

    @property
    def sen(self) -> int:
        """The year: the sum of its months."""
        return sum(cell.sen for cell in self.bulan)


@dataclass(frozen=True, slots=True)
class Budget:
    """``rows``: kelompok x segmen x fund x programme; ``groups``: the same with all programmes together;
    ``funds``: per fund; ``jumlah``: everything (people counted once in each). Their sums are equal. ``apbdes``: of
    all that the village pays out of its own budget.

    ``tanpa_iuran``: people whose dues cannot be computed yet; ``sk_berakhir``: people whose SK or contract ends
    before the year is over, so that later months are not in it.
    """

    tahun: int
    rows: tuple[BudgetRow, ...]
    groups: tuple[BudgetRow, ...]
    funds: tuple[BudgetRow, ...]
    apbdes: BudgetRow
    jumlah: BudgetRow
    tanpa_iuran: int
    sk_berakhir: int

    @property
    def sen(self) -> int:
        return self.jumlah.sen


@dataclass(frozen=True, slots=True)
class Tambahan:
    """More people of one kelompok. ``upah``: rupiah a month (BPU: income, by which the band is found; None: the
    least). "" for segmen and fund: the usual ones of the kelompok. ``dari_bulan``: 1 to 12, their first month."""

    orang: int
    upah: int | None = None
    segmen: str = ""
    sumber_dana: str = ""
    program: tuple[str, ...] = ("JKK", "JKM")
    dari_bulan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What to assume instead of what is; all by kelompok. Checked by ``iuran.assume``.

    ``dasar``: another wage base; ``naik``: percent by which wages of PU rise (-100 and more); ``risiko``: another
    JKK risk group (I to V); ``tarif_jkk``: a JKK rate in percent instead of that of the group; ``tambah``: more
    people; ``jht``: kelompok for which JHT is added, paid like JKK and JKM where no fund is typed;
    ``sk_diperpanjang``: an SK or contract that ends is renewed.
    """

    dasar: Mapping[str, WageBase] = field(default_factory=dict)
    naik: Decimal = Decimal(0)
    risiko: Mapping[str, str] = field(default_factory=dict)
    tarif_jkk: Mapping[str, Decimal] = field(default_factory=dict)
    tambah: Mapping[str, Tambahan] = field(default_factory=dict)
    jht: frozenset[str] = frozenset()
    sk_diperpanjang: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing is assumed."""
        return self == WhatIf()
