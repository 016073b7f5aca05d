"""The daftar nominatif: the people of a package as a plain workbook, for an office without this program.

It never replaces the package: it is not locked, and says so. Every cell is text; a value that begins
like a formula is marked as text, so that no spreadsheet program ever computes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jamsos_desktop.exchange.files import write_whole
from jamsos_desktop.exchange.workbooks import KINDS, NewBook, named
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.fields import BY_KEY, FIELDS, Field, Kind, Place, View, label
from jamsos_desktop.model.privacy import last_four, view_of
from jamsos_desktop.texts import paper_date, rupiah

LabelOf = Callable[[str, str], str]  # (list name, code) -> label
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")
NOT_LOCKED = "Daftar ini tidak terkunci dan berisi data pribadi. Simpan di tempat aman, jangan dibagikan di grup."
_ALWAYS = ("nomor", "permohonan", "kelompok", "nik", "nama")
_FIRST_ROW = 5


def write_nominatif(path: Path, rows: Sequence[Mapping[str, Any]], kode_periksa: str, unit_name: str,
                    warning: str = NOT_LOCKED, nik_penuh: bool = False, label_of: LabelOf = code_label, *,
                    latihan: bool = False) -> Path:
    """Write the people rows of a package (by field key) as XLSX; the same rows give the same bytes.

    Without ``nik_penuh`` NIK, KK, NPWP and account show their last four digits only; the mother's name
    and the KPJ are never in it. ``latihan``: made at a practice. Problems: see ``files.write_whole``.
    """
    return write_whole(nominatif(rows, kode_periksa, unit_name, warning, nik_penuh, label_of, latihan=latihan),
                       named(path, latihan))


def nominatif(rows: Sequence[Mapping[str, Any]], kode_periksa: str, unit_name: str, warning: str = NOT_LOCKED,
              nik_penuh: bool = False, label_of: LabelOf = code_label, *, latihan: bool = False) -> bytes:
    """The workbook of ``write_nominatif`` as bytes (made in memory)."""
    keys = _columns(rows)
    made = NewBook(_kind(nik_penuh), "Daftar nominatif", latihan=latihan)
    sheet = made.sheet("Daftar nominatif")
    text, bold, guarded = (made.book.add_format(style) for style in (
        {"num_format": "@"}, {"bold": True, "num_format": "@"}, {"num_format": "@", "quote_prefix": True}))
    for at, line in enumerate((made.title(f"Daftar nominatif {unit_name}"), f"Kode periksa {kode_periksa}", warning)):
        sheet.write_string(at, 0, line, guarded if line.startswith(FORMULA_STARTS) else bold)
    table = [["No", *map(label, keys)]]
    table += [[str(nth), *_texts(row, keys, nik_penuh, label_of)] for nth, row in enumerate(rows, 1)]
    for at, cells in enumerate(table, _FIRST_ROW - 1):
        for column, cell in enumerate(cells):
            head = at == _FIRST_ROW - 1
            sheet.write_string(at, column, cell, bold if head else guarded if cell.startswith(FORMULA_STARTS) else text)
    for column, values in enumerate(zip(*table, strict=True)):
        sheet.set_column(column, column, min(40, max(map(len, values)) + 2))
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + _FIRST_ROW}"})
    sheet.freeze_panes(_FIRST_ROW, 0)
    return made.data()


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The field keys that anyone has a value for, in the order of the dictionary; private ones left out."""
    shown = [f.key for f in FIELDS if view_of(f, Place.NOMINATIF) is View.UTUH and f.key not in _ALWAYS]
    return [*_ALWAYS, *(key for key in shown if any(_value(row, key) not in (None, "", [], False) for row in rows))]


def _texts(row: Mapping[str, Any], keys: Sequence[str], nik_penuh: bool, label_of: LabelOf) -> list[str]:
    return [_text(BY_KEY.get(key), _value(row, key), nik_penuh, label_of) for key in keys]


def _value(row: Mapping[str, Any], key: str) -> Any:
    value: Any = row
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _text(field: Field | None, value: Any, nik_penuh: bool, label_of: LabelOf) -> str:
    if value is None or value is False:
        return ""
    if field is None:
        return str(value)
    if field.kind is Kind.DATE:
        return paper_date(date.fromisoformat(value) if isinstance(value, str) else value)
    if field.kind is Kind.MONEY:
        return rupiah(value)
    if field.kind is Kind.YES:
        return "Ya"
    if field.kind is Kind.CODES:
        return " ".join(value)
    text = label_of(field.codes, str(value)) if field.codes else str(value)
    place = KINDS[_kind(nik_penuh)].tempat
    return text if view_of(field, place) is View.UTUH else last_four(text)


def _kind(nik_penuh: bool) -> str:
    return "nominatif_penuh" if nik_penuh else "nominatif"
