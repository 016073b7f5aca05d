"""Places made once a run and copied for each victim, in memory where the system has room for it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop.problems import Problem
from jamsos_desktop.store import slots
from tests.torture.deeds import Damaged, Said
from tests.torture.register import DEEDS

MEMORY = Path("/dev/shm")


def scratch() -> Path:
    """A new empty folder."""
    return Path(tempfile.mkdtemp(prefix="jamsos-siksa-", dir=MEMORY if MEMORY.is_dir() else None))


class Places:
    """The places of the deeds, each laid out once."""

    def __init__(self) -> None:
        self.root, self._n = scratch(), 0

    def new(self, deed: str) -> Path:
        """A fresh place of a deed."""
        master = self.root / deed
        if not master.exists():
            making = self.root / f"{deed}.baru"
            making.mkdir()
            DEEDS[deed].make(making)
            making.rename(master)
        self._n += 1
        return Path(shutil.copytree(master, self.root / f"{deed}-{self._n}"))

    def drop(self, place: Path) -> None:
        """A place nobody looks at any more."""
        shutil.rmtree(place)

    def end(self) -> None:
        shutil.rmtree(self.root)


def check(deed: str, place: Path, said: Said) -> None:
    """``Deed.check``, with a Problem told as damage: the desk was to open and to work."""
    try:
        DEEDS[deed].check(place, said)
    except Problem as problem:
        raise Damaged(f"{problem.kode}: {problem}") from problem


@pytest.fixture(scope="module")
def places() -> Iterator[Places]:
    from tests.torture.victim import warm_up

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "MEMORY_KIB", 8)
        patch.setattr(slots, "PASSES", 1)
        warm_up()
        made = Places()
        yield made
        made.end()
