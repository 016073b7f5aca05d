"""SIPP: the columns of BPJS's mass upload, as data; a person as one row of texts in their order.

Source: ``resources/sipp/data_tk_baru.csv`` (the 30-column order that two unrelated public
repositories fill; the names of columns D to H are inferred). The workbook itself comes later.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from jamsos_desktop.model.parse import value_of
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paths import resource
from jamsos_desktop.texts import paper_date


@dataclass(frozen=True, slots=True)
class SippColumn:
    """One column. ``isi``: ``kunci`` (``nilai`` is a field key) or ``tetap`` (a constant, maybe empty)."""

    kolom: str
    nama: str
    isi: str
    nilai: str
    wajib: str
    catatan: str


@cache
def columns(sheet: str = "data_tk_baru") -> tuple[SippColumn, ...]:
    """The columns of a SIPP sheet from left to right."""
    with resource("sipp", f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(SippColumn(**row) for row in csv.DictReader(file))


def row_of(person: Peserta) -> list[str]:
    """A person as texts in the order of ``columns``; SIPP wants text in every cell."""
    return [_text(column, person) for column in columns()]


def _text(column: SippColumn, person: Peserta) -> str:
    if column.isi == "tetap":
        return column.nilai
    value = value_of(person, column.nilai)
    if column.nilai == "status_kawin":  # SIPP knows married or not, nothing else
        return ("Y" if value == "kawin" else "T") if value else ""
    if column.nilai == "golongan_darah":
        return "" if value == "tidak_tahu" else str(value).rstrip("+-")
    if value is None:
        return ""
    return paper_date(value) if isinstance(value, date) else str(value)
