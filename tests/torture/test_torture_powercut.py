"""Power cuts: every call the program makes is a moment at which the light may go, whatever was not synced may be lost.

The program's own verbs are recorded once; each state that a cut could leave is laid out and opened by the program's
own ``open_desk``: whole, nothing acknowledged lost, and it goes on working.
"""

from __future__ import annotations

import random
import shutil
from itertools import count
from pathlib import Path

import pytest

from tests.torture import figures
from tests.torture.deeds import Damaged, Lost
from tests.torture.places import Places, check, scratch
from tests.torture.powercut import Disk, cuts
from tests.torture.recorder import Call, calls, record
from tests.torture.victim import ROOT

CUT = ("simpan", "impor", "gabung", "pembaruan", "cadangan", "lokal", "pulihkan", "kembali",
       "kunci", "hapus", "kirim")
SHORT = 44  # states of each deed; the long run takes them all, in so many parts
PARTS = 16
REPEATS = 3  # torn and mixed states of each moment


class Recording:
    """What each deed did to its place."""

    def __init__(self, places: Places, tmp: Path) -> None:
        self.disks, words = {}, []
        for deed in CUT:
            place = Path(shutil.copytree(places.new(deed), tmp / deed))
            self.disks[deed] = Disk(place)
            words += [deed, str(place)]
        record(["-m", "tests.torture.victim", *words], ROOT, tmp / "trace")
        self.calls: dict[str, list[Call]] = {deed: [] for deed in CUT}
        deed = CUT[0]
        for call in calls(tmp / "trace"):
            if call.name == "write" and call.args[0] == "1" and bytes(call.args[1]).startswith(b"mulai"):
                deed = bytes(call.args[1]).split(b"\t")[1].decode()
                continue
            self.calls[deed].append(call)

    def disk(self, deed: str) -> Disk:
        """As it was before the deed."""
        return self.disks[deed].copy()


@pytest.fixture(scope="module")
def recording(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return Recording(places, tmp_path_factory.mktemp("rekaman"))


def torture(deed: str, recorded: Recording, part: int | None = None) -> dict[str, int]:
    """Open states of a deed, told apart by what they hold: some picked at random, or one part of them all."""
    whole = recorded.disk(deed)
    changes = sum(map(whole.apply, recorded.calls[deed]))
    share = SHORT / (changes * (2 + 2 * REPEATS))
    dice, seen, number = random.Random(deed), set(), count()
    wanted = (lambda: dice.random() < share) if part is None else (lambda: next(number) % PARTS == part)
    found = {"tried": 0, "acked": 0, "lost": 0, "damaged": 0, "states": 0}
    for state in cuts(recorded.disk(deed), recorded.calls[deed], wanted, REPEATS, f"{deed}-{part}"):
        found["tried"] += 1
        if state.digest in seen:
            continue
        seen.add(state.digest)
        place = scratch()
        try:
            state.lay(place)
            check(deed, place, state.said)
        except Lost as lost:
            found["lost"] += 1
            print(f"LOST {deed} {state.how} {state.said[-1:]}: {lost}")
        except Damaged as damaged:
            found["damaged"] += 1
            print(f"DAMAGED {deed} {state.how} {state.said[-1:]}: {damaged}")
        finally:
            shutil.rmtree(place)
    found["states"] = len(seen)
    found["acked"] = sum(words[0] == deed for words in whole.said) if not part else 0
    return found


def note(deed: str, row: dict[str, int], long: bool, piece: str) -> None:
    states = row.pop("states")
    figures.note("2-power", "Power cut (simulated)", long=long, piece=piece, also=deed, **row)
    assert states
    assert not row["lost"], (deed, row)
    assert not row["damaged"], (deed, row)


@pytest.mark.parametrize("deed", CUT)
def test_the_recording_tells_everything(recording: Recording, deed: str) -> None:
    """Replayed to its end, the model of the disk holds what the real folder holds: no call was overlooked."""
    disk, again = recording.disk(deed), scratch()
    for call in recording.calls[deed]:
        disk.apply(call)
    try:
        disk.lay(again)
        real, held = (_contents(root) for root in (Path(disk.root), again))
        assert held == real
    finally:
        shutil.rmtree(again)


def _contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*")
            if path.is_file() and not path.name.endswith(("-shm", ".lock"))}


def test_an_unsynced_write_is_found_out(tmp_path: Path) -> None:
    """The simulator itself: what was written and not synced is lost in some state, what was synced in none."""
    (tmp_path / "a").write_bytes(b"lama")
    root = str(tmp_path)
    done = [Call("openat", ("AT_FDCWD", f"{root}/a".encode(), "O_WRONLY"), 3),
            Call("pwrite64", ("3", b"baru", "4", "0"), 4)]
    assert {state.files["a"] for state in cuts(Disk(tmp_path), done, lambda: True, 1, "")} == {b"lama", b"baru"}
    disk = Disk(tmp_path)
    for call in (*done, Call("fsync", ("3",), 0)):
        disk.apply(call)
    assert {disk.cut(how, random.Random(1)).files["a"] for how in ("dropped", "kept", "torn", "mixed")} == {b"baru"}


@pytest.mark.parametrize("deed", CUT)
def test_the_light_goes_at_any_moment(recording: Recording, deed: str) -> None:
    row = torture(deed, recording)
    assert row["states"] >= 15
    note(deed, row, False, deed)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("deed", CUT)
def test_the_light_goes_at_every_moment(recording: Recording, deed: str, part: int) -> None:
    note(deed, torture(deed, recording, part), True, f"{deed}-{part}")
