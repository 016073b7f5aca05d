"""Months as bars against the target: how the number of people covered grew over the year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jamsos_desktop.desk import MonthPoint
from jamsos_desktop.texts import MONTHS, number
from ui import theme

HIGH, FOOT, TOP = 108, 18, 18


def month_name(bulan: str, *, short: bool = True) -> str:
    """"2026-11" -> "Nov" or "November 2026"."""
    name = MONTHS[int(bulan[5:7]) - 1]
    return {"Agustus": "Agu"}.get(name, name[:3]) if short else f"{name} {bulan[:4]}"


class TrendBars(QWidget):
    """``aim``: people at the target percent, None without a target; a dashed line where it fits the scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[MonthPoint, ...] = ()
        self._aim: int | None = None
        self._aim_words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(84))
        self.setAccessibleName("Terdaftar per bulan")

    def show_months(self, months: Sequence[MonthPoint], aim: int | None, words: str = "") -> None:
        """Show other months; ``words`` stand on the target line."""
        self._months, self._aim, self._aim_words = tuple(months), aim, words
        self.setAccessibleDescription(". ".join(
            f"{month_name(one.bulan, short=False)}: {number(one.aktif)} orang" for one in self._months))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(HIGH))

    @property
    def _most(self) -> int:
        return max(1, self._aim or 0, *(one.aktif for one in self._months))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        floor, room = self.height() - theme.px(FOOT), self.height() - theme.px(FOOT) - theme.px(TOP)
        step = self.width() / max(12, len(self._months))
        for at, one in enumerate(self._months):
            last = at == len(self._months) - 1
            high = room * one.aktif / self._most
            column = QRectF(at * step + step * 0.18, floor - high, step * 0.64, high)
            painter.fillRect(column, theme.qcolor("bar_ok" if last else "accent_line"))
            painter.setPen(theme.qcolor("bar_ok"))  # the pale ones alone would hardly stand out from the card
            painter.drawRect(column.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setFont(theme.font("caption", 600 if last else 400))
            painter.setPen(theme.qcolor("text" if last else "text_2"))
            painter.drawText(QRectF(at * step, floor, step, theme.px(FOOT)), int(Qt.AlignmentFlag.AlignCenter),
                             month_name(one.bulan))
        painter.setPen(theme.qcolor("border_input"))
        painter.drawLine(0, floor, self.width(), floor)
        self._aim_line(painter, floor, room)

    def _aim_line(self, painter: QPainter, floor: int, room: int) -> None:
        if not self._aim:
            return
        y = floor - room * self._aim / self._most
        painter.setPen(QPen(theme.qcolor("bar_target"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.setFont(theme.font("caption"))
        wide = QFontMetrics(painter.font()).horizontalAdvance(self._aim_words)
        box = QRectF(2, y - theme.px(17), wide + 6, theme.px(16))
        painter.fillRect(box, theme.qcolor("surface"))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self._aim_words)
