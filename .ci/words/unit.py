"""One piece of text people read: where it stands, what it says, which values are put into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOLE = re.compile(r"\{(?:[a-z_][a-z_0-9]*)?\}")  # {}: filled by ``format``, in the order they stand


@dataclass(frozen=True, slots=True)
class Unit:
    """``words`` with its holes as {name}; ``file`` from the root of the project; ``counts``: the holes that
    are the number of the thing named after them."""

    file: str
    line: int
    words: str
    counts: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """File and line, as editors open it."""
        return f"{self.file}:{self.line}"

    @property
    def page(self) -> str:
        """The page or room it is read on; see ``page_of``."""
        return page_of(self.file)


@cache
def page_of(file: str) -> str:
    """The page or room a file belongs to: what a proof-reader reads in one go, and the context of its words."""
    path = Path(file)
    folder = path.parent.as_posix()
    if folder == "ui/pages":
        return f"ui/{path.stem.partition('_')[0]}"
    if path.suffix == ".py":
        return folder.removeprefix("jamsos_desktop/")
    return path.with_suffix("").as_posix().removeprefix("resources/").removeprefix("docs/")


def holes(words: str) -> list[str]:
    """The names of the values a text wants."""
    return HOLE.findall(words)
