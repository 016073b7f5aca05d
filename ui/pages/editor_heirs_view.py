"""The heirs table on screen: cells typed into one after the other, rows moved and taken out by keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jamsos_desktop.model.fields import FAMILY_FIELDS
from jamsos_desktop.model.parse import options
from ui import theme
from ui.keys import edit_too

from .editor_heirs import FIRST, ORDER, HeirsModel, column_of, is_code

ROW_HEIGHT, HEADER_HEIGHT, LEAST_ROWS = 32, 30, 4
MOST_LINES = 3  # of a name; a longer one is whole in the tool tip
WIDTHS = {"hubungan": 96, "nik": 146, "tanggal_lahir": 98}
LAST = column_of("tanggal_lahir")  # the last column the view shows
BELOW = ("hp", "wali")  # columns of the model that the view shows below the table
AnyIndex = QModelIndex | QPersistentModelIndex


class HeirDelegate(QStyledItemDelegate):
    """Cells are typed into with a plain line; the relation is chosen from a list. Enter goes on to the next cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        if is_code(index.column()):
            box = QComboBox(parent)
            box.setProperty("cell", True)
            box.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
            for code, text in {"": "", **options(FAMILY_FIELDS[index.column() - FIRST])}.items():
                box.addItem(text, code)
            return box
        line = QLineEdit(parent)
        line.setProperty("cell", True)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        line.setFrame(False)
        return line

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        text = index.data(Qt.ItemDataRole.EditRole) or ""
        if isinstance(editor, QComboBox):
            if editor.findData(text) < 0:
                editor.addItem(text, text)
            editor.setCurrentIndex(editor.findData(text))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: Any, index: AnyIndex) -> None:
        text = editor.currentData() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget) \
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.EditNextItem)
            return True
        return super().eventFilter(editor, event)


class HeirsView(QTableView):
    """The table. Alt+Up and Alt+Down move the row in hand, Delete takes it out."""

    leave = Signal(int)  # +1 past the last cell, -1 before the first
    current = Signal(int)
    drop_row = Signal(int)

    def __init__(self, model: HeirsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heirs = model
        self.setModel(model)
        self.setItemDelegate(HeirDelegate(self))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
                             | QAbstractItemView.EditTrigger.EditKeyPressed
                             | QAbstractItemView.EditTrigger.SelectedClicked)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Ahli waris")
        edit_too(self)
        self._columns()

    def _columns(self) -> None:
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFixedHeight(HEADER_HEIGHT)
        head.setStyleSheet(f"QHeaderView::section {{ font-size: {theme.px(12)}px; padding: 0 7px; }}")
        self.setColumnWidth(ORDER, theme.px(54))
        for key, width in WIDTHS.items():
            self.setColumnWidth(column_of(key), theme.px(width))
        head.setSectionResizeMode(column_of("nama"), QHeaderView.ResizeMode.Stretch)
        for key in BELOW:
            self.setColumnHidden(column_of(key), True)
        head.sectionResized.connect(lambda column, *_: self.fit() if column == column_of("nama") else None)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        self.current.emit(current.row())

    def moveCursor(self, action: QAbstractItemView.CursorAction,
                   modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab past the last shown cell of a row goes to the fields below, never round the table for ever."""
        here = self.currentIndex()
        empty_row = here.row() >= len(self.heirs.people)
        step = 0
        if action == QAbstractItemView.CursorAction.MoveNext and (empty_row or here.column() == LAST):
            step = 1
        elif action == QAbstractItemView.CursorAction.MovePrevious and here.row() == 0 and here.column() <= FIRST:
            step = -1
        if step:
            # later: the view gives the focus to itself once its cell is closed
            QTimer.singleShot(0, self, lambda: self.leave.emit(step))
            return QModelIndex()
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and step:
            if self.heirs.move(row, step):
                self.setCurrentIndex(self.heirs.index(row + step, column))
            return
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.drop_row.emit(row)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if column < FIRST and (enter or (row >= len(self.heirs.people) and event.text().strip())):
            self.setCurrentIndex(self.heirs.index(max(row, 0), FIRST))  # nothing is typed into the tick
        if enter:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by Tab or Enter stands in a cell that can be typed into; in an empty table it is open already."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason and self.currentIndex().column() < FIRST:
            self.setCurrentIndex(self.heirs.index(0, FIRST))
            if not self.heirs.people:
                self.edit(self.currentIndex())

    def fit(self) -> None:
        """Take the height of the rows, so that only the form scrolls; a long name has more lines."""
        line = self.fontMetrics().lineSpacing()
        for row in range(self.heirs.rowCount()):
            wanted = min(self.sizeHintForRow(row), ROW_HEIGHT + (MOST_LINES - 1) * line)
            self.setRowHeight(row, max(ROW_HEIGHT, wanted))
        rows = sum(self.rowHeight(row) for row in range(self.heirs.rowCount()))
        rows += max(0, LEAST_ROWS - self.heirs.rowCount()) * ROW_HEIGHT
        bar = self.horizontalScrollBar().sizeHint().height() if self.horizontalScrollBar().maximum() else 0
        self.setFixedHeight(HEADER_HEIGHT + rows + 2 + bar)
