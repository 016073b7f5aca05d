"""The sheet as people know it from Excel: letters, row numbers, header, what each column holds, and the cells."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from jamsos_desktop.desk import Column
from jamsos_desktop.texts import column_letters
from ui import theme
from ui.keys import edit_too
from ui.pages.impor_heads import NARROWEST, ROW, Corner, RowHead, SheetHead, sheet_font
from ui.pages.impor_model import CHECK, HELD, REPLACED, SheetModel

WIDEST, SAMPLE = 230, 60
MOST = 0.9  # of the texts that a column is measured by
TINTS = {HELD: "error", CHECK: "warn"}


class CellPainter(QStyledItemDelegate):
    """Paints a cell whole: tint, one-pixel frame, words; no style is asked, so that scrolling stays smooth."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._plain, self._bold = sheet_font(), sheet_font(600)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        model = index.model()
        assert isinstance(model, SheetModel)
        if model.report is None:
            return
        cell, rect = model.cell(index.row(), index.column()), option.rect
        tint = TINTS.get(cell.level)
        painter.save()
        painter.fillRect(rect, theme.qcolor(f"{tint}_soft" if tint else "surface"))
        if tint:
            painter.setPen(theme.qcolor(f"{tint}_line"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.qcolor("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        font = self._bold if tint else self._plain
        painter.setFont(font)
        role = tint or ("info" if cell.level == REPLACED else "text_3" if cell.faded else "text")
        painter.setPen(theme.qcolor(role))
        text = cell.text.replace("\n", " ")
        words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 14)
        painter.drawText(rect.adjusted(8, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if cell.typed:
            corner = QPointF(rect.right() + 1, rect.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.qcolor("accent"))
            painter.drawPolygon(QPolygonF([corner, corner - QPointF(7, 0), corner + QPointF(0, 7)]))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setFont(self._plain)
        model = index.model()
        assert isinstance(model, SheetModel)
        editor.setAccessibleName(f"Isi sel {column_letters(index.column())}{model.number(index.row())}")
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        """Once: a report that comes while somebody types must not take the typing away."""
        if not editor.property("begun"):
            editor.setProperty("begun", True)
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, max(0, theme.px(150) - option.rect.width()), 0))


class SheetView(QTableView):
    """The whole sheet. ``scrolled``: other rows are in sight; ``box_wanted(column)``: Alt+Down on a cell."""

    scrolled = Signal()
    box_wanted = Signal(int)
    stood = Signal(int, int)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = model
        self.head, self.rows, self.corner = SheetHead(self), RowHead(self), Corner(self)
        self.setHorizontalHeader(self.head)
        self.setVerticalHeader(self.rows)
        self.setModel(model)
        self.setItemDelegate(CellPainter(self))
        self.setProperty("bare", True)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFont(theme.font("table"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setAccessibleName("Isi Excel")
        edit_too(self)
        self.horizontalScrollBar().valueChanged.connect(self.head.place)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    def show_layout(self, columns: dict[int, Column], header: str, *, measure: bool) -> None:
        """What the columns hold; ``measure``: another sheet, whose columns get widths of their own."""
        many = self.sheet.columnCount()
        self.head.show_columns(columns, many, with_header=bool(header))
        self.corner.header = header
        last = str(self.sheet.number(self.sheet.rowCount() - 1)) if self.sheet.rowCount() else ""
        words = max(QFontMetrics(sheet_font()).horizontalAdvance(text) for text in (last, header, "00"))
        self.rows.setFixedWidth(words + 26)
        if measure:
            self._measure(many)
        else:
            self._widen(many)
        self.updateGeometries()
        self._place_corner()
        self.scrolled.emit()

    def _measure(self, many: int) -> None:
        """Each column as wide as its words, what is left shared out; measured once, never while scrolling. Where the
        whole sheet fits once its few longest texts are shortened, they are."""
        room = self.viewport().width()
        wanted = self._widths(many, 1.0)
        if sum(wanted) > room and sum(tight := self._widths(many, MOST)) <= room:
            wanted = tight
        spare = room - sum(wanted)
        growing = [at for at, wide in enumerate(wanted) if wide > 2 * NARROWEST]
        for at, wide in enumerate(wanted):
            share = spare // len(growing) if spare > 0 and at in growing else 0
            last = spare - share * (len(growing) - 1) if share and at == growing[-1] else share
            self.setColumnWidth(at, wide + last)
        self.head.place()

    def _widths(self, many: int, share: float) -> list[int]:
        """Widths in which this share of the first texts is whole, and all of the header."""
        bold, plain, found = QFontMetrics(sheet_font(600)), QFontMetrics(sheet_font()), []
        for at, box in enumerate(self.head.boxes[:many]):
            texts = sorted(plain.horizontalAdvance(text) for text in self.sheet.samples(at, SAMPLE)) or [0]
            longest = texts[min(len(texts) - 1, int(len(texts) * share))] + 16
            found.append(min(WIDEST, max(NARROWEST, box.width_wanted() + 8,
                                         bold.horizontalAdvance(box.column.judul) + 18, longest)))
        return found

    def _widen(self, many: int) -> None:
        """A column that holds something else now has room for the words of its box."""
        for at, box in enumerate(self.head.boxes[:many]):
            wanted = min(WIDEST, box.width_wanted() + 8)
            if box.column.sasaran and self.columnWidth(at) < wanted:
                self.setColumnWidth(at, wanted)

    def go_to(self, number: int, column: int) -> None:
        """Stand on a cell, with its row in sight."""
        line = self.sheet.line(number)
        if line >= 0:
            index = self.sheet.index(line, max(0, min(column, self.sheet.columnCount() - 1)))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def rows_in_sight(self) -> tuple[int, int]:
        """Numbers of the first and the last whole row shown; (0, 0) without rows."""
        if not self.sheet.rowCount():
            return 0, 0
        first = max(0, self.rowAt(1))
        last = self.rowAt(self.viewport().height() - theme.px(ROW) // 2)
        return self.sheet.number(first), self.sheet.number(last if last >= 0 else self.sheet.rowCount() - 1)

    def take_edit(self) -> bool:
        """What is being typed counts as typed; False when nothing new is."""
        editor = self.indexWidget(self.currentIndex())
        if self.state() != QAbstractItemView.State.EditingState or not isinstance(editor, QLineEdit):
            return False
        new = editor.text().strip() != self.currentIndex().data(Qt.ItemDataRole.EditRole)
        self.setFocus()  # an editor that is left hands its text over
        return new

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.stood.emit(self.sheet.number(current.row()), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.box_wanted.emit(max(0, self.currentIndex().column()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() \
                and self.state() != QAbstractItemView.State.EditingState:  # the editor still has to hand its text over
            self._one_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """After Enter the cell below, as in Excel."""
        super().closeEditor(editor, hint)
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache:
            self._one_down()

    def _one_down(self) -> None:
        below = self.sheet.index(self.currentIndex().row() + 1, self.currentIndex().column())
        if below.isValid():
            self.setCurrentIndex(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_corner()
        self.scrolled.emit()

    def _place_corner(self) -> None:
        self.corner.setGeometry(0, 0, self.rows.width(), self.head.height())
        self.corner.raise_()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
