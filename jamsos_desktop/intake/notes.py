"""What was noticed in a cell while it was read: damage that is named, a term that was replaced, a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jamsos_desktop.texts import inside

HELD, CHECK, REPLACED = "salah", "periksa", "diganti"
NO_CELL = -1  # a value that stands in no cell of the row (a banner above it, a merged cell)


@dataclass(frozen=True, slots=True)
class CellMend:
    """A proposal: the button's words, and the text the field gets. Nothing is changed before it is pressed.

    ``key``: the field, with ``HEIR`` one of the heir's, or "" when ``teks`` is what the cell itself should say (a cell
    that holds two values).
    """

    label: str
    key: str
    teks: str


@dataclass(frozen=True, slots=True)
class CellNote:
    """``kolom``: index of the cell or ``NO_CELL``; ``key``: the field it is for (heirs' with ``HEIR``), "" where it
    is for none.

    ``jenis``: code of what was noticed (``damage.py`` lists them). ``tingkat``: ``HELD`` (digits are gone: a NIK keeps
    the row out), ``CHECK`` (comes in, to be mended) or ``REPLACED`` (a standard term stands for it). ``pesan``: what,
    ``cara``: what to do. ``baku``: the text that stands for the cell where it was replaced.
    """

    kolom: int
    key: str
    jenis: str
    tingkat: str
    pesan: str
    cara: str = ""
    baku: str = ""
    mends: tuple[CellMend, ...] = ()


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """A column of dates that can be read two ways. ``contoh``: one cell, ``hbt`` and ``bht``: that day as day-first
    and as month-first; ``dipakai``: which of "hbt" and "bht" is used until somebody answers; ``alasan``: the
    evidence."""

    kolom: int
    contoh: str
    hbt: str
    bht: str
    dipakai: str
    alasan: str


class Taken(NamedTuple):
    """What a cell gives when it is more than the plain text of one field: texts by key, and what was noticed."""

    texts: Mapping[str, str]
    notes: tuple[CellNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value is read from and what for. ``nama``: the field's label as it stands in a sentence."""

    kolom: int
    key: str
    nama: str

    @property
    def dalam(self) -> str:
        """The same words inside a sentence."""
        return self.nama if self.nama[1:2].isupper() else inside(self.nama)

    def note(self, jenis: str, tingkat: str, pesan: str, cara: str, *mends: CellMend) -> CellNote:
        """Something about this cell."""
        return CellNote(self.kolom, self.key, jenis, tingkat, pesan, cara, "", mends)

    def replaced(self, jenis: str, pesan: str, baku: str) -> CellNote:
        """The cell is taken as ``baku``; the sheet shows that, and what stood there on asking."""
        return CellNote(self.kolom, self.key, jenis, REPLACED, pesan, "", baku)

    def mend(self, label: str, teks: str) -> CellMend:
        """A proposal for this field."""
        return CellMend(label, self.key, teks)
