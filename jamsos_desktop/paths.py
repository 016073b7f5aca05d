"""Where things live on disk: the data folder and the resources that ship with the program."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

WINDOWED, CONSOLE = "JamsosDesa", "jamsos"  # the two programs of a bundle (build.spec)
PRACTICE = "jamsos-latihan-"  # how the folder of a practice is named (``desk.practice``)


@cache
def program_root() -> Path:
    """The folder that holds ``resources``: the checkout, or the unpacked bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """A file or folder below ``resources/``."""
    return program_root().joinpath("resources", *parts)


def self_command() -> list[str]:
    """The command line that starts this same program again, with streams of its own (children, verbs)."""
    return [_beside(CONSOLE)] if bundled() else [sys.executable, str(program_root() / "main.py")]


def window_command() -> list[str]:
    """The command line that opens a window of this same program, without a black box behind it."""
    return [_beside(WINDOWED)] if bundled() else [sys.executable, str(program_root() / "main.py")]


def bundled() -> bool:
    """Whether this is the bundle: two programs over one folder."""
    return bool(getattr(sys, "frozen", False))


def windowed() -> bool:
    """Whether this is the bundle's program for windows, which on Windows has no standard streams."""
    return bundled() and Path(sys.executable).stem.casefold() == WINDOWED.casefold()


def _beside(name: str) -> str:
    here = Path(sys.executable)
    return str(here.with_name(name + here.suffix))


def default_data_folder() -> Path:
    """JAMSOS_DATA, else the usual place of the system."""
    if chosen := os.environ.get("JAMSOS_DATA"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "JamsosDesa"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "jamsos-desa"


class DataFolder(NamedTuple):
    """The files of one desk (architecture.md, "Data folder")."""

    root: Path

    @property
    def maybe_practice(self) -> bool:
        """Whether this may be the village of a practice, by the name of its folder; ``desk.practice_of`` makes sure."""
        return self.root.absolute().parent.name.startswith(PRACTICE)

    @property
    def database(self) -> Path:
        return self.root / "data.db"

    @property
    def keys(self) -> Path:
        return self.root / "kunci.json"

    @property
    def keys_copy(self) -> Path:
        return self.root / "kunci.salinan.json"

    @property
    def device_secret(self) -> Path:
        return self.root / "perangkat.rahasia"

    @property
    def pin_tries(self) -> Path:
        return self.root / "percobaan.json"

    @property
    def came_in(self) -> Path:
        """Who came in and does not stand in the history yet (``store.came_in``)."""
        return self.root / "masuk.tunggu"

    @property
    def lock(self) -> Path:
        return self.root / "data.lock"

    @property
    def lock_holder(self) -> Path:
        return self.root / "pemakai.json"

    @property
    def requests(self) -> Path:
        return self.root / "permintaan"

    @property
    def outbox(self) -> Path:
        return self.root / "keluar"

    @property
    def attachments(self) -> Path:
        """Scans that came with packages, sealed (``store.attachments``)."""
        return self.root / "lampiran"

    @property
    def backups(self) -> Path:
        return self.root / "cadangan"

    @property
    def installers(self) -> Path:
        """Programs that can be put in place or put back (``desk.upgrading``)."""
        return self.root / "pemasang"

    @property
    def log(self) -> Path:
        """What the program did and where it failed, without people (``faults``)."""
        return self.root / "catatan-aplikasi.txt"

    @property
    def fatal(self) -> Path:
        """What the interpreter writes when the process dies; empty as long as it does not."""
        return self.root / "berhenti-mendadak.txt"

    @property
    def window_state(self) -> Path:
        return self.root / "setelan.json"
