"""What every page says that is made while a practice is open: across it in outlined letters, and above it in words, so
that nobody takes it for a paper of real people."""

from __future__ import annotations

from math import cos, hypot, sin
from typing import TYPE_CHECKING

from jamsos_desktop.texts import LATIHAN, LATIHAN_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from jamsos_desktop.paper.draw.faces import Face

_TURN = 0.87  # radians, about 50 degrees
_SHARE = 0.62  # of the diagonal, that the word takes
_HIGH, _FROM_TOP = 8.0, 14.0  # points
_open: set[Path] = set()  # the practices that are open in this process


def begin(root: Path) -> None:
    """A practice is opened: from now on its papers say so."""
    _open.add(root)


def end(root: Path) -> None:
    """It is closed."""
    _open.discard(root)


def operators(bold: Face, width: float, height: float) -> str:
    """What is drawn over a page of this size (points); "" outside a practice."""
    if not _open:
        return ""
    size = _SHARE * hypot(width, height) / bold.width(LATIHAN, 1)
    turn = _TURN if height > width else _TURN / 1.6
    along, up = cos(turn), sin(turn)
    half, rise = bold.width(LATIHAN, size) / 2, size * 0.36
    x, y = width / 2 - half * along + rise * up, height / 2 - half * up - rise * along
    across = (f"q 0.62 G 0.8 w BT 1 Tr {along:.4f} {up:.4f} {-up:.4f} {along:.4f} {x:.2f} {y:.2f} Tm "
              f"{bold.show(LATIHAN, round(size, 1))} ET Q")
    middle = (width - bold.width(LATIHAN_WORDS, _HIGH)) / 2
    above = f"q BT 0.27 g 1 0 0 1 {middle:.2f} {height - _FROM_TOP:.2f} Tm {bold.show(LATIHAN_WORDS, _HIGH)} ET Q"
    return f"{across}\n{above}"
