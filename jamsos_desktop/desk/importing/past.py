"""Imports of the past: what came in from which file, and until when it can be taken back."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing.records import PastImport
from jamsos_desktop.store import imports
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.imports import Stored


def every(ctx: Context, db: Database) -> tuple[PastImport, ...]:
    """All imports, newest first."""
    return tuple(_told(ctx, one) for one in imports.every(db))


def before(ctx: Context, db: Database, sha: str, lembar: str = "") -> PastImport | None:
    """The newest import that stands of a file (its SHA-256), of one of its sheets where that is named."""
    found = [one for one in imports.of_file(db, sha) if not lembar or one.lembar == lembar]
    return _told(ctx, found[0]) if found else None


def can_be_undone(ctx: Context, one: Stored) -> bool:
    """Within its days; once its people were forgotten (the clock stood wrong for a while) there is no way back."""
    return not one.batal and bool(one.diingat) and ctx.clock.now() <= one.until


def _told(ctx: Context, one: Stored) -> PastImport:
    until = one.until.date().isoformat() if can_be_undone(ctx, one) else ""
    return PastImport(one.id, one.waktu, one.oleh, one.berkas, one.lembar, one.jumlah, until, one.batal)
