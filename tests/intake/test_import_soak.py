"""The soak: odd workbooks by the hundred, each read, imported into a desk and compared with what was written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from odd_checks import faults
from odd_workbooks import odd_workbook

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.persons import new_person
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder

GROUP = "pekerja_rentan"
AT_ONCE, SHORT, LONG = 25, 100, 2_200


def soak(set_up: Path, folder: Path, clock: desks.Clock, seed: int) -> list[str]:
    """What is wrong with the import of one odd workbook into an empty desk."""
    book = odd_workbook(seed, folder)
    before = book.path.read_bytes()
    place = DataFolder(Path(shutil.copytree(set_up, folder / f"desa-{seed}")))
    with desks.open_desk(place, None, clock) as desk:
        source = run_to_end(desk.read_sheet_job(book.path))
        plan = desks.ImportPlan(kelompok=GROUP)
        looked = run_to_end(desk.look_job(source, plan)) if seed % 3 == 0 else None
        untouched = looked is None or not desk.everyone()
        report = run_to_end(desk.import_job(source, plan))
        stored = sorted(desk.everyone(), key=lambda person: person.nomor)
        found = list(faults(book, report, stored, new_person(desk.ctx, GROUP)))
    shutil.rmtree(place.root)
    if looked and looked.totals() != report.totals():
        found.append(f"dicoba {looked.totals()}, dimasukkan {report.totals()}")
    if not untouched or book.path.read_bytes() != before:
        found.append("mencoba saja mengubah sesuatu")
    return [f"[{book.cerita}] {what}" for what in found]


def seeds(first: int, count: int) -> list[range]:
    return [range(start, start + AT_ONCE) for start in range(first, first + count, AT_ONCE)]


def named(part: range) -> str:
    return f"{part.start}-{part.stop - 1}"


@pytest.mark.parametrize("part", seeds(0, SHORT), ids=named)
def test_odd_workbooks_lose_nothing_and_invent_nothing(set_up: Path, tmp_path: Path, clock: desks.Clock,
                                                       part: range) -> None:
    assert [what for seed in part for what in soak(set_up, tmp_path, clock, seed)] == []


@pytest.mark.long
@pytest.mark.parametrize("part", seeds(SHORT, LONG), ids=named)
def test_thousands_more(set_up: Path, tmp_path: Path, clock: desks.Clock, part: range) -> None:
    assert [what for seed in part for what in soak(set_up, tmp_path, clock, seed)] == []
