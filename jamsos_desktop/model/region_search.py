"""Finding a village among 83,762 by what people type: a name, with or without what lies above it.

Every village is one folded line "name|kecamatan|regency|province", and all lines are one text: finding a
piece in it takes a millisecond or two, so nothing cleverer is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate

MOST_LOOKED_AT = 20_000  # hits of one word that are still looked at; nobody reads more
# Words that say what kind of place follows. They are names of places too, so they are dropped only after
# nothing was found with them.
KINDS = frozenset(("desa", "kelurahan", "kel", "kec", "kecamatan", "kab", "kabupaten", "prov", "provinsi"))
VILLAGE_KINDS = frozenset(("kampung", "nagari"))
SHORTEST_GUESS = 5  # letters from which one wrong letter is forgiven
Rank = tuple[int, ...]

# Marks inside a word go ("Ma'u" is "mau"), all others part words ("Nohu - Nohu").
_MARKS = {ord(c): "" for c in "'\"\u2019`*"} | {ord(c): " " for c in "-.,/()|\t&+_:;!?"}


def fold_place(text: str) -> str:
    """Place names compared: small letters, words parted by one blank; lines stay lines."""
    plain = re.sub(" {2,}", " ", text.casefold().translate(_MARKS))
    return plain.replace(" \n", "\n").replace("\n ", "\n").strip(" ")


class Lines:
    """Many short texts as one, searched for pieces; a piece that begins with a newline begins a line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "\n" + "\n".join(lines) + "\n"
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=1))

    def __getitem__(self, number: int) -> str:
        start = self._starts[number]
        return self._text[start:self._text.index("\n", start)]

    def holding(self, piece: str) -> Iterator[int]:
        """Line numbers where ``piece`` occurs, each once, ascending."""
        at, last = self._text.find(piece), -1
        for _ in range(MOST_LOOKED_AT):
            if at < 0:
                return
            line = bisect_left(self._starts, at + 1 + piece.startswith("\n")) - 1
            if line != last:
                yield line
            last = line
            at = self._text.find(piece, at + 1)


class Index:
    """Searches villages by line number; ``upper`` holds the names of all levels above them by code."""

    def __init__(self, codes: Sequence[str], names: Sequence[str], upper: Mapping[str, str]) -> None:
        self._codes = codes
        places = dict(zip(upper, fold_place("\n".join(upper.values())).split("\n"), strict=True))
        above = {code: f"|{name}|{places[code[:4]]}|{places[code[:2]]}"
                 for code, name in places.items() if len(code) == 6}
        self._names = fold_place("\n".join(names)).split("\n")
        self._lines = Lines([name + above[code[:6]] for code, name in zip(codes, self._names, strict=True)])

    @cached_property
    def _tight(self) -> Lines:
        """The names without blanks, for those who write them in one word (built when first needed)."""
        return Lines([name.replace(" ", "") for name in self._names])

    def search(self, query: str, limit: int) -> tuple[list[int], list[int]]:
        """(exact, similar) line numbers for a folded query, best first."""
        typed = query.split()
        bare = [word for word in typed if word not in KINDS]
        words, exact = typed, self._exact(typed)
        if not exact and bare and bare != typed:
            words, exact = bare, self._exact(bare)
        if not exact and len(bare) > 1 and bare[0] in VILLAGE_KINDS:
            words, exact = bare[1:], self._exact(bare[1:])
        if not words:
            return [], []
        if exact and bare:
            words = bare  # what kind of place it is makes no other place similar
        exact = exact[:limit]
        near = self._codes[exact[0]] if exact else ""
        ranked = self._similar(words, bool(exact))
        for line in exact:
            ranked.pop(line, None)
        best = nsmallest(limit - len(exact), ranked.items(),
                         key=lambda item: (*item[1], self._distance(item[0], near), item[0]))
        return exact, [line for line, _ in best]

    def _exact(self, words: list[str]) -> list[int]:
        """Lines whose name is the first words, and whose kecamatan and so on begin with the others."""
        for count in range(len(words), 0, -1):
            name, rest = " ".join(words[:count]), words[count:]
            lines = [n for n in self._lines.holding(f"\n{name}|")
                     if all(_begins(self._lines[n][len(name):], word) for word in rest)]
            if lines:
                return lines
        return []

    def _similar(self, words: list[str], certain: bool) -> dict[int, Rank]:
        """Line -> rank of everything like the words. ``certain``: the place itself is found already."""
        long = [word for word in words if len(word) > 2]
        ranked: dict[int, Rank] = {}
        # One or two letters are in nearly every line: they only ask for names that begin with them.
        for line in self._lines.holding("\n" + " ".join(words)):
            ranked[line] = (0, 0, 0, 0)
        met = Counter(line for word in long for line in self._where(word))
        for line, _ in met.most_common(MOST_LOOKED_AT):
            if rank := self._rank(line, words):
                ranked[line] = min(rank, ranked.get(line, rank))
        if not certain and not any(rank[:2] == (0, 0) for rank in ranked.values()):
            for line in self._guesses(words):
                other = self._names[line][:1] != words[0][0]
                ranked[line] = min((1, 0, 0, int(other)), ranked.get(line, (9,)))
        longest = max(words, key=len)
        for line in self._lines.holding(longest) if len(longest) > 2 else ():
            if line not in ranked and longest in self._names[line]:
                ranked[line] = (2 * len(words) - 1, 1, 0, 0)
        return ranked

    def _where(self, word: str) -> set[int]:
        """Lines with a word that begins with ``word``."""
        return {line for mark in "\n |" for line in self._lines.holding(mark + word)}

    def _rank(self, line: int, words: list[str]) -> Rank | None:
        """(words not met, name not met, fewer met above the name, how the name begins); None: only met too far up."""
        name, kecamatan, above = self._lines[line].split("|", 2)
        named = [word for word in words if _begins(name, word)]
        near = [word for word in words if word not in named and _begins(kecamatan, word)]
        if not named and not any(len(word) > 2 for word in near):
            return None
        far = sum(_begins(above, word) for word in words if word not in named and word not in near)
        missed = len(words) - len(named) - len(near) - far
        query = " ".join(words)
        start = 0 if name.startswith(query) else 1 if name.startswith(words[0]) else 2
        whole = f" {kecamatan} " in f" {query} " and bool(near)
        return 2 * missed, 0 if named else 1, -len(near) - far - whole, start

    def _guesses(self, words: list[str]) -> Iterator[int]:
        """Lines whose name is the first words but for blanks or one edit, and that hold the other words."""
        for count in range(len(words), 0, -1):
            name, rest = "".join(words[:count]), words[count:]
            found = set(self._tight.holding("\n" + name))
            if len(name) >= SHORTEST_GUESS:
                found.update(self._one_edit_off(name))
            kept = [line for line in found if all(_begins(self._lines[line], word) for word in rest)]
            if kept:
                yield from kept
                return

    def _one_edit_off(self, name: str) -> Iterator[int]:
        """One letter more, less, other, or two swapped: the beginning or the end is still whole."""
        middle = len(name) // 2
        for piece in ("\n" + name[:middle], name[middle + 1:] + "\n"):
            for line in self._tight.holding(piece):
                if one_edit(name, self._tight[line]):
                    yield line

    def _distance(self, number: int, near: str) -> int:
        """0 in the same kecamatan as ``near``, 1 in its regency, 2 in its province, 3 elsewhere."""
        code = self._codes[number]
        return next((i for i, size in enumerate((6, 4, 2)) if near and code[:size] == near[:size]), 3)


def one_edit(one: str, other: str) -> bool:
    """Whether two texts differ by at most one letter: added, left out, another, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[at:], other[at:]
    if len(left) != len(right):
        return left[1:] == right or left == right[1:]
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])


def _begins(text: str, word: str) -> bool:
    """Whether ``word`` begins a word of ``text``."""
    return text.startswith(word) or f" {word}" in text or f"|{word}" in text
