"""Indonesian names made comparable: spelling of three centuries, short forms, titles, doubled letters.

"Moh. Sjamsoeddin", "MUHAMMAD SYAMSUDDIN" and "Muh Samsudin" become the same words. What is lost here is lost on
purpose: two people are never told apart by a way of writing. Each word is worked on once (a register has
hundreds of thousands of names made of a few thousand words).
"""

from __future__ import annotations

import re
import unicodedata

from jamsos_desktop.hub.likeness_rules import Kemiripan

_APART = re.compile(r"[^a-z]+")
MOST_WORDS, LONGEST = 12, 120  # beyond these it is no name, and comparing would take long
_INSIDE = re.compile(r"['`\u2018\u2019\u02bc]")


class Speller:
    """Name -> its comparable words, in the order written."""

    def __init__(self, rules: Kemiripan) -> None:
        self._rules = rules
        self._words: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._short = dict(rules.singkatan)
        # A compound is also found when it is written in another spelling (Abdoerrachman).
        for written, plain in rules.singkatan.items():
            self._short.setdefault(self._spell(written), plain)

    def words(self, name: str) -> tuple[str, ...]:
        """The comparable words of a name; () when there are none. A name of nothing but titles keeps them."""
        found = self._names.get(name)
        if found is None:
            parts = _letters(name)
            found = tuple(word for part in parts for word in self._word(part)) or tuple(map(self._spell, parts))
            self._names[name] = found
        return found

    def _word(self, part: str) -> tuple[str, ...]:
        found = self._words.get(part)
        if found is None:
            plain = self._short.get(part)
            if plain is None:
                plain = self._short.get(self._spell(part), (part,))
            found = self._words[part] = tuple(self._spell(word) for word in plain)
        return found

    def _spell(self, word: str) -> str:
        for pattern, by in self._rules.ejaan:
            word = pattern.sub(by, word)
        return word


def _letters(name: str) -> list[str]:
    """Lower-case words of plain letters; "Nur'aini" is one word, "Muh.Yasin" two."""
    name = _INSIDE.sub("", name[:LONGEST])
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return [part for part in _APART.split(name.lower()) if part][:MOST_WORDS]
