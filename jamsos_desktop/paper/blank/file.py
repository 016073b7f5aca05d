"""Reading an office's own blank that is a PDF; in the child only (``blank_child.py``).

Fields that a mapping fills are taken off the page and become ``Spot``s; everything else that stands on it is drawn into
it for good. Nothing that acts comes along.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Collection, Iterator
from typing import Any, Literal

from jamsos_desktop.paper.blank.geometry import Seen, appearance_matrix, seen_part
from jamsos_desktop.paper.blank.parts import Parts, Unfitting, got, page_content, plain
from jamsos_desktop.paper.blank.records import MOST_PAGES, BlankFile, BlankPage, Spot
from jamsos_desktop.paper.blank.widgets import Widget, widgets

_DRAWN_APART = ("/Link", "/Popup", "/Widget")
_HIDDEN, _PRINTED = 2, 4  # flags of an annotation


def read_pdf(data: bytes, filled: Collection[str]) -> BlankFile:
    """A PDF as parts. ``filled``: names of the fields that will be filled. Raises Unfitting and what pypdf raises."""
    from pypdf import PdfReader

    if b"%PDF-" not in data[:1024]:
        raise Unfitting("bukan PDF")
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unfitting("terkunci kata sandi; minta yang tidak terkunci")
    form = got(reader.root_object, "/AcroForm", {})
    if "/XFA" in form:
        raise Unfitting("memakai formulir XFA; cetak dulu ke PDF biasa")
    if not len(reader.pages):
        raise Unfitting("tidak punya halaman")
    if len(reader.pages) > MOST_PAGES:
        raise Unfitting(f"punya {len(reader.pages)} halaman, paling banyak {MOST_PAGES}")
    parts, pages, spots = Parts(), [], []
    for number, page in enumerate(reader.pages):
        made = _Page(parts, page, number, filled, form)
        pages.append(made.page())
        spots += made.spots
    return BlankFile(tuple(pages), tuple(spots), tuple(part for part in parts.found if part is not None),
                     tuple(sorted(parts.loose)))


class _Page:
    """One page on its way into parts."""

    def __init__(self, parts: Parts, page: Any, number: int, filled: Collection[str], form: Any) -> None:
        self.parts, self.source, self.number, self.filled, self.form = parts, page, number, filled, form
        self.seen = Seen.of(page)
        self.spots: list[Spot] = []
        self._drawn: dict[str, int] = {}
        self._after: list[bytes] = []

    def page(self) -> BlankPage:
        """The page as one form XObject, its fields apart."""
        for annotation in self._annotations():
            kind, flags = got(annotation, "/Subtype"), int(got(annotation, "/F", 0))
            if kind == "/Widget":
                self._widget(annotation, flags)
            elif kind not in _DRAWN_APART and flags & _PRINTED and not flags & _HIDDEN:
                self._draw(annotation, _looks(annotation))
        content = b"\n".join([b"q", page_content(self.source), b"Q", *self._after])
        self.parts.weigh(len(content))
        resources = self.parts.resources(self.source.get("/Resources"), self._drawn)
        head = f"{seen_part(self.seen)} /Filter /FlateDecode"
        return BlankPage(self.seen.width, self.seen.height, self.parts.form(head, resources, zlib.compress(content)))

    def _annotations(self) -> Iterator[Any]:
        for one in got(self.source, "/Annots", ()):
            annotation = plain(one)
            if hasattr(annotation, "get"):
                yield annotation

    def _widget(self, annotation: Any, flags: int) -> None:
        for widget in widgets(annotation, self.form):
            if widget.name in self.filled:
                self._after.append(widget.frame(self.seen.sideways))
                if widget.kind == "tick":
                    self._draw(annotation, widget.off)
            elif not widget.button and not flags & _HIDDEN:
                self._draw(annotation, widget.shown)
            if widget.kind != "other":
                self.spots.append(self._spot(widget))

    def _spot(self, widget: Widget) -> Spot:
        x, y, w, h = self.seen.box(widget.rect)
        align: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
        return Spot(widget.name, widget.kind, self.number, x, y, w, h, widget.state, widget.cells, widget.lines,
                    widget.size, align[widget.align])

    def _draw(self, annotation: Any, appearance: Any) -> None:
        """An appearance of the file's own, drawn where it stands."""
        appearance = plain(appearance)
        if appearance is None or not hasattr(appearance, "get_data"):
            return
        name = f"JamsosA{len(self._drawn)}"
        value = self.parts.value(appearance.indirect_reference or appearance)
        if len(value) == 1 and isinstance(value[0], int):
            self._drawn[name] = value[0]
            self._after.append(f"q {appearance_matrix(annotation, appearance)} cm /{name} Do Q".encode())


def _looks(annotation: Any) -> Any:
    """What a stamp or note looks like: of those with several looks the one in force."""
    drawn = got(got(annotation, "/AP"), "/N")
    return got(drawn, got(annotation, "/AS", "/Off")) if drawn is not None and not hasattr(drawn, "get_data") else drawn
