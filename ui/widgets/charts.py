"""BarList: bars against their wholes, one a line, with both numbers; painted, and walked by the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from jamsos_desktop.texts import number
from ui import theme


class Measure(NamedTuple):
    """One line: what it stands for, its words, how many are there of how many."""

    key: str
    label: str
    done: int
    total: int

    @property
    def said(self) -> str:
        """The line for those who hear it."""
        return f"{self.label}: {number(self.done)} dari {number(self.total)}"


class BarList(QWidget):
    """Label | bar | "8 / 10", a line for each measure. One stop for Tab; arrows move the mark, and what is marked is
    said. ``opened(key)``: Enter or a click on a line."""

    opened = Signal(str)

    def __init__(self, name: str, measures: Sequence[Measure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures, self._at = tuple(measures), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(". ".join((name, *(one.said for one in self._measures))))
        self._mark(0)

    @property
    def at(self) -> int:
        """The line marked."""
        return self._at

    @property
    def row(self) -> int:
        """Px of one line."""
        return max(24, QFontMetrics(theme.font("body")).height() + 4)

    def sizeHint(self) -> QSize:
        return QSize(260, self.row * len(self._measures))

    def _mark(self, at: int) -> None:
        self._at = max(0, min(at, len(self._measures) - 1))
        self.setAccessibleDescription(self._measures[self._at].said if self._measures else "Belum ada angka")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        to = {Qt.Key.Key_Up: self._at - 1, Qt.Key.Key_Down: self._at + 1, Qt.Key.Key_Home: 0,
              Qt.Key.Key_End: len(self._measures) - 1}.get(Qt.Key(event.key()), -1)
        if 0 <= to < len(self._measures):
            self._mark(to)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._measures:
            self.opened.emit(self._measures[self._at].key)
        else:
            event.ignore()  # beyond the ends the page moves on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = int(event.position().y()) // self.row
        if line < len(self._measures):
            self._mark(line)
            self.opened.emit(self._measures[line].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, one in enumerate(self._measures):
            self._line(painter, QRectF(0, at * self.row, self.width(), self.row), one)
        if self.hasFocus() and self._measures:
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, self._at * self.row + 1, self.width() - 2, self.row - 2), 3, 3)

    def _line(self, painter: QPainter, box: QRectF, one: Measure) -> None:
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        name_wide, number_wide = min(theme.px(122), self.width() // 2), theme.px(58)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(box.adjusted(4, 0, 0, 0), middle, one.label)
        bar = QRectF(name_wide + 4, box.y() + (box.height() - 10) / 2, self.width() - name_wide - number_wide - 20, 10)
        self._bar(painter, bar, one)
        rest = f" / {number(one.total)}"
        painter.setPen(theme.qcolor("text"))
        wide = painter.fontMetrics().horizontalAdvance(rest)
        painter.drawText(box.adjusted(0, 0, -4, 0), right, rest)
        painter.setFont(theme.font("body", 600))
        painter.drawText(box.adjusted(0, 0, -4 - wide, 0), right, number(one.done))

    @staticmethod
    def _bar(painter: QPainter, bar: QRectF, one: Measure) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor("bar_rest"))
        painter.drawRoundedRect(bar, 2, 2)
        share = min(1.0, one.done / one.total) if one.total else 0.0
        painter.setBrush(theme.qcolor("bar_ok"))
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()), 2, 2)
