"""Bars ranked by coverage: name, bar against its whole with the target line, percent, both numbers, who reported.

Painted, no chart library. The same figures stand in a table for those who read with a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from jamsos_desktop.desk import Bar
from jamsos_desktop.texts import number, percent
from ui import theme

LEAST, MOST = 15, 26  # px a row may be high
HEAD, GAP, SIDE = 22, 8, 12
NAME, SHARE, BOTH, HEARD = 122, 52, 104, 54
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


def both(bar: Bar) -> str:
    """"1.053 / 1.130"; without a target only what is there."""
    return f"{number(bar.nyata)} / {number(bar.sasaran)}" if bar.sasaran else f"{number(bar.nyata)} / –"


def heard(bar: Bar) -> str:
    """How many villages reported: "10/11"; a single one in words, "–" where no village is counted."""
    if not bar.desa:
        return "–"
    return f"{bar.melapor}/{bar.desa}" if bar.desa > 1 else "Sudah" if bar.melapor else "Belum"


def spoken(bar: Bar) -> str:
    """A bar in one sentence."""
    share = f"cakupan {percent(bar.persen)}, " if bar.persen is not None else "target belum diisi, "
    reported = f", {bar.melapor} dari {bar.desa} desa melapor" if bar.desa else ""
    return f"{bar.nama}: {share}{number(bar.nyata)} dari sasaran {number(bar.sasaran)} orang{reported}"


class RankBars(QAbstractScrollArea):
    """``opened(kode)``: Enter or a double click on a bar. Arrows, Page, Home and End move the mark."""

    opened = Signal(str)
    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._target: float | None = None
        self._first_column, self._at = "Kecamatan", 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(theme.px(HEAD) + 4 * theme.px(LEAST))
        self.setAccessibleName("Cakupan")

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    @property
    def at(self) -> int:
        """The line marked."""
        return self._at

    @property
    def row_height(self) -> int:
        """Rows share the room there is, between the least and the most they may have."""
        room = self.viewport().height() - theme.px(HEAD)
        return max(theme.px(LEAST), min(theme.px(MOST), room // max(1, len(self._bars))))

    def show_bars(self, bars: Sequence[Bar], target: float | None, first_column: str, mark: str = "") -> None:
        """Show other bars; ``target`` in percent (None: no line), ``mark``: code of the bar to stand on."""
        self._bars, self._target, self._first_column = tuple(bars), target, first_column
        self._at = next((at for at, bar in enumerate(self._bars) if bar.kode == mark), 0)
        self._fit()
        self._say()
        self.viewport().update()

    def _say(self) -> None:
        said = spoken(self._bars[self._at]) if self._bars else "Belum ada angka"
        self.setAccessibleDescription(said)
        self.setToolTip("")

    # Keys and mouse.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stand_on(self._at + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.stand_on(0 if key == Qt.Key.Key_Home else len(self._bars) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._bars and not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier):
            self.opened.emit(self._bars[self._at].kode)
        else:
            event.ignore()

    def stand_on(self, at: int) -> None:
        """Mark a line and bring it into view."""
        self._at = max(0, min(at, len(self._bars) - 1))
        top, high = theme.px(HEAD) + self._at * self.row_height, self.row_height
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if top - theme.px(HEAD) < bar.value():
            bar.setValue(top - theme.px(HEAD))
        elif top + high > bar.value() + room:
            bar.setValue(top + high - room)
        self._say()
        self.moved.emit(self._at)
        self.viewport().update()

    def _line_at(self, place: QPoint) -> int:
        line = (place.y() + self.verticalScrollBar().value() - theme.px(HEAD)) // self.row_height
        return line if 0 <= line < len(self._bars) and place.y() >= theme.px(HEAD) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (line := self._line_at(event.position().toPoint())) >= 0:
            self.stand_on(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (line := self._line_at(event.position().toPoint())) >= 0:
            self.opened.emit(self._bars[line].kode)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            line = self._line_at(event.pos())
            self.viewport().setToolTip(spoken(self._bars[line]) if line >= 0 else "")
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Room.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole = theme.px(HEAD) + len(self._bars) * self.row_height
        room = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, whole - room))
        self.verticalScrollBar().setPageStep(room)
        self.verticalScrollBar().setSingleStep(self.row_height)

    def sizeHint(self) -> QSize:
        return QSize(720, theme.px(HEAD) + max(4, len(self._bars)) * theme.px(LEAST))

    # Painting.

    def _columns(self) -> tuple[QRect, QRect, QRect, QRect, QRect]:
        """Name, bar, percent, both numbers, reported: x and width (y and height of one row at 0)."""
        wide = self.viewport().width() - 2 * SIDE
        parts = [theme.px(part) for part in (SHARE, BOTH, HEARD)]
        name = min(theme.px(NAME), wide // 4)
        bar = max(40, wide - name - sum(parts) - 4 * GAP)
        boxes, x = [], SIDE
        for part in (name, bar, *parts):
            boxes.append(QRect(x, 0, part, self.row_height))
            x += part + GAP
        return boxes[0], boxes[1], boxes[2], boxes[3], boxes[4]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        columns, scrolled, high = self._columns(), self.verticalScrollBar().value(), self.row_height
        painter.setClipRect(0, theme.px(HEAD), self.viewport().width(), self.viewport().height())
        fonts = theme.font("caption", 400), theme.font("caption", 600)
        for line, bar in enumerate(self._bars):
            top = theme.px(HEAD) + line * high - scrolled
            if -high < top < self.viewport().height():
                self._row(painter, fonts, tuple(box.translated(0, top) for box in columns), bar, line == self._at)
        self._target_line(painter, columns[1], high, scrolled)
        painter.setClipping(False)
        self._header(painter, columns)

    def _header(self, painter: QPainter, columns: tuple[QRect, ...]) -> None:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.qcolor("text_2"))
        titles = (self._first_column, "", "Cakupan", "Nyata / sasaran", "Lapor")
        for at, (box, words) in enumerate(zip(columns, titles, strict=True)):
            place = QRect(box.x() - (30 if at else 0), 0, box.width() + 30, theme.px(HEAD) - 4)
            painter.drawText(place, int(_RIGHT if at else _MIDDLE), words)

    def _row(self, painter: QPainter, fonts: tuple[QFont, QFont], boxes: tuple[QRect, ...], bar: Bar,
             here: bool) -> None:
        name, room, share, pair, reported = boxes
        if here and self.hasFocus():
            line = QRectF(2, name.y(), self.viewport().width() - 4, name.height())
            painter.fillRect(line, theme.qcolor("selection"))
        painter.setFont(fonts[0])
        painter.setPen(theme.qcolor("text"))
        painter.drawText(name, int(_MIDDLE), QFontMetrics(fonts[0]).elidedText(
            bar.nama, Qt.TextElideMode.ElideRight, name.width()))
        thick = min(9, name.height() - 5)
        strip = QRectF(room.x(), room.y() + (room.height() - thick) / 2, room.width(), thick)
        painter.fillRect(strip, theme.qcolor("bar_rest"))
        painter.fillRect(QRectF(strip.x(), strip.y(), strip.width() * length_of(bar), thick),
                         theme.qcolor(colour_of(bar, self._target)))
        painter.setFont(fonts[1])
        painter.drawText(share, int(_RIGHT), percent(bar.persen, 0))
        painter.setFont(fonts[0])
        painter.setPen(theme.qcolor("text" if here and self.hasFocus() else "text_2"))
        painter.drawText(pair, int(_RIGHT), both(bar))
        if bar.melapor < bar.desa:
            painter.setPen(theme.qcolor("warn"))
        painter.drawText(reported, int(_RIGHT), heard(bar))

    def _target_line(self, painter: QPainter, room: QRect, high: int, scrolled: int) -> None:
        if self._target is None or not any(bar.sasaran for bar in self._bars):
            return
        x = room.x() + round(room.width() * min(1.0, self._target / 100))
        end = theme.px(HEAD) + len(self._bars) * high - scrolled
        target_mark(painter, x, theme.px(HEAD) - 2, min(end, self.viewport().height()))


def length_of(bar: Bar) -> float:
    """How much of its room a bar fills, 0 to 1; 0.0 without a sasaran."""
    return min(1.0, bar.nyata / bar.sasaran) if bar.sasaran else 0.0


def colour_of(bar: Bar, target: float | None) -> str:
    """Green at the target, amber below; grey where no target percent is in force."""
    if target is None or bar.persen is None:
        return "border_input"
    return "bar_ok" if bar.mencapai else "bar_warn"


def target_mark(painter: QPainter, x: int, top: int, bottom: int) -> None:
    """The line of the target, with the ground of the card at both sides: it stands out from every bar it crosses."""
    for role, wide in (("surface", 4), ("bar_target", 2)):
        painter.setPen(QPen(theme.qcolor(role), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(x, top, x, bottom)
