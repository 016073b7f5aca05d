"""The kinds of paper as a list with ticks: name over note, sheets at the right, headings between parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.cetak_sheets import BareList, draw_elided, draw_fitting

Index = QModelIndex | QPersistentModelIndex
_KODE, _NOTE, _COUNT = (int(Qt.ItemDataRole.UserRole) + n for n in range(3))
_ROW, _HEADING = 38, 30


class Paper(NamedTuple):
    """One line: a kind of paper, or part of one. ``note``: what it is, how it was set, or why it cannot be had;
    ``count``: sheets. Without ``kode`` it is the heading of those below."""

    kode: str
    name: str
    note: str = ""
    count: int = 0
    usable: bool = False


class _PaperDelegate(QStyledItemDelegate):
    """Tick, name over note, sheets at the right; a click anywhere on the row ticks it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(_ROW if index.data(_KODE) else _HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        if not index.data(_KODE):
            self._heading(painter, area, str(index.data()))
            return
        usable = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        self._frame(painter, option, index)
        self._tick(painter, QRect(area.left() + 12, area.center().y() - 7, 16, 16), index, usable)
        caption = theme.font("caption")
        count = f"{number(index.data(_COUNT))} lbr"
        painter.setFont(caption)
        painter.setPen(theme.qcolor("text_2" if usable else "text_3"))
        painter.drawText(area.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         count)
        words = area.adjusted(37, theme.px(2), -(QFontMetrics(caption).horizontalAdvance(count) + 20), -theme.px(2))
        half = words.height() // 2
        lower = QRect(words.left(), words.top() + half, words.width(), half)
        draw_elided(painter, lower, str(index.data(_NOTE)))
        painter.setPen(theme.qcolor("text" if usable else "text_disabled"))
        draw_fitting(painter, QRect(words.left(), words.top(), words.width(), half), str(index.data()))
        painter.restore()

    @staticmethod
    def _heading(painter: QPainter, area: QRect, words: str) -> None:
        painter.save()
        painter.fillRect(area, theme.qcolor("surface_alt"))
        painter.setFont(theme.font("label"))
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(area.adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(option.rect, theme.qcolor("selection"))
            painter.setPen(theme.qcolor("focus"))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        elif index.row():
            painter.setPen(theme.qcolor("border"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())

    @staticmethod
    def _tick(painter: QPainter, box: QRect, index: Index, usable: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value and usable
        painter.setPen(theme.qcolor("accent" if ticked else "border_input" if usable else "border"))
        painter.setBrush(theme.qcolor("accent" if ticked else "surface" if usable else "surface_alt"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        if ticked:
            painter.drawPixmap(box.left() + 2, box.top() + 2, theme.pixmap("check-lg", "on_accent", 12))

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return False
        clicked = (event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
                   and event.button() == Qt.MouseButton.LeftButton)
        pressed = event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)  # type: ignore[attr-defined]
        if not clicked and not pressed:
            return False
        now = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        fresh = Qt.CheckState.Unchecked if now else Qt.CheckState.Checked
        return bool(model.setData(index, fresh.value, Qt.ItemDataRole.CheckStateRole))


class PaperList(BareList):
    """The kinds of paper, ticked with Space or a click. ``ticked_changed`` fires on every tick."""

    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_PaperDelegate(self))
        self.setAccessibleName("Dokumen yang dicetak")
        self.setProperty("bare", True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._ticked: dict[str, bool] = {}
        self._items.itemChanged.connect(self._remember)

    def set_papers(self, papers: Sequence[Paper]) -> None:
        """Show these; what was ticked before stays so, a new kind is ticked when it can be had."""
        here = self.current
        self._items.blockSignals(True)
        self._items.clear()
        for paper in papers:
            self._items.appendRow(self._item(paper))
        self._items.blockSignals(False)
        self._items.layoutChanged.emit()
        self.go_to(here)
        self.updateGeometry()

    @property
    def current(self) -> str:
        """The code of the line the keyboard stands on, "" when there is none."""
        return str(self.currentIndex().data(_KODE) or "")

    def go_to(self, kode: str) -> None:
        """Stand on that line; where it is gone, on the first that can be ticked."""
        rows = [self._items.item(row) for row in range(self._items.rowCount())]
        at = next((i.row() for i in rows if kode and i.data(_KODE) == kode),
                  next((i.row() for i in rows if i.isEnabled()), 0))
        self.setCurrentIndex(self._items.index(at, 0))

    def set_ticked(self, ticks: Mapping[str, bool]) -> None:
        """Remember these ticks; they show with the next ``set_papers``."""
        self._ticked.update(ticks)

    def ticked(self) -> tuple[str, ...]:
        """Codes of the usable kinds that are ticked, in the order of the list."""
        items = [self._items.item(row) for row in range(self._items.rowCount())]
        return tuple(str(i.data(_KODE)) for i in items if i.isEnabled() and i.checkState() == Qt.CheckState.Checked)

    def sizeHint(self) -> QSize:
        rows = [self._items.item(row) for row in range(self._items.rowCount())]
        high = sum(theme.px(_ROW if item.data(_KODE) else _HEADING) for item in rows)
        return QSize(300, max(theme.px(_ROW), high) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme.px(_ROW) * 2)

    def _item(self, paper: Paper) -> QStandardItem:
        item = QStandardItem(paper.name)
        item.setCheckable(bool(paper.kode))
        item.setEnabled(paper.usable)
        item.setCheckState(Qt.CheckState.Checked if self._ticked.get(paper.kode, True) and paper.usable
                           else Qt.CheckState.Unchecked)
        for role, value in ((_KODE, paper.kode), (_NOTE, paper.note), (_COUNT, paper.count)):
            item.setData(value, role)
        item.setToolTip(paper.note)
        told = f"{paper.name}, {number(paper.count)} lembar, {paper.note}" if paper.kode else paper.name
        item.setData(told, int(Qt.ItemDataRole.AccessibleTextRole))
        return item

    def _remember(self, item: QStandardItem) -> None:
        self._ticked[str(item.data(_KODE))] = item.checkState() == Qt.CheckState.Checked
        self.ticked_changed.emit()
