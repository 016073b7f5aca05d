"""Verbs of the money of a year: wage bases, ceilings, the budget with its lampiran."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database


class Budgeting:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database
