"""The four groups against their targets: name and numbers above a bar with the target mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jamsos_desktop.desk import Bar
from jamsos_desktop.texts import percent
from ui import theme
from ui.widgets.rank_bars import both, colour_of, length_of, spoken, target_mark

ROW = 38


class GroupBars(QWidget):
    """One block per group; painted, with all of it said in the accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._target: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Per kelompok")

    def show_bars(self, bars: Sequence[Bar], target: float | None) -> None:
        """Show other figures; ``target`` in percent or None."""
        self._bars, self._target = tuple(bars), target
        self.setAccessibleDescription(". ".join(map(spoken, self._bars)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(ROW) * max(1, len(self._bars)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, bar in enumerate(self._bars):
            self._block(painter, at * theme.px(ROW), bar)

    def _block(self, painter: QPainter, top: int, bar: Bar) -> None:
        wide, line = self.width(), theme.px(19)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(QRectF(0, top, wide, line), int(Qt.AlignmentFlag.AlignVCenter), bar.nama)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        numbers = both(bar)
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(QRectF(0, top, wide, line), right, numbers)
        taken = QFontMetrics(painter.font()).horizontalAdvance(numbers) + 9
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(QRectF(0, top, wide - taken, line), right, percent(bar.persen, 0))
        strip = QRectF(0, top + line + 2, wide, 10)
        painter.fillRect(strip, theme.qcolor("bar_rest"))
        painter.fillRect(QRectF(strip.x(), strip.y(), wide * length_of(bar), strip.height()),
                         theme.qcolor(colour_of(bar, self._target)))
        if self._target is not None and bar.sasaran:
            x = wide * min(1.0, self._target / 100)
            target_mark(painter, int(x), int(strip.y()) - 3, int(strip.bottom()) + 2)
