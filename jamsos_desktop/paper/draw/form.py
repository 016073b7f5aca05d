"""Compiling a layout: one static form a document, and one template a page that only takes values."""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.paper.draw.crest import usable
from jamsos_desktop.paper.draw.document import MM, Document, Picture
from jamsos_desktop.paper.draw.faces import Face, MissingLetter
from jamsos_desktop.paper.draw.fit import wrap
from jamsos_desktop.paper.draw.ink import GREYS, Ink
from jamsos_desktop.paper.draw.keys import BY_HAND, field_of, label, names_in
from jamsos_desktop.paper.draw.layout import (
    MARGINS,
    Code,
    Crest,
    Digits,
    Mark,
    Placed,
    Rule,
    Shape,
    Table,
    Text,
    Ticks,
    Value,
    content_width,
    place,
)
from jamsos_desktop.paper.draw.qr_block import qr_slot
from jamsos_desktop.paper.draw.slots import (
    DigitBoxes,
    Folding,
    Frame,
    Over,
    Slot,
    Values,
    digits_slot,
    filled,
    mark_slot,
    mm,
    runs_of,
    text_slot,
    value_slot,
)
from jamsos_desktop.paper.draw.tables import draw_table
from jamsos_desktop.paper.sheets import Box
from jamsos_desktop.problems import Problem


class Made(NamedTuple):
    """The operators of a page and what did not fit on it."""

    operators: str
    over: Over


class Form:
    """A layout compiled into one document. ``static``: values that are the same on every page."""

    def __init__(self, doc: Document, name: str, kertas: str, static: Values, lambang: bytes = b"") -> None:
        self.doc, self.kertas, self.static = doc, kertas, static
        self.ink = Ink(doc.height, MARGINS[kertas][0])
        self.paths: list[Slot] = []
        self.texts: list[Slot] = []
        self.boxes: list[Box] = []
        self.over: Over = []  # static values that did not fit
        self.lambang = lambang if usable(lambang) else b""
        self.pictures: list[Picture] = []
        layout = doc.layout(name)
        for placed in place(layout, kertas, doc.height / MM):
            self._draw(placed)
        self.name = doc.form(f"{name}-{kertas}", self.ink.operators(), tuple(self.pictures))
        self.slots = (*self.paths, *self.texts)
        self._template = "\n".join(["%s"] * len(self.paths) + ["BT", *["%s"] * len(self.texts), "ET"])

    def make(self, values: Values) -> Made:
        """The operators of one page. Raises Problem naming the field for a letter the font lacks."""
        over: Over = []
        try:
            return Made(self._template % tuple([slot.emit(values, over) for slot in self.slots]), over)
        except MissingLetter:
            raise self._missing(values) from None

    def _missing(self, values: Values) -> Problem:
        lacking = (self._lacking(slot, values) for slot in self.slots)
        return next(problem for problem in lacking if problem)

    def _lacking(self, slot: Slot, values: Values) -> Problem | None:
        try:
            slot.emit(values, [])
        except MissingLetter as missing:
            return letter_problem(slot.key, missing.letter)
        return None

    def face(self, weight: str) -> Face:
        """The font of a weight, as embedded in this document."""
        return self.doc.faces[weight]

    def frame(self, x: float, y: float, w: float, align: str) -> Frame:
        """A frame from mm; x is the left edge, centre or right edge by ``align``."""
        left = x - {"left": 0.0, "center": w / 2, "right": w}[align]
        return Frame(self.ink.x(left), self.ink.y(y), mm(w), align)

    def box(self, key: str, x: float, y: float, w: float, h: float) -> None:
        """Remember where a field stands (for outlines and clicks in the window)."""
        if field := field_of(key):
            self.boxes.append(Box(field, 0, self.ink.x(x), mm(y), mm(w), mm(h)))

    def is_static(self, keys: list[str]) -> bool:
        """Whether all these values are the same on every page."""
        return all(key in self.static for key in keys)

    def _draw(self, placed: Placed) -> None:
        item = placed.item
        match item:
            case Text():
                self._text(item, placed)
            case Value():
                self._value(item, placed)
            case Digits():
                self._digits(item, placed)
            case Ticks():
                self._ticks(item, placed)
            case Shape():
                self.ink.rect(item.x, placed.y, item.w, item.h or placed.height, line=item.line, fill=item.fill,
                              dashed=item.dashed)
            case Rule():
                self.ink.line(item.x, placed.y, item.x + item.w, placed.y, line=item.line,
                              grey=GREYS[item.grey] if item.grey else 0.0)
            case Crest():
                self._crest(item, placed.y)
            case Code():
                self.paths.append(qr_slot(self.ink, item, placed.y))
                self.texts += self._draft_texts(item, placed.y)
            case Mark():
                self.ink.paths.append(self.ink.tick(item.x - item.side / 2, placed.y - item.side / 2, item.side))
            case Table():
                draw_table(self, item, placed.y)

    def _text(self, item: Text, placed: Placed) -> None:
        keys = names_in(item.text)
        runs = runs_of(self.doc.faces, item.text, item.weight)
        width = min(item.w, content_width(self.kertas) - item.x) if item.align == "left" else item.w
        frame, long = self.frame(item.x, placed.y, width, item.align), Folding(item.least, item.fold, item.down)
        if not self.is_static(keys):
            self.texts.append(text_slot(keys[0], runs, item.size, frame, item.colour, long))
            self.box(keys[0], frame.x / MM - self.ink.left, placed.y - 2, width, 4)
        elif item.lines == 1:
            slot = text_slot(keys[0] if keys else "", runs, item.size, frame, item.colour, long)
            self.ink.texts.append(self._static(slot))
        else:
            self._paragraph(item, placed.y, filled(runs, self.static))

    def _static(self, slot: Slot) -> str:
        try:
            return slot.emit(self.static, self.over)
        except MissingLetter as missing:
            raise letter_problem(slot.key, missing.letter) from None

    def _paragraph(self, item: Text, y: float, runs: list[tuple[Face, str]]) -> None:
        """Fixed words over several lines, bold among plain; ``y`` is the middle of the first line."""
        space = self.face(item.weight).width(" ", item.size)
        x = line = 0.0
        for face, text in runs:
            for word in text.split():
                wide = face.width(word, item.size)
                if x and x + wide > mm(item.w):
                    x, line = 0.0, line + 1
                self.ink.text(face, item.size, item.x + x / MM, y + line * item.lead, word)
                x += wide + space

    def _value(self, item: Value, placed: Placed) -> None:
        if item.rule:
            bottom = min(placed.y + 2.55, placed.top + placed.height)
            self.ink.line(item.x, bottom, item.x + item.w, bottom, grey=GREYS["rule"], line=0.6)
        if item.key in BY_HAND:
            return
        slack = 1.0 if item.align == "left" else 0.0
        left = item.x + slack
        frame = Frame(self.ink.x(left), self.ink.y(placed.y), mm(item.w - 2 * slack), item.align)
        slot = value_slot(item.key, self.face(item.weight), item.size, frame, item.lines, item.least)
        if item.key in self.static:
            self.ink.texts.append(self._static(slot))
        else:
            self.texts.append(slot)
            self.box(item.key, item.x, placed.y - 2.6, item.w, 5.2)

    def _digits(self, item: Digits, placed: Placed) -> None:
        boxes = DigitBoxes(self.ink.x(item.x), self.ink.y(placed.y), mm(item.side), mm(item.high), mm(item.gap),
                           item.groups, item.align)
        top = placed.y - item.high / 2
        for start in boxes.starts():
            self.ink.rect(start / MM - self.ink.left, top, item.side, item.high, grey=0.2)
        if item.key in BY_HAND:
            return
        strict = not item.free and field_of(item.key) != ""
        slot = digits_slot(item.key, label(item.key), self.face("semibold"), boxes, strict)
        if item.key in self.static:
            self.ink.texts.append(self._static(slot))
        else:
            self.texts.append(slot)
            self.box(item.key, item.x, top, boxes.width / MM, item.high)

    def _ticks(self, item: Ticks, placed: Placed) -> None:
        top = placed.y - item.side / 2
        marks: dict[str, str] = {}
        for code, words, x in item.options:
            self.ink.rect(x, top, item.side, item.side, grey=0.13)
            marks[code] = self.ink.cross(x, top, item.side)
            self.ink.text(self.face("regular"), item.size, x + item.label, placed.y, words)
            if item.key not in BY_HAND:
                self.box(item.key, x, top, item.label + self.face("regular").width(words, item.size) / MM, item.side)
        if item.key not in BY_HAND:
            self.paths.append(mark_slot(item.key, marks))

    def _crest(self, item: Crest, y: float) -> None:
        if self.lambang:
            self.pictures.append((self.lambang, self.ink.x(item.x), self.ink.y(y + item.side), mm(item.side),
                                  mm(item.side)))
            return
        self.ink.rect(item.x, y, item.side, item.side, dashed=True, grey=0.5)
        for i, word in enumerate(("lambang", "daerah")):
            self.ink.text(self.face("regular"), 6.4, item.x + item.side / 2, y + item.side / 2 - 1.45 + i * 2.9, word,
                          align="center", colour="note")

    def _draft_texts(self, item: Code, y: float) -> list[Slot]:
        middle = item.x + item.side / 2
        bold, small = self.face("bold"), self.face("regular")
        word = self.frame(middle, y + item.side * 0.42, item.side - 2, "center")
        number = self.frame(middle, y + item.side * 0.7, item.side - 2, "center")
        return [value_slot("cetak.draf.kata", bold, 13, word),
                value_slot("cetak.draf.nomor", small, 6.4, number, 2, 5.0)]


def letter_problem(key: str, letter: str, place: str = "") -> Problem:
    """The Problem of a letter that no face of ours has; ``place`` says where it stands when that is no key's value."""
    shown = f"{letter} (U+{ord(letter):04X})" if letter.isprintable() else f"U+{ord(letter):04X}"
    return Problem("HURUF_TIDAK_ADA", f"{place or label(key)} memuat huruf yang tidak bisa dicetak: {shown}.",
                   "Lembar lain tetap dibuat.", "Ganti hurufnya dengan huruf Latin seperti di KTP.")


def lines_of(face: Face, text: str, size: float, width: float, key: str) -> list[str]:
    """``wrap`` with a Problem instead of MissingLetter."""
    try:
        return wrap(face, text, size, width)
    except MissingLetter as missing:
        raise letter_problem(key, missing.letter) from None

