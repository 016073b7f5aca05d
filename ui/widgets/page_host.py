"""The room for pages: fills the window while it is large enough, scrolls where a page needs more, and follows the
keyboard, so that on a low screen or with large letters nothing is out of reach."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QStyle, QWidget

NEAR = 8  # px that stay free beside what is scrolled into view


class PageHost(QScrollArea):
    """Holds the stack of pages. Only the page shown counts: a large page scrolls, and no other because of it."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = stack
        self.setWidget(stack)
        for part in (stack, self.viewport()):  # the ground is that of what stands around
            part.setAutoFillBackground(False)
        stack.installEventFilter(self)
        stack.currentChanged.connect(self._other_page)
        QApplication.instance().focusObjectChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._stack:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)
        self._follow(QApplication.focusWidget())

    def _other_page(self) -> None:
        self.fit()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def fit(self) -> None:
        """As large as the room there is, and as the page shown needs. Qt's own resizing asks all pages of the stack."""
        page = self._stack.currentWidget()
        if page is None:
            return
        room = self.maximumViewportSize()
        need = _need(page, room.width())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        if need.height() > room.height():
            room.setWidth(room.width() - bar)
            need = _need(page, room.width())
        if need.width() > room.width():
            room.setHeight(room.height() - bar)
        self._stack.resize(need.expandedTo(room))

    def _follow(self, now: QObject | None) -> None:
        """Scroll to the widget with the keyboard, through every area around it. A press of the mouse moves nothing:
        the button would slip away from under it."""
        if not isinstance(now, QWidget) or not self.isAncestorOf(now):
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        around = now.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea) and around.widget() is not None and around.widget().isAncestorOf(now):
                show_in(around, now)
            if around is self:
                return
            around = around.parentWidget()


def _need(page: QWidget, room: int) -> QSize:
    """The least size a page can work in, with its wrapped words in full at the width it gets."""
    least = page.minimumSizeHint().expandedTo(page.minimumSize())
    layout = page.layout()
    if layout is not None and layout.hasHeightForWidth():
        least.setHeight(layout.totalMinimumHeightForWidth(max(least.width(), room)))
    return least


def show_in(area: QScrollArea, widget: QWidget) -> None:
    """Scroll an area so that a widget inside it can be seen; of what is larger than the area, its beginning."""
    room = area.viewport().rect()
    place = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
    if not room.contains(place, False):
        across, down = area.horizontalScrollBar(), area.verticalScrollBar()
        across.setValue(across.value() + _shift(place.left(), place.right(), room.width()))
        down.setValue(down.value() + _shift(place.top(), place.bottom(), room.height()))


def _shift(begin: int, end: int, room: int) -> int:
    """How far to scroll along one axis; 0 when it is in view there already, or large and begins in view."""
    if begin >= 0 and (end < room or begin < room // 2 < end - begin):
        return 0
    if begin < 0 or end - begin + 2 * NEAR >= room:
        return begin - NEAR
    return end + NEAR - room + 1
