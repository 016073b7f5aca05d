"""Verbs of what people may ask of their data (UU 27/2022): see, mend, let rest, withdraw, erase, keep no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import data_requests, erasing
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.data_rights_held import HeldPart
    from jamsos_desktop.desk.data_rights_records import (
        Breach,
        DestructionRow,
        Erased,
        ErasePlan,
        PersonRights,
        RequestRow,
        RetentionRow,
    )

SOON = timedelta(hours=24)  # a request that ends within them is told of


class DataRights:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    # Requests.

    def data_requests(self, *, open_only: bool = True) -> list[RequestRow]:
        """What people asked, the one that is due first on top."""
        from jamsos_desktop.desk import data_rights_reading as reading

        return reading.rows(self.ctx, self._db, data_requests.every(self._db, open_only=open_only))

    def requests_due(self) -> tuple[int, int]:
        """(open requests, of those the ones that are late or end within a day)."""
        now, found = self.ctx.clock.now(), data_requests.every(self._db)
        return len(found), sum(one.until <= now + SOON for one in found)

    def request_data(self, uid: str, jenis: str, catatan: str = "", diterima: datetime | None = None) -> RequestRow:
        """Note what somebody asked (a code of ``policy.privacy.ASKED``) and until when it is to be answered.

        ``diterima``: when they asked, None now. Problems: PERMINTAAN_SALAH, PERMINTAAN_SUDAH_ADA, WAKTU_SALAH,
        PESERTA_TIDAK_ADA.
        """
        from jamsos_desktop.desk import data_rights_steps as steps

        return steps.ask(self.ctx, self._db, uid, jenis, catatan, diterima)

    def answer_request(self, request_id: str, hasil: str) -> RequestRow:
        """Note what came of a request (a code of ``RESULTS``). Problems: PERMINTAAN_TIDAK_ADA, HASIL_SALAH,
        PERMINTAAN_BELUM_DIKERJAKAN (the data say it was not done)."""
        from jamsos_desktop.desk import data_rights_steps as steps

        return steps.answer(self.ctx, self._db, request_id, hasil)

    # One person.

    def data_rights(self, uid: str) -> PersonRights:
        """Consent, rest and requests of one person. Problem PESERTA_TIDAK_ADA."""
        from jamsos_desktop.desk import data_rights_reading as reading

        return reading.person_rights(self.ctx, self._db, uid)

    def held_data(self, uid: str) -> tuple[HeldPart, ...]:
        """Everything held of one person, in words; that it was looked at stands in the history."""
        from jamsos_desktop.desk import data_rights_held as holding
        from jamsos_desktop.store import history

        found = holding.parts(self.ctx, self._db, holding.person_of(self._db, uid))
        if not self.ctx.refusal:
            with self._db.write():
                history.append(self._db, self.ctx.actor(), "data_saya", "peserta", uid)
        return found

    def give_consent(self, uid: str, tanggal: date, cara: str, saksi: str = "") -> Peserta:
        """Note consent to the text in force that day. Problems: PERSETUJUAN_SALAH, TANGGAL_SALAH,
        SAKSI_KOSONG (a thumb without a witness)."""
        from jamsos_desktop.desk import data_rights_steps as steps

        return steps.consent(self.ctx, self._db, uid, tanggal, cara, saksi)

    def withdraw_consent(self, uid: str, sebab: str = "", tanggal: date | None = None) -> Peserta:
        """Note that consent is withdrawn: nothing is printed or sent anew. Problems: HAK_TIDAK_CUKUP,
        PERSETUJUAN_TIDAK_ADA, TANGGAL_SALAH, ALASAN_BERNAMA."""
        from jamsos_desktop.desk import data_rights_steps as steps

        return steps.withdraw(self.ctx, self._db, uid, sebab, tanggal or self.ctx.today)

    def restrict_data(self, uid: str, alasan: str) -> None:
        """Let somebody's data rest: kept, not printed, not sent or billed anew. Problems: HAK_TIDAK_CUKUP,
        SUDAH_DIBATASI, ALASAN_KOSONG, ALASAN_BERNAMA."""
        from jamsos_desktop.desk import data_rights_steps as steps

        steps.restrict(self.ctx, self._db, uid, alasan)

    def lift_restriction(self, uid: str, alasan: str) -> None:
        """Let them be used again. Problems: HAK_TIDAK_CUKUP, TIDAK_DIBATASI, ALASAN_KOSONG, ALASAN_BERNAMA."""
        from jamsos_desktop.desk import data_rights_steps as steps

        steps.lift(self.ctx, self._db, uid, alasan)

    # Erasing for good.

    def erase_plan(self, uids: Sequence[str]) -> ErasePlan:
        """What erasing these people would do, and who cannot go yet. Problem PESERTA_TIDAK_ADA."""
        from jamsos_desktop.desk import data_rights_erase as erase

        return erase.plan(self.ctx, self._db, uids)

    def erase_job(self, uids: Sequence[str], dasar: str, *, bersih: bool = True) -> Job[Erased]:
        """Erase people for good: tables, scans, their files in the outbox, then the data file written anew.

        ``dasar``: a code of ``BASES``; ``bersih``: also replace the backups of this laptop by a fresh one. Nothing
        happens to anybody when one of them may not go. Problems: HAK_TIDAK_CUKUP, PESERTA_TIDAK_ADA, DASAR_SALAH,
        BELUM_BOLEH_DIHAPUS; those of a backup come after the erasing itself is done.
        """
        from jamsos_desktop.desk import data_rights_erase as erase

        return erase.erase_job(self.ctx, uids, dasar, bersih=bersih)

    def clean_backups(self) -> None:
        """Replace the backups of this laptop by a fresh one, so that none holds anybody erased so far. Problems:
        HAK_TIDAK_CUKUP, BELUM_ADA_PEMUSNAHAN, those of a backup with the earlier ones kept."""
        from jamsos_desktop.desk import data_rights_erase as erase

        erase.clean_backups(self.ctx)

    def destructions(self) -> list[DestructionRow]:
        """What was erased for good so far, newest first, without names."""
        from jamsos_desktop.desk import data_rights_reading as reading

        return reading.destruction_rows(self._db)

    def retention(self) -> list[RetentionRow]:
        """Whose data are kept longer than the ketentuan say, the longest over first."""
        from jamsos_desktop.desk import data_rights_reading as reading

        return reading.retention(self.ctx, self._db)

    # Papers.

    def rights_paper_job(self, uid: str, jenis: str = "data_saya", path: Path | None = None) -> Job[Path]:
        """``data_saya`` (all that is held), ``tarik_persetujuan`` or ``persetujuan`` as a PDF in ``path`` (None: the
        outbox). Problems: DOKUMEN_TAK_DIKENAL, PESERTA_TIDAK_ADA, HURUF_TIDAK_ADA, those of writing."""
        from jamsos_desktop.desk import data_rights_paper as paper

        return paper.person_paper_job(self.ctx, uid, jenis, path)

    def destruction_paper_job(self, destruction_id: str, path: Path | None = None) -> Job[Path]:
        """The berita acara of a destruction as a PDF. Problem PEMUSNAHAN_TIDAK_ADA."""
        from jamsos_desktop.desk import data_rights_paper as paper

        return paper.destruction_paper_job(self.ctx, destruction_id, path)

    def breach_paper_job(self, breach: Breach, path: Path | None = None) -> Job[Path]:
        """The notice of a breach as a PDF. Problem ISIAN_KOSONG."""
        from jamsos_desktop.desk import data_rights_paper as paper

        return paper.breach_paper_job(self.ctx, breach, path)


def finish_erasing(ctx: Context, db: Database) -> None:
    """At start: go on with an erasing that a power cut or a full disk kept from its end; a district erases whom BPJS
    no longer holds."""
    if ctx.mode == "dpmd":
        from jamsos_desktop.hub.register import erasing as register

        if register.waiting(db):
            with db.write():
                register.erase_due(db, ctx.actor())
    if erasing.returned(db) or erasing.unfinished(db):
        from jamsos_desktop.desk import data_rights_erase as erase

        erase.erase_returned(ctx, db)
        erase.finish_unfinished(ctx, db)
