"""The recovery sheet on screen: the same paper with dots for its words; drawn in a thread, white in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.worker import Cancelled, Worker

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, RecoverySheet

PAPER_POINTS = 148 / 25.4 * 72  # width of A5
SHOWN = 412  # px; the upper part of the sheet, all that is of interest


class SheetPreview(QWidget):
    """``begin`` names the sheet, ``show_keeper`` who is to sign for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self._desk: Desk | None = None
        self._sheet: RecoverySheet | None = None
        self._wanted: str | None = None
        self._worker: Worker | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Pratinjau lembar pemulihan, kata disembunyikan")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SHOWN), theme.px(SHOWN))

    def begin(self, desk: Desk, sheet: RecoverySheet) -> None:
        """Say of which desk and sheet; ``show_keeper`` draws it."""
        self._desk, self._sheet = desk, sheet

    def show_keeper(self, name: str) -> None:
        """Draw anew with another signatory; a picture under way is followed by this one."""
        self._wanted = name
        if self._worker is None:
            self._draw()

    def _draw(self) -> None:
        desk, sheet, name = self._desk, self._sheet, self._wanted
        if desk is None or sheet is None or name is None:
            return
        self._wanted = None
        scale = theme.px(SHOWN) * self.devicePixelRatioF() / PAPER_POINTS
        self._worker = Worker(lambda: desk.recovery_preview_job(sheet, name, scale), self)
        self._worker.ended.connect(self._drawn)
        self._worker.start()

    def _drawn(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.deleteLater()
        try:
            page = worker.result()
        except Cancelled:
            return
        self.image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
        self.update()
        self._draw()

    def stop(self) -> None:
        """The window goes: a thread must not outlive it."""
        self._desk = self._sheet = self._wanted = None
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.cancel()
            worker.wait()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = float(self.width())
        high = wide * self.image.height() / self.image.width() if self.image is not None else wide
        paper = QRectF(0.5, 0.5, wide - 1, min(high, self.height(), wide) - 1)
        painter.fillRect(paper, QColor("white"))
        if self.image is not None:
            painter.setClipRect(paper)
            painter.drawImage(QRectF(0, 0, wide, high), self.image)
            painter.setClipping(False)
        painter.setPen(QPen(QColor("#B9C2BE")))
        painter.drawRect(paper)
