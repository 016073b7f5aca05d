"""A dusun as people write it: II, 2, ii and "Dusun II" are one. How it is called, compared and put in order."""

from __future__ import annotations

from jamsos_desktop.model.codes import fold
from jamsos_desktop.texts import roman

MOST = 99
_BY_NAME = {roman(n): n for n in range(1, MOST + 1)}
_WORDS = ("dusun", "dsn", "lingkungan")  # a kelurahan has lingkungan


def dusun_number(text: str) -> int | None:
    """The number of a dusun; None for one that has a name, and for none."""
    word = _bare(text).upper()
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    return _BY_NAME.get(word)


def dusun_name(text: str) -> str:
    """"Dusun II"; one that was typed with its word keeps it. "" for none."""
    words = text.split()
    if not words or fold(words[0]) in _WORDS:
        return " ".join(words)
    return " ".join(["Dusun", *(word.upper() if dusun_number(text) else word for word in words)])


def dusun_key(text: str) -> str:
    """What two ways of writing one dusun have in common; "" for none."""
    number = dusun_number(text)
    return _bare(text) if number is None else str(number)


def dusun_order(text: str) -> tuple[bool, bool, int, str]:
    """I, II, ... IX, X, then dusun with names, then none."""
    number = dusun_number(text)
    return not text.strip(), number is None, number or 0, _bare(text)


def _bare(text: str) -> str:
    word, _, rest = fold(text).partition(" ")
    return rest if rest and word in _WORDS else fold(text)
