"""Where the header of a list stands and what it calls each column, written in one row, two or three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jamsos_desktop.intake.sheet import Merged, Sheet, SheetRow
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.intake.titles import Meaning, meaning, of_somebody_else, plain
from jamsos_desktop.model.fields import HEIR
from jamsos_desktop.model.parse import clean

HEADER_WITHIN = 30  # rows from the top
TALLEST = 3
_NAMES = frozenset(("nama", "nik"))
_MEN = frozenset(("l", "laki laki", "lk", "pria"))
_WOMEN = frozenset(("p", "perempuan", "pr", "wanita"))
_PLACE = ("tempat", "kota")
_DAY = ("tanggal", "hari")
_PARTS_OF_A_DAY = {"bulan": "lahir_bulan", "tahun": "lahir_tahun"}


@dataclass(frozen=True, slots=True)
class Head:
    """Indexes of the header's rows in the sheet, and the words over each column from top to bottom."""

    rows: range
    words: tuple[tuple[str, ...], ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """One title a column."""
        return tuple(" ".join(words) for words in self.words)


def find(sheet: Sheet, start: int | None = None, wanted: frozenset[str] = frozenset()) -> Head | None:
    """The header: the rows among the first 30 whose titles name most columns, a person's name or NIK among them.

    ``start``: index of its first row where somebody said so; then it is one whatever it says. ``wanted``: reduced
    titles that count as known (those of a pattern).
    """
    if start is not None:
        return max(_from(sheet, start), key=lambda head: (_score(head, wanted)[1], -len(head.rows)))
    for forgiving in (False, True):
        best, most = None, (0.0, 0)
        seen: set[tuple[str, ...]] = set()
        for at in range(min(HEADER_WITHIN, len(sheet.rows))):
            if sheet.rows[at].texts in seen:
                continue  # the header once more, further down the list
            seen.add(sheet.rows[at].texts)
            for head in _from(sheet, at):
                named, score = _score(head, wanted, forgiving)
                # Of equals the one of fewer rows: a title of the list above the header is no part of it.
                if named and (score, -len(head.rows)) > most:
                    best, most = head, (score, -len(head.rows))
        if best is not None:
            return best
    return None


def _score(head: Head, wanted: frozenset[str], forgiving: bool = False) -> tuple[bool, float]:
    """Whether somebody is named, and how many columns are known; those that are not used count half."""
    known, unused = set(), 0
    for words in head.words:
        found = means(words, forgiving=forgiving)
        if found and found[0]:
            known.add(found[0])
        elif (found and words) or plain(" ".join(words)) in wanted:
            unused += 1
    fields = {field for key in known if not key.endswith(HEIR) for field in TARGETS[key].fields}
    return bool(fields & _NAMES) or (bool(wanted) and unused > 0), len(known) + unused / 2


def _from(sheet: Sheet, at: int) -> list[Head]:
    """The header as one row, and as two or three."""
    heads = []
    for tall in range(1, TALLEST + 1):
        rows = sheet.rows[at:at + tall]
        if len(rows) < tall or any(below.nomor - above.nomor != 1 for above, below in pairwise(rows)):
            break
        if tall > 1 and not (_like_titles(rows[-1]) and _like_titles(rows[-2])):
            break
        heads.append(Head(range(at, at + tall), _stacked(rows, sheet.gabung)))
    return heads


def _like_titles(row: SheetRow) -> bool:
    """Whether a row may be one of several of a header: it holds no long number, no number as a number, no banner."""
    return not row.tanggal and not row.angka and all(
        sum(map(str.isdigit, text)) < 5 and not text.isdigit() and ":" not in text for text in row.texts)


def _stacked(rows: Sequence[SheetRow], merged: Sequence[Merged]) -> tuple[tuple[str, ...], ...]:
    """Over each column its words; a cell merged to the right, or followed by blanks, speaks for those too."""
    width = max(len(row.texts) for row in rows)
    lines = []
    for n, row in enumerate(rows):
        texts = [clean(row.text(c)) for c in range(width)]
        across = _across(row, texts, merged)
        if n < len(rows) - 1 and not any(m.baris <= row.nomor <= m.sampai_baris for m in merged):
            below = rows[n + 1]
            for c in range(1, width):
                if not texts[c] and clean(below.text(c)) and across[c - 1]:
                    across[c] = across[c - 1]
        lines.append(across)
    return tuple(tuple(dict.fromkeys(text for line in lines if (text := line[c]))) for c in range(width))


def _across(row: SheetRow, texts: Sequence[str], merged: Sequence[Merged]) -> list[str]:
    found = list(texts)
    for one in merged:
        if one.baris == row.nomor and one.sampai_kolom > one.kolom and one.kolom < len(texts):
            for c in range(one.kolom + 1, min(one.sampai_kolom + 1, len(texts))):
                found[c] = found[c] or texts[one.kolom]
    return found


def means(words: tuple[str, ...], kind: str = "", forgiving: bool = False) -> Meaning | None:
    """What the words over a column stand for together: "LAHIR" above "TEMPAT", "AHLI WARIS" above "NAMA"."""
    if not words:
        return None
    if len(words) == 1:
        return meaning(words[0], kind, forgiving)
    above, last = " ".join(words[:-1]), words[-1]
    others = of_somebody_else(above)
    for upper in dict.fromkeys((above, *reversed(words[:-1]))):
        if others and not of_somebody_else(upper):
            continue  # "AHLI WARIS" over "DATA" over "NAMA" is no name of the person
        for title in (f"{last} {upper}", f"{upper} {last}"):
            if found := meaning(title, kind, forgiving):
                return found
        if found := _half(upper, plain(last), kind):
            return found
    if others:
        return None
    return meaning(last, kind, forgiving) or means(words[:-1], kind, forgiving)


def _half(above: str, last: str, kind: str) -> Meaning | None:
    """A column of two under one title: the sexes, place and day of birth."""
    upper = meaning(above, kind) or ()
    if "jenis_kelamin" in upper:
        return ("tanda_l",) if last in _MEN else ("tanda_p",) if last in _WOMEN else None
    if upper and upper[0] in ("tempat_tanggal_lahir", "tanggal_lahir", "tempat_lahir"):
        if last in _PARTS_OF_A_DAY:
            return (_PARTS_OF_A_DAY[last],)
        if last.startswith(_PLACE):
            return ("tempat_lahir",)
        if last.startswith(_DAY):
            return ("tanggal_lahir",)
    return None
