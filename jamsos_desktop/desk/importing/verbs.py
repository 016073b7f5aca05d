"""The verbs of the desk on imports; the rooms behind them are loaded when first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.jobs import Job, run_to_end

if TYPE_CHECKING:
    from jamsos_desktop.desk.context import Context
    from jamsos_desktop.desk.importing.records import Imported, ImportPlan, ImportSource, ImportUndone, PastImport
    from jamsos_desktop.intake import Layout, Pattern
    from jamsos_desktop.store.engine import Database


class Importing:
    """Part of ``Desk``; jobs open their own connection."""

    ctx: Context
    _db: Database

    def read_sheet_job(self, path: Path, sheet: int | str = 0) -> Job[ImportSource]:
        """A workbook's sheet, read once (``reading.read_job``)."""
        from jamsos_desktop.desk.importing import reading

        return reading.read_job(path, sheet)

    def look_job(self, source: ImportSource, plan: ImportPlan) -> Job[Imported]:
        """What would become of every row; nothing is stored (``looking.look_job``)."""
        from jamsos_desktop.desk.importing import looking

        looked = yield from looking.look_job(self.ctx, source, plan)
        return looked.report

    def sheet_layout(self, source: ImportSource, plan: ImportPlan) -> Layout:
        """What was recognised of a sheet, also where no column names a person yet; nobody is looked at."""
        from jamsos_desktop.desk.importing import patterns
        from jamsos_desktop.intake import recognise

        return recognise(source.sheet, plan.kepala, plan.kolom, patterns.for_plan(self._db, plan))

    def import_job(self, source: ImportSource, plan: ImportPlan) -> Job[Imported]:
        """Store what comes in, whole or not at all (``storing.import_job``)."""
        from jamsos_desktop.desk.importing import storing

        return storing.import_job(self.ctx, source, plan)

    def write_import_problems(self, source: ImportSource, report: Imported, path: Path,
                              plan: ImportPlan | None = None) -> Path:
        """``import_problems_job`` at once, for a short list or the command line."""
        return run_to_end(self.import_problems_job(source, report, path, plan))

    def import_problems_job(self, source: ImportSource, report: Imported, path: Path,
                            plan: ImportPlan | None = None) -> Job[Path]:
        """The rows that did not come in whole, as a workbook with reasons; ``plan``: the one the report was made
        under, so that what was typed over is taken along (``problem_book.book_job``)."""
        from dataclasses import replace

        from jamsos_desktop.desk.importing import patterns, problem_book
        from jamsos_desktop.desk.importing.records import ImportPlan
        from jamsos_desktop.desk.trail_door import exported, write_noted

        under = plan or ImportPlan()
        with self.ctx.open() as db:  # a window asks from another thread
            kept = patterns.every(db)
        group = patterns.group_of(kept, under, report.layout, source.sheet)
        book = yield from problem_book.book_job(self.ctx, source, report, replace(under, kelompok=group))
        return write_noted(self.ctx, book, path, exported(self.ctx, "daftar", "masalah impor"))

    def imports(self) -> tuple[PastImport, ...]:
        """Imports of the past, newest first (``past.every``)."""
        from jamsos_desktop.desk.importing import past

        return past.every(self.ctx, self._db)

    def imported_before(self, sha: str, lembar: str = "") -> PastImport | None:
        """The newest import that stands of a file, by its SHA-256 and where named its sheet (``past.before``)."""
        from jamsos_desktop.desk.importing import past

        return past.before(self.ctx, self._db, sha, lembar)

    def import_undo_view(self, impor_id: str) -> ImportUndone:
        """What undoing an import would do now; nothing is changed (``undoing.view``)."""
        from jamsos_desktop.desk.importing import undoing

        return undoing.view(self.ctx, self._db, impor_id)

    def import_undo_view_job(self, impor_id: str) -> Job[ImportUndone]:
        """The same behind a window, over a connection of its own (``undoing.view_job``)."""
        from jamsos_desktop.desk.importing import undoing

        return undoing.view_job(self.ctx, impor_id)

    def undo_import(self, impor_id: str) -> ImportUndone:
        """Take an import back in one write (``undoing.undo_import``)."""
        from jamsos_desktop.desk.importing import undoing

        return undoing.undo_import(self.ctx, self._db, impor_id)

    def undo_import_job(self, impor_id: str) -> Job[ImportUndone]:
        """The same behind a window, over a connection of its own (``undoing.undo_import_job``)."""
        from jamsos_desktop.desk.importing import undoing

        return undoing.undo_import_job(self.ctx, impor_id)

    def template_job(self, path: Path, kelompok: str = "") -> Job[Path]:
        """A workbook to fill in, of one group or of all (``template.template_job``)."""
        from jamsos_desktop.desk.importing import template

        return template.template_job(self.ctx, path, kelompok)

    def sheet_group(self, source: ImportSource) -> str:
        """The group a sheet of our own template is for, "" of any other (``template.group_of_sheet``)."""
        from jamsos_desktop.desk.importing import template

        return template.group_of_sheet(source.sheet)

    def patterns(self) -> tuple[Pattern, ...]:
        """How the village's own lists are read, by name (``patterns.every``)."""
        from jamsos_desktop.desk.importing import patterns

        return patterns.every(self._db)

    def keep_pattern(self, nama: str, layout: Layout, kelompok: str = "") -> Pattern:
        """Keep how a sheet's columns were chosen (``patterns.keep``)."""
        from jamsos_desktop.desk.importing import patterns

        return patterns.keep(self.ctx, self._db, nama, layout, kelompok)

    def drop_pattern(self, nama: str) -> None:
        """Forget a pattern (``patterns.drop``)."""
        from jamsos_desktop.desk.importing import patterns

        patterns.drop(self.ctx, self._db, nama)
