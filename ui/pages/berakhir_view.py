"""The table of people by the end of their cover: how its cells and head are painted, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jamsos_desktop.desk import EndingRow
from ui import theme
from ui.pages.berakhir_rows import (
    DAYS,
    DUSUN,
    GROUP,
    HELD,
    NAME,
    NONE,
    NOTE,
    PAYER,
    TICK,
    UNSURE,
    UNTIL,
    EndingTable,
    unsure,
)
from ui.widgets import ColumnFit, StatusChipDelegate, TickDelegate, paint_tick, set_up_table

WIDTHS = (36, 150, 102, 58, 118, 84, 116, 311, 178)
GIVING = (GROUP, DUSUN, PAYER)
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


class NoteCells(QStyledItemDelegate):
    """The words of a note, and quietly behind them that nobody confirmed them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        model = index.model()
        assert isinstance(model, EndingTable)
        row = model.rows[index.row()]
        box = QRect(option.rect).adjusted(8, 0, -6, 0)
        painter.save()
        end = self._words(painter, box, row.ringkas or NONE, "text" if row.ringkas else "text_2")
        if unsure(row):
            rest = box.adjusted(end + 6, 0, 0, 0)
            painter.drawPixmap(rest.x(), rest.y() + (rest.height() - 12) // 2,
                               theme.pixmap("info-circle", "text_2", 12))
            self._words(painter, rest.adjusted(15, 0, 0, 0), UNSURE, "text_2")
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRect, words: str, role: str) -> int:
        font = theme.font("table")
        painter.setFont(font)
        painter.setPen(theme.qcolor(role))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, MIDDLE, shown)
        return QFontMetrics(font).horizontalAdvance(shown)


class _Head(QHeaderView):
    """The head of the table, with a tick box over the ticks."""

    def __init__(self, model: EndingTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logical)
        painter.restore()
        if logical == TICK:
            paint_tick(painter, rect, self._model.all_ticked)


class EndingView(QTableView):
    """Space ticks the lines chosen, Ctrl+A all of them; ``opened(uid)`` by Enter or a double click."""

    opened = Signal(str)

    def __init__(self, model: EndingTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self.setHorizontalHeader(_Head(model, self))
        set_up_table(self)
        self.setProperty("bare", True)
        self.setModel(model)
        self.setItemDelegateForColumn(TICK, TickDelegate(self))
        self.setItemDelegateForColumn(DAYS, StatusChipDelegate(self))
        self.setItemDelegateForColumn(NOTE, NoteCells(self))
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Orang menurut akhir masanya")
        ColumnFit(self, WIDTHS, HELD, GIVING)
        self.horizontalHeader().setSortIndicator(UNTIL, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.horizontalHeader().sectionClicked.connect(lambda at: model.toggle_all() if at == TICK else None)
        self.clicked.connect(lambda index: model.toggle([index.row()]) if index.column() == TICK else None)
        self.activated.connect(lambda index: self.opened.emit(model.rows[index.row()].uid))

    def chosen_lines(self) -> list[int]:
        """The lines a key acts on."""
        return sorted(index.row() for index in self.selectionModel().selectedRows(NAME))

    def current_row(self) -> EndingRow | None:
        """Who the keyboard stands on."""
        at = self.currentIndex().row()
        return self._people.rows[at] if 0 <= at < len(self._people.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Space and not ctrl:
            self._people.toggle(self.chosen_lines())
        elif event.key() == Qt.Key.Key_A and ctrl:
            self._people.toggle_all()
        else:
            super().keyPressEvent(event)
