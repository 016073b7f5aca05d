"""Power cuts: every call the program makes is a moment at which the light may go, whatever was not synced may be lost.

The program's own verbs are recorded once; each state that a cut could leave is laid out and opened by the program's
own ``open_desk``: whole, nothing acknowledged lost, and it goes on working.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from tests.torture import figures
from tests.torture.deeds import Damaged, Lost
from tests.torture.places import Places, check, scratch
from tests.torture.powercut import Disk, State, cuts, different
from tests.torture.recorder import Call, calls, record
from tests.torture.victim import ROOT

CUT = ("simpan", "impor", "gabung", "pembaruan", "cadangan", "lokal", "pulihkan", "kembali",
       "kunci", "hapus", "kirim", "rawat", "siapkan")
SHORT = 20  # states of each deed; the long run takes them all, in so many parts
PARTS = 4
REPEATS = 1  # torn and mixed states of each moment
KINDS = 2 + 2 * REPEATS


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
        self._different: dict[str, dict[int, int]] = {}
        deed = CUT[0]
        for call in calls(tmp / "trace"):
            if call.name == "write" and call.args[0] == "1" and bytes(call.args[1]).startswith(b"mulai"):
                deed = bytes(call.args[1]).split(b"\t")[1].decode()
                continue
            self.calls[deed].append(call)

    def disk(self, deed: str) -> Disk:
        """As it was before the deed."""
        return self.disks[deed].copy()


    def states(self, deed: str, wanted: Callable[[int], bool]) -> Iterator[tuple[int, State]]:
        """States that a cut could leave, by number."""
        return cuts(self.disk(deed), self.calls[deed], wanted, REPEATS, deed)

    def moments(self, deed: str) -> int:
        """How many calls of a deed changed something."""
        return sum(map(self.disk(deed).apply, self.calls[deed]))

    def different(self, deed: str) -> dict[int, int]:
        """See ``powercut.different``, of all states of a deed."""
        if deed not in self._different:
            self._different[deed] = different(self.states(deed, lambda _: True))
        return self._different[deed]


@pytest.fixture(scope="module")
def recording(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return Recording(places, tmp_path_factory.mktemp("rekaman"))


def torture(deed: str, recorded: Recording, numbers: Collection[int]) -> dict[str, int]:
    """Open these states of a deed, each by the program itself."""
    found = {"tried": 0, "lost": 0, "damaged": 0}
    wanted = frozenset(numbers)
    for _, state in recorded.states(deed, wanted.__contains__):
        found["tried"] += 1
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
    return found


def acknowledged(deed: str, recorded: Recording) -> int:
    """How often a deed said that something was kept; with none there would be nothing to lose."""
    whole = recorded.disk(deed)
    for call in recorded.calls[deed]:
        whole.apply(call)
    return sum(words[0] == deed for words in whole.said)


def note(deed: str, row: dict[str, int], long: bool, piece: str) -> None:
    figures.note("2-power", "Power cut (simulated)", long=long, piece=piece, also=deed, **row)
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
    states = cuts(Disk(tmp_path), done, lambda _: True, 1, "")
    assert {state.files["a"] for _, state in states} == {b"lama", b"baru"}
    disk = Disk(tmp_path)
    for call in (*done, Call("fsync", ("3",), 0)):
        disk.apply(call)
    assert {disk.cut(how, random.Random(1)).files["a"] for how in ("dropped", "kept", "torn", "mixed")} == {b"baru"}


def test_of_equal_states_the_one_with_most_said_stands_for_all() -> None:
    states = [State({"a": b"1", "b-shm": bytes(n)}, [["simpan"]] * n, "kept") for n in range(3)]
    states.insert(1, State({"a": b"2"}, [["simpan"]], "kept"))
    assert different(enumerate(states)) == {1: 1, 3: 3}


@pytest.mark.parametrize("deed", CUT)
def test_the_light_goes_at_any_moment(recording: Recording, deed: str) -> None:
    acked = acknowledged(deed, recording)
    assert acked
    numbers = random.Random(deed).sample(range(recording.moments(deed) * KINDS), SHORT)
    note(deed, {**torture(deed, recording, numbers), "acked": acked}, False, deed)


@pytest.mark.long
@pytest.mark.parametrize(("deed", "part"), [pytest.param(deed, part, marks=pytest.mark.xdist_group(deed))
                                            for deed in CUT for part in range(PARTS)])
def test_the_light_goes_at_every_moment(recording: Recording, deed: str, part: int) -> None:
    """Every state; one that is on the disk like another is opened once."""
    numbers = recording.different(deed)
    mine = sorted(numbers)[part::PARTS]
    row = torture(deed, recording, mine)
    assert row["tried"] == len(mine)
    row |= {"tried": sum(numbers[n] for n in mine), "acked": 0 if part else acknowledged(deed, recording),
            "opened": len(mine)}
    note(deed, row, True, f"{deed}-{part}")
