"""Who is meant by what was typed: name, NIK or part of it, nomor, job, dusun. Ranked, and patient with slips.

First whoever's name begins so, then whose words begin so, then the same in another spelling, then job and dusun; only
where that leaves fewer than ``FEW`` people come those one slip away, and ``Found`` says so. Words are looked up in the
index of the file (``cari``); what other words they can mean is told by ``search_words`` from the words that stand
there. What a connection has read stays right: it is read anew when anybody has written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

import msgspec

from jamsos_desktop.model.dusun import dusun_number
from jamsos_desktop.store.engine import Database, Row
from jamsos_desktop.store.search_fold import LONGEST, fold, plain, words
from jamsos_desktop.store.search_people import Everybody
from jamsos_desktop.store.search_words import Vocabulary
from jamsos_desktop.texts import roman

FEW = 5  # fewer people than this, and those one slip away are shown too
MOST_SIMILAR, MOST_WEIGHED, MOST_COMPARED = 100, 1_000, 400
BEGINS = 0  # the rank of names that begin as typed
SIMILAR = 10  # ranks from here on are people one slip away
PART_OF_NIK = 3  # digits that are looked for anywhere in a NIK
NIK_SLIP = (15, 16, 17)  # digits typed of which one may be wrong
_NUMBER = re.compile(r"[\s.\-'/]")
_NOMOR = re.compile(r"(b?pu)[\s\-.]*(\d+)")
_DUSUN_WORDS = ("dusun", "dsn", "dus", "lingkungan")


@dataclass(frozen=True, slots=True)
class Found:
    """``rank``: id -> how well it fits, 0 best; from ``SIMILAR`` on only by a slip."""

    rank: Mapping[int, int] = field(default_factory=dict)


class Finder:
    """The search over one connection; what it has read is kept between two letters that are typed."""

    def __init__(self, db: Database) -> None:
        self._stamp = (-1, -1)
        self._vocabulary: Vocabulary | None = None
        self._typed: dict[int, str] | None = None
        self._everybody: Everybody | None = None
        self._last: tuple[str, Found] | None = None
        db.make_temporary("CREATE VIRTUAL TABLE temp.kata USING fts5vocab(main, cari, 'row')")

    def find(self, db: Database, text: str) -> Found:
        """Everybody meant by ``text``; nobody by a text of punctuation alone."""
        self.look(db)
        text = " ".join(text[:LONGEST].split())
        if self._last is None or self._last[0] != text:
            self._last = (text, Found(self._rank(db, text)))
        return self._last[1]

    def look(self, db: Database) -> None:
        """Forget what was read when anybody has written since."""
        stamp = (db.version(), db.changes())
        if stamp != self._stamp:
            self._stamp = stamp
            self._vocabulary = self._typed = self._everybody = self._last = None

    def vocabulary(self, db: Database) -> Vocabulary:
        """The words that stand in the data."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(str(row[0]) for row in db.run("SELECT term FROM temp.kata"))
        return self._vocabulary

    def everybody(self, db: Database) -> Everybody:
        """All people, as they stand now."""
        self.look(db)
        if self._everybody is None:
            self._everybody = Everybody(db)
        return self._everybody

    def _rank(self, db: Database, text: str) -> dict[int, int]:
        number = _NUMBER.sub("", text)
        if number.isascii() and number.isdigit():
            return self._by_number(db, number)
        if nomor := _NOMOR.fullmatch(text.lower()):
            return _ranked(_by_nomor(db, *nomor.groups()))
        return self._by_words(db, words(text))

    # Numbers.

    def _by_number(self, db: Database, number: str) -> dict[int, int]:
        """Whose NIK begins so, then those that hold it elsewhere, or the nomor; few digits: a dusun or a nomor."""
        niks = self.everybody(db).niks
        begins = [one for one, nik in niks.items() if nik.startswith(number)]
        if len(number) < PART_OF_NIK:
            return _ranked(_by_nomor(db, "", number), _ids(db, _dusun(int(number))), begins)
        holds = [one for one, nik in niks.items() if number in nik]
        typed = [one for one, digits in self._typed_niks(db).items() if number in digits]
        rank = _ranked(begins, holds, typed, _by_nomor(db, "", number))
        return rank or (_near_nik(niks, number) if len(number) in NIK_SLIP else {})

    def _typed_niks(self, db: Database) -> dict[int, str]:
        """NIK that are no NIK yet (a digit missing), as they were typed, by id."""
        if self._typed is None:
            self._typed = {}
            for one, body in db.run("SELECT id, mentah FROM peserta WHERE mentah <> '{}'"):
                nik = msgspec.json.decode(str(body), type=dict[str, str]).get("nik", "")
                if nik:
                    self._typed[one] = _NUMBER.sub("", nik)
        return self._typed

    # Words.

    def _by_words(self, db: Database, wanted: Sequence[str]) -> dict[int, int]:
        numbers = [one for one in wanted if one.isdigit() and len(one) >= PART_OF_NIK]
        asked = _with_dusun([one for one in wanted if one not in numbers])
        if not asked:
            return {}
        meaning = Meaning(self.vocabulary(db), asked)
        rank = _ranked(*(_ids(db, query) for query in meaning.queries()))
        for number in numbers:
            has = self._by_number(db, number)
            rank = {one: at for one, at in rank.items() if one in has}
        if len(rank) < FEW and not numbers:
            rank.update(_nearest(db, meaning, rank))
        return _same_name_first(db, asked, rank)


class Meaning:
    """What the words of a search can mean, as queries to the index. ``wanted``: words; "dusun 2" is one of them."""

    def __init__(self, vocabulary: Vocabulary, wanted: Sequence[str]) -> None:
        self._known, self.wanted = vocabulary, wanted
        self._spelt = {one: self._spellings(one) for one in wanted if " " not in one}

    def queries(self) -> list[str]:
        """For each rank the query that finds it, best first; "" where nothing can be found."""
        names = [one for one in self.wanted if " " not in one]
        if len(names) < len(self.wanted):
            return [*[""] * 4, self._everywhere(self._spelt)]
        starts = [f'nama : ^"{" ".join(names)}"*', " AND ".join(f'nama : "{one}"*' for one in names)]
        spelt = " AND ".join(f"({self._spelt[one]})" for one in names)
        together = [f"({query})" for query in self._together(names)]
        begins = " OR ".join(f"nama : ^{one}" for one in (f'"{names[0]}"', *self._known.terms(names[0])))
        others = [f"nama : ({self._spelt[one]})" for one in names[1:]]
        return [*starts, " AND ".join([f"({begins})", *others]), f"nama : ({' OR '.join([f'({spelt})', *together])})",
                self._everywhere(self._spelt)]

    def near(self) -> str:
        """The query for those one slip away, in any word."""
        near = {one: [f'"{word}"' for word in self._known.near(one)] for one in self._spelt}
        return self._everywhere({one: " OR ".join([spelt, *near[one]]) for one, spelt in self._spelt.items()})

    def _everywhere(self, spelt: Mapping[str, str]) -> str:
        return " AND ".join(f"({self._anywhere(one, spelt)})" for one in self.wanted)

    def _anywhere(self, one: str, spelt: Mapping[str, str]) -> str:
        """A word in a name, a job or a dusun (all there is); one letter, or a dusun's number, is the whole of it."""
        number = dusun_number(one)
        if " " in one:
            return _dusun(number or 0)
        if not number and len(one) > 1:
            return spelt[one]
        job = f'kerja : "{one}"' if len(one) == 1 else f"kerja : ({spelt[one]})"
        return f"nama : ({spelt[one]}) OR {job} OR " + (_dusun(number) if number else f'dusun : "{one}"')

    def _spellings(self, one: str) -> str:
        """A word as it is typed, in other spellings, and written apart."""
        known, meant = self._known, fold().whole(one)
        ways = [f'"{one}"*', *known.terms(one)]
        ways += [f'"{first}" + "{rest}"*' for first, rest in known.apart(one)]
        if len(meant) > 1:
            parts = (" OR ".join([f'"{part}"*', *known.terms(part)]) for part in meant)
            ways.append("(" + " AND ".join(f"({part})" for part in parts) + ")")
        return " OR ".join(ways)

    def _together(self, names: Sequence[str]) -> Iterable[str]:
        """Two words beside each other that one word of the data makes: "nur hayati" is nurhayati."""
        for at in range(len(names) - 1):
            joined = self._known.together(names[at], names[at + 1])
            if joined:
                others = [self._spelt[one] for n, one in enumerate(names) if n not in (at, at + 1)]
                yield " AND ".join(f"({one})" for one in (self._spellings(joined), *others))


def finder(db: Database) -> Finder:
    """The search of this connection."""
    found: Finder | None = db.memory.get(Finder)
    if found is None:
        found = db.memory[Finder] = Finder(db)
    return found


def make_ready(db: Database) -> None:
    """Read what a search needs before the first letter is typed; some milliseconds."""
    import rapidfuzz.distance  # the first slip of the finger does not wait for these
    import rapidfuzz.process  # noqa: F401

    here = finder(db)
    here.look(db)
    here.vocabulary(db)
    here.everybody(db)


def find(db: Database, text: str) -> Found:
    """Everybody meant by ``text``, see ``Finder.find``."""
    return finder(db).find(db, text)


def _with_dusun(wanted: Sequence[str]) -> list[str]:
    """"dusun" and its number become one word; the word alone stays."""
    found: list[str] = []
    for one in wanted:
        if found and found[-1] in _DUSUN_WORDS and dusun_number(one):
            found[-1] = f"dusun {one}"
        else:
            found.append(one)
    return found


def _dusun(number: int) -> str:
    ways = [f"{number}", f"{number:02}", *([roman(number).lower()] if 0 < number < 100 else [])]
    return "dusun : (" + " OR ".join(f'"{one}"' for one in ways) + ")"


def _ids(db: Database, query: str) -> list[int]:
    return _first(db.all("SELECT rowid FROM cari WHERE cari MATCH ?", (query,))) if query else []


def _first(rows: Iterable[Row]) -> list[int]:
    """The only column of rows."""
    return list(chain.from_iterable(rows))


def _by_nomor(db: Database, kind: str, number: str) -> list[int]:
    """The nomor with this number first, then those that hold its digits."""
    start = f"{kind.upper()}-%" if kind else "%-%"
    part = len(number) >= PART_OF_NIK
    held = db.all("SELECT id, nomor FROM peserta WHERE nomor LIKE ? AND nomor LIKE ?",
                  (start, f"%{number}%" if part else f"%{number}"))
    found = [one for one, nomor in held if int(nomor.rpartition("-")[2] or 0) == int(number)]
    return found or ([one for one, _ in held] if part else [])


def _near_nik(niks: Mapping[int, str], number: str) -> dict[int, int]:
    """People whose NIK differs in one digit from what was typed."""
    from rapidfuzz.distance import OSA

    near = (one for one, nik in niks.items() if nik and OSA.distance(number, nik, score_cutoff=1) <= 1)
    return {one: SIMILAR + at for at, one in enumerate(near)}


def _nearest(db: Database, meaning: Meaning, but: Mapping[int, int]) -> dict[int, int]:
    """Those one slip away, the likest first."""
    from rapidfuzz.distance import OSA

    named = db.run("SELECT id, nama, kerja, dusun FROM peserta WHERE id IN"
                   f" (SELECT rowid FROM cari WHERE cari MATCH ? LIMIT {MOST_WEIGHED})", (meaning.near(),))
    typed = " ".join(meaning.wanted)

    @cache
    def letters(one: str, part: str) -> int:
        return min(OSA.distance(one, part), OSA.distance(one, part[:len(one)]))

    def least(one: str, among: Sequence[str]) -> int:
        return min((letters(one, part) for part in among), default=len(one))

    def away(name: str, *rest: str) -> tuple[int, int, int]:
        """By how many letters the words differ, then the first of them, then the whole."""
        called = words(name)
        parts = [*called, *(part for text in rest for part in words(text))]
        return (sum(least(one, parts) for one in meaning.wanted), least(meaning.wanted[0], called[:1]),
                OSA.distance(typed, plain(name)))

    likest = sorted((away(name, kerja, dusun), name, one) for one, name, kerja, dusun in named if one not in but)
    return {one: SIMILAR + at for at, (_, _, one) in enumerate(likest[:MOST_SIMILAR])}


def _same_name_first(db: Database, asked: Sequence[str], rank: dict[int, int]) -> dict[int, int]:
    """Whoever bears the very name in another spelling comes before those whose words only begin so."""
    if not 0 < len(rank) <= MOST_COMPARED:
        return rank
    spell = fold().whole
    meant = [part for one in asked for part in spell(one)]
    named = db.run("SELECT id, nama FROM peserta WHERE id IN (SELECT value FROM json_each(?))",
                   (msgspec.json.encode(list(rank)).decode(),))
    same = {one for one, name in named if [part for word in words(name) for part in spell(word)] == meant}
    return {one: min(at, BEGINS + 1) if one in same else at + 1 if at > BEGINS else at for one, at in rank.items()}


def _ranked(*groups: Collection[int]) -> dict[int, int]:
    """Each id with the number of the first group it stands in."""
    rank: dict[int, int] = {}
    for at, group in reversed(list(enumerate(groups))):
        rank.update(dict.fromkeys(group, at))
    return rank
