"""Enter goes to the next field, from lines of text, choices, tick boxes and radio buttons alike."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

PLAIN_KEYS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
NO_TAB = "noEnter"  # property of controls that Enter jumps over (mends, calendar)
DEED = "enterDeed"  # property of the last field of a form: the button Enter ends at


def focus_next_field(start: QWidget, forward: bool = True) -> None:
    """Enter = next field: the next control of the Tab order that is not a helper button."""
    deed = start.property(DEED) if forward else None
    if isinstance(deed, QWidget):
        deed.setFocus(Qt.FocusReason.TabFocusReason)
        return
    widget = start
    for _ in range(2000):
        widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        if widget is start:
            return
        usable = widget.isVisible() and widget.isEnabled() and not widget.property(NO_TAB)
        if usable and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is start.window() \
                and widget.focusProxy() is None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return


class EnterMoves(QObject):
    """Event filter for tick boxes and radio buttons: Enter goes on like in a line of text."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget) \
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in PLAIN_KEYS:
            focus_next_field(watched)
            return True
        return super().eventFilter(watched, event)


def enter_moves(*widgets: QWidget) -> None:
    """Let Enter go to the next field from these widgets."""
    helper = EnterMoves(QApplication.instance())
    for widget in widgets:
        widget.installEventFilter(helper)
