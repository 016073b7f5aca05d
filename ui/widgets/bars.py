"""Strips: notes that stay, short messages, progress, steps, empty states."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.jobs import Progress
from ui import theme
from ui.widgets.basic import Button, Card, IconLabel, Label, LinkButton, repolish
from ui.worker import Worker, time_left

NOTE_ICONS = {"ok": "check-circle-fill", "info": "info-circle-fill", "warn": "exclamation-triangle-fill",
              "error": "x-octagon-fill", "neutral": "info-circle"}
TOAST_MS = 8000


class NoteStrip(QFrame):
    """A soft strip that stays: ``role`` ok, info, warn, error or neutral, words, and an optional button."""

    def __init__(self, role: str = "info", text: str = "", button: Button | None = None, parent: QWidget | None = None,
                 ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self._icon = IconLabel("info-circle-fill", "info", 16)
        self.words = Label(text, "body", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.button = button
        if button is not None:
            row.addWidget(button)
        self.set(role, text)

    def set(self, role: str, text: str, icon: str = "") -> None:
        """Say something else."""
        self.words.setText(text)
        self._icon.set_icon(icon or NOTE_ICONS[role], role)
        self.setAccessibleName(text)
        if self.property("note") != role:
            self.setProperty("note", role)
            repolish(self)


class Toast(QFrame):
    """Bottom right, 8 seconds, one at a time; waits while the mouse or the focus is on it."""

    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, objectName="toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(10)
        self._words = Label("", "body")
        self._undo = LinkButton("Urungkan")
        self._left = Label("", "caption", wrap=False)
        row.addWidget(IconLabel("check-circle-fill", "ok", 16))
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._left)
        self._action: Callable[[], object] | None = None
        self.clear_of: Callable[[], QWidget | None] = lambda: None  # what must stay in reach while it shows
        self._undo.clicked.connect(self._undone)
        self._rest = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def show_text(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say it; ``undo`` adds "Urungkan"."""
        self._action, self._rest = undo, TOAST_MS // 1000
        self._words.setText(text)
        self._undo.setVisible(undo is not None)
        self._left.setText(f"{self._rest} dtk")
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    @property
    def undoable(self) -> bool:
        """Whether Ctrl+Z takes back what it tells."""
        return self.isVisible() and self._action is not None

    def undo_now(self) -> bool:
        """Ctrl+Z while the toast is shown."""
        if not self.undoable:
            return False
        self._undone()
        return True

    def _undone(self) -> None:
        action, self._action = self._action, None
        self.dismiss()
        if action:
            action()

    def dismiss(self) -> None:
        """Take the message away now; ``gone`` says so."""
        self._timer.stop()
        self.hide()
        self.gone.emit()

    def _tick(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            return
        self._rest -= 1
        self._left.setText(f"{self._rest} dtk")
        if self._rest <= 0:
            self.dismiss()

    def _place(self) -> None:
        self.adjustSize()
        area = self.parentWidget()
        self.setFixedWidth(min(max(self.sizeHint().width(), 320), area.width() - 32))
        below, kept = area.height() - theme.px(28), self.clear_of()
        if kept is not None and kept.isVisible():
            below = min(below, kept.mapTo(area, QPoint(0, 0)).y())
        self.move(area.width() - self.width() - 16, below - self.height() - 12)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


class ProgressStrip(Card):
    """A running job in the page: what, how far, time left, what stays when it is cancelled, Batalkan.

    ``run(worker)`` follows a worker until it ends. ``right`` takes more buttons. Esc belongs to the page:
    let ``Page.back`` call ``cancel()``.
    """

    cancelled = Signal()

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None, *, cancel: str = "Batalkan",
                 unit: str = "lembar") -> None:
        super().__init__(parent=parent, margins=(14, 10, 14, 10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title, self._unit, self._started, self._worker = title, unit, 0.0, None
        self.title_label, self.note_label = Label(title, "strong"), Label(note, "soft")
        self.percent, self.stays = Label("", "soft"), Label("", "caption")
        self.stays.setMinimumWidth(150)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel_button = Button(cancel, icon="stop-circle")
        self.cancel_button.clicked.connect(self.cancel)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.title_label)
        words.addWidget(self.note_label, 1)
        words.addWidget(self.percent)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(words)
        left.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 4)
        row.addWidget(self.stays, 1)
        row.addWidget(self.cancel_button)
        self.right = QHBoxLayout()
        self.right.setSpacing(8)
        row.addLayout(self.right)
        self.body.addLayout(row)
        self.idle()

    @property
    def running(self) -> bool:
        """Whether a job is being followed."""
        return self._worker is not None and self._worker.isRunning()

    def idle(self, title: str = "", note: str = "") -> None:
        """Nothing runs: say what can be done or what was done."""
        self.title_label.setText(title or self._title)
        self.note_label.setText(note)
        self.percent.setText("")
        self.stays.setText("")
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.cancel_button.setEnabled(False)

    def run(self, worker: Worker, title: str = "", stays: str = "") -> None:
        """Follow a worker; ``stays`` says what remains when it is cancelled."""
        self._worker, self._started = worker, time.monotonic()
        self._title = title or self._title
        self.title_label.setText(self._title)
        self.note_label.setText("")
        self.stays.setText(stays)
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        worker.progressed.connect(self.show_progress)
        worker.ended.connect(self._ended)

    def cancel(self) -> bool:
        """Ask the job to stop; False when nothing runs."""
        if not self.running:
            return False
        self._worker.cancel()
        self.cancel_button.setEnabled(False)
        self.title_label.setText("Membatalkan…")
        self.cancelled.emit()
        return True

    def show_progress(self, progress: Progress) -> None:
        """One report of the job."""
        if self._worker is not None and self._worker.stopping:
            return
        self.bar.setRange(0, max(progress.total, 1))
        self.bar.setValue(progress.done)
        share = progress.done / max(progress.total, 1)
        self.percent.setText(f"{share:.0%}")
        self.title_label.setText(f"{self._title} {self._unit} {progress.done} dari {progress.total}".strip())
        self.note_label.setText(" ".join(part for part in (progress.note, self._rest(share)) if part))

    def _rest(self, share: float) -> str:
        return time_left(share, time.monotonic() - self._started)

    def _ended(self) -> None:
        self.cancel_button.setEnabled(False)
        if self.bar.maximum() == 0:
            self.bar.setRange(0, 1)
        self._worker = None
