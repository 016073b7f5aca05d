"""A workbook and its note stand or fall together, also several at once; so does the letter that goes with a batch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.office import put_setting
from tests import workbooks
from tests.conftest import CLOCK_DAY
from tests.desk.talks import dump

OLDER = b"berkas lama"
VERBS = [(mode, verb) for mode, verbs in workbooks.NOTED.items() for verb in verbs]
ROOM = {"DISK_PENUH", "DISK_GAGAL"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DataFolder]:
    place = tmp_path_factory.mktemp("meja")
    return {"desa": workbooks.village(place / "desa"), "dpmd": workbooks.district(place / "dpmd")}


@pytest.fixture
def folder(built: dict[str, DataFolder], tmp_path: Path, mode: str) -> DataFolder:
    return copied(built[mode], tmp_path / mode)


@pytest.fixture
def office(folder: DataFolder, mode: str) -> Iterator[desks.Desk]:
    with workbooks.opened(folder, mode) as desk:
        yield desk


def copied(folder: DataFolder, to: Path) -> DataFolder:
    return DataFolder(Path(shutil.copytree(folder.root, to)))


def notes(desk: desks.Desk) -> int:
    """What the history knows of files that were written."""
    with desk.ctx.open() as db:
        return int(db.all("SELECT count(*) FROM riwayat WHERE aksi IN ('ekspor', 'isi')")[0][0])


def spoil(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        db.run("CREATE TRIGGER penuh BEFORE INSERT ON riwayat BEGIN SELECT RAISE(ABORT, 'penuh'); END")


def mend(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        db.run("DROP TRIGGER penuh")


def kept(desk: desks.Desk) -> list[str]:
    """Everything the data file holds, but for a list of placings that is empty again."""
    return [line for line in dump(desk) if line != "setelan ('cetak.ditaruh', '{}')"]


def lying(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


@pytest.mark.parametrize(("mode", "verb"), VERBS)
def test_what_cannot_be_noted_leaves_no_workbook_and_what_is_noted_has_one(
        office: desks.Desk, mode: str, verb: str, tmp_path: Path) -> None:
    make, stick = workbooks.NOTED[mode][verb].make, tmp_path / "stik"
    before, known = kept(office), notes(office)
    spoil(office)
    with pytest.raises(Problem):
        run_to_end(make(office, stick))
    assert not stick.exists()
    mend(office)
    assert kept(office) == before, "something was noted all the same"
    run_to_end(make(office, stick))
    batches = 2 if verb == "semua batch" else 1
    assert notes(office) == known + batches
    first = lying(stick)
    assert first
    assert not [name for name in first if name.startswith(".")]
    run_to_end(make(office, stick))
    assert lying(stick) == first, "the very same file again is only noted"
    assert notes(office) == known + 2 * batches
    spoil(office)
    with pytest.raises(Problem):
        run_to_end(make(office, stick))
    assert lying(stick) == first, "a note that failed took the older file with it"


@pytest.mark.parametrize(("mode", "verb"), VERBS)
def test_a_target_that_cannot_be_written_leaves_no_note(office: desks.Desk, mode: str, verb: str,
                                                        tmp_path: Path) -> None:
    before = kept(office)
    (tmp_path / "surat.txt").write_text("x")
    with pytest.raises(Problem) as caught:
        run_to_end(workbooks.NOTED[mode][verb].make(office, tmp_path / "surat.txt"))
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert (tmp_path / "surat.txt").read_text() == "x"
    assert kept(office) == before


@pytest.mark.parametrize("mode", ["dpmd"])
def test_another_file_by_one_of_the_names_leaves_all_as_it_was(office: desks.Desk, tmp_path: Path) -> None:
    """The last of the workbooks of a batch cannot have its name: none has, and the batch is not filled."""
    stick = tmp_path / "stik"
    made = run_to_end(office.district.sipp_job(tmp_path / "dahulu", None, workbooks.WADAH)).files[0]
    stick.mkdir()
    last = stick / f"sipp_26100002_{workbooks.OFFICIALS}.xlsx"
    shutil.copy(made, last)
    before = kept(office)
    with pytest.raises(Problem) as caught:
        run_to_end(office.district.sipp_job(stick, None, workbooks.OFFICIALS))
    assert caught.value.kode == "NAMA_SUDAH_ADA"
    assert lying(stick) == {last.name: made.read_bytes()}
    assert kept(office) == before
    assert office.district.batch(workbooks.OFFICIALS).diisi is None


@pytest.mark.parametrize("mode", ["dpmd"])
def test_workbooks_that_were_stopped_half_way_are_not_there(office: desks.Desk, tmp_path: Path) -> None:
    before = kept(office)
    for steps in (1, 2, 3):
        job = office.district.sipp_job(tmp_path / "stik", None, workbooks.OFFICIALS)
        for _ in range(steps):
            next(job)
        job.close()
        assert not (tmp_path / "stik").exists()
    assert kept(office) == before


@pytest.mark.parametrize("mode", ["dpmd"])
def test_a_batch_bpjs_has_already_is_noted_when_its_workbook_is_written_again(office: desks.Desk,
                                                                              tmp_path: Path) -> None:
    office.district.hand_over(workbooks.WADAH, office.today, "")
    view, known = office.district.batch(workbooks.WADAH), notes(office)
    run_to_end(office.district.sipp_job(tmp_path / "stik", None, workbooks.WADAH))
    assert notes(office) == known + 1
    assert office.district.batch(workbooks.WADAH) == view, "what BPJS has is fixed no more"


@pytest.mark.parametrize("mode", ["dpmd"])
def test_a_letter_that_cannot_be_noted_leaves_the_older_one(office: desks.Desk) -> None:
    path = run_to_end(office.district.cover_letter_job(workbooks.WADAH))
    path.write_bytes(OLDER)
    known = notes(office)
    spoil(office)
    with pytest.raises(Problem):
        run_to_end(office.district.cover_letter_job(workbooks.WADAH))
    assert lying(path.parent) == {path.name: OLDER}
    mend(office)
    assert run_to_end(office.district.cover_letter_job(workbooks.WADAH)) == path
    assert path.read_bytes() != OLDER
    assert os.listdir(path.parent) == [path.name]
    assert notes(office) == known + 1


@pytest.mark.parametrize(("mode", "verb"), [("desa", "masalah impor"), ("dpmd", "surat")])
def test_what_an_earlier_try_left_does_not_stop_the_first_file_of_a_day(folder: DataFolder, mode: str, verb: str,
                                                                        tmp_path: Path) -> None:
    """The stick was out when that was to be taken back; the desk, closed well, is looked at before its first write."""
    def make(desk: desks.Desk) -> Job[Any]:
        making = workbooks.NOTED["desa"][verb].make if mode == "desa" else DEEDS[verb]
        return making(desk, tmp_path / "stik")

    with workbooks.opened(folder, mode) as desk:
        made = run_to_end(make(desk))
        made.unlink()
        with desk.ctx.open() as db, db.write():
            put_setting(db, "cetak.ditaruh", {str(made): {"berkas": str(made), "sidik": "0" * 64, "semula": False}})
        clock = desk.ctx.clock
    with desks.open_desk(folder, None, clock, recompute=False, at_a_glance=True) as desk:
        assert desk.ctx.gate is not None
        assert run_to_end(make(desk)) == made
        assert list(lying(made.parent)) == [made.name]


# --- the program ends in between, the disk is full -------------------------------------------------

CUT = """
import os, sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
into, at, seen = Path(sys.argv[2]), int(sys.argv[4]), 0
def count(event, args):  # what the program asks of the system, before it is done
    global seen
    if event in ("os.rename", "os.remove") and Path(os.fsdecode(args[0])).parent == into \\
            and (event == "os.rename" or os.fsdecode(args[0]).endswith(".lama")):
        seen += 1
        if seen == at:
            os._exit(9)
with desks.open_desk(DataFolder(Path(sys.argv[1]))) as desk:
    sys.addaudithook(count)
    district = desk.district
    job = district.sipp_job(into, None, "K-0001") if sys.argv[3] == "sipp" else district.cover_letter_job("K-0002")
    run_to_end(job)
"""
DEEDS: dict[str, Callable[[desks.Desk, Path], Job[Any]]] = {
    "sipp": workbooks.NOTED["dpmd"]["sipp"].make,
    "surat": lambda desk, into: desk.district.cover_letter_job(workbooks.WADAH),
}


def child(script: str, *args: object) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(Path.cwd()), "JAMSOS_HARI_INI": CLOCK_DAY.isoformat()}
    return subprocess.run([sys.executable, "-c", script, *map(str, args)], capture_output=True, text=True, check=False,
                          env=env)


@pytest.mark.parametrize("deed", DEEDS)
def test_files_cut_between_place_and_note_are_all_there_or_none(built: dict[str, DataFolder], tmp_path: Path,
                                                                deed: str) -> None:
    """Killed before each change of a name: after the next opening there are all files and their note, or the older."""
    stood, at, ended = set(), 0, 9
    while ended:
        at += 1
        data = copied(built["dpmd"], tmp_path / f"p{at}" / "data")
        into = data.outbox if deed == "surat" else tmp_path / f"p{at}" / "stik"
        older = {f"surat-serah-{workbooks.WADAH}.pdf": OLDER} if deed == "surat" else {}
        into.mkdir(exist_ok=True)
        for name, content in older.items():
            (into / name).write_bytes(content)
        told = child(CUT, data.root, into, deed, at)
        ended = told.returncode
        assert ended in (0, 9), told.stderr
        with workbooks.opened(data, "dpmd") as desk:
            there = lying(into)
            whole = len(there) == (1 if deed == "surat" else 3) and OLDER not in there.values()
            assert whole or there == older, (at, list(there))
            assert notes(desk) == whole
            assert (desk.district.batch(workbooks.OFFICIALS).diisi is not None) == (whole and deed == "sipp")
            stood.add(whole)
            run_to_end(DEEDS[deed](desk, into))
            assert notes(desk) == whole + 1
    assert at >= 4
    assert stood == {True, False}


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests import workbooks
root, into, mode, verb, limit = sys.argv[1:]
with workbooks.opened(DataFolder(Path(root)), mode) as desk:
    job = workbooks.NOTED[mode][verb].make(desk, Path(into))
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), hard))
    try:
        run_to_end(job)
    except Problem as problem:
        print(problem.kode)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
"""


@pytest.mark.parametrize("limit", [0, 9_000, 40_000, 200_000])
@pytest.mark.parametrize(("mode", "verb"), [("desa", "masalah impor"), ("dpmd", "sipp")])
def test_no_room_leaves_neither_file_nor_note(folder: DataFolder, mode: str, verb: str, tmp_path: Path,
                                              limit: int) -> None:
    stick = tmp_path / "stik"
    with workbooks.opened(folder, mode) as desk:
        known = notes(desk)
    ended = child(FULL_DISK, folder.root, stick, mode, verb, limit)
    assert ended.returncode == 0, ended.stderr
    told = ended.stdout.split()
    assert len(told) <= 1
    assert set(told) <= ROOM
    with workbooks.opened(folder, mode) as desk:
        there = lying(stick)
        assert bool(there) is not bool(told)
        assert not [name for name in there if name.startswith(".")]
        assert notes(desk) == known + (not told)
        run_to_end(workbooks.NOTED[mode][verb].make(desk, stick))
        assert len(lying(stick)) == (3 if mode == "dpmd" else 1)
