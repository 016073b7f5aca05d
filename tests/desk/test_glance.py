"""A desk opened at a glance: nothing is written before the whole file was looked at; damage is cared for as ever."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, history, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.gate import Gate
from tests.conftest import salma
from tests.desk import damage
from tests.desk.damage import CLOCK

PIN = "246813"


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("sekilas") / "desa"))
    damage.fill(DataFolder(root))
    return root


@pytest.fixture
def desa(village: Path, tmp_path: Path) -> DataFolder:
    return damage.copy_of(village, tmp_path / "desa")


def glanced(folder: DataFolder, pin: str | None = None) -> desks.Desk:
    return desks.open_desk(folder, pin, CLOCK, recompute=False, at_a_glance=True)


def break_page(folder: DataFolder, table: str, key: bytes = b"") -> None:
    with Database(folder.database, key or damage.key_of(folder)) as db:
        row = db.one("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    assert row is not None
    data = bytearray(folder.database.read_bytes())
    data[(row[0] - 1) * damage.PAGE + 500] ^= 1
    folder.database.write_bytes(data)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kode


def test_a_sound_file_is_looked_at_once_and_then_written(desa: DataFolder) -> None:
    with glanced(desa) as desk:
        assert desk.unchecked
        assert len(desk.everyone()) == damage.PEOPLE
        assert run_to_end(desk.health_job()) == ""
        assert not desk.unchecked
        desk.save(salma("u-tiba", nik="7402115408849431"), 0)
        assert desk.cared() is None


def test_the_engine_itself_refuses_what_goes_round_the_gate(desa: DataFolder) -> None:
    with glanced(desa) as desk, desk.ctx.open() as db:
        assert code_of(lambda: db.run("DELETE FROM peserta")) == "HANYA_BACA"
        assert desk.unchecked
        with db.write():  # the first write looks, then writes
            db.run("DELETE FROM draf")
        assert not desk.unchecked


def test_without_asking_for_it_everything_is_looked_at_first(desa: DataFolder) -> None:
    with desks.open_desk(desa, None, CLOCK) as desk:
        assert not desk.unchecked


@pytest.mark.parametrize("table", ["paket", "riwayat", "peserta", "setelan", "draf"])
def test_damage_is_found_before_anything_is_written(desa: DataFolder, table: str) -> None:
    break_page(desa, table)
    damaged = desa.database.read_bytes()
    desk = glanced(desa)
    if desk.unchecked:  # where opening met the damage itself, care came first
        assert code_of(lambda: desk.keep_draft("editor", "u-x", {"texts": {}})) == "DATA_RUSAK"
        assert code_of(lambda: desk.save(salma("u-tiba", nik="7402115408849431"), 0)) == "DATA_RUSAK"
        assert desa.database.read_bytes() == damaged
        assert run_to_end(desk.health_job()) == "rusak"
        desk = desk.cared_for()
    with desk:
        cared = desk.cared()
        assert cared is not None
        assert cared.sebab == "rusak"
        assert cared.orang + len(cared.ketik) >= damage.PEOPLE  # who stood on the damaged page is named
        assert (desa.root / cared.folder / "data.db").read_bytes() == damaged
        if table != "peserta":  # of which one page is lost: who stood on it is named instead
            assert desk.read(damage.CHANGED).hp == "081399000999"
        desk.save(salma("u-tiba", nik="7402115408849431"), 0)


def test_at_random_nothing_slips_through(village: Path, tmp_path: Path) -> None:
    """Whatever byte is wrong: either care came first, or the look says so and the file is as it was."""
    for seed in range(12):
        folder = damage.copy_of(village, tmp_path / f"acak-{seed}")
        damage.flip(folder.database, random.Random(seed))
        damaged = folder.database.read_bytes()
        desk = glanced(folder)
        if desk.unchecked:
            assert code_of(lambda desk=desk: desk.keep_draft("editor", "u-x", {"texts": {}})) == "DATA_RUSAK"
            assert folder.database.read_bytes() == damaged
            desk = desk.cared_for()
        with desk:
            cared = desk.cared()
            assert cared is not None
            assert len(desk.everyone()) + len(cared.ketik) >= damage.PEOPLE  # told: who stood on the damaged page


def test_after_a_power_cut_the_look_comes_first(village: Path, tmp_path: Path) -> None:
    folder = damage.copy_of(village, tmp_path / "listrik")
    with desks.open_desk(folder, None, CLOCK) as desk:
        desk.save(salma("u-listrik", nik="7402115408849432"), 0)
        half = damage.copy_of(folder.root, tmp_path / "padam")  # as it stands with its log
    with glanced(half) as desk:
        assert not desk.unchecked
        assert desk.read("u-listrik").nik == "7402115408849432"


def test_who_came_in_is_the_first_that_is_written(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "pin")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017"), PIN), CLOCK)
    with glanced(folder, PIN) as desk:
        before = history.head(desk._db)[0]
        desk.save(salma(), 0)
        with desk.ctx.open() as db:
            told = sorted((entry["n"], entry["aksi"]) for entry in history.entries(db) if entry["n"] > before)
        assert told[0][1] == "masuk"
        assert len(told) > 1
    glanced(folder, PIN).close()  # looked at and noted also where nothing was done
    with desks.open_desk(folder, PIN, CLOCK) as desk, desk.ctx.open() as db:
        assert [entry["aksi"] for entry in history.entries(db)].count("masuk") == 3


def came(desk: desks.Desk) -> list[str]:
    with desk.ctx.open() as db:
        return [entry["waktu"] for entry in history.entries(db) if entry["aksi"] == "masuk"]


@pytest.fixture(scope="module")
def pinned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = DataFolder(tmp_path_factory.mktemp("pin") / "desa")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017"), PIN), CLOCK)
    return folder.root


def test_who_came_in_and_was_killed_before_the_look_is_told_by_the_next(pinned: Path, tmp_path: Path) -> None:
    folder = damage.copy_of(pinned, tmp_path / "desa")
    with glanced(folder, PIN):
        killed = damage.copy_of(folder.root, tmp_path / "mati")  # as it lies there when the power goes
    with glanced(killed, PIN) as desk:
        sealed = killed.came_in.read_bytes()
        assert CLOCK.now().isoformat()[:10].encode() not in sealed
        assert len(came(desk)) == 0
        run_to_end(desk.health_job())
        assert len(came(desk)) == 2
        assert not killed.came_in.exists()
    killed.came_in.write_bytes(sealed)  # cut off between the history and this file: told once all the same
    with desks.open_desk(killed, PIN, CLOCK) as desk:
        assert len(came(desk)) == 3
    killed.came_in.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))  # somebody wrote into it: says nothing
    with desks.open_desk(killed, PIN, CLOCK) as desk:
        assert len(came(desk)) == 4


def test_who_came_in_to_a_damaged_file_is_told_in_what_care_brought_back(pinned: Path, tmp_path: Path) -> None:
    folder = damage.copy_of(pinned, tmp_path / "desa")
    with desks.open_desk(folder, PIN, CLOCK) as desk:
        backups.keep(folder, desk.ctx.dek, CLOCK.now(), "tutup")
        key = vault.subkey(desk.ctx.dek, "db")
    break_page(folder, "pembatalan", key)
    desk = glanced(folder, PIN)
    assert run_to_end(desk.health_job()) == "rusak"
    with desk.cared_for() as desk:
        assert desk.cared() is not None
        assert len(came(desk)) == 2


def test_a_write_waits_for_the_look_that_runs() -> None:
    go_on, order = threading.Event(), []

    def look() -> str:
        order.append("lihat")
        go_on.wait(5)
        return ""

    gate = Gate(look)
    gate.before_others(lambda: order.append("dulu"))
    writers = [threading.Thread(target=lambda n=n: (gate.go_through(), order.append(f"tulis {n}"))) for n in range(3)]
    for writer in writers:
        writer.start()
    assert not gate.open
    go_on.set()
    for writer in writers:
        writer.join(5)
    assert order[:2] == ["lihat", "dulu"]
    assert sorted(order[2:]) == ["tulis 0", "tulis 1", "tulis 2"]
    gate.before_others(lambda: order.append("terbuka"))
    assert order[-1] == "terbuka"


def test_a_first_write_that_fails_keeps_the_gate_shut_and_is_tried_again() -> None:
    room, looks = [False], []

    def write() -> None:
        if not room[0]:
            raise Problem("DISK_PENUH", "Tempat simpan di laptop penuh.")

    gate = Gate(lambda: looks.append(1) or "")
    gate.before_others(write)
    assert code_of(gate.go_through) == "DISK_PENUH"
    assert not gate.open
    room[0] = True
    gate.go_through()
    assert (gate.open, len(looks)) == (True, 1)
