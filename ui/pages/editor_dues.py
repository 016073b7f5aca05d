"""The dues of the person in the form: which programmes, what each costs a month, and the sum."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QWidget

from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.dues import Dues
from jamsos_desktop.model.records import PROGRAM
from jamsos_desktop.texts import rupiah_of_sen
from ui.widgets.basic import Label
from ui.widgets.edits import enter_moves
from ui.widgets.field import FieldRow
from ui.widgets.unsure import Doubt, UnsureMark

from .editor_states import base_line

HEADS = ("", "Program", "Tarif", "Sumber dana", "Iuran / bulan")
TOGETHER = {"JKK": ("JKK", "JKM"), "JKM": ("JKK", "JKM"), "JHT": ("JHT",)}
NOTHING = "Iuran dihitung setelah penghasilan diisi."


class _Tick(QCheckBox):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class DuesTable(QFrame):
    """One row a programme. As a field its text is "JKK JKM JHT"; JKK and JKM go together."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("list", True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 6, 10, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._unknown = ""
        self.ticks: dict[str, _Tick] = {}
        self._cells: dict[str, tuple[Label, Label, Label]] = {}
        for column, head in enumerate(HEADS):
            self._grid.addWidget(Label(head, "label"), 0, column, self._side(column))
        for number, program in enumerate(PROGRAM, 1):
            self._add_row(number, program)
        self.sum_words, self.sum = Label("", "soft"), Label("", "strong")
        self._grid.addWidget(self.sum_words, len(PROGRAM) + 1, 0, 1, 4, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.sum, len(PROGRAM) + 1, 4, Qt.AlignmentFlag.AlignRight)
        enter_moves(*self.ticks.values())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """No focus proxy: Tab would come back through the table, wherever that was left in the order of Tab."""
        self.ticks["JKK"].setFocus(reason)

    def hasFocus(self) -> bool:
        return bool(self.ticks["JKK"].hasFocus())

    @staticmethod
    def _side(column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if column == len(HEADS) - 1 else Qt.AlignmentFlag.AlignLeft

    def _add_row(self, number: int, program: str) -> None:
        tick = _Tick()
        tick.setAccessibleName(code_list("program")[program])
        tick.setFixedHeight(26)
        tick.clicked.connect(lambda on, program=program: self._tick(program, on))
        tick.left.connect(self.left)
        if program == "JKM":
            tick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it goes with JKK
        self.ticks[program] = tick
        self._grid.addWidget(tick, number, 0)
        name = code_list("program")[program].replace("Jaminan ", "")
        self._grid.addWidget(Label(f"{program}, {name}", "body"), number, 1)
        cells = Label("", "soft"), Label("", "soft"), Label("", "body")
        for column, cell in enumerate(cells, 2):
            self._grid.addWidget(cell, number, column, self._side(column) | Qt.AlignmentFlag.AlignVCenter)
        self._cells[program] = cells

    def _tick(self, program: str, on: bool) -> None:
        for other in TOGETHER[program]:
            self.ticks[other].setChecked(on)
        self._unknown = ""
        self.typed.emit(self.text())

    def text(self) -> str:
        """ "JKK JKM", or a text that names no programme, as typed."""
        return self._unknown or " ".join(p for p in PROGRAM if self.ticks[p].isChecked())

    def setText(self, text: str) -> None:
        """Show programmes; unreadable text leaves the boxes open."""
        words = text.upper().split()
        known = all(word in PROGRAM for word in words)
        self._unknown = "" if known else text
        for program, tick in self.ticks.items():
            tick.setChecked(known and program in words)

    def set_state(self, state: str) -> None:
        """Locked boxes cannot be ticked."""
        for tick in self.ticks.values():
            tick.setEnabled(state != "terkunci")

    def show_dues(self, dues: Dues | None, funds: Mapping[str, str]) -> None:
        """Fill the money columns; without dues only the programmes stand."""
        lines = {line.program: line for line in dues.lines} if dues else {}
        for program, (rate, fund, money) in self._cells.items():
            line = lines.get(program)
            rate.setText(line.tarif.removesuffix(" dari dasar upah") if line else "-")  # the base stands above
            fund.setText(funds.get(line.sumber_dana, line.sumber_dana) if line and line.ikut else "-")
            money.setText(rupiah_of_sen(line.sebulan_sen) if line and line.ikut else "-")
        self.sum_words.setText(f"Jumlah sebulan, {dues.bulan} bulan = {rupiah_of_sen(dues.jumlah_sen)}"
                               if dues else "Jumlah sebulan")
        self.sum.setText(rupiah_of_sen(dues.sebulan_sen) if dues else "-")


class ProgramRow(FieldRow):
    """The programme field: the table above, and the base the dues come from below."""

    def __init__(self, label: str, hint: str, key: str) -> None:
        super().__init__(label, "", key=key, reserve=0)
        self.set_note(hint)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.base = Label(NOTHING, "caption", wrap=False)
        self.unsure = UnsureMark()
        row.addWidget(self.base)
        row.addWidget(self.unsure)
        row.addStretch(1)
        self._column.insertLayout(self._column.indexOf(self.message), row)
        self.show_dues(None)

    def _control(self, *_: object) -> DuesTable:  # type: ignore[override]
        return DuesTable(self)

    def show_dues(self, dues: Dues | None) -> None:
        """Follow the dues as they are now."""
        self.edit.show_dues(dues, {code: code_label("sumber_dana", code) for code in code_list("sumber_dana")})
        self.base.setText(base_line(dues.dasar, dues.lapis) if dues else NOTHING)
        self.unsure.set_doubts([Doubt(base_line(dues.dasar, dues.lapis), dues.sumber)] if dues and dues.dagger else ())
        self.base.setToolTip(dues.sumber if dues else "")
