"""The history as people see it: rows in words, what was found when it was checked, a day on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class TrailQuery:
    """What is looked for. ``bagian``: a key of ``model.actions.PARTS``; ``uid``: all about one person; "" asks nothing.

    ``dari`` and ``sampai`` are both included.
    """

    oleh: str = ""
    bagian: str = ""
    uid: str = ""
    dari: date | None = None
    sampai: date | None = None


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One entry in words. ``apa``: "Mengubah peserta"; ``tentang``: whom or what, "" where nothing more is known;
    ``kolom``: labels of what changed, never values; ``laptop``: "" this one, else the first letters of its number."""

    n: int
    waktu: datetime
    oleh: str
    apa: str
    tentang: str
    kolom: tuple[str, ...]
    alasan: str
    laptop: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """A place where the history was changed from outside. ``jenis``: ``diubah`` or ``hilang`` (``n`` to ``sampai``)."""

    jenis: str
    n: int
    sampai: int
    teks: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The history's end as something outside remembers it: a package, a reply, a backup, a printed recap.

    ``cocok``: whether entry ``n`` still carries that kode periksa; None where the file could not be read (``teks``).
    """

    sumber: str
    n: int
    cocok: bool | None
    teks: str = ""


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """Everything that was held against everything. ``n`` and ``kode``: number and kode periksa of the last entry."""

    banyak: int
    n: int
    kode: str
    waktu: datetime | None
    putus: tuple[ChainBreak, ...]
    jangkar: tuple[Anchor, ...]

    @property
    def utuh(self) -> bool:
        """Whether nothing was cut, edited or replaced, as far as can be seen."""
        return not self.putus and all(one.cocok is not False for one in self.jangkar)


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person did of one kind on a day: ``kali`` entries about ``banyak`` different things."""

    apa: str
    kali: int
    banyak: int


@dataclass(frozen=True, slots=True)
class DayRecap:
    """A day: per person what was done. ``dari_n`` to ``sampai_n``: its entries (0: none); ``n`` and ``kode``: the end
    of the history after that day."""

    hari: date
    oleh: tuple[tuple[str, tuple[Deed, ...]], ...]
    dari_n: int
    sampai_n: int
    n: int
    kode: str

    @property
    def banyak(self) -> int:
        """Entries of that day."""
        return sum(deed.kali for _, deeds in self.oleh for deed in deeds)
