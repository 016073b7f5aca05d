"""PDF pages as pictures through pypdfium2; every call under one lock, as pdfium knows no threads."""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

_ONE_AT_A_TIME = Lock()


class Raster(NamedTuple):
    """A picture: ``data`` rows of BGRX pixels, ``stride`` bytes a row."""

    data: bytes
    width: int
    height: int
    stride: int


def render(pdf: bytes, page: int, scale: float) -> Raster:
    """Page ``page`` (from 0) at ``scale`` pixels a point."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[page].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            return Raster(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()
