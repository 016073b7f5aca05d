"""One PDF under construction: faces, static forms, pages; reportlab behind a typed door."""

from __future__ import annotations

import zlib
from copy import copy
from io import BytesIO
from typing import Any, BinaryIO

from jamsos_desktop.paper.blank.records import BlankFile
from jamsos_desktop.paper.draw import stamp
from jamsos_desktop.paper.draw.faces import FILES, Face, font_of
from jamsos_desktop.paper.draw.layout import Layout
from jamsos_desktop.paper.draw.layouts import NONE, Forms, load

MM = 72 / 25.4
LEVEL = 6  # of compression: more makes a page 1 % smaller and a third slower
# mm; A5 lies on its side, and so do those with an L.
SIZES = {"A4": (210.0, 297.0), "F4": (215.0, 330.0), "A5": (210.0, 148.0), "A4L": (297.0, 210.0), "F4L": (330.0, 215.0)}


class Body:
    """The operators of a page's body, kept small until the page is added; as text (``str``) they are whole again.
    ``unsaid``: it carries a dagger that only the foot of its page can explain."""

    __slots__ = ("packed", "unsaid")

    def __init__(self, operators: str, unsaid: bool = False) -> None:
        self.packed, self.unsaid = zlib.compress(operators.encode("ascii"), LEVEL), unsaid

    def __str__(self) -> str:
        return zlib.decompress(self.packed).decode("ascii")


Picture = tuple[bytes, float, float, float, float]  # PNG or JPEG, x, y, w, h in points


class Document:
    """A PDF of one paper size. Everything is appended; ``write`` ends it. ``forms``: layouts of the district."""

    def __init__(self, kertas: str, title: str, forms: Forms = NONE) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        from jamsos_desktop.paper.draw.pdf_file import PageFile

        rl_config.useA85 = 0  # ASCII85 would cost a quarter more bytes and time
        font_of("regular")
        self.kertas = kertas
        self.width, self.height = (side * MM for side in SIZES[kertas])
        make: Any = Canvas  # its published types lack the parts used here
        self._canvas = make(BytesIO(), pagesize=(self.width, self.height), pageCompression=1, invariant=1,
                            initialFontName=FILES["regular"], lang="id")
        self._canvas.setTitle(title)
        self._canvas.setCreator("Jamsos Desa")
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._doc = self._canvas._doc
        self._pages = PageFile(self._canvas)
        self.faces = {weight: Face(weight, self._doc) for weight in FILES}
        self._count = [0]  # shared with the turned view
        self._forms = forms
        self.pre_printed: set[int] = set()  # pages (from 0) of values alone, shared as well
        self.compiled: dict[tuple[str, str], Any] = {}  # layout and size -> what many kinds of paper share

    @property
    def pages(self) -> int:
        """How many pages it has so far."""
        return self._count[0]

    def lying(self) -> Document:
        """The same document with pages that lie (A4 becomes A4L); pages of both go into one file in their order."""
        if self.width > self.height:
            return self
        turned = copy(self)
        turned.kertas = f"{self.kertas}L"
        turned.width, turned.height = (side * MM for side in SIZES[turned.kertas])
        return turned

    def sized(self, width: float, height: float) -> Document:
        """The same document with pages of another size, in points (an office's own blank brings its paper)."""
        other = copy(self)
        other.width, other.height = width, height
        return other

    def join(self, name: str, blank: BlankFile) -> tuple[str, ...]:
        """Keep the pages of a blank as static forms; their names for ``page``."""
        from jamsos_desktop.paper.blank.joining import join

        names = tuple(f"{name}-{at}" for at in range(len(blank.pages)))
        join(self._doc, blank.parts, {page.part: shown for page, shown in zip(blank.pages, names, strict=True)})
        return names

    def layout(self, name: str) -> Layout:
        """A layout by name, the district's where its settings bring one."""
        return load(name, self._forms)

    def form(self, name: str, operators: str, pictures: tuple[Picture, ...] = ()) -> str:
        """Keep ``operators`` as a static form; the answer is its name for ``page``."""
        self._canvas.setPageSize((self.width, self.height))  # a form is clipped to it
        self._canvas.beginForm(name)
        self._canvas._code.append(operators)
        for data, x, y, w, h in pictures:
            self._picture(data, x, y, w, h)
        self._canvas.endForm()
        return name

    def _picture(self, data: bytes, x: float, y: float, w: float, h: float) -> None:
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(BytesIO(data)), x, y, w, h, mask="auto", preserveAspectRatio=True)

    def page(self, forms: tuple[str, ...], *contents: str | Body) -> None:
        """Add one page: static forms first, then its own operators (pure ASCII), texts before bodies."""
        texts = "\n".join((self._pages.show(forms), *(part for part in contents if isinstance(part, str))))
        bodies = [part.packed for part in contents if isinstance(part, Body)]
        if over := stamp.operators(self.faces["bold"], self.width, self.height):
            bodies.append(Body(over).packed)
        self._pages.add(self.width, self.height, [Body(texts).packed, *bodies])
        self._count[0] += 1

    def write(self, file: BinaryIO) -> None:
        """Write the finished file, once; at least one page must have been added. Raises OSError."""
        self._pages.write(file)

    def bytes(self) -> bytes:
        """The finished file, for papers of a few pages."""
        target = BytesIO()
        self.write(target)
        return target.getvalue()
