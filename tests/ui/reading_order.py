"""The way of Tab through a page: as one reads, and out of every widget again."""

from __future__ import annotations

from itertools import pairwise

from key_desk import open_page, press
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QTextBrowser, QWidget

from ui.window import Shell

LINE = 14  # px: tops this near to each other stand on one line
MOST = 400  # presses; a page with more stops than that is a trap


def round_of(shell: Shell) -> list[QWidget]:
    """Every stop of Tab from where the page put the keyboard until it is there again; cells of a grid are one."""
    start = QApplication.focusWidget()
    stops: list[QWidget] = [start] if start is not None else []
    for _ in range(MOST):
        before = QApplication.focusWidget()
        press("Tab", before or shell)
        here = QApplication.focusWidget()
        if here is before and isinstance(here, QAbstractItemView | QTextBrowser):
            continue  # Tab goes through its cells or links first
        assert here is not None
        assert here.isVisible()
        if here is start:
            assert any(shell.nav.isAncestorOf(stop) for stop in stops), "Tab never leaves the page"
            return stops
        if here not in stops:  # a grid that asks for more below a row goes through its rows
            stops.append(here)
    raise AssertionError(f"Tab never comes back to {start}: {stops[-4:]}")


def _where(shell: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(shell, QPoint(0, 0)), widget.rect().size())  # a page may call a part of it ``size``


def _group(page: QWidget, first: QWidget, second: QWidget) -> tuple[QRect, QRect]:
    """The boxes in which two widgets lie side by side: the children of their common ancestor that hold them."""
    chain = [first]
    while chain[-1] is not page and chain[-1].parentWidget() is not None:
        chain.append(chain[-1].parentWidget())
    common = next(one for one in chain if one is second or one.isAncestorOf(second))

    def branch(widget: QWidget) -> QWidget:
        while widget is not common and widget.parentWidget() is not common:
            widget = widget.parentWidget()
        return widget

    left, right = branch(first), branch(second)
    top = page.window()
    return _where(top, left), _where(top, right)


def _backwards(page: QWidget, stops: list[QWidget]) -> list[str]:
    """Neighbours in the order of Tab of which the second stands wholly above the first in the same column, or wholly
    left of it on the same line."""
    found = []
    inside = [stop for stop in stops if page.isAncestorOf(stop) and not _in_cell(stop)]
    for first, second in pairwise(inside):
        one, other = _group(page, first, second)
        columns = min(one.right(), other.right()) > max(one.left(), other.left())
        lines = min(one.bottom(), other.bottom()) - max(one.top(), other.top()) > LINE
        above = columns and not lines and other.bottom() <= one.top() + 1
        left = lines and other.right() <= one.left() + 1
        if above or left:
            found.append(f"{_name(first)} -> {_name(second)}")
    return found


def _in_cell(widget: QWidget) -> bool:
    """Whether it is the cell of a grid that is typed in just now."""
    above = widget.parentWidget()
    return above is not None and isinstance(above.parentWidget(), QAbstractItemView)


def _name(widget: QWidget) -> str:
    words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else widget.objectName())
    return f"{type(widget).__name__} {words!r}"


_SEEN: set[tuple[object, ...]] = set()  # kinds of widgets looked at already, on whatever page


def _kind(widget: QWidget) -> tuple[object, ...]:
    named = (widget.property(name) for name in ("kind", "small", "square", "note", "seat", "state", "card"))
    return type(widget).__name__, widget.objectName(), *(str(value) for value in named)


def _unseen(stops: list[QWidget]) -> list[str]:
    """Stops that are painted the same with the keyboard and without it; of each kind of widget one is looked at."""
    found = []
    for at, stop in enumerate(stops):
        if _kind(stop) in _SEEN or not stop.isVisible() or not stop.width() or _in_cell(stop):
            continue
        _SEEN.add(_kind(stop))
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        with_it = _painted(stop)
        stops[at - 1].setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if stop.isVisible() and _painted(stop) == with_it:
            found.append(f"{_name(stop)} does not show that it has the keyboard")
    return found


def _painted(widget: QWidget) -> QImage:
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    widget.render(image)
    return image


def out_of_order(shell: Shell, page: str) -> list[str]:
    """What is wrong with the way of Tab through a page: nothing to start from, or steps against the reading."""
    open_page(shell, page)
    shown = shell.current
    focus = QApplication.focusWidget()
    if focus is None or not shown.isAncestorOf(focus):
        return ["the page opens without the keyboard in it"]
    if isinstance(focus, QAbstractItemView) and focus.model() is not None and focus.model().rowCount():
        can = focus.model().index(0, 0).flags() & Qt.ItemFlag.ItemIsEnabled
        assert focus.currentIndex().isValid() or not can, "a list has the keyboard, but no row of it"
    stops = round_of(shell)
    unseen = _unseen(stops)
    # The round starts where the page put the keyboard: turned so that it begins with what comes first.
    first = next((at for at, stop in enumerate(stops) if shown.isAncestorOf(stop)
                  and not shown.isAncestorOf(stops[at - 1])), 0)
    turned = stops[first:] + stops[:first]
    return unseen + _backwards(shown, turned)
