"""Requests about data that end by what is saved: part of the write that does what was asked."""

from __future__ import annotations

from collections.abc import Collection

from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import data_requests, people
from jamsos_desktop.store.engine import Database

# A correction is made once one of the facts about the person changed; papers and consent are matters of their own.
_NO_FACTS = frozenset(("berkas", "persetujuan", "dicocokkan", "kartu"))


def finish_all(ctx: Context, db: Database, uid: str, kinds: Collection[str], hasil: str) -> None:
    """End the open requests of these kinds, inside ``db.write()``: what they asked for is done."""
    for one in data_requests.of(db, uid):
        if not one.selesai and one.jenis in kinds:
            data_requests.finish(db, ctx.actor(), one, hasil)


def corrected(ctx: Context, db: Database, before: Peserta | None, after: Peserta) -> None:
    """A changed fact ends a request to correct, inside the write that saves it."""
    if before is not None and set(people.changed_columns(before, after)) - _NO_FACTS:
        finish_all(ctx, db, after.uid, ("perbaikan",), "diperbaiki")
