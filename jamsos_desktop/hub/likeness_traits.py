"""What of a person is compared, made ready once: words of the names, dates, the parts of the NIK, how rare each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log10
from typing import NamedTuple

from jamsos_desktop.hub.likeness_names import Speller
from jamsos_desktop.hub.likeness_records import Someone
from jamsos_desktop.hub.likeness_rules import Kemiripan
from jamsos_desktop.model.nik import LENGTH

Words = tuple[str, ...]


class Traits(NamedTuple):
    """Somebody made comparable. ``nik``: 16 digits or "". ``lahir``, ``lahir_nik``: ddmmyy or "" (a woman's day
    without the 40). ``jk``: L, P or "" by the NIK. ``kata``, ``ibu``: comparable words in the order written;
    ``urut``, ``ibu_urut``: the same sorted; ``khas``, ``ibu_khas``: the rarest of them, two and one. ``langka``:
    how rare the birth date is (log10)."""

    nik: str
    lahir: str
    lahir_nik: str
    jk: str
    kata: Words
    urut: Words
    khas: Words
    ibu: Words
    ibu_urut: Words
    ibu_khas: Words
    langka: float


class Rarity:
    """How rare words of names and birth dates are among these people: log10 of one in how many.

    Few people tell nothing of frequency: below ``orang_cukup`` the tables of common words and dates speak alone.
    """

    def __init__(self, rules: Kemiripan, speller: Speller, people: Sequence[Someone]) -> None:
        self._rules = rules
        enough = len(people) >= rules.bobot.orang_cukup
        of_people: Iterable[Someone] = people if enough else ()
        names = Counter(word for one in of_people for word in set(speller.words(one.nama)))
        mothers = Counter(word for one in of_people for word in set(speller.words(one.nama_ibu)))
        common = {speller.words(word)[0]: share for word, share in rules.kata_umum.items()}
        self.kata = self._table(names, common, len(people))
        self.ibu = self._table(mothers, common, len(people))
        self._days = Counter(one.tanggal_lahir for one in of_people)
        self._places = Counter(one.nik[:6] for one in of_people)
        self._many = max(len(people), 1)
        self.most = min(-log10(rules.bobot.kata_lain / 100), rules.bobot.kata_terlangka)

    def _table(self, counted: Mapping[str, int], common: Mapping[str, float], many: int) -> dict[str, float]:
        least, most = self._rules.bobot.kata_lain / 100, self._rules.bobot.kata_terlangka
        table = {word: -log10(share) for word, share in common.items()}
        for word, count in counted.items():
            table[word] = min(-log10(count / many), most)
        return table if counted else {**table, "": -log10(least)}

    def known_place(self, nik: str) -> bool:
        """Whether people of the kecamatan a NIK names are usual here; among few people every one is."""
        return not self._places or self._places[nik[:6]] / self._many >= self._rules.bobot.wilayah_jarang / 100

    def day(self, iso: str) -> float:
        """How rare a birth date is."""
        usual = self._rules.tanggal_umum.get(iso[5:], self._rules.bobot.tanggal_lain / 100)
        return -log10(max(usual, self._days.get(iso, 0) / self._many))


def traits_of(one: Someone, speller: Speller, rarity: Rarity) -> Traits:
    """Make one person comparable."""
    nik = one.nik if len(one.nik) == LENGTH and one.nik.isascii() and one.nik.isdigit() else ""
    day = int(nik[6:8]) if nik else 0
    words, mother = speller.words(one.nama), speller.words(one.nama_ibu)
    born = one.tanggal_lahir
    known = len(born) == 10
    return Traits(nik, f"{born[8:]}{born[5:7]}{born[2:4]}" if known else "",
                  f"{day - 40 * (day > 40):02}{nik[8:12]}" if nik else "", _sex(day),
                  words, tuple(sorted(words)), _rarest(words, rarity.kata, rarity.most)[:2],
                  mother, tuple(sorted(mother)), _rarest(mother, rarity.ibu, rarity.most)[:1],
                  rarity.day(born) if known else 0.0)


def _rarest(words: Words, rare: Mapping[str, float], most: float) -> Words:
    if len(words) < 2:
        return words
    return tuple(sorted(set(words), key=lambda word: (-rare.get(word, most), word)))


def _sex(day: int) -> str:
    """By the day of a NIK; "" where it is no day at all, because then a digit is wrong."""
    return "L" if 1 <= day <= 31 else "P" if 41 <= day <= 71 else ""
