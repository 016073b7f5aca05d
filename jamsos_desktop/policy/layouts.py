"""Layouts and rules that the program rests on without having seen the office's own (``acuan.csv``).

The district takes their mark away by a row that names what confirmed them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jamsos_desktop.policy.records import Marked
from jamsos_desktop.policy.rows import Files, Row, read_rows, unique

FILE = "acuan.csv"
KINDS = ("susunan", "aturan")  # how a form or list is laid out; what the program holds people to


@dataclass(frozen=True, slots=True, kw_only=True)
class Acuan(Marked):
    """One layout or rule; ``isi``: what the program does."""

    kode: str
    jenis: str
    label: str
    isi: str
    sumber: str
    keyakinan: str


Layouts = Mapping[str, Acuan]


def layouts(files: Files) -> Layouts:
    """The rows by code. Problem KETENTUAN_RUSAK names file and row."""
    def make(row: Row) -> Acuan:
        return Acuan(kode=row.text("kode"), jenis=row.one_of("jenis", KINDS), label=row.text("label", required=True),
                     isi=row.text("isi", required=True), sumber=row.text("sumber"), keyakinan=row.sureness())

    return unique(read_rows(files, FILE, "kode jenis label isi sumber keyakinan"), make)
