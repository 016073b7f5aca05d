"""How a value is made to fit: smaller to 7.5 pt, then onto its second line, then to the Lampiran."""

from __future__ import annotations

from math import floor
from typing import NamedTuple

from jamsos_desktop.paper.draw.faces import Face

SMALLEST = 7.5  # pt; below that a photocopy cannot be read


class Fitted(NamedTuple):
    """The size and lines a value is set in."""

    size: float
    lines: tuple[str, ...]


def fit(face: Face, text: str, size: float, width: float, lines: int = 1, least: float = SMALLEST) -> Fitted | None:
    """``text`` in ``width`` points and at most ``lines`` lines; None when it does not go in whole.

    One line as small as SMALLEST comes first, then ``lines`` of them, at last as small as ``least``.
    """
    em = face.em(text)
    if em * size <= width * 1000:
        return Fitted(size, (text,))
    smaller = floor(width * 10000 / em) / 10
    if smaller >= (least if lines == 1 or size < SMALLEST else max(least, SMALLEST)):
        return Fitted(smaller, (text,))
    trial = min(size, max(least, SMALLEST))
    while lines > 1 and trial >= min(size, least):
        folded = wrap(face, text, trial, width)
        if len(folded) <= lines:
            return Fitted(trial, tuple(folded))
        trial -= 0.5
    return None


def wrap(face: Face, text: str, size: float, width: float) -> list[str]:
    """``text`` in lines of at most ``width`` points; a word longer than a line is broken, never cut.

    Each letter is measured once: what was pasted by mistake may be a whole page without a blank.
    """
    out: list[str] = []
    line, wide, blank = "", 0, face.em(" ")
    for word in text.split(" "):
        em = face.em(word)
        trial, joined = (f"{line} {word}", wide + blank + em) if line else (word, em)
        if joined * size / 1000 > width:
            if line:
                out.append(line)
            *whole, trial = _broken(face, word, size, width)
            out += whole
            joined = face.em(trial)
        line, wide = trial, joined
    return [*out, line] if line else out


def _broken(face: Face, word: str, size: float, width: float) -> list[str]:
    """A word in pieces that each fit a line, of at least one letter."""
    out: list[str] = []
    start = wide = 0
    for at, letter in enumerate(word):
        wide += (em := face.em(letter))
        if wide * size / 1000 > width and at > start:
            out.append(word[start:at])
            start, wide = at, em
    return [*out, word[start:]]
