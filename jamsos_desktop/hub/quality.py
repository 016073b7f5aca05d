"""Marks of data quality that the district can see in what villages send, cheap enough for every row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def marks(row: Mapping[str, Any], today: date) -> list[str]:
    """Codes of what looks wrong in one row of a package; [] when nothing does."""
    return []
