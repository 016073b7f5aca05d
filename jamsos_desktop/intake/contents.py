"""What a column holds, judged by its cells: numbers of 16 digits, dates, sexes, rupiah, names.

A NIK is told from a KK by what it says: it names the birth date and adds 40 to a woman's day, it belongs to one
person, and it agrees with a date beside it. A KK is written once for each member of a family.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import islice

from jamsos_desktop.intake.composed import split_nik
from jamsos_desktop.intake.sheet import SheetRow
from jamsos_desktop.model.codes import fold, synonyms
from jamsos_desktop.model.nik import LENGTH
from jamsos_desktop.model.parse import clean, digits

SAMPLE = 200  # rows that are looked at
MOST = 0.8  # share of the cells that must look alike
HALF = 0.5
_SOME = 0.3  # of a list typed in one column, where titles and notes stand too
_DAY = r"\d{1,2}\s*[-/. ]\s*(?:\d{1,2}|[A-Za-z]{3,9})\s*[-/. ]\s*\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_DATE = re.compile(rf"(?:{_DAY})(?:[T ]\d{{1,2}}[:.]\d\d.*)?")
_PLACE_DATE = re.compile(rf"[^\W\d_][^\d,/]{{1,40}}?\s*[,/. -]\s*(?:{_DAY})")
_RT_RW = re.compile(r"\d{1,3}\s*/\s*\d{1,3}")
_PHONE = re.compile(r"(?:\+?62|0)?8\d{8,11}")
_RUPIAH = re.compile(r"(?:rp\.?|idr)\s*[\d.,]+(?:,-|\.-)?|\d{1,3}(?:[.,]\d{3})+(?:[.,]-|,00)?|[1-9]\d{1,4}[05]00",
                     re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'\u2019`-])+")
_STREET = re.compile(r"(?:jl|jln|jalan|dusun|desa|lorong|lrg|kompleks|blok|gang|gg|dekat|depan|samping|rt)\b.*",
                     re.IGNORECASE)
_DUSUN = re.compile(r"(?:(?:dusun|dsn\.?|lingkungan)\s+.{1,25}|[ivx]{1,4})", re.IGNORECASE)
_SEXES = frozenset(("l", "p", "lk", "pr", "laki laki", "laki-laki", "perempuan", "pria", "wanita", "laki"))
_TICKS = frozenset(("v", "x", "1", "\u221a", "\u2713", "\u2714", "\u2611", "ya"))
_LIVING = frozenset(("hidup", "mati", "meninggal", "meninggal dunia", "pindah", "hilang", "pergi", "datang", "tetap",
                     "tidak valid",
                     "wafat", "alm"))
Test = Callable[[str], bool]


def _full(pattern: re.Pattern[str]) -> Test:
    return lambda text: bool(pattern.fullmatch(text))


_TESTS: Mapping[str, Test] = {
    "sixteen": lambda text: len(bare := digits(text)) == 16 and bare.isdigit(),
    "name_nik": lambda text: bool(_NAME.search((both := split_nik(text))[0])) and any(
        len(digits(number)) == LENGTH for number in both[1]),
    "date": _full(_DATE), "place_date": _full(_PLACE_DATE), "rt_rw": _full(_RT_RW), "rupiah": _full(_RUPIAH),
    "phone": lambda text: bool(_PHONE.fullmatch(digits(text))), "name": _full(_NAME), "street": _full(_STREET),
    "dusun": _full(_DUSUN), "sex": lambda text: fold(text) in _SEXES, "tick": lambda text: text.casefold() in _TICKS,
    "married": lambda text: not text.isdigit() and fold(text) in synonyms("status_kawin"),
    "wed": lambda text: len(text) > 3 and fold(text) in synonyms("status_kawin"),
    "living": lambda text: fold(text) in _LIVING,
    "number": lambda text: text.rstrip(".)").isdigit() and len(text) <= 7, "no_digit": lambda text: not re.search(r"\d",
                                                                                                                  text),
}


# What only a cell of a person looks like, and no title.
FIRM = ("sixteen", "date", "place_date", "sex", "rt_rw", "phone", "rupiah")


def passes(name: str, text: str) -> bool:
    """Whether a text passes the test of this name."""
    return _TESTS[name](text)


class Cells:
    """The cells of one column in a sample of rows. Shares are of the cells that hold anything."""

    def __init__(self, rows: Sequence[SheetRow], at: int) -> None:
        self.at = at
        self._rows = rows
        self.texts = tuple(clean(row.text(at)).lstrip("'\u2019`") for row in rows)
        self.filled = tuple(text for text in self.texts if text and text != "-")
        self._shares: dict[str, float] = {}

    def share(self, name: str) -> float:
        """0 to 1: how many of the filled cells pass a test of this name."""
        if name not in self._shares:
            dated = sum(self.at in row.tanggal for row in self._rows) if name == "date" else 0
            hits = max(dated, sum(map(_TESTS[name], self.filled)))
            self._shares[name] = min(1.0, hits / len(self.filled)) if self.filled else 0.0
        return self._shares[name]

    def mostly(self, *names: str) -> bool:
        """Whether most cells pass one of these tests."""
        return bool(self.filled) and max(map(self.share, names)) >= MOST

    @cached_property
    def single(self) -> float:
        """How many different texts there are to the filled cells, 0 to 1."""
        return len(set(self.filled)) / len(self.filled) if self.filled else 0.0

    @cached_property
    def women(self) -> float:
        """Share of numbers that add 40 to a day, as only a woman's NIK does."""
        return self._of_numbers(lambda bare: 41 <= int(bare[6:8]) <= 71)

    @cached_property
    def birthdays(self) -> float:
        """Share of numbers whose middle is a day and a month."""
        return self._of_numbers(lambda bare: 1 <= int(bare[6:8]) % 40 <= 31 and 1 <= int(bare[8:10]) <= 12)

    def _of_numbers(self, test: Test) -> float:
        bare = [number for text in self.filled if (number := _sixteen(text))]
        return sum(map(test, bare)) / len(bare) if bare else 0.0

    def same_years(self, years: Cells) -> float:
        """Share of rows in which the 16 digits hold the year beside them."""
        pairs = [(bare, text) for number, text in zip(self.texts, years.texts, strict=True)
                 if (bare := _sixteen(number)) and text]
        return sum(bare[10:12] == text[-2:] for bare, text in pairs) / len(pairs) if pairs else 0.0

    def agreement(self, dates: Cells) -> float:
        """Share of rows in which the 16 digits name the day and the year of the date beside them."""
        pairs = [(bare, text) for number, text in zip(self.texts, dates.texts, strict=True)
                 if (bare := _sixteen(number)) and text]
        return sum(_agrees(bare, text) for bare, text in pairs) / len(pairs) if pairs else 0.0


def _sixteen(text: str) -> str:
    bare = digits(text)
    return bare if len(bare) == 16 and bare.isdigit() else ""


def _agrees(number: str, text: str) -> bool:
    """Day and year stand in the digits; the month may be written as a word, or before the day."""
    day, month, year = int(number[6:8]) % 40, int(number[8:10]), number[10:12]
    parts = re.findall(r"\d+", text)
    years = {part[-2:] for part in parts if len(part) == 4} or {part for part in parts[-1:] if len(part) == 2}
    return year in years and {day, month} & {int(part) for part in parts if len(part) <= 2} != set()


def _sample(rows: Sequence[SheetRow], titles: frozenset[str]) -> tuple[SheetRow, ...]:
    """Rows that are likely people: filled as far as most, no titles once more, no numbers of columns."""
    many = [sum(map(bool, row.texts)) for row in rows]
    least = min(2, max(many, default=0)) if len(many) < 3 else max(2, sorted(many)[len(many) * 2 // 3] // 2)
    likely = (row for row, filled in zip(rows, many, strict=True)
              if filled >= least and not _heads_columns(row, titles))
    return tuple(islice(likely, SAMPLE)) or tuple(rows[:SAMPLE])


def _heads_columns(row: SheetRow, titles: frozenset[str]) -> bool:
    filled = [text for text in row.texts if text]
    if len(filled) > 2 and all(text.isdigit() and len(text) <= 2 for text in filled):
        return True
    return len(titles) > 1 and sum(text in titles for text in filled) * 2 > len(filled)


class Contents:
    """The columns of a sheet by their cells. ``rows``: below the header, whose titles are ``titles``."""

    def __init__(self, rows: Sequence[SheetRow], titles: Sequence[str] = ()) -> None:
        self._sample = _sample(rows[:SAMPLE * 3], frozenset(title for title in titles if title))
        self.width = max((len(row.texts) for row in self._sample), default=0)
        self._cells: dict[int, Cells] = {}

    def __getitem__(self, at: int) -> Cells:
        if at not in self._cells:
            self._cells[at] = Cells(self._sample, at)
        return self._cells[at]

    def numbers(self) -> dict[int, int]:
        """Columns of 16-digit numbers -> index in the sample of the first of them."""
        return {at: next(n for n, text in enumerate(self[at].texts) if _sixteen(text))
                for at in range(self.width) if self[at].filled and self[at].share("sixteen") >= HALF}

    def choose(self, key: str, columns: Sequence[int]) -> int:
        """Of several columns with one title the one whose cells look like it, the first of equals."""
        return max(columns, key=lambda at: (self._likely(key, at), bool(self[at].filled), -at))

    def _likely(self, key: str, at: int) -> float:
        cells = self[at]
        if key in ("nik", "no_kk"):
            return cells.share("sixteen")
        test = {"tanggal_lahir": "date", "tempat_lahir": "no_digit", "jenis_kelamin": "sex", "nama": "name",
                "hp": "phone",
                "tempat_tanggal_lahir": "place_date"}.get(key)
        return cells.share(test) if test else 0.0

    def settle(self, key: str, at: int) -> str:
        """The target of a title once its cells are seen: a place beside the date, RT with RW, a whole date alone."""
        cells = self[at]
        if not cells.filled:
            return key
        if key in ("nama", "nama_nik"):
            if cells.share("name_nik") >= HALF:
                return "nama_nik"
            return "nama" if key == "nama" or not cells.mostly("sixteen") else "nik"
        if key in ("tanggal_lahir", "tempat_lahir") and cells.share("place_date") >= HALF:
            return "tempat_tanggal_lahir"
        if key == "tempat_tanggal_lahir" and cells.share("place_date") < HALF:
            if cells.mostly("date"):
                return "tanggal_lahir"
            return "tempat_lahir" if cells.mostly("no_digit") else key
        return "rt_rw" if key in ("rt", "rw") and cells.share("rt_rw") >= HALF else key

    def decide(self, meanings: Sequence[str], at: int) -> str | None:
        """Of the targets a title may stand for the one the cells speak for, None where they speak for none; an empty
        target at the end takes what is left."""
        tests = {"status_kawin": "married", "status_penduduk": "living"}
        return next((key for key in meanings if not key or self[at].mostly(tests[key])), None)

    def guess(self, columns: Collection[int], taken: Collection[str], bare: bool) -> dict[int, str]:
        """Column -> target, of columns whose titles say nothing. ``taken``: targets that have a column already;
        ``bare``: there are no titles at all, so that names and places are guessed as well."""
        found: dict[int, str] = {}

        def give(key: str, at: int | None) -> None:
            if at is not None and at not in found and key not in taken and key not in found.values():
                found[at] = key

        self._give_numbers(columns, taken, give)
        nik = next((at for at, key in found.items() if key == "nik"), None)
        if bare and nik is None and not {"nama", "nik"} & set(taken):
            give("nama_nik", next((at for at in columns if self[at].share("name_nik") >= _SOME), None))
        open_ = [at for at in columns if at not in found and self[at].filled]
        give("tanggal_lahir", self._birth(open_, nik, bare))
        for key, test in (("tempat_tanggal_lahir", "place_date"), ("jenis_kelamin", "sex"), ("rt_rw", "rt_rw"),
                          ("hp", "phone"), ("status_kawin", "wed")):
            if key != "status_kawin" or bare:
                give(key, next((at for at in open_ if at not in found and self[at].mostly(test)
                                and self._firm(key, at)), None))
        if bare and found:
            self._give_words(open_, found, give)
        return found

    def _give_numbers(self, columns: Collection[int], taken: Collection[str], give: Callable[[str, int | None],
                                                                                             None]) -> None:
        """NIK and KK: of two columns the NIK is the one that says more of a person."""
        # Half is enough: nothing else in such lists has 16 digits, and it is numbers that Excel damages.
        numbers = sorted((at for at in columns if self[at].share("sixteen") >= HALF), key=self._of_one, reverse=True)
        if not numbers:
            return
        first = numbers[0]
        if "nik" not in taken and self[first].birthdays >= MOST and (len(numbers) > 1 or not self._of_family(first)):
            give("nik", first)
            numbers = numbers[1:]
        give("no_kk", next((at for at in numbers if self[at].women == 0), None))

    def _of_one(self, at: int) -> tuple[float, bool, float, int]:
        cells = self[at]
        agreed = max((cells.agreement(self[other]) for other in range(self.width)
                      if self[other].share("date") >= HALF or self[other].share("place_date") >= HALF), default=0.0)
        return agreed, cells.women > 0, cells.single, -at

    def _of_family(self, at: int) -> bool:
        return self._of_one(at)[0] < HALF and self[at].women == 0 and self[at].single < MOST

    def _birth(self, columns: Sequence[int], nik: int | None, bare: bool) -> int | None:
        """The column of dates that agrees with the NIK; the only one of a list without titles."""
        dates = [at for at in columns if self[at].mostly("date")]
        if nik is not None:
            agreed = max(dates, key=lambda at: self[nik].agreement(self[at]), default=None)
            if agreed is not None and self[nik].agreement(self[agreed]) >= HALF:
                return agreed
        return dates[0] if bare and len(dates) == 1 else None

    def _firm(self, key: str, at: int) -> bool:
        """A single letter or number says too little where only a few cells are filled."""
        return key not in ("jenis_kelamin", "rt_rw", "hp",
                           "status_kawin") or len(self[at].filled) * 2 >= len(self[at].texts)

    def _give_words(self, columns: Sequence[int], found: Mapping[int, str], give: Callable[[str, int | None],
                                                                                           None]) -> None:
        """Names and places of a list without titles, once something else shows that it holds people."""
        words = [at for at in columns if at not in found and self[at].mostly("name")]
        birth = next((at for at, key in found.items() if key == "tanggal_lahir"), None)
        streets = [at for at in columns if at not in found and self[at].mostly("street") and at not in words]
        give("alamat", streets[0] if streets else None)
        dusun = next((at for at in columns if at not in found and self[at].mostly("dusun")
                      and not self[at].mostly("tick")), None)
        give("dusun", dusun)
        place = birth - 1 if birth is not None and birth - 1 in words and len(words) > 1 else None
        names = [at for at in words if at not in (place, dusun) and "nama_nik" not in found.values()
                 and not self[at].mostly("married", "sex", "street", "living")]
        give("nama", next((at for at in names if self[at].single >= MOST), names[0] if names else None))
        give("tempat_lahir", place)
        money = [at for at in columns if at not in found and self[at].mostly("rupiah") and not self[at].mostly("phone")]
        give("penghasilan", money[0] if len(money) == 1 else None)
