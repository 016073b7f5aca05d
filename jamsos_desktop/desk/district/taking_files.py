"""Which files are packages, in what order they go in, and what a file name tells before it is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

DEPTH = 4  # stick / year / kecamatan / desa
_SETORAN = re.compile(r"JD-([0-9A-Z]{4,20})-(\d{1,9})\b.*\.jdx", re.IGNORECASE)
_OTHERS = {"JB-": "balasan untuk desa", "JP-": "file ketentuan", "JK-": "file kunci"}


class Hint(NamedTuple):
    """What a name says: the unit's code without its dots, and the number; "" and 0 where it says nothing. Only for
    showing and sorting."""

    kode: str
    seq: int


def hint_of(path: Path) -> Hint:
    """JD-7402112017-0005.jdx -> 7402112017, 5."""
    found = _SETORAN.fullmatch(path.name)
    return Hint(found[1].upper(), int(found[2])) if found else Hint("", 0)


def other_kind(path: Path) -> str:
    """What a file is that its name says is no setoran; "" otherwise."""
    return _OTHERS.get(path.name[:3].upper(), "" if path.suffix.lower() == ".jdx" else "file jenis lain")


def find(paths: Sequence[Path]) -> list[Path]:
    """Packages below folders, and every file that was named itself, without repeats, in the order they go in."""
    found = {path.absolute(): None for path in paths if not path.is_dir()}
    for folder in filter(Path.is_dir, paths):
        found.update((path.absolute(), None) for path in _below(folder, DEPTH) if _is_setoran(path))
    return sorted(found, key=_order)


def _order(path: Path) -> tuple[bool, str, int, str]:
    hint = hint_of(path)
    return not hint.kode, hint.kode, hint.seq, path.name


def _is_setoran(path: Path) -> bool:
    return path.suffix.lower() == ".jdx" and not path.name.startswith(".") and not other_kind(path)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Files of a folder and of those in it; what cannot be read, and links, are passed over."""
    for entry in _entries(folder):
        if entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        elif depth > 1 and entry.is_dir(follow_symlinks=False) and not entry.name.startswith((".", "$")):
            yield from _below(Path(entry.path), depth - 1)


def _entries(folder: Path) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:  # a locked system folder of a stick
        return []
