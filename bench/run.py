"""Run the benches one after the other, and put what they found into a page.

    python bench/run.py [--only NAME ...] [--short] [--into docs/performance.md]

Every bench is a process of its own. ``--short`` takes few people and rounds: good for seeing that a bench still
works, no figure to quote; the page marks such a row. A row also says when the machine was busy with something else as
its bench began. What was found is kept in ``build/bench``, a whole run over a short one, so that one bench can be run
anew and the page still tells of all. Ends with 1 when a goal of a whole run is missed or a bench breaks.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from figures import KEPT, Figure, read

ROOT = Path(__file__).resolve().parent.parent
KEEP = ROOT / "build" / "bench"
START, END = "<!-- figures -->", "<!-- /figures -->"
HEAD = ("claim", "measured", "goal", "beside it, in the same run", "bench", "run")
BUSY = 0.15  # the share of all cores that something else used in the second before a bench began
# Few people and rounds. A bench without a row runs whole even then.
SHORT: dict[str, tuple[str, ...]] = {
    "bench_budget": ("--people", "1000", "--rounds", "1"),
    "bench_bundle": ("--rounds", "2"),
    "bench_feel": ("--people", "1000", "--rounds", "1"),
    "bench_forms": ("--forms", "200", "--peer", "20", "--rounds", "1", "--many", "1000"),
    "bench_import": ("1000", "2000"),
    "bench_import_read": ("--rows", "1000", "10000", "--rounds", "2"),
    "bench_likeness": ("5000",),
    "bench_lists": ("--rows", "1000", "--rounds", "1", "--long", "5000"),
    "bench_recap": ("20", "3"),
    "bench_reevaluate": ("1000", "1"),
    "bench_search": ("--people", "1000", "--asked", "60"),
    "bench_start": ("--rounds", "3"),
    "bench_table": ("1000", "3"),
    "bench_take_in": ("12", "100"),
    "bench_vault": ("1000",),
}


def benches() -> list[str]:
    """Names of all benches, in order."""
    return sorted(path.stem for path in (ROOT / "bench").glob("bench_*.py"))


def run(name: str, *, short: bool) -> int:
    """Run one bench and keep what it noted. The exit code of the bench."""
    KEEP.mkdir(parents=True, exist_ok=True)
    fresh = KEEP / ".now"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    noted = KEEP / f"{name}.jsonl.{'short' if short else 'whole'}"
    noted.unlink(missing_ok=True)
    busy = others() > BUSY
    started = time.monotonic()
    done = subprocess.run([sys.executable, str(ROOT / "bench" / f"{name}.py"), *(SHORT.get(name, ()) if short else ())],
                          cwd=ROOT, env={**os.environ, KEPT: str(fresh)})
    if (fresh / f"{name}.jsonl").exists():
        (fresh / f"{name}.jsonl").replace(noted)
        about = {"day": date.today().isoformat(), "busy": busy, "seconds": round(time.monotonic() - started),
                 "machine": machine()}
        (KEEP / f"{name}.about.{'short' if short else 'whole'}").write_text(json.dumps(about), encoding="utf-8")
    shutil.rmtree(fresh)
    return done.returncode


def others() -> float:
    """The share of all cores that is used now, while no bench runs; 0 where the system does not tell."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0

    def used() -> tuple[int, int]:
        ticks = [int(word) for word in stat.read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
        return sum(ticks) - ticks[3] - ticks[4], sum(ticks)  # without idle and waiting for the disk

    before = used()
    time.sleep(1)
    after = used()
    return (after[0] - before[0]) / max(1, after[1] - before[1])


def machine() -> str:
    """"2 cores, Linux 6.1, Python 3.11.7"."""
    return (f"{os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]},"
            f" Python {platform.python_version()}")


def kept() -> Iterator[tuple[str, list[Figure], dict[str, Any]]]:
    """(kind of run, claims, about the run) of every bench; a whole run stands over a short one."""
    for name in benches():
        for kind in ("whole", "short"):
            noted = KEEP / f"{name}.jsonl.{kind}"
            if noted.exists():
                about = json.loads((KEEP / f"{name}.about.{kind}").read_text(encoding="utf-8"))
                yield kind, read(noted), about
                break


def number(value: float) -> str:
    """Three figures that count: 0.312, 8.4, 1,230."""
    if value and abs(value) < 1:
        return f"{value:.3g}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def link(bench: str) -> str:
    """A bench as the page names it."""
    return f"[`{bench}`](../bench/{bench}.py)"


def row(kind: str, figure: Figure, about: dict[str, Any]) -> str:
    """One claim as a line of the table."""
    goal = (f"at most {figure.at_most:g} {figure.unit}" if figure.at_most is not None
            else f"at least {figure.at_least:g} {figure.unit}" if figure.at_least is not None else "-")
    beside = figure.peer or "-"
    if figure.peer_value is not None:
        beside += f": {number(figure.peer_value)} {figure.unit}"
        if figure.value and figure.unit != "%":
            beside += f" ({number(figure.peer_value / figure.value)} x ours)"
    measured = f"{number(figure.value)} {figure.unit}"
    if kind == "whole" and not figure.met:  # goals are stated for many people, which a short run has not
        measured += " **missed**"
    cells = (figure.claim, measured, goal, beside, link(figure.bench),
             f"{kind}, {about['day']}" + (", busy" if about["busy"] else ""))
    return f"| {' | '.join(cells)} |"


def table(before: str = "") -> str:
    """All that was kept, as a Markdown table; of a bench that kept nothing the rows of the table ``before``."""
    lines = [f"| {' | '.join(HEAD)} |", "| --- | ---: | --- | --- | --- | --- |"]
    fresh = {figures[0].bench: [row(kind, one, about) for one in figures] for kind, figures, about in kept() if figures}
    for name in benches():
        old = [line for line in before.splitlines() if link(name) in line]
        lines += fresh.get(name) or old or [f"| - | - | - | - | {link(name)} | not run |"]
    return "\n".join(lines)


def put_into(page: Path) -> None:
    """Replace what stands between the marks of ``page``."""
    text = page.read_text(encoding="utf-8")
    before = text.partition(START)[2].partition(END)[0]
    machines = sorted({about["machine"] for _, _, about in kept()})
    told = f"{START}\nMade by `make bench`, last on: {'; '.join(machines)}.\n\n{table(before)}\n{END}"
    page.write_text(re.sub(f"{START}.*{END}", lambda _: told, text, flags=re.DOTALL), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=benches(), default=benches(), metavar="NAME")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    broken = [name for name in asked.only if not works(name, short=asked.short)]
    if asked.into:
        put_into(asked.into)
    missed = [] if asked.short else [figure for _, figures, _ in kept() for figure in figures
                                     if figure.bench in asked.only and not figure.met]
    for figure in missed:
        print(f"MISSED {figure.bench}: {figure.claim}: {number(figure.value)} {figure.unit}")
    for name in broken:
        print(f"BROKEN {name}")
    return 1 if broken or missed else 0


def works(name: str, *, short: bool) -> bool:
    """Run one bench; false when it fell over. One that only misses its goal also ends with 1, but has noted so."""
    print(f"== {name}", flush=True)
    code = run(name, short=short)
    noted = KEEP / f"{name}.jsonl.{'short' if short else 'whole'}"
    return code == 0 or (noted.exists() and any(not figure.met for figure in read(noted)))


if __name__ == "__main__":
    sys.exit(main())
