"""The long verbs of a desk, as jobs. Each opens its own connection when it runs, in whatever thread."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk import (
    contents,
    packing,
    persons,
    previews,
    samples,
    sending,
    sipp,
    trail_door,
    visits,
)
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.bpjs_records import FilesMade
from jamsos_desktop.desk.printing_blank_records import FitReport
from jamsos_desktop.desk.printing_records import Printed, PrintOrder, PrintPlan
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta


class LongVerbs:
    """Needs only the context; ``Desk`` adds what must answer at once."""

    ctx: Context

    def print_job(self, order: PrintOrder, starts: dict[int, int] | None = None) -> Job[Printed]:
        """One PDF of all sheets of an order. Problems and ``starts``: as ``printing.print_job``."""
        from jamsos_desktop.desk import printing

        return printing.print_job(self.ctx, order, starts)

    def plan_job(self, order: PrintOrder) -> Job[PrintPlan]:
        """``print_plan`` for many people, in a thread of its own."""
        from jamsos_desktop.desk import printing

        with self.ctx.open() as db:
            yield Progress(0, 1)
            return printing.print_plan(self.ctx, db, order)

    def fit_test_job(self, order: PrintOrder) -> Job[FitReport]:
        """What becomes of long values before an order is printed (``printing_blank.fit_test_job``)."""
        from jamsos_desktop.desk import printing_blank

        return printing_blank.fit_test_job(self.ctx, order)

    def send_state_job(self) -> Job[sending.SendState]:
        """``send_state`` for many people, in a thread of its own."""
        with self.ctx.open() as db:
            yield Progress(0, 1)
            return sending.send_state(self.ctx, db)

    def send_check_job(self) -> Job[None]:
        """Whether a package would be made now; the Problem says why not. Makes nothing."""
        return sending.send_check_job(self.ctx)

    def preview_job(self, person: Peserta, kertas: str, page: int = 0, scale: float = 1.0) -> Job[previews.PreviewPage]:
        """A page (from 0) of a person's form, saved or not; ``scale`` 1.0 = 72 dpi."""
        return previews.preview_job(self.ctx, person, kertas, page, scale)

    def sheet_preview_job(self, order: PrintOrder, index: int, scale: float,
                          page: int = 0) -> Job[previews.PreviewPage]:
        """A page of one sheet of a plan, both from 0. Problem TAK_ADA_CETAK."""
        return previews.sheet_preview_job(self.ctx, order, index, scale, page)

    def page_job(self, pdf: Path, page: int, scale: float) -> Job[previews.PreviewPage]:
        """One page (from 0) of a finished PDF, for the printer. Problem PDF_TIDAK_ADA."""
        return previews.page_job(pdf, page, scale)

    def made_sheet_job(self, pdf: Path, first: int, many: int, page: int, scale: float) -> Job[previews.PreviewPage]:
        """One page of a sheet in a finished PDF, where its ``many`` pages begin at ``first``."""
        return previews.made_sheet_job(pdf, first, many, page, scale)

    def export_job(self, out: Path | None = None, penuh: bool = False, excel: bool = False) -> Job[packing.Exported]:
        """One package for DPMD; ``penuh``: with everybody ever sent. Without ``out`` it stays in the outbox."""
        return packing.export_job(self.ctx, out, penuh=penuh, excel=excel)

    def copy_job(self, file: Path, target: Path) -> Job[Path]:
        """Copy a finished file into a folder (a stick), read back; noted where a desk still keeps a history."""
        path = yield from packing.copy_job(file, target)
        trail_door.note(self.ctx, "salin", "paket", path.name)
        return path

    def receipt_preview_job(self, seq: int, scale: float) -> Job[previews.PreviewPage]:
        """The receipt of a package made earlier, as a picture."""
        return contents.receipt_preview_job(self.ctx, seq, scale)

    def sipp_job(self, out: Path, template: Path | None = None) -> Job[FilesMade]:
        """The SIPP workbook of a village that is the employer of its wage earners."""
        return sipp.village_sipp_job(self.ctx, out, template)

    def visit_list_job(self, no: int, path: Path | None = None) -> Job[Path]:
        """Who was refused by a reply, by dusun, as a PDF to go round with."""
        return visits.visit_list_job(self.ctx, no, path)

    def reply_paper_job(self, no: int, path: Path | None = None) -> Job[Path]:
        """A reply as a PDF for the map of the desa, without NIK and KPJ numbers."""
        return visits.reply_paper_job(self.ctx, no, path)

    def samples_job(self, many: int, seed: int) -> Job[int]:
        """Fictional people of all four groups (``contoh``)."""
        return samples.samples_job(self.ctx, many, seed)

    def recompute_job(self) -> Job[int]:
        """Judge again everyone last judged on another day or by another policy; returns how many."""
        return persons.recompute_job(self.ctx)
