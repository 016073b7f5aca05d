"""All text people may read, with where it stands: what the catalogue of words holds (``.ci/words``), and sources and
notes of tables, which people read but nobody translates."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from words import catalogue, code, data, use
from words.unit import HOLE

ROOT = Path(__file__).resolve().parents[2]


class Said(NamedTuple):
    """Words and where they stand."""

    where: str
    words: str


def of_code() -> Iterator[Said]:
    """Texts of the window and the core, values as {}: their names are the program's."""
    for unit in catalogue.of_code():
        yield Said(unit.where, HOLE.sub("{}", unit.words))


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of each text of a module."""
    for node in use.said_in(ast.parse(source)):
        yield node.lineno, HOLE.sub("{}", code.words_of(node))


def of_resources() -> Iterator[Said]:
    """Words of the data files, and every other cell with a blank in it."""
    told = {(unit.where, unit.words) for unit in catalogue.of_data() if unit.file.startswith("resources/")}
    yield from (Said(*one) for one in sorted(told))
    for file in sorted((ROOT / "resources").rglob("*.csv")):
        if file.parent.name in ("impor", "kemiripan", "sipp", "wilayah"):
            continue  # what others write is read there, nothing is shown
        text = file.read_text("utf-8")
        rows = list(csv.reader(text.splitlines(), delimiter=data.delimiter(text)))
        for at, row in enumerate(rows[1:], 2):
            for head, cell in zip(rows[0], row, strict=False):
                where = f"{file.relative_to(ROOT)}:{at}"
                if head not in ("sumber", "kode") and " " in cell.strip() and (where, cell) not in told:
                    yield Said(where, cell)


def of_guide() -> Iterator[Said]:
    """The guide paragraph by paragraph (a sentence goes on in the next line), without its marks, its commands and its
    links' targets."""
    for unit in catalogue.of_data():
        if unit.file.endswith(".md"):
            plain = re.sub(r"`[^`]*`", "", re.sub(r"\]\([^)]*\)", "]", unit.words))
            yield Said(unit.where, plain.replace("*", ""))
