"""Which column is which field: by the headers, from the labels and synonyms of the data dictionary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from jamsos_desktop.intake.layout import BY_HAND, BY_TITLE, Column, Layout, Pattern
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.targets import HEIR
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import FAMILY_FIELDS, FIELDS
from jamsos_desktop.model.parse import digits

HEADER_WITHIN = 30  # rows from the top

_SAMPLE = 200
_SIXTEEN = re.compile(r"\d{16}")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@cache
def _names() -> Mapping[str, str]:
    """Folded header -> field key; the earlier field keeps a name that two of them claim."""
    found: dict[str, str] = {}
    for field in FIELDS:
        for name in (field.label, field.key):
            found.setdefault(fold(name), field.key)
    for field in FIELDS:
        for name in field.also:
            found.setdefault(fold(name), field.key)
    for field in FAMILY_FIELDS:
        for name in (field.label, field.key, *field.also):
            for spelling in (f"{name} ahli waris", f"ahli waris {name}"):
                found.setdefault(fold(spelling), field.key + HEIR)
    for name, key in (("ahli waris", "nama"), ("hubungan", "hubungan"), ("hubungan keluarga", "hubungan")):
        found.setdefault(name, key + HEIR)
    return MappingProxyType(found)


def key_of(header: str) -> str | None:
    """The target that a header names; what stands in brackets may be missing or there."""
    names = _names()
    return names.get(fold(header)) or names.get(fold(_IN_BRACKETS.sub(" ", header)))


def header_row(rows: Sequence[SheetRow]) -> int | None:
    """Index of the row with most known headers among the first 30 of the sheet, if it names a person."""
    best, most = None, 0
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        keys = {key for text in row.texts if (key := key_of(text))}
        if keys & {"nik", "nama"} and len(keys) > most:
            best, most = index, len(keys)
    return best


def recognise(sheet: Sheet, kepala: int | None = None, by_hand: Mapping[int, str] = MappingProxyType({}),
              patterns: Sequence[Pattern] = ()) -> Layout:
    """The layout of a sheet. ``kepala``: the header's row number as Excel shows it, None to look for it; ``by_hand``:
    column index -> target, whatever its header says; ``patterns``: what the village keeps. Never raises."""
    del patterns
    at = header_row(sheet.rows) if kepala is None else next(
        (n for n, row in enumerate(sheet.rows) if row.nomor == kepala), None)
    if at is None:
        return Layout("daftar", None, 0, len(sheet.rows), ())
    claims: dict[str, list[int]] = {}
    for column, text in enumerate(sheet.rows[at].texts):
        if key := key_of(text):
            claims.setdefault(key, []).append(column)
    body = sheet.rows[at + 1:at + 1 + _SAMPLE]
    keys = {_best(key, columns, body): key for key, columns in claims.items()}
    columns = tuple(
        Column(n, text, by_hand[n], BY_HAND) if n in by_hand else Column(n, text, keys.get(n, ""), BY_TITLE)
        for n, text in enumerate(sheet.rows[at].texts))
    return Layout("daftar", at, at + 1, len(sheet.rows), columns)


def _best(key: str, columns: list[int], body: Sequence[SheetRow]) -> int:
    """Of several columns for one field the one whose cells look like it.

    In lists of BPJS "NIK" is the number of an employee and the national id stands under "KTP".
    """
    if key not in ("nik", "no_kk") or len(columns) == 1:
        return columns[0]
    return max(columns, key=lambda c: (sum(bool(_SIXTEEN.fullmatch(digits(row.text(c)))) for row in body), -c))
