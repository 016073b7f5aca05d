"""Indonesian words and numbers as people read them: rupiah, dates, clock, status words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")
MOST_QUOTED = 60  # letters
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# What everything says that is made while practising: in short, and in a sentence.
LATIHAN = "LATIHAN"
LATIHAN_WORDS = "LATIHAN. Bukan dokumen sungguhan, orangnya rekaan."


def quoted(typed: str) -> str:
    """What somebody typed, for a sentence that repeats it: nothing is called so, and a page by mistake is cut."""
    words = " ".join(typed.split())
    return f"{words[:MOST_QUOTED]}…" if len(words) > MOST_QUOTED else words or "kosong"


def number(value: int) -> str:
    """2123196 -> 2.123.196."""
    return f"{value:,}".replace(",", ".")


def percent(value: Decimal | None, places: int = 1) -> str:
    """54.28 -> 54,3%; "–" where there is none. Never rounded up to 100%."""
    if value is None:
        return "–"
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if shown == 100 > value:
        shown -= Decimal(1).scaleb(-places)
    text = f"{shown:f}"
    return text.replace(".", ",") + "%"


def millions(sen: int) -> str:
    """Sen as short rupiah for a figure: Rp 316,3 juta; below a million whole rupiah."""
    rupiahs = Decimal(sen).scaleb(-2)
    for size, word in ((Decimal(10**9), "miliar"), (Decimal(10**6), "juta")):
        if rupiahs >= size:
            return f"Rp {(rupiahs / size).quantize(Decimal('0.1'), ROUND_HALF_UP)} {word}".replace(".", ",")
    return rupiah_of_sen(sen)


def rupiah(value: int) -> str:
    """Whole rupiah: Rp 16.800."""
    return f"Rp {number(value)}"


def rupiah_of_sen(sen: int) -> str:
    """Sen as rupiah rounded half-up, for screens: 1091988 -> Rp 10.920."""
    return rupiah(int(Decimal(sen).scaleb(-2).quantize(Decimal(1), ROUND_HALF_UP)))


def rupiah_exact(sen: int) -> str:
    """Sen shown, for papers that are paid from: 1091988 -> Rp 10.919,88; whole rupiah stay whole."""
    whole, rest = divmod(sen, 100)
    return rupiah(whole) + (f",{rest:02}" if rest else "")


_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SIZES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))
MOST_SPELT = 10**15 - 1


def spell_out(value: int) -> str:
    """Terbilang of whole rupiah, without the word rupiah: 16800 -> enam belas ribu delapan ratus.

    Raises ValueError below zero and from a thousand trillion on: nobody pays such a sum.
    """
    if not 0 <= value <= MOST_SPELT:
        raise ValueError(f"{value} cannot be spelt out")
    if value < len(_ONES):
        return _ONES[value]
    if value < 20:
        return f"{_ONES[value - 10]} belas"
    size, word = next(one for one in _SIZES if value >= one[0])
    many, rest = divmod(value, size)
    # One thousand, hundred and ten are one word; from a million on they are counted.
    head = f"se{word}" if many == 1 and size <= 1000 else f"{spell_out(many)} {word}"
    return f"{head} {spell_out(rest)}" if rest else head


def spell_rupiah(sen: int) -> str:
    """Terbilang of sen: 1091988 -> sepuluh ribu sembilan ratus sembilan belas rupiah delapan puluh delapan sen."""
    whole, rest = divmod(sen, 100)
    return f"{spell_out(whole)} rupiah" + (f" {spell_out(rest)} sen" if rest else "")


def month_name(month: str) -> str:
    """2026-11 -> November 2026."""
    return f"{MONTHS[int(month[5:]) - 1]} {int(month[:4])}"


def long_date(day: date) -> str:
    """20 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def screen_date(day: date | None) -> str:
    """20/11/2026, or "-"."""
    return f"{day:%d/%m/}{day.year:04}" if day else "-"


def paper_date(day: date | None) -> str:
    """20-11-2026, or ""."""
    return f"{day:%d-%m-}{day.year:04}" if day else ""


def day_name(day: date) -> str:
    """Jumat, 20 November 2026."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def clock(moment: datetime) -> str:
    """10.42."""
    return f"{moment:%H.%M}"


def hours_words(hours: int) -> str:
    """A time the law gives, as it is said: 72 -> 3 x 24 jam; 36 -> 36 jam."""
    days, rest = divmod(hours, 24)
    return f"{number(hours)} jam" if rest or not days else f"{number(days)} x 24 jam"


def title_name(name: str) -> str:
    """A name on screen: first letters large ("Wa Ode Salma"); the paper keeps capitals."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())


def inside(label: str) -> str:
    """A label in the middle of a sentence: Perangkat desa -> perangkat desa, Non-ASN -> non-ASN."""
    return label[:1].lower() + label[1:]


def column_letters(index: int) -> str:
    """A column as Excel names it: 0 is A, 25 Z, 26 AA; "" below 0, for what stands in no column."""
    found = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        found, index = chr(ord("A") + rest) + found, index - 1
    return found


def roman(value: int) -> str:
    """1 -> I, 4 -> IV (dusun numbers)."""
    marks = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for size, mark in marks:
        while value >= size:
            out, value = out + mark, value - size
    return out


def age(born: date, today: date) -> int:
    """Full years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
