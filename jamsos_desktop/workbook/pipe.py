"""The lines of the pipe between the child and the program, NDJSON."""

from __future__ import annotations

import msgspec


class Opened(msgspec.Struct, array_like=True, tag="buka"):
    """First line of the pipe: what ``Sheet`` says of the sheet. ``tinggi``: its rows, 0 where nobody knows yet."""

    nama: str
    lembar: tuple[str, ...]
    tinggi: int
    nomor: int = 1
    gabung: tuple[tuple[int, int, int, int], ...] = ()
    tahun_1904: bool = False
    sandi: str = ""
    sha: str = ""


class Line(msgspec.Struct, array_like=True, tag="b"):
    """One row; ``angka`` are the indexes of cells that were numbers, ``tanggal`` of real dates."""

    nomor: int
    texts: tuple[str, ...]
    angka: tuple[int, ...] = ()
    tanggal: tuple[int, ...] = ()


class Done(msgspec.Struct, array_like=True, tag="selesai"):
    """Last line: how many rows were sent, and of each sheet how many people there seem to be. A pipe that ends
    without it ends in a ``Problem``."""

    rows: int
    orang: tuple[int, ...] = ()


class Refused(msgspec.Struct, array_like=True, tag="masalah"):
    """Last line instead of ``Done``: the parts of a ``Problem``."""

    kode: str
    apa: str
    aman: str
    cara: str


Message = Opened | Line | Done | Refused
