"""The list in its orders, and what it reads for them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import LEFT
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import listing
from jamsos_desktop.store.engine import Database

CLOCK = desks.Clock(date(2026, 11, 21))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Generator[desks.Desk, None, None]:
    folder = DataFolder(tmp_path_factory.mktemp("daftar"))
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "KEPALA", "SEKRETARIS")), CLOCK)
    with desks.open_desk(folder, None, CLOCK) as made:
        run_to_end(made.samples_job(200, 7))
        first, second = [p for p in made.everyone() if p.nama][:2]
        made.leave(first.uid, desks.LeaveOrder(sebab="mengundurkan_diri", tanggal=date(2026, 11, 1)))
        made.leave(second.uid, desks.LeaveOrder(sebab="mengundurkan_diri", tanggal=date(2026, 11, 2)))
        yield made


@pytest.fixture
def db(desk: desks.Desk) -> Generator[Database, None, None]:
    with desk.ctx.open() as opened:
        yield opened


@pytest.mark.parametrize("desc", [False, True])
@pytest.mark.parametrize("sort", list(listing.SORTS))
def test_every_order_is_the_one_the_engine_gives_row_by_row(db: Database, sort: str, desc: bool) -> None:
    order = listing.SORTS[sort] + (" DESC" if desc else "")
    names = "" if sort == "nama" else ", nama COLLATE NOCASE"
    plain = db.all(f"SELECT id FROM peserta WHERE status NOT IN {LEFT} ORDER BY {order}{names}, id")
    assert len(plain) == 198
    assert list(listing.find_ids(db, listing.Query(sort=sort, desc=desc))) == [row[0] for row in plain]


def test_ids_of_nobody_are_none(db: Database) -> None:
    assert list(db.ids("SELECT id FROM peserta WHERE nama = ?", ["TIDAK ADA"])) == []


def test_counting_reads_the_index_and_never_the_people(db: Database) -> None:
    asked: list[str] = []
    db.connection.set_trace_callback(asked.append)
    listing.counts(db, listing.Query())
    listing.per_group(db)
    listing.per_fund(db)
    listing.backlog(db)
    db.connection.set_trace_callback(None)
    told = [re.sub(r"\s+", " ", sql) for sql in asked if sql.startswith("SELECT")]
    assert len(told) == 4
    for sql in told:
        plan = " | ".join(str(row[-1]) for row in db.all(f"EXPLAIN QUERY PLAN {sql}"))
        assert "COVERING INDEX peserta_ringkas" in plan, f"{sql}: {plan}"


def test_who_is_covered_is_counted_as_the_rows_say(tmp_path: Path) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "m007_ringkas"
    folder = DataFolder(Path(shutil.copytree(golden, tmp_path / "data")))
    with desks.open_desk(folder, None, CLOCK) as made:
        with made.ctx.open() as db, db.write():
            db.run("UPDATE peserta SET aktif_sampai = '2026-12-31' WHERE id IN (2, 3)")
            db.run("UPDATE peserta SET berlaku_sampai = '2026-10-31' WHERE id IN (3, 4)")
            db.run("UPDATE peserta SET status = 'menunggu_bayar' WHERE id = 5")
            db.run("UPDATE peserta SET status = 'keluar', aktif_sampai = '2026-12-31' WHERE id = 6")
        rows = made.rows(made.find(desks.Query()))
        waiting = {rows[1].uid, rows[2].uid}
        wanted = Counter((row.sumber_dana, row.kelompok, row.segmen) for row in rows.values()
                         if row.aktif_sampai or row.status == "menunggu_bayar" or row.uid in waiting)
        assert made.covered_groups(waiting) == wanted
        assert sum(made.covered_groups().values()) == wanted.total() - 1 == 4


def test_a_file_of_the_schema_before_counts_the_same(tmp_path: Path) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "m006_orang"
    folder = DataFolder(Path(shutil.copytree(golden, tmp_path / "data")))
    with desks.open_desk(folder, None, CLOCK) as made, made.ctx.open() as db:
        people = db.all("SELECT status, iuran_sen FROM peserta")
        counts = made.counts()
        assert counts.total == sum(status not in LEFT for status, _ in people) > 10
        assert counts.iuran_sen == sum(sen for status, sen in people if status not in LEFT) > 0
        names = {row[0] for row in db.all("SELECT name FROM sqlite_master WHERE type = 'index'")}
        assert "peserta_ringkas" in names
        assert "peserta_status" not in names
