"""An import is whole or not at all: stopped, killed, or while somebody else changes the desk."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing.records import ImportPlan, ImportSource
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.conftest import salma
from tests.desk.imports import bring_in, listed, write_csv

MANY = 60


def village(many: int = MANY) -> list[dict[str, str]]:
    """Fictional people, the first of whom the desk may have."""
    first = {"NIK": "7402115408849417", "Nama": "WA ODE SALMA", "Tanggal Lahir": "14-08-1984", "Nama Ibu": "WA MUNA"}
    names = [f"LA {first}{second}RUN" for second in "AEIOUBCDFGHJ" for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    return [first, *({"NIK": f"740211{1 + n % 28:02}0380{9000 + n}", "Nama": names[n],
                      "Tanggal Lahir": f"{1 + n % 28:02}-03-1980", "Nama Ibu": "WA INA"} for n in range(1, many))]


def everything(desk: desks.Desk) -> str:
    """A digest of all tables."""
    with desk.ctx.open() as db:
        tables = [str(row[0]) for row in db.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'cari%' ORDER BY name")]
        return hashlib.sha256(repr([db.all(f'SELECT * FROM "{name}"') for name in tables]).encode()).hexdigest()


def test_stopped_at_any_moment_it_leaves_no_trace(desk: desks.Desk) -> None:
    desk.save(salma(nama_ibu=""), 0)
    before = everything(desk)
    steps = sum(1 for _ in desk.look_job(listed(*village()), ImportPlan())) + 1  # and the one before the write
    for stop in range(1, steps + 1):
        job = desk.import_job(listed(*village()), ImportPlan())
        for _ in range(stop):
            next(job)
        job.close()
        assert everything(desk) == before
    assert bring_in(desk, listed(*village())).masuk == MANY
    assert everything(desk) != before


def test_a_write_that_fails_half_way_leaves_no_trace(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from jamsos_desktop.store import imports

    before = everything(desk)

    def full(*_: object) -> None:
        raise Problem("DISK_PENUH", "Tempat simpan di laptop penuh.", "", "")

    monkeypatch.setattr(imports, "keep", full)
    with pytest.raises(Problem, match="penuh"):
        run_to_end(desk.import_job(listed(*village(5)), ImportPlan()))
    assert everything(desk) == before


IN_THE_WRITE = """
import sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import imports

def wait(*_):
    print("all rows written, nothing committed", flush=True)
    sys.stdin.read(1)

imports.keep = wait
with desks.open_desk(DataFolder(Path(sys.argv[1])), None, desks.Clock()) as desk:
    source = run_to_end(desk.read_sheet_job(Path(sys.argv[2])))
    run_to_end(desk.import_job(source, desks.ImportPlan()))
"""


def test_killed_in_the_middle_of_the_write_it_leaves_no_trace(folder: DataFolder, clock: desks.Clock,
                                                              tmp_path: Path) -> None:
    path = write_csv(tmp_path / "warga.csv", village(300))
    with desks.open_desk(folder, None, clock) as desk:
        before = everything(desk)
    child = subprocess.Popen([sys.executable, "-c", IN_THE_WRITE, str(folder.root), str(path)], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert child.stdout is not None
    assert child.stdin is not None
    assert "nothing committed" in child.stdout.readline()
    child.kill()
    child.communicate(timeout=10)
    with desks.open_desk(folder, None, clock) as desk:
        assert everything(desk) == before
        assert bring_in(desk, path).masuk == 300


def test_a_desk_that_changes_meanwhile_is_looked_at_anew(desk: desks.Desk) -> None:
    source = listed(*village(5))
    job = desk.import_job(source, ImportPlan())
    step = next(job)
    while step.note != "Menyimpan":
        step = next(job)
    desk.save(salma(nama_ibu=""), 0)  # the first row's person, with the mother the row knows
    report = run_to_end(job)
    assert (report.masuk, report.rows[0].ada, report.rows[0].diisi) == (5, True, ("nama_ibu",))
    assert (desk.counts().total, desk.read(salma().uid).nama_ibu) == (5, "WA MUNA")


def test_a_desk_that_never_stands_still_is_told(desk: desks.Desk) -> None:
    person = desk.save(salma(), 0)
    job = desk.import_job(listed(*village(5)), ImportPlan())

    def changing_all_the_time() -> None:
        nonlocal person
        for step in job:
            if step.note == "Menyimpan":
                person = desk.save(person, person.revisi)

    with pytest.raises(Problem) as caught:
        changing_all_the_time()
    assert caught.value.kode == "DATA_BERUBAH_SEJAK_DIPERIKSA"
    assert desk.counts().total == 1


def test_nothing_but_the_import_stands_in_the_history(desk: desks.Desk) -> None:
    desk.save(salma(nama_ibu=""), 0)
    source = listed(*village(4))
    report = run_to_end(desk.import_job(source, ImportPlan()))
    with desk.ctx.open() as db:
        told = [(entry["aksi"], entry["objek"], entry["kolom"]) for entry in reversed(history.entries(db))][-5:]
        assert history.broken_at(db) is None
    assert [aksi for aksi, _, _ in told] == ["tambah", "tambah", "tambah", "ubah", "impor"]
    assert told[3][2] == ["nama_ibu"]
    assert desk.imports()[0].id == report.id
    assert desk.imports()[0].jumlah == report.totals()


def test_memory_of_a_look_is_gone_once_people_came_in(desk: desks.Desk) -> None:
    source: ImportSource = listed(*village(4))
    report = run_to_end(desk.import_job(source, ImportPlan()))
    desk.undo_import(report.id)
    again = run_to_end(desk.import_job(source, ImportPlan()))
    assert again.masuk == 4 == desk.counts().total
    assert {row.uid for row in again.rows}.isdisjoint({row.uid for row in report.rows})
