"""The controls inside a field row: a line with state icon and counter, a date, a choice.

State is a property QSS knows ("periksa", "salah", "terkunci"); icon and counter are painted inside the
control, so that no state changes its height.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui import theme
from ui.widgets import grouping
from ui.widgets.basic import repolish
from ui.widgets.moves import NO_TAB as NO_TAB
from ui.widgets.moves import PLAIN_KEYS, focus_next_field
from ui.widgets.moves import enter_moves as enter_moves

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QDate
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QFrame, QToolButton

STATE_ICONS = {
    "benar": ("check-circle-fill", "ok"), "periksa": ("exclamation-triangle-fill", "warn"),
    "salah": ("x-octagon-fill", "error"), "terkunci": ("lock-fill", "text_2"),
}


class Edit(QLineEdit):
    """A line of text. ``shape`` rewrites typed text (grouping); ``left`` fires when the field was left."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, digits: int = 0, shape: Callable[[str], str] | None = None,
                 upper: bool = False, prefix: str = "") -> None:
        super().__init__(parent)
        self._digits, self._shape, self._upper, self._prefix = digits, shape, upper, prefix
        self._state, self._count, self._before = "kosong", "", ""
        self._button: QToolButton | None = None
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._recount)
        self._recount("")

    def set_state(self, state: str) -> None:
        """Show a state by border and icon; "terkunci" also stops typing."""
        if state == self._state:
            return
        self._state = state
        self.setReadOnly(state == "terkunci")
        shown = state if state in ("periksa", "salah", "terkunci") else ""
        if (self.property("state") or "") != shown:
            self.setProperty("state", shown)
            repolish(self)
        self._recount(self.text())

    def set_counter(self, digits: int) -> None:
        """Count towards this many digits; 0 shows no counter."""
        self._digits = digits
        self._recount(self.text())

    def set_suggestions(self, words: Sequence[str]) -> None:
        """Offer words while typing; any part of a word matches, capitals do not matter."""
        from PySide6.QtWidgets import QCompleter  # rare classes are touched late: each costs start-up time

        helper = QCompleter(list(words), self)
        helper.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        helper.setFilterMode(Qt.MatchFlag.MatchContains)
        helper.activated.connect(self.typed)
        self.setCompleter(helper)

    def _take_suggestion(self) -> None:
        """Enter with words on offer: the one the arrows stand on is taken, and either way the list goes."""
        popup = self.completer().popup() if self.completer() else None
        if popup is None or not popup.isVisible():
            return
        chosen = popup.currentIndex()
        words = str(chosen.data()) if chosen.isValid() else ""
        popup.hide()
        if words:
            self.setText(words)
            self.typed.emit(words)

    def set_button(self, button: QToolButton) -> None:
        """A small helper at the right edge (the calendar)."""
        self._button = button
        self._recount(self.text())

    def _edited(self, text: str) -> None:
        shaped = self._shape(text) if self._shape else text
        shaped = shaped.upper() if self._upper else shaped
        if shaped != text:
            left = sum(letter.isalnum() for letter in text[: self.cursorPosition()])
            at = grouping.caret_after(shaped, left) if self._shape else self.cursorPosition()
            self.setText(shaped)
            self.setCursorPosition(at)
        self.typed.emit(shaped)

    def _recount(self, text: str) -> None:
        number = sum(letter.isdigit() for letter in text)
        self._count = f"{number}/{self._digits}" if self._digits and text else ""
        right = 4 + (22 if self._state in STATE_ICONS else 0) + (24 if self._button else 0)
        if self._count:
            right += self._caption().horizontalAdvance(self._count) + 6
        left = self._caption().horizontalAdvance(self._prefix) + 8 if self._prefix else 0
        self.setTextMargins(left, 0, right - 4, 0)
        self._place_button()
        self.update()

    def _caption(self):

        return QFontMetrics(theme.font("caption"))

    def _place_button(self) -> None:
        if self._button:
            self._button.setGeometry(self.width() - 30, (self.height() - 24) // 2, 24, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        right = self.width() - (34 if self._button else 10)
        if self._state in STATE_ICONS:
            name, role = STATE_ICONS[self._state]
            painter.drawPixmap(right - 14, (self.height() - 14) // 2, theme.pixmap(name, role, 14))
            right -= 20
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.qcolor("text_2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._count:
            painter.drawText(QRect(0, 0, right, self.height()), middle | Qt.AlignmentFlag.AlignRight, self._count)
        if self._prefix:
            painter.setFont(self.font())
            painter.drawText(QRect(10, 0, 60, self.height()), middle, self._prefix)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in PLAIN_KEYS:
            self._take_suggestion()
            focus_next_field(self)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.end(False)  # sent here by F8 or a page: typing goes on where the value ends

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.setCursorPosition(0)  # a long value is read from its beginning
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class DateEdit(Edit):
    """dd/mm/yyyy typed, with a calendar for those who would rather point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, shape=self._as_date)
        self.setPlaceholderText("hh/bb/tttt")
        from PySide6.QtWidgets import QToolButton

        button = QToolButton(self, objectName="calendar")
        button.setIcon(theme.icon("calendar-event", "text_2", 14))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setToolTip("Pilih dari kalender (Alt+panah bawah)")
        button.setAccessibleName("Pilih dari kalender")
        button.clicked.connect(self.open_calendar)
        self._popup: QFrame | None = None
        self.set_button(button)

    def _as_date(self, text: str) -> str:
        shorter = len(text) < len(self._before)
        self._before = text if shorter else grouping.as_date(text)
        return self._before

    def setText(self, text: str) -> None:
        super().setText(text)
        self._before = text

    def open_calendar(self) -> None:
        """Show the calendar below the field, at the typed date or today."""
        from PySide6.QtCore import QDate, QLocale
        from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout

        if self.isReadOnly():
            return
        self._popup = QFrame(self, Qt.WindowType.Popup)
        column = QVBoxLayout(self._popup)
        column.setContentsMargins(0, 0, 0, 0)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("id_ID"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if known := grouping.date_of(self.text()):
            calendar.setSelectedDate(QDate(known.year, known.month, known.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        column.addWidget(calendar)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        self._popup.close()
        self.setText(f"{day.day():02}/{day.month():02}/{day.year():04}")
        self.typed.emit(self.text())
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def value(self) -> date | None:
        """The date, once it is whole and in the calendar."""
        return grouping.date_of(self.text())


class Combo(QComboBox):
    """A choice by code. A text that is no code is kept and shown as typed, never dropped."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, choices: Mapping[str, str] | None = None) -> None:
        super().__init__(parent)
        self._state = "kosong"
        theme.write_pictures()
        self.setPlaceholderText("Pilih")
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_choices(choices or {})
        self.activated.connect(lambda _: self.typed.emit(self.text()))

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Replace the list, keeping what is chosen."""
        kept = self.text()
        self.clear()
        for code, label in choices.items():
            self.addItem(label, code)
        self.set_text(kept)

    def text(self) -> str:
        """The chosen code, "" when nothing is chosen."""
        return str(self.currentData() or "")

    def set_text(self, code: str) -> None:
        """Choose a code; an unknown one becomes an entry of its own."""
        at = self.findData(code)
        if at < 0 and code:
            self.addItem(code, code)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def set_state(self, state: str) -> None:
        """Show a state; "terkunci" cannot be opened, others than QSS knows look like none."""
        if state == self._state:
            return
        self._state = state
        self.setEnabled(state != "terkunci")
        self.setProperty("state", state if state in ("periksa", "salah", "terkunci") else "")
        repolish(self)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._state in ("periksa", "salah", "terkunci"):
            name, role = STATE_ICONS[self._state]
            QPainter(self).drawPixmap(self.width() - 44, (self.height() - 14) // 2, theme.pixmap(name, role, 14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in PLAIN_KEYS:
            focus_next_field(self)
            event.accept()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(self.findData(""))
            self.typed.emit("")
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel over a form scrolls the form, it never changes a value

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
