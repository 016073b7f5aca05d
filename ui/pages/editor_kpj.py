"""The KPJ in the editor: dots until the PIN was given, and then as any other field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton

from jamsos_desktop.model.fields import Field
from ui import theme
from ui.keys import INSIDE, bind
from ui.widgets.field import FieldRow, Mends

TIP = "Lihat nomor KPJ (F2)"


class KpjRow(FieldRow):
    """``wanted``: somebody asks to see the number that is kept. What is typed now is seen while it is typed."""

    wanted = Signal()

    covered = False

    def __init__(self, field: Field) -> None:
        super().__init__(field.label, field.hint, key=field.key, reserve=0)
        self.eye = QToolButton(self.edit, objectName="calendar")
        self.eye.setIcon(theme.icon("eye", "text_2", 14))
        self.eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.setToolTip(TIP)
        self.eye.setAccessibleName(TIP)
        self.eye.clicked.connect(self.wanted)
        self.edit.set_button(self.eye)
        bind(self.edit, "F2", lambda: self.wanted.emit() if self.covered else None, INSIDE)
        self.cover(False)

    def cover(self, covered: bool) -> None:
        """Hide the number behind dots, or show it."""
        self.covered = covered
        self.edit.setEchoMode(QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal)
        self.edit.setReadOnly(covered or self.state == "terkunci")
        self.eye.setVisible(covered)

    def set_state(self, state: str, message: str = "", mends: Mends = (), *, wide: bool = False) -> None:
        super().set_state(state, message, mends, wide=wide)
        self.edit.setReadOnly(self.covered or state == "terkunci")
