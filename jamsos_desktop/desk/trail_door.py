"""Who came in, when the screen was shut, and what was written out, in the history. Also of those who only look: seeing
is what they do here.

The connection is one of its own, because the desk's own refuses every write of somebody who may only look. A desk that
moved to another laptop writes nothing any more: its history goes on there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.unlocking import Unlocked
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import came_in, history, office, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

OBJECT = "layar"
BUSY_MS = 2000
LAST_TOLD = "masuk_dicatat"  # mark of the newest entry that waited beside the file and stands in the history now


def note_unlock(ctx: Context, wrong: int) -> None:
    """An entry that somebody's PIN opened the desk, with how many tries did not fit before it."""
    come = ctx.actor()
    if ctx.gate is None:
        note_kept(ctx)
        note(ctx, "masuk", OBJECT, ctx.user_id, tries_before(wrong), come)
    elif not ctx.moved:  # once the file was looked at, with the moment of now; nobody who is killed before is lost
        entry = came_in.CameIn(uuid7(), come.pelaku, come.perangkat, come.waktu, ctx.user_id, tries_before(wrong))
        try:
            came_in.keep(ctx.folder, ctx.dek, entry)
        except Problem:  # a full disk must not shut the owner out: it is kept in this program's memory
            ctx.gate.before_others(lambda: note(ctx, "masuk", OBJECT, ctx.user_id, entry.alasan, come))


def note_kept(ctx: Context) -> None:
    """Entries of those who came in before the file was looked at, each once. Problems: of the store."""
    kept = [] if ctx.moved else came_in.waiting(ctx.folder, ctx.dek)
    if kept:
        with _own(ctx) as db, db.write():
            marks = [entry.tanda for entry in kept]
            last = office.setting(db, LAST_TOLD, "")
            for entry in kept[marks.index(last) + 1 if last in marks else 0:]:
                history.append(db, entry.actor, "masuk", OBJECT, entry.user, alasan=entry.alasan)
            office.put_setting(db, LAST_TOLD, kept[-1].tanda)
        with suppress(OSError):  # if it is still there next time, the mark says that it was told
            came_in.forget(ctx.folder)


def tries_before(wrong: int) -> str:
    """How many PINs did not fit before this one, in words; "" for none."""
    return f"{wrong} kali PIN salah sebelumnya" if wrong else ""


def note_wrong(ctx: Context, opened: Unlocked) -> None:
    """An entry that PINs of a person were typed wrong before the right one, while the desk was open."""
    note(ctx, "pin.salah", "pengguna", opened.user, f"{opened.salah} kali")


def note_screen(ctx: Context, locked: bool, why: str) -> None:
    """An entry that the screen was locked, or opened again by its own person."""
    note(ctx, "kunci.layar" if locked else "masuk", OBJECT, ctx.user_id, why)


def note_export(ctx: Context, objek: str, what: str) -> None:
    """An entry that data were written into a file outside: ``objek`` ``daftar`` or ``laporan``, ``what`` in words."""
    note(ctx, "ekspor", objek, what)


def write_noted(data: bytes, path: Path, note: Callable[[], None]) -> Path:
    """Write a new file and note it: where that cannot be done there is no file either. Problems: those of
    ``write_whole`` and of ``note``."""
    from jamsos_desktop.exchange.files import write_whole

    before = os.path.lexists(path)
    written = write_whole(data, path)
    try:
        note()
    except BaseException:
        if not before:  # else it was the very same file, and is somebody's
            with suppress(OSError):
                written.unlink(missing_ok=True)
        raise
    return written


def note(ctx: Context, aksi: str, objek: str, objek_id: str, alasan: str = "", when: Actor | None = None) -> None:
    """One entry of its own, in its own short write; nothing where the desk moved away. ``when``: as of then."""
    if ctx.moved:
        return
    with _own(ctx) as db, db.write():
        history.append(db, when or ctx.actor(), aksi, objek, objek_id, alasan=alasan)


def _own(ctx: Context) -> Database:
    return Database(ctx.folder.database, vault.subkey(ctx.dek, "db"), busy_ms=BUSY_MS, gate=ctx.gate)
