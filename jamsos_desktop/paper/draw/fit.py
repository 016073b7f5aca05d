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
    """``text`` in lines of at most ``width`` points; a word longer than a line is broken, never cut."""
    out: list[str] = []
    line = ""
    for word in text.split(" "):
        trial = f"{line} {word}" if line else word
        if face.width(trial, size) <= width:
            line = trial
            continue
        if line:
            out.append(line)
        line = word
        while face.width(line, size) > width:
            cut = _letters_that_fit(face, line, size, width)
            out.append(line[:cut])
            line = line[cut:]
    return [*out, line] if line else out


def _letters_that_fit(face: Face, word: str, size: float, width: float) -> int:
    count = len(word)
    while count > 1 and face.width(word[:count], size) > width:
        count -= 1
    return count
