"""The lines of the pipe between the child and the program: what a line is, one blank, and its contents as a JSON array.

Written without the library that the program reads them with: the child starts in half the time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

_NEXT = '","'
EVERY = 500  # rows in a line
_ENCODER = json.JSONEncoder(check_circular=False, separators=(",", ":"))


class Opened(NamedTuple):
    """First line of the pipe: what ``Sheet`` says of the sheet. ``tinggi``: its rows, 0 where nobody knows yet."""

    nama: str
    lembar: tuple[str, ...]
    tinggi: int
    nomor: int = 1
    gabung: tuple[tuple[int, int, int, int], ...] = ()
    tahun_1904: bool = False
    sandi: str = ""
    sha: str = ""


class Line(NamedTuple):
    """One row; ``angka`` are the indexes of cells that were numbers, ``tanggal`` of real dates. Many make a line."""

    nomor: int
    texts: tuple[str, ...]
    angka: tuple[int, ...] = ()
    tanggal: tuple[int, ...] = ()


class Done(NamedTuple):
    """Last line: how many rows were sent, and of each sheet how many people there seem to be. A pipe that ends
    without it ends in a ``Problem``."""

    rows: int
    orang: tuple[int, ...] = ()


class Refused(NamedTuple):
    """Last line instead of ``Done``: the parts of a ``Problem``."""

    kode: str
    apa: str
    aman: str
    cara: str


Message = Opened | Line | Done
TAGS = {Opened: b"buka", Line: b"baris", Done: b"selesai", Refused: b"masalah"}


def written(message: Opened | Done | Refused) -> bytes:
    """A line of the pipe."""
    return TAGS[type(message)] + b" " + _ENCODER.encode(message).encode() + b"\n"


def written_rows(rows: Sequence[Line]) -> bytes:
    """Many rows as one line of the pipe. Nearly all texts stand in JSON as they are: what is put together without
    looking at each cell is seen by its count of quotes to be right."""
    quick = ",".join([f'[{nomor},["{_NEXT.join(texts)}"],{list(angka)},{list(tanggal)}]'
                      for nomor, texts, angka, tanggal in rows])
    cells = sum([len(row.texts) for row in rows])
    right = quick.count('"') == 2 * cells and "\\" not in quick and quick.isprintable()
    return TAGS[Line] + b" " + (f"[{quick}]" if right else _ENCODER.encode(rows)).encode() + b"\n"
