"""What a chapter of the guide is written in: the small part of Markdown it uses, as blocks and runs of words.

Everything else stays plain text. A line that begins with ``>`` stands in a box; ``> **Awas.** ...`` is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)]+)\)")
_HEADING = re.compile(r"(#{1,3}) (.+)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_ITEM = re.compile(r"(- |\d+\. )(.+)")
_RULE = re.compile(r"\|[-|: ]+\|")
_WARNING = "**Awas"


class Run(NamedTuple):
    """Words of one kind: "" plain, ``kode``, ``tebal``, ``miring``, or ``taut`` with where it leads."""

    words: str
    kind: str = ""
    target: str = ""


class Heading(NamedTuple):
    """``level`` 1 (the title of the chapter) to 3."""

    level: int
    words: str

    @property
    def anchor(self) -> str:
        """The name it is linked by."""
        return guide_anchor(self.words)


class Words(NamedTuple):
    """A paragraph."""

    text: str


class Box(NamedTuple):
    """A paragraph that must not be missed; ``warning``: something may go wrong."""

    text: str
    warning: bool


class Items(NamedTuple):
    """A list; its items are steps that count from ``start``, or, with 0, have no numbers."""

    start: int
    items: tuple[str, ...]


class Rows(NamedTuple):
    """A table; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]


class Code(NamedTuple):
    """Lines to be typed as they stand."""

    text: str


class Shown(NamedTuple):
    """A picture: what it shows, and its file below the folder of the guide."""

    words: str
    file: str


Block = Heading | Words | Box | Items | Rows | Code | Shown


def guide_anchor(heading: str) -> str:
    """The name a heading is linked by: small letters, blanks as hyphens, nothing else."""
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a chapter in their order."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        block, at = _block(lines, at)
        if block is not None:
            yield block


def _block(lines: list[str], at: int) -> tuple[Block | None, int]:
    """The block that begins at a line (None: an empty one), and where the next begins."""
    line = lines[at]
    if found := _HEADING.fullmatch(line):
        return Heading(len(found[1]), found[2]), at + 1
    if found := _PICTURE.fullmatch(line.strip()):
        return Shown(found[1], found[2]), at + 1
    if line.startswith("```"):
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("```")), len(lines))
        return Code("\n".join(lines[at + 1:end])), end + 1
    if line.startswith("|"):
        end = _while(lines, at, lambda one: one.startswith("|"))
        return _rows(lines[at:end]), end
    if line.startswith(">"):
        end = _while(lines, at, lambda one: one.startswith(">"))
        text = " ".join(one.removeprefix(">").strip() for one in lines[at:end])
        return Box(text, text.startswith(_WARNING)), end
    if _ITEM.match(line):
        end = _while(lines, at, lambda one: bool(_ITEM.match(one)) or one.startswith("  "))
        return _items(lines[at:end]), end
    if line.strip():
        end = _while(lines, at, _is_words)
        return Words(" ".join(one.strip() for one in lines[at:end])), end
    return None, at + 1


def _while(lines: list[str], at: int, holds: Callable[[str], bool]) -> int:
    end = at + 1
    while end < len(lines) and holds(lines[end]):
        end += 1
    return end


def _is_words(line: str) -> bool:
    return bool(line.strip()) and not (line.startswith(("|", "#", "```", ">", "![")) or _ITEM.match(line))


def _items(lines: list[str]) -> Items:
    items: list[str] = []
    for line in lines:
        if found := _ITEM.match(line):
            items.append(found[2])
        else:
            items[-1] += f" {line.strip()}"
    number = lines[0].partition(". ")[0]
    return Items(int(number) if number.isdecimal() else 0, tuple(items))


def _rows(lines: list[str]) -> Rows:
    told = (line for line in lines if not _RULE.fullmatch(line))
    return Rows(tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in told))


def runs_of(text: str) -> Iterator[Run]:
    """The runs of a line; words inside bold ones may be linked, so they are read again by whoever shows them."""
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            yield Run(text[at:found.start()])
        code, bold, slanted, words, link = found.groups()
        if link:
            yield Run(words, "taut", link)
        else:
            yield Run(code or bold or slanted, "kode" if code else "tebal" if bold else "miring")
        at = found.end()
    if at < len(text):
        yield Run(text[at:])


def plain(text: str) -> str:
    """A line without its marks, as it is read."""
    return "".join(run.words if run.kind in ("", "kode") else plain(run.words) for run in runs_of(text))
