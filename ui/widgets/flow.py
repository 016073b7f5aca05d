"""A row of widgets that goes on in the next line where there is no room for all of them in one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Left to right at the size each widget wishes, ``gap`` px apart; as narrow as its widest widget."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width())[0]:
            item.setGeometry(place.translated(rect.topLeft()))

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(wide, self._line())

    def minimumSize(self) -> QSize:
        return QSize(max((item.sizeHint().width() for item in self._shown()), default=0), self._line())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _line(self) -> int:
        return max((item.sizeHint().height() for item in self._shown()), default=0)

    def _places(self, width: int) -> tuple[list[tuple[QLayoutItem, QRect]], int]:
        """Where each goes in this width, and how high all are."""
        places, at, high = [], QPoint(0, 0), self._line()
        for item in self._shown():
            size = item.sizeHint()
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, at.y() + high)
            places.append((item, QRect(at, size)))
            at.setX(at.x() + size.width() + self._gap)
        return places, at.y() + high
