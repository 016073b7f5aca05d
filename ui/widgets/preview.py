"""PagePreview: a printed page on screen, with boxes outlined in the colour of their state.

The paper stays white in the dark theme. The picture arrives rendered at some scale; while a sharper
one is under way the last good one is shown stretched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStyle, QWidget

from ui import theme

# Fields that are printed in the box of another.
PRINTED_IN = {"dusun": "alamat", "rt": "alamat", "rw": "alamat", "tanpa_hp": "hp", "gelar": "nama",
              "sk_tanggal": "sk_nomor", "keluarga": "keluarga", "sumber_dana": "program", "mulai": "periode_bayar",
              "tanpa_ahli_waris": "keluarga"}
TABLE = "keluarga"  # its cells all bear this key
MOST_LINES = 3  # boxes of one field with a line of their own; more have one around all of them
ZOOMS = (0.5, 0.63, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0)
MARGIN = 10


class _Sheet(QWidget):
    """The page itself inside the scroll area."""

    def __init__(self, owner: PagePreview) -> None:
        super().__init__()
        self._owner = owner
        self.setMouseTracking(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.qcolor("surface_sunken"))
        owner = self._owner
        if owner.image is None:
            return
        page = owner.page_rect()
        painter.fillRect(page, QColor("white"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(page, owner.image)
        painter.setPen(QPen(QColor("#B9C2BE")))
        painter.drawRect(page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        light = theme.tokens()["light"]  # the paper is white in both themes, so its outlines are those of the light one
        for key, role in owner.marks.items():
            painter.setPen(QPen(QColor(light[role]), 1.5))
            for box in owner.outlines(key):
                painter.drawRect(box.adjusted(-1.5, -1.5, 1.5, 1.5))
        painter.setPen(QPen(QColor(light["accent"]), 2))
        for box in owner.boxes_in_hand():
            painter.drawRoundedRect(box.adjusted(-3, -2, 3, 2), 2, 2)

    def mousePressEvent(self, event: QEvent) -> None:
        key = self._owner.key_at(event.position().toPoint())
        if key:
            self._owner.clicked.emit(key)

    def mouseMoveEvent(self, event: QEvent) -> None:
        over = bool(self._owner.key_at(event.position().toPoint()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)


class PagePreview(QScrollArea):
    """Shows a PreviewPage (data BGRX, width, height, stride, pages, boxes in its pixels).

    ``clicked(key)``: a field box was pressed. ``zoomed(scale)``: another size is shown; pixels of one
    point wanted on screen are ``wanted_scale()``, ask a job for that.
    """

    clicked = Signal(str)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.page: Any = None
        self.marks: dict[str, str] = {}
        self.here = ""  # the field in hand
        self._zoom = 0.0  # 0 = as wide as the panel
        self._points = 595.0  # width of the page in points; set by the scale a page was rendered with
        self._sheet = _Sheet(self)
        self.setWidget(self._sheet)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Pratinjau kertas")

    def set_page(self, page: Any, scale: float = 0.0) -> None:
        """Show a page; ``scale`` is the pixels per point it was rendered with (0 = unknown, A4 wide)."""
        shape = QImage.Format.Format_RGB32  # BGRX in memory order
        # copied: the bytes of the job are gone before the next paint
        self.image = QImage(page.data, page.width, page.height, page.stride, shape).copy()
        self.page = page
        self._points = page.width / scale if scale else 595.0
        self._fit()

    def clear(self) -> None:
        """Show nothing."""
        self.image = self.page = None
        self._fit()

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Field key -> colour role ("warn", "error", "accent") of the outline."""
        self.marks = dict(marks)
        self._sheet.update()

    def set_here(self, key: str) -> None:
        """Outline the field in hand; one the paper has no box for is shown where it is printed, or nowhere."""
        if key != self.here:
            self.here = key
            self._sheet.update()
            self.show_key(self.printed_at())

    def printed_at(self) -> str:
        """The box of the field in hand, "" when this page has none."""
        known = {key for key, _ in self.boxes()}
        near = PRINTED_IN.get(self.here.partition(".")[0], "")
        return self.here if self.here in known else near if near in known else ""

    @property
    def zoom(self) -> float:
        """Screen size against paper at 96 dpi: 1.0 = true size."""
        return self._shown_width() / (self._points * 96 / 72)

    def wanted_scale(self) -> float:
        """Pixels per point (times 72/72) a sharp picture needs on this screen."""
        return self._shown_width() * self.devicePixelRatioF() / self._points

    def zoom_in(self) -> None:
        """To the next larger size of ``ZOOMS``."""
        self._set_zoom(next((z for z in ZOOMS if z > self.zoom + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """To the next smaller size of ``ZOOMS``."""
        self._set_zoom(next((z for z in reversed(ZOOMS) if z < self.zoom - 0.01), ZOOMS[0]))

    def fit_width(self) -> None:
        """As wide as the panel, always."""
        self._set_zoom(0.0)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._fit()
        self.zoomed.emit(self.zoom)

    def _shown_width(self) -> float:
        if self._zoom:
            return self._points * 96 / 72 * self._zoom
        # Of the room without any bar, and less the bar where the page is too high for it. Asked of the room that is
        # left just now, a page that fits only beside its own bar would come and go with it for ever.
        room = self.maximumViewportSize()
        wide = room.width() - 2 * MARGIN
        if self.image is not None and self._height(wide) + 2 * MARGIN > room.height():
            wide -= self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        return max(120, wide)

    def _height(self, wide: float) -> int:
        """px of the page where it is so wide."""
        return 0 if self.image is None else int(wide * self.image.height() / self.image.width())

    def page_rect(self) -> QRectF:
        """Where the paper stands in the sheet widget, in its pixels."""
        if self.image is None:
            return QRectF()
        wide = self._shown_width()
        high = wide * self.image.height() / self.image.width()
        left = max(MARGIN, (self._sheet.width() - wide) / 2)
        return QRectF(left, MARGIN, wide, high)

    def boxes(self) -> list[tuple[str, QRectF]]:
        """(key, rectangle in the sheet widget) of every field box of the page."""
        if self.page is None:
            return []
        page = self.page_rect()
        part = page.width() / self.page.width
        return [(box.key, QRectF(page.x() + box.x * part, page.y() + box.y * part, box.w * part, box.h * part))
                for box in self.page.boxes]

    def outlines(self, key: str) -> list[QRectF]:
        """What to draw a line around for a field: its boxes, or a table as a whole."""
        found = [box for one, box in self.boxes() if one == key]
        rows = self._rows() if key == TABLE else found if len(found) > MOST_LINES else []
        whole = QRectF()
        for row in rows:
            whole = whole.united(row)
        return [whole] if not whole.isEmpty() else found

    def boxes_in_hand(self) -> list[QRectF]:
        """The same for the field in hand; of a table the row it is in (``keluarga.1.nik``)."""
        key, parts = self.printed_at(), self.here.split(".")
        if key != TABLE:
            return self.outlines(key) if key else []
        return self._rows()[int(parts[1]):int(parts[1]) + 1] if len(parts) == 3 and parts[1].isdigit() else []

    def _rows(self) -> list[QRectF]:
        """The rows of the table, from its cells; single boxes that bear its key elsewhere are none."""
        rows: dict[int, QRectF] = {}
        for key, box in self.boxes():
            if key == TABLE:
                height = round(box.center().y())
                rows[height] = rows.get(height, QRectF()).united(box)
        return [row for _, row in sorted(rows.items()) if row.width() > self.page_rect().width() / 2]

    def key_at(self, point: QPoint) -> str:
        """The field under a point of the sheet, "" when there is none (the smallest box wins); in a table the name in
        its row."""
        hits = [(box.width() * box.height(), key) for key, box in self.boxes()
                if box.adjusted(-2, -2, 2, 2).contains(point.toPointF())]
        key = min(hits)[1] if hits else ""
        row = next((n for n, box in enumerate(self._rows()) if box.contains(point.toPointF())), None)
        return f"{TABLE}.{row}.nama" if key == TABLE and row is not None else key

    def show_key(self, key: str) -> None:
        """Scroll until the box of a field is visible."""
        for found, box in self.boxes():
            if found == key:
                middle = box.center().toPoint()
                self.ensureVisible(middle.x(), middle.y(), 60, 60)
                return

    def _fit(self) -> None:
        if self.image is None:
            self._sheet.resize(self.viewport().size())
        else:
            wide = self._shown_width()
            size = QSize(int(wide) + 2 * MARGIN, self._height(wide) + 2 * MARGIN)
            self._sheet.resize(size.expandedTo(self.viewport().size()))
        self._sheet.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QEvent) -> None:
        if event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_out()
        else:
            super().keyPressEvent(event)
