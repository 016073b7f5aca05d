"""The chosen pair: who, why they may be one person, the comparison and the decisions."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from jamsos_desktop.desk import PairView
from ui import theme
from ui.pages.ganda_choices import ChoicesPanel
from ui.pages.ganda_compare import CompareTable
from ui.pages.ganda_list import chip_of
from ui.widgets import Card, Chip, Label


class PairCard(Card):
    """Shows one pair; ``choices`` speaks for what is done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        head = QFrame(self)
        head.setProperty("cardhead", True)
        head.setFixedHeight(theme.px(38))
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.name, self.chip, self.why = Label("", "heading"), Chip(), Label("", "caption", wrap=False)
        self.why.setSizePolicy(self.why.sizePolicy().Policy.Ignored, self.why.sizePolicy().Policy.Preferred)
        row.addWidget(self.name)
        row.addWidget(self.chip)
        row.addWidget(self.why, 1)
        self.table, self.choices = CompareTable(self), ChoicesPanel(self)
        self.body.addWidget(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.choices)
        self.view: PairView | None = None

    def show_view(self, view: PairView) -> None:
        """Another pair; the points behind each reason stand in the tool tip."""
        self.view = view
        self.name.setText(view.row.nama)
        icon, word, role = chip_of(view.row)
        self.chip.set(icon, "NIK sama persis" if word == "NIK sama" else word, role)
        points = "\n".join(f"{one.teks}: {one.poin:+d}" for one in view.alasan)
        self.chip.setToolTip(f"Kemiripan {view.row.skor} dari 100\n{points}")
        self._words = view.row.rincian
        self._fit_words()
        self.why.setToolTip(view.row.rincian)
        self.table.show_view(view)
        self.choices.show_view(view)

    def _fit_words(self) -> None:
        """The reasons in one line, cut at a comma where there is no room; all of them are in the tool tip."""
        if self.view is None:
            return
        parts = self.view.row.rincian.split(", ")
        room = self.why.width()
        while len(parts) > 1 and self.why.fontMetrics().horizontalAdvance(", ".join(parts)) > room:
            parts.pop()
        self.why.setText(", ".join(parts))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit_words()
