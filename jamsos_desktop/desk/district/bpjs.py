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
        """One batch with its bills and people. Problem BATCH_TIDAK_ADA."""
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
        """Bills with the overdue first, months that lapse, and how much of the quotas is used."""
        return bpjs_views.payments(self.ctx, self.db)

    # Settings.

    def employer(self, kelompok: str) -> str:
        """``desa`` or ``pemda``."""
        return bpjs_views.employer(self.ctx, self.db, kelompok)

    def set_employer(self, kelompok: str, siapa: str) -> None:
        """Say who employs the PU of a group: ``desa`` or ``pemda``."""
        bpjs_making.set_employer(self.ctx, self.db, kelompok, siapa)

    def wadah_npp(self, kelompok: str) -> str:
        """The NPP of a wadah, or of the pemda for PU it employs; "" while nobody said it."""
        return bpjs_views.wadah_npp(self.db, kelompok)

    def set_npp(self, kelompok: str, npp: str) -> None:
        """Keep that NPP: 6 to 12 digits, or empty. Problem NPP_SALAH."""
        bpjs_making.set_npp(self.ctx, self.db, kelompok, npp)

    # The road of a batch.

    def make_batch_job(self, choice: BatchChoice) -> Job[BatchMade]:
        """A batch of everybody in the chosen group who may go. Problems MASA_SALAH, BATCH_KOSONG."""
        return bpjs_making.make_batch_job(self.ctx, choice)

    def cancel_batch(self, nomor: str) -> None:
        """Take back a batch that was not handed over. Problem BATCH_SUDAH_DISERAHKAN."""
        bpjs_making.cancel(self.ctx, self.db, nomor)

    def hand_over(self, nomor: str, tanggal: date, surat: str = "") -> int:
        """The batch went to BPJS that day, with letter ``surat``. Problems: as ``bpjs_steps.hand_over``."""
        return bpjs_steps.hand_over(self.ctx, self.db, nomor, tanggal, surat)

    def hand_over_job(self, nomor: str, tanggal: date, surat: str = "") -> Job[int]:
        """``hand_over`` of thousands, in a thread of its own; so are the other steps that end in ``_job``."""
        return self._own(nomor, lambda db: bpjs_steps.hand_over(self.ctx, db, nomor, tanggal, surat))

    def set_kode_bayar(self, tagihan_id: int, kode: str, tempo: date | None, jumlah_sen: int | None = None) -> int:
        """BPJS gave a kode bayar, perhaps another sum in sen. Problems: as ``bpjs_steps.set_code``."""
        return bpjs_steps.set_code(self.ctx, self.db, tagihan_id, kode, tempo, jumlah_sen)

    def set_kode_bayar_job(self, tagihan_id: int, kode: str, tempo: date | None,
                           jumlah_sen: int | None = None) -> Job[int]:
        """``set_kode_bayar`` in a thread of its own."""
        return self._own("kode bayar",
                         lambda db: bpjs_steps.set_code(self.ctx, db, tagihan_id, kode, tempo, jumlah_sen))

    def set_paid(self, tagihan_id: int, tanggal: date, bukti: str = "") -> int:
        """A bill was paid that day; ``bukti``: its SP2D or receipt. Problems: as ``bpjs_steps.set_paid``."""
        return bpjs_steps.set_paid(self.ctx, self.db, tagihan_id, tanggal, bukti)

    def set_paid_job(self, tagihan_id: int, tanggal: date, bukti: str = "") -> Job[int]:
        """``set_paid`` in a thread of its own."""
        return self._own("pembayaran", lambda db: bpjs_steps.set_paid(self.ctx, db, tagihan_id, tanggal, bukti))

    def read_results(self, path: Path, nomor: str) -> ResultPreview:
        """What a file of BPJS says of a batch; writes nothing. Problems: as ``read_results_job``."""
        return run_to_end(self.read_results_job(path, nomor))

    def read_results_job(self, path: Path, nomor: str) -> Job[ResultPreview]:
        """The same as a job. Problems: those of a workbook, HASIL_TANPA_KOLOM, BATCH_TIDAK_ADA."""
        return bpjs_results.read_results_job(self.ctx, path, nomor)

    def apply_results(self, preview: ResultPreview) -> ResultsApplied:
        """Write the answers that match. Problems BATCH_BELUM_DISERAHKAN, HASIL_BASI."""
        return bpjs_steps.write_results(self.ctx, self.db, preview.nomor, preview.lines)

    def apply_results_job(self, preview: ResultPreview) -> Job[ResultsApplied]:
        """``apply_results`` of thousands, in a thread of its own."""
        note = f"{len(preview.lines)} hasil"
        return self._own(note, lambda db: bpjs_steps.write_results(self.ctx, db, preview.nomor, preview.lines))

    def set_result(self, nomor: str, uid: str, hasil: str, *, kpj: str = "", alasan: str = "", teks: str = "",
                   aktif_dari: date | None = None) -> ResultsApplied:
        """One answer typed by hand; ``hasil`` ok or ditolak."""
        return bpjs_results.set_result(self.ctx, self.db, nomor, uid, hasil, kpj, alasan, teks, aktif_dari)

    def undo_batch_step(self, putusan: int) -> str:
        """Take one step back; returns the number of its batch. Problem PUTUSAN_BERUBAH."""
        return bpjs_steps.undo(self.ctx, self.db, putusan)

    def undo_batch_step_job(self, putusan: int) -> Job[str]:
        """``undo_batch_step`` in a thread of its own."""
        return self._own("mengurungkan", lambda db: bpjs_steps.undo(self.ctx, db, putusan))

    def undo_last_step(self, nomor: str) -> bool:
        """Take back the newest step of a batch; False when there is none."""
        return bpjs_steps.undo_last(self.ctx, self.db, nomor)

    def undo_last_step_job(self, nomor: str) -> Job[bool]:
        """``undo_last_step`` in a thread of its own."""
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
        """Hold a downloaded template of SIPP against a batch. Problems: as ``template_check_job``."""
        return run_to_end(self.template_check_job(path, nomor))

    def template_check_job(self, path: Path, nomor: str) -> Job[TemplateCheck]:
        """The same as a job; writes nothing. Problems: as ``bpjs_files.template_check_job``."""
        return bpjs_files.template_check_job(self.ctx, path, nomor)

    def fill_template_job(self, nomor: str, template: Path, out: Path) -> Job[FilesMade]:
        """A filled copy of a template in folder ``out``; the original is only read."""
        return bpjs_files.fill_template_job(self.ctx, nomor, template, out)

    def bpu_list_job(self, nomor: str, out: Path) -> Job[FilesMade]:
        """The collective list of a wadah as file ``out``. Problem BUKAN_BPU for wage earners."""
        return bpjs_files.bpu_list_job(self.ctx, nomor, out)

    def cover_letter_job(self, nomor: str, surat: str = "") -> Job[Path]:
        """The surat serah as a PDF in the outbox; made anew each time."""
        return bpjs_files.cover_letter_job(self.ctx, nomor, surat)

    def cover_letter(self, nomor: str, surat: str = "") -> bytes:
        """The surat serah as a PDF."""
        return bpjs_files.cover_letter(self.ctx, self.db, nomor, surat)
