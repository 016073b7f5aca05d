"""The verbs of the desk on imports; the rooms behind them are loaded when first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.jobs import Job

if TYPE_CHECKING:
    from jamsos_desktop.desk.context import Context
    from jamsos_desktop.desk.importing.records import Imported, ImportPlan, ImportSource
    from jamsos_desktop.store.engine import Database


class Importing:
    """Part of ``Desk``; jobs open their own connection."""

    ctx: Context
    _db: Database

    def read_sheet_job(self, path: Path, sheet: int = 0) -> Job[ImportSource]:
        """A workbook's sheet, read once (``reading.read_job``)."""
        from jamsos_desktop.desk.importing import reading

        return reading.read_job(path, sheet)

    def look_job(self, source: ImportSource, plan: ImportPlan) -> Job[Imported]:
        """What would become of every row; nothing is stored (``looking.look_job``)."""
        from jamsos_desktop.desk.importing import looking

        looked = yield from looking.look_job(self.ctx, source, plan)
        return looked.report

    def import_job(self, source: ImportSource, plan: ImportPlan) -> Job[Imported]:
        """Store what comes in, whole or not at all (``storing.import_job``)."""
        from jamsos_desktop.desk.importing import storing

        return storing.import_job(self.ctx, source, plan)

    def write_import_problems(self, source: ImportSource, report: Imported, path: Path) -> Path:
        """The rows that did not come in whole, as a workbook with reasons (``problem_book.write``)."""
        from jamsos_desktop.desk.importing import problem_book

        return problem_book.write(source, report, path)
