"""A strip inside the card of a list: a soft ground of one role, and a line at its edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme


class Strip(QWidget):
    """A row with a soft ground of one role and a line below (or above)."""

    def __init__(self, ground: str, line: str, *, above: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._line, self._above = ground, line, above
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 0, 10, 0)
        self.row.setSpacing(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Inside the round corners of the card.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(self._ground))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box.adjusted(0, -8, 0, 0) if self._above else box.adjusted(0, 0, 0, 8), 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(theme.qcolor(self._line)))
        y = 0 if self._above else self.height() - 1
        painter.drawLine(0, y, self.width(), y)
