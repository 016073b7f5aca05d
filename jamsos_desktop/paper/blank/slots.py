"""The moving parts that only a blank has: letters in the boxes of a comb, text in an area, crosses in given boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jamsos_desktop.paper.draw.faces import Face
from jamsos_desktop.paper.draw.fit import wrap
from jamsos_desktop.paper.draw.ink import baseline, n
from jamsos_desktop.paper.draw.slots import FOLDED, LEAD, SMALLER, Frame, Over, Slot, Values, note

_SEPARATORS = {ord(letter): None for letter in " .-/"}
ANY = "*"
_OF_BOX = 0.92  # of a box is as wide as a letter in it may be


def comb_slot(key: str, face: Face, size: float, starts: list[float], side: float, y: float, align: str) -> Slot:
    """One letter a box, each in the middle of its own; ``y`` their middle, all in points.

    A value too long for the boxes goes without the blanks, dots and strokes between its digits; one that is still too
    long does not fit.
    """
    most = side * _OF_BOX

    def emit(values: Values, over: Over) -> str:
        text = values[key]
        bare = text.translate(_SEPARATORS)
        if bare.isdigit() or len(text) > len(starts):
            text = bare
        if len(text) > len(starts):
            over.append((key, values[key]))
            return ""
        first = len(starts) - len(text) if align == "right" else 0
        widest = max((face.width(letter, size) for letter in text), default=0.0)
        fitting = size if widest <= most else size * most / widest  # an M in narrow boxes
        line = n(baseline(y, fitting))
        return " ".join(
            f"1 0 0 1 {n(starts[at] + (side - face.width(letter, fitting)) / 2)} {line} Tm {face.show(letter, fitting)}"
            for at, letter in enumerate(text, first) if letter != " ")

    return Slot(key, emit)


def area_slot(key: str, face: Face, size: float, least: float, frame: Frame, height: float,
              text_of: Callable[[Values], str]) -> Slot:
    """Text in an area ``height`` points high whose upper edge is ``frame.y``: from the top, smaller when it is long."""

    def emit(values: Values, over: Over) -> str:
        text = text_of(values)
        if not text:
            return ""
        trial = size
        while trial >= least:
            lines = wrap(face, text, trial, frame.w)
            if len(lines) * trial * LEAD <= height:
                if trial < size or len(lines) > 1:
                    note(key, SMALLER if trial < size else FOLDED, over)
                return _set(lines, trial)
            trial -= 0.5
        over.append((key, text))
        return ""

    def _set(lines: list[str], at: float) -> str:
        out = []
        for i, line in enumerate(lines):
            middle = frame.y - at * LEAD * (i + 0.5)
            x = n(frame.start(face.width(line, at)))
            out.append(f"1 0 0 1 {x} {n(baseline(middle, at))} Tm {face.show(line, at)}")
        return " ".join(out)

    return Slot(key, emit)


def cross_slot(key: str, marks: Mapping[str, str]) -> Slot:
    """The cross of the value; that of ANY when there is a value at all."""
    return Slot(key, lambda values, over: marks.get(values[key]) or (marks.get(ANY, "") if values[key] else ""))
