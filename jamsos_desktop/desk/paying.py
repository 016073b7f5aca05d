"""Verbs of bills: what is billed, paid and extended, and how far everybody is covered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.listing import Query

if TYPE_CHECKING:
    from jamsos_desktop.desk.paying_records import (
        BillDraft,
        BillOrder,
        Cover,
        DuesBill,
        DuesBillView,
        EndingListOrder,
        EndingRow,
        Extended,
        ExtendOrder,
        Proposal,
    )
    from jamsos_desktop.desk.previews import PreviewPage
    from jamsos_desktop.desk.scan_records import MadeScan


class Paying:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    # Looking.

    def bills(self, tahun: int | None = None) -> list[DuesBill]:
        """Own bills and those told by replies, newest first; of one year: those with a month in it."""
        from jamsos_desktop.desk import paying_views

        return paying_views.bills(self.ctx, self._db, tahun)

    def bill(self, bill_id: str) -> DuesBillView:
        """One bill in full. Problem TAGIHAN_TIDAK_ADA."""
        from jamsos_desktop.desk import paying_views

        return paying_views.bill(self.ctx, self._db, bill_id)

    def proof(self, bill_id: str) -> bytes:
        """The scan of a proof of payment. Problems: TAGIHAN_TIDAK_ADA, SCAN_TIDAK_ADA, LAMPIRAN_RUSAK."""
        from jamsos_desktop.desk import paying_proof

        return paying_proof.read(self.ctx, self._db, bill_id)

    def proof_page_job(self, bill_id: str, page: int, scale: float) -> Job[PreviewPage]:
        """One page (from 0) of a proof that is a PDF, as a picture. Also Problem SCAN_TAK_TAMPIL when it has none."""
        from jamsos_desktop.desk import paying_proof
        from jamsos_desktop.desk.previews import pdf_page

        yield Progress(0, 1)
        with self.ctx.open() as db:
            return pdf_page(paying_proof.read(self.ctx, db, bill_id), page, scale)

    def proposals(self) -> list[Proposal]:
        """What is not billed yet and must be asked for soon: those no longer covered first."""
        from jamsos_desktop.desk import paying_proposals

        return paying_proposals.proposals(self.ctx, self._db)

    def paid_by_month(self, tahun: int) -> Mapping[tuple[str, str, str, str], tuple[int, int]]:
        """(fund, kelompok, segmen, month) -> (people, sen) of what was paid for the months of a year."""
        from jamsos_desktop.desk import paying_billed

        return paying_billed.paid_by_month(self.ctx, self._db, tahun)

    def billed_by_month(self, tahun: int) -> Mapping[tuple[str, str, str, str], tuple[int, int]]:
        """The same with bills that are not paid yet, own ones and those a reply tells of."""
        from jamsos_desktop.desk import paying_billed

        return paying_billed.billed_by_month(self.ctx, self._db, tahun)

    # Bills and payments.

    def bill_draft(self, order: BillOrder) -> BillDraft:
        """What an order would bill; refused like ``make_bill``."""
        from jamsos_desktop.desk import paying_making

        return paying_making.draft(self.ctx, self._db, order)

    def make_bill(self, order: BillOrder) -> str:
        """Keep a bill; returns its id. Problems: DANA_TAK_DIKENAL, MASA_SALAH, PESERTA_TIDAK_ADA, KODE_BAYAR_*,
        TAGIHAN_TANPA_ORANG, and by name TAGIHAN_CAMPUR, _DITOLAK, _DANA_LAIN, _DI_LUAR_MASA, _TANPA_IURAN, _GANDA."""
        from jamsos_desktop.desk import paying_making

        return paying_making.make(self.ctx, self._db, order)

    def set_kode_bayar(self, bill_id: str, kode: str, tempo: date | None) -> None:
        """Write down the payment code of an own, unpaid bill. Problems: TAGIHAN_*, KODE_BAYAR_*."""
        from jamsos_desktop.desk import paying_steps

        paying_steps.set_code(self.ctx, self._db, bill_id, kode, tempo)

    def proof_job(self, path: Path) -> Job[MadeScan]:
        """A photo (drawn anew, small) or PDF made ready to be the scan of a proof. Problems: FILE_TIDAK_ADA, SCAN_*."""
        from jamsos_desktop.desk import paying_proof

        yield Progress(0, 1, path.name)
        return paying_proof.load(path)

    def record_payment(self, bill_id: str, tanggal: date, bukti: str, scan: Path | MadeScan | None = None,
                       jumlah_sen: int | None = None) -> None:
        """A bill was paid, by proof number ``bukti``; everybody on it is judged again. A bill told by a reply is taken
        over with it. ``jumlah_sen``: what the proof says, if it says another sum.

        Problems: TAGIHAN_*, TANGGAL_DEPAN, BUKTI_KOSONG, JUMLAH_*, those of ``proof_job``.
        """
        from jamsos_desktop.desk import paying_steps

        paying_steps.pay(self.ctx, self._db, bill_id, paying_steps.Payment(tanggal, bukti, scan, jumlah_sen))

    def attach_proof(self, bill_id: str, scan: Path | MadeScan) -> None:
        """The scan of a proof that came after the payment was noted, or in place of another one. Problems: SCAN_*,
        TAGIHAN_TIDAK_ADA, TAGIHAN_BELUM_DIBAYAR."""
        from jamsos_desktop.desk import paying_steps

        paying_steps.attach_proof(self.ctx, self._db, bill_id, scan)

    def undo_payment(self, bill_id: str) -> None:
        """The payment was noted by mistake. Problem TAGIHAN_BELUM_DIBAYAR."""
        from jamsos_desktop.desk import paying_steps

        paying_steps.unpay(self.ctx, self._db, bill_id)

    def cancel_bill(self, bill_id: str, alasan: str) -> None:
        """Call an own, unpaid bill off. Problems: TAGIHAN_*, ALASAN_KOSONG."""
        from jamsos_desktop.desk import paying_steps

        paying_steps.cancel(self.ctx, self._db, bill_id, alasan)

    def pay_rows(self, rows: Sequence[Any]) -> list[str]:
        """Bills and payments as plain rows (docs/perintah.md), all of them or none; the id of each one's bill. The
        Problem names the row."""
        from jamsos_desktop.desk import paying_rows

        return paying_rows.pay_rows(self.ctx, self._db, rows)

    # Cover and extension.

    def cover(self) -> Cover:
        """"Siapa aktif sampai kapan"."""
        from jamsos_desktop.desk import paying_cover

        return paying_cover.cover(self.ctx, self._db)

    def covered_groups(self, waiting: Collection[str] = ()) -> dict[tuple[str, str, str], int]:
        """How many are covered, were, or wait for their first payment, by fund, kelompok and segmen; ``waiting``: uids
        of whom an open bill names."""
        from jamsos_desktop.store import standing

        return standing.covered(self._db, waiting)

    def ending(self, days: int | None = None) -> list[EndingRow]:
        """Those whose cover ends within ``days`` (None: the policy's), first to end first."""
        from jamsos_desktop.desk import paying_ending

        return paying_ending.ending(self.ctx, self._db, days)

    def lapsed(self) -> list[EndingRow]:
        """Those whose cover has ended, longest ago first."""
        from jamsos_desktop.desk import paying_ending

        return paying_ending.lapsed(self.ctx, self._db)

    def soon(self) -> date:
        """The day up to which a cover ends "soon", by the policy."""
        from jamsos_desktop.desk import paying_next

        return paying_next.horizon(self.ctx)

    def ends_job(self) -> Job[list[EndingRow]]:
        """Everybody whose cover ended or will end, first to end first; ``halangan`` of all is left empty."""
        from jamsos_desktop.desk import paying_ending

        return paying_ending.ends_job(self.ctx)

    def hindrances_job(self, uids: Sequence[str]) -> Job[dict[str, str]]:
        """uid -> ``halangan`` of those among these people who have a cover."""
        from jamsos_desktop.desk import paying_ending

        return paying_ending.hindrances_job(self.ctx, uids)

    def ending_list_job(self, order: EndingListOrder, path: Path | None = None) -> Job[Path]:
        """The list of these people as a PDF or a workbook in ``path`` (None: a PDF in the outbox), in their order.

        Problems: BENTUK_SALAH, DAFTAR_KOSONG."""
        from jamsos_desktop.desk import paying_list

        return paying_list.ending_list_job(self.ctx, order, path)

    def extend(self, order: ExtendOrder, *, coba: bool = False) -> Extended:
        """Ask for an extension; ``coba``: only say what it would do. Problems: PERIODE_SALAH, MULAI_SALAH, DANA_*,
        TAK_ADA_PERPANJANGAN."""
        from jamsos_desktop.desk import paying_extending

        return paying_extending.extend(self.ctx, self._db, order, coba=coba)

    def undo_extension(self, *undo_ids: str) -> int:
        """Take extensions back, all of them or none; returns how many people. Problem TIDAK_BISA_URUNG, by name, when
        one of them was changed or sent since, or a bill was paid."""
        from jamsos_desktop.desk import paying_extending

        return paying_extending.undo_extension(self.ctx, self._db, undo_ids)

    def _dated(self, query: Query) -> Query:
        """A list's filter on cover, in days: "lewat" and "berakhir" depend on today and the policy."""
        if query.sampai not in ("lewat", "berakhir"):
            return query
        from jamsos_desktop.desk import paying_cover

        return paying_cover.dated(self.ctx, query)
