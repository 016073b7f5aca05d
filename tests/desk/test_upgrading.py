"""Upgrading by stick: from a release to a newer program in place, with real programs, real data and real kills."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import Clock, Desk, Offer, Ready, open_desk, upgrading_kept, upgrading_place, upgrading_steps
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.model.rights import ROLES
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests import release_kit
from tests.release_kit import KEY, STEP, Asked, program


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The program of now and newer ones: 1.1.0 has one more step of the schema, 1.2.0 one that breaks."""
    root = tmp_path_factory.mktemp("sumber")
    return {"1.0.0": release_kit.source_of(root, "1.0.0"), "1.1.0": release_kit.source_of(root, "1.1.0", STEP),
            "1.2.0": release_kit.source_of(root, "1.2.0", release_kit.BROKEN_STEP)}


@pytest.fixture(scope="module")
def releases(sources: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with the releases of both, and what else may lie on a stick."""
    root = tmp_path_factory.mktemp("rilis")
    for versi in ("1.1.0", "1.2.0"):
        tree = release_kit.bundle(root / versi / "JamsosDesa", sources[versi], versi)
        content, size, count = release_kit.packed(tree)
        release_kit.write(root / "stick/JamsosDesa", content, Asked(versi), (size, count))
    release_kit.write(root / "stick", b"MZ", Asked("1.3.0", "windows"))
    (root / "stick/JR-9.9.9-linux.jdx").write_bytes(b"rusak")
    (root / "stick/JD-7402112017-1.jdx").write_bytes(b"kiriman")
    return root / "stick"


@pytest.fixture
def place(tmp_path: Path, sources: dict[str, Path]) -> Path:
    """Where version 1.0.0 is installed."""
    return release_kit.bundle(tmp_path / "pasang/JamsosDesa", sources["1.0.0"], "1.0.0")


@pytest.fixture
def village(desk: Desk, place: Path) -> Desk:
    """A village with somebody in it, in a program that can be upgraded."""
    run_to_end(desk.samples_job(1, 7))
    desk.program, desk.release_key = program(place), KEY
    return desk


def newer(releases: Path, versi: str = "1.1.0") -> Path:
    return releases / "JamsosDesa" / f"JR-{versi}-linux.jdx"


def says(folder: Path) -> str:
    """The version of the program that starts from a folder."""
    return subprocess.run([folder / "jamsos", "--versi"], capture_output=True, text=True, check=True,
                          timeout=60).stdout.removeprefix("Jamsos Desa ")


def refused(act: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as met:
        act()
    assert met.value.aman
    assert met.value.cara
    return met.value


def left_beside(place: Path) -> list[str]:
    return sorted(path.name for path in place.parent.iterdir() if path != place)


def test_what_lies_on_a_stick(village: Desk, releases: Path, tmp_path: Path) -> None:
    offers = run_to_end(village.releases_job([releases, tmp_path / "tercabut"]))
    assert [(offer.versi, offer.tolak.kode if offer.tolak else "") for offer in offers] == [
        ("1.2.0", ""), ("1.1.0", ""), ("1.3.0", "RILIS_SISTEM_LAIN"), ("", "RILIS_BUKAN")]
    assert offers[0].baru == release_kit.NEWS
    assert offers[0].ukuran == newer(releases, "1.2.0").stat().st_size


@pytest.mark.parametrize(("asked", "kode"), [
    (Asked("1.0.0"), "RILIS_SAMA"), (Asked("0.9.9"), "RILIS_LEBIH_LAMA"),
    (Asked(sistem="windows"), "RILIS_SISTEM_LAIN"),
    (Asked("2.0.0", dari="1.5.0"), "RILIS_PERLU_ANTARA"), (Asked(butuh=(("glibc", "99.1"),)), "RILIS_BUTUH_LAIN"),
    (Asked(butuh=(("windows", "10.0"),)), "RILIS_BUTUH_LAIN"), (Asked(butuh=(("glibc", "2.2"),)), "")])
def test_what_cannot_be_put_over_this_program(village: Desk, tmp_path: Path, asked: Asked, kode: str) -> None:
    path = release_kit.write(tmp_path / "stick", b"isi", asked)
    offer: Offer = run_to_end(village.check_release_job(path))
    assert (offer.tolak.kode if offer.tolak else "") == kode
    if kode:
        assert refused(lambda: run_to_end(village.upgrade_job(path))).kode == kode
        assert not village.local_backups()


def test_the_whole_road(village: Desk, releases: Path, place: Path, folder: DataFolder,
                        sources: dict[str, Path]) -> None:
    ready: Ready = run_to_end(village.upgrade_job(newer(releases)))
    assert says(place) == "1.0.0\n"  # nothing is swapped while the desk is open
    assert ready.diuji
    assert [one.sebab for one in village.local_backups()] == ["pembaruan"]
    assert (folder.installers / "JR-1.1.0-linux.jdx").read_bytes() == newer(releases).read_bytes()
    village.close()
    desks.put_in_place(ready)
    assert says(place) == "1.1.0\n"
    assert left_beside(place) == ["JamsosDesa-lama-1.0.0"]
    assert says(place.parent / "JamsosDesa-lama-1.0.0") == "1.0.0\n"
    desks.open_again(ready)
    looks = 1500
    while not (place / "dibuka.txt").exists() and (looks := looks - 1):
        subprocess.run(["sleep", "0.02"], check=True)
    assert (place / "dibuka.txt").read_text() == f"1.1.0 --data {folder.root}\n"
    _told_and_counted(place, folder, sources)
    _the_old_program_refuses(place.parent / "JamsosDesa-lama-1.0.0", folder)


def _run(where: Path, folder: DataFolder, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(where.parent)}
    return subprocess.run([where / "jamsos", "--data", folder.root, *words], capture_output=True, text=True,
                          timeout=120, check=False, env=environment)


def _the_old_program_refuses(before: Path, folder: DataFolder) -> None:
    """It names the version to be put in place, the backup, the installers, and from when on typing would be lost."""
    done = _run(before, folder, "daftar")
    assert done.returncode == 1
    assert "DATA_LEBIH_BARU" in done.stderr
    assert "versi 1.1.0" in done.stderr
    assert "Cadangan sebelum pembaruan: oto-" in done.stderr
    assert "Yang diketik sesudah" in done.stderr
    assert f"Pemasang ada di {folder.installers}" in done.stderr


COUNTING = """
import sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
with desks.open_desk(DataFolder(Path(sys.argv[1]))) as desk:
    desk.program = desks.Program("linux", Path(sys.argv[2]), "1.1.0")
    run_to_end(desk.samples_job(3, 1))
    news, back = desk.upgrade_news(), desk.step_back()
    print(news.dari, news.ke, len(news.baru), news.cadangan == back.cadangan.name)
    print(back.perubahan, back.orang, back.versi, back.lama.path.name)
    print(desks.lost_words(back))
    print(run_to_end(desk.step_back_sheet_job(Path(sys.argv[3]))))
    desk.upgrade_read()
    print(desk.upgrade_news())
"""


def _told_and_counted(place: Path, folder: DataFolder, sources: dict[str, Path]) -> None:
    """Work in the newer program, which carries the file forward, and what it then says of the way back."""
    sheet = place.parent / "langkah.pdf"
    done = subprocess.run([release_kit.sys.executable, "-c", COUNTING, folder.root, place, sheet], capture_output=True,
                          text=True, timeout=120, check=False, cwd=sources["1.1.0"])
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == ["1.0.0 1.1.0 2 True", "9 3 1.0.0 JamsosDesa-lama-1.0.0"]
    assert lines[2].startswith("Yang diketik sesudah ")
    assert lines[2].endswith(" hilang: 9 perubahan pada 3 orang.")
    assert lines[4] == "None"
    text = subprocess.run(["pdftotext", "-layout", sheet, "-"], capture_output=True, text=True, check=True).stdout
    assert "Kembali ke versi lama" in text
    assert "JamsosDesa-lama-1.0.0" in text
    assert "12 kata" in text


def test_a_program_that_cannot_open_the_data_is_never_put_in_place(village: Desk, releases: Path, place: Path,
                                                                   folder: DataFolder) -> None:
    met = refused(lambda: run_to_end(village.upgrade_job(newer(releases, "1.2.0"))))
    assert met.kode == "PEMBARUAN_UJI_GAGAL"
    assert "PEMBARUAN_GAGAL" in met.apa
    assert says(place) == "1.0.0\n"
    assert left_beside(place) == []
    assert [path.name for path in folder.installers.iterdir()] == []
    assert [path.name for path in folder.backups.iterdir()] == [one.path.name for one in village.local_backups()]
    assert village.counts().total == 1
    assert village.upgrade_news() is None


def test_a_program_that_is_not_what_it_says(village: Desk, sources: dict[str, Path], place: Path,
                                            tmp_path: Path) -> None:
    tree = release_kit.bundle(tmp_path / "aneh", sources["1.1.0"], "1.4.0")
    met = refused(lambda: run_to_end(village.upgrade_job(_released(tree, tmp_path, "1.4.0"))))
    assert "menyebut dirinya versi 1.1.0" in met.apa
    (tree / "jamsos").write_text("#!/bin/sh\nexit 3\n")
    met = refused(lambda: run_to_end(village.upgrade_job(_released(tree, tmp_path, "1.4.0"))))
    assert "berhenti tanpa jawaban" in met.apa
    (tree / "JamsosDesa").unlink()
    met = refused(lambda: run_to_end(village.upgrade_job(_released(tree, tmp_path, "1.4.0"))))
    assert "program JamsosDesa tidak ada" in met.apa
    assert left_beside(place) == []


def _released(tree: Path, where: Path, versi: str) -> Path:
    content, size, count = release_kit.packed(tree)
    return release_kit.write(where / "stick", content, Asked(versi), (size, count))


def test_who_and_where_it_is_refused(village: Desk, releases: Path, tmp_path: Path, set_up: Path,
                                     clock: Clock) -> None:
    path, whole = newer(releases), village.ctx
    village.ctx = replace(whole, role=ROLES["operator"])
    assert refused(lambda: run_to_end(village.upgrade_job(path))).kode == "HAK_TIDAK_CUKUP"
    assert village.upgrade_state().halangan.kode == "HAK_TIDAK_CUKUP"  # type: ignore[union-attr]
    village.ctx = replace(whole, mode="dpmd", role=ROLES["pelihat"])
    assert "petugas" in str(refused(lambda: run_to_end(village.upgrade_job(path))))
    village.ctx = replace(whole, moved=Problem("MEJA_DIPINDAHKAN", "Dipindahkan.", "Utuh.", "Laptop baru."))
    assert refused(lambda: run_to_end(village.upgrade_job(path))).kode == "MEJA_DIPINDAHKAN"
    village.ctx = whole
    village.program = program(Path("/"), "1.0.0")._replace(jenis="sumber")
    assert refused(lambda: run_to_end(village.upgrade_job(path))).kode == "PEMBARUAN_DARI_SUMBER"
    assert not village.local_backups()
    home = tmp_path / "jamsos-latihan-uji"
    root = Path(shutil.copytree(set_up, home / "desa"))
    (home / "latihan.json").write_text("{}")
    with open_desk(DataFolder(root), None, clock) as practice:
        practice.program, practice.release_key = program(tmp_path), KEY
        assert refused(lambda: run_to_end(practice.upgrade_job(path))).kode == "LATIHAN_TANPA_PEMBARUAN"


def test_a_copy_made_without_a_key_says_so(desk: Desk, releases: Path, place: Path) -> None:
    desk.program = program(place)
    assert desks.project_key() is None  # the repository holds no key
    met = refused(lambda: run_to_end(desk.releases_job([releases])))
    assert met.kode == "RILIS_TANPA_KUNCI"
    assert "pemasang" in met.cara
    assert desk.upgrade_state().halangan.kode == "RILIS_TANPA_KUNCI"  # type: ignore[union-attr]


def test_another_window_of_this_program(village: Desk, releases: Path, place: Path) -> None:
    """It reads its parts as it goes, so nothing is swapped under it."""
    shutil.copy2("/bin/sleep", place / "tidur")
    started = subprocess.run(["sh", "-c", f"'{place}/tidur' 60 >/dev/null 2>&1 & echo $!"], capture_output=True,
                             text=True, check=True)
    pid = int(started.stdout)
    try:
        assert refused(lambda: run_to_end(village.upgrade_job(newer(releases)))).kode == "PROGRAM_MASIH_DIPAKAI"
    finally:
        os.kill(pid, signal.SIGKILL)


def test_no_room(village: Desk, releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What must stay free is asked for far above what any disk has."""
    monkeypatch.setattr(upgrading_steps, "MARGIN", 1 << 60)
    met = refused(lambda: run_to_end(village.upgrade_job(newer(releases))))
    assert met.kode == "DISK_PENUH"
    assert "MB kosong" in met.apa
    assert not village.local_backups()


def test_a_stick_that_is_pulled_out(village: Desk, releases: Path, tmp_path: Path, place: Path) -> None:
    stick = Path(shutil.copytree(releases / "JamsosDesa", tmp_path / "stick"))
    path = stick / "JR-1.1.0-linux.jdx"
    job = village.upgrade_job(path)
    for at in job:
        if at.note == "menyusun cadangan":
            shutil.rmtree(stick)
            break
    met = refused(lambda: run_to_end(job))
    assert met.kode in ("FILE_TIDAK_ADA", "FLASHDISK_TERCABUT")
    assert left_beside(place) == []
    assert not list(village.folder.installers.glob("*.jdx*"))


def test_a_stick_that_gives_another_file_the_second_time(village: Desk, releases: Path, tmp_path: Path,
                                                         place: Path) -> None:
    """An older release, as truly signed, in place of the newer one that was looked at and accepted."""
    path = Path(shutil.copy2(newer(releases), tmp_path / "JR-1.1.0-linux.jdx"))
    older = release_kit.write(tmp_path / "lama", b"isi", Asked("0.9.0"))
    job = village.upgrade_job(path)
    next(job)
    path.write_bytes(older.read_bytes())
    met = refused(lambda: run_to_end(job))
    assert met.kode == "RILIS_RUSAK"
    assert "lain dari file di flashdisk" in met.apa
    assert left_beside(place) == []
    assert not list(village.folder.installers.iterdir())


def test_stopped_by_hand_nothing_is_left(village: Desk, releases: Path, place: Path) -> None:
    for note in ("menyalin", "membuka isinya", "mencoba versi baru pada salinan data"):
        job = village.upgrade_job(newer(releases))
        for at in job:
            if at.note == note:
                break
        job.close()
        assert left_beside(place) == [], note
        assert not list(village.folder.installers.glob("*")), note
    assert says(place) == "1.0.0\n"


def _until(job: Job[Ready], note: str) -> None:
    """Die as in a power cut at the first step of that name; "tukar": between the swap and what follows it."""
    try:
        while True:
            if next(job).note == note:
                os.kill(os.getpid(), signal.SIGKILL)
    except StopIteration as end:
        ready: Ready = end.value
    upgrading_place._exchange(ready.apa, ready.program.folder)
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("note", "then"), [
    *(pytest.param(note, "1.0.0", marks=pytest.mark.long) for note in (
        "menyalin data", "membaca ulang cadangan", "menyalin", "dibaca ulang", "memeriksa file pembaruan",
        "membuka isinya")),
    ("mencoba versi baru pada salinan data", "1.0.0"), ("tukar", "1.1.0")])
def test_killed_anywhere_one_program_starts_and_the_data_are_whole(
        set_up: Path, tmp_path: Path, clock: Clock, releases: Path, place: Path, note: str, then: str) -> None:
    folder = DataFolder(Path(shutil.copytree(set_up, tmp_path / "data-desa")))
    child = os.fork()
    if not child:
        try:
            with open_desk(folder, None, clock) as desk:
                desk.program, desk.release_key = program(place), KEY
                _until(desk.upgrade_job(newer(releases)), note)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert says(place) == f"{then}\n"
    with open_desk(folder, None, clock) as desk:
        desk.program, desk.release_key = program(place, then), KEY
        news = desk.upgrade_news()
        assert desk.upgrade_state().terpasang is (then == "1.1.0")
        if then == "1.1.0":
            assert news is not None
            desk.upgrade_read()
            assert left_beside(place) == ["JamsosDesa-lama-1.0.0"]
        else:  # what was left goes, and the next try comes through
            ready = run_to_end(desk.upgrade_job(newer(releases)))
            assert left_beside(place) == [ready.apa.name]


def test_the_last_two_releases_stay(village: Desk, folder: DataFolder, tmp_path: Path) -> None:
    for versi in ("0.8.0", "0.10.0", "0.9.0"):
        release_kit.write(folder.installers, b"isi", Asked(versi))
        (folder.installers / f"JamsosDesa-{versi}-pemasang.exe").write_bytes(b"MZ")
    (folder.installers / "JamsosDesa-1.0.0-pemasang.exe").write_bytes(b"MZ")
    fresh = release_kit.write(folder.installers, b"isi", Asked("1.1.0"))
    upgrading_kept.let_go(folder, fresh)
    kept = village.upgrade_state().lama
    assert [one.path.name for one in kept] == ["JR-1.1.0-linux.jdx", "JamsosDesa-1.0.0-pemasang.exe",
                                               "JamsosDesa-0.10.0-pemasang.exe", "JR-0.10.0-linux.jdx"]


def test_the_road_on_windows_ends_with_its_installer(village: Desk, tmp_path: Path, folder: DataFolder) -> None:
    path = release_kit.write(tmp_path / "stick", b"MZ pemasang" * 300_000, Asked(sistem="windows"), (1 << 20, 1))
    village.program = program(tmp_path / "pasang")._replace(jenis="windows")
    ready = run_to_end(village.upgrade_job(path))
    assert ready.apa == folder.installers / "JamsosDesa-1.1.0-pemasang.exe"
    assert ready.apa.read_bytes() == b"MZ pemasang" * 300_000
    assert not ready.diuji
    with pytest.raises(Problem) as met:  # it is no program here
        desks.put_in_place(ready)
    assert met.value.kode == "PEMASANG_GAGAL"
    news = village.upgrade_news()
    assert news is not None
    assert news.gagal.startswith("Pemasang versi baru tidak bisa dijalankan.")
    run_to_end(village.upgrade_job(path))  # begun, and what the installer itself then left
    for said, why in (("hasil=ruang-kurang\r\nversi=1.1.0", "Tempat simpan di laptop tidak cukup."),
                      ("hasil=ruang-kurang\r\nversi=1.0.9", ""), ("hasil=jadi\r\nversi=1.1.0", ""), ("\x00", "")):
        (folder.installers / "hasil.ini").write_bytes(f"[pemasang]\r\n{said}\r\n".encode())
        assert village.upgrade_news().gagal == why  # type: ignore[union-attr]


@pytest.mark.parametrize(("data", "words"), [
    ("D:\\", "--data D:\\"), ("C:\\Nur Hayati\\", '--data "C:\\Nur Hayati\\\\"')])
def test_a_folder_of_windows_that_ends_in_a_slash_stays_one_word(monkeypatch: pytest.MonkeyPatch, data: str,
                                                                 words: str) -> None:
    """One alone would take the quote behind it for a letter of the name."""
    asked: list[str] = []
    monkeypatch.setattr(upgrading_place, "_detached", asked.append)
    there = program(Path("C:/Program Saya"))._replace(jenis="windows")
    upgrading_place.open_window(Ready(there, "1.1.0", Path("x"), data, Path("y"), diuji=False))  # type: ignore[arg-type]
    assert asked[0].startswith('"')
    assert asked[0].partition("--")[1:] == ("--", words.removeprefix("--"))


@pytest.fixture
def note_of(folder: DataFolder) -> Path:
    folder.installers.mkdir()
    return folder.installers / upgrading_kept.NOTE


@pytest.mark.parametrize("text", ["", "{", "[]", '{"dari":"x","ke":"y","waktu":"z","cadangan":""}',
                                  '{"dari":"1.0.0","ke":"1.1.0","waktu":"2026-11-20T08:00:00","cadangan":""}'])
def test_a_note_nobody_can_read_is_no_note(village: Desk, note_of: Path, text: str) -> None:
    note_of.write_text(text)
    assert village.upgrade_news() is None
    assert village.step_back() is None
    assert village.upgrade_state().terakhir is None


def test_without_an_upgrade_there_is_no_way_back(village: Desk, tmp_path: Path) -> None:
    assert village.upgrade_news() is None
    assert refused(lambda: run_to_end(village.step_back_sheet_job(tmp_path / "x.pdf"))).kode == "PEMBARUAN_TIDAK_ADA"
