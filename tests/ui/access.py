"""What a screen reader would meet in a window: controls without a name, tables and lists that say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QListView, QTableView, QWidget

Role = Qt.ItemDataRole
MOST_ROWS = 12  # of a table that are read; the rest is made of the same columns


def spoken(widget: QWidget) -> str:
    """The name a screen reader says for a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def unnamed(root: QWidget) -> list[str]:
    """Visible controls that can have the keyboard, or show an icon alone, and have no name of their own."""
    return [f"{type(one).__name__} in {type(one.parentWidget()).__name__}" for one in root.findChildren(QWidget)
            if one.isVisibleTo(root) and _must_speak(one) and spoken(one) in ("", type(one).__name__)]


def _must_speak(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_"):  # parts of a list or a field, said with it
        return False
    icon_alone = isinstance(widget, QAbstractButton) and not widget.text()
    return icon_alone or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def silent(root: QWidget) -> list[str]:
    """Columns without a name and cells that say nothing, in every visible table and list."""
    views = (view for view in root.findChildren(QAbstractItemView)
             if view.isVisibleTo(root) and view.model() is not None and not isinstance(view, QHeaderView))
    return [f"{type(view).__name__} {view.accessibleName()}: {what}" for view in views for what in _silent_in(view)]


def _silent_in(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel = view.model()
    columns = [0] if isinstance(view, QListView) else [
        at for at in range(model.columnCount(QModelIndex()))
        if not (isinstance(view, QTableView) and view.isColumnHidden(at))]
    for column in columns:
        if isinstance(view, QTableView) and not view.horizontalHeader().isHidden() and not _header(model, column):
            yield f"column {column} has no name"
        for row in range(min(MOST_ROWS, model.rowCount(QModelIndex()))):
            index = model.index(row, column, QModelIndex())
            if not _cell(index) and not index.flags() & Qt.ItemFlag.ItemIsEditable:
                yield f"cell {row}, {column} is silent"


def _header(model: QAbstractItemModel, column: int) -> object:
    across = Qt.Orientation.Horizontal
    return model.headerData(column, across, Role.AccessibleTextRole) or model.headerData(column, across)


def _cell(index: QModelIndex) -> object:
    return index.data(Role.AccessibleTextRole) or index.data(Role.DisplayRole)
