"""What is wrong with a window as it stands: words cut short, widgets over each other, and what hangs out of its parent.

Labels, buttons, tabs, boxes, headers and cells are measured (``words``). What is painted by hand is caught while it is
painted (``painted``).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from tests.pictures.painted import watch_paint
from tests.pictures.words import cut_words

COVERS = ("FocusRing", "Toast", "QRubberBand", "QSizeGrip")  # laid over others on purpose


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
            found += [Fault("potong", _path(widget, window), words) for words in cut_words(widget)]
            found += _crowded(widget, window)
            found += _scrolled_aside(widget, window)
    return list(dict.fromkeys(found))


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
