"""What the pages see of the units of the register: their keys, what is aimed at, and how a table was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jamsos_desktop.hub.targets import RowResult


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """One unit. ``jenis``: desa, kelurahan or opd; ``kode_kecamatan`` dotted ("74.02.11", "" of an OPD).

    ``seq``: its last package applied, 0 before the first; ``dibuat`` and ``diambil``: when that was made and
    taken in (ISO with offset, "" never). ``sidik``: fingerprint 4-4-4-4 of the key it signs with, "" before
    the first package; ``dicocokkan``: when an operator compared it ("" not yet). ``perangkat``: how many
    laptops it sent from. ``riwayat_n`` and ``riwayat_kode``: the end of its history as its last package told
    it, 0 and "" before the first. ``sasaran``: kelompok -> people aimed at in the year asked. ``orang``: people held.
    """

    kode: str
    jenis: str
    nama: str
    kecamatan: str
    kode_kecamatan: str
    seq: int
    dibuat: str
    diambil: str
    sidik: str
    dicocokkan: str
    dicocokkan_oleh: str
    perangkat: int
    minta_penuh: bool
    kontak: str
    sasaran: Mapping[str, int]
    orang: int
    riwayat_n: int = 0
    riwayat_kode: str = ""

    @property
    def sebutan(self) -> str:
        """"Desa Bajo Indah", "Kelurahan Unaaha", or the plain name of an OPD."""
        kind = {"desa": "Desa", "kelurahan": "Kelurahan"}.get(self.jenis, "")
        return f"{kind} {self.nama}".strip()


class KeyInfo(NamedTuple):
    """One key a unit ever signed with. ``sejak``, ``dicabut``: ISO moments ("" still in use)."""

    sidik: str
    sejak: str
    dicabut: str
    oleh: str


@dataclass(frozen=True, slots=True)
class TargetsTaken:
    """What a table of targets brought, every row of the sheet accounted for: ``rows`` in sheet order.

    ``masuk`` rows changed something, ``sama`` said what is known already, ``dilewati`` are headings, sums and
    rows without a figure, ``ditahan`` were not taken and say why; the four add up to ``len(rows)``.
    """

    tahun: int
    rows: tuple[RowResult, ...]
    masuk: int
    sama: int
    dilewati: int
    ditahan: int


class Waiting(NamedTuple):
    """What asks for a decision of the district: ``deliveries`` held back or to be compared, ``pairs`` undecided."""

    deliveries: int
    pairs: int
