"""Records side by side: what differs is tinted and says so, the mother's name is only compared."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from jamsos_desktop.desk import PairView
from ui import theme
from ui.widgets import set_up_table

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
SAME_ROLE = Role.UserRole + 1
LABEL_WIDE, WORD_WIDE, LEAST = 118, 92, 140
HEAD_HIGH, HEAD_PAD = 30, 8
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
WORDS = {True: ("check-lg", "text_2"), False: ("exclamation-triangle-fill", "warn")}


class CompareModel(QAbstractTableModel):
    """Label, one column per record, and the word: sama or beda."""

    def __init__(self) -> None:
        super().__init__()
        self._view: PairView | None = None

    def show_view(self, view: PairView | None) -> None:
        """Show a pair, or nothing."""
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return len(self._view.baris) if self._view and not parent.isValid() else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(self._view.records) + 2 if self._view and not parent.isValid() else 0

    @property
    def last(self) -> int:
        return self.columnCount() - 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if self._view is None or not index.isValid():
            return None
        row, column = self._view.baris[index.row()], index.column()
        text = row.label if column == 0 else row.kata if column == self.last else row.nilai[column - 1]
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return text
        if role == Role.AccessibleTextRole:
            return f"{row.label}: {text}, {row.kata}"
        return row.sama if role == SAME_ROLE else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        said = (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole)
        if self._view is None or way != Qt.Orientation.Horizontal or role not in said:
            return None
        inside = 0 < section < self.last
        if not inside:
            return "" if role != Role.AccessibleTextRole else "Isian" if section == 0 else "Sama atau beda"
        record = self._view.records[section - 1]
        return f"{record.huruf}. {record.judul}"


class _Painter(QStyledItemDelegate):
    """Tints what differs; the word at the right has its icon."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: CompareModel = index.model()
        same, box, last = bool(index.data(SAME_ROLE)), option.rect, index.column() == model.last
        value = 0 < index.column() < model.last
        painter.save()
        painter.fillRect(box, theme.qcolor("warn_soft" if value and not same else "surface"))
        painter.setPen(QPen(theme.qcolor("border")))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        font = theme.font("table", 600 if value and not same else 400)
        painter.setFont(font)
        left = 8
        if last:
            icon, role = WORDS[same]
            painter.drawPixmap(box.x() + 8, box.y() + (box.height() - 11) // 2, theme.pixmap(icon, role, 11))
            left = 24
        painter.setPen(theme.qcolor("text" if value else "text_2" if same or not last else "warn"))
        place = box.adjusted(left, 0, -6, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), index.data())
        self._focus(painter, box, option)
        painter.restore()

    @staticmethod
    def _focus(painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))


class _Heads(QHeaderView):
    """Where each record comes from, on as many lines as it needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def fit(self) -> None:
        """As high as the longest of them needs in its column."""
        metrics = QFontMetrics(theme.font("table", 600))
        high = max(metrics.boundingRect(self._room(QRect(0, 0, self.sectionSize(at), 1000)), WRAPPED,
                                        self._words(at)).height() for at in range(self.count()))
        self.setFixedHeight(max(theme.px(HEAD_HIGH), high + 10))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, theme.qcolor("surface_sunken"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.qcolor("border"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.qcolor("border"))
        painter.setFont(theme.font("table", 600))
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(self._room(rect), WRAPPED, self._words(section))

    def _words(self, section: int) -> str:
        return str(self.model().headerData(section, self.orientation()) or "")

    @staticmethod
    def _room(rect: QRect) -> QRect:
        return rect.adjusted(HEAD_PAD, 0, -HEAD_PAD - 1, -1)


class CompareTable(QTableView):
    """The comparison; columns of further records scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = CompareModel()
        self.heads = _Heads(self)
        self.setHorizontalHeader(self.heads)
        self.setModel(self.compare)
        set_up_table(self, "rapat")
        self.setProperty("bare", True)
        self.setAlternatingRowColors(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("Perbandingan catatan")

    def show_view(self, view: PairView | None) -> None:
        """Show a pair, or nothing, in columns that fit."""
        self.compare.show_view(view)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Records share the width that labels and words leave."""
        last = self.compare.last
        if last < 1:
            return
        rest = self.viewport().width() - theme.px(LABEL_WIDE) - theme.px(WORD_WIDE)
        each = max(rest // (last - 1), theme.px(LEAST))
        self.setColumnWidth(0, theme.px(LABEL_WIDE))
        for column in range(1, last):
            self.setColumnWidth(column, each)
        self.setColumnWidth(last, max(theme.px(WORD_WIDE), theme.px(WORD_WIDE) + rest - each * (last - 1)))
        self.heads.fit()
        self._raise_rows(each - 14)

    def _raise_rows(self, room: int) -> None:
        """A row whose values need more than one line is as high as they are: what differs must be readable."""
        metrics, box = QFontMetrics(theme.font("table", 600)), QRect(0, 0, room, 1000)
        usual = self.verticalHeader().defaultSectionSize()
        for row in range(self.compare.rowCount()):
            words = (self.compare.index(row, column).data() for column in range(1, self.compare.last))
            high = max(metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height() for text in words)
            self.setRowHeight(row, usual if high <= metrics.height() + 2 else high + 8)
