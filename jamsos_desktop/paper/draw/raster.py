"""PDF pages as pictures through pypdfium2; every call under one lock, as pdfium knows no threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, NamedTuple

_ONE_AT_A_TIME = Lock()


class Raster(NamedTuple):
    """A picture: ``data`` rows of BGRX pixels, ``stride`` bytes a row."""

    data: bytes
    width: int
    height: int
    stride: int


class Unreadable(Exception):
    """A PDF that is damaged, locked with a password, or without pages."""


def render(pdf: bytes, page: int, scale: float) -> Raster:
    """Page ``page`` (from 0) at ``scale`` pixels a point. Raises Unreadable."""
    with _document(pdf) as document:
        bitmap = document[page].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        return Raster(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has, at least one. Raises Unreadable."""
    with _document(pdf) as document:
        if not len(document):
            raise Unreadable("no pages")
        return len(document)


@contextmanager
def _document(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as cause:
            raise Unreadable from cause
        try:
            yield document
        except pypdfium2.PdfiumError as cause:
            raise Unreadable from cause
        finally:
            document.close()
