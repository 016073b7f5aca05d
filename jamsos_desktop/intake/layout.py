"""How a sheet is laid out: what kind of list it is, where its header stands, and what each column holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jamsos_desktop.intake.targets import TARGETS, UNUSED

# Kinds of workbook that are recognised; the words people read.
SHEET_KINDS: Mapping[str, str] = {
    "templat": "Templat Jamsos Desa", "opensid": "Data penduduk OpenSID", "siak": "Daftar Dukcapil (SIAK)",
    "bip": "Buku induk penduduk", "bpjs": "Daftar tenaga kerja BPJS", "galat": "Daftar masalah Jamsos Desa",
    "pola": "Pola desa", "daftar": "Daftar biasa",
}
# How a column was recognised.
BY_TITLE, BY_CONTENT, BY_PATTERN, BY_HAND, NOT_KNOWN = "judul", "isi", "pola", "tangan", ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. ``at``: its index from 0; ``sasaran``: a key of ``TARGETS`` or ``UNUSED``.

    ``dari``: how it was recognised, ``NOT_KNOWN`` where somebody should look at it (it holds values and is not
    used); a column that needs no one, such as a running number, is ``UNUSED`` with ``BY_TITLE`` or ``BY_CONTENT``.
    """

    at: int
    judul: str
    sasaran: str = UNUSED
    dari: str = NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Banner:
    """A value that stands above rows instead of in a column ("No. KK : 7402..."): from row number ``mulai`` to before
    ``sampai`` it holds for every person. ``key``: a field key."""

    mulai: int
    sampai: int
    key: str
    teks: str


@dataclass(frozen=True, slots=True)
class Layout:
    """``jenis``: a key of ``SHEET_KINDS``; ``pola``: the name of the village's pattern where one was used.

    ``kepala``: index in the sheet's rows of the header's first row, None where the list has none;
    ``isi``: index of the first row below it, ``akhir``: index behind the last row that may be somebody (an end mark
    stands there, or the sheet ends). ``arti``: the kind whose codes the cells hold, where it is another than ``jenis``
    (a list of problems keeps the codes of the list it is of).
    """

    jenis: str
    kepala: int | None
    isi: int
    akhir: int
    columns: tuple[Column, ...]
    banners: tuple[Banner, ...] = ()
    pola: str = ""
    arti: str = ""

    @property
    def codes_of(self) -> str:
        """The kind of workbook whose codes and numbers the cells hold."""
        return self.arti or self.jenis

    @property
    def keys(self) -> Mapping[int, str]:
        """Column index -> target, of the columns that are used."""
        return {column.at: column.sasaran for column in self.columns if column.sasaran}

    @property
    def fields(self) -> frozenset[str]:
        """Every field key that some column or banner fills."""
        own = {key for target in self.keys.values() for key in TARGETS[target].fields}
        return frozenset(own | {banner.key for banner in self.banners})

    @property
    def usable(self) -> bool:
        """Whether somebody can be made of a row: there is a column for the name or the NIK."""
        return bool(self.fields & {"nama", "nik"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A mapping that the village keeps: for sheets with these folded headers the columns hold these targets."""

    nama: str
    kolom: Mapping[str, str]  # header (``numbered_titles``) -> target key, UNUSED for a column that is left out
    kelompok: str = ""
