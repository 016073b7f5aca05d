"""Setting a damaged file aside and putting the new one in its place, so that a start cut short can go on."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jamsos_desktop.desk.care_look import beside
from jamsos_desktop.files import sync_folder
from jamsos_desktop.paths import DataFolder

ASIDE = "rusak-"
MARK = "belum-selesai"
MAKING = ".pulih-"
ENDS = ("", "-wal", "-shm")


def aside_for(folder: DataFolder, moment: datetime) -> Path:
    """A place nothing lies in yet; it is not made."""
    stamp, number = f"{ASIDE}{moment:%Y%m%d-%H%M%S}", 1
    while (found := folder.root / (stamp if number == 1 else f"{stamp}-{number}")).exists():
        number += 1
    return found


def newest_unfinished(folder: DataFolder) -> Path | None:
    """The damaged data file of a start that was cut short before the new one stood in its place."""
    marked = [path.parent for path in folder.root.glob(f"{ASIDE}*/{MARK}")]
    found = [one / folder.database.name for one in sorted(marked) if (one / folder.database.name).is_file()]
    return found[-1] if found else None


def clear_up(folder: DataFolder) -> None:
    """Remove what a start that was cut short behind its last step left: copies of the data, and the note that the
    damaged file is still to be replaced."""
    for left in folder.root.glob(f"{MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    with suppress(OSError):  # the next start tries again
        for mark in folder.root.glob(f"{ASIDE}*/{MARK}"):
            mark.unlink(missing_ok=True)


def finish_move(folder: DataFolder) -> None:
    """Move what a start that was cut short left behind: the log belongs beside the file that went already."""
    gone = newest_unfinished(folder)
    if gone is None or folder.database.exists():
        return
    for end in ENDS[1:]:
        if (left := beside(folder.database, end)).exists() and not beside(gone, end).exists():
            os.replace(left, beside(gone, end))


def swap_in(folder: DataFolder, fresh: Path, aside: Path) -> None:
    """Set what stands there aside, then give the new file its name. Raises OSError."""
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    standing = [path for path in (beside(folder.database, end) for end in ENDS) if path.exists()]
    if standing:
        aside.mkdir(mode=0o700)
        (aside / MARK).touch()
        sync_folder(aside)
        for path in standing:
            os.replace(path, aside / path.name)
        sync_folder(aside)
    os.replace(fresh, folder.database)
    sync_folder(folder.root)
    for mark in folder.root.glob(f"{ASIDE}*/{MARK}"):
        mark.unlink(missing_ok=True)
