"""One page of a blank compiled: a slot for each value, where the mapping or the blank's own field puts it."""

from __future__ import annotations

from jamsos_desktop.paper.blank.keys import source_of
from jamsos_desktop.paper.blank.map import BlankMap, FieldMap, Item
from jamsos_desktop.paper.blank.records import BlankFile, Spot
from jamsos_desktop.paper.blank.slots import area_slot, comb_slot, cross_slot
from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.faces import Face, MissingLetter
from jamsos_desktop.paper.draw.ink import Ink
from jamsos_desktop.paper.draw.keys import DERIVED, field_of, names_in
from jamsos_desktop.paper.draw.layout import Code, Digits, Mark, Text, Ticks, Value
from jamsos_desktop.paper.draw.qr_block import qr_slot
from jamsos_desktop.paper.draw.slots import (
    DigitBoxes,
    Folding,
    Frame,
    Slot,
    Values,
    filled,
    mm,
    runs_of,
    text_slot,
    value_slot,
)
from jamsos_desktop.paper.sheets import Box

WEIGHT = "semibold"  # of values in fields, as on our own forms
_PAD = 2.5  # points between the edge of a field and its text
_LARGEST = 10.0
_OF_HEIGHT = 0.68  # of a field's height is the size of its letters, where the file does not say
_ALL_OF_HEIGHT = 0.83  # at most, or a g would go over the edge


class BlankPlaces:
    """Slots of page ``at``, with the template that takes them."""

    def __init__(self, doc: Document, mapping: BlankMap, blank: BlankFile | None, at: int) -> None:
        self._doc, self._at = doc, at
        self._ink = Ink(doc.height)
        self._paths: list[Slot] = []
        self._texts: list[Slot] = []
        self.boxes: list[Box] = []
        fields = {one.field: one for one in mapping.fields}
        for spot in blank.spots if blank else ():
            if spot.page == at and spot.name in fields:
                self._field(fields[spot.name], spot)
        for item in mapping.pages[at].items if at < len(mapping.pages) else ():
            self._item(item)
        self.slots = (*self._paths, *self._texts)
        self.texts = tuple(self._texts)
        fixed = self._ink.operators().replace("%", "%%")
        self.template = "\n".join([fixed, *["%s"] * len(self._paths), "BT", *["%s"] * len(self._texts), "ET"])

    def lacking(self, values: Values) -> str:
        """The key of the value that has a letter the font lacks."""
        for slot in self.slots:
            try:
                slot.emit(values, [])
            except MissingLetter:
                return slot.key
        return ""

    def _face(self, weight: str) -> Face:
        return self._doc.faces[weight]

    def _box(self, key: str, x: float, y: float, w: float, h: float) -> None:
        """Remember where a field stands; points from the lower left corner."""
        source = source_of(key)
        if field := "keluarga" if source not in DERIVED and "." in source else field_of(source):
            self.boxes.append(Box(field, self._at, x, self._doc.height - y - h, w, h))

    def _field(self, one: FieldMap, spot: Spot) -> None:
        key = one.key or next(iter(names_in(one.text)), "")
        self._box(key, spot.x, spot.y, spot.w, spot.h)
        if spot.kind == "tick":
            cross = self._cross(spot)
            codes = [one.when] if one.when else [code for code, state in one.states.items() if state == spot.state]
            self._paths.append(cross_slot(key, dict.fromkeys(codes, cross)))
            return
        face = self._face(WEIGHT)
        size = one.size or spot.size or (9.0 if spot.lines else min(_LARGEST, spot.h * _OF_HEIGHT))
        if spot.cells and one.key:
            side = spot.w / spot.cells
            starts = [spot.x + side * at for at in range(spot.cells)]
            size = min(size, side * 1.4, spot.h * _OF_HEIGHT)
            self._texts.append(comb_slot(key, face, size, starts, side, spot.y + spot.h / 2, spot.align))
            return
        least = min(one.least, size)
        width = spot.w - 2 * _PAD
        runs = runs_of(self._doc.faces, one.text or f"{{{one.key}}}", WEIGHT)
        if spot.lines:
            frame = Frame(spot.x + _PAD, spot.y + spot.h - _PAD, width, spot.align)
            self._texts.append(area_slot(key, face, size, least, frame, spot.h - 2 * _PAD,
                                         lambda values: "".join(text for _, text in filled(runs, values))))
            return
        size = min(size, spot.h * _ALL_OF_HEIGHT)
        frame = Frame(spot.x + _PAD, spot.y + spot.h / 2, width, spot.align)
        self._texts.append(text_slot(key, runs, size, frame, "", Folding(min(least, size), 1)))

    def _cross(self, spot: Spot) -> str:
        side = min(spot.w, spot.h) / MM
        x, top = spot.x + spot.w / 2 - mm(side / 2), self._doc.height - spot.y - spot.h / 2 - mm(side / 2)
        return self._ink.cross(x / MM, top / MM, side)

    def _item(self, item: Item) -> None:
        y = item.y or 0.0
        match item:
            case Value():
                left = item.x - {"left": 0.0, "center": item.w / 2, "right": item.w}[item.align]
                frame = Frame(mm(left), self._ink.y(y), mm(item.w), item.align)
                self._texts.append(value_slot(item.key, self._face(item.weight), item.size, frame, item.lines,
                                              item.least))
                self._box(item.key, frame.x, frame.y - mm(2.6), frame.w, mm(5.2))
            case Digits():
                self._digits(item, y)
            case Text():
                self._text(item, y)
            case Ticks():
                top = y - item.side / 2
                self._paths.append(cross_slot(item.key, {code: self._ink.cross(x, top, item.side)
                                                         for code, _, x in item.options}))
                for _, _, x in item.options:
                    self._box(item.key, mm(x), self._ink.y(top + item.side), mm(item.side), mm(item.side))
            case Mark():
                self._ink.paths.append(self._ink.tick(item.x - item.side / 2, y - item.side / 2, item.side))
            case Code():
                self._paths.append(qr_slot(self._ink, item, y))

    def _digits(self, item: Digits, y: float) -> None:
        boxes = DigitBoxes(mm(item.x), self._ink.y(y), mm(item.side), mm(item.high), mm(item.gap), item.groups,
                           item.align)
        size = min(_LARGEST, mm(item.high) * _OF_HEIGHT, mm(item.side) * 1.4)
        self._texts.append(comb_slot(item.key, self._face(WEIGHT), size, boxes.starts(), boxes.side, boxes.y,
                                     item.align))
        self._box(item.key, boxes.x, boxes.y - boxes.high / 2, boxes.width, boxes.high)

    def _text(self, item: Text, y: float) -> None:
        keys = names_in(item.text)
        runs = runs_of(self._doc.faces, item.text, item.weight)
        room = self._doc.width / MM - item.x
        width = min(item.w, {"left": room, "center": 2 * min(item.x, room), "right": item.x}[item.align])
        left = item.x - {"left": 0.0, "center": width / 2, "right": width}[item.align]
        frame = Frame(mm(left), self._ink.y(y), mm(width), item.align)
        long = Folding(item.least, item.fold, item.down)
        key = next(iter(keys), "")
        self._texts.append(text_slot(key, runs, item.size, frame, item.colour, long))
        self._box(key, frame.x, frame.y - mm(2), frame.w, mm(4))
