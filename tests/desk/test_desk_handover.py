"""Backup, moving to another laptop, coming back with the twelve words: nothing lost, nothing written twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import machine
from jamsos_desktop.exchange.package import verify_own
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from tests.conftest import make_ready, salma

SETUP = desks.SetUp(desks.unit_for("74.02.11.2017", "ABDUL RAHIM", "NURHAYATI SALAM"))
UID = salma().uid


class Office:
    """One village on one laptop: its folder, its words; ``laptop`` says which machine the program stands on."""

    def __init__(self, folder: DataFolder, words: tuple[str, ...], clock: desks.Clock) -> None:
        self.folder, self.words, self.clock = folder, words, clock

    def open(self) -> desks.Desk:
        return desks.open_desk(self.folder, None, self.clock)


def on_laptop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """From now on the program runs on the machine of that name."""
    place = tmp_path / f"mesin-{name}"
    place.write_text(f"{name}\n")
    monkeypatch.setenv(machine.PLACE, str(place))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> tuple[Path, tuple[str, ...]]:
    """A village set up on laptop "lama", made once."""
    root = tmp_path_factory.mktemp("lama")
    (root / "mesin").write_text("lama\n")
    before = os.environ.get(machine.PLACE)
    os.environ[machine.PLACE] = str(root / "mesin")
    try:
        words = desks.set_up_desa(DataFolder(root / "data"), SETUP, clock)
    finally:
        os.environ.pop(machine.PLACE) if before is None else os.environ.update({machine.PLACE: before})
    return root / "data", words


@pytest.fixture
def lama(made: tuple[Path, tuple[str, ...]], tmp_path: Path, clock: desks.Clock, key_file: Path,
         monkeypatch: pytest.MonkeyPatch) -> Office:
    """Laptop "lama" with one person ready to be sent."""
    on_laptop(monkeypatch, tmp_path, "lama")
    office = Office(DataFolder(Path(shutil.copytree(made[0], tmp_path / "data-lama"))), made[1], clock)
    with office.open() as desk:
        desk.take_in(key_file)
        desk.save(salma(), 0)
        make_ready(desk, UID)
    return office


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder


def restore(office: Office, file: Path, folder: DataFolder, words: tuple[str, ...] | None = None) -> desks.Restored:
    return run_to_end(desks.restore_job(file, folder, words or office.words, office.clock))


def fails(kode: str, call: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.kode == kode, caught.value
    return caught.value


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, but for what opening and locking leaves."""
    passing = ("data.lock", "pemakai.json", "data.db-wal", "data.db-shm")
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name not in passing}


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return " ".join(document[0].get_textpage().get_text_range().split())


def device(desk: desks.Desk) -> str:
    return desk.ctx.device


def history(desk: desks.Desk) -> list[str]:
    from jamsos_desktop.store.history import entries

    with desk.ctx.open() as db:
        return [str(entry["aksi"]) for entry in entries(db)]


def test_a_backup_is_read_back_and_remembered(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        before = tree(lama.folder.root)
        made = run_to_end(desk.backup_job(stick))
        assert set(tree(lama.folder.root)) == set(before)
        assert (made.info.kode, made.info.orang, made.info.pindah) == ("74.02.11.2017", 1, False)
        assert made.berita_acara is None
        assert made.info.ukuran == made.path.stat().st_size
        last = desk.last_backup()
        assert (last.nama, last.ke, last.kode_periksa) == (made.path.name, str(stick), made.info.kode_periksa)
        assert run_to_end(desk.check_backup_job(made.path)) == replace(made.info, teruji=True)
        assert set(tree(lama.folder.root)) == set(before)
        desk.save(replace(desk.read(UID), catatan="masih bisa diisi"), desk.read(UID).revisi)
    assert made.path.name.startswith("Cadangan-7402112017-20261121-")
    assert sorted(path.name for path in stick.iterdir()) == [".jamsos-flashdisk.json", made.path.name]


def test_the_file_tells_nothing_of_people(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        whole = run_to_end(desk.backup_job(stick)).path.read_bytes()
    for secret in (b"SALMA", salma().nik.encode(), b"SQLite format"):
        assert secret not in whole


def test_moving_to_another_laptop(lama: Office, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with lama.open() as desk:
        run_to_end(desk.export_job(None))
        made = run_to_end(desk.backup_job(stick, pindah=True, ke="Siti Aminah"))
        old = device(desk)
    said = words_of(made.berita_acara)
    for part in ("BERITA ACARA PINDAH LAPTOP", "Bajo Indah", "74.02.11.2017", made.path.name, "1 orang, 1 kiriman",
                 made.info.kode_periksa[:9], "Siti Aminah", "NURHAYATI SALAM", "ABDUL RAHIM"):
        assert part in said, part
    on_laptop(monkeypatch, tmp_path, "baru")
    baru = DataFolder(tmp_path / "data-baru")
    done = restore(lama, made.path, baru)
    assert (done.aside, done.same_laptop, done.info.pindah) == (None, False, True)
    said = words_of(done.berita_acara)
    for part in ("BERITA ACARA PEMULIHAN DATA", made.info.kode_periksa[:9], made.info.laptop):
        assert part in said, part
    with desks.open_desk(baru, None, lama.clock) as desk:
        assert desk.read(UID).nama == "WA ODE SALMA"
        assert device(desk) != old
        assert not desk.moved
        assert desk.notices() == ()
        assert history(desk)[:2] == ["pulihkan", "perangkat.ganti"]
        desk.save(replace(desk.read(UID), catatan="x"), desk.read(UID).revisi)
        first = run_to_end(desk.export_job(None))
        assert first.seq == 2
        assert manifest_of(desk, first.path)["menggantikan"] == old
        desk.save(replace(desk.read(UID), catatan="y"), desk.read(UID).revisi)
        assert manifest_of(desk, run_to_end(desk.export_job(None)).path)["menggantikan"] == old
        confirm(desk, 1)
        desk.save(replace(desk.read(UID), catatan="z"), desk.read(UID).revisi)
        assert manifest_of(desk, run_to_end(desk.export_job(None)).path)["menggantikan"] == old
        confirm(desk, 2)
        desk.save(replace(desk.read(UID), catatan="selesai"), desk.read(UID).revisi)
        assert "menggantikan" not in manifest_of(desk, run_to_end(desk.export_job(None)).path)


def manifest_of(desk: desks.Desk, path: Path) -> dict[str, object]:
    from jamsos_desktop.desk.recipient import own_keys

    with desk.ctx.open() as db:
        return dict(json.loads(verify_own(path, own_keys(db)).raw))


def confirm(desk: desks.Desk, seq: int) -> None:
    """As a reply of DPMD leaves it."""
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE paket SET keadaan = 'dikonfirmasi' WHERE seq <= ?", (seq,))


def every_write(desk: desks.Desk, tmp_path: Path, key_file: Path) -> dict[str, Callable[[], object]]:
    """Each verb of a village that changes something, by name."""
    one = desk.read(UID)
    order = desks.PrintOrder((UID,), ("formulir",), "A4", tmp_path / "f.pdf")
    return {
        "save": lambda: desk.save(one, one.revisi), "add": lambda: desk.add_people([{"kelompok": "non_asn"}]),
        "delete": lambda: desk.delete([UID]), "draft": lambda: desk.keep_draft("editor", UID, {"nama": "X"}),
        "drop draft": lambda: desk.drop_draft("editor", UID),
        "paper": lambda: desk.set_berkas([UID], "KTP", "tidak_ada"),
        "desa paper": lambda: desk.set_berkas_desa("F1", "ada"), "unit": lambda: desk.set_unit(desk.unit),
        "print": lambda: run_to_end(desk.print_job(order)), "samples": lambda: run_to_end(desk.samples_job(2, 1)),
        "export": lambda: run_to_end(desk.export_job(None)),
        "full": lambda: run_to_end(desk.export_job(None, penuh=True)),
        "key": lambda: desk.take_in(key_file), "back": lambda: desk.roll_back_policy(desk.policy.versi),
        "backup": lambda: run_to_end(desk.backup_job(tmp_path)), "undo": lambda: desk.undo("0"),
    }


def test_the_old_desk_reads_and_nothing_more(lama: Office, stick: Path, tmp_path: Path, key_file: Path) -> None:
    with lama.open() as desk:
        run_to_end(desk.export_job(None))
        run_to_end(desk.backup_job(stick, pindah=True))
        desk.reread()
        refuse_all(desk, tmp_path, key_file)
    before = tree(lama.folder.root)
    with lama.open() as desk:  # and after it was opened anew
        assert desk.read(UID).nama == "WA ODE SALMA"
        assert desk.counts().total == 1
        assert [notice.kode for notice in desk.notices()] == ["MEJA_DIPINDAHKAN"]
        refuse_all(desk, tmp_path, key_file)
        assert run_to_end(desk.recompute_job()) == 0
    after = tree(lama.folder.root)
    assert {name for name in after if after[name] != before.get(name)} <= {"data.db"}  # the log folded in
    with desks.open_desk(lama.folder, None, desks.Clock(date(2027, 3, 1))) as later:
        assert later.moved
        assert later.counts().total == 1


def refuse_all(desk: desks.Desk, tmp_path: Path, key_file: Path) -> None:
    assert desk.moved
    verbs = every_write(desk, tmp_path, key_file)
    told = {}
    for name, verb in verbs.items():
        try:
            verb()
        except Problem as problem:
            told[name] = problem.kode
        else:
            told[name] = "written"
    assert {name: kode for name, kode in told.items() if kode != "MEJA_DIPINDAHKAN"} in (
        {}, {"undo": "TIDAK_BISA_URUNG"})
    with desk.ctx.open() as db:
        with pytest.raises(Problem) as caught:
            db.run("DELETE FROM peserta")
        assert caught.value.kode == "MEJA_DIPINDAHKAN"
    assert not (tmp_path / "f.pdf").exists()


def test_a_district_that_moved_writes_nothing_either(tmp_path: Path, stick: Path) -> None:
    from tests.hub import makers

    with makers.district(tmp_path) as desk:
        run_to_end(desk.backup_job(stick, pindah=True))
        desk.reread()
        fails("MEJA_DIPINDAHKAN", lambda: desk.make_pack(desks.PackOrder(versi="2026-2", mulai=desk.today)))
        with pytest.raises(Problem) as caught, desk.district.ctx.open() as db, db.write():
            pass
        assert caught.value.kode == "MEJA_DIPINDAHKAN"


def test_taking_the_move_back_needs_a_reason(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        run_to_end(desk.backup_job(stick, pindah=True))
        desk.reread()
        fails("ALASAN_KOSONG", lambda: desk.cancel_move("  "))
        assert desk.moved
        desk.cancel_move("Laptop baru tidak jadi dibeli")
        assert not desk.moved
        desk.save(replace(desk.read(UID), catatan="lagi"), desk.read(UID).revisi)
        assert "pindah.batal" in history(desk)
    with lama.open() as desk:
        assert not desk.moved


def test_something_saved_meanwhile_keeps_the_desk_here(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        job = desk.backup_job(stick, pindah=True)
        next(job)
        desk.save(replace(desk.read(UID), catatan="saat menyalin"), desk.read(UID).revisi)
        fails("BERUBAH_SAAT_MENYALIN", lambda: run_to_end(job))
        desk.reread()
        assert not desk.moved
        assert desk.last_backup() is None
    assert list(stick.iterdir()) == []


def test_stopping_leaves_nothing(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        before = set(tree(lama.folder.root))
        job = desk.backup_job(stick, pindah=True)
        for _ in range(3):
            next(job)
        job.close()
        desk.reread()
        assert not desk.moved
        assert set(tree(lama.folder.root)) == before
    assert list(stick.iterdir()) == []


def test_restoring_over_data_puts_it_aside(lama: Office, stick: Path, tmp_path: Path, clock: desks.Clock,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    with lama.open() as desk:
        made = run_to_end(desk.backup_job(stick))
    on_laptop(monkeypatch, tmp_path, "baru")
    other = DataFolder(tmp_path / "data-lain")
    desks.set_up_desa(other, desks.SetUp(desks.unit_for("74.02.11.2024", "A", "B")), clock)
    kept = tree(other.root)
    done = restore(lama, made.path, other)
    assert done.aside.parent == other.root
    assert tree(done.aside) == kept
    with desks.open_desk(other, None, clock) as desk:
        assert desk.unit.kode == "74.02.11.2017"
    with desks.open_desk(DataFolder(done.aside), None, clock) as desk:
        assert desk.unit.kode == "74.02.11.2024"


def test_an_ordinary_backup_on_the_same_laptop_never_repeats_a_number(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        made, old = run_to_end(desk.backup_job(stick)), device(desk)
        assert run_to_end(desk.export_job(None)).seq == 1
        desk.save(replace(desk.read(UID), catatan="x"), desk.read(UID).revisi)
        sent = run_to_end(desk.export_job(None))
        assert sent.seq == 2
    sent.path.unlink()  # even when the outbox was cleared
    done = restore(lama, made.path, lama.folder)
    assert done.same_laptop
    assert (done.aside / "data.db").is_file()
    with lama.open() as desk:
        assert device(desk) == old
        again = run_to_end(desk.export_job(None))
        assert again.seq == 3
        assert "menggantikan" not in manifest_of(desk, again.path)
    assert (lama.folder.outbox / "JD-7402112017-0001.jdx").is_file()


def test_a_moved_desk_restored_where_it_was_writes_again(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        made = run_to_end(desk.backup_job(stick, pindah=True))
    assert restore(lama, made.path, lama.folder).same_laptop
    with lama.open() as desk:
        assert not desk.moved
        desk.save(replace(desk.read(UID), catatan="x"), desk.read(UID).revisi)


def rezipped(file: Path, target: Path, **changed: bytes | None) -> Path:
    """The backup with some of its files changed (or left out), the checksums of the zip itself right."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = changed.get(name.replace(".", "_").replace("/", "_"), old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def inside(file: Path, name: str) -> bytes:
    with zipfile.ZipFile(file) as archive:
        return archive.read(name)


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def relisted(file: Path, name: str, data: bytes) -> bytes:
    """The list of contents made to fit a changed file: what somebody without the key could do."""
    from hashlib import sha256

    manifest = json.loads(inside(file, "manifest.json"))
    for entry in manifest["files"]:
        if entry["path"] == name:
            entry |= {"size": len(data), "sha256": sha256(data).hexdigest()}
    return json.dumps(manifest).encode()


DAMAGES: list[tuple[str, str, Callable[[Path, Path], Path]]] = [
    ("a byte of the data", "CADANGAN_RUSAK", lambda good, to: rezipped(
        good, to, data_db=flipped(inside(good, "data.db"), 9000))),
    ("a byte of the data, list made to fit", "CADANGAN_RUSAK", lambda good, to: rezipped(
        good, to, data_db=flipped(inside(good, "data.db"), 9000),
        manifest_json=relisted(good, "data.db", flipped(inside(good, "data.db"), 9000)))),
    ("a byte of the file", "CADANGAN_RUSAK", lambda good, to: put(to, flipped(good.read_bytes(), 20_000))),
    ("the list", "CADANGAN_RUSAK", lambda good, to: rezipped(
        good, to, manifest_json=inside(good, "manifest.json").replace(b'"pindah":false', b'"pindah":true'))),
    ("no keys", "CADANGAN_RUSAK", lambda good, to: rezipped(good, to, kunci_json=None)),
    ("no list", "CADANGAN_BUKAN", lambda good, to: rezipped(good, to, manifest_json=None)),
    ("cut short", "CADANGAN_RUSAK", lambda good, to: cut(good, to, 0.6)),
    ("a workbook", "CADANGAN_BUKAN", lambda good, to: workbook(to)),
    ("a photo", "CADANGAN_BUKAN", lambda good, to: put(to, b"\xff\xd8\xff\xe0" + bytes(500))),
    ("nothing", "CADANGAN_BUKAN", lambda good, to: put(to, b"")),
    ("a newer program", "VERSI_BARU", lambda good, to: rezipped(
        good, to, manifest_json=inside(good, "manifest.json").replace(b'"min_reader":1', b'"min_reader":3'))),
    ("a bomb", "CADANGAN_RUSAK", lambda good, to: deflated(good, to)),
    ("a path that leads out", "CADANGAN_RUSAK", lambda good, to: smuggled(good, to)),
]


def put(to: Path, data: bytes) -> Path:
    to.write_bytes(data)
    return to


def cut(good: Path, to: Path, share: float) -> Path:
    return put(to, good.read_bytes()[:int(good.stat().st_size * share)])


def workbook(to: Path) -> Path:
    with zipfile.ZipFile(to, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
    return to


def deflated(good: Path, to: Path) -> Path:
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return to


def smuggled(good: Path, to: Path) -> Path:
    shutil.copy(good, to)
    with zipfile.ZipFile(to, "a") as archive:
        archive.writestr("../../keluar.exe", b"x")
    return to


@pytest.mark.parametrize(("kode", "damage"), [case[1:] for case in DAMAGES], ids=[case[0] for case in DAMAGES])
def test_a_damaged_backup_changes_nothing(lama: Office, stick: Path, tmp_path: Path, kode: str,
                                          damage: Callable[[Path, Path], Path]) -> None:
    with lama.open() as desk:
        good = run_to_end(desk.backup_job(stick)).path
        bad = damage(good, tmp_path / "Cadangan-rusak.jdc")
        problem = fails(kode, lambda: run_to_end(desk.check_backup_job(bad)))
        assert problem.aman == TIDAK_BERUBAH
    before = tree(lama.folder.root)
    fails(kode, lambda: restore(lama, bad, lama.folder))
    assert tree(lama.folder.root) == before
    empty = DataFolder(tmp_path / "kosong")
    fails(kode, lambda: restore(lama, bad, empty))
    assert desks.state_of(empty) == "kosong"
    assert [path.name for path in empty.root.rglob("*") if path.name != "data.lock"] == []


def test_wrong_words_change_nothing(lama: Office, stick: Path, tmp_path: Path, made: tuple[Path, tuple[str, ...]],
                                    clock: desks.Clock) -> None:
    with lama.open() as desk:
        good = run_to_end(desk.backup_job(stick)).path
    before = tree(lama.folder.root)
    others = desks.set_up_desa(DataFolder(tmp_path / "lain"), SETUP, clock)
    at = next(at for at, word in enumerate(lama.words) if word != lama.words[0])  # a word may stand there twice
    swapped = (lama.words[at], *lama.words[1:at], lama.words[0], *lama.words[at + 1:])
    typo = (lama.words[0][:-1] + "q", *lama.words[1:])
    for words, kode in ((others, "KATA_BUKAN_DESA_INI"), (lama.words[:11], "KATA_JUMLAH"),
                        (typo, "KATA_TIDAK_DIKENAL"), (swapped, "KATA_SALAH")):
        with pytest.raises(Problem) as caught:
            restore(lama, good, lama.folder, words)
        # Eight check bits let one wrong order in 256 pass as words of another desk.
        assert caught.value.kode in ((kode, "KATA_BUKAN_DESA_INI") if words == swapped else (kode,))
    assert tree(lama.folder.root) == before


def test_a_backup_of_another_village_is_compared_but_not_opened(lama: Office, stick: Path, tmp_path: Path,
                                                                clock: desks.Clock) -> None:
    with lama.open() as desk:
        file = run_to_end(desk.backup_job(stick)).path
    other = DataFolder(tmp_path / "lain")
    desks.set_up_desa(other, desks.SetUp(desks.unit_for("74.02.11.2024", "A", "B")), clock)
    with desks.open_desk(other, None, clock) as desk:
        info = run_to_end(desk.check_backup_job(file))
        assert (info.kode, info.teruji) == ("74.02.11.2017", False)


def test_while_the_desk_is_open_nothing_is_restored(lama: Office, stick: Path) -> None:
    with lama.open() as desk:
        file = run_to_end(desk.backup_job(stick)).path
        script = "from jamsos_desktop.store import lock\nlock.WAIT_SECONDS = 0.05\n" + RESTORE
        job = subprocess.run([sys.executable, "-c", script, str(file), str(lama.folder.root), *lama.words],
                             capture_output=True, text=True, check=True,
                             env={**os.environ, "PYTHONPATH": str(Path.cwd()), "JAMSOS_HARI_INI": "2026-11-21"})
        assert job.stdout.strip() == "SEDANG_DIPAKAI"


RESTORE = """
import sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
try:
    run_to_end(desks.restore_job(Path(sys.argv[1]), DataFolder(Path(sys.argv[2])), sys.argv[3:], desks.Clock()))
except Problem as problem:
    print(problem.kode)
"""
FULL = """
import resource, signal, sys
from pathlib import Path
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with desks.open_desk(DataFolder(Path(sys.argv[1])), None, desks.clock_from_environment()) as desk:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        run_to_end(desk.backup_job(Path(sys.argv[2]), pindah=True))
        print("jadi")
    except Problem as problem:
        print(problem.kode)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    desk.reread()
    print(desk.moved)
"""


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_full_disk_keeps_the_desk_here(lama: Office, stick: Path, tmp_path: Path, share: float) -> None:
    """Room for so much of the backup: the copy of the data does not fit, or only the whole file does not."""
    with lama.open() as desk:
        limit = int(run_to_end(desk.backup_job(tmp_path / "muat")).info.ukuran * share)
    done = subprocess.run([sys.executable, "-c", FULL, str(lama.folder.root), str(stick), str(limit)],
                          capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(Path.cwd()), "JAMSOS_HARI_INI": "2026-11-21"})
    kode, moved = done.stdout.split()
    assert kode in ("DISK_PENUH", "DISK_GAGAL")
    assert moved == "False"
    assert list(stick.iterdir()) == []
    assert not list(lama.folder.root.glob(".cadangan-*"))


def test_a_stick_that_cannot_be_written(lama: Office, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with lama.open() as desk:
        fails("TIDAK_BISA_TULIS", lambda: run_to_end(desk.backup_job(tmp_path / "berkas", pindah=True)))
        desk.reread()
        assert not desk.moved


def test_a_full_disk_during_restoring_changes_nothing(lama: Office, stick: Path, tmp_path: Path) -> None:
    with lama.open() as desk:
        file = run_to_end(desk.backup_job(stick)).path
    before = tree(lama.folder.root)
    script = RESTORE.replace("try:", "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
                             "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\ntry:")
    done = subprocess.run([sys.executable, "-c", script, str(file), str(lama.folder.root), *lama.words],
                          capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert done.stdout.strip() == "DISK_PENUH"
    assert tree(lama.folder.root) == before


def test_scans_and_sent_packages_come_along(lama: Office, stick: Path, tmp_path: Path) -> None:
    scan = lama.folder.root / "lampiran" / "ab" / "abcdef0123.jpg"
    scan.parent.mkdir(parents=True)
    scan.write_bytes(b"terkunci" * 50_000)
    with lama.open() as desk:
        run_to_end(desk.export_job(None))
        made = run_to_end(desk.backup_job(stick))
        assert made.info.lampiran == 1
    baru = DataFolder(tmp_path / "baru")
    restore(lama, made.path, baru)
    assert (baru.root / "lampiran" / "ab" / "abcdef0123.jpg").read_bytes() == scan.read_bytes()
    name = "JD-7402112017-0001.jdx"
    assert (baru.outbox / name).read_bytes() == (lama.folder.outbox / name).read_bytes()


def test_a_folder_copied_to_another_laptop_is_noticed(lama: Office, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    with lama.open() as desk:
        old = device(desk)
        assert desk.notices() == ()
    copy = DataFolder(Path(shutil.copytree(lama.folder.root, tmp_path / "salinan")))
    with desks.open_desk(copy, None, lama.clock) as desk:  # two folders on one machine are nobody's mistake
        assert (device(desk), desk.notices()) == (old, ())
    on_laptop(monkeypatch, tmp_path, "kedua")
    with desks.open_desk(copy, None, lama.clock) as desk:
        new = device(desk)
        assert new != old
        assert [notice.kode for notice in desk.notices()] == ["DATA_DISALIN"]
        assert "Pakai satu laptop saja" in desk.notices()[0].teks
        assert "perangkat.salinan" in history(desk)
        sent = manifest_of(desk, run_to_end(desk.export_job(None)).path)
        assert (sent["device"], "menggantikan" in sent) == (new, False)
    with desks.open_desk(copy, None, lama.clock) as desk:  # told again, the id stays
        assert device(desk) == new
        assert len(desk.notices()) == 1
        desk.old_laptop_retired()
        assert desk.notices() == ()
        desk.save(replace(desk.read(UID), catatan="x"), desk.read(UID).revisi)
        assert manifest_of(desk, run_to_end(desk.export_job(None)).path)["menggantikan"] == old
    with lama.open() as desk:
        assert device(desk) != old  # that folder, too, now stands on the other machine


def test_a_machine_without_a_number_is_not_compared(lama: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) \
        -> None:
    with lama.open() as desk:
        old = device(desk)
    monkeypatch.setenv(machine.PLACE, str(tmp_path / "tiada"))
    with lama.open() as desk:
        assert (device(desk), desk.notices()) == (old, ())


def test_the_number_of_the_machine_is_not_kept(lama: Office) -> None:
    with lama.open() as desk, desk.ctx.open() as db:
        kept = str(db.all("SELECT nilai FROM setelan WHERE kunci = 'mesin'")[0][0])
        assert len(kept) == 34
        assert "lama" not in kept


def test_the_district_comes_back_too(tmp_path: Path, stick: Path, clock: desks.Clock) -> None:
    from tests.hub import makers

    folder = DataFolder(tmp_path / "dpmd")
    words = desks.set_up_dpmd(folder, "74.02", "482913", clock)
    with desks.open_desk(folder, "482913", clock) as desk:
        makers.fill(desk, makers.villages(2, 5))
        desk.make_pack(desks.PackOrder(versi="2026-2", mulai=desk.today))
        made = run_to_end(desk.backup_job(stick, pindah=True))
        assert (made.info.orang, made.info.nama) == (10, "DPMD Kabupaten Konawe")
    baru = DataFolder(tmp_path / "dpmd-baru")
    run_to_end(desks.restore_job(made.path, baru, words, clock, pin="864297"))
    fails("PIN_SALAH", lambda: desks.open_desk(baru, "482913", clock))
    with desks.open_desk(baru, "864297", clock) as desk:
        assert desk.mode == "dpmd"
        assert desk.policy.versi == "2026-2"
        with desk.ctx.open() as db:
            assert db.all("SELECT count(*) FROM orang") == [(10,)]
