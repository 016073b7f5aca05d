"""Where one stands: an empty state with its way out, and the steps of a longer task."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basic import Button, IconLabel, Label


class EmptyState(QFrame):
    """What is missing, why, and one button; ``bare`` leaves the dashed frame off. ``second``: where the work
    has a step that comes before."""

    def __init__(self, icon: str, what: str, why: str = "", button: Button | None = None,
                 second: Button | None = None, parent: QWidget | None = None, *, bare: bool = False) -> None:
        super().__init__(parent)
        if not bare:
            self.setProperty("empty", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconLabel(icon, "text_2", 32)
        column.addWidget(self._icon, 0, middle)
        self.what, self.why = Label(what, "strong", wrap=True), Label(why, "soft", wrap=True)
        for words in (self.what, self.why):
            words.setAlignment(middle)
            column.addWidget(words)
        self.button = button
        if button is not None:
            column.addSpacing(6)
            column.addWidget(button, 0, middle)
        if second is not None:
            column.addWidget(second, 0, middle)
        column.addStretch(1)

    def set(self, icon: str, what: str, why: str = "") -> None:
        """Say something else."""
        self._icon.set_icon(icon)
        self.what.setText(what)
        self.why.setText(why)


class Stepper(QWidget):
    """Steps in a row: done ones ticked, the present one numbered in green."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._at = list(steps), 0
        self.setFont(theme.font("body"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_step(0)

    def set_step(self, at: int) -> None:
        """The step being worked on, from 0; ``len(steps)`` = all done."""
        self._at = at
        here = self._steps[at] if at < len(self._steps) else "selesai"
        self.setAccessibleName(f"Langkah {min(at + 1, len(self._steps))} dari {len(self._steps)}: {here}")
        self.update()

    def _widths(self) -> list[int]:
        bold = theme.font("body", 600)
        return [QFontMetrics(bold).horizontalAdvance(step) + 24 for step in self._steps]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 38 * (len(self._steps) - 1), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0
        for at, (step, wide) in enumerate(zip(self._steps, self._widths(), strict=True)):
            self._paint_mark(painter, x, at)
            painter.setFont(theme.font("body", 600 if at == self._at else 400))
            painter.setPen(theme.qcolor("text" if at <= self._at else "text_2"))
            painter.drawText(QRectF(x + 24, 0, wide, 24), int(Qt.AlignmentFlag.AlignVCenter), step)
            x += wide
            if at < len(self._steps) - 1:
                painter.setPen(QPen(theme.qcolor("border_input")))
                painter.drawLine(x + 8, 12, x + 30, 12)
                x += 38

    def _paint_mark(self, painter: QPainter, x: int, at: int) -> None:
        if at < self._at:
            painter.drawPixmap(x, 4, theme.pixmap("check-circle-fill", "ok", 16))
            return
        here = at == self._at
        painter.setPen(QPen(theme.qcolor("accent" if here else "border_input")))
        painter.setBrush(theme.qcolor("accent" if here else "surface"))
        painter.drawEllipse(QRectF(x + 0.5, 3.5, 17, 17))
        painter.setFont(theme.font("label"))
        painter.setPen(theme.qcolor("on_accent" if here else "text_2"))
        painter.drawText(QRectF(x, 3, 18, 18), int(Qt.AlignmentFlag.AlignCenter), str(at + 1))
