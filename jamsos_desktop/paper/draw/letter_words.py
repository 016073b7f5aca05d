"""The words of letters and of the decree as data (``resources/surat/*.toml``), each line with its source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from jamsos_desktop.paths import resource

SURE = "bersumber"
MARK = " \u2020"
_NAME = re.compile(r"\{(\w+)\}")


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line; ``keyakinan`` other than "bersumber" (or none) puts a dagger behind it. ``jenis``: only of a decree of
    these kinds of unit, () of all."""

    teks: str
    sumber: str = ""
    keyakinan: str = SURE
    jenis: tuple[str, ...] = ()

    @property
    def unsure(self) -> bool:
        return self.keyakinan != SURE


class DecreeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole decree. ``catatan``: what the dagger means."""

    versi: str
    judul: str
    tentang: str
    menetapkan: str
    catatan: str
    menimbang: tuple[Line, ...]
    mengingat: tuple[Line, ...]
    memutuskan: tuple[Line, ...]
    tembusan: tuple[Line, ...] = ()

    def of(self, jenis: str) -> DecreeWords:
        """Only what a unit of this kind says: a lurah decides nothing by the law on desa."""
        def here(lines: tuple[Line, ...]) -> tuple[Line, ...]:
            return tuple(line for line in lines if not line.jenis or jenis in line.jenis)

        return msgspec.structs.replace(self, mengingat=here(self.mengingat), tembusan=here(self.tembusan))


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a letter: exactly one of these. ``judul``: a bar; ``alinea``: a paragraph; ``butir``: numbered
    points; ``hukum``: legal lines, whose words an office keeps as they are; ``centang``: boxes that a pen ticks;
    ``sisipan``: what the letter itself brings under this name (data or a table). ``varian``: only in these variants
    of the letter, () in all."""

    judul: str = ""
    alinea: str = ""
    butir: tuple[Line, ...] = ()
    hukum: tuple[Line, ...] = ()
    centang: tuple[Line, ...] = ()
    sisipan: str = ""
    tanda: Literal["1", "a", "-"] = "1"
    varian: tuple[str, ...] = ()


class SignsHere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs. ``siapa``: ``kepala``, ``sekretaris``, ``orang`` (whose letter it is) or ``tangan`` (a name written by
    hand); ``atas``: the lines above; ``cap``: the dashed box beside the pen; ``varian``: as of a Part."""

    siapa: Literal["kepala", "sekretaris", "orang", "tangan"]
    atas: tuple[str, ...] = ()
    cap: Literal["", "meterai", "jempol"] = ""
    varian: tuple[str, ...] = ()


class LetterWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole letter. ``perihal`` and ``kepada``: of a letter to somebody; others have only their ``judul``.

    ``bernomor``: whether it carries a number; ``ukuran``: points of its words, and the ``terkecil`` they may become so
    that it stays on one page (0: they stay); ``kaki``: what the foot says it is;
    ``catatan``: what the dagger means; one open place to sign (``kotak`` false) or boxes beside one another.
    """

    versi: str
    judul: str
    kaki: str
    isi: tuple[Part, ...]
    tanda_tangan: tuple[SignsHere, ...]
    tentang: str = ""
    perihal: str = ""
    lampiran: str = ""
    kepada: tuple[Line, ...] = ()
    tembusan: tuple[Line, ...] = ()
    catatan: str = ""
    bernomor: bool = True
    kotak: bool = False
    ukuran: float = 10.0
    terkecil: float = 0.0

    def of(self, varian: str) -> LetterWords:
        """Only what belongs to a variant."""
        return msgspec.structs.replace(
            self, isi=tuple(part for part in self.isi if not part.varian or varian in part.varian),
            tanda_tangan=tuple(one for one in self.tanda_tangan if not one.varian or varian in one.varian))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("surat", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def decree_words(name: str) -> DecreeWords:
    """The words that come with the program; raises msgspec.ValidationError for a file that is no decree."""
    return msgspec.convert(_read(name), DecreeWords)


@cache
def letter_words(name: str) -> LetterWords:
    """The words of a letter that come with the program; raises msgspec.ValidationError for a file that is none."""
    return msgspec.convert(_read(name), LetterWords)


def marked(lines: Sequence[Line]) -> list[str]:
    """The templates of lines, with a dagger behind what is not confirmed."""
    return [line.teks + (MARK if line.unsure else "") for line in lines]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its {names}; a name that is not known raises KeyError."""
    return _NAME.sub(lambda found: values[found[1]], text)
