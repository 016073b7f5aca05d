"""Which column is which field: by the headers, from the labels and synonyms of the data dictionary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from jamsos_desktop.intake.sheet import SheetRow
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import FAMILY_FIELDS, FIELDS
from jamsos_desktop.model.parse import digits

HEADER_WITHIN = 30  # rows from the top
HEIR = "_ahli_waris"  # nama_ahli_waris, hubungan_ahli_waris, ...: the columns of one heir

_SAMPLE = 200
_SIXTEEN = re.compile(r"\d{16}")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Columns:
    """The header row (index in the sheet's rows), column -> field key, and headers nobody knows."""

    kepala: int
    keys: Mapping[int, str]
    lain: tuple[str, ...]


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
    """The field key that a header names; what stands in brackets may be missing or there."""
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


def recognise(rows: Sequence[SheetRow]) -> Columns | None:
    """The columns of a sheet, or None where no header names the name or the NIK."""
    kepala = header_row(rows)
    if kepala is None:
        return None
    claims: dict[str, list[int]] = {}
    lain = []
    for column, text in enumerate(rows[kepala].texts):
        if key := key_of(text):
            claims.setdefault(key, []).append(column)
        elif text:
            lain.append(text)
    body = rows[kepala + 1:kepala + 1 + _SAMPLE]
    keys = {_best(key, columns, body): key for key, columns in claims.items()}
    lain += [rows[kepala].text(c) for columns in claims.values() for c in columns if c not in keys]
    return Columns(kepala, MappingProxyType(dict(sorted(keys.items()))), tuple(lain))


def _best(key: str, columns: list[int], body: Sequence[SheetRow]) -> int:
    """Of several columns for one field the one whose cells look like it.

    In lists of BPJS "NIK" is the number of an employee and the national id stands under "KTP".
    """
    if key not in ("nik", "no_kk") or len(columns) == 1:
        return columns[0]
    return max(columns, key=lambda c: (sum(bool(_SIXTEEN.fullmatch(digits(row.text(c)))) for row in body), -c))
