"""Terima kiriman: files taken in, and what to do with those that need a decision."""

from __future__ import annotations

from jamsos_desktop.desk.district.base import Verbs


class Taking(Verbs):
    """See the module."""
