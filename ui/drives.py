"""Flash drives that are plugged in now, their free space, and taking them out again.

Qt knows mounted volumes but not which of them can be pulled out: Linux tells it by the kernel's
``removable`` flag or the place they are mounted at, Windows by the drive type. Looking at volumes
may wait for a sleeping disk, so pages ask through the jobs here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem

FOLDER = "JamsosDesa"  # the folder on a flash drive that kiriman are put into
_MEDIA = ("/media/", "/run/media/", "/Volumes/")
_STAND_INS: list[Path] = []


@dataclass(frozen=True, slots=True)
class Drive:
    """A place to copy to. ``free`` and ``total``: bytes; ``device``: how the system names it."""

    root: Path
    name: str
    free: int
    total: int
    writable: bool
    device: str = ""
    picked: bool = False  # a folder the user chose, not a drive
    volume: int = 0  # the disk it was on when it was found (st_dev); 0: not known

    @property
    def target(self) -> Path:
        """The folder kiriman are put into: our own on a drive, the very one that was picked."""
        return self.root if self.picked else self.root / FOLDER

    def refusal(self, size: int) -> str:
        """Why ``size`` bytes cannot go there, in a short word for the button; empty when they can."""
        if not self.writable:
            return "Hanya baca"
        return "Penuh" if self.free < size else ""


def found_words(found: Sequence[Drive]) -> str:
    """What a look for flash drives brought, for whoever asked for it."""
    if not found:
        return "Belum ada flashdisk. Colok flashdisk, lalu tekan F5."
    return f"{found[0].name} ditemukan." if len(found) == 1 else f"{len(found)} flashdisk ditemukan."


Finder = Callable[[], tuple[Drive, ...]]
T = TypeVar("T")


def stand_in(folder: Path) -> None:
    """From now on this folder is the flash drive: in a practice there need be none, and a real one gets nothing."""
    if folder not in _STAND_INS:
        _STAND_INS.append(folder)


def forget_stand_ins() -> None:
    """The practice is over; only real drives count."""
    _STAND_INS.clear()


def removable() -> tuple[Drive, ...]:
    """The removable volumes that are mounted and ready, by name; where a folder stands for one, that folder alone."""
    if _STAND_INS:
        return tuple(folder_as_drive(folder) for folder in _STAND_INS)
    found = [_drive(volume) for volume in QStorageInfo.mountedVolumes() if volume.isReady() and _can_be_pulled(volume)]
    return tuple(sorted(found, key=lambda drive: drive.name.casefold()))


def scan_job(find: Finder) -> Job[tuple[Drive, ...]]:
    """``find`` as a job, for the worker."""
    yield Progress(0, 1)
    return find()


def folder_as_drive(folder: Path) -> Drive:
    """A folder the user picked, shown beside the flash drives. Its own name, never a deeper one."""
    volume = QStorageInfo(str(folder))
    return Drive(folder, folder.name or str(folder), volume.bytesAvailable(), volume.bytesTotal(), True,
                 picked=True, volume=_volume_of(folder))


def _volume_of(folder: Path) -> int:
    try:
        return os.stat(folder).st_dev
    except OSError:  # gone while we looked
        return 0


def check_there(drive: Drive) -> None:
    """A drive that was found, or a folder that was picked, is still that one. Problem FLASHDISK_TERCABUT.

    Asked when its button is used, which may be long after it was shown: its folders are never made anew elsewhere.
    """
    try:
        volume = drive.root.stat().st_dev if drive.root.is_dir() else None
    except OSError:  # a drive that answers no more
        volume = None
    if volume is None or drive.volume not in (0, volume):
        gone = f"Folder {drive.name} sudah tidak ada." if drive.picked else "Flashdisk tercabut."
        raise Problem("FLASHDISK_TERCABUT", gone, "Tidak ada yang ditulis di tempat lain.",
                      "Pilih folder lain." if drive.picked else "Colok flashdisk itu lagi, lalu ulangi.")


def kept_on(drive: Drive | None, make: Callable[[], Job[T]]) -> Job[T]:
    """A job that writes to ``drive`` (None: to this laptop), begun only while the drive is there."""
    if drive is not None:
        check_there(drive)
    return (yield from make())


def pick_folder(parent: QWidget, start: str = "") -> Path | None:
    """Let the user choose a folder; None when they change their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, "Pilih folder", start)
    return Path(chosen) if chosen else None


def can_eject(drive: Drive) -> bool:
    """Whether this system lets us take the drive out (ui.md 8.4: the button is hidden otherwise)."""
    from ui import eject

    return not drive.picked and eject.can_take_out(drive.root, drive.device)


def eject_job(drive: Drive) -> Job[str]:
    """Take the drive out; returns its name. Problems: MASIH_DIPAKAI, TIDAK_BISA_DIKELUARKAN."""
    from ui import eject

    return (yield from eject.take_out_job(drive.root, drive.device, drive.name))


def size_text(size: int) -> str:
    """Bytes as people read them: 950 B, 12 KB, 1,8 MB, 12,4 GB."""
    if size < 1000:
        return f"{size} B"
    for unit, scale in (("KB", 1000), ("MB", 1000 ** 2), ("GB", 1000 ** 3)):
        if size < scale * 1000 or unit == "GB":
            tenths = (size * 10 + scale // 2) // scale
            return f"{tenths // 10} {unit}" if unit == "KB" else f"{tenths // 10},{tenths % 10} {unit}"
    raise AssertionError(size)


def _drive(volume: QStorageInfo) -> Drive:
    root = volume.rootPath()
    letter = root.rstrip("/\\") if re.fullmatch(r"[A-Za-z]:[/\\]?", root) else ""
    name = " ".join(part for part in (letter, volume.name() or volume.displayName()) if part) or root
    return Drive(Path(root), name, volume.bytesAvailable(), volume.bytesTotal(), not volume.isReadOnly(),
                 bytes(volume.device().data()).decode("utf-8", "replace"), volume=_volume_of(Path(root)))


def _can_be_pulled(volume: QStorageInfo) -> bool:
    root = volume.rootPath()
    from ui import windows_volumes

    if (volumes := windows_volumes.system()) is not None:
        return volumes.can_be_pulled(root)
    if root.startswith(_MEDIA):
        return True
    device = Path("/sys/class/block") / Path(bytes(volume.device().data()).decode("utf-8", "replace")).name
    flags = (device / "removable", device.resolve().parent / "removable")  # a disk, or a partition of one
    return any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)
