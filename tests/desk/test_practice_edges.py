"""The practice village below its window: made whole, each step noticed from the data, its papers marked, thrown away
whole; no other folder is ever touched."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.practice_away import UNFINISHED, YOUNG
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem


@pytest.fixture
def home(practice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(practice, tmp_path / practice.name))


@pytest.fixture
def village(home: Path) -> DataFolder:
    return DataFolder(home / "desa")


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


def words_of(pdf: Path) -> list[str]:
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    try:
        return [file[at].get_textpage().get_text_bounded() for at in range(len(file))]
    finally:
        file.close()


def test_papers_of_a_practice_say_so_and_others_do_not(desk, village: DataFolder, home: Path, clock, tmp_path) -> None:
    from jamsos_desktop.texts import LATIHAN_WORDS

    with desks.open_desk(village, None, clock) as practised:
        uid = practised.uids(desks.Query(tab="siap_cetak"))[0]
        made = run_to_end(practised.print_job(desks.PrintOrder((uid,), ("formulir", "nominatif"), "A4", tmp_path)))
        assert all(LATIHAN_WORDS in page for page in words_of(made.path))
        assert len(words_of(made.path)) == made.pages >= 2
        run_to_end(practised.export_job(None))
        answered = run_to_end(desks.answer_practice_job(home, clock))
        assert answered is not None, "closing the practice DPMD does not end the marking"
        card = run_to_end(desks.quick_card_job("desa", "", tmp_path, "A5"))
        assert LATIHAN_WORDS in words_of(card)[0]
    after = run_to_end(desks.quick_card_job("desa", "", tmp_path / "lain.pdf", "A5"))
    assert LATIHAN_WORDS not in words_of(after)[0]


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


def test_what_a_killed_practice_left_is_swept_and_an_open_one_is_not(practice: Path, tmp_path, clock) -> None:
    left = Path(shutil.copytree(practice, tmp_path / "jamsos-latihan-lama"))
    used = Path(shutil.copytree(practice, tmp_path / "jamsos-latihan-dipakai"))
    young = Path(shutil.copytree(practice, tmp_path / "jamsos-latihan-baru"))
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


def test_a_practice_nobody_finished_is_swept_after_an_hour(tmp_path) -> None:
    """Without its mark it was never whole; a fresh one may still be in the making."""
    for name in ("lama", "baru"):
        (tmp_path / f"jamsos-latihan-{name}").mkdir()
    past = time.time() - 2 * UNFINISHED
    os.utime(tmp_path / "jamsos-latihan-lama", (past, past))
    (tmp_path / "jamsos-latihan-tautan").symlink_to(tmp_path / "jamsos-latihan-baru")
    (tmp_path / "jamsos-latihan-file").write_text("bukan folder")
    assert run_to_end(desks.sweep_practices_job(tmp_path)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "jamsos-latihan-baru", "jamsos-latihan-file", "jamsos-latihan-tautan"]


def test_a_practice_behind_a_link_is_not_deleted(home: Path, tmp_path) -> None:
    link = tmp_path / "jamsos-latihan-tautan"
    link.symlink_to(home)
    assert not desks.discard_practice(DataFolder(link / "desa"))
    assert (home / "desa" / "data.db").exists()


def test_a_disk_that_fills_up_half_way_leaves_nothing(tmp_path, monkeypatch, clock) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("jamsos_desktop.desk.practice.replace_whole", full)
    with pytest.raises(Problem) as told:
        run_to_end(desks.make_practice_job(clock))
    assert told.value.kode == "CAKRAM_PENUH"
    assert not list(tmp_path.iterdir())
