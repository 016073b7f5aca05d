"""SIPP: the sheets of BPJS's mass upload, their columns as data; people as rows of texts; the workbook.

Source: ``resources/sipp/data_tk_*.csv``. The 30-column order of ``data_tk_baru`` is filled alike by two unrelated
public repositories (names of columns D to H inferred); the other two sheets rest on one and say so in ``keyakinan``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from jamsos_desktop.exchange.nominatif import FORMULA_STARTS
from jamsos_desktop.exchange.workbooks import NewBook
from jamsos_desktop.model.parse import value_of
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paths import resource
from jamsos_desktop.policy import KEYAKINAN
from jamsos_desktop.texts import paper_date

SHEETS = ("data_tk_baru", "data_tk_lanjutan", "data_tk_na")
MOST_ROWS = 10_000  # of one sheet, its header included; SIPP takes no more
LIST_TITLES = ("No", "Nama TK (sesuai KTP)", "Tgl lahir (dd-mm-yyyy)", "NIK (nomor induk karyawan)", "KPJ (jika punya)",
               "KTP (16 digit)", "Nama ibu kandung", "Alamat (sesuai KTP)", "Upah (take home pay)")
_LIST_KEYS = ("nama", "tanggal_lahir", "nomor", "kpj", "nik", "nama_ibu", "alamat", "penghasilan")
LIST_FOOT = "Tata letak kami, mengikuti daftar tenaga kerja F1a."
LIST_UNSURE = " Templat kolektif BPU dari BPJS belum dikonfirmasi."


@dataclass(frozen=True, slots=True)
class SippColumn:
    """One column. ``isi``: ``kunci`` (``nilai`` is a field key) or ``tetap`` (a constant, maybe empty).
    ``inti``: "ya" where a template without it is not ours to fill. ``keyakinan``: how sure we are."""

    kolom: str
    nama: str
    isi: str
    nilai: str
    wajib: str
    inti: str
    catatan: str
    keyakinan: str

    @property
    def belum_dikonfirmasi(self) -> bool:
        """As of every row: nothing but a source takes the mark away."""
        return self.keyakinan != KEYAKINAN[0]


@cache
def columns(sheet: str = "data_tk_baru") -> tuple[SippColumn, ...]:
    """The columns of a SIPP sheet from left to right."""
    with resource("sipp", f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(SippColumn(**row) for row in csv.DictReader(file))


def row_of(person: Peserta, sheet: str = "data_tk_baru") -> list[str]:
    """A person as texts in the order of ``columns``; SIPP wants text in every cell."""
    return [text_of(column, person) for column in columns(sheet)]


def text_of(column: SippColumn, person: Peserta) -> str:
    """One cell."""
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


def sipp_books(stem: str, people: Mapping[str, Sequence[Peserta]], *, latihan: bool = False) \
        -> Iterator[tuple[str, bytes]]:
    """``<stem>.xlsx`` with the three sheets; what is more than a sheet may hold goes on into ``<stem>-2.xlsx``.

    ``people``: sheet -> people on it. Each workbook is made when it is asked for. ``latihan``: at a practice.
    """
    most = MOST_ROWS - 1
    parts = max((len(them) + most - 1) // most for them in (*people.values(), [None]))
    for part in range(parts):
        rows = {sheet: [row_of(p, sheet) for p in people.get(sheet, ())[part * most:(part + 1) * most]]
                for sheet in SHEETS}
        name = f"{stem}-{part + 1}.xlsx" if part else f"{stem}.xlsx"
        book = NewBook("sipp", latihan=latihan)
        yield name, _filled(book, {s: [c.nama for c in columns(s)] for s in SHEETS}, rows)


def list_book(title: str, people: Sequence[Peserta], *, unsure: bool = True, latihan: bool = False) -> bytes:
    """The collective list of a wadah (nine columns, a layout of ours); ``unsure``: nobody confirmed it."""
    rows = [[str(nth), *(_plain(p, key) for key in _LIST_KEYS)] for nth, p in enumerate(people, 1)]
    book = NewBook("daftar_wadah", latihan=latihan)
    above = (book.title(title), LIST_FOOT + LIST_UNSURE * unsure)
    return _filled(book, {"Daftar": LIST_TITLES}, {"Daftar": rows}, above)


def _plain(person: Peserta, key: str) -> str:
    value = value_of(person, key)
    return paper_date(value) if isinstance(value, date) else "" if value is None else str(value)


def _filled(made: NewBook, titles: Mapping[str, Sequence[str]], rows: Mapping[str, Sequence[Sequence[str]]],
            above: Sequence[str] = ()) -> bytes:
    """All cells text; a value that begins like a formula is marked as text. The same rows give the same bytes."""
    text, bold, guarded = (made.book.add_format(style) for style in (
        {"num_format": "@"}, {"bold": True, "num_format": "@"}, {"num_format": "@", "quote_prefix": True}))
    for name, heads in titles.items():
        sheet, first = made.sheet(name), len(above) + bool(above)
        for at, line in enumerate(above):
            sheet.write_string(at, 0, line, bold)
        for column, head in enumerate(heads):
            sheet.write_string(first, column, head, bold)
            widest = max((len(row[column]) for row in rows[name]), default=0)
            sheet.set_column(column, column, min(40, max(len(head), widest) + 2), text)
        for at, row in enumerate(rows[name], first + 1):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell, guarded if cell.startswith(FORMULA_STARTS) else text)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.freeze_panes(first + 1, 0)
    return made.data()
