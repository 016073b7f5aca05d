"""What page Riwayat asks for first is told from an index: the history only grows, and is not read for it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import history, trail
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

CLOCK = desks.Clock(date(2026, 11, 21))
NAMES = ("WA ODE", "andi", "Budi", "ANDI")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Generator[Database, None, None]:
    """A history of five people, each with several entries."""
    folder = DataFolder(tmp_path_factory.mktemp("riwayat"))
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "KEPALA", "NURHAYATI")), CLOCK)
    with desks.open_desk(folder, None, CLOCK) as made:
        run_to_end(made.samples_job(40, 7))
        with made.ctx.open() as opened:
            for name in NAMES * 3:
                with opened.write():
                    history.append(opened, Actor(name, "laptop", datetime(2026, 11, 21, 9).astimezone()), "ubah",
                                   "unit", "1")
            yield opened


def _plans(db: Database, ask: object) -> list[str]:
    """How the engine goes about every question ``ask`` puts."""
    asked: list[str] = []
    db.connection.set_trace_callback(asked.append)
    ask()  # type: ignore[operator]
    db.connection.set_trace_callback(None)
    told = [re.sub(r"\s+", " ", sql) for sql in asked if sql.startswith(("SELECT", "WITH"))]
    return [" | ".join(str(row[-1]) for row in db.all(f"EXPLAIN QUERY PLAN {sql}")) for sql in told]


def test_everybody_is_named_once_and_by_name(db: Database) -> None:
    found = trail.actors(db)
    assert sorted(found) == sorted(str(row[0]) for row in db.all("SELECT DISTINCT pelaku FROM riwayat"))
    assert set(NAMES) < set(found)
    assert [name.lower() for name in found] == sorted(name.lower() for name in found)


def test_nobody_is_named_where_nothing_was_done(tmp_path: Path) -> None:
    with Database(tmp_path / "data.db", bytes(32), create=True) as empty:
        empty.run("CREATE TABLE riwayat (n INTEGER PRIMARY KEY, pelaku TEXT)")
        assert trail.actors(empty) == []
        assert list(trail.numbers(empty, trail.Looked())) == []


@pytest.mark.parametrize("looked", [trail.Looked(), trail.Looked(pelaku="Budi")])
def test_numbers_come_newest_first(db: Database, looked: trail.Looked) -> None:
    where = f"WHERE pelaku = '{looked.pelaku}'" if looked.pelaku else ""
    plain = [int(row[0]) for row in db.all(f"SELECT n FROM riwayat {where} ORDER BY n DESC")]
    assert list(trail.numbers(db, looked)) == plain
    assert len(plain) >= 3


def test_the_log_is_not_read_for_them(db: Database) -> None:
    plans = _plans(db, lambda: (trail.actors(db), trail.numbers(db, trail.Looked()),
                                trail.numbers(db, trail.Looked(pelaku="Budi"))))
    assert len(plans) == 3
    for plan in plans:
        reads = [step for step in plan.split(" | ") if "riwayat" in step]
        assert reads
        assert all("COVERING INDEX riwayat_pelaku" in step for step in reads), plan
    assert "SCAN riwayat" not in plans[0]  # one look for each person, not one for each entry


def test_a_file_of_the_schema_before_has_the_index_too(tmp_path: Path) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "m007_ringkas"
    folder = DataFolder(Path(shutil.copytree(golden, tmp_path / "data")))
    with desks.open_desk(folder, None, CLOCK) as made, made.ctx.open() as db:
        assert db.one("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'riwayat_pelaku'")
        assert trail.actors(db)
        assert history.broken_at(db) is None
