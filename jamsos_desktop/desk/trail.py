"""Verbs of the history: reading it, holding it against itself, the recap of a day; and who may do what here."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.model.rights import Right, Role, refusal
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.trail_records import DayRecap, TrailCheck, TrailQuery, TrailRow


class Trail:
    """Part of ``Desk``: needs its context and its connection."""

    ctx: Context
    _db: Database

    # Who works here and what they may do.

    @property
    def role(self) -> Role:
        """The role of whoever works here now."""
        return self.ctx.role

    def may(self, right: Right) -> bool:
        """Whether whoever works here may do this, and the desk has not moved away."""
        return not self.why_not(right)

    def why_not(self, right: Right) -> str:
        """Why this may not be done here, for a button that is off; "" when it may."""
        if self.ctx.moved:
            return self.ctx.moved.apa
        if self.ctx.role.may(right):
            return ""
        found = refusal(right, self.ctx.mode)
        return f"{found.apa} {found.cara}"

    # The history.

    def last_entry(self) -> datetime | None:
        """When something was written here last; None on a new desk. Quick."""
        from jamsos_desktop.store import history

        return history.last_moment(self._db)

    def trail_numbers(self, query: TrailQuery | None = None) -> array[int]:
        """Numbers of the entries that fit, newest first. Problem RIWAYAT_BAGIAN."""
        from jamsos_desktop.desk import trail_words
        from jamsos_desktop.desk.trail_records import TrailQuery
        from jamsos_desktop.store import trail

        return trail.numbers(self._db, trail_words.looked(query or TrailQuery()))

    def trail_rows(self, numbers: Sequence[int]) -> dict[int, TrailRow]:
        """Entries by number, in words."""
        from jamsos_desktop.desk import trail_words

        return trail_words.told(self.ctx, self._db, numbers)

    def trail_list(self, query: TrailQuery | None = None, most: int = 500) -> list[TrailRow]:
        """The newest ``most`` entries that fit, in words."""
        wanted = self.trail_numbers(query)[:most]
        found = self.trail_rows(wanted)
        return [found[n] for n in wanted if n in found]

    def trail_actors(self) -> list[tuple[str, str]]:
        """(as it is kept, as it is shown) of everybody who ever did something here."""
        from jamsos_desktop.desk import trail_words
        from jamsos_desktop.store import trail

        return [(one, trail_words.name_of(self.ctx, one)) for one in trail.actors(self._db)]

    def verify_trail(self, printed: Sequence[tuple[int, str]] = (), files: Sequence[Path] = ()) -> TrailCheck:
        """Hold every entry against the chain and its end against packages, backups and ``printed`` recaps.

        ``printed``: (number, kode periksa) as typed from paper; ``files``: backups on a stick.
        Problem KODE_PERIKSA_SALAH.
        """
        return run_to_end(self.verify_trail_job(printed, files))

    def verify_trail_job(self, printed: Sequence[tuple[int, str]] = (),
                         files: Sequence[Path] = ()) -> Job[TrailCheck]:
        """The same in a thread."""
        from jamsos_desktop.desk import trail_check

        return trail_check.check_job(self.ctx, printed, files)

    def day_recap(self, day: date) -> DayRecap:
        """What was done on a day, by whom, and where the history stood in the evening."""
        from jamsos_desktop.desk import trail_daily

        return trail_daily.day_recap(self.ctx, self._db, day)

    def recap_paper_job(self, day: date, kertas: str, path: Path | None = None) -> Job[Path]:
        """The same on paper (A5, A4, F4), as a PDF in ``path`` (None: the outbox). Problems: KERTAS_SALAH,
        TANGGAL_SALAH."""
        from jamsos_desktop.desk import trail_daily

        return trail_daily.paper_job(self.ctx, day, kertas, path)
