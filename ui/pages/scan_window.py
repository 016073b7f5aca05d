"""Scans of papers and of proofs: chosen from files, and looked at in a window of their own.

Nothing of a sealed scan is written outside its folder to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.desk import PreviewPage
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from ui import theme
from ui.widgets.basic import Button, Label

if TYPE_CHECKING:
    from ui.window import Shell

FILTER = "Foto atau PDF (*.jpg *.jpeg *.png *.pdf);;Semua file (*)"
WIDTH, HEIGHT, MARGIN = 860, 620, 40
DOTS = 1.6  # pixels a point: a page as wide as the window
UNREADABLE = Problem("SCAN_TAK_TAMPIL", "Gambar ini tidak bisa ditampilkan.", "File scan-nya tidak diubah.",
                     "Pindai lagi kertasnya, lalu ganti scan ini.")


def pick_scan(parent: QWidget, title: str = "Ambil scan") -> str:
    """The file somebody chooses, "" for none."""
    return QFileDialog.getOpenFileName(parent, title, "", FILTER)[0]


def show_scan(shell: Shell, title: str, name: str, content: Callable[[], bytes],
              page_job: Callable[[int, float], Job[PreviewPage]]) -> None:
    """Show a scan: a picture at once, a PDF (by its ``name``) page by page. Problem SCAN_TAK_TAMPIL."""
    if not name.endswith(".pdf"):
        picture = QPixmap()
        if not picture.loadFromData(content()):
            raise Problem(*UNREADABLE.args)
        ScanWindow(shell, title).show_picture(picture).exec()
        return
    window = ScanWindow(shell, title, lambda page: turn(page))

    def shown(made: PreviewPage) -> None:
        if window.left:
            return
        image = QImage(made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB32).copy()
        window.show_picture(QPixmap.fromImage(image), made.page, made.pages)
        if not window.isVisible():
            window.open()

    def turn(page: int) -> None:
        shell.run(lambda: page_job(page, DOTS * theme.px(1000) / 1000), shown)

    turn(0)


class ScanWindow(QDialog):
    """One scan as wide as the window; arrows of a scroll bar move it, buttons turn the pages of a PDF."""

    def __init__(self, parent: Shell, title: str, turn: Callable[[int], None] = lambda page: None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Scan {title}")
        room = parent.size()
        self.resize(min(theme.px(WIDTH), room.width() - 24), min(theme.px(HEIGHT), room.height() - 24))
        self._page, self._pages = 0, 1
        self.left = False  # a page drawn too late does not bring the window back
        self.finished.connect(self._leave)
        column = QVBoxLayout(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(f"Scan {title}")
        self._scroll.setWidget(self.picture)
        column.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        self.before, self.after = Button("Halaman sebelumnya"), Button("Halaman berikutnya")
        self.before.clicked.connect(lambda: turn(self._page - 1))
        self.after.clicked.connect(lambda: turn(self._page + 1))
        self.word = Label("", "caption", wrap=False)
        close = Button("Tutup", "primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        for widget in (self.before, self.after, self.word):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)

    def _leave(self) -> None:
        """Nothing of a scan stays in memory once it was looked at."""
        self.left = True
        self.deleteLater()

    def show_picture(self, picture: QPixmap, page: int = 0, pages: int = 1) -> ScanWindow:
        """Show this picture, page ``page`` (from 0) of ``pages``."""
        self._page, self._pages = page, pages
        wide = self.width() - MARGIN
        if picture.width() > wide:
            picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        self.picture.setPixmap(picture)
        for button in (self.before, self.after):
            button.setVisible(pages > 1)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < pages - 1)
        self.word.setText(f"Halaman {page + 1} dari {pages}" if pages > 1 else "")
        return self
