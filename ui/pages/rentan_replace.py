""""Ganti orang" from another page: the seat of somebody chosen by SK goes to the reserve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsos_desktop.desk import Desk, FreedSeat
from ui.pages.rentan_sheets import ReplaceSheet

if TYPE_CHECKING:
    from ui.window import Shell


def free_seat(desk: Desk, uid: str) -> FreedSeat | None:
    """The seat somebody can no longer have and that the reserve could take; None when there is none."""
    return next((free for free in desk.freed() if free.uid == uid and free.pengganti), None)


def give_to_reserve(shell: Shell, desk: Desk, free: FreedSeat, reason: str) -> str:
    """Ask who takes the seat; returns the id that undoes it, "" when nothing was done."""
    seen = desk.selection(free.tahun, free.sumber_dana)
    row = next(one for one in seen.rows if one.uid == free.uid)

    def give(why: str, heir: str, same: bool) -> str:
        return desk.replace_person(free.tahun, free.sumber_dana, free.uid, why, heir or None, samakan=same)

    sheet = ReplaceSheet(shell, row, seen, give, reason)
    return str(sheet.value) if sheet.exec() else ""
