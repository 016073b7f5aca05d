"""The foot of the window that makes photos ready: which photo is in hand, how far saving is, and the two ways out."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from jamsos_desktop.jobs import Progress
from ui.widgets.basic import Button, Label


class ScanFoot(QFrame):
    """The window wires the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialogfoot")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        self.before = Button("", "", "chevron-left", tip="Foto sebelumnya (PgUp)")
        self.after = Button("", "", "chevron-right", tip="Foto berikutnya (PgDn)")
        self.count = Label("", "body", wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.hide()
        self.quit = Button("&Batal")
        self.store = Button("&Simpan scan", "primary", tip="F10 atau Ctrl+Enter")
        for widget in (self.before, self.count, self.after):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.bar, self.quit, self.store):
            row.addWidget(widget)

    def show_place(self, at: int, total: int, name: str) -> None:
        """Which of the photos is in hand (from 0)."""
        self.count.setText(f"Foto {at + 1} dari {total}: {name}" if total > 1 else name)
        for button, there in ((self.before, at > 0), (self.after, at + 1 < total)):
            button.setVisible(total > 1)
            button.setEnabled(there)

    def show_uses(self, used: int, free: bool) -> None:
        """How many photos have a paper; ``free``: they may be kept now."""
        self.store.setEnabled(used > 0 and free)
        self.store.set_text(f"&Simpan {used} scan" if used > 1 else "&Simpan scan")

    def working(self) -> None:
        """Saving begins."""
        self.bar.setRange(0, 0)
        self.bar.show()
        self.store.setEnabled(False)

    def told(self, progress: Progress) -> None:
        """How far it is."""
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)
        self.count.setText(progress.note)
