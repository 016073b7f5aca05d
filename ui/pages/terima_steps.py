"""A numbered step of a panel: what to do, and small below it whom to call."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.widgets import Label


def step_row(at: int, words: str, under: Label | None = None) -> QHBoxLayout:
    """Number in a key box, words beside it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    mark = Label(str(at), "strong")
    mark.setProperty("kbd", True)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(words, "body", wrap=True))
    if under is not None:
        column.addWidget(under)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(column, 1)
    return row
