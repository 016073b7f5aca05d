"""What is known of an office's own blank once it was read apart: its pages as parts, and the fields that stand on it.

A part is one object of the file as bytes, with the numbers of other parts where it names them. So a PDF of unknown make
is taken to pieces in the child, and the program itself only copies pieces (``joining.py``).
"""

from __future__ import annotations

from typing import Literal

import msgspec

VERB = "_baca-blangko"
MIB = 1024 * 1024
LARGEST_FILE = 4 * MIB
SECONDS = 30.0
MEMORY = 1024 * MIB
MOST_PAGES = 6
MOST_PARTS = 4_000
MOST_PIXELS = 40_000_000
MOST_UNPACKED = 64 * MIB
SUFFIXES = ("pdf", "png", "jpg")


class Part(msgspec.Struct, frozen=True, array_like=True):
    """One object: ``head`` is text and part numbers in turn; ``data`` the bytes of a stream, None for other objects."""

    head: tuple[bytes | int, ...]
    data: bytes | None = None


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """One field as it stands on a page; points from the lower left corner of what is seen of the page.

    ``kind``: text, tick (a check box or one button of a group) or other. ``state``: what a tick is called in the
    file. ``cells``: boxes of a comb, 0 none. ``size``: points, 0 as the box allows. ``align`` of a text.
    """

    name: str
    kind: Literal["text", "tick", "other"]
    page: int
    x: float
    y: float
    w: float
    h: float
    state: str = ""
    cells: int = 0
    lines: bool = False
    size: float = 0.0
    align: Literal["left", "center", "right"] = "left"


class BlankPage(msgspec.Struct, frozen=True, array_like=True):
    """A page: its size in points and the part that draws it, a form XObject whose corner is the page's."""

    width: float
    height: float
    part: int


class BlankFile(msgspec.Struct, frozen=True, array_like=True, tag="isi"):
    """A blank that can be printed on. ``loose``: fonts the file names but does not bring."""

    pages: tuple[BlankPage, ...]
    spots: tuple[Spot, ...]
    parts: tuple[Part, ...]
    loose: tuple[str, ...] = ()


class Unfit(msgspec.Struct, frozen=True, array_like=True, tag="tolak"):
    """Why a file cannot be a blank, in words that follow its name."""

    why: str


Answer = BlankFile | Unfit
