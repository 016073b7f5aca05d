"""Codes a district gives to units the region table lacks: offices (OPD), desa younger than the table."""

from __future__ import annotations

import re

LONGEST = 20  # what a key file takes
_CODE = re.compile(r"[0-9A-Z]+(?:\.[0-9A-Z]+){1,5}")
_DISTRICT = re.compile(r"[0-9]{2}\.[0-9]{2}")


def district_of(kode: str) -> str:
    """The code of the kabupaten a unit's code begins with ("74.02"), "" when it begins with none."""
    start = kode[:5]
    return start if _DISTRICT.fullmatch(start) and kode[5:6] == "." else ""


def is_local_code(kode: str) -> bool:
    """Whether this can be the code of a unit: that of a kabupaten, then letters and digits between dots."""
    return bool(_CODE.fullmatch(kode)) and len(kode) <= LONGEST and bool(district_of(kode))
