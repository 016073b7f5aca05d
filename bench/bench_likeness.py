"""How well, and how fast, people enrolled twice are found among 150,000.

    python bench/bench_likeness.py [people] [seed]

Weights were tuned on the seeds in ``TUNED``; what counts is the other seed. Beside it in the same run two plain
ways: the same NIK only, and a loop over people of one birth date with ``token_sort_ratio``. A pair is said to be
one person from ``ambang`` points on; people who share a NIK but hardly anything else are asked about too, and
counted apart. Goals: precision >= 0.999, recall >= 0.90.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from figures import note
from rapidfuzz.fuzz import token_sort_ratio

from bench.likeness_people import Crowd, make
from jamsos_desktop.hub.likeness import Likenesses
from jamsos_desktop.hub.likeness_records import SAME_NIK
from jamsos_desktop.hub.likeness_rules import load_rules
from jamsos_desktop.jobs import run_to_end

TUNED = (1, 2, 3)
UNSEEN = 20261121
RATIO = 85  # of the peer: token_sort_ratio from which two people of one day are called one
Pairs = set[frozenset[str]]


def likeness(crowd: Crowd) -> Pairs:
    """Our pairs; those that are only asked apart (one NIK, two people) are counted and left out."""
    least, found = load_rules().bobot.ambang, run_to_end(Likenesses(crowd.people).find())
    asked = [pair for pair in found if pair.skor < least]
    right = sum(frozenset((pair.a, pair.b)) in crowd.doubles for pair in asked)
    assert all(pair.jenis == SAME_NIK for pair in asked)
    print(f"  one NIK, two people: {len(asked)} asked apart, {right} of them one person after all")
    return {frozenset((pair.a, pair.b)) for pair in found if pair.skor >= least}


def same_nik(crowd: Crowd) -> Pairs:
    """The plain way: whoever holds the same NIK."""
    by_nik = defaultdict(list)
    for one in crowd.people:
        by_nik[one.nik].append(one.uid)
    return {frozenset(pair) for uids in by_nik.values() for pair in combinations(uids, 2)}


def one_day(crowd: Crowd) -> Pairs:
    """The other plain way: born on one day, and names alike enough."""
    by_day = defaultdict(list)
    for one in crowd.people:
        by_day[one.tanggal_lahir].append(one)
    return {frozenset((a.uid, b.uid)) for people in by_day.values() for a, b in combinations(people, 2)
            if token_sort_ratio(a.nama, b.nama, score_cutoff=RATIO)}


def measure(name: str, way: Callable[[Crowd], Pairs], crowd: Crowd) -> tuple[float, float, float]:
    """(precision, recall, seconds) of one way."""
    start = time.perf_counter()
    found = way(crowd)
    seconds, right = time.perf_counter() - start, len(found & crowd.doubles)
    precision, recall = right / max(len(found), 1), right / len(crowd.doubles)
    print(f"  {name:34} {seconds:6.2f} s   precision {precision:.4f}   recall {recall:.4f}   "
          f"found {len(found)}, wrong {len(found) - right}")
    return precision, recall, seconds


def main(many: int, seed: int) -> int:
    met = True
    for what, seeds in (("tuned on", TUNED[:1]), ("not seen in tuning", (seed,))):
        crowd = make(seeds[0], many)
        print(f"seed {seeds[0]} ({what}): {many} people, {len(crowd.doubles)} pairs of one person, "
              f"{len(crowd.alike)} planted pairs that only look so")
        precision, recall, took = measure("likeness", likeness, crowd)
        nik = measure("same NIK only", same_nik, crowd)
        day = measure(f"one birth date, ratio >= {RATIO}", one_day, crowd)
        met = precision >= 0.999 and recall >= 0.90
    note(f"precision of doubles named among {many:,}, people not seen in tuning", precision * 100, "%", at_least=99.9,
         peer=f"one birth date, name ratio >= {RATIO}", peer_value=day[0] * 100)
    note("recall of the same", recall * 100, "%", at_least=90, peer="same NIK only", peer_value=nik[1] * 100)
    note(f"looking through {many:,} people for doubles", took, "s", peer=f"one birth date, name ratio >= {RATIO}",
         peer_value=day[2])
    print("goal met" if met else "GOAL MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(numbers + [150_000, UNSEEN][len(numbers):])))
