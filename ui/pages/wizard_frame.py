"""The frame of a set-up window: steps at the left, question and step in the middle, buttons and keys below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.keys import bind
from ui.pages.wizard_steps import steps_panel
from ui.widgets import Button, FitLabel, KeyBar, Label

LATE_MS = 60  # the first frame has been painted
ROOMY = 640  # px of height in which the first step fits whole


class WizardFrame(QMainWindow):
    """Subclasses answer ``page(at)``, ``forward``, ``back``, ``problem`` and ``refresh``.

    ``_made``: the desk exists; ``_ended``: its recovery sheet is in the cupboard. ``chapter``, ``mode``: what F1 opens.
    """

    _made = _ended = False
    chapter, mode = "memulai", "desa"

    def __init__(self, title: str, steps: Sequence[str], note: str) -> None:
        super().__init__()
        self._steps, self._at = tuple(steps), 0
        self.setWindowTitle(title)
        self._build(note)
        self._add_keys()
        self.setMinimumSize(880, 430)
        self.resize(1366, 698)

    # What a set-up answers.

    def page(self, at: int) -> Any:
        """The widget of a step: ``title``, ``sub``, ``keys``, ``ready``, ``start()``."""
        raise NotImplementedError

    def forward(self) -> None:
        """Lanjut: the next step when this one is complete."""
        raise NotImplementedError

    def back(self) -> None:
        """Kembali: what was typed stays."""
        raise NotImplementedError

    def problem(self, step: int) -> None:
        """F8: the next field that needs something."""

    def blocker(self) -> None:
        """Lanjut on a step that is not complete: what it still waits for."""
        self.problem(1)

    def help(self) -> None:
        """F1: the chapter of this set-up."""
        from ui.guide_window import show_guide

        show_guide(self, self.chapter, self.mode)

    def refresh(self) -> None:
        """Buttons and words after a change."""
        page = self.page(self._at)
        self._title.setText(page.title)
        self._sub.setText(page.sub)
        self.next_button.setEnabled(page.ready)

    # Frame.

    def _build(self, note: str) -> None:
        root = QWidget(self)
        self.setCentralWidget(root)  # from the outside in: Qt dresses anew whatever moves into something else
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        panel, self._list = steps_panel(self._steps, root)
        row.addWidget(panel)
        row.addWidget(self._main(note, root), 1)
        column.addLayout(row, 1)
        self.keybar = KeyBar(root)
        self.keybar.right.addWidget(Label("Langkah persiapan, sekitar 5 menit", "caption", wrap=False))
        column.addWidget(self.keybar)

    def _main(self, note: str, root: QWidget) -> QWidget:
        main = QWidget(root, objectName="surface")
        main.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(32, 22, 32, 0)
        head.setSpacing(1)
        self._count, self._title, self._sub = Label("", "caption"), Label("", "title"), Label("", "soft", wrap=True)
        for words in (self._count, self._title, self._sub):
            head.addWidget(words)
        column.addLayout(head)
        self._column, self._scrolls = column, False
        self.stack = QStackedWidget(main)
        column.addWidget(self.stack, 1)
        column.addWidget(self._foot(note, main))
        return main

    def _foot(self, note: str, main: QWidget) -> QFrame:
        foot = QFrame(main, objectName="foot")
        foot.setFixedHeight(64)
        row = QHBoxLayout(foot)
        row.setContentsMargins(32, 0, 32, 0)
        row.setSpacing(10)
        leave = Button("K&eluar", "flat")
        leave.clicked.connect(self.close)
        self._note = FitLabel(note, f"{note.partition('. ')[0].rstrip('.')}." if note else "")
        self.back_button = Button("&Kembali", icon="arrow-left")
        self.back_button.clicked.connect(self.back)
        self.next_button = Button("&Lanjut", "primary", "arrow-right", icon_after=True)
        self.next_button.clicked.connect(self.forward)
        row.addWidget(leave)
        row.addWidget(self._note)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        return foot

    def _add_keys(self) -> None:
        for key, action in (("Ctrl+Enter", self.forward), ("F1", self.help), ("F8", lambda: self.problem(1)),
                            ("Shift+F8", lambda: self.problem(-1))):
            bind(self, key, action)
        QTimer.singleShot(LATE_MS, self, self._help_in_sheets)

    def _help_in_sheets(self) -> None:
        """F1 in a window over this one; none is there in the first frame."""
        from ui.dialog_help import DialogHelp

        DialogHelp(self, lambda: (self.chapter, self.mode))

    @property
    def step(self) -> int:
        return self._at

    def show_step(self, at: int) -> None:
        """Show a step and put the cursor where work begins."""
        page = self.page(at)
        self._at = at
        if at:
            self._let_scroll()
        self.stack.setCurrentWidget(page)
        self._list.set_step(at)
        self._count.setText(f"Langkah {at + 1} dari {len(self._steps)}")
        self.keybar.set_keys(page.keys)
        self.entering(at)
        self.refresh()
        page.start()

    def _let_scroll(self) -> None:
        """From now on a step that needs more room scrolls; the first frame of a window that has it does without."""
        if self._scrolls:
            return
        from ui.widgets.page_host import PageHost

        self._scrolls, focus = True, self.focusWidget()
        place = self._column.indexOf(self.stack)
        self._column.removeWidget(self.stack)
        host = PageHost(self.stack)
        self._column.insertWidget(place, host, 1)
        for widget in (host, self.stack):
            widget.show()  # at once: the layout would only with the next turn of events, and Tab would pass it by
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().height() < theme.px(ROOMY):
            self._let_scroll()
        super().resizeEvent(event)

    def entering(self, at: int) -> None:
        """A step is about to be shown."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._made and not self._ended:
            from ui import ask

            sure = ask.confirm(self, "Tutup tanpa lembar pemulihan?", "Tutup saja",
                               "Lembar yang sudah dicetak belum berlaku. Data tetap terbuka dengan PIN. Lembar baru "
                               "dibuat di Pengaturan.", keep="Kembali ke lembar", danger=True)
            if not sure:
                event.ignore()
                return
        event.accept()
