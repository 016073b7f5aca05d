"""The mapping of an office's own blank: which value stands where, as data (docs/blangko.md).

``blangko/<name>.toml`` of the district's settings, beside the PDF or picture it is of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import msgspec

from jamsos_desktop.paper.draw.document import MM, SIZES
from jamsos_desktop.paper.draw.keys import names_in
from jamsos_desktop.paper.draw.layout import Code, Digits, Mark, Text, Ticks, Value
from jamsos_desktop.paper.draw.layouts import keys_of

Blanks = Mapping[str, bytes]  # "formulir_bpu.toml", "formulir_bpu.pdf" -> content

Item = Value | Digits | Text | Ticks | Mark | Code


class FieldMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What fills one field of an AcroForm: the value ``key``, or ``text`` with ``{key}`` in it.

    Of a tick: ``when`` is the value that sets it ("*" any); of a group of buttons ``states``: value -> the button's
    name in the file. ``size``: points, 0 as the file says; ``least``: how small a long value may become.
    """

    field: str
    key: str = ""
    text: str = ""
    when: str = ""
    states: dict[str, str] = {}
    size: float = 0.0
    least: float = 6.0


class PageMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is set on one page; x and y in mm from the upper left corner of the paper."""

    items: tuple[Item, ...] = ()


class BlankMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One blank. ``jenis``: the kind it stands in for; ``segmen`` of a formulir, PU or BPU.

    ``cara``: isian (fields by name), tumpang (over the page of ``berkas``), pracetak (values alone, on paper that is
    printed already). ``sumber`` and ``keyakinan``: who handed the blank out, A, B, C or GK.
    """

    jenis: Literal["formulir", "f1", "f1_wadah"]
    segmen: Literal["", "PU", "BPU"] = ""
    judul: str
    cara: Literal["isian", "tumpang", "pracetak"]
    kertas: Literal["A4", "F4", "A4L", "F4L"]
    berkas: str = ""
    sumber: str
    keyakinan: str
    fields: tuple[FieldMap, ...] = ()
    pages: tuple[PageMap, ...] = ()

    @property
    def suffix(self) -> str:
        return self.berkas.rpartition(".")[2]

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        width, height = SIZES[self.kertas]
        return width * MM, height * MM

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of the fields that are filled, sorted."""
        return tuple(sorted({one.field for one in self.fields}))

    def keys(self) -> set[str]:
        """Every key that is printed."""
        found = {key for page in self.pages for item in page.items for key in keys_of(item)}
        for one in self.fields:
            found.update([one.key] if one.key else names_in(one.text))
        return found


@cache
def parse(data: bytes) -> BlankMap:
    """A mapping; raises ValueError that says what is wrong with its form (not yet with what it names)."""
    try:
        read: dict[str, Any] = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise ValueError("isinya tidak terbaca") from cause
    try:
        return msgspec.convert(read, BlankMap)
    except msgspec.ValidationError as cause:
        raise ValueError(f"isian tidak dikenal atau salah tulis ({str(cause).rpartition('at ')[2]})") from cause


def maps(blanks: Blanks) -> dict[str, BlankMap]:
    """All mappings by file name. Raises ValueError."""
    return {name: parse(data) for name, data in sorted(blanks.items()) if name.endswith(".toml")}


def chosen(blanks: Blanks, jenis: str, segmen: str, kertas: str) -> tuple[str, BlankMap] | None:
    """(file name, mapping) of the blank for a kind; that of this paper where there are two."""
    found = [(name, one) for name, one in maps(blanks).items() if (one.jenis, one.segmen) == (jenis, segmen)]
    return next((pair for pair in found if pair[1].kertas.startswith(kertas)), found[0] if found else None)
