"""Keys that are gone or damaged in both their files come back from the newest backup that holds them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from jamsos_desktop.desk import care_telling
from jamsos_desktop.desk.care_aside import aside_for
from jamsos_desktop.desk.care_look import KEYS_CAME_FROM
from jamsos_desktop.desk.care_records import Cared
from jamsos_desktop.desk.context import Clock
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import archive, backup, backups, history, key_file, mending, office, staff, vault
from jamsos_desktop.store.archive import Archive
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor
from jamsos_desktop.store.private import write_private

_GONE = ("KUNCI_HILANG", "KUNCI_RUSAK")
TOLD = ("File kunci rusak dan dikembalikan dari cadangan. PIN dan 12 kata yang berlaku adalah yang berlaku saat"
        " cadangan itu dibuat.")


def mend_keys(folder: DataFolder, clock: Clock) -> bool:
    """Put the keys back where neither file of them is whole; False when they are, or no backup holds them.

    The damaged files go aside. Problems: VERSI_BARU, DISK_PENUH, TIDAK_BISA_TULIS.
    """
    try:
        key_file.read(folder)
        return False
    except Problem as problem:
        if problem.kode not in _GONE:
            raise
    for path in backups.local_files(folder):
        if (keys := _keys_in(path, folder)) is not None:
            _put(folder, keys, path, clock.now())
            return True
    return False


def _keys_in(path: Path, folder: DataFolder) -> bytes | None:
    """The sound keys in a backup, None where it holds none."""
    beside = folder.root / ".kunci-dari-cadangan"
    beside.unlink(missing_ok=True)
    try:
        with Archive(path) as made:
            entry = next(one for one in made.manifest.files if one.path == archive.KEYS)
            for _ in made.copy(entry, beside):
                pass
        data = beside.read_bytes()
        return data if key_file.decode(data) else None
    except Problem:
        return None  # damaged itself: an older one may do
    finally:
        beside.unlink(missing_ok=True)


def _put(folder: DataFolder, keys: bytes, source: Path, moment: datetime) -> None:
    aside = aside_for(folder, moment)
    for path in (folder.keys, folder.keys_copy):
        if path.exists():
            write_private(aside / path.name, path.read_bytes())
    write_private(aside / KEYS_CAME_FROM, source.name.encode())
    write_private(folder.keys, keys)
    write_private(folder.keys_copy, keys)


def tell_of_keys(folder: DataFolder, dek: bytes, clock: Clock) -> Cared | None:
    """Note in the data file that the keys came from a backup; ways in of those who no longer work here end again."""
    found = sorted(folder.root.glob(f"rusak-*/{KEYS_CAME_FROM}"))
    with Database(folder.database, vault.subkey(dek, "db")) as db:
        if not mending.current(db):
            return None  # carried forward first; the next start tells it
        for one in staff.every(db):
            if not one.aktif:
                with suppress(Problem):  # the last way in: better somebody who left than nobody
                    vault.drop_user(folder, one.id)
        made = backups.look(folder.backups / found[-1].read_text("ascii"))
        before = care_telling.kept(db)
        cared = _cared(db, clock, before, made.dibuat if made else None, found[-1].parent.name)
        with db.write():
            actor = Actor(care_telling.WHO, str(office.setting(db, "perangkat", "")), clock.now())
            care_telling.put(db, cared)
            history.append(db, actor, "pulih", "kunci", found[-1].parent.name)
    for mark in found:
        mark.unlink()
    return cared


def _cared(db: Database, clock: Clock, before: Cared | None, made: datetime | None, aside: str) -> Cared:
    if before is not None:
        return replace(before, lain=(*before.lain, TOLD))
    return Cared("kunci", clock.now(), backup.people(db), made, lain=(TOLD,), folder=aside)
