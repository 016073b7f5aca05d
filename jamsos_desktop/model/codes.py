"""Code lists as data: ``resources/kode.csv`` (daftar, kode, label, sinonim, sumber).

Lists that the district may change (posts, jobs) live in the policy and join these there.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from jamsos_desktop.paths import resource


@cache
def _table() -> Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]]:
    lists: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {}
    with resource("kode.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            also = tuple(part for part in row["sinonim"].split("|") if part)
            lists.setdefault(row["daftar"], {})[row["kode"]] = (row["label"], also)
    return MappingProxyType(lists)


def code_list(name: str) -> dict[str, str]:
    """Code -> label of one list, in the order people choose from; empty for an unknown list."""
    return {code: label for code, (label, _) in _table().get(name, {}).items()}


@cache
def synonyms(name: str) -> Mapping[str, str]:
    """Folded label, code and other spellings -> code, for reading typed or imported text."""
    found: dict[str, str] = {}
    for code, (label, also) in _table().get(name, {}).items():
        for text in (code, label, *also):
            found.setdefault(fold(text), code)
    return MappingProxyType(found)


def code_label(name: str, code: str) -> str:
    """The label of a code, or the code itself when the list does not know it."""
    known = _table().get(name, {}).get(code)
    return known[0] if known else code


@lru_cache(4096)  # a workbook says the same words again and again
def fold(text: str) -> str:
    """Text reduced for comparing: small letters and digits, one blank between words."""
    return " ".join("".join(c if c.isalnum() or c in "+-" else " " for c in text.casefold()).split())
