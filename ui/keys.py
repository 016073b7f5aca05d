"""The function keys and the second key of each, for laptops whose function keys need Fn held down.

One table for every window: pages, wizard, lock page, dialogs, grids. Whatever answers a function key is made by
``bind`` or asks ``pressed``, so the second key works wherever the first one does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

SECOND: dict[str, str] = {
    "F1": "Ctrl+H", "F2": "Ctrl+T", "F3": "Ctrl+F", "F5": "Ctrl+R", "F6": "Ctrl+G", "Shift+F6": "Ctrl+Shift+G",
    "F8": "Ctrl+J", "Shift+F8": "Ctrl+Shift+J", "F10": "Ctrl+Enter",
}
ENTERS = ("Ctrl+Return", "Ctrl+Enter")  # the big key and the one beside the digits
WINDOW, INSIDE = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
_FIRST = {second: first for first, second in SECOND.items()}
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


def ways(key: str) -> tuple[str, ...]:
    """Every key that does what ``key`` does, itself first: ("F8", "Ctrl+J"); either of a pair may be asked for."""
    pair = (key, SECOND[key]) if key in SECOND else (key, _FIRST[key]) if key in _FIRST else (key,)
    return tuple(one for name in pair for one in (ENTERS if name in ("Ctrl+Enter", "Ctrl+Return") else (name,)))


def other(key: str) -> str:
    """The key that can be pressed instead, "" where there is none: "Ctrl+J" of "F8", "F8" of "Ctrl+J"."""
    return SECOND.get(key, _FIRST.get(key, ""))


def bind(where: QObject, key: str, act: Callable[[], object],
         context: Qt.ShortcutContext = WINDOW) -> QShortcut:
    """A key of the keyboard and its second key; ``INSIDE``: only while the keyboard stands within ``where``."""
    shortcut = QShortcut(where)
    shortcut.setKeys([QKeySequence(one) for one in ways(key)])
    shortcut.setContext(context)
    shortcut.activated.connect(act)
    return shortcut


def pressed(event: QKeyEvent, key: str) -> bool:
    """Whether this is that key or its second one; for widgets that answer keys themselves."""
    held = event.modifiers() & _MODIFIERS
    return any(held == combination.keyboardModifiers() and event.key() == combination.key()
               for combination in (QKeySequence(one)[0] for one in ways(key)))


def edit_too(view: QAbstractItemView) -> QShortcut:
    """A grid that is typed in opens its cell by F2 of itself; this is the second key of it."""
    shortcut = QShortcut(QKeySequence(SECOND["F2"]), view)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(lambda: view.edit(view.currentIndex()))
    return shortcut


def tab_here(place: QWidget, made: Sequence[QWidget]) -> None:
    """Tab comes to what was just made inside ``place`` where ``place`` stands, not at the end of the window."""
    before = place.previousInFocusChain()
    while before is not place and (before in made or not before.focusPolicy() & Qt.FocusPolicy.TabFocus):
        before = before.previousInFocusChain()
    for first, second in pairwise([before, *made]):
        QWidget.setTabOrder(first, second)
