"""The backups a desk keeps by itself, in its folder ``cadangan``: the data and its keys, proven before they count.

A file is named ``oto-YYYYMMDD-HHMMSS-<sebab>.jdc`` and is an archive (``archive``) without scans and packages, which
lie in the data folder anyway. The newest is the one made last, whatever the clock said then: its manifest holds a
number that only grows. Which of them stay is told in ``rotation``.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import jamsos_desktop
from jamsos_desktop.files import sync_folder
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import archive, backup, history, key_file, office, rekey, rotation, vault
from jamsos_desktop.store.archive import About, Archive, Manifest
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.private import write_problem

# Why the desk made one: enough was saved, it was closed, or something that changes everything came next.
SEBAB = ("hitung", "tutup", "pembaruan", "impor", "pulihkan", "kunci", "bersih")
NO_WORK = ("masuk", "kunci.layar", "pin.salah", "lihat", "ekspor", "salin", "cadangan", "cadangan.uji", "perbarui")
_NAME = re.compile(r"oto-(\d{8}-\d{6})-([a-z]+)\.jdc")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class LocalBackup:
    """A backup of the desk's own as its list of contents tells it; ``riwayat_n``: entries of history in it."""

    path: Path
    dibuat: datetime
    sebab: str
    orang: int
    kiriman: int
    riwayat_n: int
    riwayat_hash: str
    urut: int
    ukuran: int
    db_id: str


def local_files(folder: DataFolder) -> list[Path]:
    """The desk's own backups, the one made last first; those whose list cannot be read come at the end.

    Nothing is opened or proven here: see ``open_data``.
    """
    named = _named(folder)
    known = {one.path: one.urut for one in map(look, named) if one is not None}
    return sorted(named, key=lambda path: (known.get(path, 0), path.name), reverse=True)


def local(folder: DataFolder) -> list[LocalBackup]:
    """The same with what each says of itself; a file that cannot be read is left out."""
    found = (one for one in map(look, _named(folder)) if one is not None)
    return sorted(found, key=lambda one: (one.urut, one.path.name), reverse=True)


def own(folder: DataFolder) -> list[LocalBackup]:
    """Those of the data that stand in the folder now: another desk that was put aside may have left some."""
    mine = vault.database_id(folder)
    return [one for one in local(folder) if one.db_id == mine]


def look(path: Path) -> LocalBackup | None:
    """What a backup of the desk's own says of itself; None when it cannot be read."""
    try:
        with Archive(path) as made:
            return _told(path, made.manifest)
    except Problem:
        return None


def work_since(db: Database, kept: LocalBackup | None) -> int:
    """Entries of the history since a backup that tell of work; coming and going, looking and backing up are none.

    All of them where the file went another way meanwhile: an older state came back.
    """
    n = kept.riwayat_n if kept else 0
    shared = not n or db.one("SELECT 1 FROM riwayat WHERE n = ? AND h = ?", (n, kept.riwayat_hash if kept else ""))
    marks = ",".join("?" * len(NO_WORK))
    row = db.one(f"SELECT count(*) FROM riwayat WHERE n > ? AND aksi NOT IN ({marks})", (n if shared else 0, *NO_WORK))
    assert row is not None
    return int(row[0])


def mark_of(path: Path) -> str:
    """The first letters of the identity of a backup, for the history. Problems: those of ``Archive``."""
    with Archive(path) as made:
        return made.sha[:12]


def _named(folder: DataFolder) -> list[Path]:
    try:
        return [path for path in folder.backups.iterdir() if _NAME.fullmatch(path.name) and path.is_file()]
    except OSError:  # no folder yet
        return []


def _told(path: Path, manifest: Manifest) -> LocalBackup | None:
    try:
        made_at, size = datetime.fromisoformat(manifest.dibuat), path.stat().st_size
    except (ValueError, OSError):
        return None
    many = manifest.jumlah
    made_at = made_at if made_at.tzinfo else made_at.astimezone()  # not ours: it is compared with moments that have one
    return LocalBackup(path, made_at, manifest.sebab, many.get("orang", 0) or many.get("peserta", 0),
                       many.get("kiriman", 0) or many.get("paket", 0), manifest.riwayat_n, manifest.riwayat_hash,
                       manifest.urut, size, manifest.db_id)


# --- making one --------------------------------------------------------------------------------------


def keep(folder: DataFolder, dek: bytes, moment: datetime, sebab: str) -> LocalBackup:
    """Make a proven backup of the data file now, then let those go that need not stay.

    ``dek``: the data key (32 bytes); ``moment``: local time with zone; ``sebab``: of ``SEBAB``. Nothing is written to
    the data file. Problems: DISK_PENUH, TIDAK_BISA_TULIS, CADANGAN_RUSAK (what was written does not read back),
    KUNCI_RUSAK, those of opening the data; everything is then as it was.
    """
    return run_to_end(keep_job(folder, dek, moment, sebab))


def keep_job(folder: DataFolder, dek: bytes, moment: datetime, sebab: str) -> Job[LocalBackup]:
    """The same in steps, so that a window can go on beside it."""
    if sebab not in SEBAB:
        raise ValueError(f"no such reason for a backup: {sebab}")
    key_file.read(folder)  # mends a damaged file by its twin: the backup takes the first
    key, seal = vault.subkey(dek, "db"), vault.subkey(dek, "cadangan")
    with backup.scratch(folder) as making:
        with Database(folder.database, key) as db:
            yield Progress(0, 1, "menyalin data")
            copy = backup.verified_copy(db, key, Path(making) / archive.DATA)
        with Database(copy, key) as held:
            about = _about(held, dek, moment, sebab, 1 + max((one.urut for one in local(folder)), default=0))
            erased = rotation.erased_before(held, moment.date())
        file = Path(making) / "baru.jdc"
        yield from archive.write(file, about, {archive.DATA: copy, archive.KEYS: folder.keys}, seal)
        with Archive(file) as made:
            made.check_seal(seal)
            for entry in made.manifest.files:
                for done in made.copy(entry, None):
                    yield Progress(done, entry.size, "membaca ulang cadangan")
            manifest = made.manifest
        target = _place(folder, file, moment, sebab)
    kept = _told(target, manifest)
    if kept is None:
        raise archive.damaged("file itu tidak ada lagi")
    _let_go(folder, kept, erased)
    return kept


def _about(held: Database, dek: bytes, moment: datetime, sebab: str, urut: int) -> About:
    """What the copy says of itself, whatever schema it is of."""
    n, digest = history.head(held)
    unit = office.unit(held)
    return About(app=jamsos_desktop.__version__, mode=office.setting(held, "mode", "desa"),
                 db_id=str(office.setting(held, "db_id")), kode=unit.kode, nama=unit.sebutan or unit.nama,
                 perangkat=str(office.setting(held, "perangkat", "")), laptop=str(office.setting(held, "laptop", "")),
                 dibuat=moment.isoformat(timespec="seconds"), pindah=False, jumlah=backup.counts(held), riwayat_n=n,
                 riwayat_hash=digest, isi="data", sebab=sebab, urut=urut,
                 kunci=rekey.name_of(dek))


def _place(folder: DataFolder, file: Path, moment: datetime, sebab: str) -> Path:
    """Give a proven file its name; a name that is taken is never written over."""
    try:
        while (target := folder.backups / f"oto-{moment.strftime(_STAMP)}-{sebab}.jdc").exists():
            moment += timedelta(seconds=1)
        os.replace(file, target)
        sync_folder(folder.backups)
    except OSError as cause:
        raise write_problem(cause, folder.backups) from cause
    return target


# --- letting go --------------------------------------------------------------------------------------


def to_go(folder: DataFolder, erased: datetime | None = None) -> list[LocalBackup]:
    """Those of this desk that need not stay; the newest always does. ``erased``: see ``rotation.expired``."""
    found = own(folder)
    kept = [rotation.Kept(one.path.name, day_of(one.path), one.sebab, one.dibuat) for one in found]
    gone = set(rotation.expired(kept, found[0].path.name if found else "", erased))
    return [one for one in found if one.path.name in gone]


def _let_go(folder: DataFolder, fresh: LocalBackup, erased: datetime | None) -> None:
    """Remove what need not stay, now that ``fresh`` was proven."""
    for name in (one.path.name for one in to_go(folder, erased) if one.path != fresh.path):
        with suppress(OSError):  # held open by another program: the next backup tries again
            (folder.backups / name).unlink(missing_ok=True)


def day_of(path: Path) -> date:
    """The day in a name of ours."""
    match = _NAME.fullmatch(path.name)
    assert match is not None
    try:
        return datetime.strptime(match[1], _STAMP).date()
    except ValueError:  # a name that only looks like ours
        return date.min


def start_anew(folder: DataFolder, dek: bytes, moment: datetime, sebab: str) -> LocalBackup:
    """Make a proven backup, and only then destroy every earlier one of the desk's own and every one that cannot be read
    (after erasing, after a new key); those of another desk stay. Problems: those of ``keep``, with nothing destroyed;
    TIDAK_BISA_TULIS when an earlier one cannot be removed.
    """
    fresh = keep(folder, dek, moment, sebab)
    strange = {one.path for one in local(folder) if one.db_id != fresh.db_id}
    for path in _named(folder):
        if path != fresh.path and path not in strange:
            try:
                path.unlink(missing_ok=True)
            except OSError as cause:
                raise write_problem(cause, folder.backups) from cause
    sync_folder(folder.backups)
    return fresh


# --- opening one -------------------------------------------------------------------------------------


def open_data(path: Path, dek: bytes, into: Path) -> Manifest:
    """Lay the data file and the keys of any backup into folder ``into`` and prove them; returns its list of contents.

    Both are removed again when the backup is not whole. Problems: those of ``Archive``, CADANGAN_RUSAK (also when it
    was sealed with another data key), DISK_PENUH, TIDAK_BISA_TULIS.
    """
    return run_to_end(open_data_job(path, dek, into))


def open_data_job(path: Path, dek: bytes, into: Path) -> Job[Manifest]:
    """The same in steps."""
    laid: list[Path] = []
    try:
        with Archive(path) as made:
            made.check_seal(vault.subkey(dek, "cadangan"))
            for entry in made.manifest.files:
                target = into / entry.path if entry.path in (archive.DATA, archive.KEYS) else None
                laid += [target] if target else []
                for done in made.copy(entry, target):
                    yield Progress(done, entry.size, "membaca cadangan")
            check_data(made.manifest, into / archive.DATA, vault.subkey(dek, "db"))
            return made.manifest
    except BaseException:
        for target in laid:
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    target.with_name(target.name + end).unlink(missing_ok=True)
        raise


def refuse_other_key(made: Archive, dek: bytes) -> None:
    """Say so when a backup names another data key than this one: of before a new key, or of after it. Its list of
    contents is not proven here (``Archive.check_seal``). Problem CADANGAN_KUNCI_LAIN."""
    if made.manifest.kunci not in ("", rekey.name_of(dek)):
        raise Problem("CADANGAN_KUNCI_LAIN", "Cadangan ini terkunci dengan kunci data yang lain.", TIDAK_BERUBAH,
                      "Pulihkan dengan 12 kata dari lembar yang berlaku saat cadangan itu dibuat.")


def check_data(manifest: Manifest, database: Path, key: bytes) -> None:
    """Open the data of a backup and hold it against its list: whole, as many, the same end of history.

    ``key``: the subkey "db". Problem CADANGAN_RUSAK.
    """
    try:
        with Database(database, key) as db:
            found = (backup.counts(db), history.head(db), office.setting(db, "db_id"))
            sound = not db.integrity()
    except Problem as problem:
        raise archive.damaged("datanya tidak bisa dibuka") from problem
    if not sound or found != (manifest.jumlah, (manifest.riwayat_n, manifest.riwayat_hash), manifest.db_id):
        raise archive.damaged("isi datanya tidak utuh")
