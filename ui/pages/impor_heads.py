"""Around the cells of a sheet: letters, its header and the mapping row above, row numbers and states at the left."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from jamsos_desktop.desk import Column
from jamsos_desktop.texts import column_letters
from ui import theme
from ui.pages.impor_boxes import HIGH, MapBox
from ui.pages.impor_model import LOOKS, SheetModel

ROW, LETTERS, HEADER, BOXES = 28, 30, 28, 36
NARROWEST = 36


def sheet_font(weight: int = 0) -> QFont:
    """The letters of the sheet."""
    font = theme.font("table", weight)
    font.setPixelSize(theme.px(12.5))
    return font


class SheetHead(QHeaderView):
    """Three bands over the columns: letters, the sheet's own header, and the boxes of the mapping row."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(NARROWEST)
        self.boxes: list[MapBox] = []
        self._with_header = True
        self.sectionResized.connect(lambda *_: self.place())

    def show_columns(self, columns: dict[int, Column], many: int, *, with_header: bool) -> None:
        """Words of the header and what each column holds."""
        self._with_header = with_header
        self.setFixedHeight(self.high)
        for _ in range(len(self.boxes), many):
            box = MapBox(self.viewport())
            box.setFixedHeight(theme.px(HIGH))
            QWidget.setTabOrder(self.boxes[-1] if self.boxes else self.parentWidget(), box)
            self.boxes.append(box)
            box.reached.connect(self._show_section)
        for at, box in enumerate(self.boxes):
            box.setVisible(at < many)
            if at < many:
                box.show_column(columns.get(at, Column(at, "", "", "judul")))
        self.place()
        self.viewport().update()

    @property
    def high(self) -> int:
        return theme.px(LETTERS) + (theme.px(HEADER) if self._with_header else 0) + theme.px(BOXES)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.high)

    def place(self) -> None:
        """Every box over its column, wherever the sheet is scrolled to."""
        top = self.high - theme.px(BOXES) + (theme.px(BOXES) - theme.px(HIGH)) // 2
        for at, box in enumerate(self.boxes[:self.count()]):
            box.setGeometry(self.sectionViewportPosition(at) + 4, top, self.sectionSize(at) - 8, theme.px(HIGH))

    def _show_section(self, column: int) -> None:
        view = self.parent()
        assert isinstance(view, QTableView)
        left, wide = self.sectionViewportPosition(column), self.sectionSize(column)
        bar = view.horizontalScrollBar()
        if left < 0:
            bar.setValue(bar.value() + left)
        elif left + wide > self.viewport().width():
            bar.setValue(bar.value() + left + wide - self.viewport().width())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        line, right = theme.qcolor("border"), rect.right()
        top = rect.top() + theme.px(LETTERS)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), theme.px(LETTERS)),
                         theme.qcolor("surface_sunken"))
        painter.setPen(theme.qcolor("text_2"))
        painter.setFont(sheet_font(600))
        painter.drawText(QRect(rect.left(), rect.top(), rect.width() - 1, theme.px(LETTERS)),
                         Qt.AlignmentFlag.AlignCenter, column_letters(logical))
        if self._with_header:
            self._paint_title(painter, QRect(rect.left(), top, rect.width(), theme.px(HEADER)), logical)
            top += theme.px(HEADER)
        painter.fillRect(QRect(rect.left(), top, rect.width(), theme.px(BOXES)), theme.qcolor("accent_soft"))
        painter.setPen(line)
        painter.drawLine(right, rect.top(), right, rect.bottom())
        for y in {rect.top() + theme.px(LETTERS) - 1, top - 1, rect.bottom()}:
            painter.drawLine(rect.left(), y, right, y)
        painter.restore()

    def _paint_title(self, painter: QPainter, room: QRect, logical: int) -> None:
        painter.fillRect(room, theme.qcolor("surface"))
        words = self.boxes[logical].column.judul.replace("\n", " ") if logical < len(self.boxes) else ""
        painter.setPen(theme.qcolor("text_2"))
        inside = room.adjusted(8, 0, -6, 0)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, words)


class RowHead(QHeaderView):
    """Row numbers of Excel with a picture of what becomes of the row."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.px(ROW))
        self.setDefaultSectionSize(theme.px(ROW))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        model = self.model()
        assert isinstance(model, SheetModel)
        if model.report is None:
            return
        painter.save()
        painter.fillRect(rect, theme.qcolor("surface_sunken"))
        painter.setPen(theme.qcolor("border"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setFont(sheet_font())
        words = str(model.number(logical))
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(rect.adjusted(0, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        if state := model.state(logical):
            icon, role, _ = LOOKS[state]
            left = rect.right() - 8 - painter.fontMetrics().horizontalAdvance(words) - 12
            painter.drawPixmap(left, rect.top() + (rect.height() - 12) // 2, theme.pixmap(icon, role, 12))
        painter.restore()


class Corner(QWidget):
    """Where the bands of the header meet the row numbers: the header's own row number, and an arrow to the boxes."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.header = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide, high = self.width(), self.height()
        boxes = high - theme.px(BOXES)
        painter.fillRect(self.rect(), theme.qcolor("surface_sunken"))
        painter.fillRect(0, boxes, wide, theme.px(BOXES), theme.qcolor("accent_soft"))
        painter.setPen(theme.qcolor("border"))
        for y in {theme.px(LETTERS) - 1, boxes - 1, high - 1}:
            painter.drawLine(0, y, wide, y)
        painter.setFont(sheet_font())
        painter.setPen(theme.qcolor("text_2"))
        if self.header:
            painter.drawText(QRectF(0, theme.px(LETTERS), wide, theme.px(HEADER)),
                             int(Qt.AlignmentFlag.AlignCenter), self.header)
        painter.drawPixmap((wide - 12) // 2, boxes + (theme.px(BOXES) - 12) // 2,
                           theme.pixmap("arrow-right", "accent", 12))
