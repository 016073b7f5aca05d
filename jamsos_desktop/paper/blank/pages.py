"""Printing on an office's own blank: its pages as static forms, the values of a sheet over them, nothing cut.

Nothing may go over the edge of its place: what does not fit is named and the sheet is left out.
"""

from __future__ import annotations

from typing import NamedTuple

from jamsos_desktop.paper.blank.check import BlankFault, opened
from jamsos_desktop.paper.blank.keys import ROWS, blank_label, digits_of, source_of
from jamsos_desktop.paper.blank.map import BlankMap, chosen
from jamsos_desktop.paper.blank.places import BlankPlaces
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.faces import MissingLetter
from jamsos_desktop.paper.draw.form import letter_problem
from jamsos_desktop.paper.draw.slots import Values, Watched
from jamsos_desktop.paper.fitting import NO_LETTER, NO_ROOM, Squeeze
from jamsos_desktop.paper.sheets import Box, PrintContext
from jamsos_desktop.problems import Problem

_ELSEWHERE = "Pendekkan isiannya, atau cetak dengan tata letak desa."


class BlankForm:
    """One blank compiled into one document."""

    def __init__(self, doc: Document, ctx: PrintContext, name: str, mapping: BlankMap) -> None:
        try:
            blank = opened(mapping, ctx.blangko)
        except BlankFault as fault:
            raise Problem("BLANGKO_RUSAK", f"Blangko {fault.where} {fault.why}.", "Lembar lain tetap dibuat.",
                          "Minta ketentuan baru dari DPMD, atau cetak dengan tata letak desa.") from fault
        self.mapping = mapping
        sizes = [(page.width, page.height) for page in blank.pages] if blank else []
        sizes += [mapping.paper] * (len(mapping.pages) - len(sizes))
        self._docs = [doc.sized(*size) for size in sizes]
        self._bare = mapping.cara == "pracetak" and not ctx.layar
        shown = doc.join(f"blangko-{name.removesuffix('.toml')}", blank) if blank and not self._bare else ()
        self._forms = [shown[at:at + 1] for at in range(len(sizes))]
        self._pages = [BlankPlaces(one, mapping, blank, at) for at, one in enumerate(self._docs)]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where the fields of a person stand."""
        return tuple(box for page in self._pages for box in page.boxes)

    def add(self, values: Values) -> int:
        """Add the pages of one sheet and say how many. Raises Problem, naming the field, before anything is added."""
        ready = self._ready(values)
        made = [self._page(page, values) for page, values in self._numbered(ready)]
        for doc, form, operators in zip(self._docs, self._forms, made, strict=True):
            if self._bare:
                doc.pre_printed.add(doc.pages)
            doc.page(form, operators)
        return len(made)

    def fit(self, values: Values) -> list[Squeeze]:
        """What would become of long values."""
        ready = self._ready_or_lost(values)
        if isinstance(ready, Squeeze):
            return [ready]
        found: list[Squeeze] = []
        for page, numbered in self._numbered(ready):
            for slot in page.slots:
                watch = Watched()
                try:
                    slot.emit(numbered, watch)
                except MissingLetter as missing:
                    key = self._lacking(missing.letter, slot.key, ready)
                    found.append(Squeeze(key, blank_label(key), ready.get(key, ""), NO_LETTER))
                found += [Squeeze(key, blank_label(key), text, NO_ROOM) for key, text in watch]
                found += [Squeeze(key, blank_label(key), ready[key], what) for key, what in watch.squeezed.items()
                          if key]
        return found

    def _numbered(self, values: Values) -> list[tuple[BlankPlaces, Values]]:
        """Each page with the values, which know the number of the page."""
        return [(page, {**values, "cetak.halaman": str(at), "cetak.dari": str(len(self._pages))})
                for at, page in enumerate(self._pages, 1)]

    def _lacking(self, letter: str, key: str, values: Values) -> str:
        """Whose letter it is: of the value under ``key``, or of another in the same words."""
        if letter in values.get(key, ""):
            return key
        return next((one for one in sorted(self.mapping.keys()) if letter in values[one]), key)

    def _page(self, page: BlankPlaces, values: Values) -> str:
        over = Watched()
        try:
            operators = page.template % tuple([slot.emit(values, over) for slot in page.slots])
        except MissingLetter as missing:
            key = self._lacking(missing.letter, page.lacking(values), values)
            raise letter_problem("", missing.letter, blank_label(key)) from None
        if over:
            raise self._no_room(*over[0])
        return operators

    def _no_room(self, key: str, text: str) -> Problem:
        return Problem("BLANGKO_TIDAK_MUAT", f"{blank_label(key)} tidak muat di blangko: {len(text)} huruf.",
                       "Lembar lain tetap dibuat.", _ELSEWHERE)

    def _ready(self, values: Values) -> Values:
        found = self._ready_or_lost(values)
        if isinstance(found, Squeeze):
            raise Problem("BLANGKO_TIDAK_MUAT", f"{found.label} tidak punya tempat di blangko.",
                          "Lembar lain tetap dibuat.", "Cetak orang ini dengan tata letak desa.")
        return found

    def _ready_or_lost(self, values: Values) -> Values | Squeeze:
        """The values with the digits the mapping asks for; or the first of a family for whom the blank has no row."""
        keys = self.mapping.keys()
        ready = {key: values.get(key, "") for key in keys} | dict(values)
        for key in keys:
            if source_of(key) != key:
                ready[key] = digits_of(key, values.get(source_of(key), ""))
        for word in ("waris", "keluarga"):
            rows = {key.split(".")[1] for key in map(source_of, keys) if key.startswith(f"{word}.")}
            if rows:
                for at in range(1, ROWS + 2):
                    name = values.get(f"{word}.{at}.nama", "")
                    if name and str(at) not in rows:
                        return Squeeze(f"{word}.{at}.nama", blank_label(f"{word}.{at}.nama"), name, NO_ROOM)
        return ready


class _Found(NamedTuple):
    """A blank, or that there is none."""

    form: BlankForm | None


class BlankForms:
    """The blanks of one document, each opened when its first sheet comes."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx
        self._found: dict[tuple[str, str], _Found] = {}

    def of(self, jenis: str, segmen: str = "") -> BlankForm | None:
        """The blank that stands in for a kind of paper, None where our own layout is printed. Raises Problem."""
        if not self._ctx.blangko:
            return None
        place = (jenis, segmen)
        if place not in self._found:
            pair = chosen(self._ctx.blangko, jenis, segmen, self._ctx.kertas)
            self._found[place] = _Found(BlankForm(self._doc, self._ctx, *pair) if pair else None)
        return self._found[place].form
