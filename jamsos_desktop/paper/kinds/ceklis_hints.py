"""Where a paper of the file is to be had, as data (``resources/surat/petunjuk_berkas.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from jamsos_desktop.paper.draw.letter_words import SURE
from jamsos_desktop.paths import resource


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line for one paper, by its code in ``berkas.csv``."""

    kode: str
    teks: str
    sumber: str
    keyakinan: str


class Hints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    versi: str
    petunjuk: tuple[Hint, ...]


@cache
def hints() -> Mapping[str, str]:
    """Code -> where to get it; raises msgspec.ValidationError for a file that is none."""
    return MappingProxyType({hint.kode: hint.teks for hint in _read().petunjuk})


@cache
def hints_unsure() -> bool:
    """Whether one of them is not confirmed: the column says so once, not each line."""
    return any(hint.keyakinan != SURE for hint in _read().petunjuk)


def _read() -> Hints:
    read: dict[str, Any] = tomllib.loads(resource("surat", "petunjuk_berkas.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, Hints)
