"""Names of months as people write them: whole or shortened, old spelling, English from a workbook."""

from __future__ import annotations

from jamsos_desktop.texts import MONTHS

_ALSO = {"pebruari": 2, "nopember": 11, "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7,
         "august": 8, "october": 10, "december": 12, "agt": 8, "agst": 8, "sept": 9}
_NAMES = {name.lower(): number for number, name in enumerate(MONTHS, start=1)} | _ALSO


def month_number(text: str) -> int:
    """1..12 of "08", "Agustus", "agu" or "Aug"; raises ValueError for what names no month.

    A number is given back as it is: the calendar says whether it fits.
    """
    if text.isdigit():
        return int(text)
    word = text.lower()
    if len(word) >= 3:
        for name, number in _NAMES.items():
            if name.startswith(word):
                return number
    raise ValueError(f"bulan {text} tidak dikenal")
