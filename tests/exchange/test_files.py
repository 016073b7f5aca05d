"""Files that leave the desk: whole or absent, nothing overwritten, nothing left behind."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from jamsos_desktop.exchange import files
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem

BIG = os.urandom(3 << 20)


def problem_of(action) -> Problem:
    with pytest.raises(Problem) as caught:
        action()
    return caught.value


def test_a_copy_is_whole_and_reports_both_ways(tmp_path):
    (tmp_path / "a.jdx").write_bytes(BIG)
    job = files.copy_file(tmp_path / "a.jdx", tmp_path / "stick" / "JamsosDesa")
    seen = []
    try:
        while True:
            seen.append(next(job))
    except StopIteration as end:
        made = end.value
    assert made.read_bytes() == BIG
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[-1].done == seen[-1].total == 2 * len(BIG)
    assert os.listdir(made.parent) == ["a.jdx"]


def test_copying_again_is_fine_another_content_is_not_overwritten(tmp_path):
    (tmp_path / "a.jdx").write_bytes(BIG)
    for _ in range(2):
        run_to_end(files.copy_file(tmp_path / "a.jdx", tmp_path / "stick"))
    (tmp_path / "stick" / "a.jdx").write_bytes(b"other")
    again = files.copy_file(tmp_path / "a.jdx", tmp_path / "stick")
    assert problem_of(lambda: run_to_end(again)).kode == "NAMA_SUDAH_ADA"
    assert (tmp_path / "stick" / "a.jdx").read_bytes() == b"other"
    assert os.listdir(tmp_path / "stick") == ["a.jdx"]


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5, 6])
def test_stopping_anywhere_leaves_nothing(tmp_path, steps):
    (tmp_path / "a.jdx").write_bytes(BIG)
    job = files.copy_file(tmp_path / "a.jdx", tmp_path / "stick" / "deep")
    for _ in range(steps):
        next(job)
    job.close()
    assert os.listdir(tmp_path) == ["a.jdx"]


def test_a_stick_that_gives_back_something_else(tmp_path):
    job = files._carry(io.BytesIO(BIG), len(BIG), tmp_path / "s" / "a.jdx")
    for _ in range(3):
        next(job)
    temporary = tmp_path / "s" / ".a.jdx.baru"
    next(job)  # all is written and the reading back has begun
    with temporary.open("r+b") as file:
        file.seek(2 << 20)
        file.write(b"\0" * 100)
    assert problem_of(lambda: run_to_end(job)).kode == "SALINAN_BERBEDA"
    assert os.listdir(tmp_path) == []


def test_a_target_below_a_file(tmp_path):
    (tmp_path / "file").write_text("x")
    for below in ("file", "file/deep", "file/deep/er"):
        assert problem_of(lambda b=below: files.write_whole(b"x", tmp_path / b / "a.jdx")).kode == "TIDAK_BISA_TULIS"
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_a_target_that_is_never_written(tmp_path):
    for folder in ("/proc", "/proc/jamsos/deep"):
        assert problem_of(lambda f=folder: files.write_whole(b"x", Path(f) / "a.jdx")).kode == "TIDAK_BISA_TULIS"


def test_a_source_that_is_gone(tmp_path):
    job = files.copy_file(tmp_path / "tiada.jdx", tmp_path / "stick")
    assert problem_of(lambda: run_to_end(job)).kode == "FILE_TIDAK_ADA"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("limit", [0, 2])
def test_looking_whether_there_is_room_leaves_nothing_either(tmp_path, limit):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        refused = problem_of(lambda: files.check_target(tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (refused.kode, os.listdir(tmp_path)) == ("DISK_PENUH", [])


def test_a_name_no_disk_can_hold_is_called_too_long(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = problem_of(lambda: files.write_whole(b"x", Path("a" * 300 + ".json")))
    assert (told.kode, told.apa) == ("TIDAK_BISA_TULIS", "Nama file atau foldernya terlalu panjang.")
    assert os.listdir() == []


def test_the_folder_one_stands_in_has_words(tmp_path, monkeypatch):
    (tmp_path / ".a.json.baru").mkdir()
    monkeypatch.chdir(tmp_path)
    assert problem_of(lambda: files.write_whole(b"x", Path("a.json"))).apa == "Folder ini tidak dapat ditulisi."


def test_what_came_to_stand_there_while_others_were_written_stays(tmp_path):
    first, last = tmp_path / "stick" / "a.xlsx", tmp_path / "stick" / "b.xlsx"
    placed: list[Path] = []

    def together() -> None:
        with files.NewFiles() as new:
            new.add(b"ours", first)
            first.write_bytes(b"other")
            new.add(b"ours", last)
            new.place(placed.extend)

    assert problem_of(together).kode == "NAMA_SUDAH_ADA"
    assert placed == []
    assert (os.listdir(first.parent), first.read_bytes()) == (["a.xlsx"], b"other")
    first.write_bytes(b"ours")
    with files.NewFiles() as new:
        new.add(b"ours", first)
        assert new.place(placed.extend) == placed == [first]


FULL = """
import resource, sys
from pathlib import Path
from jamsos_desktop.exchange.files import write_whole
from jamsos_desktop.problems import Problem
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    write_whole(b"x" * 3_000_000, Path(sys.argv[1]) / "stick" / "a.jdx")
except Problem as problem:
    print(problem.kode)
"""


@pytest.mark.parametrize("limit", [0, 1, 4096, 1_500_000, 2_999_999])
def test_a_full_disk_leaves_nothing_behind(tmp_path, limit):
    command = [sys.executable, "-c", FULL, str(tmp_path), str(limit)]
    root = Path(files.__file__).parents[2]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    assert said.stdout.strip() == "DISK_PENUH"
    assert os.listdir(tmp_path) == []
