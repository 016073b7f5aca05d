"""The screen around a window: title bar, task bar, and a smaller window in the middle, as the design draws them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from jamsos_desktop.texts import clock
from tests.pictures.desks import CLOCK, DAY
from ui import theme

TITLE, TASK = 30, 40  # px
BARS = {False: ("#ffffff", "#222222", "#d9d9d9"), True: ("#101312", "#dddddd", "#2a2a2a")}
LEFT, RIGHT = (int(Qt.AlignmentFlag.AlignVCenter | side) for side in (Qt.AlignmentFlag.AlignLeft,
                                                                     Qt.AlignmentFlag.AlignRight))


def around(window: QWidget, over: QWidget | None, dark: bool) -> QPixmap:
    """A picture of the whole screen with ``window`` on it and ``over`` in front."""
    wide, high = window.width(), window.height()
    screen = QPixmap(wide, TITLE + high + TASK)
    painter = QPainter(screen)
    _bar(painter, QRect(0, 0, wide, TITLE), window.windowTitle(), dark, ends=True)
    painter.drawPixmap(0, TITLE, window.grab())
    if over is not None:
        painter.fillRect(QRect(0, TITLE, wide, high), QColor(0, 0, 0, 70))
        _over(painter, QRect(0, TITLE, wide, high), over, dark)
    _tasks(painter, QRect(0, TITLE + high, wide, TASK))
    painter.end()
    return screen


def alone(over: QWidget, dark: bool) -> QPixmap:
    """A picture of a smaller window under its title bar, without what lies behind it."""
    picture = over.grab()
    size = picture.size() / picture.devicePixelRatio()
    made = QPixmap(size.width(), TITLE + size.height())
    painter = QPainter(made)
    _bar(painter, QRect(0, 0, size.width(), TITLE), over.windowTitle(), dark, ends=False)
    painter.drawPixmap(0, TITLE, picture)
    painter.end()
    return made


def _bar(painter: QPainter, box: QRect, title: str, dark: bool, *, ends: bool) -> None:
    ground, ink, line = BARS[dark]
    painter.fillRect(box, QColor(ground))
    painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), QColor(line))
    painter.drawPixmap(box.x() + 10, box.y() + 7, theme.pixmap("house-check-fill", "accent", 16))
    painter.setFont(theme.font("caption"))
    painter.setPen(QColor(ink))
    painter.drawText(box.adjusted(34, 0, -150, 0), LEFT, title)
    for at, sign in enumerate("✕□–" if ends else "✕"):
        painter.drawText(QRect(box.right() - 46 * (at + 1), box.y(), 46, box.height()),
                         int(Qt.AlignmentFlag.AlignCenter), sign)


def _over(painter: QPainter, room: QRect, over: QWidget, dark: bool) -> None:
    picture = over.grab()
    size = picture.size() / picture.devicePixelRatio()
    corner = room.center() - QPoint(size.width() // 2, (size.height() + TITLE) // 2)
    _bar(painter, QRect(corner.x(), corner.y(), size.width(), TITLE), over.windowTitle(), dark, ends=False)
    painter.drawPixmap(corner + QPoint(0, TITLE), picture)


def _tasks(painter: QPainter, box: QRect) -> None:
    painter.fillRect(box, QColor("#23272b"))
    here = QRect(box.x() + 74, box.y(), 118, box.height())
    painter.fillRect(here, QColor("#353b41"))
    painter.fillRect(QRect(here.x(), here.bottom() - 1, here.width(), 2), QColor("#8ab9a3"))
    painter.setFont(theme.font("caption"))
    painter.setPen(QColor("#ffffff"))
    painter.drawText(here, int(Qt.AlignmentFlag.AlignCenter), "Jamsos Desa")
    painter.setPen(QColor("#c9ced3"))
    painter.drawText(box.adjusted(0, 4, -78, -20), RIGHT, clock(CLOCK.now()))
    painter.drawText(box.adjusted(0, 19, -78, -5), RIGHT, f"{DAY:%d/%m/%Y}")
