"""Where layouts come from: the district's settings where they hold one of that name, else the program's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from jamsos_desktop.paper.blank.keys import UNPRINTED
from jamsos_desktop.paper.draw.keys import known, names_in
from jamsos_desktop.paper.draw.layout import (
    WIDTH,
    AnyItem,
    Block,
    Cell,
    Digits,
    Layout,
    Table,
    Text,
    Ticks,
    Value,
    rows_of,
)
from jamsos_desktop.paths import resource

Forms = Mapping[str, bytes]  # "formulir_bpu.toml" -> its TOML
NONE: Forms = MappingProxyType({})
_TALL = 150.0  # mm, half a page: what stands above one another once leaves the rest to the people
# Sizes that stand beside or above one another, and the mm they may take together.
_TOGETHER: Mapping[str, tuple[tuple[tuple[str, ...], float], ...]] = {
    "ceklis": ((("no", "name", "job", "note", "dpmd", "paper"), WIDTH),
               (("enclosed", "enclosed_mark", "enclosed_mark"), WIDTH),
               (("below", "over", "head", "row", "row", "total", "signatures", "foot"), _TALL)),
    "lampiran": ((("no", "nama", "hubungan", "jk", "nik", "tanggal_lahir", "ket"), WIDTH),
                 (("below", "line", "row", "foot"), _TALL)),
}


def load(name: str, forms: Forms = NONE) -> Layout:
    """The layout of that name, with the blocks it uses put in; raises msgspec.ValidationError."""
    layout = _read(_data(name, forms))
    blocks: list[Block] = []
    for block in layout.blocks:
        blocks += load(block.use, forms).blocks if block.use else [block]
    return Layout(title=layout.title, blocks=tuple(blocks), sizes={**_read(_own(name)).sizes, **layout.sizes})


def _data(name: str, forms: Forms) -> bytes:
    return forms.get(f"{name}.toml") or _own(name)


@cache
def _own(name: str) -> bytes:
    return resource("formulir", name + ".toml").read_bytes()


@cache
def _read(data: bytes) -> Layout:
    read: dict[str, Any] = tomllib.loads(data.decode("utf-8"))
    return msgspec.convert(read, Layout)


def check(name: str, forms: Forms) -> None:
    """Whether the layout of that name in ``forms`` could be printed; raises ValueError that says what is wrong."""
    if not resource("formulir", name + ".toml").is_file():
        raise ValueError("formulir dengan nama itu tidak ada")
    try:
        layout = _read(_data(name, forms))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise ValueError("isinya tidak terbaca") from cause
    except msgspec.ValidationError as cause:
        raise ValueError("ada isian tata letak yang tidak dikenal") from cause
    _check_sizes(name, layout)
    for block in layout.blocks:
        if block.use and not _borrowable(block.use, forms):
            raise ValueError(f"tata letak {block.use} tidak bisa dipakai di dalamnya")
        for item in block.items:
            for key in keys_of(item):
                if not known(key) or key in UNPRINTED:
                    raise ValueError(f"isian {key} tidak dikenal")


def _check_sizes(name: str, layout: Layout) -> None:
    own = _read(_own(name)).sizes
    for size, wide in layout.sizes.items():
        if size not in own or not 0 < wide <= WIDTH:
            raise ValueError(f"ukuran {size} tidak dikenal atau tidak muat di kertas")
    whole = {**own, **layout.sizes}
    for together, most in _TOGETHER.get(name, ()):
        if sum(whole[size] for size in together) > most + 0.01:
            raise ValueError(f"ukuran {', '.join(dict.fromkeys(together))} bersama-sama tidak muat di kertas")


def _borrowable(name: str, forms: Forms) -> bool:
    """Whether a layout may stand inside another: it is there, and borrows nothing itself (so nothing goes round)."""
    if not resource("formulir", name + ".toml").is_file():
        return False
    try:
        return not any(block.use for block in _read(_data(name, forms)).blocks)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError):
        return False


def keys_of(item: AnyItem) -> set[str]:
    """Every key of a printed value that an item names."""
    if isinstance(item, Value | Digits | Ticks):
        return {item.key}
    if isinstance(item, Text):
        return set(names_in(item.text))
    found: set[str] = set()
    if isinstance(item, Table):
        for row in rows_of(item):
            for cell in row:
                text, tick = (cell.text, cell.tick) if isinstance(cell, Cell) else (cell, "")
                found.update([*names_in(text), *([tick] if tick else [])])
    return found
