"""Backups, keys, pictures and the small files of a desk, broken byte by byte: a sentence, and everything as it was."""

from __future__ import annotations

import io
import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from odd_trees import DONE, broken_bytes, end_of, with_odd
from PIL import Image

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.paying_proof import load as load_proof
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings
from tests.conftest import salma

SHORT, LONG = 30, 600


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what it holds, but for what an open desk keeps writing."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock")) and path.name != "pemakai.json"}


def ends_of(seeds: range, fault: Callable[[random.Random], None], act: Callable[[], object],
            check: Callable[[str], None]) -> Counter[str]:
    """What ``act`` ends in after each fault, counted; ``check`` is told each."""
    ends = Counter[str]()
    for seed in seeds:
        fault(random.Random(seed))
        ends[end := end_of(seed, act)] += 1
        check(end)
    return ends


def backup_ends(desk: desks.Desk, tmp: Path, seeds: range) -> Counter[str]:
    desk.save(salma(), 0)
    made = run_to_end(desk.backup_job(tmp))
    whole, before = made.path.read_bytes(), tree(desk.folder.root)

    def same(end: str) -> None:
        assert tree(desk.folder.root) == before, end

    return ends_of(seeds, lambda dice: made.path.write_bytes(broken_bytes(dice, whole)) and None,
                   lambda: run_to_end(desk.check_backup_job(made.path)), same)


def test_a_broken_backup_is_told(desk: desks.Desk, tmp_path: Path) -> None:
    ends = backup_ends(desk, tmp_path, range(SHORT))
    assert sum(ends.values()) == SHORT
    # A zip has bytes nobody reads (times, attributes); the rest is noticed.
    assert ends[DONE] < SHORT // 4


@pytest.mark.long
def test_many_broken_backups(desk: desks.Desk, tmp_path: Path) -> None:
    assert sum(backup_ends(desk, tmp_path, range(1000, 1000 + LONG)).values()) == LONG


def key_ends(folder: DataFolder, clock: desks.Clock, key_file: Path, tmp: Path, seeds: range) -> Counter[str]:
    """A public key file: as JSON with odd values, or with broken bytes."""
    body, path = json.loads(key_file.read_bytes()), tmp / key_file.name
    with desks.open_desk(folder, None, clock) as desk:
        def fault(dice: random.Random) -> None:
            odd = json.dumps(with_odd(dice, body)).encode() if dice.random() < 0.7 else \
                broken_bytes(dice, key_file.read_bytes())
            path.write_bytes(odd)

        return ends_of(seeds, fault, lambda: desk.take_in(path), lambda end: None)


def test_an_odd_key_file_is_refused(folder: DataFolder, clock: desks.Clock, key_file: Path, tmp_path: Path) -> None:
    ends = key_ends(folder, clock, key_file, tmp_path, range(SHORT * 3))
    assert ends[DONE] < SHORT
    assert sum(ends.values()) == SHORT * 3


@pytest.mark.long
def test_many_odd_key_files(folder: DataFolder, clock: desks.Clock, key_file: Path, tmp_path: Path) -> None:
    assert sum(key_ends(folder, clock, key_file, tmp_path, range(1000, 1000 + LONG)).values()) == LONG


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((90, 60), 80).convert("RGB").save(out, kind)
    return out.getvalue()


def scan_ends(desk: desks.Desk, tmp: Path, seeds: range) -> Counter[str]:
    """A broken picture is refused in words, or drawn anew from what is whole of it; nothing harms the program."""
    kept = desk.save(salma(), 0)
    wholes = {"JPEG": picture("JPEG"), "PNG": picture("PNG")}
    path = tmp / "ktp.jpg"

    def fault(dice: random.Random) -> None:
        path.write_bytes(broken_bytes(dice, wholes[dice.choice(list(wholes))]))

    def act() -> None:
        desk.attach_scan(kept.uid, "KTP", path)
        with Image.open(io.BytesIO(desk.scan(kept.uid, "KTP"))) as shown:
            shown.load()
        desk.drop_scan(kept.uid, "KTP")

    return ends_of(seeds, fault, act, lambda end: None)


def test_a_broken_picture_is_drawn_anew_or_refused(desk: desks.Desk, tmp_path: Path) -> None:
    ends = scan_ends(desk, tmp_path, range(SHORT))
    assert set(ends) <= {DONE, "SCAN_BUKAN_GAMBAR", "SCAN_RUSAK", "SCAN_BESAR"}
    assert sum(ends.values()) == SHORT


def test_a_picture_bomb_is_refused_by_its_head(desk: desks.Desk, tmp_path: Path) -> None:
    """47 KB that would unpack to a gigabyte."""
    kept, path = desk.save(salma(), 0), tmp_path / "bom.png"
    Image.new("1", (20_000, 20_000)).save(path)
    assert path.stat().st_size < 100_000
    with pytest.raises(Problem) as caught:
        desk.attach_scan(kept.uid, "KTP", path)
    assert caught.value.kode == "SCAN_BESAR"
    assert not desk.scans(kept.uid)
    with pytest.raises(Problem) as caught:
        load_proof(path)  # a proof goes the same way
    assert caught.value.kode == "SCAN_BESAR"
    Image.new("1", (8_000, 5_000)).save(path)  # exactly what is allowed
    desk.attach_scan(kept.uid, "KTP", path)


@pytest.mark.parametrize("name", ["setelan.json", "persiapan.json", "pemakai.json"])
def test_small_files_of_any_content_never_shut_a_desk(folder: DataFolder, clock: desks.Clock, name: str) -> None:
    """They only remember looks and what was typed: whatever they hold, the desk opens."""
    path = folder.root / name
    odd = [b"", b"\x00" * 100, b"[" * 100_000, b'{"tema": []}', b'{"isian": {"desa": 7}}', b"null", b"\xff\xfe\x00",
           b'{"jendela": "@@@"}', b'{"pid": {}}', b'{"offset": {"x": [1e999]}}']
    for content in odd:
        path.write_bytes(content)
        settings = Settings(path)
        assert settings.get("tidak_ada", "x") == "x"
        with desks.open_desk(folder, None, clock) as desk:
            assert desk.counts().total == 0


def test_a_folder_with_foreign_things_in_it_opens(folder: DataFolder, clock: desks.Clock, tmp_path: Path) -> None:
    """Links, folders where files are expected, names of other programs."""
    (folder.root / "Foto liburan.jpg").write_bytes(b"x")
    (folder.root / "desktop.ini").mkdir()
    (folder.root / "permintaan").mkdir(exist_ok=True)
    (folder.root / "permintaan" / "x.minta").mkdir()
    (folder.root / "keluar").mkdir(exist_ok=True)
    (folder.root / "keluar" / "tautan.jdx").symlink_to(tmp_path / "tidak ada")
    (folder.root / "lampiran").mkdir(exist_ok=True)
    (folder.root / "lampiran" / "aneh").symlink_to("/etc/hostname")
    (folder.root / "cadangan").mkdir(exist_ok=True)
    (folder.root / "cadangan" / "Baca saya.txt").write_text("x")
    with desks.open_desk(folder, None, clock) as desk:
        made = run_to_end(desk.backup_job(tmp_path / "stik"))
        assert made.info.lampiran == 0
    shutil.rmtree(folder.root / "desktop.ini")
