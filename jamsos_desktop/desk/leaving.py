"""Verbs of leaving, and of deaths and accidents: what is asked, reported and claimed."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database


class Leaving:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database
