"""Every row of the settings that nobody has confirmed, in words for people, so that it can be asked and settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from jamsos_desktop.policy.records import KEYAKINAN
from jamsos_desktop.policy.rows import Files, Row, read_rows
from jamsos_desktop.policy.tables import TABLES
from jamsos_desktop.policy.unconfirmed_words import WORDS, Words, plain

# District's own answers: nothing in them is looked up anywhere, so they carry no column "keyakinan".
ANSWERS = ("kuota.csv", "sasaran.csv", "tenggat.csv")


class Unconfirmed(NamedTuple):
    """One row. ``tabel``: its file; ``kunci``: the cells that name it, by "/"; ``bagian``: the table for people;
    ``apa``: what it is; ``nilai``: what holds now; ``keyakinan``: how sure it is, never "bersumber"."""

    tabel: str
    kunci: str
    bagian: str
    apa: str
    nilai: str
    sumber: str
    keyakinan: str


def unconfirmed(files: Files, on: date, labels: Mapping[str, Mapping[str, str]]) -> tuple[Unconfirmed, ...]:
    """The rows in force on a day or later, in the order of the tables. ``labels``: list -> code -> words."""
    return tuple(found for file in TABLES if file not in ANSWERS for found in _of_table(files, file, on, labels))


def _of_table(files: Files, file: str, on: date, labels: Mapping[str, Mapping[str, str]]) -> Iterator[Unconfirmed]:
    table, words = TABLES[file], WORDS.get(file, Words(plain, plain))
    for row in read_rows(files, file, "sumber keyakinan"):
        if row.text("keyakinan") == KEYAKINAN[0] or _over(row, on):
            continue
        cells = row.cells
        yield Unconfirmed(file, "/".join(cells[key].strip() for key in table.keys if key != "berlaku_mulai"),
                          table.label, words.what(cells, labels), words.value(cells, labels),
                          row.text("sumber").removeprefix("-"), row.text("keyakinan"))


def _over(row: Row, on: date) -> bool:
    until = row.cells.get("berlaku_sampai", "").strip()
    return bool(until) and date.fromisoformat(until) < on
