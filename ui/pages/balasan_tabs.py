"""Tabs as words with a line under the chosen one; Ctrl+Tab goes round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from jamsos_desktop.texts import number
from ui import theme
from ui.widgets.flow import Flow


class TabSpec(NamedTuple):
    """One tab: its key, words, icon and the icon's colour ("" none)."""

    key: str
    words: str
    icon: str = ""
    role: str = ""


class _Tab(QAbstractButton):
    """Icon, words with a count, and a line below while it is chosen."""

    def __init__(self, spec: TabSpec) -> None:
        super().__init__()
        self.key, self._spec = spec.key, spec
        self.icon_shown = bool(spec.icon)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_count(-1)

    @property
    def has_icon(self) -> bool:
        return bool(self._spec.icon)

    def show_count(self, count: int) -> None:
        """-1 leaves the count off."""
        self.setText(self._spec.words if count < 0 else f"{self._spec.words} ({number(count)})")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("body", 600)).horizontalAdvance(self.text())
        return QSize(text + 24 + (20 if self.icon_shown else 0), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 12
        if self.icon_shown:
            painter.drawPixmap(x, (self.height() - 13) // 2, theme.pixmap(self._spec.icon, self._spec.role, 13))
            x += 20
        painter.setFont(theme.font("body", 600 if self.isChecked() else 400))
        painter.setPen(theme.qcolor("text" if self.isChecked() else "text_2"))
        painter.drawText(self.rect().adjusted(x, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.isChecked():
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme.qcolor("accent"))
        if self.hasFocus():
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -3))


class TextTabs(QWidget):
    """``chosen(key)`` by a click or a key; ``show_tab`` chooses without a word."""

    chosen = Signal(str)

    def __init__(self, specs: Sequence[TabSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs: dict[str, _Tab] = {}
        self._group = QButtonGroup(self)
        row = Flow(self, 4)
        for spec in specs:
            tab = self.tabs[spec.key] = _Tab(spec)
            self._group.addButton(tab)
            tab.clicked.connect(lambda _=False, key=spec.key: self.chosen.emit(key))
            row.addWidget(tab)
        self.show_tab(specs[0].key)

    @property
    def current(self) -> str:
        return next(key for key, tab in self.tabs.items() if tab.isChecked())

    def show_tab(self, key: str) -> None:
        """Choose a tab without telling."""
        self.tabs[key].setChecked(True)

    def set_tab(self, key: str, count: int, shown: bool = True) -> None:
        """The count of a tab, and whether it is there at all."""
        self.tabs[key].show_count(count)
        self.tabs[key].setVisible(shown)

    def show_icons(self, shown: bool) -> None:
        """Without their icons the tabs fit a smaller window; their words say the same."""
        for tab in self.tabs.values():
            if tab.has_icon and tab.icon_shown != shown:
                tab.icon_shown = shown
                tab.updateGeometry()

    @property
    def several(self) -> bool:
        """Whether there is another tab to go to."""
        return self.isVisible() and sum(not tab.isHidden() for tab in self.tabs.values()) > 1

    def step(self, step: int) -> None:
        """Ctrl+Tab: the next tab that is there."""
        there = [key for key, tab in self.tabs.items() if not tab.isHidden()]
        key = there[(there.index(self.current) + step) % len(there)]
        self.show_tab(key)
        self.chosen.emit(key)
