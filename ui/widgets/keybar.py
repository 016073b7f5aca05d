"""The key bar at the bottom of every window: which keys work here, and what was saved when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui import theme
from ui.keys import other
from ui.widgets.basic import Label, clear_layout


class KeyBar(QFrame):
    """Left: the keys that work here. ``right``: a layout for saved time, user, notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="keybar")
        self.setFixedHeight(theme.px(28))
        bar = QHBoxLayout(self)
        bar.setContentsMargins(12, 0, 12, 0)
        bar.setSpacing(16)
        self._keys = QWidget(self)
        self._keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self._keys)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._keys.installEventFilter(self)
        bar.addWidget(self._keys, 1)
        self.right = QHBoxLayout()
        self.right.setSpacing(16)
        bar.addLayout(self.right)
        self._shown: list[tuple[str, str]] = []
        self._pairs: list[QWidget] = []

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show (key, what it does) pairs; those that do not fit are left off, last first."""
        if list(keys) == self._shown:
            return
        self._shown = list(keys)
        clear_layout(self._row)
        self._pairs = [self._pair(key, text) for key, text in keys]
        for pair in self._pairs:
            self._row.addWidget(pair)
        self._row.addStretch(1)
        self._fit()

    def _pair(self, key: str, text: str) -> QWidget:
        pair = QWidget(self._keys)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        box = QLabel(key, pair)
        box.setProperty("kbd", True)
        box.setTextFormat(Qt.TextFormat.PlainText)
        if second := other(key):
            pair.setToolTip(f"atau {second}")
        pair.setAccessibleName(f"{key} atau {second}: {text}" if second else f"{key}: {text}")
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(text, "caption", pair, wrap=False))
        return pair

    def _fit(self) -> None:
        room = self._keys.width()
        for pair in self._pairs:
            room -= pair.sizeHint().width()
            pair.setVisible(room >= 0)
            room -= 16

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The room for the keys also shrinks when the words at the right grow.
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
