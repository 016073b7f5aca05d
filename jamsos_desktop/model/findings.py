"""What a rule found: one sentence about what is wrong and one about how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tingkat(StrEnum):
    """Severity, worst first. SALAH and KURANG block printing and sending; the others never do."""

    SALAH = "salah"
    KURANG = "kurang"
    PERIKSA = "periksa"
    INFO = "info"

    @property
    def blocks(self) -> bool:
        return self in (Tingkat.SALAH, Tingkat.KURANG)

    @property
    def rank(self) -> int:
        return tuple(Tingkat).index(self)


@dataclass(frozen=True, slots=True)
class Mend:
    """A one-click repair: the button's words, and the text it puts into a field."""

    label: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """``kolom``: field keys concerned, the one to jump to first. ``singkat``: at most three words.

    ``settleable``: "sudah dicocokkan dengan KTP" may silence it (only ``periksa``).
    """

    kode: str
    tingkat: Tingkat
    kolom: tuple[str, ...]
    pesan: str
    cara: str
    singkat: str
    mends: tuple[Mend, ...] = ()
    settleable: bool = False
