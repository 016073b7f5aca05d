"""The encrypted file: never plain, whole writes, errors as Problems, newer files refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from jamsos_desktop.problems import Problem
from jamsos_desktop.store import schema
from jamsos_desktop.store.engine import Database

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Database(tmp_path / "data.db", KEY, create=True) as db:
        schema.upgrade(db)
    return tmp_path / "data.db"


def test_the_file_is_not_plain_sqlite(path: Path) -> None:
    assert not path.read_bytes().startswith(b"SQLite format 3\0")
    assert b"peserta" not in path.read_bytes()


def test_wal_and_full_sync_and_foreign_keys(path: Path) -> None:
    with Database(path, KEY) as db:
        assert [db.one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")] == [
            ("wal",), (2,), (1,)]


def test_another_key_is_refused_and_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Problem) as caught:
        Database(path, KEY[::-1])
    assert caught.value.kode == "DATA_BUKAN_MILIK_KUNCI_INI"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "data.db").write_bytes(b"Ini surat biasa." * 400)
    with pytest.raises(Problem) as caught:
        Database(tmp_path / "data.db", KEY)
    assert caught.value.kode == "DATA_BUKAN_MILIK_KUNCI_INI"
    assert (tmp_path / "data.db").read_bytes() == b"Ini surat biasa." * 400


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="tidak ada"):
        Database(tmp_path / "data.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_file_is_refused_with_a_sentence(path: Path) -> None:
    with Database(path, KEY) as db, db.write():
        db.run("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('jamsos','m999_nanti','x')")
    with Database(path, KEY) as db, pytest.raises(Problem) as caught:
        schema.upgrade(db)
    assert caught.value.kode == "DATA_LEBIH_BARU"
    assert "Perbarui aplikasi" in str(caught.value)


def test_a_lost_trigger_is_noticed(path: Path) -> None:
    with Database(path, KEY) as db:
        db.run("DROP TRIGGER cari_ubah")
        with pytest.raises(Problem, match="tidak lengkap"):
            schema.upgrade(db)


def test_a_write_is_whole_or_absent(path: Path) -> None:
    def half() -> None:
        with db.write():
            db.run("INSERT INTO setelan VALUES ('a', '1')")
            raise ZeroDivisionError

    with Database(path, KEY) as db:
        with pytest.raises(ZeroDivisionError):
            half()
        assert db.one("SELECT 1 FROM setelan WHERE kunci = 'a'") is None


def test_a_second_writer_meets_a_busy_problem(path: Path) -> None:
    with Database(path, KEY) as one, Database(path, KEY, busy_ms=10) as two, one.write():
        with pytest.raises(Problem) as caught, two.write():
            pass
        assert caught.value.kode == "DATA_SIBUK"


def test_integrity_sees_a_flipped_byte(path: Path) -> None:
    with Database(path, KEY) as db:
        assert db.integrity() == []
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with Database(path, KEY) as db:
        assert db.all("PRAGMA cipher_integrity_check")


def test_every_table_is_strict_but_the_search_index(path: Path) -> None:
    with Database(path, KEY) as db:
        loose = [name for name, kind, strict in db.all(
            "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'") if not strict]
    assert all(name.startswith(("cari", "sqlite_", "_sqlite")) for name in loose), loose
