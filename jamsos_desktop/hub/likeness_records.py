"""The shapes of a search for doubles: who is compared, and what is found, with its reasons."""

from __future__ import annotations

from typing import NamedTuple

SAME_NIK, ALIKE = "nik", "mirip"


class Someone(NamedTuple):
    """A person as the register holds them; dates ISO, "" where empty."""

    uid: str
    nik: str
    nama: str
    tanggal_lahir: str
    nama_ibu: str


class Reason(NamedTuple):
    """One sign: what was compared, the points it gave, and in words."""

    label: str
    poin: int
    teks: str


class Likeness(NamedTuple):
    """Two people who may be one. ``jenis``: ``nik`` or ``mirip``; ``skor`` 0..100, the sum of the reasons' points
    within those bounds (99 at most where the NIKs differ)."""

    a: str
    b: str
    jenis: str
    skor: int
    alasan: tuple[Reason, ...]

    @property
    def rincian(self) -> str:
        """The reasons in one line: "Nama mirip 92%, tanggal lahir sama, ibu: sama"."""
        words = ", ".join(reason.teks for reason in self.alasan)
        return words[:1].upper() + words[1:]
