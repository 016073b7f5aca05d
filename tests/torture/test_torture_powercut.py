"""Power cuts: every call the program makes is a moment at which the light may go, whatever was not synced may be lost.

The program's own verbs are recorded once; each state that a cut could leave is laid out and opened by the program's
own ``open_desk``: whole, nothing acknowledged lost, and it goes on working.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.torture import figures
from tests.torture.deeds import Damaged, Lost
from tests.torture.places import Places, check, scratch
from tests.torture.powercut import Disk, cuts
from tests.torture.recorder import Call, calls, record
from tests.torture.register import DEEDS
from tests.torture.victim import ROOT

CUT = ("simpan", "impor", "gabung", "pembaruan", "cadangan", "pulihkan")
SHORT = 60  # states of each deed; the long run takes them all
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


def torture(deed: str, recorded: Recording, states: int | None) -> dict[str, int]:
    """Open so many states of a deed (None: all of them, told apart by what they hold)."""
    whole = recorded.disk(deed)
    changes = sum(map(whole.apply, recorded.calls[deed]))
    share = 1.0 if states is None else states / (changes * (2 + 2 * REPEATS))
    dice, seen = random.Random(deed), set()
    found = {"tried": 0, "acked": 0, "lost": 0, "damaged": 0, "states": 0}
    for state in cuts(recorded.disk(deed), recorded.calls[deed], lambda: dice.random() < share, REPEATS, deed):
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
    found["acked"] = sum(words[0] == deed for words in whole.said)
    return found


def note(rows: dict[str, dict[str, int]], long: bool) -> None:
    sums = {key: sum(row[key] for row in rows.values()) for key in ("tried", "acked", "lost", "damaged")}
    figures.note("2-power", "Power cut (simulated)", long=long, also="different states: " + ", ".join(
        f"{deed} {row['states']:,}" for deed, row in rows.items()), **sums)


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
    done = [Call("openat", ("AT_FDCWD", f"{root}/a".encode(), "O_WRONLY"), 3), Call("pwrite64", ("3", b"baru", "4", "0"), 4)]
    assert {state.files["a"] for state in cuts(Disk(tmp_path), done, lambda: True, 1, "")} == {b"lama", b"baru"}
    disk = Disk(tmp_path)
    for call in (*done, Call("fsync", ("3",), 0)):
        disk.apply(call)
    assert {disk.cut(how, random.Random(1)).files["a"] for how in ("dropped", "kept", "torn", "mixed")} == {b"baru"}


def test_the_light_goes_at_any_moment(recording: Recording) -> None:
    rows = {deed: torture(deed, recording, SHORT) for deed in CUT}
    note(rows, long=False)
    assert sum(row["states"] for row in rows.values()) >= 200
    assert not any(row["lost"] or row["damaged"] for row in rows.values()), rows


@pytest.mark.long
def test_the_light_goes_at_every_moment(recording: Recording) -> None:
    rows = {deed: torture(deed, recording, None) for deed in CUT}
    note(rows, long=True)
    assert not any(row["lost"] or row["damaged"] for row in rows.values()), rows
