"""Reading a workbook: 10,000 and 100,000 rows of 30 columns, the whole way through the child and its start.

    python bench/bench_import_read.py [--rows 10000 100000] [--rounds 5]

Peer, in the same run on the smallest: openpyxl's read_only rows, values only, in this process and without the start of
another. Told beside it: every kind of file, and the memory of the child at most. Of several rounds in turns the median
counts, as a person waits for it (wall) and as the processors work for it (CPU, ours with the child's). Goal: .xlsx at
least 7 times as fast as openpyxl, and 100,000 rows in at most 11 times the time of 10,000.
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

from jamsos_desktop import apart
from jamsos_desktop.intake import read_workbook
from jamsos_desktop.intake.reader import VERB
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.workbook.limits import Ask

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


def median(acts: Sequence[Callable[[], object]], rounds: int) -> list[Took]:
    """Of each, taken in turns, so that what else the machine does meets all of them; once before to warm up."""
    taken: list[list[Took]] = [[] for _ in acts]
    for act in acts:
        act()
    for _ in range(rounds):
        for act, times in zip(acts, taken, strict=True):
            start, worked = time.perf_counter(), _worked()
            act()
            times.append(Took(time.perf_counter() - start, _worked() - worked))
    return [Took(*map(statistics.median, zip(*times, strict=True))) for times in taken]


def _worked() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def read(path: Path, many: int) -> None:
    sheet = run_to_end(read_workbook(path, 0))
    assert len(sheet.rows) == many + 1
    assert sheet.orang == (many,)
    assert len(sheet.rows[-1].texts) == COLUMNS


def read_with_openpyxl(path: Path, many: int) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    assert sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if any(row)) == many + 1
    book.close()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, nargs=2, default=[10_000, 100_000])
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    few, many = sorted(given.rows)
    with tempfile.TemporaryDirectory() as name:
        path = write_xlsx(Path(name) / "sedikit.xlsx", few)
        ours, peer = median([lambda: read(path, few), lambda: read_with_openpyxl(path, few)], given.rounds)
        told(few, path, ours)
        times = peer.wall / ours.wall
        verdict = "ok" if times >= GOAL_TIMES else "TOO SLOW"
        print(f"{few:>7,} x {COLUMNS} openpyxl read_only: {peer.wall:.2f} s, CPU {peer.cpu:.2f} s = {times:.1f} times"
              f" ours, CPU {peer.cpu / ours.cpu:.1f}  (goal {GOAL_TIMES}: {verdict})")
        for kind, write in ((".csv", write_csv), (".xls that is a web page", write_page)):
            other = write(Path(name) / f"daftar{kind[:4]}", few)
            print(f"{few:>7,} x {COLUMNS} {kind}: {median([partial(read, other, few)], 1)[0].wall:.2f} s")
        long = write_xlsx(Path(name) / "banyak.xlsx", many)
        taken = median([lambda: read(long, many)], 3)[0]
        told(many, long, taken)
    growth = taken.wall / ours.wall / (many / few) * 10
    print(f"ten times the rows take {growth:.1f} times as long"
          f"  (goal {GOAL_GROWTH}: {'ok' if growth <= GOAL_GROWTH else 'TOO SLOW'})")


def told(many: int, path: Path, took: Took) -> None:
    """The child's memory is asked when it writes its first line: the workbook is parsed whole by then."""
    with apart.start(VERB, (str(path), json.dumps(Ask(0, True)))) as child:
        assert child.stdout is not None
        child.stdout.readline()
        status = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
        child.kill()
    memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(f"{many:>7,} x {COLUMNS} .xlsx ({path.stat().st_size / 2**20:.1f} MiB): {took.wall:.2f} s,"
          f" CPU {took.cpu:.2f} s, child {memory:.0f} MB at most")


if __name__ == "__main__":
    main()
