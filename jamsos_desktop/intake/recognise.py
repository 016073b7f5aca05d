"""How a sheet is laid out: its kind, its header, what each column holds, what stands above the rows.

What somebody chose by hand counts before a pattern of the village, that before the titles, and those before the cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from jamsos_desktop.intake import heads, kinds
from jamsos_desktop.intake.banners import banners_of
from jamsos_desktop.intake.contents import FIRM, HALF, MOST, Contents, passes
from jamsos_desktop.intake.heads import HEADER_WITHIN, Head
from jamsos_desktop.intake.layout import BY_CONTENT, BY_HAND, BY_PATTERN, BY_TITLE, NOT_KNOWN, Column, Layout, Pattern
from jamsos_desktop.intake.nobody import end_of
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.targets import TARGETS, UNUSED
from jamsos_desktop.intake.titles import Meaning, meaning, numbered_titles, of_somebody_else, plain
from jamsos_desktop.model.fields import HEIR
from jamsos_desktop.model.nik import LENGTH

NO_HEADER = 0  # as ``kepala``: the list has none
_PATTERN_SHARE = 0.6  # of a pattern's headers that must stand in the sheet
_PATTERN_LEAST = 2
_SHAPE_LEAST = 3  # titles of a header in unknown words
_TICKS = ("tanda_l", "tanda_p")
_BIRTH, _PARTS_OF_BIRTH = "tanggal_lahir", ("lahir_hari", "lahir_bulan", "lahir_tahun")
_HEAD = (("nama", UNUSED), ("nik", UNUSED))  # titles of the head of a family
_MEMBERS = frozenset(("nama", "anggota", "art", "jiwa", "kpm", "pm"))
_UNNAMED = "kolom"  # "Kolom B": how an error workbook names a column that had no title


def key_of(title: str) -> str | None:
    """The target that a title names by itself; what stands in brackets may be missing or there."""
    found = meaning(title)
    return (found[0] or None) if found else None


def recognise(sheet: Sheet, kepala: int | None = None, by_hand: Mapping[int, str] = MappingProxyType({}),
              patterns: Sequence[Pattern] = ()) -> Layout:
    """The layout of a sheet. ``kepala``: the header's row number as Excel shows it, None to look for it, ``NO_HEADER``
    where the list has none; ``by_hand``: column index -> target, whatever its title says; ``patterns``: what the
    village keeps. Never raises: a sheet that nobody understands has a layout that is not usable."""
    pattern, head = _header(sheet, kepala, patterns)
    rows = head.rows if head else range(0)
    kind, meant = kinds.kind_of(sheet, head.titles if head else (), rows)
    isi = rows.stop
    akhir = end_of(sheet, isi)
    body = sheet.rows[isi:akhir]
    columns = _Columns(head, meant, Contents(body, head.titles if head else ()), pattern, by_hand).all()
    columns = _all_seen(columns, body)
    niks = [column.at for column in columns if column.sasaran == "nik"]
    layout = Layout(kind, rows.start if head else None, isi, akhir, columns, arti=meant if meant != kind else "")
    above = tuple(banner for banner in banners_of(sheet.rows[:akhir], rows, niks) if banner.key not in layout.fields)
    layout = replace(layout, banners=above)
    if pattern is not None:
        layout = replace(layout, pola=pattern.nama, jenis="pola" if kind == kinds.LIST else kind)
    return layout


def _header(sheet: Sheet, kepala: int | None, patterns: Sequence[Pattern]) -> tuple[Pattern | None, Head | None]:
    """The header, and the pattern whose columns stand in it."""
    if kepala == NO_HEADER:
        return None, None
    start = None if kepala is None else next((n for n, row in enumerate(sheet.rows) if row.nomor >= kepala), None)
    head = heads.find(sheet, start)
    fits = [(fit, pattern) for pattern in patterns if (fit := _fit(pattern, head))]
    if kepala is None and not fits:
        for pattern in patterns:
            other = heads.find(sheet, None, frozenset(map(plain, pattern.kolom)))
            if fit := _fit(pattern, other):
                fits, head = [(fit, pattern)], other
                break
    if head is None and kepala is None:
        head = _by_shape(sheet)
    # A short pattern stands whole in almost every list: the one that says most of this one counts.
    best = max(fits, key=lambda fit: fit[0], default=None)
    return (best[1] if best else None), head


def _by_shape(sheet: Sheet) -> Head | None:
    """A header in words nobody knows: texts without a digit over columns of numbers, dates and sexes, in none of which
    they would pass for a cell. A first person without a NIK is none, and is not lost so."""
    rows = sheet.rows[:HEADER_WITHIN]
    for at, row in enumerate(rows):
        if any(sum(map(str.isdigit, text)) >= LENGTH for text in row.texts):
            return None
        filled = [text for text in row.texts if text]
        if len(filled) < _SHAPE_LEAST or any(c.isdigit() for text in filled for c in text):
            continue
        below = Contents(sheet.rows[at + 1:])
        firm = [column for column in range(len(row.texts)) if row.text(column) and below[column].mostly(*FIRM)]
        if len(firm) > 1 and not any(passes(name, row.text(column)) for column in firm for name in FIRM):
            return heads.find(sheet, at)
    return None


def _fit(pattern: Pattern, head: Head | None) -> tuple[int, float] | None:
    """How many of a pattern's headers stand in this one and which part of them, None where too few do."""
    if head is None or not pattern.kolom:
        return None
    hits = len(set(pattern.kolom) & set(numbered_titles(head.titles)))
    enough = hits >= min(_PATTERN_LEAST, len(pattern.kolom)) and hits >= _PATTERN_SHARE * len(pattern.kolom)
    return (hits, hits / len(pattern.kolom)) if enough else None


@dataclass
class _Columns:
    """What each column of a sheet holds; ``kind``: the kind of list whose meaning its titles have."""

    head: Head | None
    kind: str
    contents: Contents
    pattern: Pattern | None
    by_hand: Mapping[int, str]

    def __post_init__(self) -> None:
        words = self.head.words if self.head else ()
        self.width = max(len(words), self.contents.width, max(self.by_hand, default=-1) + 1)
        self.words = (*words, *((),) * (self.width - len(words)))
        self.titles = tuple(map(" ".join, self.words))
        self.found: dict[int, tuple[str, str]] = {}  # column -> target, how
        self.of_head: dict[str, int] = {}  # "nama", "nik" -> column whose title says that of the head of a family

    def all(self) -> tuple[Column, ...]:
        """Every column, those at the end left out that have neither a title nor a cell."""
        self._chosen()
        self._by_title()
        self._by_content()
        last = max((at for at in range(self.width)
                    if self.titles[at] or self.contents[at].filled or at in self.found), default=-1)
        return tuple(self._column(at) for at in range(last + 1))

    @property
    def taken(self) -> set[str]:
        keys = {key for key, _ in self.found.values() if key}
        return keys | {"nama", "nik"} if "nama_nik" in keys else keys

    def _chosen(self) -> None:
        """By hand, then by the pattern. Of two columns chosen for one target the later choice counts."""
        for at, key in self.by_hand.items():
            known = key if key in TARGETS else UNUSED
            for other in [c for c, (target, _) in self.found.items() if known and target == known]:
                self.found[other] = (UNUSED, NOT_KNOWN)
            self.found[at] = (known, BY_HAND)
        for at, title in enumerate(numbered_titles(self.titles)):
            kept = self.pattern.kolom.get(title) if self.pattern else None
            if at not in self.found and kept is not None and (not kept or (kept in TARGETS and kept not in self.taken)):
                self.found[at] = (kept, BY_PATTERN)

    def _by_title(self) -> None:
        claims: dict[str, list[int]] = {}
        exact = {at: heads.means(words, self.kind) for at, words in enumerate(self.words)}
        for at, found in exact.items():
            self._claim(claims, at, found)
        for at, words in enumerate(self.words):
            if words and exact[at] is None:
                found = heads.means(words, self.kind, forgiving=True)
                # A slip is not forgiven where another column has the target's right name.
                if found and not (found[0] in claims and found[0]):
                    self._claim(claims, at, found)
        self._part_pairs(claims)
        for key, columns in claims.items():
            if key not in self.taken:
                best = self.contents.choose(key, columns)
                if self._stands(key, best):
                    self.found[best] = (key, BY_TITLE)
        self._heads_of_families()
        self._known_loser(claims)

    def _claim(self, claims: dict[str, list[int]], at: int, found: Meaning | None) -> None:
        if found is None or at in self.found:
            return
        if found in _HEAD:
            self.of_head.setdefault(found[0], at)
            return
        if found[0] in _PARTS_OF_BIRTH:
            claims.setdefault(found[0], []).append(at)
            return
        key = self.contents.decide(found, at) if len(found) > 1 else found[0]
        if key is None:
            return
        if not key:
            self.found[at] = (UNUSED, BY_TITLE)
        else:
            claims.setdefault(self.contents.settle(key, at), []).append(at)

    def _heads_of_families(self) -> None:
        """In a list of families their heads are the people; beside members they are not, nor is their NIK."""
        name = self.of_head.get("nama")
        people = "nama" not in self.taken and not (name is not None and self._of_members(name))
        for key, at in self.of_head.items():
            mine = people and key not in self.taken
            self.found.setdefault(at, (key if mine else UNUSED, BY_TITLE))

    def _of_members(self, at: int) -> bool:
        """Whether the rows are members under the name of their head: another column may name them, or the head's name
        comes again beside other NIKs."""
        if any(_MEMBERS.intersection(plain(title).split()) and not of_somebody_else(title)
               for other, title in enumerate(self.titles) if other not in self.found and other != at):
            return True
        nik = next((c for c, (key, _) in self.found.items() if key == "nik"), None)
        return nik is not None and self.contents[at].single < MOST <= self.contents[nik].single

    def _part_pairs(self, claims: dict[str, list[int]]) -> None:
        """Ticks need both columns, day, month and year of birth each other; a relation needs the heir it is of."""
        self._part_days(claims)
        if not all(key in claims for key in _TICKS):
            for key in _TICKS:
                claims.pop(key, None)
        heir = {"nama" + HEIR, "suami_istri"} & (claims.keys() | self.taken)
        if not heir:
            for at in claims.pop("hubungan" + HEIR, []):
                self.found[at] = (UNUSED, BY_TITLE)

    def _part_days(self, claims: dict[str, list[int]]) -> None:
        """Day, month and year in columns of their own count together only, and where they are those of a birth."""
        day, month, year = _PARTS_OF_BIRTH
        days = [at for at in claims.get(_BIRTH, ()) if max(map(len, self.contents[at].filled), default=3) < 3]
        if days and day not in claims and month in claims and year in claims:
            claims[day] = days
            claims[_BIRTH] = [at for at in claims[_BIRTH] if at not in days]
        whole = claims.get(_BIRTH) or claims.get("tempat_tanggal_lahir")
        if not whole and all(key in claims for key in _PARTS_OF_BIRTH) and self._of_birth(claims):
            claims.pop(_BIRTH, None)
            return
        claims.pop(day, None)
        for at in (*claims.pop(month, ()), *claims.pop(year, ())):
            if "lahir" not in plain(self.titles[at]).split():
                self.found[at] = (UNUSED, BY_TITLE)

    def _of_birth(self, claims: Mapping[str, Sequence[int]]) -> bool:
        """"Bulan" and "Tahun" alone may be those of a payment: the NIK beside them tells the year of birth."""
        if any("lahir" in plain(self.titles[at]).split() for key in _PARTS_OF_BIRTH for at in claims[key]):
            return True
        return any(self.contents[nik].same_years(self.contents[at]) >= HALF
                   for nik in claims.get("nik", ()) for at in claims[_PARTS_OF_BIRTH[2]])

    def _stands(self, key: str, at: int) -> bool:
        """In lists of BPJS "NIK" is often the number of an employee: then its cells are no NIK."""
        cells = self.contents[at]
        return not (key == "nik" and self.kind == "bpjs" and cells.filled and not self._numbers(at))

    def _numbers(self, at: int) -> bool:
        filled = self.contents[at].filled
        return sum(sum(map(str.isdigit, text)) >= 12 or "E+" in text.upper() for text in filled) * 4 >= len(filled)

    def _known_loser(self, claims: Mapping[str, Sequence[int]]) -> None:
        """A second column "NIK" of BPJS is known; whatever else lost its target waits for somebody to look."""
        if self.kind == "bpjs":
            for at in claims.get("nik", ()):
                self.found.setdefault(at, (UNUSED, BY_TITLE))

    def _by_content(self) -> None:
        open_ = [at for at in range(self.width) if at not in self.found and not of_somebody_else(self.titles[at])]
        blank = [at for at in open_ if self._unnamed(at)]
        named = [at for at in open_ if at not in blank]
        bare = self.head is None or not self.taken
        guesses = self.contents.guess(open_ if bare else blank, self.taken, bare)
        self.found.update({at: (key, BY_CONTENT) for at, key in guesses.items()})
        if not bare and "nik" not in self.taken:
            # Under a title nobody knows only the number that agrees with the person is taken.
            guesses = self.contents.guess(named, self.taken, False)
            self.found.update({at: (key, BY_CONTENT) for at, key in guesses.items() if key == "nik"})

    def _unnamed(self, at: int) -> bool:
        words = plain(self.titles[at]).split()
        return not words or (len(words) == 2 and words[0] == _UNNAMED and len(words[1]) <= 3)

    def _column(self, at: int) -> Column:
        key, how = self.found.get(at, (UNUSED, NOT_KNOWN))
        cells = self.contents[at]
        if how == NOT_KNOWN and (not cells.filled or (self._unnamed(at) and _counts(cells.texts))):
            how = BY_CONTENT
        return Column(at, self.titles[at], key, how)


def _counts(texts: Sequence[str]) -> bool:
    """Whether a column only numbers its rows."""
    numbers = [int(text.rstrip(".)")) for text in texts if text.rstrip(".)").isdecimal() and len(text) < 8]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 2 and len(numbers) * 10 >= 9 * sum(map(bool, texts)) and steps * 2 >= len(numbers) - 1


def _all_seen(columns: tuple[Column, ...], body: Sequence[SheetRow]) -> tuple[Column, ...]:
    """With columns behind the last one of the sample: their cells are shown and wait for somebody to look."""
    width = max((len(row.texts) for row in body), default=0)
    more = tuple(Column(at, "") for at in range(len(columns), width))
    return columns + more
