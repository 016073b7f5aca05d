"""The columns people lack, at the left of Isi cepat: what blocks papers first, each with how many people lack it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jamsos_desktop.desk import FillColumn
from jamsos_desktop.texts import number
from ui import theme
from ui.widgets.lines import LinesModel, LinesView

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
HEAD, LINE = 26, 30
LEFT, GAP = 14, 6  # px beside the words of a column
ROUND, EDGE = 14, 9  # px inside the box with the count, and at its right
NEEDED, FREE = "Wajib diisi", "Boleh kosong"


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A heading (``column`` None), or a column."""

    words: str
    column: FillColumn | None = None


class ColumnLines(LinesModel[ColumnLine]):
    """Headings and columns; headings cannot be chosen."""

    def count(self, key: str, left: int) -> None:
        """So many lack a column by now."""
        at = self.row_of(key)
        column = self.lines[at].column if at >= 0 else None
        if column is not None and column.kurang != left:
            self.lines[at] = ColumnLine(column.label, replace(column, kurang=left))
            self.dataChanged.emit(self.index(at), self.index(at))

    def show_columns(self, columns: Sequence[FillColumn], here: str) -> None:
        """Those that somebody lacks, and the one being filled."""
        lines: list[ColumnLine] = []
        open_ones = [one for one in columns if one.kurang or one.key == here]
        for title, part in ((NEEDED, [one for one in open_ones if one.wajib]),
                            (FREE, [one for one in open_ones if not one.wajib])):
            if part:
                lines += [ColumnLine(title), *(ColumnLine(one.label, one) for one in part)]
        self.set_lines(lines)

    def row_of(self, key: str) -> int:
        """Where a column stands, -1 when nowhere."""
        return next((at for at, line in enumerate(self.lines) if line.column and line.column.key == key), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()] if index.isValid() else None
        return super().flags(index) if line is not None and line.column else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Role.DisplayRole:
            return line.words
        if role in (Role.ToolTipRole, Role.AccessibleTextRole) and line.column:
            return f"{line.words}: {said(line.column)}"
        return None


def said(column: FillColumn) -> str:
    """"34 orang kosong, 2 di antaranya tidak terbaca"."""
    if not column.kurang:
        return "lengkap"
    broken = f", {number(column.tak_terbaca)} di antaranya tidak terbaca" if column.tak_terbaca else ""
    return f"{number(column.kurang)} orang kosong{broken}"


class ColumnCells(QStyledItemDelegate):
    """A heading in small letters; a column with its count in a soft box, a tick where nobody lacks it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = index.model().lines[index.row()].column is None
        return QSize(80, theme.px(HEAD if head else LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: ColumnLine = index.model().lines[index.row()]
        box, view = option.rect, option.widget
        painter.save()
        if line.column is None:
            painter.setFont(theme.font("label"))
            painter.setPen(theme.qcolor("text_3"))
            painter.drawText(box.adjusted(12, 4, -8, 0), int(Qt.AlignmentFlag.AlignVCenter), line.words)
        else:
            here = view is not None and view.currentIndex().row() == index.row()
            self._column(painter, box, line.column, here, view is not None and view.hasFocus())
        painter.restore()

    def _column(self, painter: QPainter, box: QRect, column: FillColumn, here: bool, keyboard: bool) -> None:
        if here:
            painter.fillRect(box, theme.qcolor("selection"))
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.qcolor("accent"))
        if here and keyboard:
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))
        right = self._count(painter, box, column)
        painter.setFont(theme.font("body", 600 if here else 400))
        painter.setPen(theme.qcolor("text"))
        room = QRect(box.x() + LEFT, box.y(), right - box.x() - LEFT - GAP, box.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), painter.fontMetrics().elidedText(
            column.label, Qt.TextElideMode.ElideRight, room.width()))

    @staticmethod
    def _count(painter: QPainter, box: QRect, column: FillColumn) -> int:
        """How many, in a box at the right edge; gives where the box begins."""
        if not column.kurang:
            at = box.right() - 24
            painter.drawPixmap(at, box.y() + (box.height() - 14) // 2, theme.pixmap("check-circle-fill", "ok", 14))
            return at
        role = "warn" if column.wajib else "neutral"
        painter.setFont(theme.font("label"))
        words = number(column.kurang)
        wide = painter.fontMetrics().horizontalAdvance(words) + ROUND
        high = max(20, painter.fontMetrics().height())
        frame = QRectF(box.right() - wide - EDGE, box.y() + (box.height() - high) / 2, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.qcolor(f"{role}_line"))
        painter.setBrush(theme.qcolor(f"{role}_soft"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.qcolor(role))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), words)
        return int(frame.x())


class ColumnList(LinesView):
    """The list itself; ``moved(row)`` and ``entered_row`` as of every list of lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.lines_model = ColumnLines()
        super().__init__(self.lines_model, ColumnCells, "Kolom yang kosong", parent)

    @property
    def needed(self) -> int:
        """How wide the list must be for every column to stand whole, also the one chosen."""
        words, label = QFontMetrics(theme.font("body", 600)), QFontMetrics(theme.font("label"))
        columns = [line.column for line in self.lines_model.lines if line.column is not None]
        most = max((words.horizontalAdvance(one.label) + label.horizontalAdvance(number(one.kurang))
                    for one in columns), default=0)
        return most + LEFT + GAP + ROUND + EDGE + 1 + self.verticalScrollBar().sizeHint().width()

    @property
    def column(self) -> FillColumn | None:
        """The column the keyboard stands on."""
        at = self.currentIndex().row()
        return self.lines_model.lines[at].column if 0 <= at < len(self.lines_model.lines) else None
