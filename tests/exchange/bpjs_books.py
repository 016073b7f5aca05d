"""Invented workbooks of BPJS: a template as an office downloads it, and lists of results."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from jamsos_desktop.exchange.sipp import columns

NAME = "template_tk_26104417.xlsx"


def template(folder: Path, name: str = NAME, *, heads: Sequence[str] = (), sheet: str = "data_tk_baru",
             rows: Sequence[Sequence[str]] = (), more: Sequence[str] = ()) -> Path:
    """A template with a guide, a list of places, styled heads, text columns and a list to choose from."""
    heads = heads or [c.nama for c in columns("data_tk_baru")]
    book = Workbook()
    guide = book.active
    guide.title = "Petunjuk Pengisian"
    guide["A1"], guide["A2"] = "PETUNJUK PENGISIAN", "Isi mulai baris kedua, jangan ubah nama file."
    for at, title in enumerate((sheet, *more)):
        page = book.create_sheet(title)
        names = heads if at == 0 else [c.nama for c in columns(title)]
        page.append(list(names))
        for cell in page[1]:
            cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E78")
        for row in rows if at == 0 else ():
            page.append(list(row))
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            page.column_dimensions[letter].number_format = "@"
    choice = DataValidation(type="list", formula1="'Lokasi Pekerjaan'!$A$2:$A$3")
    book[sheet].add_data_validation(choice)
    choice.add("AA2:AA10000")
    places = book.create_sheet("Lokasi Pekerjaan")
    for row in (("KODE", "NAMA"), ("7402", "KONAWE"), ("7471", "KENDARI")):
        places.append(row)
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / name)
    _remember_extension(folder / name)
    return folder / name


def _remember_extension(path: Path) -> None:
    """Put in what libraries that rewrite a workbook forget: a part of Excel's own that nobody else knows."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("customXml/item1.xml", "<?xml version='1.0'?><bpjs versi='2026'/>")


def results(folder: Path, rows: Sequence[Sequence[object]],
            heads: Sequence[str] = ("NO", "NIK", "NAMA", "KPJ", "STATUS", "TANGGAL KEPESERTAAN", "KETERANGAN"),
            name: str = "hasil_bpjs.xlsx", above: Sequence[str] = ("DAFTAR HASIL UPLOAD",)) -> Path:
    """A list of results under a banner line."""
    book = Workbook()
    page = book.active
    for line in above:
        page.append([line])
    page.append(list(heads))
    for row in rows:
        page.append(list(row))
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / name)
    return folder / name
