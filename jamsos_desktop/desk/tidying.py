"""What a crash, a full disk or the day left to be done: first of all when a desk that may write is opened."""

from __future__ import annotations

from contextlib import suppress

from jamsos_desktop.desk import packing, persons, scanning
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.data_rights import finish_erasing
from jamsos_desktop.desk.printing_placing import finish_placing
from jamsos_desktop.desk.staffing_slots import finish_key, mend_slots
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.engine import Database


def tidy_keys(ctx: Context, db: Database) -> None:
    """Bring the keys in line with who works here: nothing of it is written to the data file, and a PIN that is made
    right after opening must find it done."""
    if not ctx.refusal:
        with suppress(Problem):  # no room just now: the next opening does it
            mend_slots(ctx, db)


def tidy(ctx: Context, db: Database) -> None:
    """Finish it; nothing on a desk that is only read. Problems: of the store; the next opening tries again."""
    if ctx.refusal:
        return
    packing.finish_pending(ctx, db)
    finish_placing(db)
    if ctx.mode == "dpmd":
        from jamsos_desktop.desk.district.replying_files import finish_replies

        finish_replies(ctx, db)
    persons.forget_old_undo(ctx, db)
    scanning.forget_of_nobody(ctx, db)
    finish_erasing(ctx, db)
    finish_key(ctx, db)


def tidy_apart(ctx: Context) -> None:
    """The same over a connection of its own: the first write to a file opened at a glance comes in any thread."""
    with ctx.open() as db:
        tidy(ctx, db)
