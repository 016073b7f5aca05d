"""A plain list as a workbook: text cells only, formula characters harmless, written whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jamsos_desktop.exchange.files import write_whole
from jamsos_desktop.exchange.workbooks import NewBook, named

WIDEST = 60


def write_table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]], *, latihan: bool = False) -> Path:
    """One sheet with a bold header row; ``latihan``: made at a practice. Problems: see ``files.write_whole``."""
    made = NewBook("tabel", latihan=latihan)
    sheet, bold = made.sheet("Daftar"), made.book.add_format({"bold": True})
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
        widths = [len(title), *(len(row[column]) for row in rows)]
        sheet.set_column(column, column, min(WIDEST, max(widths) + 2))
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.freeze_panes(1, 0)
    return write_whole(made.data(), named(path, latihan))
