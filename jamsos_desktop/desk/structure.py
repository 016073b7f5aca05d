"""Verbs of the SOTK board: the seats of the village, who holds them, posts of other groups."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database


class Structure:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database
