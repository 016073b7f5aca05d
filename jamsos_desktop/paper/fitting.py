"""The fit test: what becomes of long values before they are printed, on our own layouts and on blanks of an office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol, runtime_checkable

from jamsos_desktop.paper.draw.faces import MissingLetter
from jamsos_desktop.paper.draw.keys import label
from jamsos_desktop.paper.draw.slots import FOLDED, SMALLER, Slot, Values, Watched
from jamsos_desktop.paper.sheets import Sheet
from jamsos_desktop.problems import Problem

CONTINUED, NO_ROOM, NO_LETTER = "lampiran", "tidak_muat", "huruf"
_WORSE = (SMALLER, FOLDED, CONTINUED, NO_ROOM, NO_LETTER)  # each worse than those before


class Squeeze(NamedTuple):
    """A value that does not stand at its full size on one line. ``what``: mengecil, dua_baris, lampiran (goes on a
    further sheet), tidak_muat or huruf (the sheet is left out)."""

    key: str
    label: str
    text: str
    what: str


@runtime_checkable
class Fits(Protocol):
    """A maker that can try a sheet without making it."""

    def fit(self, sheet: Sheet) -> list[Squeeze]:
        """What would become of long values of this sheet; [] when all stand as they are."""
        ...


def squeezed(slots: Iterable[Slot], values: Values, over: Iterable[tuple[str, str]] = ()) -> list[Squeeze]:
    """What becomes of the values of a compiled layout of ours; ``over``: of those that are the same on every sheet,
    what did not fit."""
    found = [Squeeze(key, label(key), text, CONTINUED) for key, text in over]
    for slot in slots:
        watch = Watched()
        try:
            slot.emit(values, watch)
        except MissingLetter:
            found.append(_of(slot.key, values, NO_LETTER))
        except Problem:  # a number that is longer than its boxes
            found.append(_of(slot.key, values, NO_ROOM))
        found += [Squeeze(key, label(key), text, CONTINUED) for key, text in watch]
        found += [_of(key, values, what) for key, what in watch.squeezed.items()]
    return found


def refused(found: Iterable[Squeeze]) -> bool:
    """Whether the sheet would be left out."""
    return any(one.what in (NO_ROOM, NO_LETTER) for one in found)


def worst(found: Iterable[Squeeze]) -> list[Squeeze]:
    """One line a value: the worst of what becomes of it where it stands in several places."""
    by_key: dict[str, Squeeze] = {}
    for one in found:
        before = by_key.get(one.key)
        if before is None or _WORSE.index(one.what) > _WORSE.index(before.what):
            by_key[one.key] = one
    return list(by_key.values())


def _of(key: str, values: Values, what: str) -> Squeeze:
    return Squeeze(key, label(key), values[key], what)
