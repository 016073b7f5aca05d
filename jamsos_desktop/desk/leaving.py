"""Verbs of leaving, and of deaths and accidents: what is asked, reported and claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from jamsos_desktop.desk import leaving_events, leaving_rights, leaving_writing
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.leaving_clock import countdown, deadline, local
from jamsos_desktop.desk.leaving_records import EventRow, EventView, LeaveOrder, Left
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy.claims import SyaratKlaim
from jamsos_desktop.rules.entitlement import Entitlement
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database


class Leaving:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    def leave(self, uid: str, order: LeaveOrder) -> Left:
        """Write down that somebody left, died, or had an accident at work (an event, no leaving).

        Problems: SEBAB_SALAH, TANGGAL_KOSONG, TANGGAL_DEPAN, TANGGAL_URUT, WAKTU_KOSONG, WAKTU_DEPAN, SUDAH_KELUAR,
        SEBELUM_LAHIR, SEBELUM_MULAI, KEJADIAN_SAMA, URAIAN_PANJANG; nothing is written then.
        """
        return leaving_writing.leave(self.ctx, self._db, [uid], order)[0]

    def leave_many(self, uids: Sequence[str], order: LeaveOrder) -> list[Left]:
        """The same leaving for several people, all of them or none. Also Problem SATU_ORANG for a death."""
        return leaving_writing.leave(self.ctx, self._db, uids, order)

    def take_back_leave(self, uid: str) -> Peserta:
        """Somebody has not left after all. Problems: BELUM_KELUAR, KLAIM_BERJALAN."""
        return leaving_writing.take_back(self.ctx, self._db, [uid])[0]

    def take_back_leaves(self, uids: Sequence[str]) -> list[Peserta]:
        """The same for several people, all of them or none."""
        return leaving_writing.take_back(self.ctx, self._db, uids)

    def right_on(self, uid: str, day: date, jenis: str = "JKM", *, meninggal: bool = True) -> Entitlement:
        """What a death (JKM) or an accident (JKK) of somebody on a day gives, by what is known here."""
        person = people.read(self._db, uid)
        assert person is not None
        return leaving_rights.right_on(self.ctx, self._db, person, day, jenis, meninggal=meninggal)

    def claim_papers(self, jenis: str, *, meninggal: bool = False) -> tuple[SyaratKlaim, ...]:
        """The papers a claim asks for, before there is one."""
        return self.ctx.policy.klaim.papers(jenis, meninggal=meninggal)

    def report_until(self, accident: datetime) -> tuple[datetime, str]:
        """(until when an accident must be reported, "Sisa 31 jam")."""
        now = self.ctx.clock.now()
        until = deadline(self.ctx.policy, local(accident, now))
        return until, countdown(until, now)

    # Events.

    def events(self, open_only: bool = True) -> list[EventRow]:
        """Deaths and accidents, the most pressing first."""
        return leaving_events.rows(self.ctx, self._db, self.ctx.clock.now(), open_only=open_only)

    def event(self, id: str) -> EventView:
        """One in full, by its id or the last letters of it. Problems: KEJADIAN_TIDAK_ADA, KEJADIAN_GANDA."""
        return leaving_events.view(self.ctx, self._db, id, self.ctx.clock.now())

    def outcomes(self, jenis: str) -> tuple[str, ...]:
        """How an event of this kind can end."""
        return leaving_events.outcomes(jenis)

    def set_event_paper(self, id: str, kode: str, keadaan: str) -> None:
        """Tick one paper of a claim."""
        leaving_events.set_papers(self.ctx, self._db, id, {kode: keadaan})

    def set_event_papers(self, id: str, states: Mapping[str, str]) -> None:
        """Tick several (code -> ada, tidak_ada, tidak_perlu), all or none."""
        leaving_events.set_papers(self.ctx, self._db, id, states)

    def report_event(self, id: str, waktu: datetime) -> None:
        """The moment BPJS was told of it."""
        leaving_events.report(self.ctx, self._db, id, waktu)

    def submit_event(self, id: str, tanggal: date) -> None:
        """The day the claim was handed in."""
        leaving_events.submit(self.ctx, self._db, id, tanggal)

    def close_event(self, id: str, hasil: str, tanggal: date, catatan: str = "") -> str:
        """How it ended; returns the id of a JKM event that was opened instead, "" for none."""
        return leaving_events.close(self.ctx, self._db, id, hasil, tanggal, catatan)

    def reopen_event(self, id: str) -> None:
        """Go on with a closed one."""
        leaving_events.reopen(self.ctx, self._db, id)

    def claim(self, uid: str) -> str:
        """Open the claim of somebody dead for whom none was opened; returns its id."""
        return leaving_events.claim(self.ctx, self._db, uid)

    def event_paper_job(self, id: str, path: Path | None = None) -> Job[Path]:
        """The checklist of a claim on one page, as a PDF in ``path`` (None: the outbox)."""
        from jamsos_desktop.desk.leaving_paper import event_paper_job

        return event_paper_job(self.ctx, id, path)
