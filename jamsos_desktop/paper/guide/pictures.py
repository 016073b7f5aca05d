"""A picture of the guide on paper: kept as its file has it, as wide as the words, a little smaller rather than
on a page of its own."""

from __future__ import annotations

import struct
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFImageXObject, PDFName, PDFStream
from reportlab.platypus import Flowable

LINE = HexColor("#9AA6A0")
PER_MM = 6.5  # pixels: a smaller window comes out as large as the whole one beside it
LEAST = 0.8  # of its size, before it goes to the next page
GAP = 4.0  # points above and below
_HEAD = b"\x89PNG\r\n\x1a\n"
_WITH_PALETTE = 3  # a PNG's "colour type"


class Pixels(NamedTuple):
    """A picture with a palette, packed as PNG packs it, which PDF understands; ``bits`` of each pixel."""

    wide: int
    high: int
    bits: int
    palette: bytes
    packed: bytes

    @classmethod
    def of(cls, file: Path) -> Pixels:
        """Take a PNG apart; ValueError for one without a palette. Raises OSError."""
        data = file.read_bytes()
        wide, high, bits, colours, *_, woven = struct.unpack_from(">IIBBBBB", data, len(_HEAD) + 8)
        if not data.startswith(_HEAD) or colours != _WITH_PALETTE or woven:
            raise ValueError(f"{file.name} is no plain PNG with a palette")
        parts: dict[bytes, list[bytes]] = {b"PLTE": [], b"IDAT": []}
        at = len(_HEAD)
        while at < len(data):
            size, name = struct.unpack_from(">I4s", data, at)
            parts.setdefault(name, []).append(data[at + 8:at + 8 + size])
            at += size + 12
        return cls(wide, high, bits, b"".join(parts[b"PLTE"]), b"".join(parts[b"IDAT"]))


class _InPdf(PDFImageXObject):
    """The pixels as they are; reportlab itself would write three bytes for each."""

    def __init__(self, name: str, pixels: Pixels) -> None:
        super().__init__(name)
        self._pixels = pixels

    def format(self, document: Any) -> Any:
        """The object as it stands in the file."""
        stream: Any = PDFStream(content=self._pixels.packed)
        told = stream.dictionary
        colours = len(self._pixels.palette) // 3
        told["Type"], told["Subtype"] = PDFName("XObject"), PDFName("Image")
        told["Width"], told["Height"] = self._pixels.wide, self._pixels.high
        told["BitsPerComponent"] = self._pixels.bits
        told["ColorSpace"] = PDFArray([PDFName("Indexed"), PDFName("DeviceRGB"), colours - 1,
                                       f"<{self._pixels.palette.hex()}>"])
        told["Filter"] = PDFName("FlateDecode")
        told["DecodeParms"] = PDFDictionary({"Predictor": 15, "Colors": 1, "BitsPerComponent": self._pixels.bits,
                                             "Columns": self._pixels.wide})
        return stream.format(document)


class Picture(Flowable):
    """One picture in the middle of the column, with a thin line around it."""

    def __init__(self, pixels: Pixels) -> None:
        super().__init__()
        self._pixels = pixels
        self.hAlign = "CENTER"

    @cached_property
    def _name(self) -> str:
        return f"gambar-{sha256(self._pixels.palette + self._pixels.packed).hexdigest()[:20]}"

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """As wide as it should be, at most the column; smaller when that spares a page."""
        wide = min(aW, self._pixels.wide / PER_MM * 72 / 25.4)
        ratio = self._pixels.high / self._pixels.wide
        if wide * ratio + 2 * GAP > aH >= LEAST * wide * ratio + 2 * GAP:
            wide = (aH - 2 * GAP) / ratio
        self.width, self.height = wide, wide * ratio + 2 * GAP
        return self.width, self.height

    def draw(self) -> None:
        """On the canvas of the page; the pixels are in the file once."""
        canvas: Any = self.canv
        doc = canvas._doc
        known = doc.getXObjectName(self._name)
        if known not in doc.idToObject:
            image = _InPdf(self._name, self._pixels)
            canvas._setXObjects(image)
            doc.Reference(image, known)
            doc.addForm(self._name, image)
        canvas.saveState()
        canvas.translate(0, GAP)
        canvas.scale(self.width, self.height - 2 * GAP)
        canvas._code.append(f"/{known} Do")
        canvas.restoreState()
        canvas._formsinuse.append(self._name)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.rect(0, GAP, self.width, self.height - 2 * GAP)
