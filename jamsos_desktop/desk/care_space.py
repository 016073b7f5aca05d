"""Room on the disk: how much careful work needs, how much there is, and what of our own may go."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from jamsos_desktop.desk.care_records import Clearable, Space
from jamsos_desktop.desk.context import Context
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import backups, history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.private import write_problem

COPIES, RESERVE = 3, 100_000_000  # room for a backup, a restore and a migration at once, and some air
LEAST = 20_000_000
OLD_DAYS, KEEP_BACKUPS = 60, 14
# What the program makes of the data at any time: bundles and receipts. Papers of another kind are not made again.
_AGAIN = ("Bundel-*.pdf", "Tanda-terima-*.pdf")


def space_of(folder: DataFolder) -> Space:
    """Problem TIDAK_BISA_TULIS when the disk does not tell."""
    try:
        usage = shutil.disk_usage(folder.root)
        size = folder.database.stat().st_size if folder.database.is_file() else 0
    except OSError as cause:
        raise write_problem(cause, folder.root) from cause
    needed, least = COPIES * size + RESERVE, size + LEAST
    level = "penuh" if usage.free < least else "sempit" if usage.free < needed else "cukup"
    return Space(f"drive {folder.root.drive}" if folder.root.drive else "laptop ini", usage.free, usage.total, needed,
                 least, level)


def clearable(ctx: Context) -> list[Clearable]:
    """Old PDFs that can be made again, and own backups beyond the newest; nothing of no size is named."""
    found = [Clearable("pdf", f"PDF lama di aplikasi, lebih dari {OLD_DAYS} hari", *_sum(_old_pdfs(ctx)), True),
             Clearable("cadangan", f"Cadangan lama, sisakan {KEEP_BACKUPS} terbaru", *_sum(_old_backups(ctx)), False)]
    return [one for one in found if one.berkas]


def clear(ctx: Context, db: Database, codes: Sequence[str]) -> int:
    """Delete what ``codes`` stand for and tell the history; returns the bytes. Problem TIDAK_BISA_TULIS."""
    ctx.must_write()
    freed = 0
    for kode, paths in (("pdf", _old_pdfs(ctx)), ("cadangan", _old_backups(ctx))):
        gone = _delete(paths) if kode in codes else []
        freed += sum(gone)
        if gone:
            with db.write():
                history.append(db, ctx.actor(), "bersihkan", "ruang", kode, alasan=f"{len(gone)} file")
    return freed


def _delete(paths: Iterator[Path]) -> list[int]:
    sizes = []
    for path in list(paths):
        size = path.stat().st_size
        try:
            path.unlink()
        except OSError as cause:
            raise write_problem(cause, path.parent) from cause
        sizes.append(size)
    return sizes


def _old_pdfs(ctx: Context) -> Iterator[Path]:
    oldest = (ctx.clock.now() - timedelta(days=OLD_DAYS)).timestamp()
    for pattern in _AGAIN:
        yield from (path for path in ctx.folder.outbox.glob(pattern) if path.stat().st_mtime < oldest)


def _old_backups(ctx: Context) -> Iterator[Path]:
    yield from backups.local_files(ctx.folder)[KEEP_BACKUPS:]


def _sum(paths: Iterator[Path]) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in paths]
    return len(sizes), sum(sizes)
