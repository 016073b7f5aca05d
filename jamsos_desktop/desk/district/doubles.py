"""Ganda dan mutu: pairs that may be one person, and their decisions."""

from __future__ import annotations

from jamsos_desktop.desk.district.base import Verbs


class Doubles(Verbs):
    """See the module."""
