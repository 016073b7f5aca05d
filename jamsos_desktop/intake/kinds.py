"""Which kind of list a sheet is, by the words above its header and the set of its titles.

The marks of each kind are data, ``resources/impor/jenis.csv``; the first kind whose marks stand there counts.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jamsos_desktop.intake.banners import parts_of
from jamsos_desktop.intake.sheet import Sheet
from jamsos_desktop.intake.titles import plain
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import FAMILY_FIELDS, FIELDS
from jamsos_desktop.paths import resource

TEMPLATE, PROBLEMS, FAMILIES, LIST = "templat", "galat", "siak", "daftar"
_OUR_SHEETS = frozenset(("petunjuk", "daftar"))  # that stand beside the sheet of our own template
_OUR_TITLES = 8
_BY_TITLES = "kolom"
_WITHIN = 60  # rows in which the banner of a first family is looked for


@dataclass(frozen=True, slots=True)
class _Mark:
    jenis: str
    cara: str
    least: int
    texts: frozenset[str]


@cache
def _marks() -> tuple[_Mark, ...]:
    with resource("impor", "jenis.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Mark(row["jenis"], row["cara"], int(row["paling_sedikit"]),
                  frozenset((plain if row["cara"] == _BY_TITLES else fold)(text) for text in row["tanda"].split("|")))
            for row in csv.DictReader(file))


@cache
def _our_titles() -> frozenset[str]:
    return frozenset((*(field.label for field in FIELDS), *(f"{field.label} ahli waris" for field in FAMILY_FIELDS)))


def kind_of(sheet: Sheet, titles: Sequence[str], head: range) -> tuple[str, str]:
    """The kind, and the kind whose meaning the titles have: an error workbook keeps the titles of the list it is of.

    ``head``: indexes of the header's rows in the sheet, empty where it has none.
    """
    found = _found(sheet, {plain(title) for title in titles}, head)
    ours = {fold(name) for name in sheet.lembar} >= _OUR_SHEETS
    if ours and len(_our_titles().intersection(titles)) >= _OUR_TITLES:
        return TEMPLATE, LIST
    meant = next((kind for kind in found if kind != PROBLEMS), LIST)
    return (PROBLEMS if PROBLEMS in found else meant), meant


def _found(sheet: Sheet, titles: set[str], head: range) -> list[str]:
    above = " ".join(fold(text) for row in sheet.rows[:head.start] for text in row.texts)
    found = [mark.jenis for mark in _marks()
             if (len(titles & mark.texts) >= mark.least if mark.cara == _BY_TITLES
                 else sum(text in above for text in mark.texts) >= mark.least)]
    if _families(sheet, head):
        found.append(FAMILIES)
    return found


def _families(sheet: Sheet, head: range) -> bool:
    """Whether the KK of a family stands above its members."""
    return any(key == "no_kk" and len(text) >= 10
               for n, row in enumerate(sheet.rows[:_WITHIN]) if n not in head for key, text in parts_of(row.texts))
