"""The reports one can make, name over what it is for; arrows choose, Enter saves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jamsos_desktop.desk import ReportKind
from ui import theme

Index = QModelIndex | QPersistentModelIndex
_NOTE, _KODE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
ROW = 44  # px


class _KindDelegate(QStyledItemDelegate):
    """Two lines; the chosen one has the mark of the menu at its left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.qcolor("selection"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.qcolor("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.qcolor("focus"))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        words, half = area.adjusted(12, theme.px(3), -8, -theme.px(3)), area.height() // 2 - theme.px(3)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(QRect(words.left(), words.top(), words.width(), half), Qt.AlignmentFlag.AlignVCenter,
                         str(index.data()))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.qcolor("text_2"))
        lower = QRect(words.left(), words.top() + half, words.width(), half)
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
            str(index.data(_NOTE)), Qt.TextElideMode.ElideRight, lower.width()))
        painter.restore()


class KindList(QListView):
    """``chosen(kode)``: another report; ``confirmed``: Enter or a double click on it."""

    chosen = Signal(str)
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_KindDelegate(self))
        self.setAccessibleName("Jenis laporan")
        self.setProperty("bare", True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(str(now.data(_KODE))))
        self.doubleClicked.connect(lambda _: self.confirmed.emit())

    def set_kinds(self, kinds: Sequence[ReportKind]) -> None:
        """Show these; the first is chosen."""
        for kind in kinds:
            item = QStandardItem(kind.nama)
            item.setData(kind.keterangan, _NOTE)
            item.setData(kind.kode, _KODE)
            item.setToolTip(kind.keterangan)
            item.setData(f"{kind.nama}, {kind.keterangan}", int(Qt.ItemDataRole.AccessibleTextRole))
            self._items.appendRow(item)
        self.setCurrentIndex(self._items.index(0, 0))

    def kode(self) -> str:
        """The chosen report."""
        return str(self.currentIndex().data(_KODE))

    def choose(self, kode: str) -> None:
        """Choose by code; an unknown one changes nothing."""
        for row in range(self._items.rowCount()):
            if self._items.item(row).data(_KODE) == kode:
                self.setCurrentIndex(self._items.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)
