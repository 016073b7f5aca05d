"""The words of the benefits leaflet as data (``resources/surat/manfaat.toml``), and their figures filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.paper.draw.words import DAGGER
from jamsos_desktop.paths import resource

SURE = "bersumber"
_NAME = re.compile(r"\{(\w+)\}")


class Figure(NamedTuple):
    """A figure as people read it; ``unsure``: what it rests on is not confirmed."""

    teks: str
    unsure: bool = False


class Baris(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line; ``keyakinan`` other than "bersumber" puts a dagger behind it."""

    teks: str
    sumber: str
    keyakinan: str


class Program(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One programme: what it is for in plain words, its name, when it pays, and lines. ``angka``: one figure set large
    and what it is, each a line; left out with its figure."""

    kode: str
    judul: str
    nama: str
    contoh: str
    angka: Baris
    angka_kata: Baris
    baris: tuple[Baris, ...]


class Bagian(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part with a heading."""

    judul: str
    baris: tuple[Baris, ...]


class BenefitWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole leaflet. ``catatan``: what the dagger means."""

    versi: str
    judul: str
    bawah: str
    catatan: str
    program: tuple[Program, ...]
    iuran: Bagian
    langkah: Bagian
    hubungi: Bagian


@cache
def benefit_words() -> BenefitWords:
    """The words that come with the program; raises msgspec.ValidationError for a file that is none."""
    read: dict[str, Any] = tomllib.loads(resource("surat", "manfaat.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, BenefitWords)


def told(text: str, figures: Mapping[str, Figure]) -> str:
    """A text with its {names}; one that is not known raises KeyError."""
    return _NAME.sub(lambda found: figures[found[1]].teks, text)


def told_lines(lines: Sequence[Baris], figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """Lines with their figures, daggers where something is not confirmed; without those whose figure is unknown."""
    found = []
    for line in lines:
        names = _NAME.findall(line.teks)
        if all(name in figures for name in names):
            unsure = line.keyakinan != SURE or any(figures[name].unsure for name in names)
            found.append(told(line.teks, figures) + (DAGGER if unsure else ""))
    return tuple(found)


def sources(words: BenefitWords) -> tuple[str, ...]:
    """Every source named behind a confirmed line, once, in the order of the leaflet."""
    lines = [line for program in words.program for line in program.baris]
    lines += [line for part in (words.iuran, words.langkah, words.hubungi) for line in part.baris]
    named = [one.strip() for line in lines if line.keyakinan == SURE for one in line.sumber.split(";")]
    return tuple(dict.fromkeys(one for one in named if one != "-" and ".csv" not in one))
