"""A plain list as a workbook: text cells only, formula characters harmless, written whole."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from jamsos_desktop.exchange.files import write_whole

WIDEST = 60


def write_table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """One sheet with a bold header row. Problems: see ``files.write_whole``."""
    import xlsxwriter

    buffer = io.BytesIO()
    # Strings are written as strings: no formula, number or link is made of what somebody typed.
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet("Daftar"), book.add_format({"bold": True})
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
        widths = [len(title), *(len(row[column]) for row in rows)]
        sheet.set_column(column, column, min(WIDEST, max(widths) + 2))
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.freeze_panes(1, 0)
    book.close()
    return write_whole(buffer.getvalue(), path)
