"""Buttons for what whoever works here may not do: off, and their tool tip says who may.

A page names them in ``Page.needs``. The core refuses all the same; here the reason is told before somebody types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from jamsos_desktop.model.rights import Right, refusal

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell


class _Off(QObject):
    """Keeps a button off, whatever its page thinks of it."""

    def __init__(self, button: QAbstractButton, why: str) -> None:
        super().__init__(button)
        button.setEnabled(False)
        button.setToolTip(why)
        button.setAccessibleDescription(why)
        self._why = why
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractButton):
            if event.type() == QEvent.Type.EnabledChange and watched.isEnabled():
                watched.setEnabled(False)
            elif event.type() == QEvent.Type.ToolTipChange and watched.toolTip() != self._why:
                watched.setToolTip(self._why)
        return super().eventFilter(watched, event)


def guard(page: QWidget, needs: Mapping[str, Right], desk: Desk) -> None:
    """Turn off the buttons (dotted names within the page) that need a right whoever works here has not.

    A desk that moved away says so on its pages already; its buttons stay theirs.
    """
    for name, right in needs.items():
        if not desk.role.may(right):
            _Off(attrgetter(name)(page), desk.why_not(right))


def turn_off(buttons: Iterable[QAbstractButton], right: Right, desk: Desk) -> None:
    """The same for buttons made anew with what they are about."""
    if not desk.role.may(right):
        for button in buttons:
            _Off(button, desk.why_not(right))


def refused(shell: Shell, right: Right) -> bool:
    """Before a window asks for much: whether whoever works here may not do it; says so then."""
    if shell.desk.role.may(right):
        return False
    shell.problem(refusal(right, shell.desk.mode))
    return True
