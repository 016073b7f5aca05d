"""A verified copy of the data file: what backups are made of, and the way back when carrying it forward breaks.

A copy counts only after it was reopened with the key, found whole and holding as much.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.files import is_full, sync_folder
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import schema
from jamsos_desktop.store.engine import Database, DBError
from jamsos_desktop.store.private import write_problem

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_MAKING = ".oto-"
_COUNTED = ("peserta", "paket", "riwayat", "orang", "kiriman")


def upgrade_safely(folder: DataFolder, key: bytes, wanted: schema.Schema | None = None, *,
                   before: Callable[[], object] | None = None) -> None:
    """Carry the data file forward; when a step breaks, the file is as it was before.

    ``before`` runs first where there is a step to take: it makes the backup that stays. What it raises keeps the file
    as it is. Problems: DATA_LEBIH_BARU, PEMBARUAN_GAGAL, and those of opening.
    """
    wanted = wanted or schema.base()
    with Database(folder.database, key) as db:
        if not schema.behind(db, wanted):
            schema.upgrade(db, wanted)
            return
    if before is not None:
        before()
    with scratch(folder) as making:
        with Database(folder.database, key) as db:
            copy = verified_copy(db, key, Path(making) / "sebelum.db")
            try:
                schema.upgrade(db, wanted)
                return
            except (Problem, DBError, ValueError) as error:
                broken = error
        swap_back(folder, copy)
    raise Problem("PEMBARUAN_GAGAL", "File data tidak bisa dibawa ke versi program ini.",
                  "Data sama seperti sebelumnya, salinannya ada di folder cadangan.",
                  "Pakai program versi lama dan hubungi DPMD.") from broken


def scratch(folder: DataFolder) -> TemporaryDirectory[str]:
    """A folder of this run beside the backups; what a program that was cut short left behind goes.

    Problems: DISK_PENUH, TIDAK_BISA_TULIS.
    """
    from tempfile import TemporaryDirectory  # nothing at the start of the program needs it

    mine = f"{_MAKING}{os.getpid()}-"
    try:
        folder.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.backups.glob(f"{_MAKING}*"):
            if not left.name.startswith(mine):
                shutil.rmtree(left, ignore_errors=True)
        return TemporaryDirectory(prefix=mine, dir=folder.backups, ignore_cleanup_errors=True)
    except OSError as cause:
        raise write_problem(cause, folder.backups) from cause


def verified_copy(db: Database, key: bytes, target: Path) -> Path:
    """Write a whole copy of an open file to ``target`` (replacing an older one) and prove it opens."""
    db.go_through_gate()  # no copy is made of a file nobody has looked at
    beside = target.with_name(f".{target.name}.baru")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        before = counts(db)
        db.run("VACUUM INTO ?", (str(beside),))
        after = counts(db)
        with Database(beside, key) as copy:
            whole = not copy.integrity() and _between(before, counts(copy), after)
        if not whole:
            raise Problem("CADANGAN_RUSAK", "Salinan data tidak utuh.", TIDAK_BERUBAH, "Periksa tempat simpan.")
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(beside, target)
        sync_folder(target.parent)
    except OSError as error:
        kode = "DISK_PENUH" if is_full(error) else "TIDAK_BISA_TULIS"
        raise Problem(kode, "Salinan data tidak bisa ditulis.", TIDAK_BERUBAH, "Kosongkan tempat simpan.") from error
    finally:
        for left in (beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return target


def _between(before: Mapping[str, int], copied: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Whether the copy holds as much as the file did meanwhile: the desk may be written while it is copied."""
    return before.keys() == copied.keys() == after.keys() and all(
        min(before[name], after[name]) <= many <= max(before[name], after[name]) for name, many in copied.items())


def counts(db: Database) -> dict[str, int]:
    """How much a file holds: people, packages, history; at DPMD also what villages sent."""
    there = {str(row[0]) for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {name: int(db.all(f"SELECT count(*) FROM {name}")[0][0]) for name in _COUNTED if name in there}


def people(db: Database) -> int:
    """How many people a file holds; at DPMD those of the register."""
    register = schema.has_table(db, "orang")
    row = db.one(f"SELECT count(*) FROM {'orang WHERE hapus = 0' if register else 'peserta'}")
    return int(row[0]) if row else 0


def swap_back(folder: DataFolder, copy: Path) -> None:
    """Put a verified copy in place of the data file; the copy itself stays. Problems: DISK_PENUH, TIDAK_BISA_TULIS;
    then the file stands with its log as before."""
    beside = folder.database.with_name(".data.db.baru")
    try:
        shutil.copyfile(copy, beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        for end in ("-wal", "-shm"):
            folder.database.with_name(folder.database.name + end).unlink(missing_ok=True)
        os.replace(beside, folder.database)
        sync_folder(folder.root)
    except OSError as cause:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise write_problem(cause, folder.root) from cause
