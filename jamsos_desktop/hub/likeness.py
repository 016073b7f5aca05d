"""Finding people enrolled twice: blocks of people who share something, scored pair by pair.

No block is a birth date alone (31-12 and 01-07 hold thousands of people): a date goes with a rare word of the
name or of the mother's name, a name with the year or the mother. Dates are those written and those in the NIK.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from itertools import combinations
from math import inf

from jamsos_desktop.hub.likeness_names import Speller
from jamsos_desktop.hub.likeness_records import ALIKE, SAME_NIK, Likeness, Someone
from jamsos_desktop.hub.likeness_rules import Kemiripan, load_rules
from jamsos_desktop.hub.likeness_score import Judge
from jamsos_desktop.hub.likeness_traits import Rarity, Traits, traits_of
from jamsos_desktop.jobs import Progress

LARGEST = 200  # people in one block; more share something that tells nobody apart
NEIGHBOURS = 12  # in a larger block, sorted by name, only these next to each other are compared
HIGHEST = 99  # two NIKs: never certain
STEP = 20_000  # people between two reports


class Likenesses:
    """The people of a register, made comparable; ``find`` goes through them, ``score`` judges one pair."""

    def __init__(self, people: Sequence[Someone], rules: Kemiripan | None = None) -> None:
        self.people = people
        self.rules = rules or load_rules()
        self._speller = Speller(self.rules)
        self._rarity = Rarity(self.rules, self._speller, people)
        self._judge = Judge(self.rules.bobot, self._rarity)
        self._traits: list[Traits] = []

    def score(self, a: Someone, b: Someone) -> Likeness:
        """Two people judged and explained, whatever the score."""
        return self._likeness(a.uid, b.uid, traits_of(a, self._speller, self._rarity),
                              traits_of(b, self._speller, self._rarity))

    def find(self, fresh: Collection[str] | None = None) -> Generator[Progress, None, list[Likeness]]:
        """Everybody who may be enrolled twice, same NIK first, then by score; a job. ``fresh``: uids, each compared
        with everybody, and nobody else with one another."""
        total, parts = len(self.people), 1 + len(PASSES)
        self._traits.clear()
        for n, one in enumerate(self.people):
            self._traits.append(traits_of(one, self._speller, self._rarity))
            if n % STEP == 0:
                yield Progress(n // parts, total, "menyiapkan nama")
        found: set[tuple[int, int]] = set()
        new = None if fresh is None else {n for n, one in enumerate(self.people) if one.uid in fresh}
        for step, keys in enumerate(PASSES, 1):
            yield from self._pass(keys, found, new, step * total // parts, total)
        made = [self._likeness(self.people[i].uid, self.people[j].uid, self._traits[i], self._traits[j])
                for i, j in sorted(found)]
        return sorted(made, key=lambda pair: (pair.jenis != SAME_NIK, -pair.skor, pair.a, pair.b))

    def _pass(self, keys: Keys, found: set[tuple[int, int]], new: set[int] | None, done: int, total: int,
              ) -> Iterator[Progress]:
        points, least, traits = self._judge.points, self.rules.bobot.ambang, self._traits
        if least > HIGHEST:  # no score of two NIKs reaches it
            least = inf
        for count, members in enumerate(self._blocks(keys, new)):
            if len(members) > 1:
                for i, j in self._pairs(members):
                    if new is not None and i not in new and j not in new:
                        continue
                    if (i, j) not in found and (keys is _same_nik or points(traits[i], traits[j]) >= least):
                        found.add((i, j))
            if count % STEP == 0:
                yield Progress(done, total, "membandingkan orang")

    def _blocks(self, keys: Keys, new: set[int] | None) -> Iterable[list[int]]:
        """People who share a key; of ``new`` only the blocks that hold one of them."""
        blocks: dict[object, list[int]] = {}
        wanted = None if new is None else {key for n in new for key in keys(self._traits[n])}
        for n, one in enumerate(self._traits):
            for key in keys(one):
                if wanted is None or key in wanted:
                    blocks.setdefault(key, []).append(n)
        return blocks.values()

    def _pairs(self, members: list[int]) -> Iterable[tuple[int, int]]:
        if len(members) <= LARGEST:
            return combinations(members, 2)
        near = sorted(members, key=lambda n: self._traits[n].urut)
        return ((min(i, j), max(i, j)) for at, i in enumerate(near) for j in near[at + 1:at + NEIGHBOURS])

    def _likeness(self, a: str, b: str, x: Traits, y: Traits) -> Likeness:
        same = bool(x.nik) and x.nik == y.nik
        points = min(max(round(self._judge.points(x, y)), 0), HIGHEST + same)
        return Likeness(a, b, SAME_NIK if same else ALIKE, points, self._judge.explain(x, y))


Keys = Callable[[Traits], Iterable[object]]


def _same_nik(one: Traits) -> Iterable[object]:
    return (one.nik,) if one.nik else ()


def _days(one: Traits) -> set[str]:
    """Both birth dates (as written, as the NIK says), a day and month that were swapped made one."""
    return {min(d[:2], d[2:4]) + max(d[:2], d[2:4]) + d[4:] for d in {one.lahir, one.lahir_nik} if d}


def _day_and_word(one: Traits) -> Iterable[object]:
    return [(day, word) for day in _days(one) for word in one.khas]


def _day_and_mother(one: Traits) -> Iterable[object]:
    return [(day, word) for day in _days(one) for word in one.ibu_khas]


def _name_and_year(one: Traits) -> Iterable[object]:
    return {(one.urut, day[4:]) for day in (one.lahir, one.lahir_nik) if day}


def _name_and_mother(one: Traits) -> Iterable[object]:
    return [(one.urut, one.ibu_khas)] if one.kata and one.ibu else []


PASSES: tuple[Keys, ...] = (_same_nik, _day_and_word, _day_and_mother, _name_and_year, _name_and_mother)
