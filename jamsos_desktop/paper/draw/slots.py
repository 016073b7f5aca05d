"""The moving parts of a page: each slot turns one value into text operators, measured, never cut.

A slot is called once a page, so it does its arithmetic when it is made and little when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.faces import Face
from jamsos_desktop.paper.draw.fit import SMALLEST, Fitted, fit
from jamsos_desktop.paper.draw.ink import GREYS, baseline, coloured, n
from jamsos_desktop.paper.draw.keys import parts_of
from jamsos_desktop.problems import Problem

Values = Mapping[str, str]
Over = list[tuple[str, str]]  # (key, whole value) that goes to the Lampiran
CONTINUED = "lihat lampiran"
SMALLER, FOLDED = "mengecil", "dua_baris"
LEAD = 1.05  # line distance in sizes, where a value takes two lines


class Watched(list[tuple[str, str]]):
    """An ``Over`` that also keeps what was set smaller or in lines: ``squeezed``, key -> what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.squeezed: dict[str, str] = {}


class Slot(NamedTuple):
    """``key``: the value it shows (the first one, when a text has several)."""

    key: str
    emit: Callable[[Values, Over], str]


class Frame(NamedTuple):
    """Where a text may stand: points from the lower left; ``y`` is the middle of its capitals."""

    x: float
    y: float
    w: float
    align: str

    def start(self, width: float) -> float:
        """The x at which a line of this width begins."""
        lost = self.w - width
        return self.x + {"left": 0.0, "center": lost / 2, "right": lost}[self.align]


def value_slot(key: str, face: Face, size: float, frame: Frame, lines: int = 1, least: float = SMALLEST) -> Slot:
    """A value on one line, smaller or folded when it is long, else "lihat lampiran"."""
    at, y = n(frame.x), n(baseline(frame.y, size))
    room = frame.w * 1000 / size
    em, show, left = face.em, face.show, frame.align == "left"

    def emit(values: Values, over: Over) -> str:
        text = values[key]
        if not text:
            return ""
        wide = em(text)
        if wide <= room:
            x = at if left else n(frame.start(wide * size / 1000))
            return f"1 0 0 1 {x} {y} Tm {show(text, size)}"
        return set_fitted(face, frame, fitted_or_continued(key, face, text, size, frame.w, lines, least, over))

    return Slot(key, emit)


def fitted_or_continued(key: str, face: Face, text: str, size: float, width: float, lines: int, least: float,
                        over: Over) -> Fitted:
    """``text`` made to fit; when it cannot be, it goes whole to ``over`` and the answer says so."""
    fitted = fit(face, text, size, width, lines, least)
    if fitted is None:
        over.append((key, text))
        return fit(face, CONTINUED, size, width, 1, 4.0) or Fitted(4.0, (CONTINUED,))
    note(key, SMALLER if len(fitted.lines) == 1 else FOLDED, over)
    return fitted


def note(key: str, what: str, over: Over) -> None:
    """For a fit test: what became of a value that did not stand at its full size on one line."""
    if isinstance(over, Watched):
        over.squeezed[key] = what


def set_fitted(face: Face, frame: Frame, fitted: Fitted, down: bool = False) -> str:
    """The operators of fitted lines, centred on the frame's middle or ``down`` from it."""
    step = fitted.size * LEAD
    below = len(fitted.lines) - 1
    top = frame.y if down else frame.y + step * below / 2 + (0.5 if below else 0.0)  # a little up, off the rule
    out = []
    for i, line in enumerate(fitted.lines):
        x = frame.x if frame.align == "left" else frame.start(face.width(line, fitted.size))
        out.append(f"1 0 0 1 {n(x)} {n(baseline(top - i * step, fitted.size))} Tm {face.show(line, fitted.size)}")
    return " ".join(out)


Run = tuple[Face, list[tuple[str, str]]]  # a face, and its (literal, key) pairs


def runs_of(faces: Mapping[str, Face], text: str, weight: str) -> list[Run]:
    """A layout text as runs: ``**`` switches between ``weight`` and bold."""
    pieces = text.split("**")
    return [(faces["bold" if i % 2 else weight], parts_of(piece)) for i, piece in enumerate(pieces) if piece]


def filled(runs: list[Run], values: Values) -> list[tuple[Face, str]]:
    """Runs with their values put in."""
    return [(face, "".join(literal + (values[key] if key else "") for literal, key in parts)) for face, parts in runs]


class Folding(NamedTuple):
    """How a text that is too long even at ``least`` points goes on: ``lines``, around its place or ``down`` from it."""

    least: float = 6.0
    lines: int = 2
    down: bool = False


def text_slot(key: str, runs: list[Run], size: float, frame: Frame, colour: str, long: Folding) -> Slot:
    """A line of words and values; smaller, then folded when it is long; whole on the Lampiran at last."""
    least = long.least

    def emit(values: Values, over: Over) -> str:
        words = [(face, text) for face, text in filled(runs, values) if text]
        if not words:
            return ""
        em = sum(face.em(text) for face, text in words)
        fitting = size if em * size <= frame.w * 1000 else int(frame.w * 10000 / em) / 10
        if fitting < least:
            face, text = words[0][0], "".join(text for _, text in words)
            fitted = fitted_or_continued(key, face, text, least, frame.w, long.lines, least, over)
            return coloured(set_fitted(face, frame, fitted, long.down), colour)
        if fitting < size:
            note(key, SMALLER, over)
        x = n(frame.start(em * fitting / 1000))
        shown = " ".join(face.show(text, fitting) for face, text in words)
        line = f"1 0 0 1 {x} {n(baseline(frame.y, fitting))} Tm {shown}"
        return coloured(line, colour)

    return Slot(key, emit)


class DigitBoxes(NamedTuple):
    """Boxes ``side`` wide and ``high`` points in groups with ``gap`` between; ``x`` of the first, middle ``y``."""

    x: float
    y: float
    side: float
    high: float
    gap: float
    groups: tuple[int, ...]
    align: str

    @property
    def width(self) -> float:
        return sum(self.groups) * self.side + (len(self.groups) - 1) * self.gap

    def starts(self) -> list[float]:
        """The left edge of every box."""
        out, x = [], self.x
        for group in self.groups:
            out += [x + i * self.side for i in range(group)]
            x += group * self.side + self.gap
        return out

    def cleared(self) -> str:
        """Operators, between texts, that paint the boxes over and leave a ruled line."""
        low, right = self.y - self.high / 2, n(self.x + self.width)
        return (f"ET 1 g {n(self.x - 1)} {n(low - 1)} {n(self.width + 2)} {n(self.high + 2)} re f 0 g "
                f"{n(GREYS['rule'])} G 0.6 w {n(self.x)} {n(low)} m {right} {n(low)} l S BT ")


def digits_slot(key: str, name: str, face: Face, boxes: DigitBoxes, strict: bool = True) -> Slot:
    """One digit a box, set by character spacing; other text on a line in their place, ``strict``: on drafts only."""
    size = 9.0
    advance = face.width("0", size)
    first = [n(x + (boxes.side - advance) / 2) for x in boxes.starts()]
    y, spacing, jump = n(baseline(boxes.y, size)), n(boxes.side - advance), n(-boxes.gap * 1000 / size)
    total = len(first)
    ends = {sum(boxes.groups[:i + 1]) for i in range(len(boxes.groups) - 1)}
    frame = Frame(boxes.x + 1, boxes.y, boxes.width - 2, "left")
    cleared = boxes.cleared()

    def emit(values: Values, over: Over) -> str:
        text = values[key]
        if not text:
            return ""
        digits = text.translate(_SEPARATORS)
        if len(digits) > total or not (digits.isascii() and digits.isdigit()):
            if strict and not values["cetak.draf"]:
                raise Problem("TIDAK_MUAT", f"{name} tidak muat di kotak formulir: {text}.",
                              "Lembar lain tetap dibuat.", "Perbaiki isiannya, lalu cetak lagi.")
            return cleared + set_fitted(face, frame, fitted_or_continued(key, face, text, size, frame.w, 1, 5.0, over))
        start = total - len(digits) if boxes.align == "right" else 0
        chunks = "".join(f") {jump} (" + digit if i + start in ends and i else digit for i, digit in enumerate(digits))
        return f"1 0 0 1 {first[start]} {y} Tm {face.plain} {size:g} Tf {spacing} Tc [({chunks})] TJ 0 Tc"

    return Slot(key, emit)


_SEPARATORS = {ord(c): None for c in " .-/"}


def mark_slot(key: str, marks: Mapping[str, str]) -> Slot:
    """The drawn mark that belongs to the value; nothing for any other value."""
    return Slot(key, lambda values, over: marks.get(values[key], ""))


def mm(value: float) -> float:
    """Millimetres as points."""
    return value * MM
