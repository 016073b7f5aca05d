"""Putting the pieces of an office's own blank into a document, once, whatever number of sheets shows it.

So the pages of a blank and our own lie in one file in their order, and the file does not grow by the blank each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from jamsos_desktop.paper.blank.records import Part

_Object: Any = pdfdoc.PDFObject  # published without types


class _Piece(_Object):  # type: ignore[misc]
    """An object of another file; ``others`` are all pieces of it, which its head names by number."""

    __RefOnly__ = 1

    def __init__(self, part: Part, others: list[_Piece]) -> None:
        self.part, self.others = part, others

    def format(self, document: Any) -> bytes:
        head = b"".join(bit if isinstance(bit, bytes) else document.Reference(self.others[bit]).format(document)
                        for bit in self.part.head)
        data = self.part.data
        if data is None:
            return head
        return b"%b/Length %d >>\nstream\n%b\nendstream\n" % (head.removesuffix(b">>"), len(data), data)


def join(document: Any, parts: Sequence[Part], shown: dict[int, str]) -> None:
    """Register ``parts`` in a reportlab document; ``shown``: part number -> name of the form XObject it is."""
    pieces: list[_Piece] = []
    pieces += [_Piece(part, pieces) for part in parts]
    for number, name in shown.items():
        document.Reference(pieces[number], document.getXObjectName(name))
