"""All of Indonesia: provinces, regencies, kecamatan, and 83,762 desa and kelurahan by Kemendagri code.

Two compressed tables of ``resources/wilayah`` (made by its ``build.py``, ODbL 1.0). The upper levels
are read when first asked (rules ask them for every NIK); the villages and the text they are searched
in only when a village is looked up.
"""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import nsmallest
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.paths import resource

MOST_LOOKED_AT = 20_000  # hits of one word that are still looked at; nobody reads more
KINDS = frozenset({"desa", "kelurahan", "kel", "kampung", "nagari"})


class Wilayah(NamedTuple):
    """A desa or kelurahan. ``kode`` with dots; ``kabupaten`` as Kemendagri writes it ("Kabupaten Konawe")."""

    kode: str
    nama: str
    kecamatan: str
    kabupaten: str
    provinsi: str
    jenis: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``exact``: the name (or code) as typed. ``similar``: the rest, best first."""

    exact: tuple[Wilayah, ...]
    similar: tuple[Wilayah, ...]


# Marks inside a word go ("Ma'u" is "mau"), all others part words ("Nohu - Nohu").
_MARKS = {ord(c): "" for c in "'\"\u2019`*"} | {ord(c): " " for c in "-.,/()|\t&+_:;!?"}


def fold_place(text: str) -> str:
    """Place names compared: small letters, words parted by one blank; lines stay lines."""
    plain = re.sub(" {2,}", " ", text.casefold().translate(_MARKS))
    return plain.replace(" \n", "\n").replace("\n ", "\n").strip(" ")


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
    def _index(self) -> _Index:
        codes, names = self._lower
        return _Index(codes, names, self._upper)

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


class _Index:
    """One folded line a village, "name|kecamatan|regency|province": searched as one text.

    A substring search over all of it takes a millisecond or two, so nothing cleverer is kept.
    """

    def __init__(self, codes: list[str], names: list[str], upper: dict[str, str]) -> None:
        self._codes = codes
        places = dict(zip(upper, fold_place("\n".join(upper.values())).split("\n"), strict=True))
        above = {code: f"|{name}|{places[code[:4]]}|{places[code[:2]]}"
                 for code, name in places.items() if len(code) == 6}
        folded = fold_place("\n".join(names)).split("\n")
        lines = [name + above[code[:6]] for code, name in zip(codes, folded, strict=True)]
        self._text = "\n" + "\n".join(lines) + "\n"
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=1))

    def search(self, query: str, limit: int) -> tuple[list[int], list[int]]:
        """(exact, similar) line numbers for a folded query, best first."""
        words = query.split()
        if not words:
            return [], []
        exact = self._exact(words)
        if not exact and words[0] in KINDS and len(words) > 1:
            words = words[1:]
            exact = self._exact(words)
        exact = exact[:limit]
        near = self._codes[exact[0]] if exact else ""
        left = limit - len(exact)
        ranked = {line: rank for rank, line in self._candidates(words) if line not in set(exact)}
        best = nsmallest(left, ranked.items(), key=lambda item: (*item[1], self._distance(item[0], near), item[0]))
        return exact, [line for line, _ in best]

    def _exact(self, words: list[str]) -> list[int]:
        """Lines whose name is the first words, and whose kecamatan and so on begin with the others."""
        for count in range(len(words), 0, -1):
            name, rest = " ".join(words[:count]), words[count:]
            lines = [n for n in self._lines(f"\n{name}|") if all(self._begins(n, w, len(name)) for w in rest)]
            if lines:
                return lines
        return []

    def _candidates(self, words: list[str]) -> Iterator[tuple[tuple[int, ...], int]]:
        """(rank, line) of the similar ones; a line may come again with a worse rank, never wanted first.

        Worst kinds are given first, so that a dict keeps the best: some words of the name, all words
        somewhere, all words at the beginnings, the name beginning with the query. One or two letters
        are in nearly every line: they only ask for names that begin with them.
        """
        for place, word in reversed(list(enumerate(words))):
            if len(word) > 2 and len(words) > 1:
                for line in self._named(f" {word}", f"\n{word}"):
                    yield (3, place, 0 if self._line(line).startswith(word) else 1), line
        longest = max(words, key=len)
        for line in self._lines(longest) if len(longest) > 2 else ():
            text = self._line(line)
            name = text.partition("|")[0]
            if all(_begins(text, word) for word in words) and any(_begins(name, word) for word in words):
                yield (1, 0, 0), line
            elif longest in name and all(word in text for word in words):
                yield (2, 0, 0), line
        for line in self._lines("\n" + " ".join(words)):
            yield (0, 0, 0), line

    def _lines(self, piece: str) -> Iterator[int]:
        """Line numbers where ``piece`` occurs, each once, ascending."""
        at, last = self._text.find(piece), -1
        for _ in range(MOST_LOOKED_AT):
            if at < 0:
                return
            line = self._number(at + 1 if piece.startswith("\n") else at)
            if line != last:
                yield line
            last = line
            at = self._text.find(piece, at + 1)

    def _named(self, *pieces: str) -> Iterator[int]:
        """Lines whose name holds one of ``pieces``."""
        for piece in pieces:
            for line in self._lines(piece):
                if piece.strip() in self._line(line).partition("|")[0]:
                    yield line

    def _number(self, at: int) -> int:
        return bisect_left(self._starts, at + 1) - 1

    def _line(self, number: int) -> str:
        start = self._starts[number]
        return self._text[start:self._text.index("\n", start)]

    def _begins(self, number: int, word: str, after: int) -> bool:
        return _begins(self._line(number)[after:], word)

    def _distance(self, number: int, near: str) -> int:
        """0 in the same kecamatan as ``near``, 1 in its regency, 2 in its province, 3 elsewhere."""
        code = self._codes[number]
        return next((i for i, size in enumerate((6, 4, 2)) if near and code[:size] == near[:size]), 3)


def _begins(text: str, word: str) -> bool:
    """Whether ``word`` begins a word of ``text``."""
    return text.startswith(word) or f" {word}" in text or f"|{word}" in text
