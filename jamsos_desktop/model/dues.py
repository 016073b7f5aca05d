"""What membership costs one person a month: the answer of the ``iuran`` room."""

from __future__ import annotations

from dataclasses import dataclass


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
    ``dagger``: the base is not confirmed and is marked on paper. ``sumber``: the rule's source.
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
