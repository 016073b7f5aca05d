"""Kotak balasan: the replies at the left, newest first, and what is still awaited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QWidget,
)

from jamsos_desktop.desk import ReplyInfo
from jamsos_desktop.texts import screen_date
from ui import theme
from ui.widgets import Card, IconLabel, Label, paint_chip
from ui.widgets.line_cells import LineCells, inside
from ui.widgets.lines import LinesModel, LinesView

Index = QModelIndex | QPersistentModelIndex
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class ReplyLine(NamedTuple):
    """One reply as the list shows it. ``chips``: (icon, words, colour role), the most important first."""

    no: int
    day: str
    words: str
    chips: tuple[tuple[str, str, str], ...]


def reply_line(info: ReplyInfo) -> ReplyLine:
    """A reply as the list shows it; what asks for work comes first in narrow boxes."""
    made = f", dibuat {screen_date(info.kiriman_dibuat)}" if info.kiriman_dibuat else ""
    words = f"Untuk kiriman no. {info.untuk_seq}{made}" if info.untuk_seq else "Balasan penuh"
    chips = ((info.terdaftar, "patch-check-fill", "terdaftar", "ok"),
             (info.ditolak, "x-octagon-fill", "ditolak", "error"),
             (info.pertanyaan, "question-circle", "perlu jawaban", "warn"),
             (info.menunggu, "clock", "menunggu", "info"))
    shown = tuple((icon, f"{many} {word}", role) for many, icon, word, role in chips if many)
    return ReplyLine(info.no, screen_date(info.dibuat), words, shown or (("sticky", "pesan", "neutral"),))


class ReplyLines(LinesModel[ReplyLine]):
    """The replies taken in."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            chips = ", ".join(words for _, words, _ in line.chips)
            return f"Balasan no. {line.no}, {line.day}. {line.words}. {chips}"
        return None


class _Cells(LineCells):
    def words(self, painter: QPainter, box: QRect, line: ReplyLine) -> None:
        room = inside(box)
        self._words(painter, room, line)
        self._chips(painter, room, line)

    @staticmethod
    def _words(painter: QPainter, box: QRect, line: ReplyLine) -> None:
        high = theme.px(20)
        first, second = QRect(box.x(), box.y(), box.width(), high), QRect(box.x(), box.y() + high, box.width(), high)
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(first, MIDDLE, f"Balasan no. {line.no}")
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(first, MIDDLE | int(Qt.AlignmentFlag.AlignRight), line.day)
        words = painter.fontMetrics().elidedText(line.words, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, MIDDLE, words)

    @staticmethod
    def _chips(painter: QPainter, box: QRect, line: ReplyLine) -> None:
        font = theme.font("caption")
        painter.setFont(font)
        x = box.x()
        for icon, words, role in line.chips:
            wide = QFontMetrics(font).horizontalAdvance(words) + 31
            if x + wide > box.right() and x > box.x():
                break
            paint_chip(painter, QRectF(x, box.y() + theme.px(43), wide, theme.px(20)), icon, words, role)
            x += wide + 4


class ReplyBox(Card):
    """``chosen(row)`` when the keyboard stands on another reply; ``entered``: Enter, or to the right."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.count = Label("", "caption", wrap=False)
        super().__init__("Kotak balasan", self.count, parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        self.model = ReplyLines()
        self.view = LinesView(self.model, _Cells, "Balasan yang sudah diambil", self)
        self.body.addWidget(self.view, 1000)  # as high as its rows, so that what is awaited stands below the last
        self._wait = QFrame(self)
        row = QHBoxLayout(self._wait)
        row.setContentsMargins(11, 10, 11, 11)
        row.setSpacing(8)
        self.waiting = Label("", "caption")
        row.addWidget(IconLabel("hourglass-split", "text_2", 13), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.waiting, 1)
        self.body.addWidget(self._wait)
        self.body.addStretch(1)
        self.view.moved.connect(self.chosen)
        self.view.entered_row.connect(self.entered)

    def show_lines(self, lines: Sequence[ReplyLine], waiting: str) -> None:
        """The replies, and what is awaited ("" nothing)."""
        self.model.set_lines(lines)
        self.view.setMaximumHeight(len(lines) * theme.px(_Cells.high) + 1)
        self.count.setText(f"{len(lines)} balasan")
        self.waiting.setText(waiting)
        self._wait.setVisible(bool(waiting))

    def go_to(self, row: int) -> None:
        """Stand on a reply; a row that is not there changes nothing."""
        if 0 <= row < len(self.model.lines):
            self.view.setCurrentIndex(self.model.index(row))
