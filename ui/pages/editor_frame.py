"""How the editor is laid out: head, sections and problems, form, paper; tabs where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.codes import code_list
from ui import theme
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button, Label
from ui.widgets.moves import DEED

from .editor_form import EditorForm
from .editor_head import EditorHead
from .editor_leaving import LeftStrip
from .editor_preview import PreviewPane
from .editor_reason import ReasonStrip
from .editor_side import ProblemList, SectionList

if TYPE_CHECKING:
    from ui.window import Shell

ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
LEFT_WIDTH, FORM_WIDTH = 178, 566
NARROW_BELOW = 1128  # px of the page at normal letters, without the menu: the paper gets a tab of its own


class GroupBar(QWidget):
    """Which group a new person belongs to; the form follows. It goes once the person is saved.

    One stop of Tab: arrows choose.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label("Kelompok", "label"))
        self.buttons: dict[str, QPushButton] = {}
        for kode, words in code_list("kelompok").items():
            button = Button(words, small=True)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, kode=kode: self.chosen.emit(kode))
            self.buttons[kode] = button
            button.installEventFilter(self)
            row.addWidget(button)
        row.addStretch(1)

    def show_group(self, kelompok: str) -> None:
        """Mark the group in force."""
        for kode, button in self.buttons.items():
            button.setChecked(kode == kelompok)
            reached = Qt.FocusPolicy.StrongFocus if kode == kelompok else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(reached)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows take the group beside the one in force."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        step = ARROWS.get(event.key()) if pressed else None
        if step is None:
            return super().eventFilter(watched, event)
        all_of = list(self.buttons.values())
        at = all_of.index(watched) + step
        if 0 <= at < len(all_of):
            all_of[at].setFocus(Qt.FocusReason.TabFocusReason)
            all_of[at].click()
        return True


class EditorFrame(QWidget):
    """The parts of the page, put together; the page wires them."""

    def __init__(self, desk: Desk, window: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = EditorHead(self)
        column.addWidget(self.head)
        self.body = QHBoxLayout()
        self.body.setContentsMargins(16, 0, 16, 12)
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        self.body.addWidget(self._left())
        self.middle = QWidget(self)  # before the six hundred parts of the form: Qt dresses anew all that moves
        self.form = EditorForm(desk, self.middle)
        self.form.fields["catatan"].edit.setProperty(DEED, self.head.finish)
        self.problems.after = self.sections.last
        self.preview = PreviewPane(desk, window, self)
        self._fill_middle()
        self.body.addWidget(self.middle, 0)
        self.body.addWidget(self.preview, 1)

    def _left(self) -> QScrollArea:
        scroll = QScrollArea(self)
        inner = QWidget(scroll.viewport(), objectName="plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.sections, self.problems = SectionList(inner), ProblemList(inner)
        column.addWidget(self.sections)
        column.addWidget(self.problems)
        column.addStretch(1)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFixedWidth(theme.px(LEFT_WIDTH))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _fill_middle(self) -> None:
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.drop_draft = Button("Buang draf", small=True)
        self.note = NoteStrip("info", "", self.drop_draft)
        self.note.hide()
        self.reason = ReasonStrip()
        self.left = LeftStrip()
        column.addWidget(self.left)
        column.addWidget(self.reason)
        column.addWidget(self.note)
        self.tabs = QWidget()
        row = QHBoxLayout(self.tabs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.tab_buttons = [QPushButton("Isian"), QPushButton("Pratinjau formulir")]
        for number, button in enumerate(self.tab_buttons):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, number=number: self.show_tab(number))
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self.tabs)
        self.groups = GroupBar()
        column.addWidget(self.groups)
        self.form.before = lambda: (self.sections.last, *self.problems.stops(), *self.groups.buttons.values())
        column.addWidget(self.form, 1)

    def show_tab(self, number: int) -> None:
        """Form or paper, where there is no room for both."""
        narrow = not self.tabs.isHidden()
        for at, button in enumerate(self.tab_buttons):
            button.setChecked(at == number)
        self.form.setVisible(not narrow or number == 0)
        self.preview.setVisible(not narrow or number == 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(NARROW_BELOW)
        if narrow == (not self.tabs.isHidden()) and self.middle.property("fitted"):
            return
        self.middle.setProperty("fitted", True)
        self.tabs.setVisible(narrow)
        target = self.middle.layout() if narrow else self.body
        target.addWidget(self.preview, 1)
        self.body.setStretchFactor(self.middle, 1 if narrow else 0)
        self.middle.setMinimumWidth(0 if narrow else theme.px(FORM_WIDTH))
        self.middle.setMaximumWidth(16777215 if narrow else theme.px(FORM_WIDTH))
        self.show_tab(0)
