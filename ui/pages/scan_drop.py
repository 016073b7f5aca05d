"""Where photos are dropped: a frame above the papers, with the button for those who do not drag."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basic import Button, IconLabel, Label

DROP_WORDS = "Seret foto atau PDF ke sini, atau ke baris berkasnya"


def dropped_files(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """The files a drag brings; nothing that is no file here."""
    data = event.mimeData()
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


class TakesFiles(QFrame):
    """Files of the file manager can be let go here; ``_over``: some hang above. Subclasses say ``take_files``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False

    def take_files(self, paths: list[Path]) -> None:
        """These were let go."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()
            self._show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        event.setDropAction(Qt.DropAction.CopyAction)  # the files stay where they are
        event.accept()
        self.take_files(dropped_files(event))

    def _show_over(self, over: bool) -> None:
        self._over = over
        self.update()


class DropZone(TakesFiles):
    """``dropped(paths)``: files were let go here. ``asked()``: the button."""

    dropped = Signal(list)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel("image", "text_2", 20))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(DROP_WORDS, "body", wrap=True))
        words.addWidget(Label("JPG atau PNG sampai 25 MB, PDF sampai 5 MB. Foto dikecilkan otomatis.", "caption"))
        row.addLayout(words, 1)
        self.button = Button("Pindai/ambil dari HP (flashdisk)...", icon="usb-drive", small=True)
        self.button.clicked.connect(self.asked)
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def take_files(self, paths: list[Path]) -> None:
        self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.qcolor("accent" if self._over else "border_input"), 2 if self._over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.qcolor("accent_soft" if self._over else "surface_alt"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
