"""Knowing a flash drive again: a small file on it with a random number, and when it was last backed up to.

The number says nothing of the village or its people.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from jamsos_desktop.files import replace_whole
from jamsos_desktop.store import office
from jamsos_desktop.store.engine import Database

NAME = ".jamsos-flashdisk.json"
KNOWN = "cadangan.flashdisk"
_MOST_BYTES, _MOST_STICKS = 500, 8


class _Mark(msgspec.Struct, frozen=True):
    id: str


def mark_of(folder: Path) -> str:
    """The number of the stick this folder is on, "" where it has none."""
    try:
        with (folder / NAME).open("rb") as file:
            return msgspec.json.decode(file.read(_MOST_BYTES), type=_Mark).id[:32]
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return ""


def number_of(folder: Path) -> str:
    """The same; a fresh one where it has none."""
    return mark_of(folder) or secrets.token_hex(8)


def mark(folder: Path, number: str) -> None:
    """Put its number on a stick that has none. A stick pulled out just now is not known next time: its backup is whole
    already."""
    if not mark_of(folder):
        with suppress(OSError):
            replace_whole(folder / NAME, msgspec.json.encode(_Mark(number)))


def note(db: Database, number: str, stamp: str) -> None:
    """Remember a backup to this stick, inside ``db.write()``; only the sticks used last are kept."""
    known = {**office.setting(db, KNOWN, {}), number: stamp}
    last = sorted(known, key=lambda one: str(known[one]))[-_MOST_STICKS:]
    office.put_setting(db, KNOWN, {one: known[one] for one in last})


def last_on(db: Database, folder: Path) -> datetime | None:
    """When this desk was last backed up to the stick a folder is on; None for a stick it does not know."""
    number = mark_of(folder)
    stamp = office.setting(db, KNOWN, {}).get(number) if number else None
    return datetime.fromisoformat(stamp) if stamp else None
