"""What the desk tells of the offices' own blanks, and what the fit test found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

LEFT_OUT = ("tidak_muat", "huruf", "tidak_jadi")  # the sheet will not be made


@dataclass(frozen=True, slots=True)
class BlankInfo:
    """A blank of the settings in force. ``cara``: isian, tumpang or pracetak; ``nama``: of its mapping."""

    nama: str
    jenis: str
    segmen: str
    judul: str
    cara: str
    kertas: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True)
class BlankField:
    """A field of a PDF: text or tick, on ``page`` from 1, its place in mm from the upper left corner of the paper.

    ``states``: what its buttons are called; ``cells``: boxes of a comb, 0 none.
    """

    name: str
    kind: str
    page: int
    x: float
    y: float
    w: float
    h: float
    states: tuple[str, ...] = ()
    cells: int = 0


@dataclass(frozen=True, slots=True)
class BlankChecked:
    """A blank that can be used, and what to know of it. ``loose``: fonts it names and does not bring."""

    judul: str
    pages: int
    fields: tuple[BlankField, ...]
    loose: tuple[str, ...]


class FitRow(NamedTuple):
    """One value that does not stand at full size on one line.

    ``jenis``: kind of paper; ``key`` and ``kolom``: which value; ``panjang``: letters; ``akibat``: mengecil,
    dua_baris, lampiran (goes on a further sheet), tidak_muat, huruf or tidak_jadi (the sheet is left out; of the last
    ``kolom`` is the reason). ``dipilih`` False: not in the order, but the longest of the village.
    """

    nama: str
    uid: str
    jenis: str
    key: str
    kolom: str
    panjang: int
    akibat: str
    dipilih: bool = True

    @property
    def ditolak(self) -> bool:
        """Whether the sheet will be left out."""
        return self.akibat in LEFT_OUT


class FitGroup(NamedTuple):
    """How many of the chosen sheets meet the same: "Alamat 3 orang mengecil"."""

    jenis: str
    kolom: str
    akibat: str
    banyak: int


@dataclass(frozen=True, slots=True)
class FitReport:
    """``diuji``: sheets tried, those of people outside the order included."""

    rows: tuple[FitRow, ...]
    diuji: int

    @property
    def ditolak(self) -> tuple[FitRow, ...]:
        """What will keep sheets of the order from being made."""
        return tuple(row for row in self.rows if row.ditolak and row.dipilih)

    @property
    def ringkas(self) -> tuple[FitGroup, ...]:
        """The order's own rows counted, those that keep sheets from being made first."""
        counted = Counter((row.jenis, row.kolom, row.akibat) for row in self.rows if row.dipilih)
        groups = [FitGroup(*what, many) for what, many in counted.items()]
        return tuple(sorted(groups, key=lambda one: (one.akibat not in LEFT_OUT, -one.banyak, one.kolom)))
