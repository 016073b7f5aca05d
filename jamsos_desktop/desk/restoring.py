"""Bringing a backup back with the twelve words: everything is checked first, nothing that is there is dropped.

The backup is laid out and proven in a folder of its own inside the data folder. Only then what stood there goes aside
(``disisihkan-...``), and the restored files take their places, the data file last.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jamsos_desktop.desk import devices, machine, opening, placing
from jamsos_desktop.desk.context import Clock, Context, uuid7
from jamsos_desktop.desk.handover import (
    BackupInfo,
    check_contents,
    contents_text,
    info_of,
    refuse_other,
    unpack,
)
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.files import sync_folder
from jamsos_desktop.hub.register import erasing as register
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.pin import check as check_pin
from jamsos_desktop.model.rights import LEAD
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import archive, backup, erasing, history, office, replacing, staff, vault
from jamsos_desktop.store.archive import Archive, Manifest
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.key_file import VaultUser
from jamsos_desktop.store.lock import DeskLock
from jamsos_desktop.store.replacing import Ahead

MAKING, ASIDE = ".pulihkan-", "disisihkan-"


@dataclass(frozen=True, slots=True)
class Restored:
    """``aside``: where what stood in the folder lies now; ``same_laptop``: the backup was made on this machine."""

    info: BackupInfo
    aside: Path | None
    berita_acara: Path
    same_laptop: bool


def restore_job(file: Path, folder: DataFolder, words: Sequence[str], clock: Clock, pin: str | None = None) \
        -> Job[Restored]:
    """Make ``folder`` the desk of a backup. ``words``: the twelve; ``pin`` None opens on this laptop unasked.

    On another laptop, and where nobody knows which numbers it used since, the desk gets a new device id, and its next
    packages name the one it replaces.
    Problems: those of ``Archive``, of the words, PIN_BENTUK, DATA_LEBIH_BARU, SEDANG_DIPAKAI, DISK_PENUH,
    TIDAK_BISA_TULIS; after any of them everything is as it was.
    """
    if pin is not None:
        check_pin(pin)
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as cause:
        raise Problem("HANYA_BACA", "Folder data tidak bisa ditulis.", TIDAK_BERUBAH,
                      "Pilih folder lain untuk data.") from cause
    with Archive(file) as made, DeskLock(folder, clock.now()):
        making = _making(folder)
        try:
            dek = _open_keys(made, making, words)
            yield from unpack(made, making)
            yield Progress(made.size, made.size, "memeriksa isinya")
            check_contents(made, making, vault.subkey(dek, "db"))
            same = _settle(made, making, folder, dek, clock, pin)
            info = info_of(made, file, teruji=True)
            paper = _write_paper(making, info, clock, pin)
            aside = _place(making, folder, made.manifest, clock)
        finally:
            shutil.rmtree(making.root, ignore_errors=True)
    return Restored(info, aside, folder.root / paper.relative_to(making.root), same)


def word_hint(typed: str) -> str | None:
    """None when ``typed`` is a word of the list; else the one likely meant, or ""."""
    from difflib import get_close_matches

    from jamsos_desktop.store.words import word_list

    word = typed.strip().casefold()
    if word in word_list():
        return None
    return next(iter(get_close_matches(word, word_list(), n=1, cutoff=0.7)), "")


def backup_name(file: Path) -> BackupInfo:
    """What a backup says of itself, before anything of it was checked. Problems: those of ``Archive``."""
    with Archive(file) as made:
        return info_of(made, file, teruji=False)


def _making(folder: DataFolder) -> DataFolder:
    for left in folder.root.glob(f"{MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    making = DataFolder(folder.root / f"{MAKING}{os.getpid()}")
    try:
        making.root.mkdir(mode=0o700)
    except OSError as cause:
        raise Problem("HANYA_BACA", "Folder data tidak bisa ditulis.", TIDAK_BERUBAH,
                      "Pilih folder lain untuk data.") from cause
    return making


def _open_keys(made: Archive, making: DataFolder, words: Sequence[str]) -> bytes:
    """The data key; asked for before the large files are read, because a word is the likeliest slip."""
    entry = next(entry for entry in made.manifest.files if entry.path == archive.KEYS)
    for _ in made.copy(entry, making.keys):
        pass
    dek = vault.open_with_words(making, words)
    refuse_other(made, vault.database_id(making))
    made.check_seal(vault.subkey(dek, "cadangan"))
    return dek


def _settle(made: Archive, making: DataFolder, folder: DataFolder, dek: bytes, clock: Clock, pin: str | None) -> bool:
    """Give the unpacked desk its keys and its device here; returns whether it stays on the same machine."""
    key = vault.subkey(dek, "db")
    backup.upgrade_safely(making, key)
    if made.manifest.mode == "dpmd":
        backup.upgrade_safely(making, key, REGISTER)
    with Database(making.database, key) as db:
        leads = [one for one in staff.every(db) if one.aktif and one.peran == LEAD[made.manifest.mode]]
    vault.adopt(making, dek, pin, VaultUser(leads[0].id, leads[0].nama))
    here = machine.fingerprint(dek)
    with Database(making.database, key) as db:
        old = str(office.setting(db, devices.DEVICE, ""))
        same = bool(here) and here == office.setting(db, devices.MACHINE, "")
        before = _before(folder, made.manifest.db_id, key)
        stays = same and before is not None
        actor = history.Actor(str(office.setting(db, "pengguna", "")), old if stays else uuid7(), clock.now())
        with db.write():
            for name, value in ((devices.DEVICE, actor.perangkat), (devices.MACHINE, here),
                                (devices.LAPTOP, machine.name()), (devices.MOVED, None), (devices.COPIED, None)):
                office.put_setting(db, name, value)
            for one in before or ():
                replacing.keep_ahead(db, one)
            if made.manifest.mode == "dpmd" and before:
                _erase_again(folder, db, actor, made.manifest.db_id, key)
            if not stays:
                devices.replace_device(db, actor, old)
            history.append(db, actor, "pulihkan", "cadangan", made.sha[:12])
        db.checkpoint()
    return same


def _before(folder: DataFolder, db_id: str, key: bytes) -> list[Ahead] | None:
    """What this desk used and erased as it stands in the folder now, or lies aside there: a number that left the office
    must not be used again by an older copy of the data, and whoever was erased stays so.

    None where nobody knows: no such data are here, or some that do not open with this key. The desk then goes on as
    another device, whose numbers no earlier package has.
    """
    found: list[Ahead] = []
    for place in _earlier(folder, db_id):
        try:
            with Database(place.database, key) as db:
                found.append(replacing.ahead(db))
        except Problem:  # damaged, of an older program, or under another key
            return None
    return found or None


def _earlier(folder: DataFolder, db_id: str) -> list[DataFolder]:
    """Where data of this desk lie: in its place, or aside."""
    places = [place for place in (folder, *_asides(folder)) if place.database.is_file()]
    return [place for place in places if _holds(place, db_id)]


def _erase_again(folder: DataFolder, db: Database, actor: history.Actor, db_id: str, key: bytes) -> None:
    """At DPMD, inside ``db.write()``: whoever it erased meanwhile."""
    erasing.forgets(db)
    for place in _earlier(folder, db_id):
        with Database(place.database, key) as live:
            register.erase_again(live, db, actor)


def _holds(place: DataFolder, db_id: str) -> bool:
    with suppress(Problem):  # damaged keys belong to nobody we could name
        return vault.database_id(place) == db_id
    return False


def _write_paper(making: DataFolder, info: BackupInfo, clock: Clock, pin: str | None) -> Path:
    """The berita acara of this end, among the desk's own backups."""
    from jamsos_desktop.exchange.files import write_whole
    from jamsos_desktop.paper.single.handover import RESTORE, HandoverInfo, handover_paper

    ctx: Context = opening.open_context(making, pin, clock)
    told = HandoverInfo(judul=RESTORE, waktu=clock.now(), dari=info.laptop, ke=machine.name(),
                        nama_berkas=info.path.name, kode_periksa=info.kode_periksa.replace("-", ""),
                        isi=contents_text(info), penyerah="")
    with ctx.open() as db:
        data = handover_paper(told, print_context(ctx, db, ctx.unit.kertas, ""))
        db.checkpoint()
    return write_whole(data, making.backups / f"Berita-acara-{clock.now():%Y%m%d-%H%M%S}.pdf")


def _place(making: DataFolder, folder: DataFolder, manifest: Manifest, clock: Clock) -> Path | None:
    """Put the desk that stands in the folder aside and the restored files in its place.

    Packages of the same desk stay, and so does whatever in the folder is no part of a desk. A backup of the data alone
    leaves the scans of the same desk where they are.
    """
    aside = _new_aside(folder, clock)
    same = _same_desk(folder, manifest.db_id)
    old = _old_moves(folder, aside, keep_outbox=same, keep_scans=same and manifest.isi == "data")
    # Without its data file a folder counts as empty: the old one goes first, the new one comes last.
    files = sorted((path for path in making.root.rglob("*") if path.is_file()), key=lambda one: one == making.database)
    fresh = [(path, folder.root / path.relative_to(making.root)) for path in files]
    held = {folder.outbox, folder.backups}
    moves = [*old, *((path, target) for path, target in fresh if not (target.parent in held and target.exists()))]
    placing.write_plan(folder, making.root, moves)
    _move(moves)
    return aside if aside.exists() else None


def _old_moves(folder: DataFolder, aside: Path, *, keep_outbox: bool, keep_scans: bool) -> list[tuple[Path, Path]]:
    """What of a desk stands in the folder, and where it goes: the data file with its log first."""
    parts = [folder.database, *_log(folder), folder.keys, folder.keys_copy, folder.device_secret, folder.pin_tries,
             folder.came_in]
    parts += [] if keep_outbox else [folder.outbox]
    parts += [] if keep_scans else [folder.attachments]
    return [(path, aside / path.name) for path in parts if path.exists()]


def _log(folder: DataFolder) -> list[Path]:
    """What the engine keeps beside the data file; ``_before`` has folded it in, unless the file is damaged."""
    return [folder.database.with_name(folder.database.name + end) for end in ("-wal", "-shm")]


def _asides(folder: DataFolder) -> list[DataFolder]:
    """Where earlier desks of this folder lie, the newest first."""
    found = [path for path in folder.root.glob(f"{ASIDE}*") if path.is_dir()]
    return [DataFolder(path) for path in sorted(found, key=lambda one: one.stat().st_ctime_ns, reverse=True)]


def _new_aside(folder: DataFolder, clock: Clock) -> Path:
    """A place nothing lies in yet."""
    stamp, number = f"{ASIDE}{clock.now():%Y%m%d-%H%M%S}", 1
    while (found := folder.root / (stamp if number == 1 else f"{stamp}-{number}")).exists():
        number += 1
    return found


def _move(moves: Sequence[tuple[Path, Path]]) -> None:
    """All of the moves or none; nothing is ever moved over something else."""
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            if target.exists():
                raise FileExistsError(target)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.replace(source, target)
            done.append((source, target))
    except OSError as cause:
        for source, target in reversed(done):
            os.replace(target, source)
        for folder in {target.parent for _, target in moves}:
            with suppress(OSError):  # not empty: something lay there before, and stays
                if folder.name.startswith(ASIDE):
                    folder.rmdir()
        raise Problem("TIDAK_BISA_TULIS", "Data yang dipulihkan belum bisa ditempatkan.", TIDAK_BERUBAH,
                      "Tutup program lain, lalu pulihkan sekali lagi.") from cause
    for folder in dict.fromkeys(place for move in moves for place in (move[0].parent, move[1].parent)):
        sync_folder(folder)


def _same_desk(folder: DataFolder, db_id: str) -> bool:
    """Whether the packages in the folder are this desk's; without keys those that went aside last tell it."""
    places = [folder] if folder.keys.exists() or folder.keys_copy.exists() else _asides(folder)[:1]
    return any(_holds(place, db_id) for place in places)
