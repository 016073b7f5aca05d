"""How typed numbers and dates are shown while they are typed: 6-6-4, dd/mm/yyyy, thousands with dots.

Pure functions of text and caret, so that the rules can be read and tested without a widget. What does
not look like such a number is left exactly as typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MOST_DIGITS = 30  # of a typed number that is grouped
_SPACED_DIGITS = re.compile(r"[\d\s.\-'\u2019]*")
_DATE_CHARS = re.compile(r"[\d/.\-\s]*")
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})\s*")
_MONEY_CHARS = re.compile(r"(?i)\s*(rp\.?)?[\d.\s]*")


def grouped(text: str) -> str:
    """"7402115408849417" (with any blanks, dots, dashes) -> "740211 540884 9417"."""
    if not _SPACED_DIGITS.fullmatch(text):
        return text
    found = re.sub(r"\D", "", text)
    return " ".join(part for part in (found[:6], found[6:12], found[12:]) if part)


def plain_digits(text: str) -> str:
    """"12.34-5" -> "12345"; anything with letters stays as typed."""
    return re.sub(r"\D", "", text) if _SPACED_DIGITS.fullmatch(text) else text


def as_date(text: str) -> str:
    """"14081984" -> "14/08/1984", "14-8-1984" -> "14/8/1984", "1984-08-14" -> "14/08/1984"."""
    if iso := _ISO.fullmatch(text):
        return f"{iso[3]}/{iso[2]}/{iso[1]}"
    if not _DATE_CHARS.fullmatch(text):
        return text
    parts = re.sub(r"[.\-\s]+", "/", text.strip()).split("/")
    parts += [""] * (3 - len(parts))
    for at in (0, 1):
        parts[at], parts[at + 1] = parts[at][:2], parts[at][2:] + parts[at + 1]
    while len(parts) > 1 and not parts[-1]:
        if text.rstrip().endswith(("/", ".", "-")) and parts[-2]:
            break
        parts.pop()
    return "/".join(parts[:3])


def thousands(text: str) -> str:
    """"900000" -> "900.000"; a typed comma or letter leaves the text alone."""
    if not _MONEY_CHARS.fullmatch(text):
        return text
    found = re.sub(r"\D", "", text)
    if len(found) > MOST_DIGITS:  # no sum of money
        return text
    return f"{int(found):,}".replace(",", ".") if found else ""


def caret_after(text: str, count: int) -> int:
    """Where the caret stands in ``text`` when ``count`` letters or digits are left of it."""
    if count <= 0:
        return 0
    seen = 0
    for at, letter in enumerate(text):
        seen += letter.isalnum()
        if seen == count:
            return at + 1
    return len(text)


def date_of(text: str) -> date | None:
    """The date a finished dd/mm/yyyy names, or None."""
    from datetime import date

    found = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None
