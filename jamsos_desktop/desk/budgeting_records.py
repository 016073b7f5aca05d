"""What the verbs of the money of a year answer: wage bases, rates, ceilings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WageBaseRow:
    """From what the dues of PU of one kelompok are computed in a year.

    ``pilihan``: siltap, upah, ump, umk or nominal; ``kata``: the same for people ("Siltap", "UMP 2026");
    ``rupiah``: of nominal, ump and umk, else None. ``contoh``: (label, rupiah) per post or kelompok, what it means
    here now. ``dipilih``: the village chose it, else the district's setting holds. ``dasar``: the paper it stands in,
    as typed; ``sumber``: where a setting of the district comes from. ``belum_dikonfirmasi`` until BPJS said yes.
    """

    tahun: int
    kelompok: str
    pilihan: str
    kata: str
    rupiah: int | None
    contoh: tuple[tuple[str, int], ...]
    dipilih: bool
    dasar: str
    dikonfirmasi: date | None
    belum_dikonfirmasi: bool
    sumber: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """One rate in words: ("PU, JKK + JKM", "0,24% + 0,30% dari upah")."""

    label: str
    kata: str
    belum_dikonfirmasi: bool
    sumber: str


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The pagu of a fund for a year and its use, by the months that bills cover. ``rupiah`` None: none was set;
    ``sisa_sen`` may be below nothing: more is billed than there is."""

    sumber_dana: str
    rupiah: int | None
    dasar: str
    dibayar_sen: int
    menunggu_sen: int

    @property
    def sisa_sen(self) -> int | None:
        return None if self.rupiah is None else self.rupiah * 100 - self.dibayar_sen - self.menunggu_sen
