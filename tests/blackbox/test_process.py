"""How the program behaves as a process: exit codes, odd places, a kill, a pipe nobody reads."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.blackbox.conftest import SALMA
from tests.blackbox.outside import BUNDLE, ROOT, VERBS, WINDOW, Desk, environment, run

NOBODY = 65534


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    """As everywhere; the program is started anew for each verb."""
    return Desk(Path(shutil.copytree(made / "desa", tmp_path / "desa")), program=VERBS)


def test_its_version_is_the_one_in_the_books(tmp_path: Path) -> None:
    told = run([*VERBS, "--versi"], environment(tmp_path), tmp_path)
    said = json.loads(run([*VERBS, "--versi", "--json"], environment(tmp_path), tmp_path).stdout)
    assert (told.returncode, told.stderr, told.stdout) == (0, "", f"Jamsos Desa {said['versi']}\n")
    assert f'version = "{said["versi"]}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert list(tmp_path.iterdir()) == [], "asking leaves nothing behind"


@pytest.mark.parametrize("words", [["terbang"], ["daftar", "--warna"], ["siapkan", "desa"], ["--data"]])
def test_wrong_usage_is_two(tmp_path: Path, words: list[str]) -> None:
    done = run([*VERBS, *words], environment(tmp_path), tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Perintah salah: ")
    assert "Traceback" not in done.stderr


def test_bad_input_is_a_sentence_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "surat.xlsx").write_text("ini bukan lembar kerja")
    before = (desk.data / "data.db").read_bytes()
    assert desk.refused("impor", "surat.xlsx") == "BUKAN_LEMBAR_KERJA"  # a child looked at it
    assert desk.refused("tambah", "--dari", "surat.xlsx") == "JSON_SALAH"
    assert desk.refused("terima", "surat.xlsx") == "KUNCI_BUKAN_KUNCI"
    assert desk.refused("cari", "x" * 5, JAMSOS_HARI_INI="kemarin") == "TANGGAL_SALAH"
    assert desk.refused("perbarui", "--dari", "surat.xlsx", "--periksa").startswith("RILIS_")
    assert (desk.data / "data.db").read_bytes() == before


@pytest.mark.parametrize("name", ["Meja Désa Bajo – kantor (1)", "desa 'lama' & 100% ✓"])
def test_a_folder_may_be_called_anything(made: Path, tmp_path: Path, name: str) -> None:
    desk = Desk(Path(shutil.copytree(made / "desa", tmp_path / name / "data desa")), program=VERBS)
    assert len(desk.json("daftar")) == 9
    out = tmp_path / name / "kartu ü.pdf"
    assert desk.json("kartu-cepat", "--ke", out)["berkas"] == str(out)
    assert out.read_bytes().startswith(b"%PDF")


def test_an_empty_environment_is_enough(made: Path, tmp_path: Path) -> None:
    data = shutil.copytree(made / "desa", tmp_path / "desa")
    done = run([*VERBS, "--data", str(data), "daftar", "--json"], {}, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)) == 9


@pytest.fixture
def untouched() -> Iterator[None]:
    """The program's own folder holds exactly what it held before."""
    folder = BUNDLE or ROOT

    def held() -> set[tuple[str, int, int]]:
        tops = [folder] if BUNDLE else [ROOT / "jamsos_desktop", ROOT / "ui", ROOT / "resources"]
        files = (path for top in tops for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files}

    before = held()
    yield
    assert {path for path, *_ in held() ^ before} == set()


@pytest.mark.usefixtures("untouched")
def test_a_program_that_may_not_write_to_its_own_folder(made: Path) -> None:
    """Installed by somebody else: all it makes goes to the data folder. Root would be let in, so somebody else runs."""
    with tempfile.TemporaryDirectory() as room:
        desk = Desk(Path(shutil.copytree(made / "desa", Path(room) / "desa")), program=VERBS)
        other = somebody_else(Path(room))
        done = run([*VERBS, "--data", str(desk.data), "cetak", "formulir", "--peserta", SALMA, "--ke",
                    str(Path(room) / "f.pdf")], desk.env, Path(room), **other)
        assert done.returncode == 0, done.stderr
        assert (Path(room) / "f.pdf").stat().st_uid == other.get("user", os.getuid())


def somebody_else(room: Path) -> dict[str, Any]:
    """How to run as a user who owns only this room, where we are root and the bundle can be reached by others."""
    if not BUNDLE or os.getuid() or not all(above.stat().st_mode & 0o001 for above in BUNDLE.parents):
        return {}
    for path in (room, *room.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": ()}


def test_killed_in_the_middle_it_starts_again_with_whole_data(made: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(made / "desa", tmp_path / "desa"))
    desk = Desk(data, program=VERBS)
    people = [{"kelompok": "pekerja_rentan", "nama": f"Orang {n}", "nik": f"74021101019{n % 90:02d}9{n:03d}"}
              for n in range(400)]
    (tmp_path / "banyak.json").write_text(json.dumps(people))
    size = (data / "data.db").stat().st_size
    writer = subprocess.Popen([*VERBS, "--data", str(data), "tambah", "--dari", str(tmp_path / "banyak.json")],
                              env=desk.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while writer.poll() is None and time.monotonic() < until and not _grows(data, size):
        time.sleep(0.002)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert len(desk.json("daftar")) in (9, 409), "all of them or none"
    assert desk.json("riwayat", "--periksa")["utuh"] is True


def _grows(data: Path, size: int) -> bool:
    wal = data / "data.db-wal"
    return (wal.exists() and wal.stat().st_size > 0) or (data / "data.db").stat().st_size != size


def test_a_reader_that_leaves_is_no_crash(desk: Desk) -> None:
    with subprocess.Popen([*VERBS, "--data", str(desk.data), "panduan", "impor"], env=desk.env,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        child.stdout.close()
        said = child.stderr.read()
        child.wait(60)
    assert (child.returncode, said) == (0, b"")


def test_no_screen_and_no_verb_plays_the_whole_loop_instead(tmp_path: Path) -> None:
    """Without a display the window cannot open: said, and nothing is tried with Qt. Its folder is in the way here."""
    (tmp_path / "hasil").write_text("sudah ada")
    done = run(VERBS, environment(tmp_path), tmp_path)
    assert done.stderr.startswith("Tidak ada layar di sini")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("display", [":4711", "laptop.lain.invalid:0", "bukan layar"])
def test_a_screen_that_does_not_answer_is_said_and_not_an_abort(tmp_path: Path, display: str) -> None:
    """Qt ends the process by SIGABRT where it cannot connect; a person would see nothing but the prompt again."""
    done = run([*WINDOW, "--data", str(tmp_path / "data")], environment(tmp_path, DISPLAY=display), tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:2] == [
        "Layar laptop ini tidak menjawab, jadi jendela tidak dibuka. Data Anda tidak diubah.",
        "Masuk ke laptop lewat layarnya sendiri, lalu buka aplikasi lagi."]
    assert display in done.stderr.splitlines()[2]
    assert len(done.stderr.splitlines()) == 3
    assert not (tmp_path / "data").exists()


if BUNDLE:
    def test_the_window_program_leaves_verbs_to_the_other(tmp_path: Path) -> None:
        done = run([*WINDOW, "daftar"], environment(tmp_path), tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "pakai program jamsos" in done.stderr

    @pytest.mark.parametrize("desktop", [{}, {"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "wayland"}])
    def test_the_window_program_says_so_where_no_window_can_open(tmp_path: Path, desktop: dict[str, str]) -> None:
        """A desktop of Wayland alone shows none either: Qt is not even tried, which would end the process."""
        done = run(WINDOW, environment(tmp_path, **desktop), tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "Tidak ada layar di sini, jadi jendela tidak dibuka.\n"

    def test_started_through_a_link(desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "pintas").symlink_to(VERBS[0])
        (tmp_path / "a.csv").write_text("NIK,Nama\n7402111408809001,LA BASRI\n", "utf-8")
        done = run([str(tmp_path / "pintas"), "--data", str(desk.data), "impor", "a.csv", "--coba", "--json"], desk.env,
                   tmp_path)
        assert done.returncode == 0, done.stderr  # its child was found too
        assert json.loads(done.stdout)["baris"] == 1
