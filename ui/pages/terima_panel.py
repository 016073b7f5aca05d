"""The panel beside the kiriman: what came of the chosen one and what to do now."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.desk import FileLine, ForkView
from ui import theme
from ui.pages.terima_advice import Advice
from ui.pages.terima_fork import ForkPanel
from ui.pages.terima_lines import LOOKS, SETTLED
from ui.pages.terima_steps import step_row
from ui.widgets import Button, Card, Chip, Label, clear_layout

Part = TypeVar("Part", bound=QWidget)
SHORT = {"dua_laptop": "Dua laptop", "kunci_belum": "Belum dicocokkan", "menunggu": "Menunggu"}


class LinePanel(Card):
    """``asked(key)``: a button of the advice; ``decided(choice)`` and ``undone``: of the two laptops."""

    asked = Signal(str)
    decided = Signal(str)
    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kiriman", None, parent, margins=(0, 0, 0, 0))
        self.chip = Chip()
        self.head.addWidget(self.chip)
        self.stack = QStackedWidget(self)
        self.words, self.fork = _scrolled(_AdviceView, self.stack), _scrolled(ForkPanel, self.stack)
        self.words.asked.connect(self.asked)
        self.fork.decided.connect(self.decided)
        self.fork.undone.connect(self.undone)
        self.body.addWidget(self.stack)

    def _title(self, line: FileLine, place: str) -> None:
        settled = line.selesai and line.hasil == "kunci_belum"
        icon, words, role = SETTLED["cocok"] if settled else LOOKS[line.hasil]
        self.chip.set(icon, words if settled else SHORT.get(line.hasil, words.split(",")[0]), role)
        room = self.width() - self.chip.sizeHint().width() - theme.px(36)
        metrics = self.title.fontMetrics()
        wishes = (f"{place}, kiriman no. {line.seq}", f"{place}, no. {line.seq}") if line.seq else ()
        fits = (words for words in (*wishes, place) if metrics.horizontalAdvance(words) <= room)
        self.title.setText(next(fits, "") or metrics.elidedText(place, Qt.TextElideMode.ElideRight, room))
        self.title.setToolTip(wishes[0] if wishes else place)

    def show_advice(self, line: FileLine, place: str, advice: Advice) -> None:
        """Words and buttons for one kiriman of ``place`` ("Desa Bokori", or the file's name)."""
        self._title(line, place)
        self.words.show_advice(advice, line.keterangan)
        self.stack.setCurrentIndex(0)

    def show_fork(self, line: FileLine, place: str, fork: ForkView) -> None:
        """The two laptops side by side."""
        self._title(line, place)
        self.fork.show_fork(fork)
        self.stack.setCurrentIndex(1)

    def buttons(self) -> list[Button]:
        """What can be pressed now, in order."""
        return list(self.words.buttons) if self.stack.currentIndex() == 0 else self.fork.buttons()

    def focus_first(self) -> bool:
        """Enter in the table leads here."""
        first = next(iter(self.buttons()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            area = self.stack.currentWidget()
            assert isinstance(area, QScrollArea)
            area.ensureWidgetVisible(first)
        return first is not None


class _AdviceView(QWidget):
    """An ``Advice`` as labels and buttons."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(9)

    def show_advice(self, advice: Advice, remark: str) -> None:
        """``remark``: what the table says shortly, whole here."""
        clear_layout(self._column)
        self.buttons = []
        self._column.addWidget(Label(advice.lead, "body", wrap=True))
        if remark and remark.casefold() not in advice.lead.casefold():
            self._column.addWidget(Label(remark, "caption"))
        if advice.facts:
            self._column.addWidget(_facts(advice.facts, self))
        if advice.sidik:
            self._column.addWidget(_fingerprint(advice.sidik, self))
        if advice.steps:
            self._column.addWidget(Label("Langkah berikut", "strong"))
            for at, step in enumerate(advice.steps, 1):
                under = Label(step.under, "caption") if step.under else None
                self._column.addLayout(step_row(at, step.words, under))
        before: QWidget = self  # new buttons stand at the end of the Tab order until they are told their place
        for action in advice.actions:
            button = Button(action.words, action.kind, action.icon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, key=action.key: self.asked.emit(key))
            self.buttons.append(button)
            self._column.addWidget(button)
            button.show()  # at once: Enter in the table may already lead here
            QWidget.setTabOrder(before, button)
            before = button
        if advice.note:
            self._column.addWidget(Label(advice.note, "caption"))
        self._column.addStretch(1)


def _facts(facts: tuple[tuple[str, str], ...], parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("list", True)
    grid = QGridLayout(frame)
    grid.setContentsMargins(10, 6, 10, 6)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(facts):
        grid.addWidget(Label(name, "soft"), row, 0)
        label = Label(value, "body", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, row, 1)
    return frame


def _fingerprint(sidik: str, parent: QWidget) -> QFrame:
    """The four groups, large enough to be read aloud."""
    frame = QFrame(parent)
    frame.setProperty("list", True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 8, 10, 10)
    column.setSpacing(4)
    column.addWidget(Label("Sidik kunci desa", "label"))
    words = Label("  ".join(sidik.split("-")), "title")
    font = theme.font("title")
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
    words.setFont(font)
    words.setAccessibleName(f"Sidik kunci desa {sidik}")
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
    return frame


def _scrolled(kind: type[Part], stack: QStackedWidget) -> Part:
    """A part of this kind in a scroll area of the stack."""
    area = QScrollArea(stack)
    holder = QWidget(area.viewport(), objectName="plain")
    column = QVBoxLayout(holder)
    column.setContentsMargins(12, 10, 12, 12)
    part = kind(holder)
    column.addWidget(part)
    area.setWidget(holder)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    stack.addWidget(area)
    return part
