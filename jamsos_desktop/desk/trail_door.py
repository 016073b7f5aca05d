"""Who came in, when the screen was shut, and what was written out, in the history. Also of those who only look: seeing
is what they do here.

The connection is one of its own, because the desk's own refuses every write of somebody who may only look. A desk that
moved to another laptop writes nothing any more: its history goes on there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.printing_placing import place_noted
from jamsos_desktop.desk.unlocking import Unlocked
from jamsos_desktop.files import drop_beside, fill_beside, replace_whole
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import came_in, history, office, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

Note = Callable[[Database], None]  # what is written down inside a write, together with what it tells of
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


def exported(ctx: Context, objek: str, what: str) -> Note:
    """That data were written into a file outside: ``objek`` ``daftar`` or ``laporan``, ``what`` in words."""
    return entry(ctx, "ekspor", objek, what)


def entry(ctx: Context, aksi: str, objek: str, objek_id: str, alasan: str = "", when: Actor | None = None) -> Note:
    """One entry, to be made inside a write. ``when``: as of then."""
    def make(db: Database) -> None:
        history.append(db, when or ctx.actor(), aksi, objek, objek_id, alasan=alasan)

    return make


def write_noted(ctx: Context, data: bytes, path: Path, note: Note) -> Path:
    """Write a new file and note it: both or neither. Returns where it is: a workbook of a practice says in its name
    that it is one. Problems: those of ``write_whole``, of ``note``, of the store."""
    from jamsos_desktop.exchange.files import NewFiles, write_whole
    from jamsos_desktop.exchange.workbooks import named

    path = named(path, ctx.latihan)
    if ctx.moved:
        return write_whole(data, path)
    with _own(ctx) as db, NewFiles() as files:
        db.go_through_gate()  # which clears away what was left beside this place: not what is about to be laid there
        files.add(data, path)
        files.place(lambda outs: place_noted(db, outs, partial(note, db)))
    return path


def replace_noted(ctx: Context, data: bytes, path: Path, note: Note) -> None:
    """The same where an older file of that name may stand: it stays unless the new one is noted. Raises OSError."""
    if ctx.moved:
        replace_whole(path, data)
        return

    def fill(file: BinaryIO) -> None:
        file.write(data)

    with _own(ctx) as db:
        db.go_through_gate()  # as above
        try:
            fill_beside(path, fill)
            place_noted(db, (path,), partial(note, db))
        finally:
            drop_beside(path)


def note(ctx: Context, aksi: str, objek: str, objek_id: str, alasan: str = "", when: Actor | None = None) -> None:
    """One entry of its own, in its own short write; nothing where the desk moved away. ``when``: as of then."""
    if ctx.moved:
        return
    with _own(ctx) as db, db.write():
        entry(ctx, aksi, objek, objek_id, alasan, when)(db)


def _own(ctx: Context) -> Database:
    return Database(ctx.folder.database, vault.subkey(ctx.dek, "db"), busy_ms=BUSY_MS, gate=ctx.gate)
