"""Six painted boxes over one hidden line: how every PIN is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui import theme

DIGITS = 6
_WIDE, _HIGH, _GAP = 40, 44, 8


class PinBoxes(QWidget):
    """``filled(text)`` when the sixth digit is typed; ``typed()`` at every change, ``entered()`` at Enter; digits are
    shown as dots."""

    filled = Signal(str)
    typed = Signal()
    entered = Signal()

    def __init__(self, name: str = "PIN, 6 angka", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setMaxLength(DIGITS)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self._line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._line.setAccessibleName(name)
        self._line.setGeometry(0, 0, 1, 1)
        self._line.setStyleSheet("border: 0; background: transparent; color: transparent; min-height: 0; padding: 0;")
        self._line.textEdited.connect(self._edited)
        self._line.returnPressed.connect(self.entered)
        self._line.installEventFilter(self)
        self._wrong = False
        self.setFocusProxy(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The digits typed so far."""
        return self._line.text()

    def clear(self, wrong: bool = False) -> None:
        """Empty again; ``wrong`` shows the boxes in the colour of an error."""
        self._line.clear()
        self._wrong = wrong
        self.update()

    def set_wrong(self, wrong: bool) -> None:
        """The colour of an error, keeping what was typed."""
        self._wrong = wrong
        self.update()

    def _edited(self, text: str) -> None:
        only = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
        if only != text:
            self._line.setText(only)
        self._wrong = False
        self.update()
        self.typed.emit()
        if len(only) == DIGITS:
            self.filled.emit(only)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(DIGITS * (_WIDE + _GAP) - _GAP), theme.px(_HIGH))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        many, step = len(self._line.text()), theme.px(_WIDE + _GAP)
        for at in range(DIGITS):
            here = self.isEnabled() and self._line.hasFocus() and at == min(many, DIGITS - 1)
            self._box(painter, QRectF(at * step, 0, theme.px(_WIDE), theme.px(_HIGH)), here)
            if at < many:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.qcolor("text" if self.isEnabled() else "text_disabled"))
                middle = QRectF(at * step, 1, theme.px(_WIDE), theme.px(_HIGH)).center()
                painter.drawEllipse(middle, theme.px(7.5), theme.px(7.5))

    def _box(self, painter: QPainter, box: QRectF, here: bool) -> None:
        role, line = ("error", 2) if self._wrong else ("accent", 2) if here else ("border_input", 1)
        painter.setPen(QPen(theme.qcolor(role if self.isEnabled() else "border"), line))
        painter.setBrush(theme.qcolor("surface" if self.isEnabled() else "surface_alt"))
        painter.drawRoundedRect(box.adjusted(line / 2, line / 2, -line / 2, -line / 2), 4, 4)
