"""The rows held back, passed over or incomplete, with the reason, as a workbook that can be mended and taken again."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk.importing.records import Imported, ImportSource


def write(source: ImportSource, report: Imported, path: Path) -> Path:
    """Problems: those of writing a file."""
    from jamsos_desktop.exchange.tables import write_table

    del source
    rows = [(str(row.baris), row.nama, row.hasil.replace("_", " "), row.pesan) for row in report.rows if row.pesan]
    return write_table(path, ("Baris", "Nama", "Hasil", "Yang perlu dibenahi"), rows)
