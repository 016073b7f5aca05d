"""Words as Indonesians write them made comparable: Moh. is Muhammad, oe is u, dj is j, double letters are one.

The spellings and short forms are the rows of ``resources/kemiripan`` that the district compares people by, so that
what is one name there is one name in a search. A word that is still being typed keeps its end: "rah" is the beginning
of "rahma", not the whole of "ra".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from jamsos_desktop.paths import resource

LONGEST, MOST_WORDS = 80, 8  # of a search; what lies beyond is not looked at
_WORDS = re.compile(r"[a-z0-9]+")
_INSIDE = re.compile(r"['`\u2018\u2019\u02bc]")
Spelling = tuple[re.Pattern[str], str]


def plain(text: str) -> str:
    """Small letters without marks; an apostrophe inside a word is left out."""
    text = _INSIDE.sub("", text[:LONGEST].lower())
    return text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def words(text: str) -> list[str]:
    """The words of a search in their order."""
    return _WORDS.findall(plain(text))[:MOST_WORDS]


class Fold:
    """Word -> what all its spellings have in common. Each word is worked on once."""

    def __init__(self) -> None:
        rows = [(row["pola"], row["ganti"]) for row in _rows("ejaan.csv")]
        self._whole = [(re.compile(pattern), by) for pattern, by in rows]
        self._begun = [(re.compile(pattern), by) for pattern, by in rows if not pattern.endswith("$")]
        self._known: dict[str, tuple[str, ...]] = {}
        self._short = {row["bentuk"]: tuple(row["baku"].split()) for row in _rows("singkatan.csv")}
        for written, meant in list(self._short.items()):
            self._short.setdefault(_spell(written, self._whole), meant)

    def whole(self, word: str) -> tuple[str, ...]:
        """A word as it stands: "moh" ("muhamad",), "laode" ("la", "ode"), a title ()."""
        found = self._known.get(word)
        if found is None:
            meant = self._short.get(word)
            if meant is None:
                meant = self._short.get(_spell(word, self._whole), (word,))
            found = self._known[word] = tuple(_spell(one, self._whole) for one in meant)
        return found

    def begun(self, word: str) -> str:
        """The beginning of a word: like ``whole``, without what only holds at an end."""
        return _spell(word, self._begun)


@cache
def fold() -> Fold:
    """The folding in force, read once."""
    return Fold()


def _spell(word: str, rules: Sequence[Spelling]) -> str:
    for pattern, by in rules:
        word = pattern.sub(by, word)
    return word


def _rows(file: str) -> list[dict[str, str]]:
    with resource("kemiripan", file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))
