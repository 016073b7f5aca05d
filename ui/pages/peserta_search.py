"""The search field of the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui import theme
from ui.widgets import IconLabel


class SearchEdit(QLineEdit):
    """The search field: a glass at the left, its key at the right while empty; Down goes into the table."""

    went_down = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setToolTip(hint)
        self.setMaxLength(80)
        self.setMinimumWidth(120)
        self._glass = IconLabel("search", "text_2", 16, self)
        self._empty = self.addAction(theme.icon("x-lg", "text_2", 12), QLineEdit.ActionPosition.TrailingPosition)
        self._empty.setToolTip("Kosongkan pencarian")
        self._empty.triggered.connect(self.clear)
        self._key = QLabel("F3", self)
        self._key.setProperty("kbd", True)
        self.textChanged.connect(self._show_parts)
        self._show_parts(self.text())

    def _show_parts(self, text: str) -> None:
        self._key.setVisible(not text)
        self.setTextMargins(22, 0, 0 if text else 34, 0)
        self._empty.setVisible(bool(text))

    def put(self, text: str) -> None:
        """Other words, without a word to anybody (the page lists again itself)."""
        was = self.blockSignals(True)
        self.setText(text)
        self.blockSignals(was)
        self._show_parts(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._key.sizeHint()
        self._glass.move(9, (self.height() - 16) // 2)
        self._key.setGeometry(self.width() - size.width() - 9, (self.height() - 18) // 2, size.width(), 18)
        self._fit_hint(self.width() - 68)

    def _fit_hint(self, room: int) -> None:
        """As much of what may be looked for as there is room; all of it stands in the tool tip."""
        words = self._hint
        while self.fontMetrics().horizontalAdvance(words) > room:
            least = max(words.rfind(", "), words.rfind(" atau "))
            if least < 0:
                break
            words = words[:least]
        self.setPlaceholderText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter) \
                and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._empty.setIcon(theme.icon("x-lg", "text_2", 12))
        super().changeEvent(event)
