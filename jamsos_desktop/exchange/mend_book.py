"""Daftar masalah: rows of somebody's sheet that did not come in whole, with why and what to do, to be mended in Excel
and taken in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jamsos_desktop.exchange.workbooks import NewBook
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.texts import column_letters

SHEET = "Daftar masalah"
TITLES = ("Baris", "Hasil", "Alasan", "Yang perlu dilakukan")  # before the columns of the sheet
_NARROW, _WIDE, _REASON = 8, 36, 44
_LINE, _MOST_LINES = 15, 16  # points of a line of text; lines a row grows to
_TEXT = 0x31  # Excel's own format for text
_MOST_LETTERS = 32_767  # what a cell of Excel holds
_REPORT_EVERY = 200
_HELD, _CHECK = "ditahan", "periksa"


@dataclass(frozen=True, slots=True)
class MendRow:
    """One row. ``baris``: its number in the sheet it came from; ``hasil``: the word people read; ``texts``: its cells;
    ``tanda``: column -> ``ditahan`` or ``periksa`` where something is wrong; ``ditahan``: the row stays out."""

    baris: int
    hasil: str
    alasan: str
    cara: str
    texts: tuple[str, ...]
    ditahan: bool = False
    tanda: Mapping[int, str] = field(default_factory=dict)


def mend_book(titles: Sequence[str], rows: Sequence[MendRow], today: date, *, latihan: bool = False) -> Job[bytes]:
    """The workbook as bytes; the same rows give the same bytes. Every cell is text, so that Excel keeps its digits.

    ``latihan``: made at a practice; the first row stays the header, because it is taken in again.
    """
    made = NewBook("masalah", SHEET, hari=today, latihan=latihan)
    looks, sheet = _looks(made.book), made.sheet(SHEET)
    _columns(sheet, looks, titles, rows)
    for at, row in enumerate(rows, 1):
        if at % _REPORT_EVERY == 0:
            yield Progress(at, len(rows), "Menyusun daftar masalah")
        _row(sheet, looks, at, row, len(titles))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    last = len(TITLES) + len(titles) - 1
    sheet.autofilter(0, 0, len(rows), last)
    # Numbers that are meant as text need no green corner.
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(last)}{len(rows) + 1}"})
    return made.data()


def _looks(book: Any) -> dict[str, Any]:
    cell = {"num_format": _TEXT, "valign": "top", "border": 1, "border_color": "#D9E0DC"}
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#C8D1CC"}
    return {
        "alasan.judul": book.add_format({**head, "bg_color": "#1E6B4C", "font_color": "#FFFFFF"}),
        "judul": book.add_format({**head, "bg_color": "#E7ECE9"}), "kolom": book.add_format({"num_format": _TEXT}),
        "isi": book.add_format(cell), "alasan": book.add_format({**cell, "text_wrap": True, "bg_color": "#F4F6F5"}),
        _HELD: book.add_format({**cell, "bold": True, "bg_color": "#FBE3E1", "font_color": "#9B1C13"}),
        _CHECK: book.add_format({**cell, "bold": True, "bg_color": "#FFF2CC", "font_color": "#7A4A00"}),
    }


def _columns(sheet: Any, looks: Mapping[str, Any], titles: Sequence[str], rows: Sequence[MendRow]) -> None:
    for at, (title, width) in enumerate(zip(TITLES, (_NARROW, 17, _REASON, _REASON), strict=True)):
        sheet.set_column(at, at, width, looks["kolom"])
        sheet.write_string(0, at, title, looks["alasan.judul"])
    for at, title in enumerate(titles):
        longest = max((len(row.texts[at]) for row in rows if at < len(row.texts)), default=0)
        width = min(_WIDE, max(_NARROW, longest + 2, min(len(title), 16) + 2))
        sheet.set_column(len(TITLES) + at, len(TITLES) + at, width, looks["kolom"])
        sheet.write_string(0, len(TITLES) + at, title, looks["judul"])


def _row(sheet: Any, looks: Mapping[str, Any], at: int, row: MendRow, columns: int) -> None:
    hasil = looks[_HELD if row.ditahan else "alasan"]
    for column, text in enumerate((str(row.baris), row.hasil, row.alasan, row.cara)):
        sheet.write_string(at, column, text, hasil if column == 1 else looks["alasan"])
    for column in range(columns):
        text = row.texts[column] if column < len(row.texts) else ""
        sheet.write_string(at, len(TITLES) + column, text[:_MOST_LETTERS], looks[row.tanda.get(column, "isi")])
    lines = max(_lines(row.alasan), _lines(row.cara), 1)
    sheet.set_row(at, _LINE * min(lines, _MOST_LINES))


def _lines(text: str) -> int:
    return sum(len(part) // (_REASON - 2) + 1 for part in text.split("\n"))
