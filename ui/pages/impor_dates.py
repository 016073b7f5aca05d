"""A column of dates that can be read two ways: the question, with both days as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from jamsos_desktop.desk import DateQuestion
from jamsos_desktop.texts import column_letters
from ui.widgets import Button, NoteStrip


def slim(strip: NoteStrip) -> None:
    """As low as its button, with the picture in the middle of it."""
    row = strip.layout()
    row.setContentsMargins(12, 5, 8, 5)
    row.setAlignment(row.itemAt(0).widget(), Qt.AlignmentFlag.AlignVCenter)


class DateStrip(NoteStrip):
    """``chosen(column, "hbt" or "bht")``. One question at a time; until it is answered the day comes first."""

    chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("info", "", parent=parent)
        slim(self)
        self.question: DateQuestion | None = None
        group = QButtonGroup(self)
        self.buttons = {order: Button("", small=True) for order in ("hbt", "bht")}
        for order, button in self.buttons.items():
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _=False, order=order: self._choose(order))
            self.layout().addWidget(button)

    def show_questions(self, questions: Sequence[DateQuestion]) -> None:
        """Ask the first of them, or nothing."""
        self.question = questions[0] if questions else None
        self.setVisible(bool(questions))
        if self.question is None:
            return
        asked = self.question
        more = f" ({len(questions)} kolom perlu dijawab)" if len(questions) > 1 else ""
        words = f"Kolom {column_letters(asked.kolom)}: \u201c{asked.contoh}\u201d tanggal berapa?{more}" \
                f" {asked.alasan}"
        self.set("info", words.strip(), "question-circle")
        for order, day in (("hbt", asked.hbt), ("bht", asked.bht)):
            self.buttons[order].set_text(day)
            self.buttons[order].setChecked(asked.dipakai == order)
            self.buttons[order].setToolTip("Dipakai sampai Anda menjawab." if asked.dipakai == order else "")

    def _choose(self, order: str) -> None:
        if self.question is not None:
            self.chosen.emit(self.question.kolom, order)
