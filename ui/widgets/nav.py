"""The menu at the left: icon, word and count per page; 52 px with icons only where room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.pages import Entry
from ui.widgets.basic import IconLabel, Label, Line

WIDE, NARROW, ITEM = 176, 52, 34
LOWEST_ITEM = 26  # where the window is too low for all entries
NAME = Qt.ItemDataRole.UserRole
BADGE = Qt.ItemDataRole.UserRole + 1  # (text, "" or "error")
Index = QModelIndex | QPersistentModelIndex


class _Painter(QStyledItemDelegate):
    """Draws an entry as the pictures show it."""

    def __init__(self, owner: Nav, entries: Sequence[Entry]) -> None:
        super().__init__(owner)
        self._owner, self._entries = owner, {entry.name: entry for entry in entries}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, self._owner.item)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._entries[index.data(NAME)]
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect
        painter.save()
        if here:
            painter.fillRect(box, theme.qcolor("accent_soft"))
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.qcolor("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.qcolor("hover"))
        narrow = self._owner.narrow
        left = box.x() + (box.width() - 16) // 2 if narrow else box.x() + 15
        picture = theme.pixmap(entry.chosen if here else entry.icon, "accent" if here else "text_2", 16)
        painter.drawPixmap(left, box.y() + (box.height() - 16) // 2, picture)
        if not narrow:
            painter.setFont(theme.font("body", 600 if here else 400))
            painter.setPen(theme.qcolor("text"))
            painter.drawText(box.adjusted(40, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), entry.words)
            self._badge(painter, box, index.data(BADGE))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the count before it was filled
            painter.drawRect(box.adjusted(1, 1, -2, -1))
        painter.restore()

    @staticmethod
    def _badge(painter: QPainter, box: QRect, badge: tuple[str, str] | None) -> None:
        if not badge or not badge[0]:
            return
        text, role = badge
        font = theme.font("label" if role else "caption")
        wide = max(22, QFontMetrics(font).horizontalAdvance(text) + 8)
        frame = QRectF(box.right() - 6 - wide, box.y() + (box.height() - 18) / 2, wide, 18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.qcolor("error_line" if role else "border"))
        painter.setBrush(theme.qcolor("error_soft" if role else "surface"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(font)
        painter.setPen(theme.qcolor("error" if role else "text_2"))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), text)


class _Menu(QListWidget):
    """One group of entries; a click or Enter goes there."""

    asked = Signal(str)

    def __init__(self, owner: Nav, entries: Sequence[Entry], label: str) -> None:
        super().__init__(owner, objectName="nav")
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Painter(owner, entries))
        self.setMouseTracking(True)
        for entry in entries:
            item = QListWidgetItem(entry.words, self)
            item.setData(NAME, entry.name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_item(owner.item)
        self.itemClicked.connect(lambda item: self.asked.emit(item.data(NAME)))

    def set_item(self, high: int) -> None:
        """How high an entry is, from now on."""
        self.setMaximumHeight(high * self.count())
        self.setMinimumHeight(high * min(3, self.count()))
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """All entries; large letters on a low screen leave fewer, and the list moves with the mark."""
        return QSize(WIDE, self.maximumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentItem():
            self.asked.emit(self.currentItem().data(NAME))
        else:
            super().keyPressEvent(event)


class Nav(QFrame):
    """Village or district name, the pages, and below a line the rest. ``chosen(name)`` when somebody wants a
    page. ``district`` sets the name on dark green."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[Entry], below: Sequence[Entry], title: str, sub: str,
                 parent: QWidget | None = None, *, district: bool = False) -> None:
        super().__init__(parent, objectName="navframe")
        self.narrow, self.item = False, theme.px(ITEM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        self._who = self._name_block(title, sub)
        self._mark = QWidget()
        mark = QVBoxLayout(self._mark)
        mark.setContentsMargins(0, 14, 0, 14)
        mark.addWidget(IconLabel("house-check-fill", "on_district" if district else "accent", 22), 0,
                       Qt.AlignmentFlag.AlignHCenter)
        self._mark.hide()
        for block in (self._who, self._mark):
            block.setObjectName("district" if district else "")
            block.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, district)
        column.addWidget(self._who)
        column.addWidget(self._mark)
        column.addWidget(Line())
        column.addSpacing(8)
        self._menus = (_Menu(self, pages, "Menu"), _Menu(self, below, "Menu lain"))
        column.addWidget(self._menus[0])
        column.addStretch(1)
        line = QVBoxLayout()
        line.setContentsMargins(12, 8, 12, 8)
        line.addWidget(Line())
        column.addLayout(line)
        column.addWidget(self._menus[1])
        for menu in self._menus:
            menu.asked.connect(self.chosen)
        self.set_narrow(False)

    def _name_block(self, title: str, sub: str) -> QWidget:
        block = QWidget()
        block.setFixedHeight(theme.px(63))
        rows = QVBoxLayout(block)
        rows.setContentsMargins(12, 11, 8, 8)
        rows.setSpacing(0)
        self.title, self.sub = Label(title, "heading"), Label(sub, "caption", wrap=False)
        for words in (self.title, self.sub):
            words.setToolTip(words.text())
            words.setMinimumWidth(10)
            rows.addWidget(words)
        rows.addStretch(1)
        return block

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Entries move together before any of them is out of sight."""
        menus = sum(menu.count() for menu in self._menus)
        column = self.layout()
        assert column is not None
        around = column.minimumSize().height() - sum(menu.minimumHeight() for menu in self._menus)
        item = max(theme.px(LOWEST_ITEM), min(theme.px(ITEM), (self.height() - around) // menus))
        if item != self.item:
            self.item = item
            for menu in self._menus:
                menu.set_item(item)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, with the words as tool tips; or the full menu."""
        self.narrow = narrow
        self.setFixedWidth(NARROW if narrow else max(WIDE, theme.px(WIDE)))
        self._who.setVisible(not narrow)
        self._mark.setVisible(narrow)
        for menu in self._menus:
            for at in range(menu.count()):
                item = menu.item(at)
                item.setToolTip(item.text() if narrow else "")
            menu.viewport().update()

    def show_page(self, name: str) -> None:
        """Mark the entry of a page; none when the page is in no menu."""
        for menu in self._menus:
            menu.clearSelection()
            menu.setCurrentRow(-1)
            for at in range(menu.count()):
                if menu.item(at).data(NAME) == name:
                    menu.setCurrentRow(at)

    def set_badge(self, name: str, text: str, role: str = "") -> None:
        """A count behind an entry; role "error" for what somebody refused."""
        for menu in self._menus:
            for at in range(menu.count()):
                item = menu.item(at)
                if item.data(NAME) == name:
                    item.setData(BADGE, (text, role))
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} {text}".strip())
