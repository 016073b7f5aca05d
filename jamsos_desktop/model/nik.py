"""What a NIK tells: where and when its holder was first registered, and their sex.

A NIK is the six digits of the kecamatan of first issue, the birth date as ddmmyy (women: day + 40)
and a serial from 0001. It has no check digit and is never issued anew: it keeps the old region after
a move and the old date after Dukcapil corrected the birth date. So it may differ from the KTP beside
it, and what is read here only ever proposes or asks (source: dukcapil.klaten.go.id, cnnindonesia).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jamsos_desktop.model.parse import digits
from jamsos_desktop.texts import screen_date

LENGTH = 16
READABLE = 12  # from here on the birth date is complete
OLDEST = 110


@dataclass(frozen=True, slots=True)
class Nik:
    """What the digits say. ``tanggal_lahir`` is None where they name no day of the calendar.

    ``wilayah``: the six region digits. ``jenis_kelamin``: ``L`` or ``P``. ``urut``: the serial as
    far as it is typed ("" when twelve digits are known).
    """

    wilayah: str
    tanggal_lahir: date | None
    jenis_kelamin: str
    urut: str

    @classmethod
    def parse(cls, text: str, today: date) -> Nik | None:
        """The value of a whole NIK, grouped or not; None unless it is exactly 16 digits."""
        plain = text if len(text) == LENGTH and text.isdigit() else digits(text)
        return decode(plain, today) if len(plain) == LENGTH else None

    @property
    def kode_kecamatan(self) -> str:
        """The region as Kemendagri writes it: 740211 -> 74.02.11."""
        return f"{self.wilayah[:2]}.{self.wilayah[2:4]}.{self.wilayah[4:]}"


@lru_cache(64)  # several rules read the same few numbers one after the other
def decode(text: str, today: date) -> Nik | None:
    """What is readable of a NIK being typed: from 12 digits on, else None."""
    if not (text.isascii() and text.isdigit() and READABLE <= len(text) <= LENGTH):
        return None
    day, month, year = int(text[6:8]), int(text[8:10]), int(text[10:12])
    woman = day > 40
    born = _born(day - 40 if woman else day, month, year, today)
    return Nik(text[:6], born, "P" if woman else "L", text[READABLE:])


def proposed(text: str, today: date) -> dict[str, str]:
    """Field key -> the text a NIK (12 digits on) proposes while that field is empty; {} where it names no day."""
    nik = decode(digits(text), today)
    if nik is None or nik.tanggal_lahir is None:
        return {}
    return {"jenis_kelamin": nik.jenis_kelamin, "tanggal_lahir": screen_date(nik.tanggal_lahir)}


def same_day(nik: Nik, text: str, born: date) -> bool:
    """Whether ``born`` agrees with the six date digits of ``text``, in whatever century."""
    day = born.day + (40 if nik.jenis_kelamin == "P" else 0)
    return text[6:12] == f"{day:02}{born.month:02}{born.year % 100:02}"


def _born(day: int, month: int, year: int, today: date) -> date | None:
    """The latest such day that is not in the future.

    The two year digits leave the century open. Families hold infants and heirs more often than
    people past a hundred, so the youngest reading wins: in 2026 "05" is 2005 and "27" is 1927.
    """
    century = today.year - today.year % 100
    for start in (century, century - 100):
        try:
            born = date(start + year, month, day)
        except ValueError:
            continue
        if born <= today and today.year - born.year <= OLDEST:
            return born
    return None
