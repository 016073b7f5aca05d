"""Words painted by hand: caught while they are painted, with the module that draws them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.pages.peserta_cells import fitted

SLACK = 1  # px; letters are measured in whole ones
SHORT: dict[str, str] = {}  # words as shortened while ``watch_paint`` was open -> whole


@contextmanager
def watch_paint() -> Iterator[list[tuple[str, str]]]:
    """The words Python code shortened or drew into too little room while this is open, each with the module."""
    fitted.cache_clear()  # what the list remembers having shortened would not be seen here
    told: list[tuple[str, str]] = []
    shorten, draw = QFontMetrics.elidedText, QPainter.drawText

    def elided(self: QFontMetrics, text: str, *rest: Any) -> str:
        short: str = shorten(self, text, *rest)
        if short != text and text.strip():
            SHORT[short.replace("&", "").strip()] = text
            told.append((_module(), f"{text!r} menjadi {short!r}"))
        return short

    def drawn(self: QPainter, *args: Any) -> Any:
        told.extend((_module(), words) for words in _too_wide(self, args))
        return draw(self, *args)

    QFontMetrics.elidedText, QPainter.drawText = elided, drawn
    try:
        yield told
    finally:
        QFontMetrics.elidedText, QPainter.drawText = shorten, draw


def _module() -> str:
    """The module that draws: the first beyond this one."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return Path(frame.f_code.co_filename).stem


def _too_wide(painter: QPainter, args: tuple[Any, ...]) -> list[str]:
    if len(args) < 3 or not isinstance(args[0], QRect | QRectF) or not isinstance(args[-1], str):
        return []
    room, flags, text = args[0], int(args[1]), args[-1]
    if not text.strip() or flags & int(Qt.TextFlag.TextDontClip):
        return []
    need = painter.boundingRect(QRectF(room), flags, text)
    ink = 0.7 * painter.fontMetrics().height()  # letters are lower than their line
    if need.width() > room.width() + SLACK or need.height() > room.height() + painter.fontMetrics().height() - ink:
        return [f"{text!r} dalam {room.width():.0f}x{room.height():.0f}, perlu {need.width():.0f}x{need.height():.0f}"]
    return []
