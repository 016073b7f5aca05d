"""Formulir 1a: one page a person, and its Lampiran when something did not fit; or the office's own blank of it."""

from __future__ import annotations

from jamsos_desktop.paper.blank.pages import BlankForm, BlankForms
from jamsos_desktop.paper.blank.rows import further_values
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.form import Form
from jamsos_desktop.paper.draw.keys import ROWS, label
from jamsos_desktop.paper.draw.lampiran import Lampiran, Part
from jamsos_desktop.paper.draw.marks import form_mark, print_values, static_values
from jamsos_desktop.paper.draw.slots import Over
from jamsos_desktop.paper.fitting import CONTINUED, NO_LETTER, Squeeze, refused, squeezed
from jamsos_desktop.paper.kin import family_rows
from jamsos_desktop.paper.sheets import Box, PrintContext, PrintPerson, Sheet
from jamsos_desktop.paper.values import form_of, person_values
from jamsos_desktop.problems import Problem

# Part of a row, which also names the width of its column in the layout of the Lampiran, and its head.
_KIN = {"nama": "Nama lengkap", "hubungan": "Hubungan", "jk": "L/P", "nik": "NIK", "tanggal_lahir": "Tanggal lahir",
        "ket": "No. HP / wali"}


class Formulir:
    """The two layouts of Formulir 1a, each compiled when its first person comes."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx
        self._static = static_values(ctx)
        self._forms: dict[str, Form] = {}
        self._lampiran = Lampiran(doc, ctx)
        self._blanks = BlankForms(doc, ctx)

    def form(self, segmen: str) -> Form:
        """The compiled layout of PU or BPU."""
        found = self._forms.get(segmen)
        if found is None:
            found = self._forms[segmen] = Form(self._doc, f"formulir_{segmen.lower()}", self._ctx.kertas,
                                               self._static | form_mark(self._ctx, segmen), self._ctx.unit.lambang)
        return found

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one person and say how many. Raises Problem before anything is added."""
        person = sheet.people[0]
        segmen = form_of(person.peserta)
        values = self._values(person, segmen)
        if blank := self._blank(person, segmen):
            return blank.add(values | further_values(person.peserta))
        first, rest = self._made(person, segmen, values)
        self._doc.page((self.form(segmen).name,), first)
        self._lampiran.add(rest)
        return 1 + len(rest)

    def _made(self, person: PrintPerson, segmen: str, values: dict[str, str]) -> tuple[str, list[str]]:
        """The operators of the form and of its Lampiran; nothing is added yet. Raises Problem."""
        form = self.form(segmen)
        made = form.make(values)
        parts = self._continued(person, segmen, [*form.over, *made.over])
        if not parts:
            return made.operators, []
        mark = form_mark(self._ctx, segmen)["formulir.susunan"]
        values = values | {"cetak.judul": f"Lampiran formulir {person.nomor}".strip() + mark}
        rest = self._lampiran.make(parts, values)
        return form.make(values | {"cetak.dari": str(1 + len(rest))}).operators, rest

    def fit(self, sheet: Sheet) -> list[Squeeze]:
        """What would become of long values, on the blank or on our layout; Problem for a broken blank."""
        person = sheet.people[0]
        segmen = form_of(person.peserta)
        values = self._values(person, segmen)
        if blank := self._blank(person, segmen):
            return blank.fit(values | further_values(person.peserta))
        form = self.form(segmen)
        found = squeezed(form.slots, values, form.over)
        if refused(found):
            return found
        try:
            _, rest = self._made(person, segmen, values)
        except Problem:  # the values of the page are fine, so it is a letter in the name of somebody on the Lampiran
            return [*found, self._kin(person, NO_LETTER)]
        goes_on = rest and not any(one.what == CONTINUED for one in found)
        return [*found, self._kin(person, CONTINUED)] if goes_on else found

    def _kin(self, person: PrintPerson, what: str) -> Squeeze:
        return Squeeze("keluarga", label("keluarga"), ", ".join(one.nama for one in person.peserta.keluarga), what)

    def _values(self, person: PrintPerson, segmen: str) -> dict[str, str]:
        return self._static | person_values(person, self._ctx) | print_values(person, self._ctx, segmen)

    def _blank(self, person: PrintPerson, segmen: str) -> BlankForm | None:
        """The office's own blank; a draft never stands on one, as it must not be signed."""
        return None if person.draf else self._blanks.of("formulir", segmen)

    def _continued(self, person: PrintPerson, segmen: str, over: Over) -> list[Part]:
        parts = [Part(self._ctx.unit.words(label(key)), text, key) for key, text in dict.fromkeys(over)]
        if len(person.peserta.keluarga) <= ROWS:
            return parts
        people = [row for row in family_rows(person.peserta) if segmen == "PU" or row["waris"]]
        if len(people) > ROWS:
            rows = []
            for i, kin in enumerate(people[ROWS:], ROWS + 1):
                heir = " (ahli waris)" if segmen == "PU" and kin["waris"] else ""
                rows.append((str(i), *(kin[part] + (heir if part == "hubungan" else "") for part in _KIN)))
            title = "Susunan keluarga, lanjutan" if segmen == "PU" else "Ahli waris, lanjutan"
            parts.append(Part(title, "", "keluarga", ("No", *_KIN.values()), ("no", *_KIN), tuple(rows)))
        return parts

    def boxes(self, sheet: Sheet) -> tuple[Box, ...]:
        """Where the fields stand: on the first page of ours, on every page of a blank."""
        person = sheet.people[0]
        segmen = form_of(person.peserta)
        blank = self._blank(person, segmen)
        return blank.boxes if blank else tuple(self.form(segmen).boxes)
