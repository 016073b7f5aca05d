"""A disk that is full: the work ends in a sentence, nothing is lost, nothing is half there, and with room it goes on.

Two kinds of no room: no file may grow beyond a limit (RLIMIT_FSIZE in a child, swept over sizes), and a small file
system that really is full (a tmpfs, where the tests may mount one).
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import figures
from tests.torture.deeds import Damaged, Lost, Said
from tests.torture.places import Places, check
from tests.torture.register import DEEDS
from tests.torture.victim import ended, run, run_short_of_room

FULL = ("simpan", "impor", "gabung", "pembaruan", "cadangan", "lokal", "pulihkan", "kembali", "cetak", "kirim",
        "kunci", "hapus", "rawat", "siapkan")
SHORT, LONG, PARTS = 4, 10, 4  # limits of each deed; the long run does some parts of them
SMALLEST = 2048
NO_ROOM = {"DISK_PENUH", "DISK_GAGAL", "KUNCI_BELUM_SELESAI"}
DEBRIS = (".baru", ".tmp")
FOLDERS = (".cadangan-", ".uji-", ".pulihkan-", ".siapkan-", ".pulih-")


def limits(deed: str, place: Path, many: int, part: int) -> Iterator[tuple[int, bool]]:
    """(bytes, from the start): ever larger, from almost nothing to a little more than the largest file of a place."""
    largest = max(path.stat().st_size for path in place.rglob("*") if path.is_file())
    dice = random.Random(f"{deed}-{many}-{part}")
    for nth in range(many):
        yield int(SMALLEST * (1.25 * largest / SMALLEST) ** ((nth + dice.random()) / many)), nth % 3 == 0


def sweep(deed: str, many: int, made: Places, part: int = 0) -> dict[str, int]:
    """Run a deed under so many limits, look at what it left, then let it go on with room."""
    found = {"tried": 0, "acked": 0, "lost": 0, "damaged": 0, "refused": 0}
    for limit, from_start in limits(deed, made.new(deed), many, part):
        place = made.new(deed)
        said = ended(run_short_of_room, deed, place, limit, from_start)
        found["tried"] += 1
        found["acked"] += sum(words[0] == deed for words in said)
        found["refused"] += said[-1][0] == "masalah"
        try:
            look(deed, place, said)
        except Lost as lost:
            found["lost"] += 1
            print(f"LOST {deed} at {limit}: {lost}")
        except Damaged as damaged:
            found["damaged"] += 1
            print(f"DAMAGED {deed} at {limit} ({from_start}): {damaged}")
        made.drop(place)
    return found


def look(deed: str, place: Path, said: Said) -> None:
    """The sentence spoke of room, no debris, nothing lost; and with room the same deed goes through."""
    if said[-1][0] == "masalah" and said[-1][1] not in NO_ROOM:
        raise Damaged(f"the sentence was {said[-1][1]}")
    left = [str(path.relative_to(place)) for path in place.rglob("*")
            if path.name.endswith(DEBRIS) or path.name.startswith(FOLDERS)]
    if left:
        raise Damaged(f"left behind: {left}")
    if said[-1][0] == "masalah":
        again = ended(run, deed, place, DEEDS[deed].rounds)
        said = [*said, *again]
        if not any(words[0] == deed for words in again):
            raise Damaged("with room it does not go on")
    check(deed, place, said)


def note(deed: str, row: dict[str, int], long: bool, part: int = 0) -> None:
    refused = row.pop("refused")
    figures.note("3-full", "Full disk (size limits)", long=long, piece=f"{deed}-{part}",
                 also="all told in a sentence, all went on with room", **row)
    assert refused, (deed, row)
    assert not row["lost"], (deed, row)
    assert not row["damaged"], (deed, row)


@pytest.mark.parametrize("deed", FULL)
def test_no_room_at_any_size(places: Places, deed: str) -> None:
    assert SHORT * len(FULL) >= 40
    note(deed, sweep(deed, SHORT, places), long=False)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("deed", FULL)
def test_no_room_at_many_sizes(places: Places, deed: str, part: int) -> None:
    note(deed, sweep(deed, LONG, places, part), True, part)


# --- a file system that is full ------------------------------------------------------------------


class Small:
    """Room for 3 MB: a file system of its own where one may be mounted, else sizes of files are limited."""

    def __init__(self, where: Path) -> None:
        self.path = where
        where.mkdir()
        self.mounted = not subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(where)],
                                          capture_output=True, check=False).returncode

    def fill(self, free: int) -> int:
        """Leave ``free`` bytes; the size no file may grow beyond, -1: any."""
        if not self.mounted:
            return free
        with (self.path / "isi").open("wb") as file:
            file.write(bytes(max(0, shutil.disk_usage(self.path).free - free)))
        return -1

    def make_room(self) -> None:
        (self.path / "isi").unlink(missing_ok=True)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    made = Small(tmp_path / "kecil")
    yield made
    if made.mounted:
        subprocess.run(["umount", "-l", str(made.path)], check=True)


@pytest.mark.parametrize("deed", ["simpan", "impor", "cadangan", "kirim", "kunci"])
def test_a_file_system_without_room(places: Places, small: Small, deed: str) -> None:
    """Filled up but for some kilobytes, then given its room back."""
    for free in (0, 40):
        place = Path(shutil.copytree(places.new(deed), small.path / f"t{free}"))
        said = ended(run_short_of_room, deed, place, small.fill(free << 10), False)
        small.make_room()
        look(deed, place, said)
        shutil.rmtree(place)
