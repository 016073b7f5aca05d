"""A report as a workbook: a sheet per table, numbers as numbers, text as text, and what it is said to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from jamsos_desktop.exchange.nominatif import FORMULA_STARTS
from jamsos_desktop.exchange.workbooks import NewBook
from jamsos_desktop.model.report import PRIVATE, Cell, Column, Form, Report, ReportTable
from jamsos_desktop.texts import long_date

_FORMATS: Mapping[Form, str] = {Form.NUMBER: "#,##0", Form.MONEY: "#,##0", Form.SEN: "#,##0.00", Form.BAR: "0.0%",
                                Form.DAY: "dd-mm-yyyy", Form.TEXT: "@"}
_HEAD_ROW = 4  # title, scope, source and a blank line stand above
_WIDEST = 60


def report_book(report: Report, *, latihan: bool = False) -> bytes:
    """The workbook as bytes (made in memory); the same report gives the same bytes. ``latihan``: made at a practice."""
    made = NewBook("laporan", report.judul, hari=report.hari, latihan=latihan)
    styles = _styles(made.book)
    said = replace(report, judul=made.title(report.judul))
    for table in report.tabel:
        if table.di_buku:
            _Sheet(made.sheet(table.lembar), styles, said, table).write()
    return made.data()


def _styles(book: Any) -> dict[str, Any]:
    """Formats by name; cells that begin like a formula are marked as text."""
    found = {"judul": book.add_format({"bold": True, "font_size": 14}), "lembut": book.add_format({"italic": True}),
             "kepala": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter",
                                        "bg_color": "#E7ECE9"}),
             "aman": book.add_format({"num_format": "@", "quote_prefix": True})}
    for form, number in _FORMATS.items():
        found[form] = book.add_format({"num_format": number})
        found[f"{form}.jumlah"] = book.add_format({"num_format": number, "bold": True, "top": 1})
    return found


class _Sheet:
    """Writes one table with its heading and notes."""

    def __init__(self, sheet: Any, styles: Mapping[str, Any], report: Report, table: ReportTable) -> None:
        self._sheet, self._styles, self._report, self._table = sheet, styles, report, table

    def write(self) -> None:
        report, table, sheet = self._report, self._table, self._sheet
        self._text(0, 0, f"{report.judul}: {table.judul}" if table.judul else report.judul, "judul")
        self._text(1, 0, f"{report.lingkup}, keadaan {long_date(report.hari)}", "lembut")
        self._text(2, 0, f"Sumber: {report.sumber}.{' ' + PRIVATE if table.pribadi else ''}", "lembut")
        for at, column in enumerate(table.kolom):
            self._text(_HEAD_ROW, at, column.judul, "kepala")
            sheet.set_column(at, at, _width(at, column, table.baris))
        for nth, row in enumerate(table.baris, _HEAD_ROW + 1):
            self._row(nth, row)
        end = _HEAD_ROW + len(table.baris)
        if table.baris:
            sheet.autofilter(_HEAD_ROW, 0, end, len(table.kolom) - 1)
            self._bars(end)
        if table.jumlah:
            self._row(end + 1, table.jumlah, ".jumlah")
        notes = [*((table.kosong,) if not table.baris else ()), *report.kalimat, *report.dasar, *report.catatan]
        for nth, note in enumerate(notes, end + 3):
            self._text(nth, 0, note, "lembut")
        sheet.freeze_panes(_HEAD_ROW + 1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _row(self, at: int, row: Sequence[Cell], style: str = "") -> None:
        for nth, (column, value) in enumerate(zip(self._table.kolom, row, strict=True)):
            self._cell(at, nth, column.bentuk, value, style)

    def _cell(self, at: int, nth: int, form: Form, value: Cell, style: str) -> None:
        look = self._styles[f"{form}{style}"]
        match value:
            case None:
                self._sheet.write_blank(at, nth, None, look)
            case str():
                self._text(at, nth, value, f"{Form.TEXT}{style}")
            case Decimal():  # only percentages; a spreadsheet knows no other number than a float
                self._sheet.write_number(at, nth, float(value / 100), look)
            case int() if form is Form.SEN:
                self._sheet.write_number(at, nth, value / 100, look)
            case date():
                self._sheet.write_datetime(at, nth, datetime.combine(value, time()), look)
            case _:
                self._sheet.write_number(at, nth, value, look)

    def _text(self, at: int, nth: int, text: str, style: str) -> None:
        self._sheet.write_string(at, nth, text, self._styles["aman" if text.startswith(FORMULA_STARTS) else style])

    def _bars(self, end: int) -> None:
        """A bar behind each percentage, so that the sheet reads like the chart."""
        for at, column in enumerate(self._table.kolom):
            if column.bentuk is Form.BAR:
                self._sheet.conditional_format(_HEAD_ROW + 1, at, end, at, {
                    "type": "data_bar", "bar_color": "#9ECBB5", "min_type": "num", "min_value": 0,
                    "max_type": "num", "max_value": 1})


def _width(at: int, column: Column, rows: Sequence[Sequence[Cell]]) -> int:
    """Letters wide enough for the values; a long heading wraps."""
    widest = max((len(str(row[at])) for row in rows if row[at] is not None), default=0)
    return min(_WIDEST, max(widest + 3, min(len(column.judul), 14) + 2, 12 if column.bentuk is not Form.TEXT else 6))
