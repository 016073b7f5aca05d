"""Bytes flipped, cut out and cut off real workbooks: a sheet or a sentence, the file as it was, the program alive."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from odd_formats import Page, ods, table, xls, xlsx

from jamsos_desktop.intake import read_workbook
from jamsos_desktop.intake.sheet import Sheet
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem

GRID = [["NIK", "Nama", "Penghasilan"], *[[f"74021154088490{n:02}", f"WA ODE {n}", 900_000 + n] for n in range(10, 60)]]
MAKERS = {"xlsx": lambda path: xlsx(path, [Page("Data", GRID)]), "ods": lambda path: ods(path, [Page("Data", GRID)]),
          "xls": lambda path: xls(path, [Page("Data", GRID)]),
          "csv": lambda path: table(path, GRID, ";", "utf-8", True)}
SHORT, LONG = 8, 150


def broken(rng: random.Random, content: bytes) -> bytes:
    """One or several faults in the bytes."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 20))):
        at = rng.randrange(len(data))
        match rng.randrange(4):
            case 0:
                data[at] ^= 1 << rng.randrange(8)
            case 1:
                del data[at:at + rng.randrange(1, 200)]
            case 2:
                data[at:at] = rng.randbytes(rng.randrange(1, 50))
            case _:
                data = data[:max(at, 8)]
        if len(data) < 8:
            break
    return bytes(data)


def end_of(path: Path) -> str:
    """How reading ends: a sheet that holds something, or a sentence that names what to do."""
    try:
        sheet = run_to_end(read_workbook(path))
    except Problem as problem:
        sentence = problem.kode.startswith(("LEMBAR", "BUKAN_LEMBAR")) and problem.apa.endswith(".") and problem.cara
        return "ditolak" if sentence else problem.kode
    return "dibaca" if isinstance(sheet, Sheet) and sheet.rows else "kosong"


def fuzz(path: Path, suffix: str, seeds: range) -> dict[str, int]:
    good = MAKERS[suffix](path.with_suffix(f".{suffix}"))
    whole = good.read_bytes()
    ends = {"dibaca": 0, "ditolak": 0}
    for seed in seeds:
        content = broken(random.Random(seed), whole)
        good.write_bytes(content)
        ends[end_of(good)] += 1
        assert good.read_bytes() == content
    good.write_bytes(whole)
    assert len(run_to_end(read_workbook(good)).rows) == len(GRID)
    return ends


@pytest.mark.parametrize("suffix", MAKERS)
def test_broken_bytes_end_in_a_sheet_or_a_sentence(tmp_path: Path, suffix: str) -> None:
    ends = fuzz(tmp_path / "rusak", suffix, range(SHORT))
    assert sum(ends.values()) == SHORT
    assert suffix == "csv" or ends["ditolak"]  # a text table is nearly always still a table


@pytest.mark.long
@pytest.mark.parametrize("suffix", MAKERS)
def test_many_broken_bytes(tmp_path: Path, suffix: str) -> None:
    assert sum(fuzz(tmp_path / "rusak", suffix, range(100, 100 + LONG)).values()) == LONG
