"""All of Indonesia: provinces, regencies, kecamatan, and 83,762 desa and kelurahan by Kemendagri code.

Two compressed tables of ``resources/wilayah`` (made by its ``build.py``, ODbL 1.0). The upper levels
are read when first asked (rules ask them for every NIK); the villages and the text they are searched
in only when a village is looked up.
"""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.model.region_search import Index, fold_place
from jamsos_desktop.paths import resource


class Wilayah(NamedTuple):
    """A desa or kelurahan. ``kode`` with dots; ``kabupaten`` as Kemendagri writes it ("Kabupaten Konawe")."""

    kode: str
    nama: str
    kecamatan: str
    kabupaten: str
    provinsi: str
    jenis: str


class Kabupaten(NamedTuple):
    """A regency or city: ``kode`` with a dot ("74.02"), ``nama`` as Kemendagri writes it, its province."""

    kode: str
    nama: str
    provinsi: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``exact``: the name (or code) as typed. ``similar``: the rest, best first."""

    exact: tuple[Wilayah, ...]
    similar: tuple[Wilayah, ...]


def dotted(code: str) -> str:
    """7402112017 -> 74.02.11.2017."""
    return ".".join(part for part in (code[:2], code[2:4], code[4:6], code[6:]) if part)


@cache
def load_regions() -> Regions:
    """The regions that ship with the program; reading waits until something is asked."""
    return Regions(resource("wilayah"))


class Regions:
    """The tables of one folder, read lazily and kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _read(self, name: str) -> str:
        return lzma.decompress((self._folder / name).read_bytes()).decode()

    @cached_property
    def _upper(self) -> dict[str, str]:
        rows = (line.partition("\t") for line in self._read("kecamatan.tsv.xz").splitlines())
        return {code: name for code, _, name in rows}

    @cached_property
    def _lower(self) -> tuple[list[str], list[str]]:
        """Codes and names of all villages, by code."""
        lines = self._read("desa.tsv.xz").splitlines()
        return [line[:10] for line in lines], [line[11:] for line in lines]

    @cached_property
    def _index(self) -> Index:
        codes, names = self._lower
        return Index(codes, names, self._upper)

    @property
    def count(self) -> int:
        """How many desa and kelurahan there are."""
        return len(self._lower[0])

    def provinsi(self, prefix: str) -> str | None:
        """The province of the first two digits."""
        return self._upper.get(prefix[:2]) if len(prefix) >= 2 else None

    def kabupaten(self, prefix: str) -> str | None:
        """The regency or city of the first four digits (dots allowed)."""
        plain = prefix.replace(".", "")
        return self._upper.get(plain[:4]) if len(plain) >= 4 else None

    def kecamatan(self, prefix: str) -> str | None:
        """The kecamatan of the first six digits (dots allowed); None for an old or unknown code."""
        plain = prefix.replace(".", "")
        return self._upper.get(plain[:6]) if len(plain) >= 6 else None

    def get(self, kode: str) -> Wilayah | None:
        """A village by its code, with or without dots."""
        plain = kode.replace(".", "").strip()
        codes, _ = self._lower
        at = bisect_left(codes, plain)
        return self._at(at) if at < len(codes) and codes[at] == plain else None

    @cached_property
    def _regencies(self) -> list[tuple[str, Kabupaten]]:
        """(folded "kabupaten konawe|sulawesi tenggara", regency), by code."""
        found = [Kabupaten(dotted(code), name, self._upper[code[:2]])
                 for code, name in self._upper.items() if len(code) == 4]
        return [(f"{fold_place(one.nama)}|{fold_place(one.provinsi)}", one) for one in found]

    def search_kabupaten(self, text: str, limit: int = 20) -> list[Kabupaten]:
        """Regencies and cities for what is typed (name, with or without its kind or province, or a code),
        those named so first; nothing typed gives none."""
        words = fold_place(text).split()
        code = re.sub(r"[^0-9]", "", text)
        if code and len(code) >= 2 and not any(word.isalpha() for word in words):
            return [one for _, one in self._regencies if one.kode.replace(".", "").startswith(code[:4])][:limit]
        bare = [word for word in words if word not in ("kab", "kabupaten")] or words
        found = [(_kabupaten_rank(line, bare), one) for line, one in self._regencies
                 if bare and all(f" {word}" in f" {line.replace('|', ' ')}" for word in bare)]
        return [one for _, one in sorted(found)][:limit]

    def units_of(self, prefix: str) -> list[Wilayah]:
        """All desa and kelurahan below a province, regency or kecamatan, by code."""
        plain = prefix.replace(".", "")
        codes, _ = self._lower
        start, end = bisect_left(codes, plain), bisect_left(codes, plain + ":")
        return [self._at(at) for at in range(start, end)]

    def _at(self, index: int) -> Wilayah:
        code, name = self._lower[0][index], self._lower[1][index]
        upper = self._upper
        # The seventh digit: 1 kelurahan, 2 desa, 3 desa adat (14 in Jayapura), which is a desa too.
        kind = "kelurahan" if code[6] == "1" else "desa"
        return Wilayah(dotted(code), name, upper[code[:6]], upper[code[:4]], upper[code[:2]], kind)

    def search(self, text: str, limit: int = 20) -> SearchResult:
        """Villages for what is typed: a name, a name with its kecamatan, or a code. At most ``limit``."""
        digits = re.sub(r"[\s.]", "", text)
        if digits.isascii() and digits.isdigit():
            return self._by_code(digits, limit)
        exact, similar = self._index.search(fold_place(text), limit)
        return SearchResult(tuple(map(self._at, exact)), tuple(map(self._at, similar)))

    def _by_code(self, digits: str, limit: int) -> SearchResult:
        codes, _ = self._lower
        start = bisect_left(codes, digits)
        found: list[Wilayah] = []
        while start < len(codes) and len(found) < limit and codes[start].startswith(digits):
            found.append(self._at(start))
            start += 1
        whole = len(digits) == 10
        return SearchResult(tuple(found) if whole else (), () if whole else tuple(found))


def _kabupaten_rank(line: str, words: list[str]) -> int:
    """0 named exactly so, 1 its name begins so, 2 the words are in the name, 3 they are the province, 4 both help."""
    whole, _, province = line.partition("|")
    name, asked = whole.partition(" ")[2] or whole, " ".join(words)
    if asked in (name, whole):
        return 0
    if name.startswith(asked):
        return 1
    return 2 if all(word in whole for word in words) else 3 if asked in province else 4
