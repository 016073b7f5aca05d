"""The child behind the hidden verb ``_baca-blangko``: reads one blank from its standard input, answers its parts.

It touches nothing else. A file that ends it leaves no answer, which is one.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jamsos_desktop.bounds import bound
from jamsos_desktop.paper.blank.parts import Unfitting
from jamsos_desktop.paper.blank.records import LARGEST_FILE, MEMORY, SECONDS, Answer, BlankFile, Unfit


def main(argv: Sequence[str]) -> int:
    """``argv``: pdf, png or jpg; width and height of the paper in points; names of filled fields as JSON."""
    from pypdf.errors import PyPdfError

    bound(MEMORY, SECONDS + 5)  # the asker says first that it takes too long
    with open(0, "rb", closefd=False) as given, open(1, "wb", closefd=False) as out:
        data = given.read(LARGEST_FILE + 1)
        try:
            found = read(argv[0], float(argv[1]), float(argv[2]), msgspec.json.decode(argv[3], type=list[str]), data)
            _draw(found)
            answer: Answer = found
        except Unfitting as why:
            answer = Unfit(str(why))
        except MemoryError:
            answer = Unfit("terlalu besar setelah dibuka")
        except (PyPdfError, RecursionError):
            answer = Unfit("rusak atau terpotong")
        out.write(msgspec.msgpack.encode(answer))
    return 0


def read(suffix: str, width: float, height: float, filled: Sequence[str], data: bytes) -> BlankFile:
    """A blank as parts. Raises Unfitting."""
    from jamsos_desktop.paper.blank import file as blank_file
    from jamsos_desktop.paper.blank import scan as blank_scan

    if len(data) > LARGEST_FILE:
        raise Unfitting("lebih besar dari 4 MiB")
    if suffix == "pdf":
        return blank_file.read_pdf(data, frozenset(filled))
    return blank_scan.read_picture(data, width, height)


def _draw(blank: BlankFile) -> None:
    """Draw the parts once, small: what would keep the screen busy for ever, or fill its memory, does so here."""
    from jamsos_desktop.paper.draw.document import Document
    from jamsos_desktop.paper.draw.raster import Unreadable, render

    doc = Document("A4", "")
    for page, name in zip(blank.pages, doc.join("blangko", blank), strict=True):
        doc.sized(page.width, page.height).page((name,))
    pdf = doc.bytes()
    for at in range(len(blank.pages)):
        try:
            render(pdf, at, 0.25)
        except Unreadable:
            raise Unfitting("rusak atau terpotong") from None
