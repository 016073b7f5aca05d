"""The practice village: made whole, opened by a second process, coached step by step, thrown away whole; the real desk
is never touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from clerk_desk import window_of

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.practice_away import YOUNG
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder, window_command
from jamsos_desktop.problems import Problem
from ui import drives, practice, tour

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory, clock) -> Path:
    """One practice for all of these; tests that change it work on copies."""
    place = tmp_path_factory.mktemp("tmp")
    before, tempfile.tempdir = tempfile.tempdir, str(place)
    try:
        village = run_to_end(desks.make_practice_job(clock))
    finally:
        tempfile.tempdir = before
    return village.root.parent


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / made.name))


@pytest.fixture
def village(home: Path) -> DataFolder:
    return DataFolder(home / "desa")


def print_of(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_practice_is_a_whole_village_of_invented_people(village: DataFolder, home: Path, clock) -> None:
    assert desks.practice_of(village) == home
    task = desks.practice_task(home)
    with desks.open_desk(village, None, clock) as desk:
        assert desk.counts().total == task.orang == 40
        assert desk.only_samples()
        assert all(person.nik[12:13] in ("9", "") for person in desk.everyone())
        assert len(desk.read(task.uid).nik) == 15
        assert desks.practice_done(desk, task) == (False,) * 8


def test_every_step_is_noticed_from_the_data(village: DataFolder, home: Path, clock, tmp_path) -> None:
    task = desks.practice_task(home)
    stick = desks.practice_stick(home)
    with desks.open_desk(village, None, clock) as desk:
        def done() -> str:
            return "".join("x" if one else "." for one in desks.practice_done(desk, task))

        person = desk.read(task.uid)
        desk.save(replace(person, nik=task.nik), person.revisi)
        assert done() == "x......."
        desk.add_people([{"kelompok": "pekerja_rentan", "nama": "LA CONTOH"}])
        assert done() == "xx......"
        source = run_to_end(desk.read_sheet_job(next(stick.glob("*.xlsx"))))
        report = run_to_end(desk.import_job(source, desks.ImportPlan(kelompok="pekerja_rentan")))
        assert report.totals()["masuk"] == 4, "the workbook of the practice is one that goes in whole"
        assert done() == "xxx....."
        run_to_end(desk.print_job(desks.PrintOrder((task.uid,), ("formulir",), "A4", tmp_path)))
        assert done() == "xxxx...."
        run_to_end(desk.export_job(None))
        assert done() == "xxxxx..."
        assert run_to_end(desks.answer_practice_job(home, clock)) == stick
        assert run_to_end(desks.answer_practice_job(home, clock)) is None, "one reply is enough"
        desk.take_in(next(stick.glob("JB-*.jdx")))
        assert done() == "xxxxxx.."
        refused = desk.read(desk.uids(desks.Query(tab="ditolak"))[0])
        desk.save(replace(refused, nama=f"{refused.nama} BARU"), refused.revisi)
        assert done() == "xxxxxxx."
        run_to_end(desk.backup_job(stick))
        assert done() == "xxxxxxxx"


def test_the_coach_tells_the_step_and_notices_that_it_was_done(village: DataFolder, home: Path, clock, qtbot) -> None:
    with desks.open_desk(village, None, clock) as desk, window_of(desk, qtbot) as shell:
        shell.go("beranda")
        coach = tour.attach(shell)
        assert coach is not None
        try:
            assert shell.windowTitle().startswith("Latihan")
            assert coach.what.text().startswith("1 dari 8. Betulkan NIK")
            task = coach.task
            assert task.nik[12:] in coach.how.text()
            coach.go.click()
            assert shell.current_name == "peserta"
            coach.look()
            assert coach.what.text().startswith("1 dari 8")
            person = desk.read(task.uid)
            desk.save(replace(person, nik=task.nik), person.revisi)
            qtbot.waitUntil(lambda: coach.what.text().startswith("2 dari 8"))
            coach.after.click()
            assert coach.what.text().startswith("3 dari 8")
            coach.before.click()
            coach.before.click()
            assert coach.after.text() == "&Lanjut"
            assert drives.removable()[-1].root == desks.practice_stick(home)
            run_to_end(desk.export_job(None))
            coach.look()
            qtbot.waitUntil(lambda: bool(list(desks.practice_stick(home).glob("JB-*.jdx"))))
            coach.show_step(99)
            assert coach.what.text() == "2 dari 8 langkah selesai"
            assert not coach.go.isVisibleTo(coach)
            coach.end.click()
            assert not shell.isVisible()
        finally:
            drives._STAND_INS.clear()


def test_the_words_of_the_coach_are_whole_in_the_smallest_window(village: DataFolder, clock, qtbot) -> None:
    with desks.open_desk(village, None, clock) as desk, window_of(desk, qtbot, letters=1.3) as shell:
        coach = tour.attach(shell)
        assert coach is not None
        try:
            shell.go("beranda")
            shell.resize(910, 442)
            for at in range(9):
                coach.show_step(at)
                qtbot.waitUntil(lambda: coach.width() == shell.width() and coach.height() < 150)
                for label in (coach.what, coach.how):
                    qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()) > 0)
                qtbot.waitUntil(lambda: coach.end.geometry().right() < coach.width())
        finally:
            coach.stop()
            drives._STAND_INS.clear()


def words_of(pdf: Path) -> list[str]:
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    try:
        return [file[at].get_textpage().get_text_bounded() for at in range(len(file))]
    finally:
        file.close()


def test_papers_of_a_practice_say_so_and_others_do_not(desk, village: DataFolder, home: Path, clock, tmp_path) -> None:
    from jamsos_desktop.paper.draw.stamp import WORDS

    with desks.open_desk(village, None, clock) as practised:
        uid = practised.uids(desks.Query(tab="siap_cetak"))[0]
        made = run_to_end(practised.print_job(desks.PrintOrder((uid,), ("formulir", "nominatif"), "A4", tmp_path)))
        assert all(WORDS in page for page in words_of(made.path))
        assert len(words_of(made.path)) == made.pages >= 2
        run_to_end(practised.export_job(None))
        answered = run_to_end(desks.answer_practice_job(home, clock))
        assert answered is not None, "closing the practice DPMD does not end the marking"
        card = run_to_end(desks.quick_card_job("desa", "", tmp_path, "A5"))
        assert WORDS in words_of(card)[0]
    after = run_to_end(desks.quick_card_job("desa", "", tmp_path / "lain.pdf", "A5"))
    assert WORDS not in words_of(after)[0]


def test_a_real_dpmd_cannot_be_sent_what_a_practice_makes(village: DataFolder, home: Path, clock, tmp_path) -> None:
    real = DataFolder(tmp_path / "dpmd-sungguhan")
    desks.set_up_dpmd(real, "74.02", None, clock)
    with desks.open_desk(real, None, clock) as dpmd:
        name, content = dpmd.make_key()
        (tmp_path / name).write_bytes(content)
        with desks.open_desk(village, None, clock) as desk:
            with pytest.raises(Problem) as told:
                desk.take_in(tmp_path / name)
            assert told.value.kode == "HANYA_LATIHAN"
            made = run_to_end(desk.export_job(None))
        assert dpmd.district is not None
        (line,) = run_to_end(dpmd.district.take_in_job([made.path])).lines
    assert (line.hasil, line.problem_kode, line.baru) == ("ditolak", "PAKET_BUKAN_UNTUK_ANDA", 0)


def test_only_the_folder_of_the_practice_counts_as_a_flash_drive(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(drives, "_STAND_INS", [])
    monkeypatch.setattr(drives, "_can_be_pulled", lambda _: True)
    real = drives.removable()
    assert real, "this machine has volumes"
    drives.stand_in(tmp_path)
    assert [one.root for one in drives.removable()] == [tmp_path]


@pytest.mark.parametrize(("where", "fault", "kode"), [
    ("gettempdir", FileNotFoundError(2, "none"), "LATIHAN_TANPA_TEMPAT"),
    ("mkdtemp", PermissionError(13, "read-only"), "LATIHAN_TANPA_TEMPAT"),
    ("mkdtemp", OSError(28, "full"), "CAKRAM_PENUH")])
def test_a_folder_for_temporary_files_that_cannot_be_used_is_said(where, fault, kode, monkeypatch, clock) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise fault

    monkeypatch.setattr(tempfile, where, refuse)
    with pytest.raises(Problem) as told:
        run_to_end(desks.make_practice_job(clock))
    assert told.value.kode == kode


def test_an_ordinary_desk_has_no_coach(shell) -> None:
    assert tour.attach(shell) is None
    assert not shell.windowTitle().startswith("Latihan")


def test_the_practice_is_started_beside_the_real_desk_which_stays_as_it_is(shell, desk, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = print_of(desk.folder.root)
    commands: list[list[str]] = []
    assert practice.start_practice(shell, lambda command: commands.append(list(command)) or True)
    assert commands[0][:-2] == window_command()
    assert commands[0][-2] == "--data"
    started = DataFolder(Path(commands[0][-1]))
    home = desks.practice_of(started)
    assert home is not None
    assert home.parent == tmp_path
    assert desk.folder.root not in (home, *home.parents)
    assert print_of(desk.folder.root) == before
    assert desks.discard_practice(started)
    assert not home.exists()


def test_a_practice_that_cannot_be_started_leaves_nothing(shell, tmp_path, monkeypatch, answers) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not practice.start_practice(shell, lambda _: False)
    assert not list(tmp_path.glob("jamsos-latihan-*"))


def test_a_practice_cancelled_half_way_leaves_nothing(tmp_path, monkeypatch, clock) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    job = desks.make_practice_job(clock)
    next(job)
    assert list(tmp_path.glob("jamsos-latihan-*"))
    job.close()
    assert not list(tmp_path.glob("jamsos-latihan-*"))


def test_only_a_practice_is_ever_deleted(desk, village: DataFolder, home: Path, tmp_path) -> None:
    assert not desks.discard_practice(desk.folder)
    assert desk.folder.database.exists()
    named = tmp_path / "jamsos-latihan-bukan" / "desa"
    named.mkdir(parents=True)
    assert not desks.discard_practice(DataFolder(named)), "the name alone is not enough"
    assert not desks.discard_practice(DataFolder(home / "dpmd"))
    moved = tmp_path / "desa-sungguhan"
    home.rename(moved)
    assert not desks.discard_practice(DataFolder(moved / "desa")), "the mark alone is not enough"
    assert (moved / "desa" / "data.db").exists()


def test_what_a_killed_practice_left_is_swept_and_an_open_one_is_not(made: Path, tmp_path, clock) -> None:
    left = Path(shutil.copytree(made, tmp_path / "jamsos-latihan-lama"))
    used = Path(shutil.copytree(made, tmp_path / "jamsos-latihan-dipakai"))
    young = Path(shutil.copytree(made, tmp_path / "jamsos-latihan-baru"))
    other = tmp_path / "jamsos-lain"
    other.mkdir()
    past = time.time() - 2 * YOUNG
    for home in (left, used):
        os.utime(home / "latihan.json", (past, past))
    os.utime(young / "latihan.json")
    with desks.open_desk(DataFolder(used / "desa"), None, clock):
        assert run_to_end(desks.sweep_practices_job(tmp_path)) == 1
    assert not left.exists()
    assert all(one.exists() for one in (used, young, other))


def test_too_little_room_is_said_before_anything_is_made(tmp_path, monkeypatch, clock) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("jamsos_desktop.desk.practice.ROOM", 10**18)
    with pytest.raises(Problem) as told:
        run_to_end(desks.make_practice_job(clock))
    assert told.value.kode == "CAKRAM_PENUH"
    assert not list(tmp_path.iterdir())


WINDOW = """
import sys
from PySide6.QtCore import QTimer
from jamsos_desktop.paths import DataFolder
from ui import app, tour

def end():
    from PySide6.QtWidgets import QApplication
    coach = next((one for top in QApplication.topLevelWidgets() for one in top.findChildren(tour.Coach)), None)
    if coach is None:
        QTimer.singleShot(50, end)
    else:
        print(coach.window().windowTitle(), flush=True)
        coach.end.click()

folder = DataFolder(__import__("pathlib").Path(sys.argv[1]))
program = app.prepare([], __import__("jamsos_desktop.settings").settings.Settings(folder.window_state))
QTimer.singleShot(50, end)
sys.exit(app.run([], folder))
"""


def test_the_window_of_a_practice_throws_it_away_when_it_is_closed(home: Path, village: DataFolder) -> None:
    done = subprocess.run([sys.executable, "-c", WINDOW, str(village.root)], cwd=ROOT, capture_output=True, text=True,
                          timeout=60, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Latihan"), done.stderr
    assert not home.exists()
