"""Rekap: coverage, the road of the villages, and the reports made of them."""

from __future__ import annotations

from jamsos_desktop.desk.district.base import Verbs


class Coverage(Verbs):
    """See the module."""
