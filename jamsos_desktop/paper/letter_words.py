"""The words of a decree as data (``resources/surat/*.toml``): considerations, legal basis, dicta, copies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from jamsos_desktop.paths import resource

SURE = "bersumber"
MARK = " \u2020"
_NAME = re.compile(r"\{(\w+)\}")


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line; ``keyakinan`` other than "bersumber" (or none) puts a dagger behind it."""

    teks: str
    sumber: str = ""
    keyakinan: str = SURE

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


@cache
def decree_words(name: str) -> DecreeWords:
    """The words that come with the program; raises msgspec.ValidationError for a file that is no decree."""
    read: dict[str, Any] = tomllib.loads(resource("surat", f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, DecreeWords)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its {names}; a name that is not known raises KeyError."""
    return _NAME.sub(lambda found: values[found[1]], text)


def said(lines: Sequence[Line], values: Mapping[str, str]) -> list[str]:
    """The lines with their values and, where not confirmed, a dagger."""
    return [filled(line.teks, values) + (MARK if line.unsure else "") for line in lines]
