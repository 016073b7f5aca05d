"""Reading a workbook: 10,000 and 100,000 rows of 30 columns, by itself and the whole way through the child.

    python bench/bench_import_read.py [--rows 10000 100000] [--rounds 9]

Peer, in the same run on the smallest: openpyxl's read_only rows, values only, in this process. Against it stands what
the child does with the same bytes (checked, unpacked, parsed, every cell a text), done in this process too; the whole
way, with the start of the child and its pipe, is told beside it, and so are the other kinds of file and the memory of
the child at most. Of several rounds in turns the fastest
of each counts, because what else the machine does only adds to it; the median is told too, as a person waits for it
(wall) and as the processors work for it (CPU, ours with the child's). Goal: .xlsx at least 7 times as fast as openpyxl,
and 100,000 rows in at most 11 times the time of 10,000.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import openpyxl
import xlsxwriter
from figures import note

from jamsos_desktop import apart
from jamsos_desktop.intake import read_workbook
from jamsos_desktop.intake.reader import VERB
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.workbook import opening
from jamsos_desktop.workbook.limits import Ask, Limits

COLUMNS, GOAL_TIMES, GOAL_GROWTH = 30, 7, 11
HEADER = ("No", "NIK", "Nama lengkap", "Tempat lahir", "Tanggal lahir", "No. KK", "Dusun", "Penghasilan",
          "Jenis kelamin", "Pekerjaan", "Alamat", "HP", "Nama ibu kandung", "Agama", "Status kawin")
NAMES = ("LA ODE", "WA ODE", "MUH", "SITTI", "ANDI", "RAHMAN", "SALMA", "KAHAR", "UDIN", "FITRI", "HASAN", "NURBAYA")


def people(many: int) -> Iterator[tuple[int | str, ...]]:
    """A header and fictional people; every NIK, number and remark is another."""
    draw = random.Random(11)
    yield (*HEADER, *(f"Catatan {n}" for n in range(COLUMNS - len(HEADER))))
    for n in range(1, many + 1):
        day = f"{draw.randrange(1, 28):02}-{draw.randrange(1, 13):02}-{draw.randrange(1950, 2005)}"
        yield (n, f"74021154{draw.randrange(10**4):04}9{n % 1000:03}", " ".join(draw.choices(NAMES, k=3)), "SOROPIA",
               day, f"74021101{draw.randrange(10**8):08}", draw.choice(("I", "II", "III")),
               draw.randrange(500, 3_000) * 1_000, draw.choice("LP"), "Nelayan", f"JL POROS {draw.randrange(999)}",
               f"0812{draw.randrange(10**8):08}", " ".join(draw.choices(NAMES, k=2)), "ISLAM", "KAWIN",
               *(f"isi {draw.randrange(10**6)}" for _ in range(COLUMNS - len(HEADER))))


def write_xlsx(path: Path, many: int) -> Path:
    """The rows as a workbook."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for r, row in enumerate(people(many)):
            for c, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(r, c, value)
                else:
                    sheet.write_string(r, c, value)
    return path


def write_csv(path: Path, many: int) -> Path:
    """The rows as separated values."""
    path.write_text("\n".join(";".join(map(str, row)) for row in people(many)), encoding="utf-8")
    return path


def write_page(path: Path, many: int) -> Path:
    """A web page under the name of a workbook, as many offices' programs give it."""
    rows = ("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in people(many))
    path.write_text(f"<html><body><table>{''.join(rows)}</table></body></html>", encoding="utf-8")
    return path


class Took(NamedTuple):
    """Seconds: how long it lasted, and what all processors worked for it."""

    wall: float
    cpu: float


class Rounds(NamedTuple):
    """Of several rounds the fastest, part by part, and the median."""

    best: Took
    median: Took


def in_turns(acts: Sequence[Callable[[], object]], rounds: int) -> list[Rounds]:
    """Each of them, taken in turns, so that what else the machine does meets all of them; once before to warm up."""
    taken: list[list[Took]] = [[] for _ in acts]
    for act in acts:
        act()
    for _ in range(rounds):
        for act, times in zip(acts, taken, strict=True):
            start, worked = time.perf_counter(), _worked()
            act()
            times.append(Took(time.perf_counter() - start, _worked() - worked))
    return [Rounds(*(Took(*map(of, zip(*times, strict=True))) for of in (min, statistics.median))) for times in taken]


def _worked() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def read(path: Path, many: int) -> None:
    """The whole way, through the child."""
    sheet = run_to_end(read_workbook(path, 0))
    assert len(sheet.rows) == many + 1
    assert sheet.orang == (many,)
    assert len(sheet.rows[-1].texts) == COLUMNS


def read_here(path: Path, many: int) -> None:
    """The parser alone, in this process."""
    book = opening.book(path.name, path.read_bytes(), Limits())
    assert sum(1 for _ in book.lines(0)) == many + 1


def read_with_openpyxl(path: Path, many: int) -> None:
    """The peer."""
    book = openpyxl.load_workbook(path, read_only=True)
    assert sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if any(row)) == many + 1
    book.close()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, nargs=2, default=[10_000, 100_000])
    options.add_argument("--rounds", type=int, default=9)
    given = options.parse_args()
    few, many = sorted(given.rows)
    with tempfile.TemporaryDirectory() as name:
        path = write_xlsx(Path(name) / "sedikit.xlsx", few)
        ours, here, peer = in_turns([partial(act, path, few) for act in (read, read_here, read_with_openpyxl)],
                                    given.rounds)
        told(few, path, ours)
        times = peer.best.wall / here.best.wall
        verdict = "ok" if times >= GOAL_TIMES else "TOO SLOW"
        print(f"{few:>7,} x {COLUMNS} openpyxl read_only: {peer.best.wall:.2f} s, median"
              f" {peer.median.wall:.2f} = {times:.1f} times reading here, median"
              f" {peer.median.wall / here.median.wall:.1f}  (goal {GOAL_TIMES}: {verdict})")
        print(f"        the whole way through the child: {peer.best.wall / ours.best.wall:.1f} times, median"
              f" {peer.median.wall / ours.median.wall:.1f}")
        for kind, write in ((".csv", write_csv), (".xls that is a web page", write_page)):
            other = write(Path(name) / f"daftar{kind[:4]}", few)
            print(f"{few:>7,} x {COLUMNS} {kind}: {in_turns([partial(read, other, few)], 3)[0].best.wall:.2f} s")
        long = write_xlsx(Path(name) / "banyak.xlsx", many)
        taken = in_turns([lambda: read(long, many)], 3)[0]
        told(many, long, taken)
    note(f"times as fast as the peer at reading {few:,} rows", times, "x", at_least=GOAL_TIMES,
         peer="openpyxl read_only")
    note(f"the same through the bounded child, {few:,} rows", ours.best.wall, "s",
         peer="openpyxl read_only, in process", peer_value=peer.best.wall)
    growth = taken.best.wall / ours.best.wall / (many / few) * 10
    note("times as long for ten times the rows", growth, "x", at_most=GOAL_GROWTH)
    print(f"ten times the rows take {growth:.1f} times as long"
          f"  (goal {GOAL_GROWTH}: {'ok' if growth <= GOAL_GROWTH else 'TOO SLOW'})")


def told(many: int, path: Path, took: Rounds) -> None:
    """The child's memory is asked when it writes its first line: the workbook is parsed whole by then."""
    with apart.start(VERB, (str(path), json.dumps(Ask(0, True)))) as child:
        assert child.stdout is not None
        child.stdout.readline()
        status = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
        child.kill()
    memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(f"{many:>7,} x {COLUMNS} .xlsx ({path.stat().st_size / 2**20:.1f} MiB): {took.best.wall:.2f} s,"
          f" median {took.median.wall:.2f}, CPU {took.best.cpu:.2f} s, child {memory:.0f} MB at most")


if __name__ == "__main__":
    main()
