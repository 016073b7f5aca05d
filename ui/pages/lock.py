"""The lock page: six digits, shown as dots; says plainly what a wrong PIN does and does not do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.problems import Problem
from ui import theme
from ui.widgets import IconLabel, KeyBar, Label, Message

DIGITS = 6


class PinBoxes(QWidget):
    """Six painted boxes over one hidden line; ``filled(text)`` when the sixth digit is typed."""

    filled = Signal(str)
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setMaxLength(DIGITS)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self._line.setAccessibleName("PIN, 6 angka")
        self._line.setGeometry(0, 0, 1, 1)
        self._line.setStyleSheet("border: 0; background: transparent; color: transparent; min-height: 0; padding: 0;")
        self._line.textEdited.connect(self._edited)
        self._line.installEventFilter(self)
        self._wrong = False
        self.setFocusProxy(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._line.text()

    def clear(self, wrong: bool = False) -> None:
        """Empty again; ``wrong`` shows the boxes in the colour of an error."""
        self._line.clear()
        self._wrong = wrong
        self.update()

    def _edited(self, text: str) -> None:
        only = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
        if only != text:
            self._line.setText(only)
        self._wrong = False
        self.update()
        self.typed.emit()
        if len(only) == DIGITS:
            self.filled.emit(only)

    def sizeHint(self) -> QSize:
        return QSize(DIGITS * 52 - 8, 52)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus()

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self._line and event.type() in (event.Type.FocusIn, event.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        many = len(self._line.text())
        for at in range(DIGITS):
            here = self._line.hasFocus() and at == min(many, DIGITS - 1)
            role, wide = ("error", 2) if self._wrong else ("accent", 2) if here else ("border_input", 1)
            painter.setPen(QPen(theme.qcolor(role), wide))
            painter.setBrush(theme.qcolor("surface"))
            box = QRectF(at * 52 + 1, 1, 42, 50)
            painter.drawRoundedRect(box, 4, 4)
            if at < many:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.qcolor("text"))
                painter.drawEllipse(box.center(), 5, 5)


class LockPage(QWidget):
    """Asks the PIN and hands it to ``unlock``; a Problem of it is shown as a sentence, else ``opened``."""

    opened = Signal()

    def __init__(self, unlock: Callable[[str], object], place: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._unlock = unlock
        column = QVBoxLayout(self)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel("house-check-fill", "accent", 44), 0, middle)
        column.addSpacing(6)
        column.addWidget(Label("Jamsos Desa", "title"), 0, middle)
        self.place = Label(place, "soft")
        column.addWidget(self.place, 0, middle)
        column.addSpacing(18)
        column.addWidget(Label("Ketik PIN 6 angka", "label"), 0, middle)
        column.addSpacing(4)
        self.pin = PinBoxes()
        self.pin.filled.connect(self._try)
        self.pin.typed.connect(lambda: self.message.set(""))
        column.addWidget(self.pin, 0, middle)
        column.addSpacing(8)
        self.message = Message(3)
        self.message.setFixedWidth(theme.px(360))
        column.addWidget(self.message, 0, middle)
        column.addWidget(Label("Salah PIN tidak menghapus data.", "note"), 0, middle)
        column.addStretch(3)

    def _try(self, pin: str) -> None:
        self.pin.setEnabled(False)
        self.pin.repaint()
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        problem: Problem | None = None
        try:
            self._unlock(pin)
        except Problem as found:
            problem = found
        finally:
            QApplication.restoreOverrideCursor()
            self.pin.setEnabled(True)
        if problem is None:
            self.opened.emit()
            return
        self.pin.clear(wrong=True)
        self.message.set(str(problem), "x-octagon-fill", "error")
        self.pin.setFocus()


class LockWindow(QMainWindow):
    """The lock page as a window, for the start of the program and after Ctrl+L."""

    opened = Signal()

    def __init__(self, unlock: Callable[[str], object], place: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Jamsos Desa")
        self.page = LockPage(unlock, place)
        self.page.opened.connect(self.opened)
        keys = KeyBar()
        keys.set_keys([("0–9", "Ketik PIN"), ("Esc", "Kosongkan")])
        keys.right.addWidget(Label("Data peserta disimpan dalam keadaan terkunci", "caption", wrap=False))
        root = QWidget()
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(keys)
        self.setCentralWidget(root)
        self.setMinimumSize(640, 480)
        self.resize(1366, 698)
        QTimer.singleShot(0, self.page.pin, self.page.pin.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.page.pin.clear()
            self.page.message.set("")
        else:
            super().keyPressEvent(event)


