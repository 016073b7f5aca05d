"""A print and its note stand or fall together: what fails uses up no number and leaves the older PDF as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import office
from tests.conftest import salma
from tests.desk.talks import dump
from tests.paper.paper_reading import words

OLDER = b"%PDF-1.4 bundel lama"
KINDS = ("formulir", "kosong_bpu", "pengantar")
NUMBER = "560/118/BI/XI/2026"


@pytest.fixture
def village(desk: desks.Desk) -> desks.Desk:
    desk.save(salma("u1"), 0)
    return desk


def order(out: Path) -> desks.PrintOrder:
    return desks.PrintOrder(("u1",), KINDS, "F4", out, desks.PaperOptions(kosong=2, surat={"pengantar": NUMBER}))


def numbers(desk: desks.Desk) -> tuple[int, int, dict[str, str]]:
    with desk.ctx.open() as db:
        return office.last_number(db, "bundel"), office.last_number(db, "kosong"), desk.letter_proposals()


def untouched(desk: desks.Desk) -> None:
    """Nothing was numbered, noted or marked."""
    assert numbers(desk) == (0, 0, {})
    assert (desk.bundles(), desk.print_history(), desk.read("u1").status) == ([], [], "siap_cetak")
    with desk.ctx.open() as db:
        assert db.all("SELECT 1 FROM riwayat WHERE objek = 'formulir_kosong'") == []


def spoil(desk: desks.Desk, table: str) -> None:
    """From now on nothing can be put into a table."""
    with desk.ctx.open() as db:
        db.run(f"CREATE TRIGGER penuh BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'penuh'); END")


def mend(desk: desks.Desk) -> None:
    with desk.ctx.open() as db:
        db.run("DROP TRIGGER penuh")


def test_a_target_that_cannot_be_written_uses_up_no_number(village: desks.Desk, tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("x")
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "folder.pdf" / "isi").write_text("x")
    before = dump(village)
    for target in (tmp_path / "surat.txt" / "dalam", Path("/proc/jamsos")):
        with pytest.raises(Problem) as caught:
            run_to_end(village.print_job(order(target)))
        assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert dump(village) == before
    with pytest.raises(Problem) as caught:
        run_to_end(village.print_job(order(tmp_path / "folder.pdf")))
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert (tmp_path / "folder.pdf" / "isi").read_text() == "x"
    untouched(village)
    made = run_to_end(village.print_job(order(tmp_path / "ada.pdf")))
    assert made.bundel == "B-0001"
    assert "K-0001" in words(made.path)
    assert numbers(village)[:2] == (1, 2)


@pytest.mark.parametrize("table", ["bundel_lembar", "bundel_cetak", "cetakan", "riwayat"])
def test_what_cannot_be_noted_leaves_the_older_pdf_and_the_numbers(village: desks.Desk, tmp_path: Path, table: str) \
        -> None:
    out = tmp_path / "cetak" / "Contoh.pdf"
    out.parent.mkdir()
    out.write_bytes(OLDER)
    spoil(village, table)
    with pytest.raises(Problem):
        run_to_end(village.print_job(order(out)))
    assert (out.read_bytes(), os.listdir(out.parent)) == (OLDER, [out.name])
    untouched(village)
    mend(village)
    made = run_to_end(village.print_job(order(out)))
    assert (made.bundel, os.listdir(out.parent)) == ("B-0001", [out.name])
    assert "K-0001" in words(out)
    assert village.bundles()[0]["berkas"] == str(out)


def test_a_stopped_print_that_cannot_be_noted_leaves_the_older_pdf(village: desks.Desk, tmp_path: Path) -> None:
    out = tmp_path / "cetak.pdf"
    out.write_bytes(OLDER)
    spoil(village, "bundel_lembar")
    job = village.print_job(order(out))
    while next(job).done < 2:
        pass
    with pytest.raises(Problem):
        job.close()
    assert out.read_bytes() == OLDER
    untouched(village)


def test_two_prints_at_once_never_carry_one_number(village: desks.Desk, tmp_path: Path) -> None:
    """The one that is done first has the number; the other makes nothing and says so."""
    first, second = (village.print_job(order(tmp_path / f"{nth}.pdf")) for nth in (1, 2))
    next(first)
    next(second)
    assert run_to_end(second).bundel == "B-0001"
    with pytest.raises(Problem) as caught:
        run_to_end(first)
    assert caught.value.kode == "BERUBAH_SELAGI_CETAK"
    assert not (tmp_path / "1.pdf").exists()
    assert numbers(village)[:2] == (1, 2)


def test_the_day_after_a_print_that_could_not_tell_who_changed(village: desks.Desk, tmp_path: Path) -> None:
    """The print and its note stand although the statuses could not be written; the print is no failure then."""
    with village.ctx.open() as db:
        db.run("CREATE TRIGGER penuh BEFORE UPDATE OF status ON peserta WHEN new.status = 'tercetak'"
               " BEGIN SELECT RAISE(ABORT, 'penuh'); END")
    made = run_to_end(village.print_job(order(tmp_path / "x.pdf")))
    mend(village)
    assert made.path.is_file()
    run_to_end(village.recompute_job())
    assert village.read("u1").status == "tercetak"


def test_damage_that_took_the_counters_gives_no_number_again(village: desks.Desk, tmp_path: Path) -> None:
    run_to_end(village.print_job(order(tmp_path / "x.pdf")))
    with village.ctx.open() as db, db.write():
        for name in ("bundel", "kosong"):
            office.put_setting(db, f"nomor.{name}", 0)
        office.raise_counters(db)
    assert numbers(village)[:2] == (1, 2)


Papers = Callable[[desks.Desk, Path], Job[Path]]
NOTED: dict[str, Papers] = {
    "data saya": lambda desk, out: desk.rights_paper_job("u1", "data_saya", out),
    "rekap harian": lambda desk, out: desk.recap_paper_job(desk.today, "A4", out),
}


@pytest.mark.parametrize("paper", NOTED)
def test_a_paper_that_cannot_be_noted_does_not_stay(village: desks.Desk, tmp_path: Path, paper: str) -> None:
    out = tmp_path / "surat.pdf"
    spoil(village, "riwayat")
    with pytest.raises(Problem):
        run_to_end(NOTED[paper](village, out))
    assert not out.exists()
    mend(village)
    assert run_to_end(NOTED[paper](village, out)) == out


# --- the program ends in between ------------------------------------------------------------------

CUT = """
import os, sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
out, at = Path(sys.argv[2]), int(sys.argv[3])
names = {str(out.with_name(f".{out.name}.{end}")) for end in ("baru", "lama")}
seen = 0
def count(event, args):  # what the program asks of the system, before it is done
    global seen
    if event in ("os.rename", "os.remove") and names & {str(one) for one in args[:2]}:
        seen += 1
        if seen == at:
            os._exit(9)
with desks.open_desk(DataFolder(Path(sys.argv[1]))) as desk:
    sys.addaudithook(count)
    run_to_end(desk.print_job(desks.PrintOrder(("u1",), ("formulir", "kosong_bpu"), "F4", out,
                                               desks.PaperOptions(kosong=2))))
"""


@pytest.mark.parametrize("older", [False, True])
def test_a_print_cut_between_paper_and_note_is_whole_or_absent(folder: DataFolder, clock: desks.Clock, tmp_path: Path,
                                                               older: bool) -> None:
    """Killed before each change of a name: after the next opening there is print and note, or the older PDF alone."""
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma("u1"), 0)
    env = {**os.environ, "PYTHONPATH": str(Path.cwd()), "JAMSOS_HARI_INI": "2026-11-21"}
    stood, at = set(), 0
    while True:
        at += 1
        place, out = tmp_path / f"p{at}", tmp_path / f"p{at}" / "stik" / "Contoh.pdf"
        out.parent.mkdir(parents=True)
        if older:
            out.write_bytes(OLDER)
        data = DataFolder(Path(shutil.copytree(folder.root, place / "data")))
        ended = subprocess.run([sys.executable, "-c", CUT, str(data.root), str(out), str(at)], capture_output=True,
                               text=True, check=False, env=env)
        assert ended.returncode in (0, 9), ended.stderr
        with desks.open_desk(data, None, clock) as desk:
            noted = [row["berkas"] for row in desk.bundles()]
            there = out.read_bytes() if out.exists() else b""
            assert (noted == [str(out)]) == (there not in (b"", OLDER)), (at, noted, there[:20])
            assert there or not older
            assert os.listdir(out.parent) == ([out.name] if there else [])
            assert numbers(desk)[:2] == ((1, 2) if noted else (0, 0))
            stood.add(bool(noted))
            again = run_to_end(desk.print_job(order(out)))
            assert again.bundel == ("B-0002" if noted else "B-0001")
        if ended.returncode == 0:
            break
    assert stood == {True, False}
    assert at >= (4 if older else 3)


def test_a_pdf_of_somebody_else_is_never_taken_back(folder: DataFolder, clock: desks.Clock, tmp_path: Path) -> None:
    """The note of a placing that was cut off, and by now another file by that name."""
    out = tmp_path / "Contoh.pdf"
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma("u1"), 0)
        with desk.ctx.open() as db, db.write():
            office.put_setting(db, "cetak.ditaruh", {"B-0001/1": {"berkas": str(out), "sidik": "0" * 64,
                                                                  "semula": False}})
    out.write_bytes(OLDER)
    with desks.open_desk(folder, None, clock) as desk, desk.ctx.open() as db:
        assert out.read_bytes() == OLDER
        assert office.setting(db, "cetak.ditaruh") == {}


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
with desks.open_desk(DataFolder(Path(sys.argv[1]))) as desk:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), hard))
    try:
        run_to_end(desk.print_job(desks.PrintOrder(("u1",), ("formulir", "kosong_bpu"), "F4", Path(sys.argv[2]),
                                                   desks.PaperOptions(kosong=2))))
    except Problem as problem:
        print(problem.kode)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
"""


@pytest.fixture
def grown(folder: DataFolder, clock: desks.Clock) -> DataFolder:
    """A village whose data file is larger than a small PDF."""
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma("u1"), 0)
    return folder


@pytest.mark.parametrize("limit", [20_000, 70_000, 80_000, 100_000])
def test_no_room_uses_up_no_number_and_keeps_the_older_pdf(grown: DataFolder, clock: desks.Clock, tmp_path: Path,
                                                           limit: int) -> None:
    out = tmp_path / "stik" / "Contoh.pdf"
    out.parent.mkdir()
    out.write_bytes(OLDER)
    env = {**os.environ, "PYTHONPATH": str(Path.cwd()), "JAMSOS_HARI_INI": "2026-11-21", "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run([sys.executable, "-c", FULL_DISK, str(grown.root), str(out), str(limit)], capture_output=True,
                          text=True, check=True, env=env).stdout.split()
    assert told in ([], ["DISK_PENUH"], ["DISK_GAGAL"])
    with desks.open_desk(grown, None, clock) as desk:
        assert os.listdir(out.parent) == [out.name]
        assert (out.read_bytes() == OLDER) == bool(told)
        assert numbers(desk)[:2] == ((0, 0) if told else (1, 2))
        assert len(desk.bundles()) == (not told)
        again = run_to_end(desk.print_job(order(out)))
        assert again.bundel == ("B-0001" if told else "B-0002")
