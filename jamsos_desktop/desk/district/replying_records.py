"""What page Balasan of the district is told: who has something new to hear, and what was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One village that ever sent a package.

    ``no``: its last reply (0: none yet), made on ``dibuat`` for package ``untuk_seq``; ``seq``: the newest package
    held. ``baru``: something changed since. ``putusan``: people per verdict that the next reply would tell
    (``diperiksa``: waiting for a decision). ``pesan``: messages not yet sent. ``penuh``: the next one brings back
    all that is held.
    ``minta_penuh``: it asks the village for a full package. ``halangan``: why no reply can be made, "" when it can.
    """

    kode: str
    desa: str
    kecamatan: str
    no: int
    dibuat: date | None
    untuk_seq: int
    seq: int
    baru: bool
    putusan: Mapping[str, int]
    pesan: int
    penuh: bool
    minta_penuh: bool
    halangan: str


@dataclass(frozen=True, slots=True)
class ReplyMade:
    """One reply. ``message``: words to paste into a chat, without NIK and names."""

    kode: str
    desa: str
    kecamatan: str
    no: int
    untuk_seq: int
    isi: str
    kode_periksa: str
    path: Path
    ukuran: int
    putusan: Mapping[str, int]
    message: str


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """A village without a reply this time, and why."""

    kode: str
    desa: str
    sebab: str


@dataclass(frozen=True, slots=True)
class RepliesMade:
    """What one run made. ``dilewati``: those that could not be answered; ``sama``: villages with nothing new."""

    folder: Path
    balasan: tuple[ReplyMade, ...]
    dilewati: tuple[NotAnswered, ...]
    sama: int
