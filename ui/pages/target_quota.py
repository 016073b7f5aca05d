"""How many pekerja rentan each fund pays for in a year, for the kabupaten as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.target_table import people_typed
from ui.widgets import Card, Edit, Label, Line, enter_moves


class QuotaCard(Card):
    """``typed(fund, people or None)``: a field was left with another number; ``refused(text)``: with none."""

    typed = Signal(str, object)
    refused = Signal(str)

    def __init__(self, funds: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Kuota pekerja rentan", parent=parent, margins=(0, 0, 0, 0))
        self.setFixedWidth(theme.px(300))
        self._held: dict[str, int] = {}
        self.fields: dict[str, Edit] = {}
        self.total = Label("", "strong")
        area = QScrollArea(self)  # a low screen shows the first funds and follows the cursor
        inside = QWidget(area.viewport(), objectName="plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addLayout(self._grid(funds))
        column.addWidget(Line())
        column.addWidget(self.total)
        column.addWidget(Label("Sekian orang dibayar tiap sumber dana pada tahun itu, untuk seluruh kabupaten.",
                               "caption"))
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(area)

    def _grid(self, funds: Mapping[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (code, label) in enumerate(funds.items()):
            field = Edit()
            field.setAccessibleName(f"Kuota {label}, orang")
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setFixedWidth(theme.px(88))
            field.left.connect(lambda code=code: self._left(code))
            enter_moves(field)
            self.fields[code] = field
            grid.addWidget(Label(label, "body"), row, 0)
            grid.addWidget(field, row, 1)
        return grid

    def show_quota(self, tahun: int, figures: Mapping[str, int]) -> None:
        """Another year, or other figures."""
        self._held = dict(figures)
        self.title.setText(f"Kuota pekerja rentan {tahun}")
        for code, field in self.fields.items():
            field.setText(number(figures[code]) if code in figures else "")
        self.total.setText(f"Jumlah {number(sum(figures.values()))} orang")

    def _left(self, code: str) -> None:
        field = self.fields[code]
        try:
            people = people_typed(field.text())
        except ValueError:
            self.refused.emit(field.text())
            field.setText(number(self._held[code]) if code in self._held else "")
            return
        if people != self._held.get(code):
            self.typed.emit(code, people)
