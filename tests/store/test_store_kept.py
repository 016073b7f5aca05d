"""What is kept, and what is not: values of another kind, many people at once, keys half changed, a broken chain."""

from __future__ import annotations

import errno
import io
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime

import msgspec
import pytest

from jamsos_desktop.desk import Desk
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import (
    answers,
    archive,
    backup,
    backups,
    bills,
    bringing_rights,
    device_secret,
    engine,
    erasing,
    filling,
    history,
    key_file,
    mending,
    outgoing,
    people,
    rekey,
    replacing,
    salvage,
    seats,
    slots,
    trail,
    undo,
    vault,
)
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor
from tests.conftest import make_ready, salma
from tests.desk import damage
from tests.store.test_store_refused import NAME, SCAN

UID = salma().uid
WHO = Actor("NURHAYATI SALAM", "laptop", datetime(2026, 11, 21, 9, 0).astimezone())


@pytest.fixture
def db(desk: Desk) -> Iterator[Database]:
    desk.save(salma(), 0)
    with desk.ctx.open() as opened:
        yield opened


def kode_of(raised: pytest.ExceptionInfo[Problem]) -> str:
    return raised.value.kode


# The engine.


def test_a_program_whose_engine_cannot_lock_makes_no_file_of_people(folder: DataFolder,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """Built with a plain engine by mistake, it would write people unlocked."""
    monkeypatch.setattr(engine, "dbapi2", sqlite3)
    with pytest.raises(Problem) as told:
        Database(folder.root / "baru.db", bytes(32), create=True)
    assert kode_of(told) == "TANPA_KUNCI"


def test_a_fault_in_a_write_whose_transaction_is_gone_is_not_hidden_by_another(db: Database) -> None:
    def lost() -> None:
        with db.write():
            db.connection.rollback()  # as a full disk may do
            raise KeyError("sebab")

    with pytest.raises(KeyError, match="sebab"):
        lost()
    assert not db.connection.in_transaction


def test_an_index_that_holds_somebody_who_is_not_there_is_found(db: Database) -> None:
    assert mending.search_fits(db)
    with db.write():
        db.run("INSERT INTO cari (rowid, nama) VALUES (999999, 'ORANG LAIN')")
    assert not mending.search_fits(db)
    mending.mend(db, frozenset())
    assert mending.search_fits(db)


def test_a_damaged_copy_counts_as_whole_only_where_the_engine_says_so(desk: Desk, folder: DataFolder) -> None:
    desk.close()
    copy = folder.root / "salinan.db"
    copy.write_bytes(folder.database.read_bytes())
    with salvage.Broken(copy, damage.key_of(folder)) as broken:
        assert broken.whole
        broken._db.execute("PRAGMA writable_schema = OFF")
        broken._db.set_progress_handler(lambda: 1, 1)  # the engine gives up while it looks
        assert not broken.whole


# People.


def test_two_with_one_nik_are_told_apart_by_their_numbers(desk: Desk, db: Database) -> None:
    desk.save(salma("u-lain", nama="ORANG LAIN"), 0)
    with pytest.raises(Problem) as told:
        people.uid_by_name(db, salma().nik)
    assert kode_of(told) == "NIK_GANDA"
    number = db.one("SELECT nomor FROM peserta WHERE uid = 'u-lain'")
    assert number
    assert people.uid_by_name(db, str(number[0]).lower()) == "u-lain"
    assert people.uid_by_name(db, "7402110000009999") is None


def test_values_laid_aside_are_given_only_where_some_were(desk: Desk, db: Database) -> None:
    before = db.one("SELECT status FROM peserta WHERE uid = ?", (UID,))
    with db.write():
        people.put_staged(db)  # nothing was laid aside on this connection
    assert db.one("SELECT status FROM peserta WHERE uid = ?", (UID,)) == before


def test_what_was_typed_and_did_not_parse_is_shown_in_a_seat(db: Database) -> None:
    with db.write():
        db.run("UPDATE peserta SET dusun = '', mentah = ? WHERE uid = ?", ('{"dusun": "D?", "nik": "74"}', UID))
    assert [one.dusun for one in seats.holders(db, "pekerja_rentan")] == ["D?"]


def test_a_reply_writes_only_what_replies_write(db: Database) -> None:
    with pytest.raises(ValueError, match="not written by a reply"):
        answers.write_facts(db, WHO, UID, 1, {"nama": "ORANG LAIN"}, "")
    assert db.one("SELECT nama, revisi FROM peserta WHERE uid = ?", (UID,)) == ("WA ODE SALMA", 1)


def test_those_asked_for_are_listed_whether_or_not_they_lack_anything(db: Database) -> None:
    found = filling.those(db, ["nama", "hp"], [UID, "tidak-ada"])
    assert [(one.uid, one.nilai) for one in found] == [(UID, ("WA ODE SALMA", "081299000417"))]


def test_many_people_are_asked_for_in_one_look_and_few_by_their_ids(desk: Desk, db: Database) -> None:
    """Both ways to the same people."""
    make_ready(desk, UID)
    many = [UID, *(f"u-{at}" for at in range(40_000))]
    today = date(2026, 11, 21)
    assert outgoing.trails(db, today, many) == outgoing.trails(db, today, [UID]) != {}
    assert bills.in_force(db, many) == bills.in_force(db, [UID])


def test_somebody_brought_back_twice_is_not_there_twice(desk: Desk, db: Database) -> None:
    desk.save(salma("u-lain", nik="7402115408849418"), 0)
    desk.delete([UID])
    desk.delete(["u-lain"])
    assert [one.uid for one in undo.undone_records(db, {UID, "tidak-ada"})] == [UID]
    gone = undo.undone_records(db, {UID})[0]
    desk.bring_back_people([UID])
    with pytest.raises(Problem) as told:
        undo.restore(db, WHO, gone, None)  # type: ignore[arg-type]
    assert kode_of(told) == "TIDAK_BISA_URUNG"


def test_a_restriction_comes_over_only_for_somebody_who_is_here(db: Database) -> None:
    row = {"aksi": bringing_rights._RIGHTS[0], "waktu": "2026-11-20", "alasan": "diminta", "pelaku": "A"}
    with db.write():
        for uid in (UID, "tidak-ada"):
            bringing_rights._restrict(db, uid, row)
        assert db.all("SELECT uid FROM pembatasan") == [(UID,)]
        bringing_rights._restrict(db, UID, {**row, "aksi": "lain"})
        assert db.all("SELECT uid FROM pembatasan") == []


# Erasing.


def test_a_message_that_names_somebody_goes_and_the_others_stay(db: Database) -> None:
    told = [{"teks": "Wa Ode SALMA: bawa KK"}, {"teks": "Rapat hari Senin"}]
    with db.write():
        for no, pesan in ((1, told), (2, told[1:]), (3, [])):
            db.run("INSERT INTO balasan VALUES (?, ?, '', '', '', 0, '', '', '', '{}', '[]', ?)",
                   (no, str(no), msgspec.json.encode(pesan).decode()))
        erasing.forget_messages(db, ["wa ode salma", "74", "S"])
    kept = [msgspec.json.decode(text) for (text,) in db.all("SELECT pesan FROM balasan ORDER BY no")]
    assert kept == [told[1:], told[1:], []]


def test_pages_of_an_earlier_day_are_not_called_gone_while_somebody_reads_them(desk: Desk, db: Database) -> None:
    with desk.ctx.open(busy_ms=50) as reader:
        reader.connection.execute("BEGIN")
        reader.one("SELECT count(*) FROM peserta")
        with desk.ctx.open(busy_ms=50) as writer, pytest.raises(Problem) as told:
            erasing.compact(writer)
        assert kode_of(told) == "DATA_SIBUK"
        reader.connection.rollback()
    erasing.compact(db)


# The chain.


def test_a_first_row_that_remembers_something_before_it_is_found(db: Database) -> None:
    assert [found for _, found in trail.breaks(db) if found] == []
    columns = ",".join(history.COLUMNS)
    first = db.one(f"SELECT {columns} FROM riwayat WHERE n = 1")
    assert first
    changed = (*first[:-1], "f" * 64)
    with db.write():
        db.run("DROP TRIGGER IF EXISTS riwayat_ubah")
        for (name,) in db.all("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'riwayat'"):
            db.run(f"DROP TRIGGER {name}")
        db.run("UPDATE riwayat SET prev = ?, h = ? WHERE n = 1", ("f" * 64, history.digest(changed)))
    assert {(one.jenis, one.n) for _, found in trail.breaks(db) for one in found} >= {("diubah", 1)}


# Keys.


def test_a_scan_opens_under_the_earlier_key_while_the_new_one_is_put_in_place(desk: Desk,
                                                                             folder: DataFolder) -> None:
    old, new = desk.ctx.dek, bytes(range(32))
    Attachments(folder, old).put(NAME, SCAN)
    file = key_file.read(folder)
    nonce = bytes(12)
    sealed = nonce + rekey._seal(new).encrypt(nonce, old, file.db_id.encode())
    key_file.write(folder, msgspec.structs.replace(file, lama=sealed))
    assert rekey.earlier(folder, new) == old
    assert Attachments(folder, new).get(NAME) == SCAN
    assert rekey.earlier(folder, bytes(32)) is None  # sealed for another key: nothing to go on with
    with pytest.raises(Problem) as told:
        Attachments(folder, bytes(32)).get(NAME)
    assert kode_of(told) == "LAMPIRAN_RUSAK"
    rekey.forget_earlier(folder)
    rekey.forget_earlier(folder)  # done before: nothing is written
    assert key_file.read(folder).lama == b""


def test_a_file_that_cannot_be_opened_now_is_not_taken_for_one_under_another_key(desk: Desk,
                                                                                folder: DataFolder) -> None:
    dek = desk.ctx.dek
    desk.close()
    assert rekey._opens(folder, dek)
    assert not rekey._opens(folder, bytes(32))
    (folder.database.with_name(folder.database.name + "-wal")).mkdir()
    with pytest.raises(Problem):
        rekey._opens(folder, dek)


def test_a_laptop_without_a_secret_gets_one_and_one_that_has_it_keeps_it(desk: Desk, folder: DataFolder) -> None:
    kept = [path.read_bytes() for path in sorted(folder.root.iterdir()) if path.is_file() and "rahasia" in path.name]
    vault.come_home(folder)
    assert [path.read_bytes() for path in sorted(folder.root.iterdir())
            if path.is_file() and "rahasia" in path.name] == kept
    before = {slots.laptop_name(vault._device(folder, key_file.read(folder)))}
    device_secret.write(folder, bytes(range(32)))
    vault.come_home(folder)  # no slot is of this laptop any more
    assert slots.laptop_name(vault._device(folder, key_file.read(folder))) not in before


def test_a_laptop_whose_secret_is_gone_gets_a_new_one_and_other_trouble_is_told(desk: Desk, folder: DataFolder) -> None:
    folder.device_secret.unlink()
    vault.come_home(folder)
    assert folder.device_secret.is_file()
    for path in (folder.keys, folder.keys_copy):
        path.write_bytes(b"rusak")
    with pytest.raises(Problem) as told:
        vault.come_home(folder)
    assert kode_of(told).startswith("KUNCI_")


# Copies.


def test_a_copy_with_fewer_people_than_there_are_is_no_copy(db: Database, folder: DataFolder) -> None:
    """What the connection counts and what was copied differ: nothing takes the place of the copy before."""
    target = folder.root / "salinan.db"
    target.write_bytes(b"sebelumnya")
    db.run("CREATE TEMP TABLE peserta AS SELECT * FROM main.peserta UNION ALL SELECT * FROM main.peserta")
    with pytest.raises(Problem) as told:
        backup.verified_copy(db, damage.key_of(folder), target)
    assert kode_of(told) == "CADANGAN_RUSAK"
    assert target.read_bytes() == b"sebelumnya"
    assert sorted(path.name for path in folder.root.glob("*salinan.db*")) == ["salinan.db"]


def test_going_back_to_a_copy_that_cannot_be_read_changes_nothing(desk: Desk, db: Database) -> None:
    before = replacing.state(db)
    with desk.ctx.open() as fresh, desk.ctx.open() as reader:
        fresh.close()
        with pytest.raises(Problem):
            replacing.replace_content(db, fresh, before, reader)
    assert replacing.state(db) == before


class PulledOut(io.BytesIO):
    """A stick that is pulled out while it is read."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(errno.EIO, "pulled out")


def test_a_stick_pulled_out_while_a_backup_is_read_is_told(desk: Desk, folder: DataFolder) -> None:
    kept = backups.keep(folder, desk.ctx.dek, WHO.waktu, "hitung")
    with archive.Archive(kept.path) as made:
        whole, made._zip.fp = made._zip.fp, PulledOut()
        for act in (lambda: made.check_seal(bytes(32)), lambda: list(made.copy(made.manifest.files[0], None))):
            with pytest.raises(Problem) as told:
                act()
            assert kode_of(told) == "FILE_TIDAK_ADA"
        made._zip.fp = whole
    kept.path.unlink()
    with pytest.raises(Problem) as told:
        archive.Archive(kept.path)
    assert kode_of(told) == "FILE_TIDAK_ADA"
    assert not archive._starts_as_zip(kept.path)
