"""The left column of page Cetak: the three cards, and between them what must be said before the start."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import PrintPlan
from jamsos_desktop.texts import number
from ui.pages import cetak_people as who
from ui.pages.cetak_order import PaperCard, SheetCard, WhoCard
from ui.widgets import Button, NoteStrip


class LeftColumn(QScrollArea):
    """Cards ``who``, ``paper``, ``sheet``; strips ``refused`` (with ``fix``), ``fit`` and ``again``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        panel = QWidget(self.viewport())
        panel.setObjectName("plain")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.who, self.refused = WhoCard(panel), NoteStrip("warn", "", parent=panel)
        self.paper, self.fit = PaperCard(panel), NoteStrip("warn", "", parent=panel)
        self.sheet, self.again = SheetCard(panel), NoteStrip("info", "", parent=panel)
        self.fix = Button("Perbaiki", small=True)
        self.refused.layout().addWidget(self.fix, 0, Qt.AlignmentFlag.AlignTop)
        for strip in (self.refused, self.fit, self.again):  # as high as the words need once they wrap
            strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            strip.hide()
        for widget in (self.who, self.refused, self.paper, self.fit, self.sheet, self.again):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(panel)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def tell(self, plan: PrintPlan) -> None:
        """Who is left out and why, and who was printed before."""
        words = who.refused_words(plan.refused, plan.allowed)
        self.refused.set("warn", words)
        self.refused.setVisible(bool(words))
        self.again.set("info", f"{number(plan.reprints)} orang pernah dicetak. Lembar barunya diberi tanda"
                               " Cetak ke-2 dan seterusnya.")
        self.again.setVisible(plan.reprints > 0)

    def tell_fit(self, role: str, words: str, tip: str = "") -> None:
        """What the fit test found that keeps sheets from being made, with the people in the tool tip."""
        self.fit.set("warn", words)
        self.fit.setToolTip(tip)
        self.fit.setVisible(role == "warn")

    def lock(self, running: bool) -> None:
        """Nothing is chosen while sheets are made."""
        for widget in (self.who, self.paper, self.sheet):
            widget.setEnabled(not running)
