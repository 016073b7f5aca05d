"""A stick that is pulled at any moment: a sentence, nothing half on the desk's side, and another stick then works."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.problems import Problem
from tests.torture import figures
from tests.torture.deeds import CLOCK, check_whole, data, opened
from tests.torture.deeds_copies import NEW
from tests.torture.places import Places

Start = Callable[[desks.Desk, Path], Job[Any]]
TOLD = {"FLASHDISK_TERCABUT", "TIDAK_BISA_TULIS", "FILE_TIDAK_ADA"}


def back_up(desk: desks.Desk, stick: Path) -> Job[Any]:
    return desk.backup_job(stick)


def export(desk: desks.Desk, stick: Path) -> Job[Any]:
    return desk.export_job(stick, penuh=True)


def bundle(desk: desks.Desk, stick: Path) -> Job[Any]:
    return desk.print_job(desks.PrintOrder(tuple(desk.uids(desks.Query()))[:3], ("ceklis",), "F4", stick))


def copy(desk: desks.Desk, stick: Path) -> Job[Any]:
    return desk.copy_job(desk.folder.database, stick)


WORKS: dict[str, Start] = {"cadangan": back_up, "kirim": export, "cetak": bundle, "salin": copy}


class Stick:
    """A stick: a file system of its own where one may be mounted, else a folder; ``pull`` takes it away at once."""

    def __init__(self, where: Path) -> None:
        self.path = where
        where.mkdir(parents=True)
        self.mounted = not subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(where)],
                                          capture_output=True, check=False).returncode
        (where / "isi").mkdir()

    def pull(self) -> None:
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.path)], check=True)
            self.mounted = False
            self.path.rmdir()
        else:
            shutil.rmtree(self.path)
        self.path.write_bytes(b"no drive by this name")


def pulled(work: Start, desk: desks.Desk, stick: Stick, after: int) -> Problem | None:
    """Do a work, pull the stick after so many steps; None when it was done by then."""
    job = work(desk, stick.path / "isi")
    try:
        for _ in range(after):
            next(job)
        stick.pull()
        run_to_end(job)
    except StopIteration:
        stick.pull()
    except Problem as problem:
        return problem
    return None


def steps_of(work: Start, desk: desks.Desk, stick: Path) -> int:
    return sum(1 for _ in work(desk, stick))


def torture(name: str, place: Path, tmp: Path, most: int) -> Iterator[Problem | None]:
    """Pull at up to ``most`` moments of a work, evenly over it."""
    work = WORKS[name]
    with opened(place) as desk:
        steps = steps_of(work, desk, tmp / f"{name}-hitung")
        for after in sorted({round(n * steps / most) for n in range(most)}):
            before = desk.last_backup()
            problem = pulled(work, desk, Stick(tmp / f"{name}-{after}"), after)
            if problem is not None:
                assert problem.kode in TOLD, problem
                assert desk.last_backup() == before  # what is not on the stick does not count
            left = [path.name for path in desk.folder.root.iterdir() if path.name.startswith((".cadangan-", ".baru"))]
            assert not left, left
            desk.save(replace(desk.new("pekerja_rentan"), nama="LA CABUT"), 0)
            yield problem
        run_to_end(work(desk, tmp / f"{name}-lain"))
        assert [path for path in (tmp / f"{name}-lain").iterdir() if path.is_file()]
        check_whole(desk)


def note(name: str, found: list[Problem | None], long: bool) -> None:
    figures.note("7-stick", "Stick pulled", long=long, piece=name, tried=len(found),
                 also="nothing half on the desk, another stick then works")
    assert any(found), name


@pytest.mark.parametrize("name", WORKS)
def test_a_stick_that_is_pulled(places: Places, tmp_path: Path, name: str) -> None:
    note(name, list(torture(name, places.new("kirim"), tmp_path, 4)), long=False)


@pytest.mark.long
@pytest.mark.parametrize("name", WORKS)
def test_a_stick_that_is_pulled_at_any_moment(places: Places, tmp_path: Path, name: str) -> None:
    note(name, list(torture(name, places.new("kirim"), tmp_path, 20)), long=True)


@pytest.mark.parametrize("after", [1, 2, 4])
def test_a_stick_pulled_while_a_backup_is_read_changes_nothing(places: Places, after: int) -> None:
    """Restoring from a stick whose bytes are gone after some pieces."""
    place = places.new("pulihkan")
    words = (place / "bahan" / "kata.txt").read_text(encoding="ascii").split()
    photo = place / "bahan" / "foto.jpg"
    photo.write_bytes(b"%PDF-1.7" + bytes(range(256)) * (4 << 12))  # as it is, so that it is large
    with opened(place) as desk:
        desk.attach_scan("pulih", "KTP", photo)
        file = run_to_end(desk.backup_job(place / "stik")).path
    job = desks.restore_job(file, data(place), words, CLOCK)
    for _ in range(after):
        next(job)
    with file.open("r+b") as stick:
        stick.truncate(0)
    with pytest.raises(Problem) as caught:
        run_to_end(job)
    assert caught.value.kode in {"CADANGAN_RUSAK", "FILE_TIDAK_ADA"}
    with opened(place) as desk:
        assert desk.read("pulih").catatan == NEW
        assert desk.scan("pulih", "KTP") == photo.read_bytes()
        check_whole(desk)
    assert not list(data(place).root.glob(".pulihkan-*"))
