"""Dates as lists hold them: the order of day and month per column, with evidence; serial days; short years.

Day first is the custom here. A column is read month first only where it shows that itself: a second part above 12, or
the birth dates in the NIKs of the same rows. A date that can be read in several ways is proposed, never chosen; the
NIK beside it decides where it names one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from jamsos_desktop.intake.damage import plain_digits
from jamsos_desktop.intake.notes import CHECK, CellMend, DateQuestion, Spot, Taken
from jamsos_desktop.model.fields import BY_KEY, Field
from jamsos_desktop.model.nik import LENGTH, decode, same_day
from jamsos_desktop.model.parse import parse
from jamsos_desktop.texts import long_date, screen_date

DAY_FIRST, MONTH_FIRST = "hbt", "bht"
BIRTH = "tanggal_lahir"
_SEEN = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d\d)(?:[ T]\d{1,2}[:.]\d\d.*)?", re.ASCII)
_TIME = re.compile(r"[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?( ?[AP]M)?Z?$", re.ASCII | re.IGNORECASE)
_WEEKDAY = re.compile(r"(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|"
                      r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?)[, ]+", re.IGNORECASE)
_MONTH_NAME_FIRST = re.compile(r"([A-Za-z]{3,9})[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ ,.-]+(\d{4})", re.ASCII)
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .,-]*([A-Za-z]{3,9})[ .,'-]*(\d{4}|\d\d)", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_EPOCH, _LATER = date(1899, 12, 30), 1462  # serial 1 is 1 January 1900; the other system counts from 1904
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # a 31 February is evidence of nothing
FEW = 2  # fewer cells than this are no evidence
_OLDEST, _SERIAL = 1905, re.compile(r"\d{4,5}(?:[.,]\d+)?", re.ASCII)
_SHORTER = {"ags": "agu", "agts": "agu", "agus": "agu", "agust": "agu", "janu": "jan", "febr": "feb", "mrt": "mar",
            "jul": "juli", "jun": "juni", "okto": "okt", "nopem": "nop", "desem": "des"}


class Evidence(NamedTuple):
    """What a column shows about its order: cells that can only be read one way, and one that can be read both."""

    hbt: int = 0
    bht: int = 0
    contoh: str = ""  # a cell that can be read both ways and that no NIK confirms


class Unsure(NamedTuple):
    """A cell that is not plainly one date. ``days``: what it may be; ``tetap``: the day it is taken as until somebody
    says otherwise, None to keep it as typed."""

    jenis: str
    pesan: str
    cara: str
    days: tuple[date, ...] = ()
    tetap: date | None = None


def evidence(cells: Iterable[tuple[str, str]], birth: bool) -> Evidence:
    """From (text, NIK or "") of a column; ``birth``: it holds birth dates, which the NIK repeats."""
    hbt = bht = 0
    example = ""
    for text, nik in cells:
        found = _SEEN.fullmatch(text)
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        if not (first and second) or (len(found[3]) == 4 and int(found[3]) < _OLDEST):
            continue
        if first > 12 or second > 12:
            hbt += second <= 12 and first <= _LONGEST[second]
            bht += first <= 12 and second <= _LONGEST[first]
        elif first != second:
            order = _by_nik(first, second, found[3], nik) if birth else ""
            hbt += order == DAY_FIRST
            bht += order == MONTH_FIRST
            example = example or ("" if order else text)
    return Evidence(hbt, bht, example)


def _by_nik(first: int, second: int, year: str, nik: str) -> str:
    """The order in which a date is the one of the NIK beside it, "" if it is in neither."""
    if len(nik) != LENGTH or nik[10:12] != year[-2:]:
        return ""
    born = (int(nik[6:8]) % 40, int(nik[8:10]))
    return DAY_FIRST if born == (first, second) else MONTH_FIRST if born == (second, first) else ""


def order_of(column: int, seen: Evidence, answer: str, ours: bool = False) -> tuple[str, DateQuestion | None]:
    """How a column is read, and what must be asked about it. ``answer``: what somebody chose, "" before; ``ours``: of
    our own template, which says day first, so that nothing is asked where no cell speaks against it."""
    if answer in (DAY_FIRST, MONTH_FIRST):
        return answer, None
    order = MONTH_FIRST if seen.bht > seen.hbt else DAY_FIRST
    if not seen.contoh or bool(seen.hbt) != bool(seen.bht) or (ours and not seen.bht):
        return order, None
    why = f"{seen.hbt} tanggal menulis hari dulu, {seen.bht} bulan dulu." if seen.hbt \
        else "Semua hari di bawah 13 dan NIK tidak membantu. Di sini biasanya hari dulu."
    found = _SEEN.fullmatch(seen.contoh)
    days = [_in_words(found, order) for order in (DAY_FIRST, MONTH_FIRST)] if found else ["", ""]
    return order, DateQuestion(column, seen.contoh, days[0], days[1], order, why)


def real_days(column: int, texts: Iterable[str], days: Iterable[tuple[str, str]], answer: str) \
        -> tuple[bool, DateQuestion | None]:
    """Whether the real dates of a column have day and month the wrong way round, and what must be asked about it.

    An Excel set to American dates takes "03/08/1980" for 8 March and leaves "25/08/1980" a text. Where every real date
    has a day below 13 and every text a first part above 12, that has happened, or it is chance: the NIKs beside them
    tell (``days``: real date as dd/mm/yyyy, NIK or ""), else somebody is asked.
    """
    known = list(days)
    first = [found and int(found[1]) > 12 for text in texts if (found := _SEEN.fullmatch(text))]
    if len(first) < FEW or not all(first) or len(known) < FEW or any(int(text[:2]) > 12 for text, _ in known):
        return False, None
    orders = [_by_nik(int(text[:2]), int(text[3:5]), text[6:], nik) for text, nik in known if text[:2] != text[3:5]]
    if answer or DAY_FIRST in orders or MONTH_FIRST in orders:
        return answer == MONTH_FIRST or (not answer and DAY_FIRST not in orders), None
    found = next((match for text, _ in known if text[:2] != text[3:5] and (match := _SEEN.fullmatch(text))), None)
    return False, found and DateQuestion(
        column, found[0], _in_words(found, DAY_FIRST), _in_words(found, MONTH_FIRST), DAY_FIRST,
        "Excel mengubah sebagian tanggal saja. Mungkin hari dan bulannya tertukar.")


def _in_words(found: re.Match[str], order: str) -> str:
    first, second = int(found[1]), int(found[2])
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    year = int(found[3]) if len(found[3]) == 4 else 2000  # only the words of day and month are shown then
    words = long_date(date(year, month, day))
    return words if len(found[3]) == 4 else f"{words[:-4]}{found[3]}"


@dataclass(frozen=True, slots=True)
class DateReader:
    """One column of dates under its order. ``kini``: the day two-digit years are counted from; ``tahun_1904``: the
    workbook's own system of serial days."""

    spot: Spot
    field: Field
    kini: date
    order: str = DAY_FIRST
    tahun_1904: bool = False

    def read(self, text: str, angka: bool, nik: str) -> str | Taken:
        """The text for the field, with notes where it is not as it stands in the cell. ``nik``: digits beside it."""
        found = self.once(text, angka)
        return self.settle(text, found, nik) if isinstance(found, Unsure) else found

    def swapped(self, text: str) -> str | Taken:
        """A real date that Excel took the wrong way round."""
        value = _day(int(text[3:5]), int(text[:2]), int(text[6:]))
        return self._as(value, "urutan_tanggal", f"{text} dibaca bulan dulu.") if value else text

    def once(self, typed: str, angka: bool) -> str | Taken | Unsure:
        """The reading that rests on the text alone."""
        text = plain_digits(typed)
        numeric = _SEEN.fullmatch(text)
        if numeric:
            return self._numeric(typed, int(numeric[1]), int(numeric[2]), numeric[3])
        if angka and (serial := self._serial(text)):
            return serial
        try:
            parse(self.field, text)
        except ValueError:
            return self._odd(typed, _WEEKDAY.sub("", _TIME.sub("", text)))
        return text

    def _numeric(self, typed: str, first: int, second: int, year: str) -> str | Taken | Unsure:
        day, month = (first, second) if self.order == DAY_FIRST else (second, first)
        if not (day and month):
            return self._wrong("tanggal_tak_lengkap", f"{self.spot.nama} {typed} tidak lengkap.")
        if len(year) == 2:
            days = tuple(found for century in (1900, 2000) if (found := _day(day, month, century + int(year)))
                         and found.year >= _OLDEST and found <= self._last())
            return Unsure("tahun_dua_angka", f"{self.spot.nama} {typed} bertahun dua angka.",
                          "Pilih tahunnya, lihat KTP atau KK.", days)
        if value := _day(day, month, int(year)):
            if (day, month) == (first, second) and _TIME.sub("", typed) == typed:
                return plain_digits(typed)
            jenis, words = ("tanggal_lain", "Jam di belakang tanggal dibuang.") if self.order == DAY_FIRST \
                else ("urutan_tanggal", f"{typed} dibaca bulan dulu.")
            return self._as(value, jenis, words)
        if other := _day(month, day, int(year)):
            return Unsure("urutan_tanggal", f"{self.spot.nama} {typed} tidak menurut urutan kolomnya.",
                          "Cocokkan dengan KTP.", (other,))
        return self._wrong("tanggal_salah", f"{self.spot.nama} {typed} tidak ada di kalender.")

    def _odd(self, typed: str, text: str) -> str | Taken | Unsure:
        """Month names at the front, a weekday, a time, packed digits, serial days."""
        for shape in (_ISO, _PACKED):
            if (found := shape.fullmatch(text)) and (value := _day(int(found[3]), int(found[2]), int(found[1]))):
                return self._as(value, "tanggal_lain", f"{typed} dibaca {screen_date(value)}.")
        if len(text) == 7 and text.isascii() and text.isdigit():
            value = _day(int(text[0]), int(text[1:3]), int(text[3:]))
            return Unsure("tanggal_lain", f"{self.spot.nama} {typed} kehilangan angka 0 di depan.",
                          "Cocokkan dengan KTP.", (value,) if value else ())
        if serial := self._serial(text):
            return serial
        if re.fullmatch(r"(19|20)\d\d", text):
            return self._wrong("tanggal_tak_lengkap", f"{self.spot.nama} hanya tahun: {typed}.")
        return self._named(typed, text) or self._wrong(
            "tanggal_salah", f"{self.spot.nama} tidak terbaca: {typed[:40]}.")

    def _named(self, typed: str, text: str) -> str | Taken | Unsure | None:
        """A month by its name, with all that may stand around it."""
        parts: tuple[str, str, str] | None = None
        if found := _DAY_OF_MONTH.fullmatch(text):
            parts = found[1], found[2], found[3]
        elif found := _MONTH_NAME_FIRST.fullmatch(text):
            parts = found[2], found[1], found[3]
        if parts is None:
            return None
        name = _SHORTER.get(parts[1].casefold(), parts[1])
        try:
            value: date = parse(BY_KEY[BIRTH], f"{parts[0]} {name} {parts[2] if len(parts[2]) == 4 else '2000'}")
        except ValueError:
            return None
        if len(parts[2]) == 2:
            return self._numeric(typed, *((value.day, value.month) if self.order == DAY_FIRST
                                          else (value.month, value.day)), parts[2])
        return self._as(value, "tanggal_lain", f"{typed} dibaca {screen_date(value)}.")

    def _serial(self, text: str) -> Unsure | None:
        """A number of days, as both systems count them; only days that somebody may have lived."""
        if not _SERIAL.fullmatch(text):
            return None
        number = int(re.split("[.,]", text)[0])
        if number < 3000:  # a year more likely than a day of 1908
            return None
        days = [_EPOCH + timedelta(number), _EPOCH + timedelta(number + _LATER)]
        own = days[self.tahun_1904]
        fitting = tuple(day for day in days if day.year >= _OLDEST and day <= self._last())
        if own not in fitting:
            return None
        return Unsure("tanggal_serial", f"{self.spot.nama} tersimpan sebagai bilangan {text}.",
                      f"Dibaca {screen_date(own)}. Cocokkan dengan KTP.", fitting, own)

    def _last(self) -> date:
        return self.kini if self.field.key == BIRTH else date(self.kini.year + 30, 12, 31)

    def _as(self, value: date, jenis: str, words: str) -> Taken:
        shown = screen_date(value)
        return Taken({self.spot.key: shown}, (self.spot.replaced(jenis, words, shown),))

    def _wrong(self, jenis: str, pesan: str) -> Unsure:
        return Unsure(jenis, pesan, "Ketik hari, bulan dan tahun seperti di KTP.")

    def settle(self, typed: str, found: Unsure, nik: str) -> Taken:
        """What becomes of an unsure cell beside this NIK."""
        born = decode(nik, self.kini) if self.field.key == BIRTH and len(nik) == LENGTH else None
        fitting = [day for day in found.days if born and same_day(born, nik, day)]
        if born and fitting:
            # The digits of a NIK fit two centuries; only one of them is the age of somebody alive.
            day = born.tanggal_lahir if born.tanggal_lahir in fitting else fitting[0]
            return self._as(day, found.jenis, f"{typed} dibaca {screen_date(day)}, sama dengan NIK.")
        mends: list[CellMend] = [self.spot.mend(f"Pakai {screen_date(day)}", screen_date(day)) for day in found.days]
        if born and born.tanggal_lahir:
            mends.append(self.spot.mend("Pakai NIK", screen_date(born.tanggal_lahir)))
        note = self.spot.note(found.jenis, CHECK, found.pesan, found.cara, *mends)
        return Taken({self.spot.key: screen_date(found.tetap) if found.tetap else typed}, (note,))


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
