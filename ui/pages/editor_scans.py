"""Scans of the papers of the person in the editor: taken from a file, looked at, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout

from jamsos_desktop.desk import Desk, PreviewPage
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui import ask, theme
from ui.widgets.basic import Button, Label

from .editor_live import EditorLive

if TYPE_CHECKING:
    from ui.window import Shell

FILTER = "Foto atau PDF (*.jpg *.jpeg *.png *.pdf);;Semua file (*)"
WIDTH, HEIGHT, MARGIN = 860, 620, 40
DOTS = 1.6  # pixels a point: a page as wide as the window
UNREADABLE = Problem("SCAN_TAK_TAMPIL", "Gambar ini tidak bisa ditampilkan.", "File scan-nya tidak diubah.",
                     "Pindai lagi kertasnya, lalu ganti scan ini.")


class EditorScans(QObject):
    """Answers the scan buttons of the papers; they act at once, like a print, not with the next save."""

    def __init__(self, desk: Desk, shell: Shell, live: EditorLive) -> None:
        super().__init__(live)
        self._desk, self._shell, self._live = desk, shell, live
        self._papers = live.form.papers
        self._papers.scan_asked.connect(self._asked)

    def _asked(self, kode: str, act: str) -> None:
        doing: dict[str, Callable[[str], None]] = {"ambil": self._pick, "lihat": self.look, "hapus": self.remove}
        try:
            doing[act](kode)
        except Problem as problem:
            self._shell.problem(problem)

    @property
    def _uid(self) -> str:
        session = self._live.session
        if session is None or session.new:
            raise Problem("BELUM_DISIMPAN", "Orang ini belum disimpan.", TIDAK_BERUBAH,
                          "Simpan dulu dengan F10, lalu buka lagi dan ambil scan-nya.")
        return session.base.uid

    def _pick(self, kode: str) -> None:
        uid = self._uid
        name, _ = QFileDialog.getOpenFileName(self._shell, "Ambil scan", "", FILTER)
        if name and uid == self._uid:
            self.attach(kode, Path(name))

    def attach(self, kode: str, path: Path) -> None:
        """Keep a file as the scan; a paper that has one is there, so one not ticked yet is ticked."""
        self._desk.attach_scan(self._uid, kode, path)
        self._show(kode)
        row = self._papers.rows[kode]
        if not row.state:
            row.choose("ada")
        self._shell.toast(f"Scan {row.name.text()} tersimpan di laptop ini.")

    def remove(self, kode: str) -> None:
        """Remove a scan, after a question."""
        name = self._papers.rows[kode].name.text()
        if ask.confirm(self._shell, f"Hapus scan {name}?", "Hapus scan", "Centang berkasnya tetap.", danger=True):
            self._desk.drop_scan(self._uid, kode)
            self._show(kode)

    def _show(self, kode: str) -> None:
        self._papers.set_scans(self._desk.scans(self._uid))
        self._live.judge()
        row = self._papers.rows[kode]
        (row.look if row.has_scan else row.take).setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self, kode: str) -> None:
        """Show a scan in a window of its own; nothing is written outside the sealed folder."""
        uid, title = self._uid, self._papers.rows[kode].name.text()
        if not self._desk.scans(uid)[kode].nama.endswith(".pdf"):
            picture = QPixmap()
            if not picture.loadFromData(self._desk.scan(uid, kode)):
                raise Problem(*UNREADABLE.args)
            ScanWindow(self._shell, title).show_picture(picture).exec()
            return
        window = ScanWindow(self._shell, title, lambda page: self._page(window, uid, kode, page))
        self._page(window, uid, kode, 0)

    def _page(self, window: ScanWindow, uid: str, kode: str, page: int) -> None:
        def shown(made: PreviewPage) -> None:
            image = QImage(made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB32).copy()
            window.show_picture(QPixmap.fromImage(image), made.page, made.pages)
            if not window.isVisible():
                window.open()

        self._shell.run(lambda: self._desk.scan_page_job(uid, kode, page, DOTS * theme.px(1000) / 1000), shown)


class ScanWindow(QDialog):
    """One scan as wide as the window; arrows of a scroll bar move it, buttons turn the pages of a PDF."""

    def __init__(self, parent: Shell, title: str, turn: Callable[[int], None] = lambda page: None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Scan {title}")
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))
        self._page, self._pages = 0, 1
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

    def show_picture(self, picture: QPixmap, page: int = 0, pages: int = 1) -> ScanWindow:
        """Show this picture, page ``page`` (from 0) of ``pages``."""
        self._page, self._pages = page, pages
        wide = theme.px(WIDTH - MARGIN)
        if picture.width() > wide:
            picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        self.picture.setPixmap(picture)
        for button in (self.before, self.after):
            button.setVisible(pages > 1)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < pages - 1)
        self.word.setText(f"Halaman {page + 1} dari {pages}" if pages > 1 else "")
        return self
