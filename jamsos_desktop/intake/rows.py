"""Rows of a sheet become texts by field key, each with what is wrong before a record is made.

Only damage that a record could not show is named here: digits that Excel has thrown away. Whether
a value is right is the business of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from jamsos_desktop.intake.layout import Layout
from jamsos_desktop.intake.notes import CHECK, HELD, CellNote, DateQuestion
from jamsos_desktop.intake.sheet import Sheet, SheetRow
from jamsos_desktop.intake.targets import HEIR
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, Field, Kind
from jamsos_desktop.model.parse import CodeLists, clean, parse
from jamsos_desktop.model.records import Keluarga

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_PLAIN_KINDS = (Kind.TEXT, Kind.NAME, Kind.CODE, Kind.CODES)
_DIGIT_KINDS = (Kind.NIK, Kind.DIGITS, Kind.PHONE)
_SOURCE = {"nik": "KTP", "nik" + HEIR: "KTP", "no_kk": "Kartu Keluarga"}
_FOOTERS = ("jumlah", "total", "mengetahui", "kepala desa", "sekretaris desa", "catatan", "keterangan", "dibuat oleh",
            "tanggal cetak", "sumber")
_HEIR_FIELDS = {field.key + HEIR: field for field in FAMILY_FIELDS}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One likely person. ``texts``: field key -> text as a clerk would type it; ``notes``: what was noticed on the way;
    a value that cannot be kept (digits that are gone) is in its note alone. ``bukan``: why somebody of the list is
    not taken though the row is a person ("sudah meninggal menurut daftar"), "" else."""

    nomor: int
    texts: Mapping[str, str]
    keluarga: tuple[Keluarga, ...] = ()
    notes: tuple[CellNote, ...] = ()
    bukan: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a sheet holds: people, rows below the header that are none (number, why), and dates to be asked about."""

    rows: tuple[Candidate, ...]
    dilewati: tuple[tuple[int, str], ...]
    pertanyaan: tuple[DateQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading cells rests on. ``today``: for two-digit years and NIKs; ``lists``: spellings of the codes the
    district may change; ``tanggal``: column -> "hbt" (day first) or "bht", as somebody answered."""

    today: date
    lists: CodeLists = MappingProxyType({})
    tanggal: Mapping[int, str] = MappingProxyType({})


REPORT_EVERY = 500


def take_rows(sheet: Sheet, layout: Layout, reading: Reading) -> Job[Intake]:
    """All people of a sheet under this layout. Every row below the header is a person or told why not."""
    header = _folded(sheet.rows[layout.kepala]) if layout.kepala is not None else ()
    keys = layout.keys
    people, passed = [], []
    for done, row in enumerate(sheet.rows[layout.isi:layout.akhir]):
        if done % REPORT_EVERY == 0:
            yield Progress(done, layout.akhir - layout.isi, f"Baris {row.nomor}")
        filled = {key: text for column, key in keys.items() if (text := clean(row.text(column)))}
        if why := _no_person(row, filled, header, len(keys)):
            passed.append((row.nomor, why))
        else:
            people.append(_candidate(row.nomor, filled, {key: column for column, key in keys.items()}))
    return Intake(tuple(people), tuple(passed))


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


def _candidate(nomor: int, filled: Mapping[str, str], at: Mapping[str, int]) -> Candidate:
    texts: dict[str, str] = {}
    heir: dict[str, str] = {}
    notes: list[CellNote] = []
    for key, as_read in filled.items():
        field = _HEIR_FIELDS.get(key) or BY_KEY.get(key)
        if field is None:
            continue
        text = _bare(field, as_read)
        if field.kind in _DIGIT_KINDS and _SCIENTIFIC.fullmatch(text):
            notes.append(CellNote(at[key], key, "angka_hilang", HELD, *_lost_digits(key, text)))
        elif key in _HEIR_FIELDS:
            heir[field.key] = text
        else:
            texts[key] = text
    family, wrong = _heir(heir)
    notes += [CellNote(at[key], key, "ahli_waris", CHECK, pesan) for key, pesan in wrong]
    return Candidate(nomor, MappingProxyType(texts), family, tuple(notes))


def _bare(field: Field, text: str) -> str:
    """Without the apostrophe that makes Excel keep text as text; a name may begin with one."""
    marked = text.startswith(("'", "\u2019", "`"))
    if marked and (field.kind not in _PLAIN_KINDS or text[1:2].isdigit() or text[1:2] in tuple("=+-@")):
        return text[1:].strip()
    return text


def _lost_digits(key: str, text: str) -> tuple[str, str]:
    """Excel keeps 15 digits of a number: the sixteenth of a NIK is gone and is never guessed."""
    label = f"{_HEIR_FIELDS[key].label} ahli waris" if key in _HEIR_FIELDS else BY_KEY[key].label
    source = _SOURCE.get(key, "surat aslinya")
    return f"{label} rusak oleh Excel: {text}.", \
        f"Angka terakhir hilang dan tidak bisa dipulihkan. Ketik ulang dari {source}."


def _heir(texts: Mapping[str, str]) -> tuple[tuple[Keluarga, ...], list[tuple[str, str]]]:
    """The first heir of a row; a value that does not parse is left out and named."""
    values, problems = {}, []
    for field in FAMILY_FIELDS:
        if field.key not in texts:
            continue
        try:
            values[field.key] = parse(field, texts[field.key])
        except ValueError as reason:
            problems.append((field.key + HEIR, f"Ahli waris: {reason}"))
    return ((Keluarga(urutan=1, **values),) if values else ()), problems
