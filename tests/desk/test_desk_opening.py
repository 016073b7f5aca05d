"""Setting up and opening: whole or absent, PIN or device, one program at a time, wrong folders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import vault

SETUP = desks.SetUp(desks.unit_for("74.02.11.2017", "A", "B"))


def fails(kode: str, call) -> Problem:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.kode == kode
    return caught.value


def test_a_village_is_filled_from_its_code() -> None:
    unit = desks.unit_for("7402112017")
    assert (unit.kode, unit.sebutan, unit.kecamatan, unit.kabupaten) == (
        "74.02.11.2017", "Desa Bajo Indah", "Soropia", "Kabupaten Konawe")
    fails("KODE_WILAYAH_SALAH", lambda: desks.unit_for("74.02.11.2999"))


def test_without_pin_this_machine_opens_unasked(folder: DataFolder, clock: desks.Clock) -> None:
    assert desks.state_of(folder) == "perangkat"
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.device_only
        assert desk.unit.nama == "Bajo Indah"


def test_with_pin_nothing_opens_without_it(tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(tmp_path / "d")
    words = desks.set_up_desa(folder, desks.SetUp(SETUP.unit, "482913"), clock)
    assert len(words) == 12
    assert desks.state_of(folder) == "pin"
    fails("PIN_DIPERLUKAN", lambda: desks.open_desk(folder, None, clock))
    fails("PIN_SALAH", lambda: desks.open_desk(folder, "000000", clock))
    with desks.open_desk(folder, "482913", clock) as desk:
        assert not desk.device_only
    assert vault.open_with_words(folder, words)


def test_set_up_twice_is_refused(folder: DataFolder, clock: desks.Clock) -> None:
    before = folder.database.read_bytes()
    fails("SUDAH_DISIAPKAN", lambda: desks.set_up_desa(folder, SETUP, clock))
    assert folder.database.read_bytes() == before


def test_keys_whose_data_file_is_elsewhere_are_never_replaced(folder: DataFolder, tmp_path: Path,
                                                              clock: desks.Clock) -> None:
    kept = {path: path.read_bytes() for path in (folder.keys, folder.keys_copy, folder.device_secret)}
    folder.database.rename(tmp_path / "saved.db")
    fails("SUDAH_DISIAPKAN", lambda: desks.set_up_desa(folder, SETUP, clock))
    assert {path: path.read_bytes() for path in kept} == kept
    (tmp_path / "saved.db").rename(folder.database)
    with desks.open_desk(folder, None, clock):
        pass


def test_a_set_up_cut_short_may_begin_again(folder: DataFolder, clock: desks.Clock) -> None:
    cut_short = folder.root / ".siapkan-1"
    cut_short.mkdir()
    folder.database.rename(cut_short / "data.db")
    desks.set_up_desa(folder, SETUP, clock)
    assert not cut_short.exists()
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.counts().total == 0


def test_a_wrong_folder_is_named_and_not_created(tmp_path: Path, clock: desks.Clock) -> None:
    fails("DATA_TIDAK_ADA", lambda: desks.open_desk(DataFolder(tmp_path / "tiada"), None, clock))
    (tmp_path / "kosong").mkdir()
    fails("DATA_TIDAK_ADA", lambda: desks.open_desk(DataFolder(tmp_path / "kosong"), None, clock))
    (tmp_path / "surat.txt").write_text("halo")
    fails("FOLDER_DATA_SALAH", lambda: desks.open_desk(DataFolder(tmp_path / "surat.txt"), None, clock))
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["kosong", "surat.txt"]


@pytest.mark.parametrize("place", ["surat.txt/data", "/proc/jamsos"])
def test_an_unwritable_place_leaves_nothing(tmp_path: Path, clock: desks.Clock, place: str) -> None:
    (tmp_path / "surat.txt").write_text("halo")
    problem = fails("HANYA_BACA", lambda: desks.set_up_desa(DataFolder(tmp_path / place), SETUP, clock))
    assert "Pilih folder lain" in problem.cara
    assert [p.name for p in tmp_path.rglob("*")] == ["surat.txt"]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
clock = desks.clock_from_environment()
unit = desks.unit_for("74.02.11.2017", "A", "B")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    desks.set_up_desa(DataFolder(Path(sys.argv[1])), desks.SetUp(unit), clock)
except Problem as problem:
    print(problem.kode)
"""


@pytest.mark.parametrize("limit", [100, 20_000])
def test_a_full_disk_during_set_up_leaves_an_empty_folder(tmp_path: Path, limit: int) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path / "d"), str(limit)], capture_output=True,
                          text=True, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert done.stdout.strip() in ("DISK_PENUH", "DISK_GAGAL")
    assert [p.name for p in (tmp_path / "d").iterdir() if p.name != "data.lock"] == []


def test_a_second_program_is_told_who_holds_the_desk(desk: desks.Desk, folder: DataFolder, clock: desks.Clock) -> None:
    from jamsos_desktop.store.lock import DeskLock

    problem = fails("SEDANG_DIPAKAI", lambda: DeskLock(folder, clock.now(), wait=0.05))
    assert f"proses {os.getpid()}" in problem.apa


def test_a_killed_program_leaves_no_lock(folder: DataFolder, clock: desks.Clock) -> None:
    holder = ("import sys, time; from pathlib import Path; from jamsos_desktop import desk as d;"
              "from jamsos_desktop.paths import DataFolder;"
              "k = d.open_desk(DataFolder(Path(sys.argv[1]))); print('buka', flush=True); time.sleep(60)")
    child = subprocess.Popen([sys.executable, "-c", holder, str(folder.root)], stdout=subprocess.PIPE, text=True,
                             env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert child.stdout is not None
    assert child.stdout.readline() == "buka\n"
    child.kill()
    child.communicate()
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.mode == "desa"


def test_the_database_of_another_desk_is_refused(folder: DataFolder, tmp_path: Path, clock: desks.Clock) -> None:
    other = DataFolder(tmp_path / "lain")
    desks.set_up_desa(other, SETUP, clock)
    folder.database.write_bytes(other.database.read_bytes())
    fails("DATA_BUKAN_MILIK_KUNCI_INI", lambda: desks.open_desk(folder, None, clock))
    assert folder.database.read_bytes() == other.database.read_bytes()


def test_a_failed_opening_lets_go_of_the_lock(folder: DataFolder, clock: desks.Clock) -> None:
    whole = folder.database.read_bytes()
    folder.database.write_bytes(b"bukan data" * 1000)
    fails("DATA_BUKAN_MILIK_KUNCI_INI", lambda: desks.open_desk(folder, None, clock))
    folder.database.write_bytes(whole)
    with desks.open_desk(folder, None, clock):
        pass


def test_the_lazy_names_are_the_typed_ones() -> None:
    import ast

    import jamsos_desktop.desk as room

    tree = ast.parse(Path(room.__file__).read_text(encoding="utf-8"))
    typed = {(node.module.removeprefix("jamsos_desktop."), alias.name)
             for top in tree.body if isinstance(top, ast.If) for node in top.body
             if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed == {(module, name) for module, names in room.HOME.items() for name in names}
    assert all(getattr(room, name) for names in room.HOME.values() for name in names)
    with pytest.raises(AttributeError):
        room.tidak_ada  # noqa: B018


def test_a_key_file_can_be_taken_in_during_set_up(tmp_path: Path, key_file: Path, clock: desks.Clock) -> None:
    folder = DataFolder(tmp_path / "d")
    desks.set_up_desa(folder, desks.SetUp(SETUP.unit, None, key_file), clock)
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.send_state().recipient.nama == "DPMD Kabupaten Konawe"
    bad = tmp_path / "foto.json"
    bad.write_bytes(b"\x89PNG....")
    fails("KUNCI_BUKAN_KUNCI", lambda: desks.set_up_desa(
        DataFolder(tmp_path / "e"), desks.SetUp(SETUP.unit, None, bad), clock))
    assert not (tmp_path / "e").exists()


def test_a_village_does_not_load_the_rooms_of_the_district(folder: DataFolder) -> None:
    script = ("import sys; from jamsos_desktop import desk; from jamsos_desktop.paths import DataFolder; "
              "from pathlib import Path; "
              "desk.open_desk(DataFolder(Path(sys.argv[1])), None).close(); "
              "sys.exit('jamsos_desktop.desk.district.district' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", script, str(folder.root)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
