"""Workbooks that leave the desk: how each is begun, who may see what in it, and where one of a practice says so.

A workbook of a practice says LATIHAN in its name, above each printed sheet, and in its title. Where the first row is a
header that a program looks for, a title would spoil it: there a sheet of its own says it, the last one, so that the
first is still the first. The template of SIPP is not ours, and nothing but its rows is touched; its name says it, and
SIPP refuses it by that name, as a list of invented people should be.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from jamsos_desktop.model.fields import Place
from jamsos_desktop.texts import LATIHAN, LATIHAN_WORDS

SUFFIX = ".xlsx"
_ALWAYS_THEN = date(1980, 1, 1)  # the same rows give the same bytes on every day


class Kind(NamedTuple):
    """A kind of workbook. ``tempat``: what may be seen in it (``model.fields.SEEN``). ``berjudul``: it has a title, so
    that no row of it has to be a header."""

    tempat: Place
    berjudul: bool = False


KINDS: Mapping[str, Kind] = {
    "sipp": Kind(Place.SIPP),
    "templat_sipp": Kind(Place.SIPP),  # BPJS's own, filled in by ``template``
    "daftar_wadah": Kind(Place.SIPP, berjudul=True),
    "nominatif": Kind(Place.KERTAS, berjudul=True),
    "nominatif_penuh": Kind(Place.NOMINATIF, berjudul=True),
    "laporan": Kind(Place.KERTAS, berjudul=True),
    "masalah": Kind(Place.KEMBALI),
    "templat": Kind(Place.KERTAS, berjudul=True),  # its title stands on the sheet that tells how to fill it in
    "tabel": Kind(Place.KERTAS),
}


class NewBook:
    """A workbook in memory: no temporary file with names in it. ``book``: what ``xlsxwriter`` makes of it."""

    def __init__(self, jenis: str, judul: str = "", *, hari: date = _ALWAYS_THEN, keterangan: str = "",
                 latihan: bool = False) -> None:
        import xlsxwriter

        self._kind, self._latihan, self._out = KINDS[jenis], latihan, io.BytesIO()
        # Strings are written as strings: no formula, number or link is made of what somebody typed.
        self.book: Any = xlsxwriter.Workbook(self._out, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
        said = {"title": self.title(judul), "comments": keterangan}
        self.book.set_properties({**{key: text for key, text in said.items() if text},
                                  "created": datetime.combine(hari, time())})

    def title(self, text: str) -> str:
        """A title as it stands in this workbook."""
        if not self._latihan:
            return text
        return f"{LATIHAN}. {text}" if text else LATIHAN

    def sheet(self, name: str) -> Any:
        """The next sheet."""
        sheet = self.book.add_worksheet(name)
        if self._latihan:
            sheet.set_header(f"&C{LATIHAN_WORDS}")
        return sheet

    def data(self) -> bytes:
        """The whole of it; nothing is written to it any more."""
        if self._latihan and not self._kind.berjudul:
            self.sheet(LATIHAN).write_string(0, 0, LATIHAN_WORDS)
        self.book.close()
        return self._out.getvalue()


def named(path: Path, latihan: bool) -> Path:
    """Where a file goes: at a practice a workbook has LATIHAN in its name, whatever name was chosen."""
    if not latihan or path.suffix.lower() != SUFFIX or LATIHAN.casefold() in path.name.casefold():
        return path
    return path.with_name(f"{LATIHAN} {path.name}")
