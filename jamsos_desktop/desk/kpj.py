"""KPJ numbers whole: what the window asks the PIN for first, and what is noted whoever asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_desktop.store import history, people

if TYPE_CHECKING:
    from jamsos_desktop.desk.context import Context
    from jamsos_desktop.store.engine import Database


class KpjOnPin:
    """Part of ``Desk``."""

    ctx: Context
    _db: Database

    def see_kpj(self, uids: Sequence[str], tempat: str) -> Mapping[str, str]:
        """uid -> whole KPJ of those who have one; noted for each in the history before it is given.

        ``tempat``: where it is shown, in a word or two ("balasan"). A screen asks the PIN first. Who only looks on
        gets none, nor does a desk that moved away: what cannot be noted is not shown (Problem).
        """
        known = {p.uid: p.kpj or p.mentah.get("kpj", "") for p in people.read_many(self._db, uids)}
        found = {uid: kpj for uid, kpj in known.items() if kpj}
        if found:
            with self._db.write():
                history.append_many(self._db, self.ctx.actor(), "lihat", "kpj",
                                    [(uid, ("kpj",)) for uid in found], tempat)
        return found
