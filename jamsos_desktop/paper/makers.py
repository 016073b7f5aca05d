"""Which module makes which kind of paper. A maker is compiled into a document when its first sheet comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from jamsos_desktop.paper.ceklis import Ceklis
from jamsos_desktop.paper.document import Document
from jamsos_desktop.paper.formulir import Formulir
from jamsos_desktop.paper.sheets import Box, PrintContext, Sheet


class Maker(Protocol):
    """Makes the sheets of one kind in one document."""

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one sheet and say how many; raises Problem with nothing added."""
        ...


# One line a kind, in the order of PAPERS.
MAKERS: Mapping[str, Callable[[Document, PrintContext], Maker]] = {
    "ceklis": Ceklis,
    "formulir": Formulir,
}


class Makers:
    """The makers of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx
        self._made: dict[str, Maker] = {}

    def of(self, jenis: str) -> Maker:
        """The maker of a kind of paper."""
        found = self._made.get(jenis)
        if found is None:
            found = self._made[jenis] = MAKERS[jenis](self._doc, self._ctx)
        return found

    def boxes(self, sheet: Sheet) -> tuple[Box, ...]:
        """Where the fields of a sheet stand; () for papers nothing can be clicked on."""
        maker = self.of(sheet.jenis)
        return maker.boxes(sheet) if isinstance(maker, Formulir) else ()
