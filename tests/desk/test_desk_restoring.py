"""Restoring that is killed, crowded or repeated: what stood in the folder is never lost, and no number comes twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.devices import replace_device, replaces
from jamsos_desktop.exchange.package import verify_own
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready, salma

UID = salma().uid
KILLED = """
import os, signal, sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
left, move = int(sys.argv[3]), os.replace
def counted(source, target):
    global left
    if "disisihkan-" in str(target) or (".pulihkan-" in str(source) and ".pulihkan-" not in str(target)):
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
    return move(source, target)
os.replace = counted
run_to_end(desks.restore_job(Path(sys.argv[1]), DataFolder(Path(sys.argv[2])), sys.argv[4:],
                             desks.clock_from_environment()))
"""


class Place:
    """A village with a backup from before its second package, cut off while work was still in the log."""

    def __init__(self, folder: DataFolder, file: Path, words: tuple[str, ...]) -> None:
        self.folder, self.file, self.words = folder, file, words


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock, key_file: Path) -> Place:
    root = tmp_path_factory.mktemp("pulih")
    folder = DataFolder(root / "asal")
    words = desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "A", "B")), clock)
    with desks.open_desk(folder, None, clock) as desk:
        desk.take_in(key_file)
        desk.save(salma(), 0)
        make_ready(desk, UID)
        file = run_to_end(desk.backup_job(root / "stik")).path
        run_to_end(desk.export_job(None))
        desk.save(replace(desk.read(UID), catatan="masih di catatan sementara"), desk.read(UID).revisi)
        shutil.copytree(folder.root, root / "data")  # as a power cut leaves it
    for name in ("data.lock", "pemakai.json"):
        (root / "data" / name).unlink(missing_ok=True)
    assert (root / "data" / "data.db-wal").stat().st_size > 0
    return Place(DataFolder(root / "data"), file, words)


@pytest.fixture
def place(once: Place, tmp_path: Path) -> Place:
    return Place(DataFolder(Path(shutil.copytree(once.folder.root, tmp_path / "data"))), once.file, once.words)


def restore(place: Place, clock: desks.Clock) -> desks.Restored:
    return run_to_end(desks.restore_job(place.file, place.folder, place.words, clock))


def old_note(folder: Path, clock: desks.Clock) -> str:
    with desks.open_desk(DataFolder(folder), None, clock) as desk:
        return desk.read(UID).catatan


def killed(place: Place, moves: int) -> None:
    """Restore in a process that is killed after so many moves."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(place.file), str(place.folder.root), str(moves),
                           *place.words], capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(Path.cwd()), "JAMSOS_HARI_INI": "2026-11-21"})
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize("moves", [0, 1, 3, 4, 6, 8])
def test_a_kill_between_two_moves_loses_nothing(place: Place, tmp_path: Path, clock: desks.Clock, moves: int) -> None:
    killed(place, moves)
    again = restore(place, clock)
    with desks.open_desk(place.folder, None, clock) as desk:
        assert desk.read(UID).nama == "WA ODE SALMA"
        assert desk.read(UID).catatan == ""
        assert run_to_end(desk.export_job(None)).seq == 2  # number 1 left the office before
    assert (place.folder.outbox / "JD-7402112017-0001.jdx").is_file()
    assert not list(place.folder.root.glob(".pulihkan-*"))
    asides = sorted(place.folder.root.glob("disisihkan-*"))
    assert again.aside in (*asides, None)
    [kept] = [path for path in asides if (path / "data.db").is_file() and holds_note(path, tmp_path, clock)]
    assert kept


def test_the_log_of_another_desk_is_not_lost(place: Place, tmp_path: Path, clock: desks.Clock) -> None:
    """The desk that goes aside was cut off with work in its log, and the words that are given do not open it."""
    other = DataFolder(tmp_path / "lain")
    words = desks.set_up_desa(other, desks.SetUp(desks.unit_for("74.02.11.2024", "A", "B")), clock)
    with desks.open_desk(other, None, clock) as desk:
        file = run_to_end(desk.backup_job(tmp_path / "stik")).path
    done = restore(Place(place.folder, file, words), clock)
    with desks.open_desk(place.folder, None, clock) as desk:
        assert desk.unit.kode == "74.02.11.2024"
    assert done.aside
    assert old_note(done.aside, clock) == "masih di catatan sementara"


def holds_note(aside: Path, tmp_path: Path, clock: desks.Clock) -> bool:
    """Whether the desk put aside, its keys gathered again, still has what lay in its log."""
    whole = tmp_path / f"gabung-{aside.name}"
    shutil.copytree(aside, whole)
    for name in ("kunci.json", "kunci.salinan.json", "perangkat.rahasia"):
        for other in sorted(aside.parent.glob("disisihkan-*")):
            if not (whole / name).exists() and (other / name).exists():
                shutil.copy(other / name, whole / name)
    try:
        return old_note(whole, clock) == "masih di catatan sementara"
    except Problem:
        return False


def test_twice_within_a_second(place: Place, clock: desks.Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    first = restore(place, clock)
    moment = clock.now()
    monkeypatch.setattr(type(clock), "now", lambda self: moment)
    second, third = restore(place, clock), restore(place, clock)
    assert len({first.aside, second.aside, third.aside}) == 3
    for one in (first, second, third):
        assert (one.aside / "data.db").is_file()
    assert old_note(first.aside, clock) == "masih di catatan sementara"


def test_what_is_no_part_of_the_desk_stays(place: Place, clock: desks.Clock) -> None:
    (place.folder.root / "foto").mkdir()
    for name in ("surat pribadi.odt", "foto/anak.jpg"):
        (place.folder.root / name).write_bytes(b"bukan milik program")
    restore(place, clock)
    for name in ("surat pribadi.odt", "foto/anak.jpg"):
        assert (place.folder.root / name).read_bytes() == b"bukan milik program"


def test_a_desk_written_while_it_is_copied(place: Place, tmp_path: Path, clock: desks.Clock,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saved between the copy and its check: no false alarm, and the copy is of one moment."""
    from jamsos_desktop.store.engine import Database

    restore(place, clock)
    with desks.open_desk(place.folder, None, clock) as desk:
        opened, late = Database.integrity, [salma("01a00000-0000-7000-8000-000000000009")]

        def while_checking(db: Database) -> list[str]:
            if late:
                desk.save(replace(late.pop(), nik="7402115408849009"), 0)
            return opened(db)

        monkeypatch.setattr(Database, "integrity", while_checking)
        made = run_to_end(desk.backup_job(tmp_path / "stik"))
        assert (made.info.orang, desk.counts().total) == (1, 2)


def test_two_moves_name_the_laptop_the_district_knows(place: Place, clock: desks.Clock) -> None:
    restore(place, clock)
    with desks.open_desk(place.folder, None, clock) as desk, desk.ctx.open() as db:
        known = desk.ctx.device
        with db.write():
            replace_device(db, desk.ctx.actor(), known)
            replace_device(db, desk.ctx.actor(), "laptop-tengah")  # it never sent anything
        assert replaces(db, 0) == known
        sent = run_to_end(desk.export_job(None))
        assert verify_own(sent.path, own(db)).manifest.menggantikan == known
        with db.write():
            replace_device(db, desk.ctx.actor(), "laptop-kedua")  # this one did
        assert replaces(db, sent.seq) == "laptop-kedua"


def own(db: object) -> object:
    from jamsos_desktop.desk.recipient import own_keys

    return own_keys(db)


def test_nothing_to_take_back(place: Place, clock: desks.Clock) -> None:
    with desks.open_desk(place.folder, None, clock) as desk:
        with pytest.raises(Problem) as caught:
            desk.cancel_move("Laptop baru tidak jadi dibeli")
        assert caught.value.kode == "BELUM_DIPINDAHKAN"


def test_a_machine_that_has_not_drawn_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jamsos_desktop.desk import machine

    (tmp_path / "mesin").write_text("uninitialized\n")
    monkeypatch.setenv(machine.PLACE, str(tmp_path / "mesin"))
    assert machine.fingerprint(bytes(32)) == ""
