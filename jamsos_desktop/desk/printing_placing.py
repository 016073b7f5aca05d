"""A PDF and its note stand or fall together, also where the PDF takes the place of an older one.

The PDF lies whole beside its place. What is about to be done is written down first; then, in one write of the data
file, the note is made and the PDF takes its place. Whatever fails there is taken back, the older PDF comes back; where
the program ends in between, the next opening does it (``finish_placing``). So nothing is numbered that was not printed,
and nobody holds paper of which the history knows nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

import msgspec

from jamsos_desktop.files import beside_name, drop_beside, older_name, sync_folder, take_place
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import office
from jamsos_desktop.store.engine import Database

SETTING = "cetak.ditaruh"
_PIECE = 1 << 20


class _Placing(msgspec.Struct, frozen=True):
    """``berkas``: the place; ``sidik``: of the new PDF; ``semula``: a file stood there; ``jadi``: it is noted."""

    berkas: str
    sidik: str
    semula: bool
    jadi: bool = False

    @property
    def path(self) -> Path:
        return Path(os.fsdecode(unquote_to_bytes(self.berkas)))


def place_noted(db: Database, name: str, out: Path, note: Callable[[], None]) -> None:
    """Give what lies beside ``out`` its place, and make its note inside the same write. ``name``: of this printing.

    After a failure ``out`` is as it was and nothing is noted. Problems: those of ``note`` and of the store; OSError.
    """
    out = out.absolute()
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    about = _Placing(quote_from_bytes(os.fsencode(out)), _digest(beside_name(out)), os.path.lexists(out))
    _keep(db, name, about)
    try:
        with db.write():
            note()
            _put(db, name, msgspec.structs.replace(about, jadi=True) if about.semula else None)
            _swap(out, about)
    except BaseException:
        with suppress(OSError, Problem):  # a stick that is out, a disk still full: the next opening tries again
            _take_back(about)
            _keep(db, name, None)
        raise
    if about.semula:
        with suppress(OSError, Problem):
            older_name(out).unlink(missing_ok=True)
            _keep(db, name, None)


def finish_placing(db: Database) -> None:
    """Take back what was placed and never noted, and clear away what a noted PDF took the place of."""
    for name, about in _all(db).items():
        with suppress(OSError):  # a stick that is not here; what lies on it is tried again
            if about.jadi:
                older_name(about.path).unlink(missing_ok=True)
            else:
                _take_back(about)
                drop_beside(about.path)
            if about.path.parent.is_dir():
                _keep(db, name, None)


def _swap(out: Path, about: _Placing) -> None:
    if about.semula:
        os.replace(out, older_name(out))
    take_place(out)


def _take_back(about: _Placing) -> None:
    """``out`` as it was. A file there that is not the PDF of this printing is somebody's own and stays."""
    out, older = about.path, older_name(about.path)
    if not beside_name(out).exists() and out.is_file() and _digest(out) == about.sidik:
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


def _keep(db: Database, name: str, about: _Placing | None) -> None:
    with db.write():
        _put(db, name, about)


def _put(db: Database, name: str, about: _Placing | None) -> None:
    """Write one placing down, or (None) strike it out; inside ``db.write()``."""
    others = {one: held for one, held in _all(db).items() if one != name}
    office.put_setting(db, SETTING, msgspec.to_builtins({**others, name: about} if about else others))
