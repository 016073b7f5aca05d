"""Looking: what would become of every row of a sheet, whole or not at all.

``baris`` = siap + perlu_dilengkapi + ditahan + dilewati; what comes in (``masuk``) are the first two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.entering import person_from
from jamsos_desktop.desk.importing.records import Imported, ImportedRow, ImportPlan, ImportSource
from jamsos_desktop.desk.judging import judge
from jamsos_desktop.intake import Candidate, Reading, recognise, refusals, take_rows
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.rules import Trail
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database

REPORT_EVERY = 100


@dataclass(frozen=True, slots=True)
class Looked:
    """A report and the new people behind it, ready to be stored."""

    report: Imported
    baru: tuple[Peserta, ...]


def look_job(ctx: Context, source: ImportSource, plan: ImportPlan) -> Job[Looked]:
    """What would become of every row under a plan; nothing is stored."""
    layout = recognise(source.sheet, plan.kepala, plan.kolom)
    if not layout.usable:
        raise refusals.no_header(source.nama)
    intake = yield from take_rows(source.sheet, layout, Reading(ctx.today, ctx.lists, plan.tanggal))
    report = [ImportedRow(number, "dilewati", "", f"Bukan orang: {why}.") for number, why in intake.dilewati]
    fresh: list[Peserta] = []
    with ctx.open() as db:
        seen: dict[str, int] = {}
        for done, row in enumerate(intake.rows):
            if done % REPORT_EVERY == 0:
                yield Progress(done, len(intake.rows), f"Baris {row.nomor}")
            person, line = _row(ctx, db, row, plan.kelompok, seen)
            report.append(line)
            if person:
                fresh.append(person)
    rows = tuple(sorted(report, key=lambda line: line.baris))
    return Looked(Imported(source.sheet.nama, rows, True, layout), tuple(fresh))


def _row(ctx: Context, db: Database, row: Candidate, kelompok: str, seen: dict[str, int]) \
        -> tuple[Peserta | None, ImportedRow]:
    name = row.texts.get("nama", "")
    if why := _held(ctx, db, row, seen):
        hasil, message = why
        return None, ImportedRow(row.nomor, hasil, name, message)
    try:
        person = replace(person_from(ctx, _with_group(row.texts, kelompok)), keluarga=row.keluarga)
    except (Problem, ValueError) as error:
        return None, ImportedRow(row.nomor, "ditahan", name, str(error))
    if person.nik:
        seen[person.nik] = row.nomor
    result = judge(ctx, person, {}, Trail())
    said = [f"{note.pesan} {note.cara}".strip() for note in row.notes] + [f.pesan for f in result.blocking]
    hasil = "perlu_dilengkapi" if result.blocking or row.notes else "siap"
    return person, ImportedRow(row.nomor, hasil, name, " ".join(said))


def _held(ctx: Context, db: Database, row: Candidate, seen: Mapping[str, int]) -> tuple[str, str] | None:
    if not row.texts.get("nama"):
        return "ditahan", f"Baris {row.nomor} tanpa nama. Isi nama seperti di KTP."
    lost = [f"{note.pesan} {note.cara}" for note in row.notes if note.key == "nik"]
    if lost:
        return "ditahan", lost[0]
    nik = "".join(c for c in row.texts.get("nik", "") if c.isdigit())
    if nik and nik in seen:
        return "ditahan", f"NIK di baris {row.nomor} sama dengan baris {seen[nik]}. Periksa KTP keduanya."
    if nik and people.same_nik(db, nik, ctx.today):
        return "dilewati", f"Sudah ada di daftar peserta, baris {row.nomor} dilewati."
    if not nik and people.namesakes(db, clean(row.texts["nama"]).upper()):
        return "dilewati", f"Orang bernama sama tanpa NIK sudah ada, baris {row.nomor} dilewati."
    return None


def _with_group(texts: Mapping[str, str], kelompok: str) -> dict[str, str]:
    return {**texts, "kelompok": texts.get("kelompok") or kelompok} if kelompok else dict(texts)
