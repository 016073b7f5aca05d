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

FULL = ("simpan", "impor", "gabung", "pembaruan", "cadangan", "pulihkan", "cetak", "kirim")
SHORT, LONG = 6, 40  # limits of each deed
SMALLEST = 2048
NO_ROOM = {"DISK_PENUH", "DISK_GAGAL"}
DEBRIS = (".baru", ".tmp")
FOLDERS = (".cadangan-", ".uji-", ".pulihkan-", ".siapkan-")


def limits(deed: str, place: Path, many: int) -> Iterator[tuple[int, bool]]:
    """(bytes, from the start): ever larger, from almost nothing to a little more than the largest file of a place."""
    largest = max(path.stat().st_size for path in place.rglob("*") if path.is_file())
    dice = random.Random(f"{deed}-{many}")
    for nth in range(many):
        yield int(SMALLEST * (1.25 * largest / SMALLEST) ** ((nth + dice.random()) / many)), nth % 3 == 0


def sweep(deed: str, many: int, made: Places) -> dict[str, int]:
    """Run a deed under so many limits, look at what it left, then let it go on with room."""
    found = {"tried": 0, "acked": 0, "lost": 0, "damaged": 0, "refused": 0}
    for limit, from_start in limits(deed, made.new(deed), many):
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


def note(rows: dict[str, dict[str, int]], long: bool) -> None:
    sums = {key: sum(row[key] for row in rows.values()) for key in ("tried", "acked", "lost", "damaged")}
    figures.note("3-full", "Full disk (size limits)", long=long,
                 also=f"{sum(row['refused'] for row in rows.values())} ended in a sentence, all went on with room",
                 **sums)


def test_no_room_at_any_size(places: Places) -> None:
    rows = {deed: sweep(deed, SHORT, places) for deed in FULL}
    note(rows, long=False)
    assert sum(row["tried"] for row in rows.values()) >= 40
    print(rows)
    assert all(row["refused"] for row in rows.values()), rows
    assert not any(row["lost"] or row["damaged"] for row in rows.values()), rows


@pytest.mark.long
def test_no_room_at_many_sizes(places: Places) -> None:
    rows = {deed: sweep(deed, LONG, places) for deed in FULL}
    note(rows, long=True)
    assert not any(row["lost"] or row["damaged"] for row in rows.values()), rows


# --- a file system that is full ------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB of its own."""
    where = tmp_path / "kecil"
    where.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(where)], capture_output=True,
                          check=False)
    if done.returncode:
        pytest.skip("no file system may be mounted here")
    yield where
    subprocess.run(["umount", "-l", str(where)], check=True)


@pytest.mark.parametrize("deed", ["simpan", "impor", "cadangan", "kirim"])
def test_a_file_system_without_room(places: Places, small: Path, deed: str) -> None:
    """Filled up but for some kilobytes, then given its room back."""
    for free in (0, 8, 40, 200):
        place = Path(shutil.copytree(places.new(deed), small / f"t{free}"))
        fill(small, free << 10)
        said = ended(run_to_problem, deed, place)
        (small / "isi").unlink()
        look(deed, place, said)
        shutil.rmtree(place)


def fill(where: Path, free: int) -> None:
    """Leave ``free`` bytes."""
    with (where / "isi").open("wb") as file:
        room = shutil.disk_usage(where).free
        file.write(bytes(max(0, room - free)))


def run_to_problem(deed: str, place: Path, out: object) -> None:
    run_short_of_room(deed, place, out, -1, False)  # type: ignore[arg-type]
