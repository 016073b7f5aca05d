"""A year's budget of 10,000 people: the whole verb on a real file, and its pure sum beside pricing every month anew.

    python bench/bench_budget.py [--people 10000] [--rounds 3]

The peer asks ``dues_in_month`` for each person and each of the twelve months; both give the same sen. Goal: the verb
in under 2 seconds with every wage different.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from figures import note  # noqa: E402

from jamsos_desktop import desk as desks  # noqa: E402
from jamsos_desktop.desk import persons  # noqa: E402
from jamsos_desktop.iuran import dues_in_month  # noqa: E402
from jamsos_desktop.iuran.budget import Tally, months_of  # noqa: E402
from jamsos_desktop.model.budget import WhatIf  # noqa: E402
from jamsos_desktop.model.records import KELOMPOK, Peserta, SumberDana  # noqa: E402
from jamsos_desktop.paths import DataFolder  # noqa: E402
from jamsos_desktop.store import wages  # noqa: E402

TODAY, YEAR, EARLIEST = date(2026, 11, 21), 2027, date(2026, 12, 1)


def people(many: int) -> list[Peserta]:
    """Fictional people of all groups and funds, hardly two with the same wage."""
    draw = random.Random(7)
    found = []
    for n in range(many):
        found.append(Peserta(
            uid=f"01a00000-0000-7000-8000-{n:012}", nama=f"ORANG {n}", kelompok=draw.choice(KELOMPOK),
            segmen=draw.choice(("PU", "BPU")), program=("JKK", "JKM"), penghasilan=draw.randrange(500_000, 5_000_000),
            sumber_dana=SumberDana(jkk_jkm=draw.choice(("APBD_KAB", "APBDES_ADD", "MANDIRI"))),
            periode_bayar=draw.choice((1, 6, 12)), mulai=date(2026, draw.randrange(1, 13), 1)))
    return found


def timed(act: Callable[[], int], rounds: int) -> tuple[int, float]:
    """(sen, median seconds)."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        sen = act()
        taken.append(time.perf_counter() - start)
    return sen, statistics.median(taken)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--people", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as root:
        folder, clock = DataFolder(Path(root) / "data"), desks.Clock(TODAY)
        desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017")), clock)
        with desks.open_desk(folder, None, clock) as desk:
            persons.add_many(desk.ctx, desk._db, people(given.people), "contoh")
            everyone = [one.person for one in wages.payers(desk._db)]

            def pure() -> int:
                tally = Tally(desk.policy, YEAR, desk.ctx.bases, WhatIf(), EARLIEST)
                for p in everyone:
                    tally.add(p)
                return tally.budget().sen

            def plain() -> int:
                total = 0
                for p in everyone:
                    span = months_of(p, YEAR, EARLIEST)
                    for month in range(span.first, span.last + 1) if span else ():
                        found = dues_in_month(p, desk.policy, date(YEAR, month, 1), desk.ctx.bases)
                        total += found.sebulan_sen if found else 0
                return total

            verb = timed(lambda: desk.budget(YEAR).sen, given.rounds)
            ours, peer = timed(pure, given.rounds), timed(plain, given.rounds)
    assert verb[0] == ours[0] == peer[0]
    print(f"{given.people} people, {YEAR}: verb {verb[1]:.2f} s; sum alone {ours[1]:.2f} s,"
          f" every month anew {peer[1]:.2f} s ({peer[1] / ours[1]:.1f}x)")
    note(f"a year's budget of {given.people:,} people, the whole verb", verb[1], "s", at_most=2)
    note("its sum alone", ours[1], "s", peer="pricing every person every month anew", peer_value=peer[1])


if __name__ == "__main__":
    main()
