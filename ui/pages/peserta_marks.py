"""Which letters of a name or NIK are those that were searched for, so that a clerk sees why somebody is listed."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[\s.\-'/]")
PART_OF_NIK = 3
Marks = Mapping[str, re.Pattern[str]]


def marks_of(text: str) -> Marks:
    """Column key -> what is marked there; where another spelling or a slip was meant, no letter is the same."""
    number = _NUMBER.sub("", text)
    if number.isascii() and number.isdigit():  # shown in groups with blanks between them
        return {"nik": re.compile(" ?".join(number))} if len(number) >= PART_OF_NIK else {}
    words = sorted(set(_WORD.findall(text)), key=len, reverse=True)
    return {"nama": re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})", re.IGNORECASE)} if words else {}
