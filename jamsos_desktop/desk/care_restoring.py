"""A damaged data file: the newest good backup takes its place, with whatever can still be read of the damaged one.

Everything is made and proven in a folder of its own. Only then the damaged file goes aside whole (``rusak-...``) and
the new one takes its place; a start that is cut short in between goes on from there. Without any good backup what is
readable goes into a fresh file, if the office itself is among it; else nothing is touched.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.desk import care_telling
from jamsos_desktop.desk.care_aside import MAKING, aside_for, finish_move, newest_unfinished, swap_in
from jamsos_desktop.desk.care_look import beside
from jamsos_desktop.desk.care_records import Cared
from jamsos_desktop.desk.context import Clock
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import archive, backups, history, office, schema, vault, wal
from jamsos_desktop.store.bringing import Brought, bring
from jamsos_desktop.store.engine import Database, DBError
from jamsos_desktop.store.private import write_problem
from jamsos_desktop.store.salvage import Broken

_NEEDED = ("mode", "db_id", "unit", "kunci.sendiri")  # without these nobody would know whose desk it is
_DATED = len("oto-YYYYMMDD-HHMMSS")
_STANDS_IN_THE_WAY = ("DISK_PENUH", "TIDAK_BISA_TULIS", "DATA_LEBIH_BARU", "VERSI_BARU")


class Base(NamedTuple):
    """The sound file that is built upon. ``made``: of the backup, None for what no backup was needed for;
    ``passed``: newer backups that were damaged; ``fresh``: no backup was good; ``whole``: nothing is to be brought."""

    path: Path
    made: datetime | None = None
    passed: int = 0
    fresh: bool = False
    whole: bool = False


def restore(folder: DataFolder, dek: bytes, clock: Clock, fault: str) -> Cared:
    """Put a working data file in place; ``fault``: what ``care_look.fault_of`` found.

    Problems, each with everything as it was: DATA_TANPA_CADANGAN (nothing good anywhere), DATA_LEBIH_BARU, DISK_PENUH,
    TIDAK_BISA_TULIS.
    """
    finish_move(folder)
    making = _making(folder)
    try:
        with ExitStack() as open_files:
            broken = _broken(folder, making, vault.subkey(dek, "db"))
            if broken is not None:
                open_files.enter_context(broken)
                _refuse_newer(broken)
            base = _base(folder, making, dek, fault, broken)
            aside = aside_for(folder, clock.now())
            cared = _build(folder, dek, clock, fault, base, broken, aside)
        swap_in(folder, base.path, aside)
    except OSError as cause:
        raise write_problem(cause, folder.root) from cause
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return cared


def _making(folder: DataFolder) -> Path:
    for left in folder.root.glob(f"{MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    made = folder.root / f"{MAKING}{os.getpid()}"
    try:
        made.mkdir(mode=0o700)
    except OSError as cause:
        raise write_problem(cause, folder.root) from cause
    return made


# The damaged file.


def _broken(folder: DataFolder, making: Path, key: bytes) -> Broken | None:
    """A copy of the damaged file with its log folded in, open for reading; None when nothing of it can be read."""
    source = folder.database if folder.database.is_file() else newest_unfinished(folder)
    if source is None or source.stat().st_size < wal.PAGE:
        return None
    log, index = (path.read_bytes() if path.is_file() else b"" for path in (beside(source, "-wal"),
                                                                           beside(source, "-shm")))
    copy = making / "rusak.db"
    copy.write_bytes(wal.image(source.read_bytes(), log, index))
    try:
        broken = Broken(copy, key)
    except DBError:
        return None  # its first page is gone, and with it where everything else lies
    if not broken.readable:
        broken.close()
        return None
    return broken


def _refuse_newer(broken: Broken) -> None:
    """A file of a newer program is never put aside for an older backup by a program that does not know it."""
    for one in (schema.base(), REGISTER):
        known = {name for name, _ in one.steps}
        if unknown := [name for name in broken.applied().get(one.name, []) if name not in known]:
            raise Problem("DATA_LEBIH_BARU", f"File data ini dibuat program yang lebih baru ({unknown[-1]}).",
                          TIDAK_BERUBAH, "Perbarui aplikasi di laptop ini, lalu buka lagi.")


# What is built upon.


def _base(folder: DataFolder, making: Path, dek: bytes, fault: str, broken: Broken | None) -> Base:
    key = vault.subkey(dek, "db")
    if fault == "log" and (found := _without_log(folder, making, key, broken)) is not None:
        return found
    passed: set[str] = set()
    held = backups.local_files(folder)
    for path in held:
        into = making / f"cadangan-{len(passed)}"
        into.mkdir()
        try:
            made = backups.open_data(path, dek, into)
            upgrade(into / archive.DATA, key)
            # Those whose list cannot be read stand at the end, whenever they were made.
            passed |= {one.name for one in held[held.index(path):] if one.name[:_DATED] > path.name[:_DATED]}
            return Base(into / archive.DATA, datetime.fromisoformat(made.dibuat), len(passed))
        except Problem as problem:
            if problem.kode in _STANDS_IN_THE_WAY:
                raise
            passed.add(path.name)
    return _fresh(folder, making, key, broken, len(passed))


def _without_log(folder: DataFolder, making: Path, key: bytes, broken: Broken | None) -> Base | None:
    """A damaged log beside a sound file: the file with the whole log where every page is there, else up to the
    damaged place, as the engine reads it."""
    target = making / "tanpa-log.db"
    if broken is not None and broken.whole:
        shutil.copyfile(making / "rusak.db", target)
        return Base(target, whole=True)
    shutil.copyfile(folder.database, target)
    if (log := beside(folder.database, "-wal")).is_file():
        shutil.copyfile(log, beside(target, "-wal"))
    try:
        with Database(target, key) as db:
            return None if db.integrity() else Base(target)
    except Problem:
        return None  # damaged itself: a backup it is


def _fresh(folder: DataFolder, making: Path, key: bytes, broken: Broken | None, passed: int) -> Base:
    """An empty file to take up what is readable, if that is a desk at all."""
    settings = {str(row["kunci"]) for row in broken.rows("setelan").rows} if broken is not None else set()
    if not settings.issuperset(_NEEDED):
        raise _nothing_good(closed=broken is None and folder.database.is_file())
    target = making / "baru.db"
    with Database(target, key, create=True) as db:
        schema.upgrade(db)
        if broken is not None and "orang" in broken.tables:
            schema.upgrade(db, REGISTER)
    return Base(target, None, passed, fresh=True)


def _nothing_good(*, closed: bool) -> Problem:
    """``closed``: the file is there, but this desk's key reads nothing of it."""
    kode, apa = ("DATA_BUKAN_MILIK_KUNCI_INI", "File data rusak atau terkunci dengan kunci lain.") if closed else \
        ("DATA_TANPA_CADANGAN", "File data rusak dan tidak ada cadangan yang utuh di laptop ini.")
    return Problem(kode, apa, "File itu tidak diubah dan tidak dihapus.",
                   "Pulihkan dari cadangan di flashdisk, atau hubungi DPMD.")


def upgrade(path: Path, key: bytes) -> None:
    """Carry a copy forward to this program's schema."""
    with Database(path, key) as db:
        schema.upgrade(db)
        if office.setting(db, "mode", "desa") == "dpmd":
            schema.upgrade(db, REGISTER)
        db.checkpoint()


# Bringing over.


def _build(folder: DataFolder, dek: bytes, clock: Clock, fault: str, base: Base, broken: Broken | None,
           aside: Path) -> Cared:
    """Bring over into the sound file and note there what came; where that fails, the sound file stays as it is."""
    key = vault.subkey(dek, "db")
    brought = Brought(terbaca=True, draf_hilang=[], hak=True) if base.whole else None
    if brought is None and broken is not None:
        brought = _bring(base, broken, key)
    with Database(base.path, key) as db:
        cut = fault == "log" and wal.read_beside(folder.database).cut
        sebab = "bacaan" if base.fresh else fault
        found = care_telling.Found(sebab, base.made, base.passed, _lies_in(folder, aside), cut)
        cared = care_telling.told(folder, db, clock, found, brought or Brought())
        if base.fresh:
            _register_units(db)
        with db.write():
            care_telling.note(db, clock, cared, brought.orang if brought else [])
            care_telling.somebody_works(db, folder, clock)
        db.checkpoint()
    return cared


def _register_units(db: Database) -> None:
    """A district without the list of its villages could take nothing in; it is made as at set-up."""
    if office.setting(db, "mode", "") == "dpmd":
        from jamsos_desktop.hub.register import units
        from jamsos_desktop.model.regions import load_regions

        if not units.names(db):
            units.register(db, load_regions().units_of(office.unit(db).kode.replace(".", "")))


def _lies_in(folder: DataFolder, aside: Path) -> str:
    """The name of the folder the damaged file goes to, or went to before this start; "" where there was no file."""
    if any(beside(folder.database, end).exists() for end in ("", "-wal")):
        return aside.name
    before = newest_unfinished(folder)
    return before.parent.name if before is not None else ""


def _bring(base: Base, broken: Broken, key: bytes) -> Brought | None:
    kept = base.path.with_name("sebelum.db")
    shutil.copyfile(base.path, kept)
    try:
        with Database(base.path, key) as db:
            with db.write():
                found = bring(db, broken, _register(db))
            if not db.integrity() and history.broken_at(db) is None:
                return found
    except Problem as problem:
        if problem.kode in _STANDS_IN_THE_WAY or base.fresh:
            raise
    for end in ("-wal", "-shm"):
        beside(base.path, end).unlink(missing_ok=True)
    os.replace(kept, base.path)
    return None


def _register(db: Database) -> frozenset[str]:
    """The tables of the district's register, which only come over all together."""
    if office.setting(db, "mode", "") != "dpmd" and not schema.has_table(db, "orang"):
        return frozenset()
    return schema.tables(REGISTER)
