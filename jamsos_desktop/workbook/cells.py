"""A cell as a person reads it in Excel that is set to Indonesian: 900000, 2,5, 14/08/1984, 7,40211E+15."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from jamsos_desktop.workbook.pipe import Line

# Excel keeps 15 digits of a number; above that the text would pretend to digits that are gone.
_EXACT = 10**15
_NO_TIME = datetime.time()


def line(nomor: int, row: list[Any]) -> Line | None:
    """The cells of a row up to the last that holds anything; None where none does.

    ``row``: str, float, int, bool, date, datetime, time or timedelta, as the parser gives them; taken apart here.
    """
    if not any(row) and row.count("") == len(row):  # 0 is something
        return None
    angka: list[int] = []
    tanggal: list[int] = []
    kinds = list(map(type, row))
    numbers, index = kinds.count(float), -1
    for _ in range(numbers):
        index = kinds.index(float, index + 1)
        row[index] = number_text(row[index])
        angka.append(index)
    if numbers + kinds.count(str) < len(kinds):
        for index, value in enumerate(row):
            if type(value) is int:
                angka.append(index)
            elif isinstance(value, datetime.date):
                tanggal.append(index)
            row[index] = cell_text(value)
    texts = tuple(map(str.strip, row))
    if not texts[-1]:
        last = max((index for index, text in enumerate(texts) if text), default=-1)
        texts = texts[:last + 1]
    return Line(nomor, texts, tuple(angka), tuple(tanggal)) if texts else None


def cell_text(value: Any) -> str:
    """One cell, trimmed."""
    kind = type(value)
    if kind is str:
        return str(value).strip()
    if kind in (int, float):
        return number_text(value)
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.date):
        day = f"{value.day:02}/{value.month:02}/{value.year:04}"
        at = value.time() if isinstance(value, datetime.datetime) else _NO_TIME
        return day if at == _NO_TIME else f"{day} {at:%H.%M}"
    if isinstance(value, datetime.timedelta):  # Excel shows the hours, however many days they make
        minutes = value // datetime.timedelta(minutes=1)
        return f"{minutes // 60}.{minutes % 60:02}"
    return f"{value:%H.%M}" if isinstance(value, datetime.time) else str(value)


def number_text(value: float) -> str:
    """With a decimal comma. Digits that Excel no longer has are cut off, never rounded to others."""
    if -_EXACT < value < _EXACT:
        return str(int(value)) if value == int(value) else f"{value:.15g}".replace(".", ",")
    mantissa, _, exponent = f"{value:.15e}".partition("e")
    if not exponent:  # not a number, or infinite
        return mantissa
    whole, _, parts = mantissa.partition(".")
    parts = parts[:5].rstrip("0")
    return f"{whole}{',' if parts else ''}{parts}E{int(exponent):+03}"


_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'’`()/&-]){2,}")
# A NIK or number of a family, whole or damaged: 14 to 17 digits, perhaps written as 7,40211E+15.
_IDENTITY = re.compile(r"['`]?(?:\d[ .-]?){14,17}|\d(?:[.,]\d+)?E\+1[3-7]")
_DAY = re.compile(r"(?:[^\d,]+, *)?\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}")
_DIGITS = 16
_SEX = frozenset({"L", "P", "LK", "PR", "LAKI-LAKI", "PEREMPUAN"})
_TITLES = ("NAMA", "NAMA LENGKAP")
_CERTAIN = ("NIK", "TGL LAHIR", "TANGGAL LAHIR")


class Likely:
    """Counts rows of a sheet that look like people.

    Sure are rows with a name and a NIK, a date or a sex. Where a sheet has none of these, what stands below a cell
    "Nama" counts. This only orders sheets; who is somebody is decided when the sheet's layout is known.
    """

    def __init__(self) -> None:
        self.sure = 0
        self._named = 0
        self._column = -1
        self._last = (0, 0)  # where the last person's name and evidence stood: the next one's stand there too

    def add(self, texts: Sequence[str]) -> None:
        """Count one row, given as the texts of its cells."""
        name, evidence = self._last
        if evidence < len(texts) > name and len(texts[evidence]) == _DIGITS and texts[evidence].isdecimal() \
                and texts[name][:2].isalpha():
            self.sure += 1
            return
        if found := _person(texts):
            self.sure += 1
            self._last = found
            return
        if self._column < 0:
            titles = [index for index, text in enumerate(texts) if text.upper() in _TITLES]
            self._column = titles[0] if titles and len(texts) > 1 else -1
        elif self._column < len(texts) and _NAME.fullmatch(texts[self._column]):
            self._named += 1

    @property
    def many(self) -> int:
        return self.sure or self._named


def _person(texts: Sequence[str]) -> tuple[int, int] | None:
    """Columns of a name and of what tells that it is somebody's."""
    name = evidence = -1
    for index, text in enumerate(texts):
        if not text:
            continue
        if text.upper() in _SEX or (not text[0].isalpha() and _IDENTITY.fullmatch(text)) or _DAY.fullmatch(text):
            evidence = index
        elif name < 0 and text[0].isalpha() and _NAME.fullmatch(text):
            if text.upper() in _CERTAIN:
                return None  # the header
            name = index
        if name >= 0 and evidence >= 0:
            return name, evidence
    return None
