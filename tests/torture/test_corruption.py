"""Damage at random to every file of a desk: each ends in a working program and a true message.

Working: it opens, is whole page by page, its history fits, it finds, and what is saved then is there after the next
start. True: whoever is not as they were last saved is named or counted, and a desk that tells of nothing lost nothing.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import backups, history
from jamsos_desktop.store.engine import DBError
from jamsos_desktop.store.salvage import Broken
from tests.conftest import salma
from tests.desk import damage
from tests.torture import figures

ROOT = Path(__file__).resolve().parents[2]
SHORT, LONG, PARTS = 64, 150, 6  # LONG of them in each of PARTS
AGAIN = 4  # every so many is opened once more after a save
LATE = 12  # saved by a program that was killed, in the log alone


@dataclass(slots=True)
class Tally:
    """What became of all of them."""

    tried: int = 0
    lossless: int = 0
    back: int = 0
    asked: int = 0
    seen: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="session")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a backup, work after it, and saves that are in the log alone."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("rusak") / "desa"))
    damage.fill(DataFolder(root))
    killed(root, LATE)
    return root


def killed(root: Path, many: int) -> None:
    """Save people in a program of its own that then dies without closing anything."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "tests.desk.damage_victim", str(root), str(many)]
    done = subprocess.run(words, env=env, check=False)
    assert done.returncode == 9


def records(folder: DataFolder) -> dict[str, tuple[int, str]]:
    with desks.open_desk(folder, None, damage.CLOCK) as desk:
        return {p.uid: (p.revisi, p.hp) for p in desk.everyone()}


def one(village: Path, tmp: Path, before: dict[str, tuple[int, str]], rng: random.Random,
        target: str, way: Callable[[Path, random.Random], str], tally: Tally) -> None:
    """Damage one file and hold what the next start makes of it against what was there."""
    folder = damage.copy_of(village, tmp / "kerja")
    path = sorted(folder.root.glob(target))[-1]
    told = f"{path.name}: {way(path, rng)}"
    with desks.open_desk(folder, None, damage.CLOCK, recompute=False) as desk:
        check_working(desk, told)
        cared = desk.cared()
        now = {p.uid: (p.revisi, p.hp) for p in desk.everyone()}
        lost = {uid for uid, kept in before.items() if now.get(uid) != kept}
        tally.tried += 1
        tally.seen[cared.sebab if cared else "unharmed"] += 1
        tally.lossless += not lost
        if cared is None:
            assert not lost, told
            assert (folder.root / "data.db").is_file()
        else:
            check_message(cared, now, lost, told)
            tally.back += len(cared.kembali)
            tally.asked += len(lost)
            assert not cared.folder or any((folder.root / cared.folder).iterdir()), told
        desk.save(salma("u-sesudah", nama="SITI AMINAH", nik="7402115408849499"), 0)
    if tally.tried % AGAIN == 0:
        with desks.open_desk(folder, None, damage.CLOCK) as again:
            assert again.read("u-sesudah").nama == "SITI AMINAH", told
            check_working(again, told)
    shutil.rmtree(folder.root)


def check_working(desk: desks.Desk, told: str) -> None:
    with desk.ctx.open() as db:
        assert db.integrity() == [], told
        assert history.broken_at(db) is None, told
        db.run("INSERT INTO cari(cari, rank) VALUES ('integrity-check', 1)")
    assert [p.uid for p in desk.people_of(desks.Query(text="BESSE"))] == [damage.BEFORE], told


def check_message(cared: desks.Cared, now: dict[str, tuple[int, str]], lost: set[str], told: str) -> None:
    """Nothing is lost that is not said, nobody is said to be back who is not."""
    assert cared.orang == len(now), told
    named = {entry.uid for entry in cared.ketik}
    open_words = [line for line in cared.lain if "Cocokkan dengan kertas" in line]
    assert lost <= named or open_words, (told, lost, cared)
    if not lost:
        assert not {uid for uid in named if uid in now}, (told, cared)
    assert desks.care_told(cared).title


TARGETS: tuple[tuple[str, tuple[Callable[[Path, random.Random], str], ...]], ...] = (
    ("data.db", damage.WAYS), ("data.db-wal", (damage.flip, damage.zero_page, damage.shorten, damage.head,
                                               damage.noise, damage.empty, damage.gone)),
    ("kunci.json", (damage.flip, damage.shorten, damage.head, damage.empty, damage.gone)),
    ("kunci.salinan.json", (damage.flip, damage.gone)), ("cadangan/oto-*.jdc", (damage.flip, damage.shorten)),
)


def torture(village: Path, tmp_path: Path, many: int, seed: int) -> Tally:
    rng, tally = random.Random(seed), Tally()
    before = records(damage.copy_of(village, tmp_path / "utuh"))
    cases = [(target, way) for target, ways in TARGETS for way in ways]
    # Two of three are damage to the data file itself, which is nearly all of what there is.
    data = [case for case in cases if case[0] == "data.db"]
    for number in range(many):
        target, way = data[number // 3 % len(data)] if number % 3 else cases[number // 3 % len(cases)]
        one(village, tmp_path, before, rng, target, way, tally)
    return tally


def note(tally: Tally, *, long: bool) -> None:
    figures.note("corruption", "Random damage to data, log, keys and backups", long=long, tried=tally.tried, lost=0,
                 damaged=0, also=f"{tally.lossless} without any loss; {tally.back} people newer than the backup brought"
                                 f" over; {tally.asked} records named or announced to be typed again")


def test_every_corruption_ends_in_a_working_program_and_a_true_message(village: Path, tmp_path: Path) -> None:
    tally = torture(village, tmp_path, SHORT, 5)
    assert tally.tried == SHORT
    assert tally.seen["rusak"] > SHORT // 3
    assert tally.seen["log"]
    assert tally.lossless > SHORT // 2
    note(tally, long=False)


@pytest.fixture(scope="module")
def together() -> Tally:
    return Tally()


@pytest.mark.long
@pytest.mark.xdist_group("damage")  # one process counts them all
@pytest.mark.parametrize("part", range(PARTS))
def test_many_corruptions(village: Path, tmp_path: Path, together: Tally, part: int) -> None:
    found = torture(village, tmp_path, LONG, 71 + part)
    together.tried += found.tried
    together.lossless += found.lossless
    together.back += found.back
    together.asked += found.asked
    note(together, long=True)


def test_two_places_gone_at_once_are_no_silent_loss(set_up: Path, tmp_path: Path) -> None:
    """The list of people, their rows and the history can each be gone with another of them."""
    root = Path(shutil.copytree(set_up, tmp_path / "desa"))
    damage.fill(DataFolder(root))
    before = records(damage.copy_of(root, tmp_path / "utuh"))
    listing, rows, trail = _pages_of(root, tmp_path / "satu.db")
    assert all((listing, rows, trail))
    for pages in (*itertools.product(listing, rows), *itertools.product(rows, trail)):
        one(root, tmp_path, before, random.Random(1), "data.db", _emptied(pages), Tally())


def _pages_of(root: Path, copy: Path) -> tuple[list[int], list[int], list[int]]:
    """Pages without which the index of the uids, the row of who was changed, and what was noted of it are gone."""
    data, key = (root / "data.db").read_bytes(), damage.key_of(DataFolder(root))
    found: tuple[list[int], list[int], list[int]] = ([], [], [])
    for page in range(1, len(data) // damage.PAGE):
        copy.write_bytes(data)
        _emptied((page,))(copy, random.Random(1))
        with suppress(DBError), Broken(copy, key) as broken:  # a page of the list of tables: nothing is readable then
            gone = (not broken.indexed("peserta", "sqlite_autoindex_peserta_1", "uid"),
                    damage.CHANGED not in {row["uid"] for row in broken.rows("peserta").rows},
                    damage.CHANGED not in {row["objek_id"] for row in broken.rows("riwayat").rows})
            for pages, lost in zip(found, gone, strict=True):
                pages += [page] if lost else []
    return found


def _emptied(pages: Iterable[int]) -> Callable[[Path, random.Random], str]:
    def way(path: Path, _: random.Random) -> str:
        data = bytearray(path.read_bytes())
        for page in pages:
            data[page * damage.PAGE:(page + 1) * damage.PAGE] = bytes(damage.PAGE)
        path.write_bytes(data)
        return f"pages {pages} of zeros"
    return way


def test_a_damaged_backup_is_passed_over_and_told(village: Path, tmp_path: Path) -> None:
    folder = damage.copy_of(village, tmp_path / "desa")
    with desks.open_desk(folder, None, damage.CLOCK) as desk:
        good = backups.local_files(folder)[0]
        newer = backups.keep(folder, desk.ctx.dek, damage.CLOCK.now(), "tutup").path
    damage.shorten(newer, random.Random(1))
    damage.head(folder.database, random.Random(1))
    with desks.open_desk(folder, None, damage.CLOCK) as desk:
        cared = desk.cared()
        assert cared is not None
        made = backups.look(good)
        assert made is not None
        assert (cared.dilewati, cared.cadangan) == (1, made.dibuat)
        assert ("Dilewati", "1 cadangan yang ikut rusak") in desks.care_told(cared).facts
