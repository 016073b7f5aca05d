"""Who came in, when the screen was shut, and what was written out, in the history. Also of those who only look: seeing
is what they do here.

The connection is one of its own, because the desk's own refuses every write of somebody who may only look. A desk that
moved to another laptop writes nothing any more: its history goes on there.
"""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.unlocking import Unlocked
from jamsos_desktop.store import history, vault
from jamsos_desktop.store.engine import Database

OBJECT = "layar"
BUSY_MS = 2000


def note_unlock(ctx: Context, wrong: int) -> None:
    """An entry that somebody's PIN opened the desk, with how many tries did not fit before it."""
    note(ctx, "masuk", OBJECT, ctx.user_id, tries_before(wrong))


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


def note(ctx: Context, aksi: str, objek: str, objek_id: str, alasan: str = "") -> None:
    """One entry of its own, in its own short write; nothing where the desk moved away."""
    if ctx.moved:
        return
    with Database(ctx.folder.database, vault.subkey(ctx.dek, "db"), busy_ms=BUSY_MS) as db, db.write():
        history.append(db, ctx.actor(), aksi, objek, objek_id, alasan=alasan)
