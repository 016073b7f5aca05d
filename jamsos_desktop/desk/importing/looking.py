"""Looking: what would become of every row of a sheet, whole or not at all.

``baris`` = siap + perlu_dilengkapi + ditahan + dilewati; what comes in (``masuk``) are the first two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing import past, patterns, problems
from jamsos_desktop.desk.importing.alike import show_likely
from jamsos_desktop.desk.importing.choosing import chosen, typed_over
from jamsos_desktop.desk.importing.deciding import Decider, Outcome
from jamsos_desktop.desk.importing.making import Maker
from jamsos_desktop.desk.importing.marks import marks
from jamsos_desktop.desk.importing.matching import Here, Names
from jamsos_desktop.desk.importing.merging import FAMILY
from jamsos_desktop.desk.importing.problems import Cells
from jamsos_desktop.desk.importing.records import DILEWATI, Imported, ImportedRow, ImportPlan, ImportSource, RowProblem
from jamsos_desktop.desk.importing.updating import Updater
from jamsos_desktop.intake import Candidate, Intake, Layout, Reading, Sheet, recognise, take_rows
from jamsos_desktop.jobs import Job, Progress, many_records
from jamsos_desktop.model.fields import FIELDS
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import people_bulk
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.people import Derived
from jamsos_desktop.store.people_bulk import Change
from jamsos_desktop.texts import screen_date

REPORT_EVERY = 250
NIK_TELLS = ("tanggal_lahir", "jenis_kelamin")
NO_NAME_COLUMN = "Kolom nama atau NIK belum dipilih."


@dataclass(frozen=True, slots=True)
class Looked:
    """A report, and what is written when it is stored: new people and changed ones, each with the row it comes from."""

    report: Imported
    baru: tuple[tuple[int, Peserta, Derived], ...] = ()
    ubah: tuple[tuple[int, Change], ...] = ()


def look_job(ctx: Context, source: ImportSource, plan: ImportPlan) -> Job[Looked]:
    """What would become of every row under a plan; nothing is stored."""
    with ctx.open() as db, many_records():
        return (yield from look(ctx, db, source, plan))


def look(ctx: Context, db: Database, source: ImportSource, plan: ImportPlan) -> Job[Looked]:
    """The same over a connection that is open. A sheet in which nobody named the columns passes over every row."""
    sheet = typed_over(source.sheet, plan)
    kept = patterns.for_plan(db, plan)
    layout = recognise(sheet, plan.kepala, plan.kolom, kept)
    patterns.check_fits(plan, layout)
    told = Imported(sheet.nama, (), True, layout, pernah=_before(ctx, db, source))
    if not layout.usable:
        rows = tuple(ImportedRow(row.nomor, DILEWATI, "", NO_NAME_COLUMN) for row in sheet.rows[layout.isi:])
        return Looked(replace(told, rows=rows))
    jobs = {code: job.kode_ktp for code, job in ctx.policy.pekerjaan.items()}
    intake = yield from take_rows(
        sheet, layout, Reading(ctx.today, ctx.lists, plan.tanggal, ctx.policy.label_lists, jobs))
    if intake.rows and "nik" in layout.fields:
        told = replace(told, dari_nik=tuple(key for key in NIK_TELLS if key not in layout.fields))
    maker = Maker(ctx, patterns.group_of(kept, plan, layout, sheet), source.memory, frozenset(told.dari_nik))
    return (yield from _Look(ctx, db, plan, layout, maker).whole(told, source.sheet, intake))


def _before(ctx: Context, db: Database, source: ImportSource) -> str:
    """That this sheet of this very file was brought in before."""
    found = past.before(ctx, db, source.sha, source.sheet.nama)
    return f"Excel ini sudah diimpor {screen_date(date.fromisoformat(found.waktu[:10]))}." if found else ""


class _Look:
    """One look at all rows."""

    def __init__(self, ctx: Context, db: Database, plan: ImportPlan, layout: Layout, maker: Maker) -> None:
        self._ctx, self._db, self._plan, self._layout, self._maker = ctx, db, plan, layout, maker
        self._cells = Cells.of(layout)
        self._changes: list[tuple[int, Change]] = []

    def whole(self, told: Imported, sheet: Sheet, intake: Intake) -> Job[Looked]:
        """The report of all rows and what would be written. ``sheet``: as it was read, without what was typed over."""
        rows = [chosen(row, values) for row, values in _with_values(intake.rows, self._plan)]
        here = Here(people_bulk.everybody(self._db), self._maker.memory.setdefault("nama", Names()), self._ctx.today)
        outcomes = yield from self._decide(rows, here)
        self._maker.remember()
        yield Progress(len(rows), len(rows), "Mencocokkan orang")
        new = [outcome for outcome in outcomes if outcome.made and not outcome.line.ada]
        likely = yield from show_likely(here, new, self._plan, self._cells, self._maker.memory)
        tanpa, lacks = self._lacking(rows, outcomes)
        found = problems.in_order([*(one for outcome in outcomes for one in outcome.problems), *likely, *lacks])
        report = replace(
            told, rows=_lines(sheet, self._layout, intake, outcomes), problems=found, tanya=intake.pertanyaan,
            tanpa=tanpa, marks=marks(sheet, rows, found, self._cells, self._plan))
        fresh = tuple((one.line.baris, one.made.person, one.made.derived) for one in new if one.made)
        return Looked(report, fresh, tuple(self._changes))

    def _decide(self, rows: Sequence[Candidate], here: Here) -> Job[list[Outcome]]:
        decider = Decider(self._ctx, self._plan, here, self._maker, self._cells)
        outcomes: list[Outcome] = []
        for done, row in enumerate(rows):
            if done % REPORT_EVERY == 0:
                yield Progress(done, len(rows), f"Baris {row.nomor}")
            outcomes.append(decider.decide(row))
        known = [n for n, outcome in enumerate(outcomes) if outcome.one]
        updater = Updater(self._ctx, self._db, self._plan, self._cells, self._maker.memory)
        for start in range(0, len(known), REPORT_EVERY):
            yield Progress(start, len(known), "Membandingkan dengan data desa")
            part = known[start:start + REPORT_EVERY]
            for n, (outcome, change) in zip(part, updater.fill([(rows[n], outcomes[n]) for n in part]), strict=True):
                outcomes[n] = outcome
                if change is not None:
                    self._changes.append((outcome.line.baris, change))
        return outcomes

    def _lacking(self, rows: Sequence[Candidate], outcomes: Sequence[Outcome]) \
            -> tuple[tuple[str, ...], list[RowProblem]]:
        """Fields that most people will lack and no column gives, and the few empty cells of columns that are filled."""
        new = [(row, outcome.made) for row, outcome in zip(rows, outcomes, strict=True)
               if outcome.made and not outcome.line.ada]
        count = Counter(key for _, made in new for key in made.lacks)
        most = {key for key, many in count.items() if 2 * many > len(new)}
        columns = {*self._cells.keys, *([FAMILY] if "nama_ahli_waris" in self._cells.keys else [])}
        few = [problems.of_lack(self._cells, row.nomor, key) for row, made in new for key in made.lacks
               if key in columns and key not in most and not _noted(row, key)
               and (row.nomor, f"KOSONG:{key}") not in self._plan.biarkan
               and (row.nomor, problems.cell_key(key)) not in self._plan.nilai]  # emptied by hand
        order = [*(field.key for field in FIELDS), FAMILY]
        return tuple(sorted(most - columns, key=lambda key: order.index(key) if key in order else len(order))), few


def _noted(row: Candidate, key: str) -> bool:
    """Whether something is said of the cell already."""
    return any(note.key == problems.cell_key(key) for note in row.notes)


def _with_values(rows: Sequence[Candidate], plan: ImportPlan) -> list[tuple[Candidate, dict[str, str]]]:
    by_row: dict[int, dict[str, str]] = {}
    for (row, key), text in plan.nilai.items():
        by_row.setdefault(row, {})[key] = text
    return [(row, by_row.get(row.nomor, {})) for row in rows]


def _lines(sheet: Sheet, layout: Layout, intake: Intake, outcomes: Sequence[Outcome]) -> tuple[ImportedRow, ...]:
    """Every row below the header once: people, rows that are nobody, and what stands behind the end of the list."""
    lines = {number: ImportedRow(number, DILEWATI, "", f"Bukan orang: {why}.") for number, why in intake.dilewati}
    lines.update((one.line.baris, replace(one.line, kurang=one.made.lacks) if one.made and one.made.lacks else one.line)
                 for one in outcomes)
    for row in sheet.rows[layout.isi:]:
        if row.nomor not in lines:
            lines[row.nomor] = ImportedRow(row.nomor, DILEWATI, "", "Bukan orang: setelah akhir daftar.")
    return tuple(lines[number] for number in sorted(lines))
