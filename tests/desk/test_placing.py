"""Moves of a restore that were cut short: the rest of them is done, or all of it is of no use any more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jamsos_desktop.desk import door, placing
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.lock import DeskLock

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OLD, NEW = b"lama", b"baru"


@pytest.fixture
def cut(tmp_path: Path) -> DataFolder:
    """The old data file has gone aside, nothing else has moved yet."""
    folder = DataFolder(tmp_path / "data")
    making, aside = folder.root / ".pulihkan-1", folder.root / "disisihkan-1"
    making.mkdir(parents=True)
    for name in ("data.db", "kunci.json"):
        (folder.root / name).write_bytes(OLD)
        (making / name).write_bytes(NEW)
    moves = [(folder.root / name, aside / name) for name in ("data.db", "kunci.json")]
    moves += [(making / name, folder.root / name) for name in ("kunci.json", "data.db")]
    placing.write_plan(folder, making, moves)
    aside.mkdir()
    folder.database.rename(aside / "data.db")
    return folder


def plan(folder: DataFolder) -> Path:
    [found] = folder.root.glob(".pulihkan-*/rencana.json")
    return found


def contents(folder: DataFolder) -> dict[str, bytes]:
    return {str(path.relative_to(folder.root)): path.read_bytes() for path in folder.root.rglob("*")
            if path.is_file() and path.name not in ("data.lock", "pemakai.json")}


PLACED = {"data.db": NEW, "kunci.json": NEW, "disisihkan-1/data.db": OLD, "disisihkan-1/kunci.json": OLD}


def test_the_next_look_at_the_folder_does_the_rest(cut: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_slot_kinds", lambda folder: {"perangkat"})
    assert door.state_of(cut) == "perangkat"
    assert contents(cut) == PLACED


def test_without_the_restored_file_what_stood_there_comes_back(cut: DataFolder) -> None:
    (cut.root / ".pulihkan-1" / "data.db").unlink()
    placing.finish_cut_short(cut, plan(cut), NOW)
    assert contents(cut) == {"data.db": OLD, "kunci.json": OLD}


def test_where_a_data_file_stands_nothing_moves(cut: DataFolder) -> None:
    cut.database.write_bytes(OLD)
    placing.finish_cut_short(cut, plan(cut), NOW)
    assert contents(cut) == {"data.db": OLD, "kunci.json": OLD, "disisihkan-1/data.db": OLD}


def test_a_restore_that_is_under_way_is_left_alone(cut: DataFolder) -> None:
    before = contents(cut)
    with DeskLock(cut, NOW):
        placing.finish_cut_short(cut, plan(cut), NOW)
        assert contents(cut) == before


def test_a_note_that_cannot_be_read_moves_nothing(cut: DataFolder) -> None:
    plan(cut).write_bytes(b"[[")
    placing.finish_cut_short(cut, plan(cut), NOW)
    assert contents(cut) == {"kunci.json": OLD, "disisihkan-1/data.db": OLD}


def test_what_cannot_be_moved_is_told_and_tried_again(cut: DataFolder) -> None:
    (cut.root / "disisihkan-1" / "data.db").rename(cut.root / "disisihkan-1-data")
    (cut.root / "disisihkan-1").rmdir()
    (cut.root / "disisihkan-1").write_bytes(b"a file where a folder should be")
    with pytest.raises(Problem) as caught:
        placing.finish_cut_short(cut, plan(cut), NOW)
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert plan(cut).is_file()
