"""Tables: the ring of the one with the keyboard, and columns that give way where there is no room."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ColumnFit, set_up_table
from ui.widgets.tables import FocusRing


def test_the_ring_shows_where_the_keyboard_is(qtbot: Any) -> None:
    theme.apply(QApplication.instance(), False)
    window, view, other = QWidget(), QTableView(), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(other)
    view.setProperty("bare", True)
    set_up_table(view)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ring = view.findChild(FocusRing)
    view.setFocus()
    assert ring.isVisible()
    assert ring.geometry() == view.rect()
    assert view.grab().toImage().pixelColor(1, view.height() // 2) == theme.qcolor("focus")
    other.setFocus()
    assert not ring.isVisible()


def test_columns_give_way_in_their_order(qtbot: Any) -> None:
    theme.apply(QApplication.instance(), False)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(QStandardItemModel(1, 4))
    view.verticalHeader().hide()
    ColumnFit(view, (100, 100, 100, 100), 0, (2, 3))
    hidden = {}
    view.show()
    for width in (450, 350, 250):
        view.resize(width, 200)
        hidden[width] = [at for at in range(4) if view.isColumnHidden(at)]
        assert sum(view.columnWidth(at) for at in range(4)) == view.viewport().width()
    assert hidden == {450: [], 350: [2], 250: [2, 3]}
