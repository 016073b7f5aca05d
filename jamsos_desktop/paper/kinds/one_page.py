"""A paper of the office with boxes: one page by its layout, and a Lampiran when something did not fit."""

from __future__ import annotations

from collections.abc import Mapping

from jamsos_desktop.paper.blank.pages import BlankForms
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.form import Form
from jamsos_desktop.paper.draw.keys import label
from jamsos_desktop.paper.draw.lampiran import Lampiran, Part
from jamsos_desktop.paper.draw.marks import bundle_marks, own_layout, static_values, trace
from jamsos_desktop.paper.fitting import Squeeze, squeezed
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet


class OnePage:
    """Papers of one layout in one document, compiled when the first one comes. ``static``: laid over the values that
    are the same on every sheet. ``kode``: as of ``own_layout``, where no line of the layout tells of it."""

    def __init__(self, doc: Document, ctx: PrintContext, layout: str, static: Mapping[str, str] | None = None,
                 kode: str = "") -> None:
        self._doc, self._ctx, self._kode = doc, ctx, kode
        self._static = static_values(ctx) | dict(static or {})
        self._form = Form(doc, layout, ctx.kertas, self._static, ctx.unit.lambang)
        self._lampiran = Lampiran(doc, ctx)
        self._blanks = BlankForms(doc, ctx)

    def add(self, sheet: Sheet, own: Mapping[str, str], what: str) -> int:
        """Add the pages of one sheet with its ``own`` values and say how many; ``what``: how foot and Lampiran call it.

        Raises Problem before anything is added.
        """
        values = self._values(sheet, own, what)
        if blank := self._blanks.of(sheet.jenis):
            return blank.add(values)
        made = self._form.make(values)
        over = dict.fromkeys([*self._form.over, *made.over])
        parts = [Part(self._ctx.unit.words(label(key)), text, key) for key, text in over]
        rest = self._lampiran.make(parts, values | {"nama": self._static["kepala.nama"]}) if parts else []
        if rest:
            made = self._form.make(values | {"cetak.dari": str(1 + len(rest))})
        self._doc.page((self._form.name,), made.operators)
        self._lampiran.add(rest)
        return 1 + len(rest)

    def fit(self, sheet: Sheet, own: Mapping[str, str], what: str) -> list[Squeeze]:
        """What would become of long values, on the office's own blank or on our layout."""
        values = self._values(sheet, own, what)
        blank = self._blanks.of(sheet.jenis)
        return blank.fit(values) if blank else squeezed(self._form.slots, values, self._form.over)

    def _values(self, sheet: Sheet, own: Mapping[str, str], what: str) -> dict[str, str]:
        number = sheet.nomor or self._ctx.bundel
        head = sheet.nomor or (f"Bundel {number}" if number else "")
        foot = f"{what} \u00b7 {own_layout(self._ctx, self._kode)}"
        return {**self._static, **own, **bundle_marks(PAPERS[sheet.jenis].qr, number, sheet.kode_periksa, head, foot,
                                                      trace(self._ctx, sheet.ke)),
                "cetak.judul": f"Lampiran {what}", "cetak.paraf": "Paraf pimpinan"}
