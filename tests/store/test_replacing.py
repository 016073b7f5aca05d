"""One file's content in place of another's: all of it or nothing, also while somebody else writes or reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop.problems import Problem
from jamsos_desktop.store import replacing, schema
from jamsos_desktop.store.engine import Database

KEY = bytes(range(32))


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    with Database(tmp_path / "kini.db", KEY, create=True) as live, \
            Database(tmp_path / "lama.db", KEY, create=True) as fresh:
        for db, text in ((live, "kini"), (fresh, "lama")):
            schema.upgrade(db)
            with db.write():
                db.run("INSERT INTO setelan (kunci, nilai) VALUES ('isi', ?)", (text,))
        yield live, fresh


def holds(db: Database) -> str:
    return str(db.all("SELECT nilai FROM setelan WHERE kunci = 'isi'")[0][0])


def put(live: Database, fresh: Database, expected: replacing.State | None = None) -> None:
    with Database(live.path, KEY) as reader:
        replacing.replace_content(live, fresh, expected or replacing.state(live), reader)


def fails(kode: str, live: Database, fresh: Database, expected: replacing.State | None = None) -> None:
    with pytest.raises(Problem) as caught:
        put(live, fresh, expected)
    assert caught.value.kode == kode
    assert holds(live) == "kini"


def test_all_of_it_and_every_connection_sees_it(two: tuple[Database, Database]) -> None:
    live, fresh = two
    with Database(live.path, KEY) as other:
        assert holds(other) == "kini"
        put(live, fresh)
        assert (holds(live), holds(other)) == ("lama", "lama")
        assert other.integrity() == []


def test_one_who_reads_meanwhile_keeps_what_they_saw(two: tuple[Database, Database]) -> None:
    live, fresh = two
    with Database(live.path, KEY) as other:
        other.run("BEGIN")
        assert holds(other) == "kini"
        put(live, fresh)
        assert holds(other) == "kini"
        other.run("COMMIT")
        assert holds(other) == "lama"


def test_one_who_writes_and_does_not_end_is_not_written_over(two: tuple[Database, Database],
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    live, fresh = two
    monkeypatch.setattr(replacing, "_TRIES", 2)
    live.run("PRAGMA busy_timeout = 20")
    with Database(live.path, KEY) as other:
        other.run("BEGIN IMMEDIATE")
        fails("DATA_SIBUK", live, fresh)
        other.run("ROLLBACK")
    put(live, fresh)
    assert holds(live) == "lama"


def test_what_was_saved_since_is_not_lost(two: tuple[Database, Database]) -> None:
    live, fresh = two
    fails("BERUBAH_SAAT_MENYALIN", live, fresh, (7, "x" * 64))
    live.refuse(Problem("MEJA_DIPINDAHKAN", "a", "b", "c"))
    fails("MEJA_DIPINDAHKAN", live, fresh)
