"""What a plan changes in a sheet and its rows, and whom it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing.records import ImportPlan
from jamsos_desktop.intake import Candidate, Sheet, SheetRow
from jamsos_desktop.intake.notes import CHECK, NO_CELL, CellNote
from jamsos_desktop.intake.targets import heir_part
from jamsos_desktop.model.fields import FAMILY_FIELDS
from jamsos_desktop.model.nik import Nik
from jamsos_desktop.model.parse import parse
from jamsos_desktop.model.records import Keluarga, Peserta
from jamsos_desktop.rules.work import NOT_ELIGIBLE
from jamsos_desktop.texts import age

_FAMILY = {one.key: one for one in FAMILY_FIELDS}
_NO_WORK = ("tidak_bekerja", "bukan_pekerja", *NOT_ELIGIBLE)
_AGES = ("AGE_MIN", "AGE_KTP", "AGE_MAX_BPU")


def typed_over(sheet: Sheet, plan: ImportPlan) -> Sheet:
    """The sheet with the cells that were typed over; what is typed is text, no number of Excel."""
    if not plan.isi:
        return sheet
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in plan.isi.items():
        by_row.setdefault(row, {})[column] = text
    return replace(sheet, rows=tuple(_row(row, by_row.get(row.nomor)) for row in sheet.rows))


def _row(row: SheetRow, typed: Mapping[int, str] | None) -> SheetRow:
    if not typed:
        return row
    wide = max(len(row.texts), *(column + 1 for column in typed))
    texts = tuple(typed.get(n, row.text(n)) for n in range(wide))
    return row._replace(texts=texts, angka=row.angka - typed.keys(), tanggal=row.tanggal - typed.keys())


def chosen(row: Candidate, plan_values: Mapping[str, str]) -> Candidate:
    """A row with values that were chosen for its fields; what was noticed in their cells no longer counts. A value of
    an heir that does not parse is told: there is no place for it as typed."""
    if not plan_values:
        return row
    texts = {**row.texts, **{key: text for key, text in plan_values.items() if not heir_part(key)}}
    family = row.keluarga
    notes = [note for note in row.notes if note.key not in plan_values]
    for key, text in plan_values.items():
        if part := heir_part(key):
            try:
                family = _heir(family, part, text)
            except ValueError as reason:
                notes.append(CellNote(NO_CELL, key, "ahli_waris", CHECK, f"Ahli waris: {reason}",
                                      "Isi ahli waris nanti di editor."))
    return replace(row, texts=MappingProxyType({key: text for key, text in texts.items() if text}), keluarga=family,
                   notes=tuple(notes))


def _heir(family: tuple[Keluarga, ...], key: str, text: str) -> tuple[Keluarga, ...]:
    first = family[0] if family else Keluarga(urutan=1)
    value: dict[str, Any] = {key: parse(_FAMILY[key], text)}
    changed = replace(first, **value)
    rest = family[1:]
    return rest if changed == Keluarga(urutan=1) or (key == "nama" and not text) else (changed, *rest)


def not_a_worker(ctx: Context, person: Peserta) -> str:
    """Why somebody is not taken among those of working age who work, "" when they are.

    Nobody is left out for what is not known of them. Who has a daily job works, whatever the KTP says.
    """
    nik = Nik.parse(person.nik, ctx.today)
    born = person.tanggal_lahir or (nik.tanggal_lahir if nik else None)
    start = max(person.mulai or ctx.today, ctx.today)
    for kode in _AGES if born else ():
        limit = ctx.policy.age_limits(kode, person.segmen, person.kelompok, start)
        years = age(born, start) if born else 0
        if limit and limit.termuda is not None and years < limit.termuda:
            return f"umur {years} tahun, belum usia kerja"
        if limit and limit.tertua is not None and years > limit.tertua:
            return f"umur {years} tahun, di atas batas usia"
    job = ctx.policy.pekerjaan_ktp.get(person.pekerjaan_ktp)
    if job and job.tanda in _NO_WORK and not person.pekerjaan and "pekerjaan" not in person.mentah:
        return f"pekerjaan di KTP: {job.label}"
    return ""
