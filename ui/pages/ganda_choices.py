"""The four decisions with what each does, a note, and the button that saves and goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jamsos_desktop.desk import Choice, PairView
from ui import theme
from ui.widgets import Button, Edit, Label

SAVE, UNDO = "Simpan, pasangan berikut", "Urungkan keputusan"
ASK = "Pilih satu. Kedua desa menerima keputusan ini lewat balasan."
HINT = "Catatan: dasar keputusan, misalnya KK terbaru"


class ChoiceButton(QPushButton):
    """A numbered decision; Space or its digit chooses it, Enter saves."""

    entered = Signal()

    def __init__(self, nomor: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.nomor = nomor
        self.setCheckable(True)
        self.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 6, 6)
        column.setSpacing(3)
        top = QHBoxLayout()
        top.setSpacing(6)
        self._digit = Label(str(nomor), "body", wrap=False)
        self._digit.setProperty("kbd", True)
        self._digit.setFixedWidth(theme.px(20))
        self._digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title, self.effect = Label("", "strong", wrap=True), Label("", "caption", wrap=True)
        top.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        column.addLayout(top)
        column.addWidget(self.effect, 1)
        self.effect.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self._digit, self.title, self.effect):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_choice(self, choice: Choice) -> None:
        """Show what a decision is called and does; one that is not possible is greyed."""
        self.title.setText(choice.judul)
        self.effect.setText(choice.akibat)
        self.effect.set_role("error" if choice.mengakhiri else "caption")
        self.setEnabled(choice.boleh)
        self.setAccessibleName(f"{self.nomor}. {choice.judul}. {choice.akibat}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class NoteEdit(Edit):
    """One line; Enter saves. Its hint leaves the example off where there is no room for it."""

    entered = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self.textMargins()
        whole = self.fontMetrics().horizontalAdvance(HINT) <= self.width() - margins.left() - margins.right() - 10
        self.setPlaceholderText(HINT if whole else HINT.partition(", ")[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ChoicesPanel(QFrame):
    """``saved``: the decision shown is to be written; ``undone``: the one made is to be taken back."""

    saved = Signal()
    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label("Keputusan", "strong"))
        self.words = Label(ASK, "caption", wrap=False)
        head.addWidget(self.words, 1)
        column.addLayout(head)
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons: dict[int, ChoiceButton] = {}
        for nomor in (1, 2, 3, 4):
            button = self.buttons[nomor] = ChoiceButton(nomor, self)
            button.entered.connect(self._act)
            self.group.addButton(button, nomor)
            row.addWidget(button, 1)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(8)
        self.note = NoteEdit()
        self.note.setToolTip(HINT)
        self.note.setAccessibleName("Catatan keputusan")
        self.note.setMaxLength(200)
        self.save = Button(SAVE, "primary")
        self.save.clicked.connect(self._act)
        self.note.entered.connect(self._act)
        below.addWidget(self.note, 1)
        below.addWidget(self.save)
        column.addLayout(below)
        self._decided = self._narrow = False
        self.set_narrow(False)

    def show_view(self, view: PairView) -> None:
        """Nothing is chosen beforehand; a decided pair shows its decision, locked."""
        self._decided = view.row.keputusan > 0
        self.clear()
        for nomor, choice in view.pilihan.items():
            self.buttons[nomor].show_choice(choice)
            self.buttons[nomor].setEnabled(choice.boleh and not self._decided)
        self._fit()
        self.note.setText(view.row.catatan)
        self.note.setReadOnly(self._decided)
        self.save.set_text(UNDO if self._decided else SAVE)
        self.save.set_kind("" if self._decided else "primary")
        self.words.setText(f"Diputuskan {view.row.oleh}." if self._decided else ASK)
        if self._decided:
            self.buttons[view.row.keputusan].setChecked(True)

    def clear(self) -> None:
        """Choose nothing."""
        self.group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self.group.setExclusive(True)

    @property
    def chosen(self) -> int:
        """The decision chosen, 0 when there is none."""
        return max(self.group.checkedId(), 0)

    def choose(self, nomor: int) -> bool:
        """Choose by digit; False where that decision is not possible."""
        if self._decided or not self.buttons[nomor].isEnabled():
            return False
        self.buttons[nomor].setChecked(True)
        return True

    def set_narrow(self, narrow: bool) -> None:
        """Effects take two lines where the buttons are narrow."""
        self._narrow = narrow
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the longest title and effect need at this width; all four alike."""
        inner = self.buttons[1].width() - 14
        lines = theme.px(20)
        if inner > 60:
            beside = theme.px(20) + 6  # the digit
            lines = max(one.title.heightForWidth(inner - beside) for one in self.buttons.values())
            lines += max(one.effect.heightForWidth(inner) for one in self.buttons.values())
        tall = max(theme.px(72 if self._narrow else 56), lines + 18)
        for button in self.buttons.values():
            button.setFixedHeight(tall)

    def _act(self) -> None:
        (self.undone if self._decided else self.saved).emit()
