"""What the desk tells of newer programs: those found, what is ready to be put in place, what was put in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.problems import Problem


class Program(NamedTuple):
    """The program that runs: ``jenis`` "windows" or "linux" for a bundle, "sumber" for the source."""

    jenis: str
    folder: Path
    versi: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A release that was found. ``tolak``: why it cannot be put in place here, None when it can."""

    path: Path
    versi: str
    sistem: str
    tanggal: date | None
    ukuran: int
    baru: tuple[str, ...] = ()
    tolak: Problem | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A newer program, checked and tried, that only has to be put in place. ``apa``: its installer (Windows) or its
    unpacked folder (Linux). ``cadangan``: the backup made before."""

    program: Program
    versi: str
    apa: Path
    data: Path
    cadangan: Path
    diuji: bool


@dataclass(frozen=True, slots=True)
class UpgradeNote:
    """The last upgrade as ``pemasang/pembaruan.json`` keeps it. ``lama``: where the program before lies, "" nowhere.
    ``gagal``: why it could not be put in place. ``dibaca``: somebody has seen it."""

    dari: str
    ke: str
    waktu: datetime
    cadangan: str
    baru: tuple[str, ...] = ()
    lama: str = ""
    gagal: str = ""
    dibaca: bool = False


@dataclass(frozen=True, slots=True)
class KeptProgram:
    """A program that can be put back: its version and its installer, release or folder."""

    versi: str
    path: Path


@dataclass(frozen=True, slots=True)
class UpgradeState:
    """What page Perbarui shows. ``halangan``: why this copy of the program cannot be upgraded by a file at all.
    ``terakhir``: the last upgrade, ``terpasang`` whether it is the program that runs now."""

    program: Program
    halangan: Problem | None
    terakhir: UpgradeNote | None
    terpasang: bool
    lama: tuple[KeptProgram, ...]


@dataclass(frozen=True, slots=True)
class StepBack:
    """What going back to the program before would mean. ``perubahan`` on ``orang`` people were typed since the backup
    ``cadangan`` of ``dibuat``; ``lama``: the program before, None when it is not kept here."""

    cadangan: Path
    dibuat: datetime
    perubahan: int
    orang: int
    versi: str
    lama: KeptProgram | None
