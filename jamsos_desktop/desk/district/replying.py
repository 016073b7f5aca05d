"""Balasan: what each village is answered."""

from __future__ import annotations

from jamsos_desktop.desk.district.base import Verbs


class Replying(Verbs):
    """See the module."""
