"""The line of sums above the kiriman: how many came in, repeat, wait for a decision, were refused, are left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.terima_lines import BUCKETS
from ui.widgets import IconLabel, Label

ALWAYS = ("masuk", "ulang", "perlu keputusan", "ditolak")  # the others only while something is left


class CountLine(QFrame):
    """Sums at the left, words at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cardhead", True)
        self.setFixedHeight(theme.px(38))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        self._parts: dict[str, tuple[QWidget, Label]] = {}
        for name, (icon, role, _) in BUCKETS.items():
            row.addWidget(self._part(name, icon, role))
        row.addStretch(1)
        self.words = Label("", "caption", wrap=False)
        row.addWidget(self.words)

    def _part(self, name: str, icon: str, role: str) -> QWidget:
        part = QWidget(self)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        figure = Label("0", "strong", wrap=False)
        row.addWidget(IconLabel(icon, role, 13))
        row.addWidget(figure)
        row.addWidget(Label(name, "caption", wrap=False))
        self._parts[name] = (part, figure)
        return part

    def show_counts(self, counts: Mapping[str, int], words: str = "") -> None:
        """Files by bucket, and how many people they brought."""
        for name, (part, figure) in self._parts.items():
            figure.setText(number(counts.get(name, 0)))
            part.setVisible(name in ALWAYS or counts.get(name, 0) > 0)
        self.words.setText(words)
        self.setAccessibleName(", ".join(f"{number(many)} {name}" for name, many in counts.items()))

    def count(self, name: str) -> int:
        """The figure shown for a bucket."""
        return int(self._parts[name][1].text().replace(".", ""))
