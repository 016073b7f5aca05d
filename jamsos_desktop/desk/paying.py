"""Verbs of bills: what is billed, paid and extended, and how far everybody is covered."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database


class Paying:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database
