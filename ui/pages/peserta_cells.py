"""How the table of people is painted: cells, chips, tick boxes and the header.

Painted by hand because style sheets cost a third of a row's time and cannot show a ticked row,
a range and the current line at once.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QTransform
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from jamsos_desktop.desk import Row
from ui import theme
from ui.pages.peserta_marks import Marks
from ui.person_table import COLUMNS, NONE, TICK, Column, PersonTable, cell_text, has_problem, problem_list
from ui.widgets import paint_chip, paint_tick

PAD, CLOSE_PAD = 8, 5
TICK_LEFT = 10
MARK = 2  # px of the line below letters that were searched for
CHIP_HEIGHT = 20
CHIP_AROUND = 30  # left 7, icon 12, gap 5, right 6
HEADER_HEIGHT = 30
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex

STATUS_LOOK: dict[str, tuple[str, str]] = {
    "draf": ("pencil", "neutral"),
    "perlu_dilengkapi": ("exclamation-triangle-fill", "warn"),
    "siap_cetak": ("check-lg", "ok"),
    "tercetak": ("printer", "info"),
    "siap_kirim": ("check-circle-fill", "ok"),
    "terkirim": ("box-arrow-up", "info"),
    "diterima": ("inbox", "info"),
    "ditolak": ("x-octagon-fill", "error"),
    "di_bpjs": ("bank", "info"),
    "menunggu_bayar": ("hourglass-split", "info"),
    "aktif": ("patch-check-fill", "ok"),
    "lewat_masa": ("clock", "error"),
    "keluar": ("circle", "neutral"),
    "meninggal": ("person-x", "neutral"),
}
STATUS_ELSE = ("circle", "neutral")
PROBLEM_LOOK = {"salah": ("x-octagon-fill", "error")}
PROBLEM_ELSE = ("exclamation-triangle-fill", "warn")


@cache
def _face(px: int, weight: int) -> QFont:
    font = theme.font("table", weight)
    font.setPixelSize(px)
    return font


def dense(size: int, weight: int = 400) -> QFont:
    """The narrow face of tables, at the letter size the user chose."""
    return _face(theme.px(size), weight)


@lru_cache(4096)  # a list says the same words in many lines, and the same lines again
def fitted(text: str, weight: int, size: int, width: int) -> str:
    """``text``, shortened where ``width`` px are too few for it."""
    return QFontMetrics(_face(size, weight)).elidedText(text, Qt.TextElideMode.ElideRight, width)


def bold() -> QFont:
    """The heavier letters of the table."""
    return dense(13, 600)


def draw_chip(painter: QPainter, rect: QRect, look: tuple[str, str], text: str, pad: int) -> None:
    """Icon and word, ``pad`` px from the left edge; filled only when the role asks for action (warn, error)."""
    icon, role = look
    filled = role in ("warn", "error")
    painter.setFont(dense(12 if filled else 13))
    metrics = painter.fontMetrics()
    text = fitted(text, 400, theme.px(12 if filled else 13), rect.width() - CHIP_AROUND - pad)
    box = QRectF(rect.x() + pad, rect.y() + (rect.height() - CHIP_HEIGHT) // 2,
                 metrics.horizontalAdvance(text) + CHIP_AROUND, CHIP_HEIGHT)
    paint_chip(painter, box, icon, text, role, filled)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class PersonCells(QStyledItemDelegate):
    """Paints every cell. ``current``: the line with the keyboard, -1 when the table has no focus;
    ``pad``: px left and right of the text, less where the window is narrow."""

    current = -1
    pad = PAD
    marks: Marks = {}  # what is searched for, by column

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PersonTable)
        line, column = index.row(), COLUMNS[index.column()]
        row = model.row_at(line)
        if row is None:
            return
        ticked = model.is_ticked(row.uid)
        rect: QRect = option.rect
        self._ground(painter, rect, line, ticked, QStyle.StateFlag.State_Selected in option.state)
        if column.key == "tick":
            paint_tick(painter, rect, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked, TICK_LEFT)
        elif column.key == "status":
            look = STATUS_LOOK.get(row.status, STATUS_ELSE)
            draw_chip(painter, rect, look, cell_text(row, "status"), self.pad)
        elif column.key == "masalah" and has_problem(row):
            look = PROBLEM_LOOK.get(row.tingkat, PROBLEM_ELSE)
            draw_chip(painter, rect, look, cell_text(row, "masalah"), self.pad)
        else:
            self._text(painter, rect, cell_text(row, column.key), column)

    def _ground(self, painter: QPainter, rect: QRect, line: int, ticked: bool, selected: bool) -> None:
        ground = "selection" if ticked else "accent_soft" if selected else "surface_alt" if line % 2 else "surface"
        painter.fillRect(rect, theme.qcolor(ground))
        here = line == self.current
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.qcolor("accent" if here else "border"))
        if here:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme.qcolor("accent"))

    def _text(self, painter: QPainter, rect: QRect, text: str, column: Column) -> None:
        painter.setFont(bold() if column.key == "nama" else dense(13))
        painter.setPen(theme.qcolor("text_3" if text == NONE else "text"))
        inside = rect.adjusted(self.pad, 0, -self.pad, -1)
        text = fitted(text, 600 if column.key == "nama" else 400, theme.px(13), inside.width())
        painter.drawText(inside, RIGHT if column.right else LEFT, text)
        if found := self.marks.get(column.key):
            self._mark(painter, inside, text, found)

    def _mark(self, painter: QPainter, inside: QRect, text: str, found: re.Pattern[str]) -> None:
        """A line below the letters that were searched for: seen on every ground, and no letter moves."""
        metrics = painter.fontMetrics()
        below = inside.y() + (inside.height() + metrics.ascent() - metrics.descent()) // 2 + 2
        for part in found.finditer(text):
            start, end = (metrics.horizontalAdvance(text[:at]) for at in part.span())
            painter.fillRect(inside.x() + start, below, end - start, MARK, theme.qcolor("accent"))

    def needed_width(self, row: Row, key: str) -> int:
        """How wide a cell must be to show all it says, in pixels."""
        text = cell_text(row, key)
        chip = key == "status" or (key == "masalah" and has_problem(row))
        if chip:
            filled = key == "masalah" or STATUS_LOOK.get(row.status, STATUS_ELSE)[1] in ("warn", "error")
            return QFontMetrics(dense(12 if filled else 13)).horizontalAdvance(text) + CHIP_AROUND + self.pad
        font = bold() if key == "nama" else dense(13)
        return QFontMetrics(font).horizontalAdvance(text) + 2 * self.pad

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: Index) -> bool:
        """The tooltip: all problems; elsewhere the whole text where the cell is too narrow for it."""
        model = index.model()
        row = model.row_at(index.row()) if isinstance(model, PersonTable) and index.isValid() else None
        text = "" if row is None else self.tip(row, COLUMNS[index.column()].key, option.rect.width())
        if text:
            QToolTip.showText(event.globalPos(), text, view)
        else:
            QToolTip.hideText()
        return True

    def tip(self, row: Row, key: str, width: int) -> str:
        """The words over a cell: all problems, or a text that is cut off; "" when none are needed."""
        if key == "masalah" and has_problem(row):
            return problem_list(row)
        return cell_text(row, key) if self.needed_width(row, key) > width else ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(COLUMNS[index.column()].width, 28)


class PersonHeader(QHeaderView):
    """Titles with a chevron on the sorted column, and the box that ticks everybody."""

    pad = PAD

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.px(HEADER_HEIGHT))
        self.setMinimumSectionSize(32)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sorted_by: tuple[str, bool] = ("nama", False)
        self.held = False  # the mouse is down: a width that changes now is somebody's wish

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.held = False

    def show_sort(self, key: str, desc: bool) -> None:
        """Put the chevron on the column the list is sorted by."""
        self.sorted_by = (key, desc)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, theme.qcolor("surface_sunken"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.qcolor("border"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.qcolor("border"))
        model = self.model()
        if section == TICK and isinstance(model, PersonTable):
            paint_tick(painter, rect, model.all_ticked(), TICK_LEFT)
            return
        column = COLUMNS[section]
        painter.setFont(bold())
        painter.setPen(theme.qcolor("text_2"))
        chosen = column.sort == self.sorted_by[0]
        inside = rect.adjusted(self.pad, 0, -16 if chosen and not column.right else -self.pad, -1)
        text = painter.fontMetrics().elidedText(column.title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, RIGHT if column.right else LEFT, text)
        if chosen:
            wide = painter.fontMetrics().horizontalAdvance(text)
            self._chevron(painter, inside.right() - wide - 14 if column.right else inside.x() + wide + 4, rect)

    def _chevron(self, painter: QPainter, x: int, rect: QRect) -> None:
        mark = theme.pixmap("chevron-down", "text_2", 10)
        if self.sorted_by[1]:
            mark = mark.transformed(QTransform().rotate(180))
        painter.drawPixmap(QPointF(x, rect.y() + 11), mark)

    def needed_width(self, section: int) -> int:
        """How wide a title is with its margins, without the chevron."""
        return QFontMetrics(bold()).horizontalAdvance(COLUMNS[section].title) + 2 * self.pad
