"""Rows of a sheet become texts by field key, each with what is wrong before a record is made.

Only damage that a record could not show is named here: digits that Excel has thrown away. Whether
a value is right is the business of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jamsos_desktop.intake import refusals
from jamsos_desktop.intake.recognise import HEIR, Columns, recognise
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, Field, Kind
from jamsos_desktop.model.parse import clean, parse
from jamsos_desktop.model.records import Keluarga

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_PLAIN_KINDS = (Kind.TEXT, Kind.NAME, Kind.CODE, Kind.CODES)
_DIGIT_KINDS = (Kind.NIK, Kind.DIGITS, Kind.PHONE)
_SOURCE = {"nik": "KTP", "nik" + HEIR: "KTP", "no_kk": "Kartu Keluarga"}
_FOOTERS = ("jumlah", "total", "mengetahui", "kepala desa", "sekretaris desa", "catatan", "keterangan", "dibuat oleh",
            "tanggal cetak", "sumber")
_HEIR_FIELDS = {field.key + HEIR: field for field in FAMILY_FIELDS}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One person of a sheet. ``problems``: (field key, Indonesian sentence); such a value is left out."""

    nomor_baris: int
    texts: Mapping[str, str]
    keluarga: tuple[Keluarga, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What a sheet holds: people, and rows below the header that are none (number, why)."""

    sheet: Sheet
    columns: Columns
    rows: tuple[ImportRow, ...]
    dilewati: tuple[tuple[int, str], ...]


def take_rows(sheet: Sheet, name: str = "") -> Intake:
    """All people of a sheet. Raises ``Problem`` where no header names the name or the NIK."""
    columns = recognise(sheet.rows)
    if columns is None:
        raise refusals.no_header(name or sheet.nama)
    header = _folded(sheet.rows[columns.kepala])
    people, passed = [], []
    for row in sheet.rows[columns.kepala + 1:]:
        filled = {key: text for column, key in columns.keys.items() if (text := clean(row.text(column)))}
        if why := _no_person(row, filled, header, len(columns.keys)):
            passed.append((row.nomor, why))
        else:
            people.append(_import_row(row.nomor, filled))
    return Intake(sheet, columns, tuple(people), tuple(passed))


def _folded(row: SheetRow) -> tuple[str, ...]:
    return tuple(map(fold, row.texts))


def _no_person(row: SheetRow, filled: Mapping[str, str], header: tuple[str, ...], known: int) -> str:
    """Why a row is nobody, or "". A row with a NIK is always somebody. ``known``: recognised columns."""
    if not filled:
        return "kosong"
    # The row under the header that only numbers the columns: 1, 2, 3, ...
    if len(filled) > 1 and all(text.isdecimal() and len(text) <= 2 for text in filled.values()):
        return "nomor kolom"
    if "nik" in filled and fold(filled["nik"]) not in header:
        return ""
    folded = _folded(row)
    if folded == header:
        return "judul kolom berulang"
    footer = any(text.startswith(_FOOTERS) for text in folded)
    if "nama" not in filled or footer or (len(filled) == 1 and known >= 4):
        return "catatan"
    return ""


def _import_row(nomor: int, filled: Mapping[str, str]) -> ImportRow:
    texts: dict[str, str] = {}
    heir: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    for key, as_read in filled.items():
        field = _HEIR_FIELDS.get(key) or BY_KEY[key]
        text = _bare(field, as_read)
        if field.kind in _DIGIT_KINDS and _SCIENTIFIC.fullmatch(text):
            problems.append((key, _lost_digits(key, text, nomor)))
        elif key in _HEIR_FIELDS:
            heir[field.key] = text
        else:
            texts[key] = text
    family, wrong = _heir(heir, nomor)
    return ImportRow(nomor, MappingProxyType(texts), family, (*problems, *wrong))


def _bare(field: Field, text: str) -> str:
    """Without the apostrophe that makes Excel keep text as text; a name may begin with one."""
    marked = text.startswith(("'", "\u2019", "`"))
    if marked and (field.kind not in _PLAIN_KINDS or text[1:2].isdigit() or text[1:2] in tuple("=+-@")):
        return text[1:].strip()
    return text


def _lost_digits(key: str, text: str, nomor: int) -> str:
    """Excel keeps 15 digits of a number: the sixteenth of a NIK is gone and is never guessed."""
    label = f"{_HEIR_FIELDS[key].label} ahli waris" if key in _HEIR_FIELDS else BY_KEY[key].label
    source = _SOURCE.get(key, "surat aslinya")
    return (f"{label} di baris {nomor} rusak oleh Excel ({text}): angka terakhir hilang. "
            f"Ketik ulang dari {source} sebagai teks.")


def _heir(texts: Mapping[str, str], nomor: int) -> tuple[tuple[Keluarga, ...], list[tuple[str, str]]]:
    """The first heir of a row; a value that does not parse is left out and named."""
    values, problems = {}, []
    for field in FAMILY_FIELDS:
        if field.key not in texts:
            continue
        try:
            values[field.key] = parse(field, texts[field.key])
        except ValueError as reason:
            problems.append((field.key + HEIR, f"Ahli waris di baris {nomor}: {reason}"))
    return ((Keluarga(urutan=1, **values),) if values else ()), problems
