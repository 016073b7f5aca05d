"""What was copied of a person does not stay in the clipboard: a number goes after a minute, and with the lock.

Words and figures of messages stay; only what this program put there itself is looked at.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

STAYS_MS = 60_000
# NIK, KK (16 digits, in groups too), KPJ (11 digits); telephones begin with 0 and payment codes are let be.
_NUMBER = re.compile(r"(?<!\d)(?:\d(?:[ .\-]?\d){15}|[1-9]\d{10})(?!\d)")
# Names by which Windows and KDE are asked not to keep a copy in their own history.
_NOT_KEPT = ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
             "x-kde-passwordManagerHint")


def is_personal(text: str) -> bool:
    """Whether a NIK, a KK or a KPJ is in the text."""
    return _NUMBER.search(text) is not None


class ClipboardGuard(QObject):
    """Watches the clipboard of the program; ``clear`` empties it at once where a number is still in it."""

    def __init__(self, parent: QObject | None = None, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        self._board: QClipboard = QGuiApplication.clipboard()
        self._ours = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stays_ms)
        self._timer.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._changed)

    def _changed(self) -> None:
        ours = self._board.ownsClipboard() or QGuiApplication.focusWindow() is not None  # not every system knows owners
        text = self._board.text() if ours else ""
        if text and text == self._ours:
            return  # put there again below
        self._timer.stop()
        self._ours = text if is_personal(text) else ""
        if self._ours:
            self._mark(text)
            self._timer.start()

    def _mark(self, text: str) -> None:
        """The same text with the wish that no history keeps it."""
        data = QMimeData()
        data.setText(text)
        for name in _NOT_KEPT:
            data.setData(name, b"secret")
        self._board.setMimeData(data)

    def clear(self) -> None:
        """Empty the clipboard if what was copied is still there; anything copied since is left alone."""
        self._timer.stop()
        ours, self._ours = self._ours, ""
        if ours and self._board.text() == ours:
            self._board.clear()
