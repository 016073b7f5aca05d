"""Help where there is no shell: the guide in a window of its own, over set-up and lock page. Esc closes it and the
keyboard stands where it stood."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import keys, theme
from ui.guide_view import GuideView
from ui.widgets import Button, Label


class GuideWindow(QDialog):
    """One chapter and the whole guide beside it. ``above``: HTML before the chapter."""

    answers_f1 = True

    def __init__(self, parent: QWidget, place: str, mode: str = "desa", above: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("Bantuan Jamsos Desa")
        self.setObjectName("page")
        theme.write_pictures()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(Label("Bantuan", "title"))
        head.addStretch(1)
        self.leave = Button("Kembali", "primary", "arrow-left", tip="Esc")
        self.leave.clicked.connect(self.reject)
        head.addWidget(self.leave)
        column.addLayout(head)
        self.view = GuideView(mode)
        column.addWidget(self.view, 1)
        for key in ("F1", "F3"):
            keys.bind(self, key, self.reject if key == "F1" else self.view.search.setFocus)
        keys.bind(self, "Alt+Left", self.view.back)
        self.resize(_room(parent) * 0.9)
        self.view.start(place, above)
        self.view.text.setFocus()


def _room(parent: QWidget) -> QSize:
    """The size of the main window below; a sheet alone would be too small to read in."""
    window = parent.window()
    while isinstance(window, QDialog) and (below := window.parentWidget()) is not None:
        window = below.window()
    return window.size() if not isinstance(window, QDialog) else window.screen().availableSize()


def show_guide(parent: QWidget, place: str, mode: str = "desa", above: str = "") -> None:
    """F1: the guide over this window, until it is closed."""
    window = GuideWindow(parent, place, mode, above)
    window.exec()
    window.deleteLater()
