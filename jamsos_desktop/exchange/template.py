"""The office's own downloaded template, filled in: its rows below the header, and nothing else of it.

A template is a zip of XML parts. Only the rows of the data sheets are written anew; every other part (other sheets,
styles, lists to choose from, pictures, macros) goes into the copy byte for byte. A library that reads a workbook and
saves it again would drop what it does not know, such as the lists Excel keeps in an extension. The original is only
read (``template_parts`` holds what touches its bytes).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jamsos_desktop.exchange import sipp
from jamsos_desktop.exchange.files import read_limited
from jamsos_desktop.exchange.sipp import MOST_ROWS, SippColumn
from jamsos_desktop.exchange.template_parts import (
    MOST_FILE,
    broken,
    read_parts,
    rezipped,
    sheet_paths,
    too_large,
    with_rows,
)
from jamsos_desktop.paths import resource
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

HEADER_WITHIN = 10  # rows from the top
Rows = Sequence[tuple[int, Sequence[str]]]  # (row number as Excel shows it, its texts)


@dataclass(frozen=True, slots=True)
class SheetMap:
    """A data sheet of a template: ``lembar`` its name there, ``sheet`` which of ours it is, ``kepala`` the row of the
    header, ``columns`` index -> what belongs there, ``terisi`` rows below the header that hold something."""

    lembar: str
    sheet: str
    kepala: int
    columns: Mapping[int, SippColumn]
    judul: Mapping[int, str]
    terisi: int


def map_sheet(lembar: str, rows: Rows, name: str) -> SheetMap | None:
    """How a sheet is filled, or None where it is none of the data sheets.

    Problem TEMPLAT_TIDAK_COCOK lists headers that are unknown, doubled or missing.
    """
    best: tuple[int, str, int] | None = None
    for at, (_, texts) in enumerate(rows[:HEADER_WITHIN]):
        for sheet in sipp.SHEETS:
            found = sum(_known(sheet).get(_norm(text)) is not None for text in texts)
            if found > (best[2] if best else 2) or (best and found == best[2] and sheet == _norm(lembar).lower()):
                best = (at, sheet, found)
    wanted = _norm(lembar).lower()
    if best is None:
        if wanted in sipp.SHEETS:
            raise _unfit(name, [f"lembar {lembar} tidak punya baris judul yang dikenal"])
        return None
    at, sheet, _ = best
    if wanted in sipp.SHEETS:
        sheet = wanted
    elif wanted.startswith(("petunjuk", "lokasi", "daftar", "referensi", "kode")):
        return None  # a guide may repeat the names of the columns
    return _mapped(lembar, sheet, rows, at, name)


def _mapped(lembar: str, sheet: str, rows: Rows, at: int, name: str) -> SheetMap:
    number, texts = rows[at]
    columns: dict[int, SippColumn] = {}
    wrong = []
    for index, text in enumerate(texts):
        if not text.strip():
            continue
        column = _known(sheet).get(_norm(text))
        if column is None:
            wrong.append(f"{text.strip()} tidak dikenal")
        elif column in columns.values():
            wrong.append(f"{text.strip()} dua kali")
        else:
            columns[index] = column
    wrong += [f"{c.nama} tidak ada" for c in sipp.columns(sheet) if c.inti and c not in columns.values()]
    if wrong:
        raise _unfit(name, [f"{lembar}: {', '.join(wrong)}"])
    filled = sum(any(cell.strip() for cell in row) for _, row in rows[at + 1:])
    return SheetMap(lembar, sheet, number, columns, {i: texts[i].strip() for i in columns}, filled)


def _norm(text: str) -> str:
    return "_".join("".join(c if c.isalnum() else " " for c in text.upper()).split())


@cache
def _known(sheet: str) -> Mapping[str, SippColumn]:
    """Name of a header, as ``_norm`` leaves it -> column."""
    with resource("sipp", "sinonim.csv").open(encoding="utf-8", newline="") as file:
        also = {row["nama"]: row["sinonim"].split("|") for row in csv.DictReader(file)}
    found: dict[str, SippColumn] = {column.nama: column for column in sipp.columns(sheet)}
    for column in sipp.columns(sheet):
        for word in also.get(column.nama, ()):
            found.setdefault(word, column)
    return found


def _unfit(name: str, what: Sequence[str]) -> Problem:
    return Problem("TEMPLAT_TIDAK_COCOK", f"Kolom templat {name} tidak cocok: {'; '.join(what)}.", TIDAK_BERUBAH,
                   "Periksa apakah ini templat Tambah TK dari SIPP. Bila BPJS mengubah templatnya, hubungi DPMD.")


def fill(data: bytes, name: str, sheets: Iterable[tuple[SheetMap, Sequence[Sequence[str]]]]) -> bytes:
    """The template with these rows below each header; each row has a text for every column of ours in order of index.

    Problems: TEMPLAT_RUSAK, TEMPLAT_TERLALU_BESAR, TEMPLAT_PENUH.
    """
    parts = read_parts(data, name)
    paths = sheet_paths(parts, name)
    changed: dict[str, bytes] = {}
    for mapped, rows in sheets:
        if mapped.kepala + len(rows) > MOST_ROWS:
            raise Problem("TEMPLAT_PENUH", f"{len(rows)} orang tidak muat di satu templat.", TIDAK_BERUBAH,
                          f"SIPP menerima paling banyak {MOST_ROWS} baris. Bagi batch ini per kecamatan.")
        part = paths.get(mapped.lembar)
        if part is None or part not in parts:
            raise broken(name)
        changed[part] = with_rows(parts[part], mapped.kepala, list(mapped.columns), rows, name)
    return rezipped(data, changed)


def read_template(path: Path) -> bytes:
    """The bytes of a template, read once. Problems: TEMPLAT_BUKAN_XLSX, TEMPLAT_TERLALU_BESAR, FILE_TIDAK_ADA."""
    data = read_limited(path, MOST_FILE, too_large(path.name))
    if not data.startswith(b"PK"):
        raise Problem("TEMPLAT_BUKAN_XLSX", f"{path.name} bukan templat Excel (.xlsx).", TIDAK_BERUBAH,
                      "Bila templatnya .xls, buka di Excel dan simpan sebagai .xlsx dengan nama yang sama.")
    return data
