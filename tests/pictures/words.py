"""Words of widgets: labels, buttons, boxes, tabs, headers and cells whose words do not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from tests.pictures.painted import SHORT, SLACK
from ui import theme

EDGES = 17  # px of a header's section that are padding and line


def cut_words(widget: QWidget) -> list[str]:
    """What does not fit in this widget, one sentence each."""
    judges: tuple[tuple[type, Callable[[Any], list[str]]], ...] = (
        (QLabel, _label), (QComboBox, _combo), (QTabBar, _tabs), (QHeaderView, _header), (QAbstractButton, _button),
        (QAbstractItemView, _cells), (QLineEdit, _hint))
    for kind, judge in judges:
        if isinstance(widget, kind):
            return judge(widget)
    return []


def _label(label: QLabel) -> list[str]:
    if not label.text() or _paints(label, QLabel):
        return []
    room = label.contentsRect()
    if label.wordWrap():
        short = label.heightForWidth(label.width()) > label.height() + SLACK
    else:
        lines = label.text().replace("&", "").splitlines() or [""]
        wide = max(label.fontMetrics().horizontalAdvance(line) for line in lines)
        short = (label.textFormat() != Qt.TextFormat.RichText and wide > room.width() + SLACK) or (
            label.fontMetrics().height() * len(lines) > label.height() + 3)
    if short:
        return [f"{label.text()!r} dalam {label.width()}x{label.height()}"]
    return _shortened(label)


def _shortened(widget: QLabel | QAbstractButton) -> list[str]:
    """Words a widget shortened by itself before it showed them."""
    short = widget.text().replace("&", "").strip()
    whole = SHORT.get(short, "")
    return [f"{whole!r} menjadi {short!r}{_told(widget.toolTip(), whole)}"] if whole else []


def _paints(widget: QWidget, plain: type[QWidget]) -> bool:
    """It draws its words itself: they are heard while it does."""
    return type(widget).paintEvent is not plain.paintEvent


def _button(button: QAbstractButton) -> list[str]:
    if not button.text() or (isinstance(button, QToolButton) and not button.icon().isNull()):
        return []
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).width()
        room -= button.iconSize().width() + 4 if not button.icon().isNull() else 0
    elif isinstance(button, QCheckBox | QRadioButton):
        return [f"{button.text()!r} dalam {button.width()}"] if button.sizeHint().width() > button.width() + 2 else []
    else:
        room = button.width()
    words = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    lines = words.replace("\u00a0", " ").strip().split("\n")
    wide = max(button.fontMetrics().horizontalAdvance(line) for line in lines)
    if wide > room + 2 * SLACK or button.fontMetrics().height() * len(lines) > button.height() + 2:
        return [f"{words!r} dalam {room}x{button.height()}, perlu {wide}"]
    return _shortened(button)


def _combo(box: QComboBox) -> list[str]:
    if _paints(box, QComboBox):
        return []
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                      QStyle.SubControl.SC_ComboBoxEditField, box).width()
    text = box.currentText()
    wide = box.fontMetrics().horizontalAdvance(text)
    return [f"{text!r} dalam kotak {room}, perlu {wide}"] if wide > room + SLACK and not box.isEditable() else []


def _hint(line: QLineEdit) -> list[str]:
    words = line.placeholderText()
    if line.text() or not words or line.echoMode() != QLineEdit.EchoMode.Normal:
        return []
    room = line.width() - line.textMargins().left() - line.textMargins().right() - 10
    wide = line.fontMetrics().horizontalAdvance(words)
    return [f"petunjuk {words!r} dalam {room}, perlu {wide}"] if wide > room else []


def _tabs(bar: QTabBar) -> list[str]:
    return [f"tab {bar.tabText(at)!r}" for at in range(bar.count()) if bar.isTabVisible(at)
            and bar.tabRect(at).right() > bar.width() + SLACK]


def _header(head: QHeaderView) -> list[str]:
    found = []
    model = head.model()
    if model is None or head.orientation() != Qt.Orientation.Horizontal or type(head).paintSection is not (
            QHeaderView.paintSection):
        return []  # painted by hand: heard while painting
    for at in range(head.count()):
        words = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        if not words or head.isSectionHidden(at):
            continue
        need = _bold(head).horizontalAdvance(words) + EDGES
        if need > head.sectionSize(at) + SLACK and _section_seen(head, at):
            found.append(f"judul kolom {words!r} dalam {head.sectionSize(at)}, perlu {need}")
    return found


def _bold(head: QHeaderView) -> QFontMetrics:
    """The letters the style sheet writes headers in: half bold, narrow ones in a dense table."""
    dense = head.parentWidget() is not None and head.parentWidget().property("dense")
    font = theme.font("table", 600) if dense else head.font()
    font.setWeight(font.Weight.DemiBold)
    own = re.search(r"font-size: (\d+)px", head.styleSheet())
    if own is not None:
        font.setPixelSize(int(own[1]))
    return QFontMetrics(font)


def _section_seen(head: QHeaderView, at: int) -> bool:
    left = head.sectionViewportPosition(at)
    return left >= 0 and left + head.sectionSize(at) <= head.viewport().width() + SLACK


def _cells(view: QAbstractItemView) -> list[str]:
    """Cells drawn by the style shorten by themselves; those drawn by a delegate of ours are heard while painting."""
    model = view.model()
    if model is None:
        return []
    found = []
    for index in _visible(view):
        delegate = view.itemDelegateForIndex(index)
        if type(delegate).paint is not QStyledItemDelegate.paint:
            continue
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect = view.visualRect(index)
        delegate.initStyleOption(option, index)
        if not option.text or "\n" in option.text:
            continue
        room = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view).width() - 6
        wide = QFontMetrics(option.font).horizontalAdvance(option.text)
        if wide > room + SLACK:
            tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            found.append(f"sel {option.text!r} dalam {room}, perlu {wide}{_told(tip, option.text)}")
    return found


def _told(tip: str, whole: str) -> str:
    return " (utuh di petunjuk)" if whole.replace("&", "").strip() in tip else ""


def _visible(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model, area = view.model(), view.viewport().rect()
    first = view.indexAt(QPoint(2, 2))
    root = view.rootIndex()
    for row in range(max(0, first.row()), min(model.rowCount(root), max(0, first.row()) + 60)):
        for column in range(model.columnCount(root) if isinstance(view, QTableView) else 1):
            index = model.index(row, column, root)
            box = view.visualRect(index)
            if box.top() > area.bottom():
                return
            if not box.isEmpty() and area.contains(box):
                yield index
