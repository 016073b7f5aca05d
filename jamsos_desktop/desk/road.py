"""Verbs of the map desa: the employer's and the wadah's road, step by step."""

from __future__ import annotations

from jamsos_desktop.desk.context import Context
from jamsos_desktop.store.engine import Database


class MapDesa:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database
