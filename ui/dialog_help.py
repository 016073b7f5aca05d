"""F1 in the windows over a window: the guide at the chapter of what lies underneath, with what is not confirmed there.

A sheet is no page of the shell, and none of its keys reach one. So each gets the key when the keyboard first comes to
it, whatever kind it is. Those that answer F1 themselves say so by ``answers_f1``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui import keys

MARK = "f1"  # the property of a window that has the key


class DialogHelp(QObject):
    """``place()``: the chapter, and whose guide ("desa", "dpmd")."""

    def __init__(self, window: QWidget, place: Callable[[], tuple[str, str]]) -> None:
        super().__init__(window)
        self._window, self._place = window, place
        QApplication.instance().focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        over = now.window() if now is not None else None
        if isinstance(over, QDialog) and not over.property(MARK) and self._mine(over):
            over.setProperty(MARK, True)
            if not getattr(over, "answers_f1", False):
                keys.bind(over, "F1", lambda: self._show(over))

    def _mine(self, over: QWidget) -> bool:
        """Whether it came from this window, or from nobody while this one is seen."""
        above = over.parent()
        while above is not None and above is not self._window:
            above = above.parent()
        return above is self._window or (over.parent() is None and self._window.isVisible())

    def _show(self, over: QDialog) -> None:
        from ui.guide_view import doubts_html
        from ui.guide_window import show_guide
        from ui.widgets.unsure import doubts_on

        chapter, mode = self._place()
        show_guide(over, getattr(over, "help", "") or chapter, mode, doubts_html(doubts_on(over)))
