"""Start-up care: the data file is looked at before it is used, and what became of it is told until it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from jamsos_desktop.desk import care_aside, care_look
from jamsos_desktop.desk.care_records import SETTING, Cared, Clearable, Space
from jamsos_desktop.desk.context import Clock, Context
from jamsos_desktop.jobs import Job
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import office, vault

if TYPE_CHECKING:
    from jamsos_desktop.store.engine import Database


def look_after(folder: DataFolder, dek: bytes, clock: Clock) -> Cared | None:
    """Look at the data file of a desk whose key is known, and restore it where it is damaged; None when it is sound.

    Called before anything else opens the file. Problems: those of ``care_restoring.restore``.
    """
    fault = care_look.fault_of(folder, vault.subkey(dek, "db"))
    cared = None
    if fault:
        from jamsos_desktop.desk.care_restoring import restore

        cared = restore(folder, dek, clock, fault)
    else:
        care_aside.clear_up(folder)
    if care_look.keys_came_back(folder):
        from jamsos_desktop.desk.care_keys import tell_of_keys

        cared = tell_of_keys(folder, dek, clock)
    return cared


class Care:
    """Part of ``Desk``: needs its context and connection."""

    ctx: Context
    _db: Database

    @property
    def unchecked(self) -> bool:
        """Whether the pages of the data file are still to be looked at (``health_job``)."""
        return self.ctx.gate is not None and not self.ctx.gate.open

    def sign_of_waiting(self, sign: Callable[[], AbstractContextManager[object]]) -> None:
        """What is shown around a write that has to wait for that look; asked in the thread that waits."""
        if self.ctx.gate is not None:
            self.ctx.gate.sign = sign

    def health_job(self) -> Job[str]:
        """Look at the data file page by page, where opening left that for later; the value is its fault, "" none.

        With a fault nothing was written: ``Desk.cared_for`` restores the file and gives the desk again.
        """
        from jamsos_desktop.desk import glance

        return glance.look_job(self.ctx.gate)

    def cared(self) -> Cared | None:
        """What start-up care did and nobody has read yet."""
        if office.setting(self._db, SETTING) is None:
            return None
        from jamsos_desktop.desk import care_telling

        return care_telling.kept(self._db)

    def care_seen(self) -> None:
        """Somebody has read it. On a desk that is only read it stays."""
        from jamsos_desktop.desk import care_seeing

        care_seeing.seen(self.ctx, self._db)

    def clock_doubt(self) -> Problem | None:
        """Why the laptop's clock cannot be right; None when nothing speaks against it."""
        from jamsos_desktop.desk import care_seeing

        return care_seeing.clock_doubt(self.ctx, self._db)

    def space(self) -> Space:
        """How much room the disk of the data folder has, and how much careful work needs."""
        from jamsos_desktop.desk import care_space

        return care_space.space_of(self.ctx.folder)

    def clearable(self) -> list[Clearable]:
        """What of the program's own may go to make room, with true sizes."""
        from jamsos_desktop.desk import care_space

        return care_space.clearable(self.ctx)

    def clear(self, codes: Sequence[str]) -> int:
        """Delete what these codes of ``clearable`` stand for; returns how many bytes that gave."""
        from jamsos_desktop.desk import care_space

        return care_space.clear(self.ctx, self._db, codes)
