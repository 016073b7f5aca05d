"""How tables look here, and the delegate that paints a status as icon and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.widgets.basic import paint_chip

CHIP_ROLE = Qt.ItemDataRole.UserRole + 1  # data: (icon, word, colour role) or None
ROW_HEIGHTS = {"rapat": 26, "normal": 28, "lega": 34}
Index = QModelIndex | QPersistentModelIndex


def set_up_table(view: QTableView, density: str = "normal") -> None:
    """Zebra, no grid, fixed rows, whole rows selected; widths are remembered, never measured."""
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setFont(theme.font("table"))
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(theme.px(ROW_HEIGHTS[density]))
    head = view.horizontalHeader()
    head.setFixedHeight(theme.px(30))
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    FocusRing(view)


class ColumnFit(QObject):
    """Columns as wide as ``widths`` (px at normal letters) say; ``wide`` takes what is left, and where the sum does
    not fit, columns of ``giving`` are hidden, the first one first."""

    def __init__(self, view: QTableView, widths: Sequence[int], wide: int, giving: Sequence[int]) -> None:
        super().__init__(view)
        self._view, self._widths, self._wide, self._giving = view, tuple(widths), wide, tuple(giving)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit(self._view.viewport().width())
        return super().eventFilter(watched, event)

    def _fit(self, room: int) -> None:
        hidden: set[int] = set()
        for column in self._giving:
            if self._sum(hidden) > room:
                hidden.add(column)
        spare = max(0, room - self._sum(hidden))
        for column, width in enumerate(self._widths):
            self._view.setColumnHidden(column, column in hidden)
            if column not in hidden:
                self._view.setColumnWidth(column, theme.px(width) + (spare if column == self._wide else 0))

    def _sum(self, hidden: set[int]) -> int:
        return sum(theme.px(width) for at, width in enumerate(self._widths) if at not in hidden)


class FocusRing(QWidget):
    """Two pixels of accent around a table with the keyboard. Laid over it: a border of its own would move the
    columns, and inside a card a table has none."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Resize):
            self._lay_over(self.parentWidget())
            if event.type() == QEvent.Type.FocusIn:
                self.show()
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _lay_over(self, view: QWidget) -> None:
        self.setGeometry(view.rect())
        self.setMask(QRegion(view.rect()) - QRegion(view.rect().adjusted(2, 2, -2, -2)))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.qcolor("focus"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class StatusChipDelegate(QStyledItemDelegate):
    """Paints ``CHIP_ROLE`` data: a filled chip for warn and error, plain icon and word for all else
    (for everything where ``filled`` is False)."""

    filled = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chip = index.data(CHIP_ROLE)
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        if chip:
            ground.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        if not chip:
            return
        icon, word, role = chip
        painter.save()
        font = theme.font("table")
        font.setPixelSize(theme.px(12))
        painter.setFont(font)
        painter.setClipRect(option.rect)
        wide = QFontMetrics(font).horizontalAdvance(word) + 31
        box = QRectF(option.rect.x() + 8, option.rect.y() + (option.rect.height() - 20) / 2, wide, 20)
        paint_chip(painter, box, icon, word, role, self.filled and role in ("warn", "error"))
        painter.restore()


class TickDelegate(QStyledItemDelegate):
    """A tick box in the middle of a narrow column (check state role); Space and a click change it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        ground.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        paint_tick(painter, option.rect, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole) or 0))

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        click = event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
        space = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        if not (click or space) or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        now = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole) or 0)
        wanted = Qt.CheckState.Unchecked if now == Qt.CheckState.Checked else Qt.CheckState.Checked
        return bool(model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(36, 28)


def paint_tick(painter: QPainter, cell: QRect, state: Qt.CheckState, at_left: int = -1) -> None:
    """A 16 px tick box in the middle of a cell (or ``at_left`` px from its left edge)."""
    x = cell.x() + ((cell.width() - 16) // 2 if at_left < 0 else at_left)
    box = QRectF(x, cell.y() + (cell.height() - 16) // 2, 16, 16)
    on = state != Qt.CheckState.Unchecked
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.qcolor("accent" if on else "border_input"))
    painter.setBrush(theme.qcolor("accent" if on else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if on:
        name = "check-lg" if state == Qt.CheckState.Checked else "dash"
        painter.drawPixmap(int(box.x()) + 2, int(box.y()) + 2, theme.pixmap(name, "on_accent", 12))
    painter.restore()


