"""Layouts as data: ``resources/formulir/*.toml`` in millimetres (docs/formulir.md), placed on A4 or F4.

A layout is a stack of blocks. Each is ``h`` mm high on A4 and ``f4`` mm more on F4; items stand in it by
``x`` from the left margin and ``y`` from the block's top (or ``up`` from its bottom, or its middle).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec

WIDTH = 184.0  # mm of the content of upright papers; the margins make up the rest
WIDTHS = {"A4L": 269.0, "F4L": 298.0}  # mm, of papers that lie
# mm: left, top
MARGINS = {"A4": (14.0, 8.0), "F4": (16.0, 9.0), "A5": (13.0, 8.0), "A4L": (14.0, 8.0), "F4L": (16.0, 9.0)}


class Item(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", forbid_unknown_fields=True):
    """What all items share: place in the block, mm. Without ``y`` and ``up``: the middle of the block.

    ``edge``: where ``x`` counts from, "" the left margin, ``middle`` or ``right`` of the content, so that one layout
    serves papers that stand and papers that lie.
    """

    x: float = 0.0
    edge: Literal["", "middle", "right"] = ""
    y: float | None = None
    up: float | None = None


class Text(Item, frozen=True, kw_only=True, tag="text"):
    """A line of text, or ``lines`` of them ``lead`` mm apart; ``**bold**``, ``{key}`` for values.

    ``w`` mm to keep within; ``align`` left, center or right of ``x``. Too long at ``least`` points, it takes up to
    ``fold`` lines around ``y``, or from ``y`` ``down``.
    """

    text: str
    size: float = 8.25
    weight: str = "regular"
    align: str = "left"
    colour: str = ""
    w: float = WIDTH
    lines: int = 1
    lead: float = 3.5
    least: float = 6.0
    fold: int = 2
    down: bool = False


class Value(Item, frozen=True, kw_only=True, tag="value"):
    """A value on a ruled line; ``lines`` of at least ``least`` points it may take before it goes to the Lampiran."""

    key: str
    w: float
    size: float = 9.0
    weight: str = "semibold"
    align: str = "left"
    lines: int = 1
    least: float = 7.5
    rule: bool = True


class Digits(Item, frozen=True, kw_only=True, tag="digits"):
    """One box a digit, in groups. ``free``: what does not fit them stands on a line in their place."""

    key: str
    groups: tuple[int, ...]
    align: str = "left"
    free: bool = False
    side: float = 4.5
    high: float = 5.0
    gap: float = 1.85


class Ticks(Item, frozen=True, kw_only=True, tag="ticks"):
    """Boxes of which the one whose code is the value is crossed: (code, label, x in mm)."""

    key: str
    options: tuple[tuple[str, str, float], ...]
    size: float = 8.25
    side: float = 3.44
    label: float = 4.75


class Shape(Item, frozen=True, kw_only=True, tag="box"):
    """A rectangle; without ``h`` as high as its block."""

    w: float
    h: float = 0.0
    dashed: bool = False
    fill: str = ""
    line: float = 0.75


class Rule(Item, frozen=True, kw_only=True, tag="rule"):
    """A horizontal rule; ``w`` 0: to the right edge of the content."""

    w: float = 0.0
    line: float = 0.75
    grey: str = ""


class Crest(Item, frozen=True, kw_only=True, tag="crest"):
    """The crest of the district, or a dashed box with words."""

    side: float


class Code(Item, frozen=True, kw_only=True, tag="qr"):
    """The QR code, or the DRAF block in its place."""

    side: float


class Mark(Item, frozen=True, kw_only=True, tag="mark"):
    """A drawn tick among words; x and y are its middle."""

    side: float = 2.6


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table column, ``w`` mm wide."""

    head: str
    w: float
    align: str = "left"


class Cell(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table cell that is more than text: a mark, or one that spans columns."""

    text: str = ""
    tick: str = ""
    span: int = 1
    weight: str = "regular"
    align: str = ""


class Table(Item, frozen=True, kw_only=True, tag="table"):
    """A ruled table; ``repeat`` rows are made of each row that has ``#`` in it. Heights in mm.

    ``lines``: how many a cell that is one value may take.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    repeat: int = 1
    head: float = 3.9
    row: float = 4.67
    row_f4: float = 0.5
    size: float = 7.9
    lines: int = 1


AnyItem = Text | Value | Digits | Ticks | Shape | Rule | Crest | Code | Mark | Table


class Block(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``gap`` mm of air, then ``h`` mm (+ ``f4`` on F4). ``bar``: a grey section bar with this text.

    ``bottom``: stands that far (mm) above the lower edge of the paper instead of in the stack.
    ``use``: the blocks of another layout stand here.
    """

    use: str = ""
    gap: float = 0.0
    h: float = 0.0
    f4: float = 0.0
    bar: str = ""
    bottom: float = 0.0
    items: tuple[AnyItem, ...] = ()


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One page. ``sizes``: mm by name, of what is as long as the data and stands below the blocks."""

    title: str
    blocks: tuple[Block, ...]
    sizes: Mapping[str, float] = {}


class Placed(NamedTuple):
    """An item on the page: the top and height of its block and its own ``y``, mm from the page's top."""

    item: AnyItem
    top: float
    height: float
    y: float


def content_width(kertas: str) -> float:
    """mm from the left edge of the content to the right one."""
    return WIDTHS.get(kertas, WIDTH)


def place(layout: Layout, kertas: str, height: float) -> tuple[Placed, ...]:
    """Every item with its place on a page ``height`` mm high."""
    out: list[Placed] = []
    at, width = MARGINS[kertas][1], content_width(kertas)
    for block in layout.blocks:
        tall = _height(block, kertas)
        top = height - block.bottom if block.bottom else at + block.gap
        if block.bar:
            out.append(Placed(Shape(w=width, fill="bar"), top, tall, top))
            out.append(Placed(Text(x=1.6, text=block.bar, w=width - 3), top, tall, top + tall / 2))
        out += [Placed(_anchored(item, width), top, tall, _y(item, top, tall)) for item in block.items]
        if not block.bottom:
            at = top + tall
    return tuple(out)


def _anchored(item: AnyItem, width: float) -> AnyItem:
    """The item with its ``x`` counted from the left margin, and a rule without width as long as the content."""
    start = {"": 0.0, "middle": width / 2, "right": width}[item.edge]
    if start:
        item = msgspec.structs.replace(item, x=start + item.x, edge="")
    if isinstance(item, Rule) and not item.w:
        item = msgspec.structs.replace(item, w=width - item.x)
    return item


def body_end(layout: Layout, kertas: str) -> float:
    """Where the stack of blocks ends, mm from the top (the start of what is set by hand below it)."""
    return MARGINS[kertas][1] + sum(b.gap + _height(b, kertas) for b in layout.blocks if not b.bottom)


def _height(block: Block, kertas: str) -> float:
    tables = [item for item in block.items if isinstance(item, Table)]
    tall = block.h + (block.f4 if kertas == "F4" else 0.0)
    return tall + sum(table_height(table, kertas) for table in tables)


def rows_of(table: Table) -> list[tuple[str | Cell, ...]]:
    """The rows with the repeated ones written out."""
    out: list[tuple[str | Cell, ...]] = []
    for row in table.rows:
        texts = [cell if isinstance(cell, str) else cell.text + cell.tick for cell in row]
        times = table.repeat if any("#" in text for text in texts) else 1
        out += [tuple(_numbered(cell, str(i)) for cell in row) for i in range(1, times + 1)]
    return out


def _numbered(cell: str | Cell, number: str) -> str | Cell:
    if isinstance(cell, str):
        return cell.replace("#", number)
    return msgspec.structs.replace(cell, text=cell.text.replace("#", number), tick=cell.tick.replace("#", number))


def row_height(table: Table, kertas: str) -> float:
    """The height of a table's row in mm; on F4 it may be higher."""
    return table.row + (table.row_f4 if kertas == "F4" else 0.0)


def table_height(table: Table, kertas: str) -> float:
    """Head and rows together, mm."""
    return table.head + row_height(table, kertas) * len(rows_of(table))


def _y(item: AnyItem, top: float, tall: float) -> float:
    if item.up is not None:
        return top + tall - item.up
    if item.y is not None:
        return top + item.y
    return top if isinstance(item, Shape | Table | Crest | Code) else top + tall / 2
