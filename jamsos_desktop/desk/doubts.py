"""Verbs of what nobody has confirmed: the list to work through, what a page shows of it, the list as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.doubts_records import DoubtFile, DoubtOrder, DoubtRow
    from jamsos_desktop.jobs import Job
    from jamsos_desktop.model.findings import Finding
    from jamsos_desktop.model.records import Peserta


class Doubts:
    """Part of ``Desk``: needs its context."""

    ctx: Context

    def unconfirmed(self) -> tuple[DoubtRow, ...]:
        """Every row of the ketentuan in force and of the program that nobody has confirmed."""
        from jamsos_desktop.desk.doubts_reading import doubt_rows

        return doubt_rows(self.ctx)

    def doubts(self, *keys: str) -> tuple[DoubtRow, ...]:
        """Those of whole tables ("usia.csv") or of single rows ("parameter.csv:hari_diam")."""
        from jamsos_desktop.desk.doubts_reading import matching

        return matching(self.ctx, keys)

    def person_doubts(self, person: Peserta, findings: Sequence[Finding]) -> tuple[DoubtRow, ...]:
        """What is not confirmed behind the findings and the dues of somebody."""
        from jamsos_desktop.desk.doubts_places import person_keys

        return self.doubts(*person_keys(person, findings))

    def paper_doubts(self, kode: str) -> tuple[DoubtRow, ...]:
        """What is not confirmed of the layout and the words of a kind of paper."""
        from jamsos_desktop.desk.doubts_places import PAPERS

        return self.doubts(*PAPERS.get(kode, ()))

    def doubts_file_job(self, order: DoubtOrder, path: Path | None = None) -> Job[DoubtFile]:
        """Write the rows that fit as PDF or XLSX, by the name's ending; without a path a PDF in the folder of what
        was made. Problems BENTUK_SALAH, DAFTAR_KOSONG, those of writing."""
        from jamsos_desktop.desk.doubts_report import doubts_file_job

        return doubts_file_job(self.ctx, order, path)
