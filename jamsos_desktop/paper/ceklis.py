"""Ceklis berkas: who is in the bundle and which papers lie in the map."""

from __future__ import annotations

from jamsos_desktop.paper.document import Document
from jamsos_desktop.paper.sheets import PrintContext, Sheet


class Ceklis:
    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx

    def add(self, sheet: Sheet) -> int:
        return 0
