"""Putting a restored desk in its place, so that a power cut in the middle only puts it off.

What goes where is written down before anything moves. The data file that stood there goes first and the new one comes
last: where none stands the moves are not done, and the next opening does the rest of them; where one stands the note
is of no use any more.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from jamsos_desktop.files import replace_whole, sync_folder
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.lock import DeskLock
from jamsos_desktop.store.private import write_problem

PLAN = "rencana.json"
Move = tuple[Path, Path]


def write_plan(folder: DataFolder, making: Path, moves: Sequence[Move]) -> None:
    """Note the moves inside ``making``, where the restored files lie. Problems: DISK_PENUH, TIDAK_BISA_TULIS."""
    plain = [[str(path.relative_to(folder.root)) for path in move] for move in moves]
    try:
        replace_whole(making / PLAN, msgspec.json.encode(plain), private=True)
    except OSError as cause:
        raise write_problem(cause, folder.root) from cause


def finish_cut_short(folder: DataFolder, plan: Path, now: datetime) -> None:
    """Do the rest of the moves of a note, or clear it away; nothing while another program works here.

    Problem TIDAK_BISA_TULIS: the files cannot be moved; the next opening tries again.
    """
    try:
        with DeskLock(folder, now, wait=0):
            if not folder.database.is_file():
                _go_on(folder, plan)
            shutil.rmtree(plan.parent, ignore_errors=True)
    except OSError as cause:
        raise Problem("TIDAK_BISA_TULIS", "Data yang dipulihkan belum bisa ditempatkan.", TIDAK_BERUBAH,
                      "Tutup program lain, lalu buka aplikasi lagi.") from cause
    except Problem as problem:
        if problem.kode != "SEDANG_DIPAKAI":  # whoever is at it finishes it
            raise


def _go_on(folder: DataFolder, plan: Path) -> None:
    moves = [(folder.root / source, folder.root / target) for source, target in _read(plan)]
    if not plan.with_name(folder.database.name).is_file():  # nothing to put there: what stood there comes back
        moves = [(target, source) for source, target in reversed(moves)]
    for source, target in moves:
        if source.exists() and not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.replace(source, target)
    for place in {path.parent for move in moves for path in move}:
        with suppress(FileNotFoundError):
            sync_folder(place)


def _read(plan: Path) -> list[tuple[str, str]]:
    try:
        return msgspec.json.decode(plan.read_bytes(), type=list[tuple[str, str]])
    except msgspec.DecodeError:  # a note that cannot be read moves nothing: the restore begins again
        return []
