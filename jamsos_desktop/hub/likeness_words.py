"""How far two names agree, word by word: the same, another spelling, a word less, or another name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from jamsos_desktop.hub.likeness_rules import Weights
from jamsos_desktop.hub.likeness_traits import Words

SHORTEST = 4  # letters a word needs before one wrong letter is called a slip
LONG = 9  # from here on two


class Agreement(NamedTuple):
    """``langka``: how rare what agrees is (log10). ``hilang``: words only one name has. ``ejaan``: words that
    differ by a letter or are an initial. ``beda``: each name has words the other has not. ``rima``: a word that
    differs only at its end, as names of brothers and sisters do (Hasna, Hasni)."""

    langka: float
    hilang: int
    ejaan: int
    beda: bool
    rima: bool = False


OTHER = Agreement(0.0, 0, 0, True)


def compare(a: Words, b: Words, rare: Mapping[str, float], most: float, weights: Weights) -> Agreement:
    """Two names by their comparable words, which must not be the same words in the same order."""
    left = [word for word in a if word not in b]
    right = [word for word in b if word not in a]
    langka = sum(rare.get(word, most) for word in set(a) if word in b)
    if not left or not right:
        # Words written twice count once; more of them on one side is a word less on the other.
        return Agreement(langka, abs(len(left) - len(right)), 0, False)
    if _one_slip("".join(left), "".join(right)) and (len(left) > 1 or len(right) > 1):
        joined = max(sum(rare.get(w, most) for w in left), sum(rare.get(w, most) for w in right))
        same = "".join(left) == "".join(right)
        return Agreement(langka + joined * (1 if same else weights.kata_ejaan), 0, 0 if same else 1, False)
    return _spelled(left, right, langka, rare, most, weights)


def _spelled(left: list[str], right: list[str], langka: float, rare: Mapping[str, float], most: float,
             weights: Weights) -> Agreement:
    """Pair words that differ by a slip or are an initial; what stays over on both sides is another name."""
    ejaan = lost = 0
    rima = False
    for word in left:
        for other in right:
            if len(word) == 1 or len(other) == 1:
                kept = weights.kata_inisial if word[0] == other[0] else 0.0
            else:
                kept = weights.kata_ejaan if _one_slip(word, other) else 0.0
            if kept:
                langka += kept * min(rare.get(word, most), rare.get(other, most))
                rima = rima or word[:-2] == other[:-2] or word[:-1] == other or word == other[:-1]
                right.remove(other)
                ejaan += 1
                break
        else:
            lost += 1
    return OTHER if lost and right else Agreement(langka, lost + len(right), ejaan, False, rima)


def _one_slip(a: str, b: str) -> bool:
    short = min(len(a), len(b))
    if short < SHORTEST:
        return False
    most = 2 if short >= LONG else 1
    return abs(len(a) - len(b)) <= most and OSA.distance(a, b, score_cutoff=most) <= most
