"""Carrying the file forward: a verified copy first, whole afterwards, and back again when a step breaks."""

from __future__ import annotations

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backup, backups, schema, vault
from jamsos_desktop.store.engine import Database
from tests.conftest import salma

GOOD = ("m002_uji", "CREATE TABLE uji (a TEXT) STRICT;\nINSERT INTO uji VALUES ('x');\n")
BROKEN = ("m003_rusak", "ALTER TABLE peserta ADD COLUMN uji_kolom TEXT;\nSELECT tidak_ada FROM tidak_ada;\n")


@pytest.fixture
def with_salma(folder: DataFolder, clock: desks.Clock) -> DataFolder:
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma("u1"), 0)
    return folder


def test_a_step_is_applied_after_a_verified_copy(with_salma, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, GOOD))
    with desks.open_desk(with_salma, None, clock) as desk:
        assert desk.read("u1").nama == "WA ODE SALMA"
        with desk.ctx.open() as db:
            assert db.all("SELECT a FROM uji") == [("x",)]
    [kept] = backups.local(with_salma)
    assert (kept.sebab, kept.orang) == ("pembaruan", 1)
    assert list(with_salma.backups.iterdir()) == [kept.path]
    dek, laid = vault.open_with_device(with_salma), with_salma.root / "sebelum"
    laid.mkdir()
    backups.open_data(kept.path, dek, laid)
    with Database(laid / "data.db", vault.subkey(dek, "db")) as before:
        assert before.one("SELECT count(*) FROM peserta") == (1,)
        assert before.one("SELECT 1 FROM sqlite_master WHERE name = 'uji'") is None


def test_a_broken_step_leaves_the_file_as_it_was(with_salma, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, GOOD, BROKEN))
    with pytest.raises(Problem) as caught:
        desks.open_desk(with_salma, None, clock)
    assert caught.value.kode == "PEMBARUAN_GAGAL"
    monkeypatch.undo()
    with desks.open_desk(with_salma, None, clock) as desk:
        assert desk.read("u1").nama == "WA ODE SALMA"
        with desk.ctx.open() as db:
            assert db.integrity() == []
            assert db.one("SELECT 1 FROM sqlite_master WHERE name = 'uji'") is None


def test_without_room_for_the_copy_nothing_is_touched(with_salma, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with_salma.backups.write_text("a file where the folder should be")
    before = with_salma.database.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, GOOD))
    with pytest.raises(Problem) as caught:
        desks.open_desk(with_salma, None, clock)
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert with_salma.database.read_bytes() == before


def test_without_room_for_the_way_back_the_log_stays_too(with_salma, clock) -> None:
    with desks.open_desk(with_salma, None, clock) as desk:
        desk.save(salma("u2", nik="7402115408849426"), 0)  # stands in the log alone
        copy = backup.verified_copy(desk._db, vault.subkey(desk.ctx.dek, "db"), with_salma.root / "salinan.db")
        log = with_salma.root / "data.db-wal"
        before = log.read_bytes()
        (with_salma.root / ".data.db.baru").mkdir()
        with pytest.raises(Problem) as caught:
            backup.swap_back(with_salma, copy)
        assert caught.value.kode == "TIDAK_BISA_TULIS"
        assert before
        assert log.read_bytes() == before
