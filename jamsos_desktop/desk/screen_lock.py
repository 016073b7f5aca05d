"""What the history says of the locked screen: when it was locked and when its own person came back."""

from __future__ import annotations

from jamsos_desktop.desk import trail_door
from jamsos_desktop.desk.context import Context


class ScreenLock:
    """Part of ``Desk``: needs its context. A desk that moved away keeps no notes."""

    ctx: Context

    def note_screen(self, locked: bool, why: str = "") -> None:
        """Write down that the screen was locked (``why``: by key, or left alone) or opened again by PIN."""
        trail_door.note_screen(self.ctx, locked, why)
