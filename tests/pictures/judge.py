"""What is wrong with a window as it stands: words cut short, widgets over each other, and what hangs out of its parent.

Labels, buttons, tabs, boxes, headers and cells are measured. What is painted by hand is caught while it is painted:
``watch_paint`` notes every text Python shortens or draws into too little room.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QStackedWidget,
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

from ui import theme

EDGES = 17  # px of a header's section that are padding and line
SLACK = 1  # px; letters are measured in whole ones
COVERS = ("FocusRing", "Toast", "QRubberBand", "QSizeGrip")  # laid over others on purpose

_SHORT: dict[str, str] = {}  # words as shortened while ``watch_paint`` was open -> whole


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: its kind (potong, tumpang, keluar), where it is, and what it says."""

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what} [{self.where}]"


def faults_of(window: QWidget) -> list[Fault]:
    """Everything wrong with what the window shows now. It is painted once, so that hand-painted words are heard."""
    with watch_paint() as painted:
        window.grab()
    found = [Fault("potong", f"dilukis {where}", words) for where, words in painted]
    for widget in (window, *window.findChildren(QWidget)):
        if widget is window or (widget.isVisibleTo(window) and _in_sight(widget, window)):
            found += [Fault("potong", _path(widget, window), words) for words in _cut(widget)]
            found += _crowded(widget, window)
            found += _scrolled_aside(widget, window)
    return list(dict.fromkeys(found))


# Words painted by hand.

@contextmanager
def watch_paint() -> Iterator[list[tuple[str, str]]]:
    """The words Python code shortened or drew into too little room while this is open, each with the module."""
    told: list[tuple[str, str]] = []
    shorten, draw = QFontMetrics.elidedText, QPainter.drawText

    def elided(self: QFontMetrics, text: str, *rest: Any) -> str:
        short: str = shorten(self, text, *rest)
        if short != text and text.strip():
            _SHORT[short.replace("&", "").strip()] = text
            told.append((_module(), f"{text!r} menjadi {short!r}"))
        return short

    def drawn(self: QPainter, *args: Any) -> Any:
        told.extend((_module(), words) for words in _too_wide(self, args))
        return draw(self, *args)

    QFontMetrics.elidedText, QPainter.drawText = elided, drawn
    try:
        yield told
    finally:
        QFontMetrics.elidedText, QPainter.drawText = shorten, draw


def _module() -> str:
    """The module that draws: the first beyond this one."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return Path(frame.f_code.co_filename).stem


def _too_wide(painter: QPainter, args: tuple[Any, ...]) -> list[str]:
    if len(args) < 3 or not isinstance(args[0], QRect | QRectF) or not isinstance(args[-1], str):
        return []
    room, flags, text = args[0], int(args[1]), args[-1]
    if not text.strip() or flags & int(Qt.TextFlag.TextDontClip):
        return []
    need = painter.boundingRect(QRectF(room), flags, text)
    ink = 0.7 * painter.fontMetrics().height()  # letters are lower than their line
    if need.width() > room.width() + SLACK or need.height() > room.height() + painter.fontMetrics().height() - ink:
        return [f"{text!r} dalam {room.width():.0f}x{room.height():.0f}, perlu {need.width():.0f}x{need.height():.0f}"]
    return []


# Words of widgets.

def _cut(widget: QWidget) -> list[str]:
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
    whole = _SHORT.get(short, "")
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
    wide = button.fontMetrics().horizontalAdvance(words.replace("\u00a0", " ").strip())
    if wide > room + 2 * SLACK or button.fontMetrics().height() > button.height() + 2:
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


# Room of widgets.

def _crowded(parent: QWidget, window: QWidget) -> list[Fault]:
    """Children of this widget that lie over each other or hang out of it."""
    if isinstance(parent, QAbstractScrollArea | QComboBox | QTabBar | QStackedWidget | QSplitter | QLineEdit):
        return []
    children = [child for child in parent.children() if isinstance(child, QWidget) and child.isVisibleTo(window)
                and not child.isWindow() and not QWidget.size(child).isEmpty() and not _lies_over(child)]
    found = []
    inside = parent.rect()
    scrolled = _is_scrolled(parent)
    for at, child in enumerate(children):
        place = child.geometry()
        if not scrolled and not inside.adjusted(-2, -2, 2, 2).contains(place):
            found.append(Fault("keluar", _path(child, window), f"{_text(child)!r} {_box(place)} dari {_box(inside)}"))
        for other in children[at + 1:]:
            both = place.intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                found.append(Fault("tumpang", _path(child, window),
                                   f"{_text(child)!r} dan {_text(other)!r} {_box(both)}"))
    return found


def _scrolled_aside(area: QWidget, window: QWidget) -> list[Fault]:
    """What is laid out may be taller than there is room, never wider: nobody looks for it there."""
    inside = area.widget() if isinstance(area, QScrollArea) else None
    if inside is None or inside.isHidden():
        return []
    room = area.viewport().width()
    if inside.width() <= room + 2:
        return []
    return [Fault("keluar", _path(area, window), f"isi {inside.width()} dalam {room}")]


def _lies_over(widget: QWidget) -> bool:
    names = {kind.__name__ for kind in type(widget).__mro__}
    return bool(names & set(COVERS)) or isinstance(widget, QScrollBar) or bool(widget.property("laid_over"))


def _is_scrolled(widget: QWidget) -> bool:
    """The viewport of a scroll area: what it shows is larger than itself."""
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _in_sight(widget: QWidget, window: QWidget) -> bool:
    """Not scrolled away whole; words half scrolled away are not cut, and cells judge themselves."""
    here: QWidget | None = widget
    while here is not None and here is not window:
        if _is_scrolled(here) and isinstance(here.parentWidget(), QScrollArea):
            return True  # the contents of a scrolled page stand there whole
        here = here.parentWidget()
    return not widget.visibleRegion().isEmpty() or isinstance(widget, QMainWindow)


def _path(widget: QWidget, window: QWidget) -> str:
    """The classes from the widget up to the page, without Qt's own and without the innermost repeats."""
    names: list[str] = []
    here: QWidget | None = widget
    while here is not None and here is not window:
        name = type(here).__name__
        if not name.startswith("Q") or here is widget:
            names.append(name)
        here = here.parentWidget()
    return "<".join(names[:5])


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", "")
    words = text() if callable(text) else text
    return str(words or widget.objectName() or type(widget).__name__)[:60]


def _box(rect: QRect | QSize) -> str:
    return f"{rect.width()}x{rect.height()}" + (f"+{rect.x()}+{rect.y()}" if isinstance(rect, QRect) else "")
