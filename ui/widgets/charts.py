"""BarRow: a label, a bar against its whole, and both numbers; painted, no chart library."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class BarRow(QWidget):
    """One line: label | bar | "8 / 10". Green when all are there, else green for the part that is."""

    def __init__(self, label: str, done: int, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(label, done, total)

    def set(self, label: str, done: int, total: int) -> None:
        """Show other figures; the words for screen readers say the same."""
        self._label, self._done, self._total = label, done, total
        self.setAccessibleName(f"{label}: {done} dari {total}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, max(24, QFontMetrics(theme.font("body")).height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        high = self.height()
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        name_wide, number_wide = min(theme.px(122), self.width() // 2), theme.px(58)
        painter.drawText(QRectF(0, 0, name_wide, high), middle, self._label)
        bar = QRectF(name_wide, (high - 10) / 2, self.width() - name_wide - number_wide - 12, 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor("bar_rest"))
        painter.drawRoundedRect(bar, 2, 2)
        share = self._done / self._total if self._total else 0.0
        painter.setBrush(theme.qcolor("bar_ok"))
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()), 2, 2)
        rest = f" / {self._total}"
        painter.setPen(theme.qcolor("text"))
        wide = QFontMetrics(theme.font("body")).horizontalAdvance(rest)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRectF(0, 0, self.width(), high), right, rest)
        painter.setFont(theme.font("body", 600))
        painter.drawText(QRectF(0, 0, self.width() - wide, high), right, str(self._done))
