"""Reading in a thread: the same questions as of the desk itself, over a connection of their own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Self, TypeVar

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.store import people

if TYPE_CHECKING:
    from jamsos_desktop.store.engine import Database

MANY = 1_500  # people; below it a page is read within a frame or two
T = TypeVar("T")


class Reading:
    """Part of ``Desk``: needs its context and connection."""

    ctx: Context
    _db: Database

    @property
    def crowded(self) -> bool:
        """Whether so many people are here that a page that counts over all of them reads in a thread."""
        return self.ctx.mode == "desa" and people.at_least(self._db, MANY)

    def read_job(self, read: Callable[[Self], T]) -> Job[T]:
        """What ``read`` finds out of a desk that stands over its own connection; it must not write nor keep it."""
        yield Progress(0, 1)
        with self.ctx.open() as db:
            aside = copy.copy(self)
            aside._db = db
            return read(aside)
