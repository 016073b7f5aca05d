"""The words that stand in the data, by their spelling: what a word of a search can mean.

``Vocabulary`` is built of a list of words in milliseconds (a village of 10,000 people has some thousand) and answers
three questions: which words begin so in another spelling, which are a compound written apart, which are one letter off.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from jamsos_desktop.store.search_fold import fold

SHORTEST_SLIP = 3  # letters from which a slip of the finger is looked for
BEGUN_SLIP = 4  # and in a word that is still being typed
MOST = 120  # spellings of one word that are looked for at most
HEADS = (2, 3)  # letters of a beginning of which the index of the file keeps who has it
END = "\uffff"


class Vocabulary:
    """``words``: as the index of the file holds them, in small letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_fold: dict[str, list[str]] = {}
        spell = fold().whole
        self.words = sorted(set(words))
        for word in self.words:
            for part in spell(word):
                self._by_fold.setdefault(part, []).append(word)
        self._folds = sorted(self._by_fold)

    def has_start(self, start: str) -> bool:
        """Whether any word begins so."""
        at = bisect_left(self.words, start)
        return at < len(self.words) and self.words[at].startswith(start)

    def has(self, word: str) -> bool:
        """Whether the word stands in the data in this very spelling."""
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at] == word

    def spellings(self, word: str) -> list[str]:
        """Words that are ``word`` or begin with it in another spelling, the first ``MOST`` of them."""
        return self._spelt(word)[:MOST]

    def terms(self, word: str) -> list[str]:
        """``spellings`` as terms of a query to the index: "sa"* where all words that begin so are among them."""
        others = self._spelt(word)
        found, terms = {*others, *self._starting(word)}, []
        for size in HEADS:
            heads = dict.fromkeys(one[:size] for one in others if len(one) >= size)
            whole = {head for head in heads if found.issuperset(self._starting(head))}
            terms += [f'"{head}"*' for head in whole]
            others = [one for one in others if one[:size] not in whole]
        return [*sorted(terms), *(f'"{one}"' for one in others)][:MOST]

    def _starting(self, start: str) -> list[str]:
        return self.words[bisect_left(self.words, start):bisect_left(self.words, start + END)]

    def _spelt(self, word: str) -> list[str]:
        found: dict[str, None] = {}
        meant = fold().whole(word)
        if len(meant) == 1:
            found.update(dict.fromkeys(self._by_fold.get(meant[0], ())))
        begun = fold().begun(word)
        for part in self._from(begun) if len(begun) > 1 else ():
            found.update(dict.fromkeys(self._by_fold[part]))
        return [one for one in found if not one.startswith(word)]

    def _from(self, start: str) -> list[str]:
        return self._folds[bisect_left(self._folds, start):bisect_left(self._folds, start + END)]

    def apart(self, word: str) -> list[tuple[str, str]]:
        """Two words that ``word`` is made of when written together: "nurhayati" is nur and hayati..."""
        cuts = ((word[:at], word[at:]) for at in range(2, len(word) - 2))
        return [(first, rest) for first, rest in cuts if self.has(first) and self.has_start(rest)]

    def together(self, first: str, second: str) -> str:
        """The beginning of one word that two words make, "" where no word begins so."""
        joined = first + second
        return joined if self.has_start(joined) or self.spellings(joined) else ""

    def near(self, word: str) -> list[str]:
        """Words one slip away: a letter too many, too few, another, or two that changed places."""
        begun = fold().begun(word)
        if min(len(word), len(begun)) < SHORTEST_SLIP or word.isdigit():
            return []
        found = dict.fromkeys(_close(word, self.words))
        for part in _close("".join(fold().whole(word)) or begun, self._folds):
            found.update(dict.fromkeys(self._by_fold[part]))
        if len(begun) >= BEGUN_SLIP:
            for size in range(len(begun) - 1, len(begun) + 2):
                found.update(dict.fromkeys(self._near_start(begun, size)))
        return list(found)[:MOST]

    def _near_start(self, begun: str, size: int) -> Iterator[str]:
        """Words whose first ``size`` letters are one slip away from what was typed so far."""
        heads: dict[str, list[str]] = {}
        for part in self._folds:
            if len(part) > size:
                heads.setdefault(part[:size], []).append(part)
        for head in _close(begun, list(heads)):
            for part in heads[head]:
                yield from self._by_fold[part]


def _close(wanted: str, among: list[str]) -> list[str]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    return [one for one, _, _ in extract(wanted, among, scorer=OSA.distance, score_cutoff=1, limit=None)]
