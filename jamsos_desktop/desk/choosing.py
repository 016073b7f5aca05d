"""Verbs of choosing pekerja rentan: quota, ranking, reserve, the list of the SK."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database


class Choosing:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database
