"""All texts as one catalogue (``resources/bahasa/jamsos.pot``), page by page, and translations of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from words import code, data
from words.unit import ROOT, Unit
from words.use import named

PLACE = ROOT / "resources" / "bahasa" / "jamsos.pot"
_HEAD = """\
Words of Jamsos Desa, page by page. Indonesian is the source. Made by `make words`; do not edit by hand.
{name}: a value the program puts in; a translation keeps each of them, in any order.
&X: the letter pressed with Alt; a translation marks one letter of its own."""
WHAT_TO_DO = """
`make words` writes the catalogue anew; commit it with the change that says something else.
Is a text above read by nobody (SQL, a key, the name of a class or of a file)? Name it in resources/bahasa/tetap.toml:
  a file that tells people nothing at all: its path in `tanpa`
  one text of a file: [simpanan] "the/file.py" = ["the text"]
  a text that is never translated wherever it stands: `tetap`
Is a small word missing that people do read? [tampil] "the/file.py" = ["word"]; NAME:* for all values of a table.
"""
Key = tuple[str, str]  # page, words


def code_files(root: Path = ROOT) -> list[str]:
    """Every module of the window and the core."""
    return [path.relative_to(root).as_posix() for top in ("ui", "jamsos_desktop")
            for path in sorted((root / top).rglob("*.py"))]


@cache
def _read_code() -> tuple[tuple[Unit, ...], dict[str, set[str]]]:
    units: list[Unit] = []
    compared: dict[str, set[str]] = {}
    for file in code_files():
        said, looked_for = code.read((ROOT / file).read_text("utf-8"), file)
        units += said
        compared[file] = looked_for
    return tuple(units), compared


@cache
def everything() -> tuple[Unit, ...]:
    """Every text of the program, with where it stands."""
    return (*of_code(), *of_data())


@cache
def compared() -> frozenset[str]:
    """Texts the program also compares with or looks up by: there the translation must stand too."""
    return frozenset().union(*_read_code()[1].values()) & {unit.words for unit in everything()} - set(named()["tetap"])


def compared_by(file: str) -> frozenset[str]:
    """Those of them that one module looks for."""
    return compared() & _read_code()[1][file]


def of_code() -> tuple[Unit, ...]:
    """Texts of the window and the core."""
    return _read_code()[0]


def of_data() -> Iterator[Unit]:
    """Texts of resources and of the guide."""
    for file in data.files():
        yield from data.units(file, (ROOT / file).read_text("utf-8"))


def entries(units: tuple[Unit, ...]) -> dict[Key, list[Unit]]:
    """What is said where, in the order a person reads it: a page, its files, their lines."""
    found: dict[Key, list[Unit]] = {}
    for unit in sorted(units, key=lambda one: (_rank(one.page), one.page, one.file, one.line)):
        found.setdefault((unit.page, unit.words), []).append(unit)
    return found


def _rank(page: str) -> int:
    """The window first, then what it prints and tells, then the guide."""
    return 0 if page.startswith("ui") else 2 if page.startswith("panduan") else 1


def template() -> str:
    """The whole catalogue, the same for the same program."""
    made = Catalog(project="Jamsos Desa", version="-", copyright_holder="-", charset="utf-8",
                   creation_date=datetime(2026, 1, 1, tzinfo=UTC), header_comment="# " + _HEAD.replace("\n", "\n# "))
    for (page, words), units in entries(everything()).items():
        plural = any(unit.counts for unit in units)
        made.add((words, words) if plural else words, context=page,
                 locations=[(unit.file, unit.line) for unit in units])
    out = io.BytesIO()
    write_po(out, made, width=120, omit_header=False)
    return re.sub(r'"(PO-Revision-Date|Last-Translator|Generated-By|Report-Msgid).*\n', "", out.getvalue().decode())


def keys_of(catalogue: str) -> dict[Key, set[str]]:
    """Page and words of each entry, with the files that say it: what must be current."""
    read = read_po(io.BytesIO(catalogue.encode("utf-8")))
    return {(str(one.context), _first(one.id)): {file for file, _ in one.locations} for one in read if one.id}


def stale(kept: str, fresh: str) -> list[str]:
    """What the kept catalogue lacks, says in vain or places in other files. Lines may have moved."""
    old, new = keys_of(kept), keys_of(fresh)
    return ([f"lacks: {page}: {words}" for page, words in new if (page, words) not in old]
            + [f"no longer said: {page}: {words}" for page, words in old if (page, words) not in new]
            + [f"elsewhere: {page}: {words}" for (page, words), files in new.items()
               if old.get((page, words), files) != files])


def _first(words: str | list[str] | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


class Translation:
    """A translated catalogue: what to say instead, by page and words."""

    def __init__(self, said: dict[Key, tuple[str, ...]], plural: str = "0") -> None:
        self.said, self.plural = said, plural

    @classmethod
    def of(cls, path: Path) -> Translation:
        """Read a PO file; what is not translated, or only doubtfully, stays Indonesian."""
        with path.open("rb") as stream:
            read = read_po(stream)
        said = {(str(one.context or ""), _first(one.id)):
                (one.string,) if isinstance(one.string, str) else tuple(one.string)
                for one in read if one.id and one.string and not one.fuzzy}
        return cls({key: forms for key, forms in said.items() if all(forms)}, read.plural_expr)
