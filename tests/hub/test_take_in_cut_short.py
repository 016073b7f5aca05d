"""A run that is cancelled, killed or starved of disk leaves whole packages only, and is simply run again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import history
from tests.conftest import TODAY
from tests.hub import makers
from tests.hub.diary import drop

ROOT = Path(__file__).resolve().parents[2]
VILLAGES, EACH = 40, 3
ROOM = 350_000  # bytes a file may have: some packages fit into the log, not all


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> tuple[Path, Path]:
    """(data folder of a district, stick with forty packages for it)."""
    root = tmp_path_factory.mktemp("terima")
    with makers.district(root) as desk:
        to = makers.recipient_of(desk, root)
        drop(root / "stik", *(village.send(to) for village in makers.villages(VILLAGES, EACH)))
    return root / "data-dpmd", root / "stik"


@pytest.fixture
def folder(prepared, tmp_path) -> DataFolder:
    import shutil

    return DataFolder(Path(shutil.copytree(prepared[0], tmp_path / "data")))


def start(folder: DataFolder, stick: Path, *words: object) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JAMSOS_HARI_INI": TODAY.isoformat()}
    victim = subprocess.Popen([sys.executable, str(ROOT / "tests" / "hub" / "taking_victim.py"), str(folder.root),
                               str(stick), *map(str, words)], stdout=subprocess.PIPE, text=True, env=env)
    assert victim.stdout is not None
    assert victim.stdout.readline() == "buka\n"
    return victim


def check_and_finish(folder: DataFolder, stick: Path, acknowledged: set[str]) -> int:
    """Whole packages only, all that was told is there; the second run completes it. Returns packages held before."""
    with desks.open_desk(folder, None, desks.Clock(TODAY)) as desk:
        with desk.ctx.open() as db:
            assert db.integrity() == []
            assert history.broken_at(db) is None
            held = {row[0] for row in db.all("SELECT nama_berkas FROM kiriman")}
            assert acknowledged <= held
            assert {row[0] for row in db.all("SELECT count(*) FROM orang GROUP BY unit")} <= {EACH}
            assert db.one("SELECT count(DISTINCT unit) FROM orang") == (len(held),)
            assert db.one("SELECT count(*) FROM isi") == (len(held),)
        assert desk.district is not None
        report = run_to_end(desk.district.take_in_job([stick]))
        assert (report.ulang, report.keputusan, report.ditolak) == (len(held), VILLAGES - len(held), 0)
        with desk.ctx.open() as db:
            assert db.one("SELECT count(*) FROM orang") == (VILLAGES * EACH,)
    return len(held)


def test_cancelled_between_two_files(prepared, folder):
    told: list[str] = []
    with desks.open_desk(folder, None, desks.Clock(TODAY)) as desk:
        assert desk.district is not None
        job = desk.district.take_in_job([prepared[1]], lambda line: told.append(line.nama_berkas))
        for _ in range(25):
            next(job)
        job.close()
    assert 0 < len(told) < 25
    assert check_and_finish(folder, prepared[1], set(told)) == len(told)


@pytest.mark.parametrize("wait", [0.0, 0.04])
def test_killed_in_the_middle(prepared, folder, wait):
    victim = start(folder, prepared[1])
    assert victim.stdout is not None
    told = {victim.stdout.readline().strip()}
    time.sleep(wait * random.Random(5).random())
    victim.kill()
    rest, _ = victim.communicate()
    told |= {line for line in rest.split("\n")[:-1] if line}
    assert check_and_finish(folder, prepared[1], told) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file size there")
def test_a_full_disk_ends_the_run_and_keeps_what_was_told(prepared, folder):
    victim = start(folder, prepared[1], ROOM)
    said, _ = victim.communicate(timeout=60)
    *told, end = said.split("\n")[:-1]
    assert end in ("gagal DISK_PENUH", "gagal DISK_GAGAL")
    assert told
    assert check_and_finish(folder, prepared[1], set(told)) < VILLAGES
