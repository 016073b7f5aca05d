"""The cells of Isi cepat: how they are painted, and the line of text that opens in one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from jamsos_desktop.desk import FillColumn
from jamsos_desktop.model.fields import Kind
from ui import theme
from ui.pages.isi_cepat_model import LOOKS, MARK, NAME, VALUE, FillTable, Line
from ui.widgets import grouping
from ui.widgets.edits import Edit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
ROW, MORE = 28, 20  # px of a row, and of the sentence under it
MONTH_DATES = ("mulai_bekerja", "mulai")  # "01/2010" is an answer there
GROUNDS = {"salah": "error", "hilang": "error", "periksa": "warn", "berubah": "warn", "tertunda": "warn"}
LEFT_PAD = 8


def shape_of(column: FillColumn) -> Callable[[str], str] | None:
    """How typed text of a column is grouped while it is typed."""
    if column.jenis == Kind.NIK:
        return grouping.grouped
    if column.jenis == Kind.MONEY:
        return grouping.thousands
    return None


class CellEdit(Edit):
    """A cell being typed. ``walked(down, right)``: leave it that way; ``pasted(text)``: several lines are to be put
    in from here on."""

    walked = Signal(int, int)
    pasted = Signal(str)

    def __init__(self, parent: QWidget, column: FillColumn, replacing: bool) -> None:
        """``replacing``: the key that opened the cell takes the place of what stands there."""
        self._replacing = replacing
        dated = column.jenis == Kind.DATE and column.key not in MONTH_DATES
        self._before = ""
        super().__init__(parent, digits=16 if column.jenis == Kind.NIK else 0,
                         shape=self._as_date if dated else shape_of(column))
        self.setProperty("cell", True)
        self.setFrame(False)
        self.setStyleSheet(f"QLineEdit {{ border: 2px solid {theme.color('accent')}; border-radius: 0;"
                           f" padding: 0 5px; min-height: 0; font-size: {theme.px(13)}px; }}")
        self.setAccessibleName(column.label)
        self.setPlaceholderText("hh/bb/tttt" if column.jenis == Kind.DATE else "")
        if column.pilihan:
            self.set_suggestions([label for _, label in column.pilihan])

    def _as_date(self, text: str) -> str:
        shorter = len(text) < len(self._before)
        self._before = text if shorter else grouping.as_date(text)
        return self._before

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._replacing:
            self._replacing = False
            self.selectAll()

    def offer_all(self) -> None:
        """Show the whole list of a code column."""
        if self.completer() is not None:
            self.completer().setCompletionPrefix("")
            self.completer().complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = way_of(event)
        if event.matches(QKeySequence.StandardKey.Paste) and _lines(QApplication.clipboard().text()) > 1:
            self.pasted.emit(QApplication.clipboard().text())
        elif event.key() == Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.offer_all()
        elif way is not None:
            self._take_choice()
            self.walked.emit(*way)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _take_choice(self) -> None:
        """The entry of the open list that is marked."""
        popup = self.completer().popup() if self.completer() is not None else None
        if popup is None or not popup.isVisible():
            return
        if popup.currentIndex().isValid():
            self.setText(str(popup.currentIndex().data()))
        popup.hide()


def way_of(event: QKeyEvent) -> tuple[int, int] | None:
    """(down, right) a key leads from a cell; None when it is typed into it."""
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return None
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return {Key.Key_Return: (-1 if back else 1, 0), Key.Key_Enter: (-1 if back else 1, 0), Key.Key_Down: (1, 0),
            Key.Key_Up: (-1, 0), Key.Key_Tab: (0, 1), Key.Key_Backtab: (0, -1)}.get(Key(event.key()))


def _lines(text: str) -> int:
    return len(text.rstrip("\r\n").splitlines()) + text.count("\t")


class CellDelegate(QStyledItemDelegate):
    """Paints every cell in the upper part of its row (a sentence may stand below), and opens the typed ones.
    ``walked`` and ``pasted``: those of the line being typed."""

    walked = Signal(int, int)
    pasted = Signal(str)

    def __init__(self, view: QTableView, table: FillTable) -> None:
        super().__init__(view)
        self._view, self._table = view, table
        self.replacing = False

    # Painting.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._table.line_at(index.row())
        if line is None:
            return
        here = index.row() == self._view.currentIndex().row()
        self._ground(painter, option, index, here)
        box = QRect(option.rect.x(), option.rect.y(), option.rect.width(), theme.px(ROW))
        painter.save()
        painter.setClipRect(option.rect)
        if index.column() == MARK:
            self._mark(painter, box, line)
        elif index.column() >= VALUE:
            self._value(painter, box, line, index)
        else:
            self._fact(painter, box, line, index)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, here: bool) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        ground.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        if here:
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), theme.qcolor("accent_soft"))

    @staticmethod
    def _mark(painter: QPainter, box: QRect, line: Line) -> None:
        icon, role, _ = LOOKS[line.state]
        if icon:
            painter.drawPixmap(box.x() + (box.width() - 14) // 2, box.y() + (box.height() - 14) // 2,
                               theme.pixmap(icon, role, 14))

    @staticmethod
    def _fact(painter: QPainter, box: QRect, line: Line, index: Index) -> None:
        text = str(index.data())
        painter.setFont(theme.font("table", 600 if index.column() == NAME else 400))
        painter.setPen(theme.qcolor("text" if index.column() == NAME else "text_2"))
        _draw(painter, box, text)

    def _value(self, painter: QPainter, box: QRect, line: Line, index: Index) -> None:
        cell = line.cells[index.column() - VALUE]
        at = self._view.currentIndex()
        current = (at.row(), at.column()) == (index.row(), index.column())
        tint = GROUNDS.get(cell.state, "")
        painter.fillRect(box.adjusted(0, 0, 0, -1), theme.qcolor(f"{tint}_soft" if tint else "surface"))
        painter.setPen(theme.qcolor(f"{tint}_line" if tint else "border"))
        if tint:
            painter.drawRect(box.adjusted(0, -1 if box.y() > 0 else 0, -1, -1))
        else:
            painter.drawLine(box.topLeft(), box.bottomLeft())
            painter.drawLine(box.topRight(), box.bottomRight())
        if current:
            painter.setPen(QPen(theme.qcolor("accent"), 2))
            painter.drawRect(QRectF(box).adjusted(1, 0, -2, -2))
        painter.setFont(theme.font("table", 600 if tint else 400))
        painter.setPen(theme.qcolor(tint or "text"))
        if cell.text:
            _draw(painter, box, cell.text)
        elif current:
            painter.setPen(theme.qcolor("text_3"))
            _draw(painter, box, "Ketik di sini")

    # Typing.

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:
        which = index.column() - VALUE
        if which < 0 or which >= len(self._table.columns):
            return None
        editor = CellEdit(parent, self._table.columns[which], self.replacing)
        editor.walked.connect(lambda down, right: self._leave(editor, down, right))
        editor.pasted.connect(lambda text: self._paste(editor, text))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        editor.setGeometry(box.x(), box.y(), box.width(), theme.px(ROW))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, CellEdit)
        if not editor.isModified() and editor.text() != str(index.data() or ""):
            editor.setText(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, CellEdit)
        self._table.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that lead away are the line's own matter; Qt would take Enter and Tab before it sees them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, CellEdit) and way_of(event) is not None:
            watched.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _leave(self, editor: CellEdit, down: int, right: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.walked.emit(down, right)

    def _paste(self, editor: CellEdit, text: str) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self.pasted.emit(text)


def _draw(painter: QPainter, box: QRect, text: str) -> None:
    room = box.adjusted(LEFT_PAD, 0, -6, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
