"""What a PIN must not be: six digits that somebody at the table would try first.

The rules stand one by one, so that the window can tick them while the digits are typed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

DIGITS = 6
_BORN, _DAY = "Bukan tanggal lahir {}", "Bukan tanggal, misalnya 170885"
_ROW = "01234567890"  # 0 stands at both ends of a keyboard's row


@dataclass(frozen=True, slots=True)
class PinRule:
    """One rule in words; ``ya``: kept by what was typed so far. ``kode``: panjang, urut, lahir, sama."""

    kode: str
    teks: str
    ya: bool


def rules(pin: str, again: str, births: Collection[date] = (), officials: str = "Kepala Desa atau Sekretaris Desa",
          *, known: bool = False) -> tuple[PinRule, ...]:
    """The rules of a new PIN and its repetition; ``officials``: their titles.

    ``births``: of the officials and of whoever chooses the PIN; while they are not all ``known`` every PIN that reads
    as a day is refused. Without ``officials``, as in a district, the rule speaks of days alone.
    """
    whole = len(pin) == DIGITS and pin.isascii() and pin.isdigit()
    born = whole and (any(pin in spelled for day in births for spelled in _spellings(day))
                      or (not known and _reads_as_day(pin)))
    return (PinRule("panjang", f"{DIGITS} angka", whole),
            PinRule("urut", "Bukan angka urut atau kembar, misalnya 123456 atau 111111", whole and not _plain(pin)),
            PinRule("lahir", _BORN.format(officials) if officials else _DAY, whole and not born),
            PinRule("sama", "Dua isian sama", whole and pin == again))


def check(pin: str, births: Collection[date] = (), *, known: bool = False) -> None:
    """Refuse a PIN that is none or is guessed first. Problems: PIN_BENTUK, PIN_LEMAH."""
    first = next((rule.kode for rule in rules(pin, pin, births, known=known) if not rule.ya), "")
    if first == "panjang":
        raise Problem("PIN_BENTUK", f"PIN harus {DIGITS} angka.", TIDAK_BERUBAH,
                      f"Isi {DIGITS} angka yang tidak mudah ditebak.")
    if first:
        why = {"urut": "PIN ini berisi angka urut atau kembar.", "lahir": "PIN ini seperti tanggal lahir."}[first]
        raise Problem("PIN_LEMAH", why, TIDAK_BERUBAH, "Pilih 6 angka lain yang tidak mudah ditebak.")


def _plain(pin: str) -> bool:
    """Repeated (111111, 121212, 123123, 112233) or running up or down (234567, 987654)."""
    repeated = any(pin == pin[:size] * (DIGITS // size) for size in (1, 2, 3))
    pairs = pin[::2] == pin[1::2]
    halves = pin[:3] == pin[:2:-1]  # 123321
    return repeated or pairs or halves or pin in _ROW or pin[::-1] in _ROW


def _spellings(day: date) -> tuple[str, ...]:
    """Ways people write a day; six digits anywhere in one of them count."""
    return (f"{day:%d%m%Y}", f"{day:%d%m%y}", f"{day:%y%m%d}", f"{day:%Y%m%d}", f"{day:%m%d%y}", f"{day:%d%Y}")


def _reads_as_day(pin: str) -> bool:
    """Whether it is a day as ddmmyy or yymmdd, of whatever century."""
    first, month, last = pin[:2], pin[2:4], pin[4:]
    return any(_is_day(day, month, year) for day, year in ((first, last), (last, first)))


def _is_day(day: str, month: str, year: str) -> bool:
    try:
        date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True
