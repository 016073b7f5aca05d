"""What the desk tells after an upgrade and of the way back, and what becomes of programs beside the running one."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop import paths
from jamsos_desktop.desk import Desk, Ready, UpgradeNote, backing, upgrading_back, upgrading_kept, upgrading_place
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from tests.release_kit import KEY, program

NOW = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
NEWER = Problem("DATA_LEBIH_BARU", "Data dibuat versi 1.1.0.", TIDAK_BERUBAH, "Pasang versi 1.1.0.")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder that stands for the installed program."""
    folder = tmp_path / "pasang" / "JamsosDesa"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def upgraded(desk: Desk, place: Path) -> Desk:
    """A village that was upgraded from 1.0.0 to 1.1.0; its backup was made before."""
    desk.program, desk.release_key = program(place, "1.1.0"), KEY
    run_to_end(desk.samples_job(1, 7))
    kept = run_to_end(backing.keep_job(desk.ctx, "pembaruan"))
    upgrading_kept.write_note(desk.folder, UpgradeNote("1.0.0", "1.1.0", NOW, kept.path.name))
    return desk


def test_nothing_typed_nothing_lost(upgraded: Desk) -> None:
    back = upgraded.step_back()
    assert back is not None
    assert (back.versi, back.perubahan, back.orang, back.lama) == ("1.0.0", 0, 0, None)
    assert desks.lost_words(back).endswith("belum ada yang diketik, jadi tidak ada yang hilang.")
    steps = upgrading_back.back_steps(back)
    assert any("Copot Jamsos Desa" in step for step in steps)
    assert any("pemasang versi 1.0.0 dari flashdisk" in step for step in steps)  # nothing older lies here


def test_what_was_typed_since_is_counted_and_stands_on_the_sheet(upgraded: Desk, place: Path, tmp_path: Path) -> None:
    (place.parent / "JamsosDesa-lama-1.0.0").mkdir()
    upgraded.add_people([{"kelompok": "pekerja_rentan", "nama": "LA BARU"}])
    back = upgraded.step_back()
    assert back is not None
    assert (back.perubahan, back.orang) == (1, 1)
    assert desks.lost_words(back).endswith("hilang: 1 perubahan pada 1 orang.")
    assert desks.lost_words(replace(back, orang=0)).endswith("hilang: 1 perubahan.")
    sheet = run_to_end(upgraded.step_back_sheet_job(tmp_path / "langkah.pdf"))
    text = subprocess.run(["pdftotext", "-layout", sheet, "-"], capture_output=True, text=True, check=True).stdout
    assert "Dari versi 1.1.0 ke versi 1.0.0" in text
    assert "JamsosDesa-lama-1.0.0" in "".join(text.split())  # a long path goes on in the next line
    assert "Copot" not in text  # an old folder is started where it lies
    assert back.cadangan.name in "".join(text.split())
    assert run_to_end(upgraded.step_back_sheet_job()).parent == upgraded.folder.outbox


def test_of_the_old_programs_what_starts_as_it_lies_comes_first(upgraded: Desk, place: Path) -> None:
    at = upgraded.folder.installers
    for name in ("JR-1.0.0-linux.jdx", "JamsosDesa-1.0.0-pemasang.exe", "JR-0.9.0-linux.jdx", "catatan-1.0.0.txt",
                 "pemasang.exe"):
        (at / name).write_bytes(b"isi")
    (place.parent / "JamsosDesa-lama-entah").mkdir()
    (place.parent / "JamsosDesa-lama-0.8.0").write_text("bukan folder")
    kept = upgraded.upgrade_state().lama
    assert {(one.versi, one.path.name) for one in kept} == {
        ("1.0.0", "JR-1.0.0-linux.jdx"), ("1.0.0", "JamsosDesa-1.0.0-pemasang.exe"), ("0.9.0", "JR-0.9.0-linux.jdx")}
    back = upgraded.step_back()
    assert back is not None
    assert back.lama is not None
    assert back.lama.path.name == "JamsosDesa-1.0.0-pemasang.exe"
    assert any(f"pemasang lama: {back.lama.path}" in step for step in upgrading_back.back_steps(back))


def test_without_its_backup_there_is_no_way_back(upgraded: Desk) -> None:
    for path in upgraded.folder.backups.iterdir():
        path.unlink()
    assert upgraded.step_back() is None


def test_the_refusal_of_newer_data_names_the_way_back(upgraded: Desk, folder: DataFolder) -> None:
    other = Problem("DATA_RUSAK", "Rusak.", "Utuh.", "Ulangi.")
    assert upgrading_back.newer_data(folder, other) is other
    kept = upgraded.local_backups()[0]
    told = upgrading_back.newer_data(folder, NEWER)
    assert told.kode == NEWER.kode
    assert f"Cadangan sebelum pembaruan: {kept.path.name}." in told.aman
    assert "Yang diketik sesudah" in told.cara
    assert "Pemasang ada di" not in told.cara
    (folder.installers / "JR-1.1.0-linux.jdx").write_bytes(b"isi")
    (folder.installers / upgrading_kept.NOTE).unlink()  # the newest backup before an upgrade stands for it
    told = upgrading_back.newer_data(folder, NEWER)
    assert kept.path.name in told.aman
    assert told.cara.endswith(f"Pemasang ada di {folder.installers}.")
    kept.path.unlink()
    assert upgrading_back.newer_data(folder, NEWER) is NEWER


def test_another_installer_went_further_than_the_note(upgraded: Desk, place: Path) -> None:
    news = upgraded.upgrade_news()
    assert news is not None
    assert (news.ke, news.gagal) == ("1.1.0", "")
    upgraded.program = program(place, "1.2.0")
    assert upgraded.upgrade_news() is None
    assert upgraded.step_back() is None
    upgraded.program = program(place, "1.0.0")  # it did not come about, and nobody has said why
    assert upgraded.upgrade_news() is not None
    upgraded.upgrade_read()
    assert upgraded.upgrade_news() is None


def test_after_a_swap_cut_short_the_old_program_gets_its_name_and_the_rest_goes(upgraded: Desk, place: Path) -> None:
    for name in (".JamsosDesa-1.1.0.baru", ".JamsosDesa-1.3.0.baru", ".JamsosDesa-lain"):
        (place.parent / name).mkdir()
        (place.parent / name / "jamsos").write_text(name)
    upgraded.upgrade_read()
    assert sorted(path.name for path in place.parent.iterdir()) == [
        ".JamsosDesa-lain", "JamsosDesa", "JamsosDesa-lama-1.0.0"]
    assert (place.parent / "JamsosDesa-lama-1.0.0" / "jamsos").read_text() == ".JamsosDesa-1.1.0.baru"


def test_only_folders_of_linux_are_swapped_and_kept(place: Path) -> None:
    for name in (".JamsosDesa-1.1.0.baru", "JamsosDesa-lama-1.0.0"):
        (place.parent / name).mkdir()
    here = program(place)
    assert len(upgrading_place.befores(here)) == len(upgrading_place.fresh_left(here)) == 1
    windows = here._replace(jenis="windows")
    assert upgrading_place.befores(windows) == upgrading_place.fresh_left(windows) == []
    upgrading_place.check_alone(windows)  # its installer asks and waits


def ready_in(place: Path, jenis: str = "linux") -> Ready:
    return Ready(program(place)._replace(jenis=jenis), "1.1.0", place.parent / ".JamsosDesa-1.1.0.baru",
                 place.parent / "data", place.parent / "cadangan.jdc", True)


@pytest.mark.parametrize(("number", "kode"), [
    (errno.ENOSYS, "TUKAR_TIDAK_BISA"), (errno.EINVAL, "TUKAR_TIDAK_BISA"),
    (errno.EACCES, "PROGRAM_TIDAK_BISA_DITULIS")])
def test_a_disk_that_cannot_swap_is_told_apart_from_one_that_may_not_be_written(
        place: Path, monkeypatch: pytest.MonkeyPatch, number: int, kode: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(upgrading_place, "_exchange", fail)
    with pytest.raises(Problem) as met:
        upgrading_place.check_swap(program(place))
    assert met.value.kode == kode
    assert [path.name for path in place.parent.iterdir()] == ["JamsosDesa"]


@pytest.mark.parametrize(("number", "kode"), [
    (errno.ENOSPC, "DISK_PENUH"), (errno.EACCES, "PROGRAM_TIDAK_BISA_DITULIS")])
def test_a_swap_that_fails_leaves_the_old_program_and_the_reason(
        upgraded: Desk, place: Path, monkeypatch: pytest.MonkeyPatch, number: int, kode: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    (place / "jamsos").write_text("lama")
    monkeypatch.setattr(upgrading_place, "_exchange", fail)
    ready = replace(ready_in(place), data=upgraded.folder.root)
    with pytest.raises(Problem) as met:
        desks.put_in_place(ready)
    assert met.value.kode == kode
    assert (place / "jamsos").read_text() == "lama"
    note = upgrading_kept.read_note(upgraded.folder)
    assert note is not None
    assert note.gagal == str(met.value)
    (upgraded.folder.installers / upgrading_kept.NOTE).unlink()
    with pytest.raises(Problem):  # nobody wrote a note: nothing is made up
        desks.put_in_place(ready)
    assert upgrading_kept.read_note(upgraded.folder) is None


def test_a_real_swap_needs_both_folders(place: Path) -> None:
    with pytest.raises(Problem) as met:
        upgrading_place.place(ready_in(place))
    assert met.value.kode == "PROGRAM_TIDAK_BISA_DITULIS"
    assert place.is_dir()


def test_a_system_that_knows_no_swap(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrading_place.ctypes, "CDLL", lambda *_, **__: object())
    with pytest.raises(Problem) as met:
        upgrading_place.check_swap(program(place))
    assert met.value.kode == "TUKAR_TIDAK_BISA"


def test_a_program_that_does_not_start_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for jenis in ("linux", "windows"):
        with pytest.raises(Problem) as met:
            desks.open_again(ready_in(place, jenis), failed=True)
        assert met.value.kode == "PEMBARUAN_TIDAK_TERBUKA"
        assert str(place / paths.WINDOWED) in met.value.cara
    begun: list[str] = []
    monkeypatch.setattr(upgrading_place, "_detached", begun.append)
    desks.open_again(ready_in(place, "windows"))  # the installer opens the newer one itself
    assert begun == []
    desks.open_again(ready_in(place, "windows"), failed=True)
    assert f"{place / paths.WINDOWED}.exe" in begun[0]
    assert str(place.parent / "data") in begun[0]
    upgrading_place.place(ready_in(place, "windows"))
    assert begun[1].startswith(f'"{place.parent / ".JamsosDesa-1.1.0.baru"}" /S ')


def test_what_is_begun_lives_on_and_has_no_console(tmp_path: Path) -> None:
    script = tmp_path / "pemasang"
    script.write_text(f'#!/bin/sh\necho "$PYINSTALLER_RESET_ENVIRONMENT" > "{tmp_path}/tanda.baru"\n'
                      f'mv "{tmp_path}/tanda.baru" "{tmp_path}/tanda"\n')
    script.chmod(0o755)
    upgrading_place._detached(str(script))
    looks = 600
    while not (tmp_path / "tanda").exists() and (looks := looks - 1):
        subprocess.run(["sleep", "0.02"], check=True)
    assert (tmp_path / "tanda").read_text() == "1\n"


def test_the_next_program_gets_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("_PYI_ARCHIVE_FILE", "x"), ("LD_LIBRARY_PATH", "/lain")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    found = upgrading_place.clean_environment()
    assert (found["LD_LIBRARY_PATH"], found["PYINSTALLER_RESET_ENVIRONMENT"]) == ("/lain", "1")
    assert "_PYI_ARCHIVE_FILE" not in found
    assert upgrading_place.program_here().jenis == "linux"
    assert upgrading_place.program_here().folder == Path(sys.executable).resolve().parent
