"""What every verb of the district's desk stands on."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database


class Verbs:
    """``db`` belongs to the thread that opened the desk; jobs (``..._job``) open their own with ``ctx.open()``."""

    def __init__(self, ctx: Context, db: Database) -> None:
        self.ctx, self.db = ctx, db
