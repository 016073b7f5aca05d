"""The folder ``pemasang`` of a desk: the releases that were put in place last, and the note of the last upgrade."""

from __future__ import annotations

import configparser
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from jamsos_desktop.desk import upgrading_place
from jamsos_desktop.desk.upgrading_records import KeptProgram, Program, UpgradeNote
from jamsos_desktop.exchange.release_manifest import looks_like_release, version_of
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store.private import write_private

NOTE, RESULT, KEPT = "pembaruan.json", "hasil.ini", 2
# What the installer writes when it gave up, in words.
_REASONS = {"windows-lain": "Windows di laptop ini tidak cocok.", "lebih-baru": "Yang terpasang sudah lebih baru.",
            "ruang-kurang": "Tempat simpan di laptop tidak cukup.",
            "tak-tertulis": "Folder program tidak bisa ditulis.",
            "tak-tukar": "Program lama tidak bisa diganti.", "tak-jalan": "Program baru tidak bisa dijalankan.",
            "masih-terbuka": "Jendela Jamsos Desa masih terbuka.", "terputus": "Pemasangan terputus."}
_MOST_NOTE = 64 << 10
_VERSION = re.compile(r"(\d+\.\d+\.\d+)")


def read_note(folder: DataFolder) -> UpgradeNote | None:
    """The last upgrade; None when there was none, or nobody can read it any more."""
    try:
        with (folder.installers / NOTE).open("rb") as file:
            note = msgspec.json.decode(file.read(_MOST_NOTE), type=UpgradeNote)
        version_of(note.dari)
        version_of(note.ke)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None
    return note if note.waktu.tzinfo else None


def write_note(folder: DataFolder, note: UpgradeNote) -> None:
    """Keep it. Problems: DISK_PENUH, TIDAK_BISA_TULIS."""
    write_private(folder.installers / NOTE, msgspec.json.encode(note))


def installer_said(folder: DataFolder, versi: str) -> str:
    """Why the installer of Windows gave up on that version, "" when it did not: it leaves a line in the folder."""
    found = configparser.ConfigParser(interpolation=None)
    try:
        found.read_string((folder.installers / RESULT).read_bytes()[:_MOST_NOTE].decode("utf-8", "replace"))
        told = found["pemasang"]
    except (OSError, configparser.Error, KeyError):
        return ""
    reason = told.get("hasil", "")
    return _REASONS.get(reason, "") if told.get("versi", "") == versi else ""


def kept_programs(folder: DataFolder, program: Program) -> tuple[KeptProgram, ...]:
    """Every program that lies here or beside the running one and could be put in place, the newest first."""
    found = [KeptProgram(path.name.partition(upgrading_place.BEFORE)[2], path)
             for path in upgrading_place.befores(program)]
    with suppress(OSError):
        for path in folder.installers.iterdir():
            match = _VERSION.search(path.name)
            if match and (looks_like_release(path.name) or path.suffix.lower() == ".exe"):
                found.append(KeptProgram(match[1], path))
    whole = [one for one in found if _version(one)]
    return tuple(sorted(whole, key=lambda one: (_version(one), one.path.name), reverse=True))


def _version(one: KeptProgram) -> tuple[int, ...]:
    try:
        return version_of(one.versi)
    except ValueError:
        return ()


def kept_before(kept: Iterable[KeptProgram], versi: str) -> KeptProgram | None:
    """The program of that version; what can be started as it lies comes first."""
    same = [one for one in kept if one.versi == versi]
    return min(same, key=lambda one: (not one.path.is_dir(), one.path.suffix.lower() != ".exe"), default=None)


def clear_up(folder: DataFolder, program: Program) -> None:
    """What an upgrade that was cut short left beside the program: an old program is kept as such, a new one goes."""
    note = read_note(folder)
    for left in upgrading_place.fresh_left(program):
        with suppress(OSError):  # of somebody else: it stays
            if note is not None and note.ke == program.versi and left == upgrading_place.fresh_place(program, note.ke):
                upgrading_place.keep_before(program, left, note.dari)
            else:
                shutil.rmtree(left)


def clear_copies(folder: DataFolder) -> None:
    """Copies that a power cut left half made go."""
    with suppress(OSError):
        for path in folder.installers.glob(f".*{upgrading_place.FRESH}"):
            path.unlink()


def let_go(folder: DataFolder, fresh: Path) -> None:
    """Releases beyond the last two go, and so do installers, once ``fresh`` was proven."""
    found = [one for one in kept_programs(folder, Program("", fresh, "")) if one.path != fresh]
    for installers, stay in ((False, KEPT - 1), (True, KEPT)):
        for one in [one for one in found if (one.path.suffix.lower() == ".exe") is installers][stay:]:
            with suppress(OSError):  # held open: the next upgrade tries again
                one.path.unlink()
