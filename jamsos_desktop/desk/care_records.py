"""What start-up care tells: what became of a damaged file, and how much room is left. Records only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SETTING = "perawatan"  # what start-up care did, until somebody has read it


@dataclass(frozen=True, slots=True)
class Retype:
    """Somebody whose last entries did not come back. ``nama`` "" where not even the name is known; ``kolom``: labels
    of the fields; ``baru``: not in the data at all any more."""

    uid: str
    nama: str
    kolom: tuple[str, ...]
    baru: bool


@dataclass(frozen=True, slots=True)
class Cared:
    """What start-up care did, until somebody has read it.

    ``sebab``: ``rusak`` the data file was damaged, ``hilang`` it was not there, ``log`` the log beside it was damaged,
    ``kunci`` the keys were. ``cadangan``: when the backup was made that is used now, None where none was needed or
    none was good; ``dilewati``: newer backups that were damaged themselves. ``orang``: people now; ``semula``: as many
    as the damaged file held, None where that cannot be known. ``jarak``: minutes between the backup and the last entry.
    ``kembali``, ``draf``: names of those whose entries and drafts came out of the damaged file. ``foto``: papers whose
    scan is not here ("KTP Darman"). ``lain``: sentences about the rest. ``folder``: where the damaged file lies.
    """

    sebab: str
    waktu: datetime
    orang: int
    cadangan: datetime | None = None
    dilewati: int = 0
    semula: int | None = None
    jarak: int = 0
    kembali: tuple[str, ...] = ()
    draf: tuple[str, ...] = ()
    ketik: tuple[Retype, ...] = ()
    foto: tuple[str, ...] = ()
    lain: tuple[str, ...] = ()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """Room on the disk of the data folder, in bytes. ``level``: ``cukup``, ``sempit`` (less than ``needed``), or
    ``penuh`` (less than ``least``: not even a copy of the data fits). ``drive``: as people name it."""

    drive: str
    free: int
    total: int
    needed: int
    least: int
    level: str


@dataclass(frozen=True, slots=True)
class Clearable:
    """Something that may go. ``kode``: ``pdf`` or ``cadangan``; ``pilih``: ticked beforehand, because it can be made
    again at any time."""

    kode: str
    teks: str
    berkas: int
    bytes: int
    pilih: bool
