"""The steps of a claim as data (``resources/surat/klaim.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, Literal

import msgspec

from jamsos_desktop.paper.draw.letter_words import SURE
from jamsos_desktop.paths import resource


class ClaimStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step. ``tanggal``: which day of a claim belongs to it; ``keyakinan`` other than SURE is marked on paper."""

    teks: str
    sumber: str = ""
    keyakinan: str = SURE
    tanggal: Literal["", "lapor", "ajukan", "selesai"] = ""

    @property
    def unsure(self) -> bool:
        return self.keyakinan != SURE


class ClaimWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The steps by kind of claim; ``catatan``: what the dagger means."""

    versi: str
    catatan: str
    jkm: tuple[ClaimStep, ...]
    jkk: tuple[ClaimStep, ...]

    def steps(self, jenis: str) -> tuple[ClaimStep, ...]:
        """The steps of a JKM or a JKK."""
        return self.jkm if jenis == "JKM" else self.jkk


@cache
def claim_words() -> ClaimWords:
    """The words that come with the program; raises msgspec.ValidationError for a file that is none."""
    read: dict[str, Any] = tomllib.loads(resource("surat", "klaim.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, ClaimWords)
