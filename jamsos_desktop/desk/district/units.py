"""Units of the kabupaten: their targets, quotas and keys."""

from __future__ import annotations

from jamsos_desktop.desk.district.base import Verbs


class Units(Verbs):
    """See the module."""
