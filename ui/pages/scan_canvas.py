"""A photo with the part of it that is kept: corners and sides drawn with the mouse or moved with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from jamsos_desktop.desk import SCAN_WHOLE, ScanLook
from ui import theme

Corners = tuple[tuple[float, float], ...]
LEAST = 0.04  # of a side that stays at least
STEP, LEAP = 0.005, 0.04  # an arrow, and an arrow with Shift
REACH = 16  # pixels around a handle that take hold of it
MARGIN = 14
# Each handle: its name, the corners whose x and those whose y it moves.
SIDES = {"sisi kiri": ((0, 3), ()), "sisi atas": ((), (0, 1)), "sisi kanan": ((1, 2), ()), "sisi bawah": ((), (2, 3))}
BOXED = {"sudut kiri atas": ((0, 3), (0, 1)), "sudut kanan atas": ((1, 2), (0, 1)),
         "sudut kanan bawah": ((1, 2), (2, 3)), "sudut kiri bawah": ((0, 3), (2, 3))}
FREE = {name: ((number,), (number,)) for number, name in enumerate(BOXED)}
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class ScanCanvas(QWidget):
    """``changed()``: the corners were moved. ``taken(str)``: another handle is in hand."""

    changed = Signal()
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.setMouseTracking(True)
        self.setAccessibleName("Potongan foto")
        self.corners: Corners = SCAN_WHOLE
        self.free, self.fixed = False, False
        self._image: QImage | None = None
        self._hand, self._dragging = "sisi kiri", False

    # -- what is shown ------------------------------------------------------------------------------

    def show_look(self, made: ScanLook) -> None:
        """Draw this picture."""
        self._image = QImage(made.data, made.width, made.height, made.width * 4, QImage.Format.Format_RGB32).copy()
        self.update()

    def clear(self) -> None:
        """Nothing to draw yet."""
        self._image = None
        self.update()

    def set_corners(self, corners: Corners, free: bool, fixed: bool = False) -> None:
        """The part kept. ``free``: each corner for itself; ``fixed``: nothing can be cut (a PDF)."""
        self.corners, self.free, self.fixed = corners, free, fixed
        if self._hand not in self.handles():
            self.take(next(iter(self.handles())))
        self.update()

    def handles(self) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
        """The handles in the order Space goes through them."""
        return FREE if self.free else {**SIDES, **BOXED}

    @property
    def hand(self) -> str:
        """The handle the arrows move."""
        return self._hand

    def take(self, name: str) -> None:
        """Take another handle in hand."""
        self._hand = name
        self.setAccessibleDescription(f"{name.capitalize()}. Panah menggeser, Shift lebih jauh, Spasi pegangan "
                                      "berikutnya.")
        self.taken.emit(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(620, 460)

    # -- geometry -----------------------------------------------------------------------------------

    def picture_rect(self) -> QRectF:
        """Where the photo stands, as large as fits."""
        if self._image is None:
            return QRectF()
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, size.width(),
                      size.height())

    def place_of(self, name: str) -> QPointF:
        """The middle of a handle in pixels."""
        x_of, y_of = self.handles()[name]
        points = [self._point(at) for at in {*x_of, *y_of}]
        if name in FREE:
            return self._point(list(BOXED).index(name))
        return QPointF(sum(p.x() for p in points) / len(points), sum(p.y() for p in points) / len(points))

    def _point(self, number: int) -> QPointF:
        box, (x, y) = self.picture_rect(), self.corners[number]
        return QPointF(box.x() + x * box.width(), box.y() + y * box.height())

    def move_hand(self, dx: float, dy: float) -> None:
        """Move the handle in hand by parts of the picture; the part kept never folds over."""
        x_of, y_of = self.handles()[self._hand]
        found = [list(point) for point in self.corners]
        for number in x_of:
            found[number][0] += dx
        for number in y_of:
            found[number][1] += dy
        self._put(found)

    def _put(self, found: list[list[float]]) -> None:
        left, right, top, bottom = (0, 3), (1, 2), (0, 1), (2, 3)
        for one, axis, before, after in ((left, 0, 0.0, min(found[n][0] for n in right) - LEAST),
                                         (top, 1, 0.0, min(found[n][1] for n in bottom) - LEAST),
                                         (right, 0, max(found[n][0] for n in left) + LEAST, 1.0),
                                         (bottom, 1, max(found[n][1] for n in top) + LEAST, 1.0)):
            for number in one:
                found[number][axis] = round(min(max(found[number][axis], before), max(before, after)), 4)
        corners = tuple((x, y) for x, y in found)
        if corners != self.corners:
            self.corners = corners
            self.update()
            self.changed.emit()

    # -- hands --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS and not self.fixed:
            step = LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            dx, dy = ARROWS[Qt.Key(event.key())]
            self.move_hand(dx * step, dy * step)
        elif event.key() == Qt.Key.Key_Space and not self.fixed:
            names = list(self.handles())
            self.take(names[(names.index(self._hand) + 1) % len(names)])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._near(event.position())
        if name:
            self.take(name)
            self._dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            box, place = self.picture_rect(), self.place_of(self._hand)
            self.move_hand((event.position().x() - place.x()) / max(1.0, box.width()),
                           (event.position().y() - place.y()) / max(1.0, box.height()))
        near = self._dragging or bool(self._near(event.position()))
        self.setCursor(Qt.CursorShape.SizeAllCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def _near(self, at: QPointF) -> str:
        if self._image is None or self.fixed:
            return ""
        found = [(abs(at.x() - p.x()) + abs(at.y() - p.y()), name) for name in reversed(self.handles())
                 if (p := self.place_of(name)) is not None]
        far, name = min(found)
        return name if far <= REACH else ""

    # -- painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.qcolor("surface_sunken"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.picture_rect(), self._image)
            if not self.fixed:
                self._paint_cut(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_cut(self, painter: QPainter) -> None:
        kept = QPolygonF([self._point(number) for number in (0, 1, 2, 3)])
        around, inside = QPainterPath(), QPainterPath()
        around.addRect(self.picture_rect())
        inside.addPolygon(kept)
        shade = QColor(theme.qcolor("surface_sunken"))
        shade.setAlpha(190)
        painter.fillPath(around.subtracted(inside), shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.qcolor("accent"), 2))
        painter.drawPolygon(kept)
        for name in self.handles():
            place, chosen = self.place_of(name), name == self._hand and self.hasFocus()
            half = 7 if chosen else 5
            painter.setBrush(theme.qcolor("accent" if chosen else "surface"))
            painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.take(self._hand)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.update()
