"""Menu entries whose page is still to come: says so plainly, and what does the work today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ui.pages.page import Page
from ui.widgets import Button, EmptyState

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

ASK = "Pertanyaan lain: hubungi DPMD."  # said to villages; the DPMD is the one they ask
# name: title, icon, what is missing, what to use now, (button, page to go to)
TEXTS: dict[str, tuple[str, str, str, str, tuple[str, str] | None]] = {
    "bantuan": ("Bantuan", "question-circle", "Buku panduan belum ada di versi ini.",
                "Tombol yang berlaku di tiap layar tertulis di baris bawah. " + ASK, None),
}


class NotYet(Page):
    """One sentence on what is missing, one on what to do instead, at most one button."""

    keys = [("Ctrl+1…9", "Pindah menu"), ("Esc", "Layar awal")]

    def __init__(self, desk: Desk, window: Shell, name: str) -> None:
        super().__init__(desk, window)
        self.title, icon, what, why, way = TEXTS[name]
        if desk.district is not None:
            why = why.replace(ASK, "").rstrip()
        _, body = self.frame(self.title)
        self.button = Button(way[0], "primary") if way else None
        if way and self.button:
            self.button.clicked.connect(lambda: window.go(way[1]))
        self.state = EmptyState(icon, what, why, self.button)
        self.state.setMaximumWidth(640)
        self.state.setMinimumHeight(220)
        body.addSpacing(40)
        body.addWidget(self.state, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(1)
        self.state.setMinimumWidth(520)

    def opened(self, **args: Any) -> None:
        if self.button:
            self.button.setFocus()

    def back(self) -> bool:
        self.shell.go(self.shell.plan.home)
        return True
