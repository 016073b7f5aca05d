"""Verbs of choosing pekerja rentan: quota, ranking, reserve, the list of the SK.

A list belongs to one fund (``dana``, a code of list sumber_dana) and one year. Steps return an id for
``undo_selection``. What each refuses is said by the function behind it (``choosing_draft``, ``choosing_sk``).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:
    from jamsos_desktop.desk.choosing_paper import SkOrder
    from jamsos_desktop.desk.choosing_records import FreedSeat, RentanQuota, Selection


class Choosing:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    def rentan_quotas(self, tahun: int) -> list[RentanQuota]:
        """Seats per fund of a year: the village's number, DPMD's, how many are taken."""
        from jamsos_desktop.desk import choosing_view

        return choosing_view.quotas(self.ctx, self._db, tahun)

    def selection(self, tahun: int, dana: str) -> Selection:
        """One list with everyone who could stand in it, in order, each with reasons in words."""
        from jamsos_desktop.desk import choosing_view

        return choosing_view.selection(self.ctx, self._db, tahun, dana)

    def freed(self) -> list[FreedSeat]:
        """Seats of settled lists whose holder died, left, was refused for good or is no longer eligible."""
        from jamsos_desktop.desk import choosing_view

        return choosing_view.freed(self.ctx, self._db)

    def set_rentan_quota(self, tahun: int, dana: str, orang: int | None, dasar: str = "") -> str:
        """The village's own number of seats; None: DPMD's counts."""
        from jamsos_desktop.desk import choosing_draft

        return choosing_draft.set_quota(self.ctx, self._db, tahun, dana, orang, dasar)

    def propose_selection(self, tahun: int, dana: str) -> str:
        """Seats by the order; pinned people keep theirs, skipped ones stay out."""
        from jamsos_desktop.desk import choosing_draft

        return choosing_draft.propose(self.ctx, self._db, tahun, dana)

    def move_candidate(self, tahun: int, dana: str, uid: str, steps: int) -> str:
        """One place higher (negative) or lower."""
        from jamsos_desktop.desk import choosing_draft

        return choosing_draft.move(self.ctx, self._db, tahun, dana, uid, steps)

    def pin_candidate(self, tahun: int, dana: str, uid: str, alasan: str) -> str:
        """Give somebody a seat whatever the order says."""
        from jamsos_desktop.desk import choosing_draft

        return choosing_draft.mark(self.ctx, self._db, tahun, dana, uid, "kunci", alasan)

    def skip_candidate(self, tahun: int, dana: str, uid: str, alasan: str) -> str:
        """Give somebody no seat whatever the order says."""
        from jamsos_desktop.desk import choosing_draft

        return choosing_draft.mark(self.ctx, self._db, tahun, dana, uid, "dilewati", alasan)

    def unmark_candidate(self, tahun: int, dana: str, uid: str) -> str:
        """Take a pin or a skip away."""
        from jamsos_desktop.desk import choosing_draft

        return choosing_draft.mark(self.ctx, self._db, tahun, dana, uid, "", "")

    def settle_selection(self, tahun: int, dana: str, sk_nomor: str, sk_tanggal: date | None, *,
                         samakan: bool = True) -> str:
        """Decreed by SK; ``samakan`` writes fund, wadah and SK into the data of those chosen."""
        from jamsos_desktop.desk import choosing_sk

        return choosing_sk.settle(self.ctx, self._db, tahun, dana, sk_nomor, sk_tanggal, samakan=samakan)

    def align_chosen(self, tahun: int, dana: str) -> str:
        """Write fund, wadah and SK of a list into the data of those chosen where they differ."""
        from jamsos_desktop.desk import choosing_sk

        return choosing_sk.align(self.ctx, self._db, tahun, dana)

    def replace_person(self, tahun: int, dana: str, uid: str, alasan: str, pengganti: str | None = None, *,
                       samakan: bool = True) -> str:
        """"Ganti orang": the seat goes to the first of the reserve, or to ``pengganti``."""
        from jamsos_desktop.desk import choosing_sk

        return choosing_sk.replace_person(self.ctx, self._db, tahun, dana, uid, alasan, pengganti, samakan=samakan)

    def fill_empty_seat(self, tahun: int, dana: str, alasan: str, pengganti: str | None = None, *,
                        samakan: bool = True) -> str:
        """A seat of a settled list that nobody has, since the quota grew."""
        from jamsos_desktop.desk import choosing_sk

        return choosing_sk.fill_seat(self.ctx, self._db, tahun, dana, alasan, pengganti, samakan=samakan)

    def undo_selection(self, undo_id: str) -> str:
        """Take back one step; returns its words."""
        from jamsos_desktop.desk import choosing_steps

        return choosing_steps.take_back(self.ctx, self._db, undo_id)

    def sk_draft_job(self, tahun: int, dana: str, path: Path, order: SkOrder | None = None) -> Job[Path]:
        """The draft of the SK with exactly the chosen list, as a PDF."""
        from jamsos_desktop.desk import choosing_paper

        return choosing_paper.sk_draft_job(self.ctx, tahun, dana, path, order)
