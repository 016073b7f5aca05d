"""Going back to a backup while the desk is open: proven first, what stands now kept, then swapped whole.

Scans and packages stay where they lie; a full backup lays those that are missing beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from jamsos_desktop.desk import backing, data_rights_erase, devices
from jamsos_desktop.desk.backing_records import Comparison, LocalRestored
from jamsos_desktop.desk.context import Context
from jamsos_desktop.hub.register import erasing as register
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.rights import Right
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import archive, backup, backups, erasing, history, replacing, scans, undo, vault
from jamsos_desktop.store.archive import Archive, Manifest
from jamsos_desktop.store.differing import Differing, differing
from jamsos_desktop.store.engine import Database

# What belongs to this laptop, to the keys or to the backups themselves is never taken back.
_STAYS = (devices.DEVICE, devices.MACHINE, devices.LAPTOP, devices.MOVED, devices.COPIED, devices.REPLACED)
_STAYS_FROM = ("cadangan", "kunci", "lembar", "pin")


def compare_job(ctx: Context, path: Path) -> Job[Comparison]:
    """Open a backup of this desk and hold it against the data of now; nothing is changed.

    Problems: those of ``backups.open_data``, CADANGAN_DATA_LAIN, DATA_LEBIH_BARU.
    """
    with _laid_out(ctx) as laid:
        manifest = yield from _prove(ctx, path, laid)
        yield Progress(1, 1, "membandingkan isinya")
        with ctx.open() as now, Database(laid.database, vault.subkey(ctx.dek, "db")) as then:
            return _compared(now, then, manifest)


def restore_job(ctx: Context, path: Path) -> Job[LocalRestored]:
    """Put a backup of this desk in place of its data. Call ``take_restored`` when done.

    Problems: HAK_TIDAK_CUKUP, MEJA_DIPINDAHKAN, those of ``compare_job`` and ``backing.keep``, BERUBAH_SAAT_MENYALIN,
    DATA_SIBUK; after any of them the data are as they were.
    """
    ctx.must(Right.PINDAH)
    ctx.must_write()
    key = vault.subkey(ctx.dek, "db")
    with _laid_out(ctx) as laid:
        manifest = yield from _prove(ctx, path, laid)
        with ctx.open() as now, Database(laid.database, key) as then:
            told = _compared(now, then, manifest)
            erased = _files_of_erased(now, then)
        yield from _lay_missing(ctx, path, erased)
        with ctx.open() as now:
            expected = replacing.state(now)
        before = yield from backing.keep_job(ctx, "pulihkan")
        yield Progress(1, 1, "menempatkan isinya")
        with ctx.open() as now, ctx.open() as reader, Database(laid.database, key) as then:
            erasing.forgets(then)
            with then.write():
                replacing.carry(now, then, _STAYS, _STAYS_FROM)
                _erase_again(ctx, now, then)
                history.append(then, ctx.actor(), "pulihkan", "cadangan", backups.mark_of(path),
                               alasan=f"riwayat sebelumnya sampai nomor {before.riwayat_n}")
            then.checkpoint()
            wanted = backup.counts(then)
            replacing.replace_content(now, then, expected, reader)
            if backup.counts(now) != wanted:
                raise AssertionError("the engine copied something else")
            with suppress(Problem):  # a full disk may refuse to fold the log in; the next opening does it
                now.checkpoint()
    return LocalRestored(told.orang, told.kiriman, told.dibuat, told.beda, before)


def _files_of_erased(now: Database, then: Database) -> frozenset[str]:
    """Names of scans and packages of people who were erased for good since; those others need are not among them."""
    gone = undo.destroyed(now)
    found = erasing.traces(then, gone)
    needed = {nama for uid, _, nama in scans.every(then) if uid not in gone}
    return frozenset(found.parcels) | frozenset(found.scans) - needed


def _erase_again(ctx: Context, now: Database, then: Database) -> None:
    """Whoever was erased for good stays so, whatever the older copy holds of them."""
    data_rights_erase.erase_again(ctx, then)
    if ctx.mode == "dpmd":
        register.erase_again(now, then, ctx.actor())


@contextmanager
def _laid_out(ctx: Context) -> Generator[DataFolder, None, None]:
    with backup.scratch(ctx.folder) as making:
        yield DataFolder(Path(making))


def _prove(ctx: Context, path: Path, laid: DataFolder) -> Job[Manifest]:
    """Lay the backup out, prove it, and carry it forward to this program's schema."""
    with Archive(path) as made:
        refuse_foreign(ctx, made)
    manifest = yield from backups.open_data_job(path, ctx.dek, laid.root)
    key = vault.subkey(ctx.dek, "db")
    backup.upgrade_safely(laid, key)
    if ctx.mode == "dpmd":
        backup.upgrade_safely(laid, key, REGISTER)
    return manifest


def refuse_foreign(ctx: Context, made: Archive) -> None:
    """A backup of other data, or one locked with another key, opens only with its own twelve words."""
    if made.manifest.db_id != vault.database_id(ctx.folder):
        raise Problem("CADANGAN_DATA_LAIN", "Ini cadangan data lain.", TIDAK_BERUBAH,
                      "Pilih cadangan data ini, atau pulihkan dengan 12 kata.")
    backups.refuse_other_key(made, ctx.dek)


def _lay_missing(ctx: Context, path: Path, erased: Collection[str]) -> Job[None]:
    """Scans and packages of a full backup that are no longer in the folder; what lies there is never touched.
    ``erased``: names of files that stay away."""
    with Archive(path) as made:
        for entry in made.manifest.files:
            target = ctx.folder.root / entry.path
            if entry.path in (archive.DATA, archive.KEYS) or target.exists() or target.name in erased:
                continue
            beside = target.with_name(f".{target.name}.baru")
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            try:
                for done in made.copy(entry, beside):
                    yield Progress(done, entry.size, "mengembalikan berkas")
                beside.replace(target)
            finally:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)


def _compared(now: Database, then: Database, manifest: Manifest) -> Comparison:
    mine, theirs = backup.counts(now), backup.counts(then)
    people = "orang" if "orang" in mine else "peserta"
    parcels = "kiriman" if "kiriman" in mine else "paket"
    beda: Differing = differing(now, then)
    return Comparison(theirs.get(people, 0), theirs.get(parcels, 0), datetime.fromisoformat(manifest.dibuat),
                      mine.get(people, 0), mine.get(parcels, 0), beda)
