"""The table of Isi cepat under the keyboard: typing begins in the cell, Enter saves and goes down, as in Excel."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from ui import theme
from ui.keys import edit_too
from ui.pages.isi_cepat_cells import MORE, ROW, CellDelegate, CellEdit, way_of
from ui.pages.isi_cepat_model import BORN, DUSUN, GONE_BY, KK, LOOKS, MARK, NAME, NIK, VALUE, FillTable
from ui.widgets import set_up_table

Index = QModelIndex | QPersistentModelIndex
Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
WIDTHS = {MARK: 34, NAME: 196, NIK: 150, DUSUN: 58, KK: 150, BORN: 50}
LEAST_VALUE = 176  # px of a column that is typed
GIVING = (KK, BORN, DUSUN, NIK)  # hidden where the room is small, the first one first


class FillView(QTableView):
    """``pasted(text)``: several lines from the cell on; ``same_asked``, ``cleared``, ``opened_person``: Ctrl+D, Del,
    Ctrl+O; ``again``: Enter where a typed text waits for a yes; ``moved``: another cell."""

    pasted = Signal(str)
    same_asked = Signal()
    cleared = Signal()
    opened_person = Signal()
    again = Signal()
    moved = Signal()
    left_top = Signal()

    def __init__(self, table: FillTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._tall: set[int] = set()  # rows with a sentence under them
        set_up_table(self)
        self.setProperty("bare", True)
        self.horizontalHeader().setMinimumSectionSize(theme.px(24))  # the mark is narrower than Qt's own least
        self.setModel(table)
        self.cells = CellDelegate(self, table)
        self.cells.walked.connect(self.walk)
        self.cells.pasted.connect(self.pasted)
        self.setItemDelegate(self.cells)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Orang yang isiannya kosong")
        edit_too(self)
        table.modelReset.connect(self._listed)
        table.dataChanged.connect(lambda first, last: self._fit_rows(first.row(), last.row()))

    # Where the keyboard is.

    @property
    def line(self) -> int:
        """The row with the keyboard, -1 when there is none."""
        return self.currentIndex().row()

    @property
    def which(self) -> int:
        """Which of the typed columns, from 0."""
        return max(0, self.currentIndex().column() - VALUE)

    def go_to(self, line: int, which: int | None = None) -> None:
        """Stand on a cell that is typed."""
        if not 0 <= line < self.table.rowCount():
            return
        which = self.which if which is None else which
        index = self.table.index(line, VALUE + min(which, len(self.table.columns) - 1))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def walk(self, down: int, right: int) -> None:
        """Leave the cell: down or up a row, or to the column beside it and on into the next row."""
        many = max(1, len(self.table.columns))
        at = self.line * many + self.which + right if right else (self.line + down) * many + self.which
        if 0 <= at < self.table.rowCount() * many:
            self.go_to(at // many, at % many)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def again_wanted(self) -> bool:
        """Whether the cell holds a typed text that somebody else's change kept from being stored."""
        line = self.table.line_at(self.line)
        return line is not None and bool(line.cells) and line.cells[self.which].state == "berubah"

    @property
    def typing(self) -> CellEdit | None:
        """The line that is open in a cell."""
        editor = QApplication.focusWidget()
        return editor if isinstance(editor, CellEdit) and self.isAncestorOf(editor) else None

    def leave_cell(self) -> None:
        """Save what is being typed."""
        if (editor := self.typing) is not None:
            self.commitData(editor)
            self.closeEditor(editor, self.cells.EndEditHint.NoHint)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.column() < VALUE:
            self.go_to(current.row(), 0)
            return
        self.viewport().update()
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in a row goes to the cell of it that is typed."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() < VALUE:
            self.leave_cell()
            self.go_to(index.row(), 0)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way, control = way_of(event), bool(event.modifiers() & Ctrl)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif control and event.key() in (Key.Key_D, Key.Key_O):
            (self.same_asked if event.key() == Key.Key_D else self.opened_person).emit()
        elif event.key() == Key.Key_Delete:
            self.cleared.emit()
        elif event.key() == Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._offer()
        elif event.key() == Key.Key_Up and self.line <= 0:
            self.left_top.emit()
        elif way is not None and event.key() not in (Key.Key_Tab, Key.Key_Backtab):
            if self.again_wanted and event.key() in (Key.Key_Return, Key.Key_Enter):
                self.again.emit()
            self.walk(*way)
        else:
            self.cells.replacing = event.key() != Key.Key_F2
            super().keyPressEvent(event)
            self.cells.replacing = False

    def _offer(self) -> None:
        """Open the cell with the whole list of choices."""
        self.edit(self.currentIndex())
        editor = QApplication.focusWidget()
        if isinstance(editor, CellEdit):
            editor.offer_all()

    # How it looks.

    def _listed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        told = {at for at, line in enumerate(self.table.shown) if line.told}
        for at in (told | self._tall) & set(range(len(self.table.shown))):  # heights outlive the rows that had them
            self.setRowHeight(at, theme.px(ROW + MORE if at in told else ROW))
        self._tall = told
        self._fit_columns()

    def _fit_rows(self, first: int, last: int) -> None:
        for at in range(first, last + 1):
            line = self.table.line_at(at)
            tall = line is not None and line.told is not None
            (self._tall.add if tall else self._tall.discard)(at)
            high = theme.px(ROW + MORE if tall else ROW)
            if self.rowHeight(at) != high:
                self.setRowHeight(at, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """What tells people apart gives way to what is typed; a column that is typed is not shown twice."""
        typed = {column.key for column in self.table.columns}
        hidden = {at for key, at in GONE_BY.items() if key in typed}
        many, room = max(1, len(self.table.columns)), self.viewport().width()
        for at in GIVING:
            if self._facts(hidden) + theme.px(LEAST_VALUE) * many > room:
                hidden.add(at)
        for at, width in WIDTHS.items():
            self.setColumnHidden(at, at in hidden)
            if at not in hidden:
                self.setColumnWidth(at, theme.px(width))
        each, rest = divmod(max(0, room - self._facts(hidden)), many)
        for nth in range(many):
            self.setColumnWidth(VALUE + nth, each + (rest if nth == many - 1 else 0))

    @staticmethod
    def _facts(hidden: set[int]) -> int:
        return sum(theme.px(width) for at, width in WIDTHS.items() if at not in hidden)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The table, and under the rows of which something is said: that sentence."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(theme.font("caption"))
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self.table.rowCount() - 1
        for at in range(max(0, top), last + 1):
            line = self.table.line_at(at)
            cell = line.told if line is not None else None
            if cell is not None:
                self._tell(painter, at, cell.state, " ".join(part for part in (cell.pesan, cell.cara) if part))

    def _tell(self, painter: QPainter, at: int, state: str, text: str) -> None:
        icon, role, _ = LOOKS[state]
        left = self.columnViewportPosition(NAME) + 8
        box = QRect(left, self.rowViewportPosition(at) + theme.px(ROW) - 1, self.viewport().width() - left - 8,
                    theme.px(MORE) - 2)
        painter.drawPixmap(box.x(), box.y() + (box.height() - 12) // 2, theme.pixmap(icon or "info-circle", role, 12))
        painter.setPen(theme.qcolor(role))
        words = box.adjusted(18, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, words.width()))
