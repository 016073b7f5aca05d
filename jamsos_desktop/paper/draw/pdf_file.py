"""The file of a PDF under construction: pages small in memory, and written object after object.

reportlab keeps every page as a dozen objects and joins the whole file in memory twice; twenty thousand forms do not
go that way. Fonts, static forms, catalogue and the numbers of objects stay its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_Object: Any = pdfdoc.PDFObject  # published without types


class PageFile:
    """The pages of one reportlab document, and their writing."""

    def __init__(self, canvas: Any) -> None:
        self._canvas, self._doc = canvas, canvas._doc
        self._resources = _Resources()

    def show(self, forms: Sequence[str]) -> str:
        """The operators that show static forms on a page."""
        names = [self._doc.getXObjectName(name) for name in forms]
        self._resources.forms.update(names)
        return " ".join(f"/{name} Do" for name in names)

    def add(self, width: float, height: float, contents: Sequence[bytes]) -> None:
        """One page (points) of deflated operators; a viewer reads them as one text."""
        doc = self._doc
        streams = [doc.Reference(_Stream(packed)) for packed in contents]
        page = _Page(width, height, doc.Reference(self._resources), streams)
        doc.Reference(page)
        doc.Pages.addPage(page)

    def write(self, file: BinaryIO) -> None:
        """Write the whole file, once; raises OSError."""
        doc = self._doc
        self._prepare()
        offsets: list[int] = []
        at = file.write(HEADER)
        while len(offsets) + 1 in doc.numberToId:  # writing an object may bring further ones
            name = doc.numberToId[len(offsets) + 1]
            offsets.append(at)
            at += file.write(pdfdoc.PDFIndirectObject(name, doc.idToObject[name]).format(doc))
        size = len(offsets) + 1
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        file.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
        root, info = (doc.Reference(one).format(doc) for one in (doc.Catalog, doc.info))
        identity = doc.ID()
        file.write(b"trailer\n<< /Size %d /Root %b /Info %b /ID %b >>\nstartxref\n%d\n%%%%EOF\n"
                   % (size, root, info, pdfdoc.format(identity, doc), at))

    def _prepare(self) -> None:
        """What reportlab does before it writes: subsets of the fonts, information, outline."""
        doc = self._doc
        for font in doc.delayedFonts:
            font.addObjects(doc)
        doc.info.invariant = doc.invariant
        doc.info.digest(doc.signature)
        doc.Reference(doc.Catalog)
        doc.Reference(doc.info)
        doc.Outlines.prepare(doc, self._canvas)
        if doc.Outlines.ready < 0:
            doc.Catalog.Outlines = None


class _Stream(_Object):  # type: ignore[misc]
    """Operators that are deflated already."""

    __RefOnly__ = 1

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    def format(self, _document: Any) -> bytes:
        return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\n" % (len(self.packed), self.packed)


class _Page(_Object):  # type: ignore[misc]
    """A page that names what all share."""

    __RefOnly__ = 1

    def __init__(self, width: float, height: float, resources: Any, contents: list[Any]) -> None:
        self.size, self.resources, self.contents = (width, height), resources, contents

    def format(self, document: Any) -> bytes:
        parent = document.Reference(document.Pages).format(document)
        contents = b" ".join(one.format(document) for one in self.contents)
        return (b"<< /Type /Page /Parent %b /MediaBox [0 0 %.4f %.4f] /Resources %b /Contents [%b] >>\n"
                % (parent, *self.size, self.resources.format(document), contents))


class _Resources(_Object):  # type: ignore[misc]
    """Fonts and static forms of all pages."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.forms: set[str] = set()

    def format(self, document: Any) -> bytes:
        found: Any = pdfdoc.PDFResourceDictionary()
        found.basicFonts()
        found.allProcs()
        found.XObject = {name: pdfdoc.PDFObjectReference(name) for name in sorted(self.forms)}
        formatted: bytes = found.format(document)
        return formatted
