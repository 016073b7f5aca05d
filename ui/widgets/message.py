"""The line below a control, apart from the controls: the lock page shows it and none of them in its first frame."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

ICON = 18  # px the icon takes, with the gap behind it
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Message(QWidget):
    """The line below a control: icon and sentence in the colour of the state; ``lines`` are kept free always."""

    def __init__(self, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._text, self._icon, self._role = lines, "", "", "text_2"
        self.setFont(theme.font("caption"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not lines:
            self.hide()  # only ever hidden here: showing a widget that has no parent yet would open a window

    @property
    def text(self) -> str:
        return self._text

    def set(self, text: str, icon: str = "", role: str = "text_2") -> None:
        """Show a sentence; an empty one hides the line unless room is kept for it."""
        changed = text != self._text
        self._text, self._icon, self._role = text, icon, role
        self.setVisible(bool(text) or self._lines > 0)
        if changed:
            self.updateGeometry()
        self.update()

    def lines(self, text: str, width: int) -> int:
        """How many lines a sentence with its icon would take at a width."""
        metrics = QFontMetrics(self.font())
        box = metrics.boundingRect(QRect(0, 0, max(40, width - ICON), 1000), int(_WRAP), text)
        return -(-box.height() // metrics.lineSpacing()) if text else 0

    def _free(self) -> int:
        return self._lines * max(16, QFontMetrics(self.font()).height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._text:
            return self._free()
        left = ICON if self._icon else 0
        box = QFontMetrics(self.font()).boundingRect(QRect(0, 0, max(40, width - left), 1000), int(_WRAP), self._text)
        return max(self._free(), box.height())

    def sizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(self.width()) if self.width() > 80 else self._free())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.heightForWidth(self.width()) if self.width() > 40 else self._free())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0
        if self._icon:
            painter.drawPixmap(0, 2, theme.pixmap(self._icon, self._role, 12))
            left = ICON
        painter.setPen(theme.qcolor(self._role))
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), int(_WRAP), self._text)
