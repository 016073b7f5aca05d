"""One problem of the list: which row, what, how to mend it, and the buttons; what must be typed is typed here."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jamsos_desktop.desk import ImportMend, RowProblem
from ui import theme
from ui.widgets import Button, Edit, IconLabel, Label, clear_layout, repolish
from ui.widgets.grouping import grouped

LOOKS = {  # icon and colour of a level
    "ditahan": ("x-octagon-fill", "error"), "periksa": ("exclamation-triangle-fill", "warn"),
    "tanya": ("question-circle", "info"), "ada": ("dash-circle", "text_2"),
}
TYPED = "ketik"  # the kind of mend that asks for a text
NUMBERS = ("nik", "no_kk")
AROUND, LEAD = 24, 26  # px: margins of the box; icon and its gap
BUTTON_EDGES = 24


class ProblemBox(QFrame):
    """``mended(mend, typed)``: a button was pressed; ``reached``: the box was clicked or the keyboard came into it."""

    mended = Signal(object, str)
    reached = Signal()

    def __init__(self, problem: RowProblem, now: str, room: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem, self._now, self._room = problem, now, room - AROUND - LEAD
        self.setProperty("cardhead", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 9)
        row.setSpacing(8)
        icon, role = LOOKS[problem.tingkat]
        picture = QVBoxLayout()
        picture.setContentsMargins(0, 3, 0, 0)
        picture.addWidget(IconLabel(icon, role, 13))
        picture.addStretch(1)
        row.addLayout(picture)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.title = QLabel(f'<span style="font-weight:600">Baris {problem.baris}</span> {escape(problem.judul)}')
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.title.setWordWrap(True)
        words.addWidget(self.title)
        self.how = Label(problem.cara, "caption", wrap=True)
        for label in (self.title, self.how):
            label.setMinimumWidth(1)  # one endless word must not push the buttons out of sight
        if not problem.cara:
            self.how.hide()  # only ever hidden here: showing what has no parent yet would open a window
        words.addWidget(self.how)
        self._actions = QVBoxLayout()
        self._actions.setContentsMargins(0, 4, 0, 0)
        self._actions.setSpacing(6)
        words.addLayout(self._actions)
        row.addLayout(words, 1)
        self.buttons: list[Button] = []
        self.edit: Edit | None = None
        self._begun = ""
        self.setAccessibleName(f"Baris {problem.baris}, {problem.judul}. {problem.cara}")
        self._show_buttons()

    def set_here(self, here: bool) -> None:
        """Whether F8 stands on it."""
        name = "here" if here else ""
        if self.objectName() != name:
            self.setObjectName(name)
            repolish(self)

    def waiting(self) -> None:
        """A mend was taken; the sheet is looked at again."""
        self._close_edit()
        for button in self.buttons:
            button.setEnabled(False)

    def focus_first(self) -> None:
        """To the first way of mending it."""
        if self.edit is not None:
            self.edit.setFocus()
        elif self.buttons:
            self.buttons[0].setFocus()

    def fit(self, room: int) -> None:
        """Another width: the buttons are set anew, unless something is being typed."""
        room -= AROUND + LEAD
        if room == self._room or self.edit is not None:
            return
        self._room = room
        held = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), -1)
        enabled = [button.isEnabled() for button in self.buttons]
        self._show_buttons()
        for button, able in zip(self.buttons, enabled, strict=True):
            button.setEnabled(able)
        if held >= 0:
            self.buttons[held].setFocus()

    def _show_buttons(self) -> None:
        """As many side by side as fit."""
        clear_layout(self._actions)
        self.buttons, self.edit = [], None
        left, row = 0, QHBoxLayout()
        metrics = QFontMetrics(theme.font("caption"))
        for mend in self.problem.mends:
            wide = metrics.horizontalAdvance(mend.label) + BUTTON_EDGES
            if left < wide:
                left, row = self._room, QHBoxLayout()
                row.setSpacing(8)
                self._actions.addLayout(row)
                row.addStretch(1)
            left -= wide + 8
            words = metrics.elidedText(mend.label, Qt.TextElideMode.ElideRight, self._room - BUTTON_EDGES)
            button = Button(words.replace("&", "&&"), small=True)
            button.setToolTip(mend.label if words != mend.label else "")
            button.setAccessibleName(f"{mend.label}, baris {self.problem.baris}: {self.problem.judul}")
            button.clicked.connect(lambda _=False, mend=mend: self.press(mend))
            button.installEventFilter(self)
            row.insertWidget(row.count() - 1, button)
            self.buttons.append(button)

    def press(self, mend: ImportMend) -> None:
        """Take a mend, or ask for its text first."""
        self.reached.emit()
        if mend.jenis == TYPED:
            self._ask(mend)
        else:
            self.mended.emit(mend, "")

    def _ask(self, mend: ImportMend) -> None:
        clear_layout(self._actions)
        self.buttons = []
        number = mend.key in NUMBERS
        self.edit = Edit(digits=16 if number else 0, shape=grouped if number else None)
        self.edit.setProperty("small", True)
        self.edit.setAccessibleName(f"{mend.label}, baris {self.problem.baris}")
        start = mend.teks or (self._now if number and self._now.isdigit() else "")
        self.edit.setText(grouped(start) if number else start)
        self._begun = self.edit.text()
        self.edit.installEventFilter(self)
        take, leave = Button("Pakai", "primary", small=True), Button("Batal", "flat", small=True)
        take.clicked.connect(lambda: self._take(mend))
        leave.clicked.connect(self.close_edit)
        self.edit.returnPressed.connect(lambda: self._take(mend))
        self._actions.addWidget(self.edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(take)
        row.addWidget(leave)
        row.addStretch(1)
        self._actions.addLayout(row)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, mend: ImportMend) -> None:
        assert self.edit is not None
        typed = self.edit.text().strip()
        typed = typed.replace(" ", "") if mend.key in NUMBERS else typed
        if typed:
            self.mended.emit(mend, typed)
        else:
            self.edit.setFocus()

    def take_edit(self) -> bool:
        """What is being typed counts as typed; False when nothing new is."""
        if self.edit is None or self.edit.text().strip() in ("", self._begun.strip()):
            return False
        self.edit.returnPressed.emit()
        return True

    def close_edit(self) -> bool:
        """Esc: give the typing up; False when nothing is typed here."""
        if self.edit is None:
            return False
        self._close_edit()
        self.focus_first()
        return True

    def _close_edit(self) -> None:
        if self.edit is not None:
            self._show_buttons()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        elif event.type() == QEvent.Type.KeyPress and watched is self.edit and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                return self.close_edit()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.edit.returnPressed.emit()
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.reached.emit()
        super().mousePressEvent(event)
