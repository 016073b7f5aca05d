"""When the disk, or what lies in a file's place, refuses: what is told, and that what stood there still stands."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from jamsos_desktop import faults, files, settings
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import archive, backup, backups, private, schema, vault
from jamsos_desktop.store import attachments as sealed
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.lock import DeskLock, holder

KEY, NOW = bytes(range(32)), datetime(2026, 11, 21, 9, 0).astimezone()
SCAN = b"%PDF-1.4 pindaian"
NAME = hashlib.sha256(SCAN).hexdigest() + ".pdf"


@contextmanager
def no_room(size: int = 0) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def kode_of(raised: pytest.ExceptionInfo[Problem]) -> str:
    return raised.value.kode


# One file, whole or not at all.


def test_a_full_disk_leaves_the_file_that_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "kunci.json"
    private.write_private(path, b"lama")
    with no_room(), pytest.raises(Problem) as told:
        private.write_private(path, b"baru" * 100)
    assert kode_of(told) == "DISK_PENUH"
    assert path.read_bytes() == b"lama"
    assert os.listdir(tmp_path) == ["kunci.json"]


def test_a_folder_in_the_place_of_a_file_is_told_as_unwritable(tmp_path: Path) -> None:
    (tmp_path / "kunci.json").mkdir()
    with pytest.raises(Problem) as told:
        private.write_private(tmp_path / "kunci.json", b"baru")
    assert kode_of(told) == "TIDAK_BISA_TULIS"


@pytest.mark.parametrize("path", [Path(), Path("..") / ".." / ".", Path("/")])
def test_no_file_takes_the_place_of_a_folder_without_a_name(path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        files.replace_whole(Path(path if path.name != ".." else "."), b"a")


def test_what_is_no_file_is_never_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    for path in (tmp_path / "pipa", tmp_path, Path("a\0b")):
        with pytest.raises(OSError) as told:
            files.open_plain(path)
        assert told.value.errno == errno.EINVAL


class Letter:
    """The root of a drive that is out, as Windows names it: nothing is above it and it is not there."""

    def exists(self) -> bool:
        return False

    @property
    def parent(self) -> Letter:
        return self

    def __str__(self) -> str:
        return "E:\\"


def test_a_folder_stands_on_nothing_when_its_drive_is_out() -> None:
    for act in (files.footing, files.make_folder):
        with pytest.raises(files.DriveGone) as told:
            act(Letter())  # type: ignore[operator]
        assert told.value.filename == "E:\\"


def test_a_folder_that_went_to_another_disk_is_not_written(tmp_path: Path) -> None:
    on = files.footing(tmp_path / "stik" / "desa")
    files.check_footing(tmp_path / "stik" / "desa", on)
    with pytest.raises(files.DriveGone):
        files.check_footing(tmp_path, on._replace(volume=on.volume + 1))
    with pytest.raises(files.DriveGone):
        files.check_footing(tmp_path, on._replace(above=tmp_path / "tidak-ada"))


# What the program remembers of this machine.


def test_settings_that_cannot_be_kept_are_forgotten_later_and_nothing_ends(tmp_path: Path) -> None:
    kept = settings.Settings(tmp_path / "pengaturan.json")
    kept.put("lebar", 10)
    with no_room():
        assert not settings.write(kept.path, {"lebar": 20})
        kept.put("lebar", 30)
    assert kept.get("lebar") == 30
    assert settings.Settings(kept.path).get("lebar") == 10


def test_a_value_put_again_is_not_written_and_none_forgets_it(tmp_path: Path) -> None:
    kept = settings.Settings(tmp_path / "pengaturan.json")
    kept.put("lebar", 10)
    kept.path.unlink()
    kept.put("lebar", 10)
    assert not kept.path.exists()
    kept.put("lebar", None)
    assert settings.read(kept.path) == {}


def test_a_settings_file_of_senseless_size_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "pengaturan.json"
    path.write_bytes(b'{"lebar": 1}' + b" " * settings.LARGEST)
    assert settings.Settings(path).get("lebar", 5) == 5


# The log of faults.


def test_the_last_lines_of_the_log_come_without_numbers_of_people(folder: DataFolder) -> None:
    assert faults.last_lines(folder) == ""
    for letter in "abcdef":
        faults.note(folder, NOW, f"langkah-{letter} 7402115408849417")
    told = faults.last_lines(folder)
    assert [line.split()[2] for line in told.splitlines()] == ["langkah-c", "langkah-d", "langkah-e", "langkah-f"]
    assert "7402115408849417" not in told


def test_a_log_that_cannot_be_written_costs_the_line_and_nothing_else(folder: DataFolder) -> None:
    folder.log.mkdir()
    faults.note(folder, NOW, "galat")
    assert faults.last_lines(folder) == ""


def test_a_long_way_to_a_fault_is_told_by_both_its_ends() -> None:
    def deep(left: int) -> None:
        if not left:
            raise KeyError("rahasia")
        deep(left - 1)

    with pytest.raises(KeyError) as raised:
        deep(200)
    told = faults.told(raised.value).splitlines()
    assert told[0] == "KeyError"
    assert len(told) == faults.MOST_PLACES + 2
    assert any("langkah lagi" in line for line in told)
    assert "rahasia" not in "\n".join(told)
    assert faults.same_as(raised.value) == f"KeyError {told[-1].strip()}"


@pytest.mark.parametrize(("text", "told"), [
    ("", ""), ("  \n", ""), ("Fatal Python error", "BerhentiMendadak"),
    ('Fatal Python error: Segmentation fault\n  File "/rumah/desa/main.py", line 7 in main\n',
     "BerhentiMendadak\n  main.py:7 main")])
def test_what_the_interpreter_wrote_while_it_died_becomes_places(text: str, told: str) -> None:
    assert faults.fatal(text) == told


# One program at a time.


def test_a_note_of_who_works_here_is_only_a_courtesy(folder: DataFolder) -> None:
    """Whatever lies in its place, the desk opens, closes, and is free again."""
    folder.lock_holder.mkdir()
    with DeskLock(folder, NOW):
        assert holder(folder) == "program lain"
        with pytest.raises(Problem) as told:
            DeskLock(folder, NOW, wait=0)
        assert kode_of(told) == "SEDANG_DIPAKAI"
    DeskLock(folder, NOW, wait=0).release()


def test_a_desk_whose_folder_takes_no_lock_says_so(folder: DataFolder) -> None:
    folder.lock.unlink(missing_ok=True)
    folder.lock.mkdir()
    with pytest.raises(Problem) as told:
        DeskLock(folder, NOW, wait=0)
    assert kode_of(told) == "HANYA_BACA"


def test_a_user_without_a_name_works_too(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    with DeskLock(folder, NOW):
        assert b'"user":"-"' in folder.lock_holder.read_bytes()


# Scans.


@pytest.fixture
def scans(folder: DataFolder) -> sealed.Attachments:
    return sealed.Attachments(folder, KEY)


@pytest.mark.parametrize("name", ["", "../data.db", "foto.jpg", "0" * 64 + ".exe"])
def test_a_scan_that_is_not_named_by_its_content_is_none(scans: sealed.Attachments, name: str) -> None:
    for act in (lambda: scans.put(name, SCAN), lambda: scans.drop(name)):
        with pytest.raises(ValueError, match="named by its content"):
            act()
    assert not scans.has(name)
    with pytest.raises(Problem) as told:
        scans.get(name)
    assert kode_of(told) == "LAMPIRAN_RUSAK"


def test_a_scan_that_does_not_fit_on_the_disk_leaves_nothing(scans: sealed.Attachments, folder: DataFolder) -> None:
    with no_room(), pytest.raises(Problem) as told:
        scans.put(NAME, SCAN)
    assert kode_of(told) == "DISK_PENUH"
    assert not scans.has(NAME)
    assert [path for path in folder.attachments.rglob("*") if path.is_file()] == []
    assert scans.put(NAME, SCAN)
    assert not scans.put(NAME, SCAN)  # held already
    assert scans.get(NAME) == SCAN


def test_a_scan_that_cannot_be_removed_is_told_and_one_that_is_not_there_is_fine(
        scans: sealed.Attachments, folder: DataFolder) -> None:
    scans.drop(NAME)
    (folder.attachments / NAME[:2] / NAME).mkdir(parents=True)
    with pytest.raises(Problem) as told:
        scans.drop(NAME)
    assert kode_of(told) == "TIDAK_BISA_TULIS"


def test_a_scan_on_a_bad_place_counts_as_damaged_and_the_others_get_the_new_key(
        scans: sealed.Attachments, folder: DataFolder) -> None:
    scans.put(NAME, SCAN)
    other = "f" * 64 + ".jpg"
    (folder.attachments / "ff" / other).mkdir(parents=True)
    new = KEY[::-1]
    assert run_to_end(sealed.reseal_job(folder, KEY, new)) == (1, 1)
    assert sealed.Attachments(folder, new).get(NAME) == SCAN
    assert run_to_end(sealed.reseal_job(folder, KEY, new)) == (1, 1)  # begun again


# Copies of the data.


def test_a_copy_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    with Database(tmp_path / "data.db", KEY, create=True) as db:
        schema.upgrade(db)
        (tmp_path / "salinan.db").mkdir()
        with pytest.raises(Problem) as told:
            backup.verified_copy(db, KEY, tmp_path / "salinan.db")
    assert kode_of(told) == "TIDAK_BISA_TULIS"
    assert sorted(path.name for path in tmp_path.iterdir() if "salinan" in path.name) == ["salinan.db"]


def test_a_backup_needs_a_reason_that_is_known(folder: DataFolder) -> None:
    with pytest.raises(ValueError, match="no such reason"):
        backups.keep(folder, KEY, NOW, "iseng")


def kept(folder: DataFolder) -> tuple[backups.LocalBackup, bytes]:
    dek = vault.open_with_device(folder)
    assert dek is not None
    return backups.keep(folder, dek, NOW, "hitung"), dek


def test_a_backup_without_a_place_for_it_is_told_and_the_data_stay(folder: DataFolder) -> None:
    before = folder.database.read_bytes()
    one, dek = kept(folder)
    made = one.path.read_bytes()
    one.path.unlink()
    one.path.mkdir()  # its name is taken by something else: another is found
    again, _ = kept(folder)
    assert again.path.name != one.path.name
    assert again.path.stat().st_size == len(made)
    (folder.backups / "oto-20259999-999999-hitung.jdc").mkdir()
    assert folder.database.read_bytes() == before
    assert [found.path for found in backups.local(folder)] == [again.path]
    with no_room(len(made) - 1), pytest.raises(Problem) as told:
        backups.keep(folder, dek, NOW, "hitung")
    assert kode_of(told) == "DISK_PENUH"
    with pytest.raises(Problem) as told:
        backups._place(folder, folder.backups / "dicabut.jdc", NOW, "hitung")
    assert kode_of(told) == "TIDAK_BISA_TULIS"
    assert [found.path for found in backups.local(folder)] == [again.path]


def test_a_backup_read_back_into_no_room_leaves_nothing(folder: DataFolder, tmp_path: Path) -> None:
    one, dek = kept(folder)
    with no_room(4096), pytest.raises(Problem) as told:
        backups.open_data(one.path, dek, tmp_path / "buka")
    assert kode_of(told) == "DISK_PENUH"
    assert list((tmp_path / "buka").iterdir()) == []
    assert backups.open_data(one.path, dek, tmp_path / "buka").sebab == "hitung"


def test_a_backup_with_another_list_or_other_data_is_refused(folder: DataFolder, tmp_path: Path) -> None:
    """Its list and its seal are whole; the data under them are another's."""
    one, dek = kept(folder)
    seal, db_key = vault.subkey(dek, "cadangan"), vault.subkey(dek, "db")
    with archive.Archive(one.path) as made:
        manifest = made.manifest
        with pytest.raises(Problem) as told:
            made.check_seal(db_key)
        assert kode_of(told) == "CADANGAN_RUSAK"
        made.check_seal(seal)
    with Database(tmp_path / "lain.db", db_key, create=True) as db:
        schema.upgrade(db)
    for path in (tmp_path / "lain.db", folder.keys):
        with pytest.raises(Problem) as told:
            backups.check_data(manifest, path, db_key)
        assert kode_of(told) == "CADANGAN_RUSAK"


def test_a_backup_of_a_day_that_never_was_tells_nothing(folder: DataFolder) -> None:
    one, _ = kept(folder)
    assert backups.day_of(Path("oto-20269999-999999-hitung.jdc")).year == 1
    with archive.Archive(one.path) as made:
        import msgspec

        assert backups._told(one.path, msgspec.structs.replace(made.manifest, dibuat="kemarin")) is None
        assert backups._told(folder.root / "tidak-ada", made.manifest) is None


def test_an_engine_that_refuses_what_is_typed_keeps_the_value_to_itself(folder: DataFolder) -> None:
    dek = vault.open_with_device(folder)
    assert dek is not None
    with Database(folder.database, vault.subkey(dek, "db")) as db:
        for value in (10**30, "\ud800"):
            with pytest.raises(Problem) as told:
                db.run("INSERT INTO setelan (kunci, nilai) VALUES ('a', ?)", (value,))
            assert kode_of(told) == "ISIAN_TAK_TERSIMPAN"
            assert str(value)[:5] not in told.value.apa
        with pytest.raises(Problem) as told:
            db.agrees("SELECT * FROM tidak_ada")
        assert kode_of(told) == "DATA_GAGAL"
        assert db.agrees("SELECT 1")
        with db.write():
            db.run("INSERT INTO setelan (kunci, nilai) VALUES ('tetap', '1')")


def test_a_write_that_fails_at_its_very_end_is_undone_whole(folder: DataFolder) -> None:
    """Its last step, not one of its rows, is what the engine refuses."""
    def child_of_nobody(db: Database) -> None:
        with db.write():
            db.run("PRAGMA defer_foreign_keys = ON")
            db.run("INSERT INTO keluarga VALUES ('tidak-ada', 0, 'A', 'anak', '', NULL, '', NULL, '')")

    dek = vault.open_with_device(folder)
    assert dek is not None
    with Database(folder.database, vault.subkey(dek, "db")) as db:
        with pytest.raises(Problem) as told:
            child_of_nobody(db)
        assert "CONSTRAINT" in told.value.apa
        assert db.connection.in_transaction is False
        assert db.one("SELECT count(*) FROM keluarga") == (0,)
