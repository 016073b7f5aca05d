"""Ke BPJS and Pembayaran: batches, workbooks, payment codes, results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from jamsos_desktop.desk.district import (
    bpjs_files,
    bpjs_leaving,
    bpjs_making,
    bpjs_results,
    bpjs_steps,
    bpjs_views,
)
from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.bpjs_records import (
    BatchChoice,
    BatchGroup,
    BatchMade,
    BatchRow,
    BatchView,
    Death,
    FilesMade,
    PaymentsView,
    ResultPreview,
    ResultsApplied,
    TemplateCheck,
)
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.store.engine import Database

T = TypeVar("T")


class Bpjs(Verbs):
    """Numbers a step returns undo it with ``undo_batch_step``, as long as nothing newer rests on it."""

    # Looking.

    def batches(self) -> list[BatchRow]:
        """All batches that were not cancelled, newest first."""
        return bpjs_views.rows(self.db)

    def batch(self, nomor: str) -> BatchView:
        return bpjs_views.view(self.ctx, self.db, nomor)

    def candidates(self) -> list[BatchGroup]:
        """What can become a batch now."""
        return bpjs_views.groups(self.ctx, self.db)

    def candidates_job(self) -> Job[list[BatchGroup]]:
        """``candidates`` of a whole kabupaten, in a thread of its own."""
        with self.ctx.open() as db:
            yield Progress(0, 1)
            return bpjs_views.groups(self.ctx, db)

    def payments(self) -> PaymentsView:
        return bpjs_views.payments(self.ctx, self.db)

    # Settings.

    def employer(self, kelompok: str) -> str:
        """``desa`` or ``pemda``."""
        return bpjs_views.employer(self.ctx, self.db, kelompok)

    def set_employer(self, kelompok: str, siapa: str) -> None:
        bpjs_making.set_employer(self.ctx, self.db, kelompok, siapa)

    def wadah_npp(self, kelompok: str) -> str:
        return bpjs_views.wadah_npp(self.db, kelompok)

    def set_npp(self, kelompok: str, npp: str) -> None:
        bpjs_making.set_npp(self.ctx, self.db, kelompok, npp)

    # The road of a batch.

    def make_batch_job(self, choice: BatchChoice) -> Job[BatchMade]:
        return bpjs_making.make_batch_job(self.ctx, choice)

    def cancel_batch(self, nomor: str) -> None:
        bpjs_making.cancel(self.ctx, self.db, nomor)

    def hand_over(self, nomor: str, tanggal: date, surat: str = "") -> int:
        return bpjs_steps.hand_over(self.ctx, self.db, nomor, tanggal, surat)

    def hand_over_job(self, nomor: str, tanggal: date, surat: str = "") -> Job[int]:
        """``hand_over`` of thousands, in a thread of its own; so are the other steps that end in ``_job``."""
        return self._own(nomor, lambda db: bpjs_steps.hand_over(self.ctx, db, nomor, tanggal, surat))

    def set_kode_bayar(self, tagihan_id: int, kode: str, tempo: date | None, jumlah_sen: int | None = None) -> int:
        return bpjs_steps.set_code(self.ctx, self.db, tagihan_id, kode, tempo, jumlah_sen)

    def set_kode_bayar_job(self, tagihan_id: int, kode: str, tempo: date | None,
                           jumlah_sen: int | None = None) -> Job[int]:
        return self._own("kode bayar",
                         lambda db: bpjs_steps.set_code(self.ctx, db, tagihan_id, kode, tempo, jumlah_sen))

    def set_paid(self, tagihan_id: int, tanggal: date, bukti: str = "") -> int:
        return bpjs_steps.set_paid(self.ctx, self.db, tagihan_id, tanggal, bukti)

    def set_paid_job(self, tagihan_id: int, tanggal: date, bukti: str = "") -> Job[int]:
        return self._own("pembayaran", lambda db: bpjs_steps.set_paid(self.ctx, db, tagihan_id, tanggal, bukti))

    def read_results(self, path: Path, nomor: str) -> ResultPreview:
        return run_to_end(self.read_results_job(path, nomor))

    def read_results_job(self, path: Path, nomor: str) -> Job[ResultPreview]:
        return bpjs_results.read_results_job(self.ctx, path, nomor)

    def apply_results(self, preview: ResultPreview) -> ResultsApplied:
        return bpjs_steps.write_results(self.ctx, self.db, preview.nomor, preview.lines)

    def apply_results_job(self, preview: ResultPreview) -> Job[ResultsApplied]:
        note = f"{len(preview.lines)} hasil"
        return self._own(note, lambda db: bpjs_steps.write_results(self.ctx, db, preview.nomor, preview.lines))

    def set_result(self, nomor: str, uid: str, hasil: str, *, kpj: str = "", alasan: str = "", teks: str = "",
                   aktif_dari: date | None = None) -> ResultsApplied:
        """One answer typed by hand; ``hasil`` ok or ditolak."""
        return bpjs_results.set_result(self.ctx, self.db, nomor, uid, hasil, kpj, alasan, teks, aktif_dari)

    def undo_batch_step(self, putusan: int) -> str:
        return bpjs_steps.undo(self.ctx, self.db, putusan)

    def undo_batch_step_job(self, putusan: int) -> Job[str]:
        return self._own("mengurungkan", lambda db: bpjs_steps.undo(self.ctx, db, putusan))

    def undo_last_step(self, nomor: str) -> bool:
        """Take back the newest step of a batch; False when there is none."""
        return bpjs_steps.undo_last(self.ctx, self.db, nomor)

    def undo_last_step_job(self, nomor: str) -> Job[bool]:
        return self._own("mengurungkan", lambda db: bpjs_steps.undo_last(self.ctx, db, nomor))

    def _own(self, note: str, do: Callable[[Database], T]) -> Job[T]:
        """One whole write by a connection of its own: nothing can be stopped half way."""
        with self.ctx.open() as db:
            yield Progress(0, 1, note)
            return do(db)

    # The dead.

    def deaths(self) -> list[Death]:
        """Members whose village says they died: their family may claim JKM, and nobody is booked as an exit."""
        return bpjs_leaving.deaths(self.ctx, self.db)

    def end_after_death(self, uid: str, catatan: str) -> int:
        """End such a membership after its claim, in words; the number it returns undoes it with ``undo_death``."""
        return bpjs_leaving.end_after_death(self.ctx, self.db, uid, catatan)

    def undo_death(self, putusan: int) -> str:
        """Take that back; returns whom it is about. Problems: PUTUSAN_TIDAK_ADA, PUTUSAN_BERUBAH."""
        return bpjs_leaving.undo_death(self.ctx, self.db, putusan)

    # Files.

    def sipp_job(self, out: Path, template: Path | None = None, nomor: str | None = None) -> Job[FilesMade]:
        """SIPP workbooks per NPP in folder ``out``; with a ``template`` a filled copy of that."""
        if template is not None:
            return bpjs_files.fill_template_job(self.ctx, nomor, template, out)
        return bpjs_files.sipp_job(self.ctx, out, nomor)

    def template_check(self, path: Path, nomor: str) -> TemplateCheck:
        return run_to_end(self.template_check_job(path, nomor))

    def template_check_job(self, path: Path, nomor: str) -> Job[TemplateCheck]:
        return bpjs_files.template_check_job(self.ctx, path, nomor)

    def fill_template_job(self, nomor: str, template: Path, out: Path) -> Job[FilesMade]:
        return bpjs_files.fill_template_job(self.ctx, nomor, template, out)

    def bpu_list_job(self, nomor: str, out: Path) -> Job[FilesMade]:
        return bpjs_files.bpu_list_job(self.ctx, nomor, out)

    def cover_letter_job(self, nomor: str, surat: str = "") -> Job[Path]:
        """The surat serah as a PDF in the outbox; made anew each time."""
        return bpjs_files.cover_letter_job(self.ctx, nomor, surat)

    def cover_letter(self, nomor: str, surat: str = "") -> bytes:
        """The surat serah as a PDF."""
        return bpjs_files.cover_letter(self.ctx, self.db, nomor, surat)
