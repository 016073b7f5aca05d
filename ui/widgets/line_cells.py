"""How one line of a list of records is painted: its ground, the mark of the chosen one, the ring of the keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.widgets.lines import LinesModel

MARK = 3  # px, at the left of the chosen line


class LineCells(QStyledItemDelegate):
    """Subclasses say how ``high`` a line is at normal letters and paint its ``words``."""

    high = 80

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme.px(self.high))

    def words(self, painter: QPainter, box: QRect, line: Any) -> None:
        """What a line says, inside ``box``."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        model, view, box = index.model(), option.widget, option.rect
        assert isinstance(model, LinesModel)
        assert isinstance(view, QListView)
        here = view.currentIndex().row() == index.row()
        painter.save()
        painter.fillRect(box, theme.qcolor("accent_soft" if here else "surface"))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.qcolor("border"))
        if here:
            painter.fillRect(box.x(), box.y(), MARK, box.height(), theme.qcolor("accent"))
        self.words(painter, box, model.lines[index.row()])
        if here and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # a chip leaves its own
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()


def inside(box: QRect) -> QRect:
    """The room for words in a line of three: beside the mark, below the edge."""
    return QRect(box.x() + 15, box.y() + 8, box.width() - 27, box.height())
