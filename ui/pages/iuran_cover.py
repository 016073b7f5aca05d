"""The card "Siapa aktif sampai kapan": groups of people by the last day they are covered; Enter lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jamsos_desktop.texts import number
from ui import theme
from ui.widgets import Card, Label, LinesModel, LinkButton

HIGH = 31
MOST, MOST_LOW = 6, 4  # rows shown without scrolling, in a low window
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class CoverLine(NamedTuple):
    """One group; ``query``: what the list of people is filtered by."""

    icon: str
    role: str
    kapan: str
    siapa: str
    orang: int
    query: Mapping[str, Any]


class CoverModel(LinesModel[CoverLine]):
    """The groups, the most urgent first."""

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return f"{line.kapan}, {line.siapa}: {number(line.orang)} orang"
        return None


class _Cells(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view, box = index.model(), option.widget, option.rect
        assert isinstance(model, CoverModel)
        assert isinstance(view, QListView)
        line = model.lines[index.row()]
        here = view.currentIndex().row() == index.row() and view.hasFocus()
        painter.save()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, theme.qcolor("accent_soft" if here else "hover" if hover else "surface"))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.qcolor("border"))
        painter.drawPixmap(box.x() + 11, box.y() + (box.height() - 14) // 2, theme.pixmap(line.icon, line.role, 14))
        many = number(line.orang)
        bold = theme.font("body", 600)
        room = QFontMetrics(bold).horizontalAdvance(many) + 8
        self._words(painter, QRect(box.x() + 33, box.y(), box.width() - 45 - room, box.height()), line)
        painter.setFont(bold)
        painter.setPen(theme.qcolor("text"))
        painter.drawText(box.adjusted(0, 0, -12, 0), MIDDLE | int(Qt.AlignmentFlag.AlignRight), many)
        if here:
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRect, line: CoverLine) -> None:
        bold, soft = theme.font("body", 600), theme.font("caption")
        painter.setFont(bold)
        painter.setPen(theme.qcolor("text"))
        when = QFontMetrics(bold).elidedText(line.kapan, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, MIDDLE, when)
        left = QFontMetrics(bold).horizontalAdvance(line.kapan) + 5
        painter.setFont(soft)
        painter.setPen(theme.qcolor("text_2"))
        rest = max(0, box.width() - left)
        words = QFontMetrics(soft).elidedText(line.siapa, Qt.TextElideMode.ElideRight, rest)
        painter.drawText(box.adjusted(left, 0, 0, 0), MIDDLE, words)


class _View(QListView):
    """As high as its rows up to ``MOST``; Tab leaves it, arrows walk it."""

    def __init__(self, model: CoverModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Siapa aktif sampai kapan")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def fit(self, low: bool) -> None:
        """The height of its rows, and not more than some."""
        many = self.model().rowCount()
        self.setFixedHeight(theme.px(HIGH) * min(many, MOST_LOW if low else MOST))


class CoverCard(Card):
    """``wanted(query)``: show the people of a group."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.total, self._unit = Label("", "strong"), Label("orang", "caption", wrap=False)
        many = QWidget()
        row = QHBoxLayout(many)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.total)
        row.addWidget(self._unit)
        super().__init__("Siapa aktif sampai kapan", many, parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        self.model = CoverModel()
        self.view = _View(self.model, self)
        self.body.addWidget(self.view)
        self.nobody = Label("Belum ada yang terdaftar. Orang muncul di sini sesudah iurannya dibayar.", "caption")
        self.nobody.setContentsMargins(12, 8, 12, 8)
        self.body.addWidget(self.nobody)
        self.body.addWidget(self._foot())
        self.view.activated.connect(lambda index: self.wanted.emit(self.model.lines[index.row()].query))
        self.view.clicked.connect(lambda index: self.wanted.emit(self.model.lines[index.row()].query))
        self.names.clicked.connect(lambda: self.wanted.emit(self._others))

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 3, 12, 4)
        row.setSpacing(4)
        self.rest = Label("", "caption", wrap=False)
        self.names = LinkButton("Lihat nama")
        self.names.setFont(theme.font("caption"))
        row.addWidget(self.rest)
        row.addWidget(self.names)
        row.addStretch(1)
        self._others: Mapping[str, Any] = {}
        return foot

    def show_lines(self, lines: Sequence[CoverLine], terdaftar: int, lain: int, others: Mapping[str, Any]) -> None:
        """Other groups; ``lain`` people are not registered, found by ``others``."""
        self.model.set_lines(lines)
        self.total.setText(number(terdaftar))
        self.view.setVisible(bool(lines))
        self.nobody.setVisible(not lines)
        self.rest.setText(f"{number(lain)} orang lain belum terdaftar." if lain else "Semua orang sudah terdaftar.")
        self.names.setVisible(bool(lain))
        self._others = others
