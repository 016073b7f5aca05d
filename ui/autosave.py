"""Saves a form's draft a moment after the last keystroke, and at once when asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from jamsos_desktop.problems import Problem

QUIET_MS = 800


class Autosave(QObject):
    """Signals: saved(), failed(Problem). After failed the draft stays dirty and is tried again."""

    saved = Signal()
    failed = Signal(object)

    def __init__(self, save: Callable[[], object], parent: QObject | None = None, quiet_ms: int = QUIET_MS) -> None:
        super().__init__(parent)
        self._save = save
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(quiet_ms)
        self._timer.timeout.connect(self.flush)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not yet kept."""
        return self._dirty

    def touch(self) -> None:
        """Something was typed: save when the keyboard has been quiet for a moment."""
        self._dirty = True
        self._timer.start()

    def forget(self) -> None:
        """The record itself was saved or left: there is nothing to keep any more."""
        self._dirty = False
        self._timer.stop()

    def flush(self) -> bool:
        """Save now if anything changed; True when nothing is left unsaved."""
        self._timer.stop()
        if not self._dirty:
            return True
        try:
            self._save()
        except Problem as problem:
            self.failed.emit(problem)
            self._timer.start()
            return False
        self._dirty = False
        self.saved.emit()
        return True
