"""A file and its note stand or fall together, also where the file takes the place of an older one, and where several
files are noted together.

The file lies whole beside its place: a PDF, a workbook. What is about to be done is written down first; then, in one
write of the data file, the note is made and the file takes its place. Whatever fails there is taken back, the older
file comes back; where the program ends in between, the next opening does it (``finish_placing``). So nothing is
numbered that was not printed, and nobody holds paper or a list of people of which the history knows nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

import msgspec

from jamsos_desktop.files import beside_name, drop_beside, older_name, sync_folder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import office
from jamsos_desktop.store.engine import Database

SETTING = "cetak.ditaruh"
_PIECE = 1 << 20


class _Placing(msgspec.Struct, frozen=True):
    """``berkas``: the place; ``sidik``: of the new file; ``semula``: a file stood there; ``jadi``: it is noted."""

    berkas: str
    sidik: str
    semula: bool
    jadi: bool = False

    @property
    def path(self) -> Path:
        return Path(os.fsdecode(unquote_to_bytes(self.berkas)))


def place_noted(db: Database, outs: Sequence[Path], note: Callable[[], None]) -> None:
    """Give what lies beside each of ``outs`` its place, and make its note inside the same write.

    After a failure every one of them is as it was and nothing is noted. Where the very same file stands already, it
    stays and is only noted. Problems: those of ``note`` and of the store; OSError.
    """
    _settle(db, outs)
    every = {about.berkas: about for about in map(_about, outs)}
    moving = {name: about for name, about in every.items() if not _the_same(about)}
    if moving:
        _keep(db, moving)
    try:
        with db.write():
            note()
            _put(db, {name: msgspec.structs.replace(about, jadi=True) if about.semula and name in moving else None
                      for name, about in every.items()})
            _swap(moving.values())
    except BaseException:
        _undo(db, moving)
        raise
    with suppress(OSError, Problem):
        if older := [name for name, about in every.items() if about.semula]:
            for name in older:
                older_name(every[name].path).unlink(missing_ok=True)
                drop_beside(every[name].path)
            _keep(db, dict.fromkeys(older))


def finish_placing(db: Database) -> None:
    """Take back what was placed and never noted, and clear away what a noted file took the place of."""
    for name, about in _all(db).items():
        with suppress(OSError):  # a stick that is not here; what lies on it is tried again
            if about.jadi:
                older_name(about.path).unlink(missing_ok=True)
            else:
                _take_back(about, swapped=_swapped(about))
                drop_beside(about.path)
            if about.path.parent.is_dir():
                _keep(db, {name: None})


def _settle(db: Database, outs: Sequence[Path]) -> None:
    """End what an earlier try left at these places, on a stick that was out until now: what is told of it is about to
    be written over. What lies beside them is the new file already."""
    kept = _all(db)
    for about in (kept[name] for name in map(_name, outs) if name in kept):
        if not about.jadi:
            _take_back(about, swapped=about.path.is_file() and _digest(about.path) == about.sidik)


def _name(out: Path) -> str:
    return quote_from_bytes(os.fsencode(out.absolute()))


def _about(out: Path) -> _Placing:
    out = out.absolute()
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    return _Placing(_name(out), _digest(beside_name(out)), os.path.lexists(out))


def _the_same(about: _Placing) -> bool:
    return about.semula and about.path.is_file() and _digest(about.path) == about.sidik


def _swap(every: Collection[_Placing]) -> None:
    for about in every:
        if about.semula:
            os.replace(about.path, older_name(about.path))
        os.replace(beside_name(about.path), about.path)
    for folder in {about.path.parent for about in every}:
        sync_folder(folder)


def _undo(db: Database, moving: Mapping[str, _Placing]) -> None:
    """Take back what can be; a stick that is out, a disk still full: the next opening tries again."""
    done: list[str] = []
    for name, about in moving.items():
        with suppress(OSError):
            _take_back(about, swapped=_swapped(about))
            done.append(name)
    with suppress(Problem):
        if done:
            _keep(db, dict.fromkeys(done))


def _swapped(about: _Placing) -> bool:
    """Whether the new file has its place. One there that is another is somebody's own."""
    return not beside_name(about.path).exists() and about.path.is_file() and _digest(about.path) == about.sidik


def _take_back(about: _Placing, swapped: bool) -> None:
    """The place as it was."""
    out, older = about.path, older_name(about.path)
    if swapped:
        out.unlink()
    if about.semula and older.exists() and not out.exists():
        os.replace(older, out)
    if out.parent.is_dir():
        sync_folder(out.parent)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _all(db: Database) -> dict[str, _Placing]:
    kept: Any = office.setting(db, SETTING, {})
    return msgspec.convert(kept, dict[str, _Placing])


def _keep(db: Database, placings: Mapping[str, _Placing | None]) -> None:
    with db.write():
        _put(db, placings)


def _put(db: Database, placings: Mapping[str, _Placing | None]) -> None:
    """Write placings down, or (None) strike them out; inside ``db.write()``."""
    others = {name: held for name, held in _all(db).items() if name not in placings}
    office.put_setting(db, SETTING, msgspec.to_builtins(
        {**others, **{name: about for name, about in placings.items() if about}}))
