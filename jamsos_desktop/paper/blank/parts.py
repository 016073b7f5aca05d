"""Taking a PDF to pieces: what draws a page, as parts. In the child; what acts (scripts, links, files) stays behind.
"""

from __future__ import annotations

import io
import zlib
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)

from jamsos_desktop.paper.blank.records import MOST_PARTS, MOST_PIXELS, MOST_UNPACKED, Part

# What may be drawn with, by name, in the resources of a page.
RESOURCES = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font")
# What an XObject may say of itself. /Ref and /OPI would fetch another file, /OC hide it, /Metadata and the like talk.
FORM = ("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Group", "/Filter", "/DecodeParms")
IMAGE = ("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask",
         "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Filter", "/DecodeParms")
_NEVER = ("/JS", "/JavaScript", "/AA", "/OpenAction", "/Metadata", "/PieceInfo", "/Ref", "/OPI", "/OC", "/StructParent",
          "/StructParents", "/Parent", "/Annots", "/EF", "/Length")
_OF_ANOTHER_FILE = ("/F", "/FFilter", "/FDecodeParms")


class Unfitting(Exception):
    """The file cannot be a blank; the message says why, in words that follow the file's name."""


class Parts:
    """Collects the parts of one file. Raises Unfitting when it is made to fill memory."""

    def __init__(self) -> None:
        self.found: list[Part | None] = []
        self._numbers: dict[tuple[int, int], int] = {}
        self._unpacked = 0
        self.loose: set[str] = set()

    def form(self, head: str, resources: bytes | list[bytes | int], content: bytes) -> int:
        """A form XObject of our own making; ``head`` holds its BBox and Matrix."""
        return self._keep(Part((f"<< /Type /XObject /Subtype /Form {head} /Resources ".encode(), *resources, b" >>"),
                               content))

    def weigh(self, size: int) -> None:
        """Count bytes that were unpacked."""
        self._unpacked += size
        if self._unpacked > MOST_UNPACKED:
            raise Unfitting("terlalu besar setelah dibuka")

    def picture(self, width: int, height: int, colour: str, bits: int, packed: bytes,
                how: str = "FlateDecode") -> int:
        """An image XObject of our own making, its samples ``packed`` in that way."""
        head = (f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {colour} "
                f"/BitsPerComponent {bits} /Filter /{how} >>")
        return self._keep(Part((head.encode(),), packed))

    def samples(self, width: int, height: int, colour: str, bits: int, samples: bytes) -> int:
        """An image XObject of samples row by row."""
        return self.picture(width, height, colour, bits, zlib.compress(samples))

    def resources(self, found: Any, more: dict[str, int] | None = None) -> list[bytes | int]:
        """A resource dictionary with what is known to draw, and ``more`` XObjects of ours."""
        out: list[bytes | int] = [b"<< "]
        given = plain(found)
        given = given if isinstance(given, DictionaryObject) else DictionaryObject()
        for name in RESOURCES:
            inner = plain(given.get(name))
            ours = more if name == "/XObject" and more else {}
            if not isinstance(inner, DictionaryObject):
                inner = DictionaryObject()
            out += [_name(name), b" << "]
            for key, value in inner.items():
                out += [_name(key), b" ", *self.value(value), b" "]
            for key, number in ours.items():
                out += [f"/{key} ".encode(), number, b" "]
            out.append(b">> ")
        return [*out, b">>"]

    def value(self, value: Any) -> list[bytes | int]:
        """An object as bytes and part numbers."""
        if isinstance(value, IndirectObject):
            return [self._numbered(value)]
        if isinstance(value, StreamObject):
            return [self._stream(value)]
        if isinstance(value, DictionaryObject):
            self._look_at_font(value)
            return self._dictionary(value, [key for key in value if key not in _NEVER])
        if isinstance(value, ArrayObject):
            out: list[bytes | int] = [b"["]
            for one in value:
                out += [b" ", *self.value(one)]
            return [*out, b" ]"]
        return [_written(value)]

    def _numbered(self, reference: IndirectObject) -> int:
        place = (reference.idnum, reference.generation)
        if place not in self._numbers:
            number = self._numbers[place] = self._keep(None)  # known before its inside, which may name it
            value = plain(reference)
            self.found[number] = self._stream_part(value) if isinstance(value, StreamObject) \
                else Part(tuple(self.value(value)))
        return self._numbers[place]

    def _keep(self, part: Part | None) -> int:
        if len(self.found) >= MOST_PARTS:
            raise Unfitting("berisi terlalu banyak bagian")
        self.found.append(part)
        return len(self.found) - 1

    def _stream(self, stream: StreamObject) -> int:
        return self._keep(self._stream_part(stream))

    def _stream_part(self, stream: StreamObject) -> Part:
        kind = got(stream, "/Subtype")
        if kind == "/Image":
            self._check_picture(stream)
            return Part(tuple(self._dictionary(stream, [key for key in IMAGE if key in stream])), stream._data)
        self.weigh(len(stream.get_data()))  # pypdf bounds each; all together are bounded here
        if kind == "/Form":
            head = self._dictionary(stream, [key for key in FORM if key in stream])[:-1]
            return Part((*head, b" /Resources ", *self.resources(stream.get("/Resources")), b" >>"), stream._data)
        keys = [key for key in stream if key not in _NEVER and key not in _OF_ANOTHER_FILE]
        return Part(tuple(self._dictionary(stream, keys)), stream._data)

    def _check_picture(self, stream: StreamObject) -> None:
        wide, high = (got(stream, side) for side in ("/Width", "/Height"))
        if not (isinstance(wide, int) and isinstance(high, int)) or wide * high > MOST_PIXELS:
            raise Unfitting("memuat gambar di atas 40 juta titik")

    def _dictionary(self, found: DictionaryObject, keys: list[str]) -> list[bytes | int]:
        out: list[bytes | int] = [b"<<"]
        for key in keys:
            out += [b" ", _name(key), b" ", *self.value(found.raw_get(key))]
        return [*out, b" >>"]

    def _look_at_font(self, font: DictionaryObject) -> None:
        if font.get("/Type") == "/FontDescriptor":
            return
        kind = got(font, "/Subtype")
        if kind in ("/Type1", "/TrueType", "/MMType1", "/CIDFontType0", "/CIDFontType2"):
            about = got(font, "/FontDescriptor")
            inside = isinstance(about, DictionaryObject) and any(key in about for key in (
                "/FontFile", "/FontFile2", "/FontFile3"))
            if not inside:
                self.loose.add(str(font.get("/BaseFont", "?")).lstrip("/"))


def page_content(page: Any) -> bytes:
    """What a page draws, unpacked."""
    content = page.get_contents()
    return content.get_data() if isinstance(content, ContentStream | StreamObject) else b""


def got(holder: Any, key: str, otherwise: Any = None) -> Any:
    """A value of a dictionary, which may stand elsewhere in the file; ``otherwise`` where there is none."""
    found = plain(holder.get(key)) if isinstance(holder, DictionaryObject) else None
    return otherwise if found is None else found


def plain(value: Any) -> Any:
    """The object behind a reference; None for nothing."""
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(value, NullObject) else value


def _name(name: str) -> bytes:
    return _written(NameObject(name))


def _written(value: Any) -> bytes:
    out = io.BytesIO()
    (NullObject() if value is None else value).write_to_stream(out)
    return out.getvalue()
