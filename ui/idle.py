"""When nobody has touched the window for a while: keys, clicks and the wheel count, a running job does not."""

from __future__ import annotations

import time
from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_MS = 5000  # how often the time is compared
TOUCHES = frozenset((QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
                     QEvent.Type.TouchBegin, QEvent.Type.TabletPress))
Moment = tuple[float, float]  # seconds: of a clock nobody can set, and of the wall


def moment() -> Moment:
    """Now. The first clock may stand still while the laptop sleeps, so the second is looked at as well."""
    return time.monotonic(), time.time()


class Idle(QObject):
    """``left()`` once after ``minutes`` without a touch; 0 minutes never. The windows themselves are watched, not
    every widget: what a page does inside costs nothing."""

    left = Signal()

    def __init__(self, parent: QObject, now: Callable[[], Moment] = moment) -> None:
        super().__init__(parent)
        self._now, self._seconds, self._last = now, 0.0, now()
        self._windows: WeakSet[QWindow] = WeakSet()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Count from now on."""
        self._seconds = minutes * 60.0
        self.touch()
        self._watch()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and not self._timer.isActive():
            app.focusWindowChanged.connect(self._watch)
        if minutes:
            self._timer.start()
        else:
            self.stop()

    def stop(self) -> None:
        """Nothing is counted any more."""
        self._seconds = 0.0
        if self._timer.isActive():
            self._timer.stop()
            app = QGuiApplication.instance()
            if isinstance(app, QGuiApplication):
                app.focusWindowChanged.disconnect(self._watch)
        for window in self._windows:
            window.removeEventFilter(self)
        self._windows.clear()

    def touch(self) -> None:
        """Somebody is here."""
        self._last = self._now()

    def look(self) -> None:
        """Compare the time; says ``left`` when it is up."""
        gone = max(now - last for now, last in zip(self._now(), self._last, strict=True))
        if self._seconds and gone >= self._seconds:
            self.stop()
            self.left.emit()

    def _watch(self, *_: object) -> None:
        for window in QGuiApplication.topLevelWindows():
            if window not in self._windows:
                window.installEventFilter(self)
                self._windows.add(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self.touch()
        return False
